"""Seats corrected and moved without touching an old meeting; holders who act for a post, follow one another, leave early."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from committee.middleware import actor_of
from committee.models import Attendance, Holder, Minutes, Seat
from committee.paper import paper
from committee.services.attendance import Presence, record_attendance
from committee.services.holders import end_holder, seat_holder
from committee.services.seats import change_seat, move_seat
from ecotown.kernel import thai
from ecotown.kernel.models import JournalEntry
from ecotown.kernel.rules import Actor, Refused, Role
from tests import build

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_too]

OCTOBER = date(2026, 10, 1)
TODAY = thai.today()


def facts(seat: Seat, **changed: str) -> dict[str, Any]:
    said = {"post": seat.post, "role": seat.role, "sector": seat.sector, "kind": seat.kind}
    return {"seat_id": seat.pk, **said, "organisation": seat.organisation, **changed}


def attended(staff: Actor, held: Holder) -> Attendance:
    meeting = build.meeting(body=held.seat.body, held_on=date(2026, 8, 18))
    record_attendance(staff, meeting_id=meeting.pk, rows=[Presence(held.seat_id, True)])
    return Attendance.objects.get(meeting=meeting, seat=held.seat)


def posts(seats: list[Seat]) -> list[str]:
    return [seat.post for seat in Seat.objects.on_body(seats[0].body_id, TODAY)]


# -- seats


def test_a_corrected_seat_changes_nothing_that_an_old_meeting_shows(staff: Actor):
    held = build.holder(seat=build.seat(post="อุตสาหกรรมจังหวัด"))
    row = attended(staff, held)

    change_seat(staff, **facts(held.seat, post="อุตสาหกรรมจังหวัดภูเก็ต", sector="private"))

    row.refresh_from_db()
    printed = paper(Minutes.objects.for_page().get(pk=build.minutes(meeting=row.meeting).pk))
    assert (row.post, printed["present"][0]["post"]) == ("อุตสาหกรรมจังหวัด", "อุตสาหกรรมจังหวัด")
    assert Seat.objects.get(pk=held.seat_id).post == "อุตสาหกรรมจังหวัดภูเก็ต"


@pytest.mark.parametrize("changed", [{"role": "chair"}, {"kind": "by_name"}])
def test_role_and_kind_of_a_seat_that_has_sat_change_by_an_order_only(staff: Actor, changed: dict[str, str]):
    held = build.holder()
    fresh = build.seat()
    attended(staff, held)

    with pytest.raises(ValidationError) as refused:
        change_seat(staff, **facts(held.seat, **changed))

    assert list(refused.value.message_dict) == list(changed)
    assert change_seat(staff, **facts(fresh, **changed))


def test_a_correction_is_in_the_journal_with_before_and_after(staff: Actor):
    seat = build.seat(post="ก")

    change_seat(staff, **facts(seat, post="ข", kind="organisation", organisation="หอการค้าจังหวัดภูเก็ต"))

    body = JournalEntry.objects.get(act="seat.change").body
    assert '"post":"ก"' in body
    assert '"organisation":"หอการค้าจังหวัดภูเก็ต","post":"ข"' in body


def test_the_seat_of_an_organisation_names_it_and_another_kind_forgets_it(staff: Actor):
    seat = build.seat(kind="organisation", organisation="หอการค้าจังหวัดภูเก็ต")

    with pytest.raises(ValidationError) as refused:
        change_seat(staff, **facts(seat, organisation=""))
    changed = change_seat(staff, **facts(seat, kind="ex_officio"))

    assert list(refused.value.message_dict) == ["organisation"]
    assert changed.organisation == ""


def test_a_seat_moves_one_place_in_the_list_and_old_attendance_stays(staff: Actor):
    seats = [build.seat(post=post) for post in "กขค"]
    row = attended(staff, build.holder(seat=seats[2]))

    move_seat(staff, seat_id=seats[2].pk, up=True)
    assert posts(seats) == ["ก", "ค", "ข"]
    move_seat(staff, seat_id=seats[0].pk, up=False)
    assert posts(seats) == ["ค", "ก", "ข"]
    move_seat(staff, seat_id=seats[2].pk, up=True)

    assert posts(seats) == ["ค", "ก", "ข"]
    assert Attendance.objects.get(pk=row.pk).sort == row.sort


def test_a_seat_moves_past_those_that_ended_before_it_began(staff: Actor):
    first = build.seat(post="ก")
    build.seat(post="สิ้นสุดแล้ว", until=date(2021, 1, 1))
    last = build.seat(post="ข", since=date(2022, 1, 1))

    move_seat(staff, seat_id=last.pk, up=True)

    assert posts([first, last]) == ["ข", "ก"]


# -- acting holders


def test_who_acts_for_a_post_sits_in_own_right_and_is_printed_with_the_words(staff: Actor):
    held = build.holder(seat=build.seat(post="ผู้ว่าราชการจังหวัดภูเก็ต"), until=OCTOBER)
    acting = seat_holder(
        staff, seat_id=held.seat_id, person_id=build.person().pk, since=OCTOBER, acting="for_vacant",
        acting_post="รองผู้ว่าราชการจังหวัดภูเก็ต", acting_order="คำสั่งกระทรวงมหาดไทยที่ 1/2569 ลงวันที่ 30 กันยายน 2569",
    )  # fmt: skip
    meeting = build.meeting(held_on=OCTOBER)

    record_attendance(staff, meeting_id=meeting.pk, rows=[Presence(held.seat_id, True)])

    row = meeting.attendances.get()
    assert (row.kind, row.counts, row.in_place_of) == ("present", True, "")
    assert row.post == "รองผู้ว่าราชการจังหวัดภูเก็ต รักษาการในตำแหน่งผู้ว่าราชการจังหวัดภูเก็ต"
    assert row.name == str(acting.person)


@pytest.mark.parametrize(
    ("acting", "words"),
    [("for_absent", "รักษาราชการแทน"), ("for_vacant", "รักษาการในตำแหน่ง"), ("on_behalf", "ปฏิบัติราชการแทน")],
)
def test_each_way_of_acting_has_its_words(staff: Actor, acting: str, words: str):
    seat = build.seat(post="อุตสาหกรรมจังหวัดภูเก็ต")

    held = seat_holder(
        staff, seat_id=seat.pk, person_id=build.person().pk, since=OCTOBER, acting=acting, acting_order="คำสั่งที่ 5/2569"
    )

    assert held.post == f"{words}อุตสาหกรรมจังหวัดภูเก็ต"


def test_acting_needs_its_order_and_a_seat_that_is_not_by_name(staff: Actor):
    by_name, post = build.seat(kind="by_name"), build.seat()

    for seat, order, field in [(by_name, "คำสั่งที่ 5/2569", "acting"), (post, "", "acting_order")]:
        with pytest.raises(ValidationError) as refused:
            seat_holder(
                staff, seat_id=seat.pk, person_id=build.person().pk, since=OCTOBER, acting="for_absent",
                acting_order=order,
            )  # fmt: skip
        assert list(refused.value.message_dict) == [field]


# -- one follows another


def test_an_ex_officio_seat_passes_on_the_first_of_october(staff: Actor):
    held = build.holder(seat=build.seat(kind="ex_officio"))
    new = build.person()

    seat_holder(staff, seat_id=held.seat_id, person_id=new.pk, since=OCTOBER, succeeds=True)

    def sitting(day: date) -> list[int]:
        return [each.person_id for each in Holder.objects.of_body_on(held.seat.body_id, day)]

    assert sitting(date(2026, 9, 30)) == [held.person_id]
    assert sitting(OCTOBER) == [new.pk]
    assert list(JournalEntry.objects.order_by("number").values_list("act", flat=True))[-2:] == [
        "holder.end", "holder.seat",
    ]  # fmt: skip


def test_nobody_succeeds_on_the_day_the_other_began(staff: Actor):
    held = build.holder(since=OCTOBER)

    with pytest.raises(ValidationError):
        seat_holder(staff, seat_id=held.seat_id, person_id=build.person().pk, since=OCTOBER, succeeds=True)

    assert Holder.objects.get(pk=held.pk).until is None


def test_a_holder_whose_end_lies_ahead_still_serves_and_may_leave_earlier(staff: Actor):
    somebody = build.person(user=build.user())
    held = build.holder(seat=build.seat(role="secretary"), person=somebody, until=TODAY + timedelta(days=90))

    assert actor_of(somebody.user).holds(Role.SECRETARY, held.seat.body_id)
    end_holder(staff, holder_id=held.pk, until=TODAY)

    assert not actor_of(somebody.user).holds(Role.SECRETARY, held.seat.body_id)
    with pytest.raises(Refused):
        end_holder(staff, holder_id=held.pk, until=TODAY - timedelta(days=1))


def test_an_end_is_not_moved_over_the_next_term_nor_past_the_seat(staff: Actor):
    seat = build.seat(until=TODAY + timedelta(days=300))
    held = build.holder(seat=seat, until=TODAY + timedelta(days=90))
    build.holder(seat=seat, since=TODAY + timedelta(days=90), until=TODAY + timedelta(days=200))

    for days in (91, 301):
        with pytest.raises(ValidationError) as refused:
            end_holder(staff, holder_id=held.pk, until=TODAY + timedelta(days=days))
        assert list(refused.value.message_dict) == ["until"]
