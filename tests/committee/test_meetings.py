"""Meetings: numbers, agenda, attendance and what closing freezes."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from committee.models import AgendaItem, Body, Meeting, Resolution
from committee.models.meeting import Section
from committee.services.agenda import add_agenda_item, change_agenda_item, remove_agenda_item
from committee.services.attendance import Guest, Presence, record_attendance
from committee.services.meetings import cancel_meeting, change_meeting, close_meeting, complete_meeting, plan_meeting
from ecotown.kernel.rules import Actor, Refused, Role
from tests import build

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_too]
DAY = date(2026, 8, 18)


@pytest.fixture
def staff() -> Actor:
    return build.assigned(Role.STAFF)


def planned(staff: Actor, **fields: Any) -> Meeting:
    return plan_meeting(staff, **{
        "body_id": build.body().pk, "number": 2, "be_year": 2569, "held_on": DAY, "venue": "ห้องประชุมชั้น 3", **fields,
    })  # fmt: skip


def titles(meeting: Meeting) -> list[str]:
    return [str(item) for item in meeting.agenda.all()]


def everybody(meeting: Meeting, *, present: int) -> list[Presence]:
    """The first `present` seats of the body came, the others did not."""
    seats = meeting.body.seats.order_by("sort")
    return [
        Presence(seat.pk, place < present, "" if place < present else "ติดราชการ") for place, seat in enumerate(seats)
    ]


def closed(staff: Actor, meeting: Meeting, **fields: Any) -> Meeting:
    return close_meeting(staff, meeting_id=meeting.pk, **{
        "started_at": time(9, 30), "ended_at": time(12, 0),
        "presided_by_id": meeting.attendances.filter(kind="present").first().person_id, **fields,
    })  # fmt: skip


# -- planning


def test_a_first_meeting_has_the_six_sections_and_no_minutes_to_adopt(staff: Actor):
    assert titles(planned(staff)) == [
        "1.1 เรื่องที่ประธานแจ้งให้ที่ประชุมทราบ", "2.1 ไม่มี", "3.1 เรื่องสืบเนื่อง",
        "4.1 เรื่องเสนอเพื่อทราบ", "5.1 เรื่องเสนอเพื่อพิจารณา", "6.1 เรื่องอื่น ๆ (ถ้ามี)",
    ]  # fmt: skip


def test_the_next_meeting_refers_to_the_last_unadopted_minutes(staff: Actor):
    build.closed_meeting(number=1, held_on=date(2020, 6, 29))

    second = planned(staff)
    assert titles(second)[1] == "2.1 รับรองรายงานการประชุม ครั้งที่ 1/2563 เมื่อวันที่ 29 มิถุนายน 2563"

    build.adopted(Meeting.objects.get(be_year=2563))
    assert titles(planned(staff, number=3))[1] == "2.1 ไม่มี"


def test_a_number_counts_within_one_body_and_calendar_year(staff: Actor):
    planned(staff)

    with pytest.raises(ValidationError) as refused:
        planned(staff)
    assert list(refused.value.message_dict) == ["number"]
    assert planned(staff, body_id=build.body("คณะทำงาน").pk).display_number == "2/2569"


@pytest.mark.parametrize(
    ("be_year", "held_on", "taken"),
    [(2564, date(2021, 1, 4), True), (2563, date(2021, 1, 4), False), (2564, date(2020, 10, 1), False)],
)
def test_the_year_of_the_number_is_the_calendar_year_of_the_date(
    staff: Actor, be_year: int, held_on: date, taken: bool
):
    if taken:
        assert planned(staff, number=1, be_year=be_year, held_on=held_on).be_year == be_year
        return
    with pytest.raises(ValidationError) as refused:
        planned(staff, number=1, be_year=be_year, held_on=held_on)
    assert list(refused.value.message_dict) == ["held_on"]


def test_meetings_sort_by_year_and_number_not_by_text():
    for number, day in [(10, date(2020, 6, 1)), (2, date(2020, 3, 1)), (1, date(2021, 1, 1))]:
        build.meeting(number=number, held_on=day)

    assert [str(each) for each in Meeting.objects.all()] == ["ครั้งที่ 2/2563", "ครั้งที่ 10/2563", "ครั้งที่ 1/2564"]


def test_a_planned_meeting_can_be_changed_or_cancelled_but_a_closed_one_not(staff: Actor):
    meeting = planned(staff)

    change_meeting(
        staff,
        meeting_id=meeting.pk,
        number=3,
        be_year=2569,
        held_on=DAY + timedelta(1),
        venue="ศาลากลาง",
        mode="hybrid",
    )
    meeting.refresh_from_db()
    assert (meeting.display_number, meeting.venue) == ("3/2569", "ศาลากลาง")

    assert cancel_meeting(staff, meeting_id=meeting.pk, reason="ประธานติดราชการ").state == "cancelled"
    for done in (meeting, build.closed_meeting()):
        with pytest.raises(Refused):
            change_meeting(staff, meeting_id=done.pk, number=4, be_year=2569, held_on=DAY, venue="ก", mode="online")


def test_a_meeting_that_has_resolved_something_is_not_cancelled(staff: Actor):
    meeting = planned(staff)
    build.resolution(agenda_item=meeting.agenda.first())

    with pytest.raises(ValidationError):
        cancel_meeting(staff, meeting_id=meeting.pk, reason="ผิดพลาด")


# -- agenda


def test_the_first_matter_takes_the_place_of_the_standing_item(staff: Actor):
    meeting = planned(staff)

    add_agenda_item(staff, meeting_id=meeting.pk, section=5, title="กำหนดพื้นที่เป้าหมาย")
    add_agenda_item(staff, meeting_id=meeting.pk, section=5, title="แผนปฏิบัติการ", is_confidential=True)

    considered = meeting.agenda.filter(section=Section.CONSIDERATION)
    assert [str(item) for item in considered] == ["5.1 กำหนดพื้นที่เป้าหมาย", "5.2 แผนปฏิบัติการ"]
    assert [item.is_confidential for item in considered] == [False, True]


def test_a_standing_item_with_text_or_resolution_keeps_its_place(staff: Actor):
    meeting = planned(staff)
    build.resolution(agenda_item=meeting.agenda.get(section=5))
    minutes = build.minutes(meeting=meeting)
    minutes.entries.create(agenda_item=meeting.agenda.get(section=4), text="รายงานผล")

    assert str(add_agenda_item(staff, meeting_id=meeting.pk, section=5, title="ใหม่")) == "5.2 ใหม่"
    assert str(add_agenda_item(staff, meeting_id=meeting.pk, section=4, title="ใหม่")) == "4.2 ใหม่"


def test_minutes_already_begun_get_a_place_for_a_new_matter(staff: Actor):
    meeting = planned(staff)
    minutes = build.minutes(meeting=meeting)
    build.resolution(agenda_item=meeting.agenda.get(section=5))

    item = add_agenda_item(staff, meeting_id=meeting.pk, section=5, title="เรื่องที่เสนอในที่ประชุม")

    assert minutes.entries.filter(agenda_item=item).count() == 1


def test_a_matter_is_renamed_or_removed_and_the_rest_move_up(staff: Actor):
    meeting = planned(staff)
    first, second, third = (add_agenda_item(staff, meeting_id=meeting.pk, section=5, title=each) for each in "กขค")

    change_agenda_item(staff, agenda_item_id=third.pk, title="คง", is_confidential=True)
    remove_agenda_item(staff, agenda_item_id=first.pk)

    assert [str(item) for item in meeting.agenda.filter(section=5)] == ["5.1 ข", "5.2 คง"]
    build.resolution(agenda_item=second)
    with pytest.raises(ValidationError):
        remove_agenda_item(staff, agenda_item_id=second.pk)


def test_the_agenda_of_a_closed_meeting_stands(staff: Actor):
    item = build.agenda_item(meeting=build.closed_meeting())

    for act in (
        lambda: add_agenda_item(staff, meeting_id=item.meeting_id, section=5, title="ใหม่"),
        lambda: change_agenda_item(staff, agenda_item_id=item.pk, title="ใหม่", is_confidential=False),
        lambda: remove_agenda_item(staff, agenda_item_id=item.pk),
    ):
        with pytest.raises(Refused):
            act()
    assert AgendaItem.objects.filter(meeting=item.meeting).count() == 1


# -- attendance and closing


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
