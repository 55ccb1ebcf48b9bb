"""Who came, and what closing freezes."""

from datetime import time, timedelta

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from committee.models import Body, Resolution
from committee.services.attendance import (
    Guest,
    Presence,
    record_attendance,
)
from committee.services.meetings import close_meeting, complete_meeting
from ecotown.kernel.rules import Actor, Refused
from tests import build
from tests.committee.records import DAY, closed, everybody, planned

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_too]


def test_attendance_keeps_name_and_post_of_the_day(staff: Actor):
    held = build.holder()
    meeting = planned(staff)
    record_attendance(staff, meeting_id=meeting.pk, rows=[Presence(held.seat_id, True)])

    held.person.family, held.seat.post = "นามใหม่", "ตำแหน่งใหม่"
    held.person.save()
    held.seat.save()

    row = meeting.attendances.get()
    assert "นามใหม่" not in row.name and row.post != "ตำแหน่งใหม่"


def test_one_row_written_leaves_the_others_and_the_guests_as_they_are(staff: Actor):
    one, other = build.holder(), build.holder()
    meeting = planned(staff)
    record_attendance(
        staff, meeting_id=meeting.pk, rows=[Presence(one.seat_id, True)], guests=[Guest("นางสาวแขก รับเชิญ", "นักวิชาการ")]
    )

    record_attendance(staff, meeting_id=meeting.pk, rows=[Presence(other.seat_id, False, "ลาป่วย")])

    assert list(meeting.attendances.values_list("kind", "reason")) == [
        ("present", ""),
        ("absent", "ลาป่วย"),
        ("guest", ""),
    ]


def test_a_seat_that_nobody_holds_that_day_has_no_attendance(staff: Actor):
    held = build.holder(since=DAY + timedelta(days=1))
    meeting = planned(staff)

    with pytest.raises(ValidationError):
        record_attendance(staff, meeting_id=meeting.pk, rows=[Presence(held.seat_id, True)])


def test_closing_needs_the_attendance_of_every_filled_seat(staff: Actor):
    one, other = build.holder(), build.holder()
    meeting = planned(staff)
    record_attendance(staff, meeting_id=meeting.pk, rows=[Presence(one.seat_id, True)])

    with pytest.raises(ValidationError) as refused:
        closed(staff, meeting)

    assert other.seat.post in str(refused.value)


def test_a_body_without_members_closes_no_meeting(staff: Actor):
    meeting = planned(staff)

    with pytest.raises(ValidationError):
        close_meeting(
            staff, meeting_id=meeting.pk, started_at=time(9), ended_at=time(10), presided_by_id=build.person().pk
        )


def test_closing_freezes_the_quorum_and_who_presided(staff: Actor):
    holders = [build.holder() for _ in range(5)]
    meeting = planned(staff)
    record_attendance(staff, meeting_id=meeting.pk, rows=everybody(meeting, present=3))

    done = closed(staff, meeting, presided_by_id=holders[1].person_id)
    build.holder()

    done.refresh_from_db()
    assert (done.seats_filled, done.quorum_needed, done.quorum_present, done.had_quorum) == (5, 3, 3, True)
    assert (done.state, done.presided_by, done.presided_post) == ("closed", holders[1].person, holders[1].seat.post)


def test_one_person_on_two_seats_is_present_once(staff: Actor):
    person = build.person()
    for _ in range(2):
        build.holder(person=person)
    build.holder(), build.holder()
    meeting = planned(staff)
    record_attendance(staff, meeting_id=meeting.pk, rows=everybody(meeting, present=2))

    done = closed(staff, meeting)

    assert (done.quorum_needed, done.quorum_present, done.had_quorum) == (2, 1, False)


def test_guests_never_count_for_the_quorum(staff: Actor):
    for _ in range(4):
        build.holder()
    meeting = planned(staff)
    record_attendance(
        staff,
        meeting_id=meeting.pk,
        rows=everybody(meeting, present=1),
        guests=[Guest(f"ผู้เข้าร่วม {n}") for n in range(9)],
    )

    assert closed(staff, meeting).had_quorum is False


def test_only_a_member_who_came_has_presided_and_the_end_follows_the_beginning(staff: Actor):
    build.holder(), build.holder()
    meeting = planned(staff)
    record_attendance(staff, meeting_id=meeting.pk, rows=everybody(meeting, present=1))
    absent = meeting.attendances.get(kind="absent").person_id

    for wrong, field in [({"presided_by_id": absent}, "presided_by"), ({"ended_at": time(9, 30)}, "ended_at")]:
        with pytest.raises(ValidationError) as refused:
            closed(staff, meeting, **wrong)
        assert list(refused.value.message_dict) == [field]


def test_the_quorum_is_that_of_the_day_of_the_meeting(staff: Actor):
    build.holder(), build.holder(until=DAY)
    meeting = planned(staff)
    record_attendance(staff, meeting_id=meeting.pk, rows=[Presence(build.body().seats.first().pk, True)])

    assert closed(staff, meeting).seats_filled == 1


def test_what_was_unknown_of_a_past_meeting_is_filled_in_once(staff: Actor):
    held = build.holder()
    meeting = build.meeting(state="closed", held_on=DAY)
    resolution = build.resolution(meeting=meeting)
    record_attendance(staff, meeting_id=meeting.pk, rows=[Presence(held.seat_id, True)])
    facts = {"started_at": time(9, 30), "ended_at": time(11, 0), "presided_by_id": held.person_id}

    complete_meeting(staff, meeting_id=meeting.pk, **facts)

    assert Resolution.objects.with_standing().get(pk=resolution.pk).in_effect is True
    with pytest.raises(Refused):
        complete_meeting(staff, meeting_id=meeting.pk, **facts)


@given(filled=st.integers(1, 60), present=st.integers(0, 60))
def test_a_quorum_is_at_least_half_of_the_filled_seats(filled: int, present: int):
    needed = Body(quorum_numerator=1, quorum_denominator=2).quorum_of(filled)

    assert (present >= needed) == (2 * present >= filled)
