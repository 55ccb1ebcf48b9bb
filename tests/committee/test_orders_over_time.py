"""Orders amend, cancel in part and replace; who makes up the body is a function of the day, and old meetings keep their list."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from committee.models import Body, Holder, Minutes, Order, Seat
from committee.paper import paper
from committee.services.attendance import Presence, record_attendance
from committee.services.holders import seat_holder
from committee.services.orders import add_order, change_order
from committee.services.seats import add_seat, end_seats, keep_seat
from ecotown.kernel import thai
from ecotown.kernel.models import JournalEntry
from ecotown.kernel.rules import Actor, Refused
from tests import build

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_too]

APPOINTED, AMENDED, CANCELLED, REPLACED = date(2020, 6, 26), date(2021, 3, 1), date(2022, 3, 1), date(2023, 3, 1)


def order_of(staff: Actor, kind: str, day: date, amends: Order | None = None, **fields: Any) -> Order:
    return add_order(staff, **{
        "number": 100 + day.year - 2020, "be_year": thai.be_year(day), "issuer": "คำสั่งจังหวัดภูเก็ต", "title": "คณะกรรมการ",
        "signed_on": day, "in_force_from": day, "kind": kind, "amends_id": amends.pk if amends else None, **fields,
    })  # fmt: skip


def filled_seat(staff: Actor, order: Order, post: str, role: str = "member") -> Seat:
    seat = add_seat(staff, order_id=order.pk, post=post, role=role, sector="government")
    seat_holder(staff, seat_id=seat.pk, person_id=build.person().pk, since=seat.since)
    return seat


def members_on(body: Body, day: date) -> list[str]:
    return [holder.seat.post for holder in Holder.objects.of_body_on(body.pk, day)]


@pytest.fixture
def history(staff: Actor) -> dict[str, Any]:
    """Appointed with three seats, amended (one out, one in), a part cancelled (one out), replaced by two new seats."""
    first = order_of(staff, "appoint", APPOINTED, new_body="คณะกรรมการ")
    one, two = filled_seat(staff, first, "ผู้ว่าราชการจังหวัด", "chair"), filled_seat(staff, first, "ท้องถิ่นจังหวัด")
    filled_seat(staff, first, "อุตสาหกรรมจังหวัด", "secretary")
    amending = order_of(staff, "amend", AMENDED, first)
    end_seats(staff, order_id=amending.pk, seat_ids=[two.pk])
    added = filled_seat(staff, amending, "ผู้แทนหอการค้า")
    cancelling = order_of(staff, "cancel_part", CANCELLED, first)
    end_seats(staff, order_id=cancelling.pk, seat_ids=[one.pk])
    replacing = order_of(staff, "replace", REPLACED, first)
    filled_seat(staff, replacing, "รองผู้ว่าราชการจังหวัด", "chair")
    return {
        "body": first.body, "first": first, "amending": amending, "cancelling": cancelling, "replacing": replacing,
        "two": two, "added": added,
    }  # fmt: skip


def test_the_composition_is_a_function_of_the_day(history: dict[str, Any]):
    body, day = history["body"], timedelta(days=1)

    assert members_on(body, APPOINTED - day) == []
    assert members_on(body, APPOINTED) == ["ผู้ว่าราชการจังหวัด", "ท้องถิ่นจังหวัด", "อุตสาหกรรมจังหวัด"]
    assert members_on(body, AMENDED - day) == ["ผู้ว่าราชการจังหวัด", "ท้องถิ่นจังหวัด", "อุตสาหกรรมจังหวัด"]
    assert members_on(body, AMENDED) == ["ผู้ว่าราชการจังหวัด", "อุตสาหกรรมจังหวัด", "ผู้แทนหอการค้า"]
    assert members_on(body, CANCELLED) == ["อุตสาหกรรมจังหวัด", "ผู้แทนหอการค้า"]
    assert members_on(body, REPLACED - day) == ["อุตสาหกรรมจังหวัด", "ผู้แทนหอการค้า"]
    assert members_on(body, REPLACED) == ["รองผู้ว่าราชการจังหวัด"]


def test_an_order_tells_what_it_added_and_what_it_ended(history: dict[str, Any]):
    told = {
        name: (
            [seat.post for seat in history[name].seats.all()],
            [seat.post for seat in history[name].ended_seats.all()],
        )
        for name in ("amending", "cancelling", "replacing")
    }

    assert told == {
        "amending": (["ผู้แทนหอการค้า"], ["ท้องถิ่นจังหวัด"]),
        "cancelling": ([], ["ผู้ว่าราชการจังหวัด"]),
        "replacing": (["รองผู้ว่าราชการจังหวัด"], ["อุตสาหกรรมจังหวัด", "ผู้แทนหอการค้า"]),
    }


def test_a_replacing_order_ends_the_orders_that_amended_the_old_one_too(history: dict[str, Any]):
    ends = Order.objects.filter(pk__in=[history[name].pk for name in ("first", "amending", "cancelling")])

    assert set(ends.values_list("in_force_until", flat=True)) == {REPLACED}


def test_a_meeting_before_an_amending_order_prints_the_old_list(staff: Actor, history: dict[str, Any]):
    """Even where its attendance is entered long after the order that took the seat away."""
    meeting = build.meeting(body=history["body"], held_on=AMENDED - timedelta(days=7))
    seats = [holder.seat_id for holder in Holder.objects.of_body_on(meeting.body_id, meeting.held_on)]

    record_attendance(staff, meeting_id=meeting.pk, rows=[Presence(pk, True) for pk in seats])

    printed = paper(Minutes.objects.for_page().get(pk=build.minutes(meeting=meeting).pk))
    assert [row["post"] for row in printed["present"]] == ["ผู้ว่าราชการจังหวัด", "ท้องถิ่นจังหวัด", "อุตสาหกรรมจังหวัด"]


def test_an_end_entered_by_mistake_is_taken_back_with_the_term(staff: Actor, history: dict[str, Any]):
    keep_seat(staff, seat_id=history["two"].pk)

    assert members_on(history["body"], AMENDED) == [
        "ผู้ว่าราชการจังหวัด", "ท้องถิ่นจังหวัด", "อุตสาหกรรมจังหวัด", "ผู้แทนหอการค้า",
    ]  # fmt: skip
    assert members_on(history["body"], REPLACED) == ["รองผู้ว่าราชการจังหวัด"]
    with pytest.raises(ValidationError):
        keep_seat(staff, seat_id=history["two"].pk)


def test_what_a_replacing_order_ended_stays_ended(staff: Actor, history: dict[str, Any]):
    with pytest.raises(Refused):
        keep_seat(staff, seat_id=history["added"].pk)


def test_only_an_order_of_that_kind_ends_seats(staff: Actor, history: dict[str, Any]):
    for name in ("first", "replacing"):
        with pytest.raises(Refused):
            end_seats(staff, order_id=history[name].pk, seat_ids=[history["added"].pk])


def test_a_seat_is_not_ended_over_a_term_that_begins_later(staff: Actor):
    first = build.order(in_force_from=APPOINTED)
    seat = build.seat(order=first, since=APPOINTED)
    late = build.holder(seat=seat, since=date(2021, 9, 1))
    amending = order_of(staff, "amend", AMENDED, first)

    with pytest.raises(ValidationError) as refused:
        end_seats(staff, order_id=amending.pk, seat_ids=[seat.pk])

    assert str(late.person) in str(refused.value.message_dict["seats"])
    assert "1 กันยายน 2564" in str(refused.value.message_dict["seats"])
    seat.refresh_from_db()
    assert (seat.until, seat.ended_by) == (None, None)


def test_an_order_ends_no_seat_of_another_body_and_none_of_its_own(staff: Actor):
    first = build.order(in_force_from=APPOINTED)
    amending = order_of(staff, "amend", AMENDED, first)
    own = build.seat(order=amending, since=AMENDED)
    elsewhere = build.seat(order=build.order(body=build.body("คณะทำงาน")), since=APPOINTED)

    for seat in (own, elsewhere):
        with pytest.raises(ValidationError):
            end_seats(staff, order_id=amending.pk, seat_ids=[seat.pk])


@pytest.mark.parametrize(
    ("kind", "day"), [("amend", date(2020, 6, 25)), ("amend", date(2024, 1, 1)), ("replace", date(2024, 1, 1))]
)
def test_an_order_changes_another_only_while_that_one_is_in_force(staff: Actor, kind: str, day: date):
    ended = build.order(in_force_from=APPOINTED, in_force_until=date(2024, 1, 1))

    with pytest.raises(ValidationError) as refused:
        order_of(staff, kind, day, ended)

    assert list(refused.value.message_dict) == ["in_force_from"]
    ended.refresh_from_db()
    assert ended.in_force_until == date(2024, 1, 1)


def test_a_working_group_belongs_to_the_body_that_is_named(staff: Actor):
    parent = build.body()

    order = order_of(staff, "appoint", APPOINTED, new_body="คณะทำงานพื้นที่ตำบลรัษฎา", new_body_parent_id=parent.pk)

    assert order.body.parent == parent


def test_no_order_appoints_a_network(staff: Actor):
    with pytest.raises(ValidationError) as refused:
        order_of(staff, "appoint", APPOINTED, new_body="เครือข่าย", new_body_kind="network")

    assert list(refused.value.message_dict) == ["new_body_kind"]


def test_the_facts_of_an_order_are_corrected_with_before_and_after_in_the_journal(staff: Actor):
    order = build.order(title="แต่งตั้งคณะกรรมการ")

    change_order(staff, order_id=order.pk, title="แต่งตั้งคณะกรรมการพัฒนาเมือง", legal_basis="มาตรา 57")

    line = JournalEntry.objects.get(act="order.change")
    assert '"before":{"legal_basis":"","proposer":"","scan":null,"title":"แต่งตั้งคณะกรรมการ"}' in line.body
    assert '"after":{"legal_basis":"มาตรา 57","proposer":"","scan":null,"title":"แต่งตั้งคณะกรรมการพัฒนาเมือง"}' in line.body


def test_a_correction_without_a_new_scan_keeps_the_old_one(staff: Actor):
    from ecotown.kernel.models import StoredFile

    scan = StoredFile.objects.create(sha256="a" * 64, size=1, mime="application/pdf", name="คำสั่ง.pdf")
    order = build.order(scan=scan)

    change_order(staff, order_id=order.pk, title="ก")

    order.refresh_from_db()
    assert order.scan == scan


def test_the_secretary_of_one_body_records_no_order_about_another(staff: Actor, history: dict[str, Any]):
    group = build.body("คณะทำงาน", parent=history["body"])
    of_group = build.seated("secretary", body=group)
    later, seat = date(2024, 3, 1), history["added"]

    for about in (
        {"kind": "replace", "amends": history["replacing"]}, {"kind": "appoint", "body_id": history["body"].pk},
        {"kind": "appoint", "new_body": "คณะทำงานใหม่", "new_body_parent_id": history["body"].pk},
    ):  # fmt: skip
        with pytest.raises(Refused):
            order_of(of_group, day=later, **about)
    for act, facts in (
        (change_order, {"order_id": history["replacing"].pk, "title": "ก"}),
        (add_seat, {"order_id": history["replacing"].pk, "post": "ก", "role": "member", "sector": "government"}),
        (end_seats, {"order_id": history["amending"].pk, "seat_ids": [seat.pk]}),
        (seat_holder, {"seat_id": seat.pk, "person_id": build.person().pk, "since": seat.since}),
    ):  # fmt: skip
        with pytest.raises(Refused):
            act(of_group, **facts)
    assert order_of(of_group, "appoint", later, body_id=group.pk).body == group
