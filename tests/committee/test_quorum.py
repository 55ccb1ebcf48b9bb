"""Whether enough members came, as arithmetic and as a meeting freezes it."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from committee.models.attendance import Attendance, quorum_of
from committee.models.vote import voices_on
from committee.quorum import Quorum, Share, heads, take
from committee.services.attendance import Guest, Presence, StandIn, attach_letter, record_attendance
from ecotown.kernel.rules import Actor
from tests import build
from tests.committee.records import DAY, closed, everybody, planned

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_too]
HALF, THIRD = Share(1, 2), Share(1, 3)


@dataclass(frozen=True)
class Row:
    """One row of the list, as `Attendance` tells it."""

    head: str
    name: str
    in_place_of: str = ""


def member(number: int) -> Row:
    return Row(f"person {number}", f"กรรมการ {number}")


def stand_in(number: int, name: str = "", *, letter: bool = True) -> Row:
    name = name or f"ผู้แทน {number}"
    return Row(f"name {name}" if letter else "", name, f"ตำแหน่ง {number}")


GUEST = Row("", "ผู้เข้าร่วม")
rows = st.lists(
    st.one_of(
        st.integers(1, 12).map(member),
        st.builds(stand_in, st.integers(1, 12), letter=st.booleans()),
        st.just(GUEST),
    ),
    max_size=30,
)


@pytest.mark.parametrize(
    ("seats", "share", "needed"),
    [(15, HALF, 8), (16, HALF, 8), (15, THIRD, 5), (16, THIRD, 6), (1, HALF, 1), (0, HALF, 0)],
)
def test_the_quorum_is_at_least_the_share_of_the_seats(seats: int, share: Share, needed: int):
    assert share.of(seats) == needed


@given(came=rows, guests=st.integers(0, 20))
def test_a_guest_never_counts(came: list[Row], guests: int):
    assert heads([*came, *[GUEST] * guests]) == heads(came)


@given(came=rows, order=st.randoms(use_true_random=False))
def test_the_order_of_the_list_does_not_matter(came: list[Row], order):
    shuffled = list(came)
    order.shuffle(shuffled)

    assert take(shuffled, share=HALF, seats=15, base=15) == take(came, share=HALF, seats=15, base=15)


@given(came=rows)
def test_nobody_is_counted_twice_and_nobody_without_a_letter(came: list[Row]):
    counted = heads([*came, *came])

    assert counted == heads(came) and "" not in counted
    assert len(counted) <= len({row.name for row in came if row.head})


def test_a_member_who_stands_in_for_another_is_one_head():
    both = [member(1), stand_in(2, "กรรมการ 1"), member(3)]

    assert len(heads(both)) == 2


def test_a_body_without_members_has_no_quorum():
    assert Quorum(seats=0, needed=0, present=0).reached is False


# -- as a meeting has it


def test_of_fifteen_members_eight_are_needed_and_five_when_called_again(staff: Actor):
    for _ in range(15):
        build.holder()
    first = planned(staff)
    record_attendance(staff, meeting_id=first.pk, rows=everybody(first, present=7))
    first = closed(staff, first)
    again = planned(staff, number=3, held_on=DAY + timedelta(days=14), adjourned_from_id=first.pk)
    record_attendance(staff, meeting_id=again.pk, rows=everybody(again, present=5))
    again = closed(staff, again)

    assert (first.quorum_needed, first.quorum_present, first.had_quorum) == (8, 7, False)
    assert (again.quorum_needed, again.quorum_present, again.had_quorum) == (5, 5, True)


def test_a_substitute_counts_with_a_letter_only(staff: Actor):
    one, other = build.holder(), build.holder()
    meeting = planned(staff)
    came = StandIn("นายผู้แทน ตัวอย่าง", "รองหัวหน้า")
    record_attendance(
        staff, meeting_id=meeting.pk,
        rows=[Presence(one.seat_id, False, stand_in=came), Presence(other.seat_id, False)],
    )  # fmt: skip

    def present() -> int:
        return quorum_of(meeting, [one, other], meeting.attendances.select_related("seat")).present

    assert present() == 0
    row = meeting.attendances.get(kind="substitute")
    attach_letter(staff, attendance_id=row.pk, letter_number="ภก 0023/99", letter_on=DAY)
    assert present() == 1
    assert closed(staff, meeting, stand_in_seat_id=one.seat_id).had_quorum is True


def test_all_seats_of_the_order_are_the_base_where_the_body_says_so(staff: Actor):
    body = build.body()
    body.quorum_base = "all"
    body.save()
    one = build.holder()
    build.seat(), build.seat()
    build.seat(until=date(2021, 1, 1))
    meeting = planned(staff)
    record_attendance(staff, meeting_id=meeting.pk, rows=[Presence(one.seat_id, True)])

    assert voices_on(build.agenda_item(meeting=meeting)).needed == 2  # each matter is held against the same
    done = closed(staff, meeting)

    assert (done.seats_filled, done.quorum_needed, done.had_quorum) == (1, 2, False)


@given(guests=st.integers(0, 6))
def test_guests_leave_the_quorum_as_it_is(guests: int):
    row = Attendance(kind="guest", name="ผู้เข้าร่วม", post="")

    assert heads([row] * guests) == set()


def test_a_meeting_closed_without_a_quorum_gives_its_resolutions_no_effect(staff: Actor):
    for _ in range(4):
        build.holder()
    meeting = planned(staff)
    resolution = build.resolution(agenda_item=meeting.agenda.get(section=5))
    record_attendance(
        staff, meeting_id=meeting.pk, rows=everybody(meeting, present=1), guests=[Guest(f"แขก {n}") for n in range(5)]
    )
    closed(staff, meeting)

    resolution.refresh_from_db()
    assert type(resolution).objects.with_standing().get().in_effect is False
