"""Orders, seats and terms: composition is a function of the day."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from committee.models import Body, Holder, Order
from committee.services.holders import end_holder, seat_holder
from committee.services.orders import add_order
from committee.services.seats import add_seat
from ecotown.kernel.rules import Actor, Refused, Role
from tests import build

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_too]


@pytest.fixture
def staff() -> Actor:
    return build.assigned(Role.STAFF)


def new_order(staff: Actor, **fields: Any) -> Order:
    return add_order(staff, **{
        "number": 77, "be_year": 2565, "issuer": "คำสั่งจังหวัดภูเก็ต", "title": "แต่งตั้งคณะทำงาน",
        "signed_on": date(2022, 3, 1), "in_force_from": date(2022, 3, 1), **fields,
    })  # fmt: skip


def test_an_order_can_create_the_body_it_appoints(staff: Actor):
    order = new_order(staff, new_body="คณะทำงานพื้นที่ตำบลรัษฎา")

    assert order.body == Body.objects.get(name="คณะทำงานพื้นที่ตำบลรัษฎา")
    assert order.body.kind == "working_group"


def test_the_number_of_an_order_counts_within_the_year_of_its_date(staff: Actor):
    with pytest.raises(ValidationError) as refused:
        new_order(staff, be_year=2564, new_body="คณะทำงาน")

    assert list(refused.value.message_dict) == ["signed_on"]


def test_one_number_is_recorded_once(staff: Actor):
    new_order(staff, new_body="คณะทำงาน ก")

    with pytest.raises(ValidationError) as refused:
        new_order(staff, new_body="คณะทำงาน ข")

    assert list(refused.value.message_dict) == ["number"]
    assert not Body.objects.filter(name="คณะทำงาน ข").exists()


def test_an_amending_order_names_the_order_it_amends(staff: Actor):
    with pytest.raises(ValidationError) as refused:
        new_order(staff, kind="amend")

    assert list(refused.value.message_dict) == ["amends"]


def test_a_replacing_order_ends_seats_and_terms_and_old_meetings_keep_their_list(staff: Actor):
    old = build.order(in_force_from=date(2020, 6, 26))
    held = build.holder(seat=build.seat(order=old, since=date(2020, 6, 26)), since=date(2020, 6, 26))

    new = new_order(staff, kind="replace", amends_id=old.pk)

    old.refresh_from_db()
    assert (new.body, old.in_force_until) == (old.body, date(2022, 3, 1))
    assert list(Holder.objects.of_body_on(old.body_id, date(2022, 2, 28))) == [held]
    assert list(Holder.objects.of_body_on(old.body_id, date(2022, 3, 1))) == []


def test_an_order_is_not_replaced_over_a_term_that_begins_later(staff: Actor):
    old = build.order(in_force_from=date(2020, 6, 26))
    build.holder(seat=build.seat(order=old), since=date(2023, 1, 1))

    with pytest.raises(ValidationError):
        new_order(staff, kind="replace", amends_id=old.pk)


def test_seats_follow_the_order_of_the_order_and_begin_with_it(staff: Actor):
    order = build.order(in_force_from=date(2020, 6, 26))

    first = add_seat(staff, order_id=order.pk, post="ผู้ว่าราชการจังหวัดภูเก็ต", role="chair", sector="government")
    second = add_seat(staff, order_id=order.pk, post="อุตสาหกรรมจังหวัดภูเก็ต", role="secretary", sector="government")

    assert (first.since, first.sort, second.sort) == (date(2020, 6, 26), 1, 2)
    with pytest.raises(ValidationError):
        add_seat(staff, order_id=order.pk, post="ก", role="member", sector="local", since=date(2020, 6, 25))


def test_a_secretary_of_another_body_adds_no_seat():
    order = build.order()
    other = build.seated("secretary", body=build.body("คณะทำงานอื่น"))

    with pytest.raises(Refused):
        add_seat(other, order_id=order.pk, post="ก", role="member", sector="local")


@pytest.mark.parametrize(
    ("since", "until"),
    [
        (date(2021, 1, 1), None),
        (date(2020, 12, 1), date(2021, 1, 2)),
        (date(2021, 5, 31), date(2021, 7, 1)),
        (date(2021, 2, 1), date(2021, 3, 1)),
    ],
)
def test_two_people_never_hold_one_seat_on_one_day(staff: Actor, since: date, until: date | None):
    seat = build.seat()
    build.holder(seat=seat, since=date(2021, 1, 1), until=date(2021, 6, 1))

    with pytest.raises(ValidationError) as refused:
        seat_holder(staff, seat_id=seat.pk, person_id=build.person().pk, since=since, until=until)

    assert list(refused.value.message_dict) == ["since"]
    assert seat.holders.count() == 1


def test_a_term_may_begin_on_the_day_the_other_ends(staff: Actor):
    seat = build.seat()
    build.holder(seat=seat, since=date(2021, 1, 1), until=date(2021, 6, 1))

    seat_holder(staff, seat_id=seat.pk, person_id=build.person().pk, since=date(2021, 6, 1))
    seat_holder(staff, seat_id=seat.pk, person_id=build.person().pk, since=date(2020, 7, 1), until=date(2021, 1, 1))

    assert seat.holders.count() == 3


def test_the_one_who_still_sits_there_is_named(staff: Actor):
    held = build.holder()

    with pytest.raises(ValidationError) as refused:
        seat_holder(staff, seat_id=held.seat_id, person_id=build.person().pk, since=date(2026, 1, 1))

    assert str(held.person) in str(refused.value.message_dict["since"])


def test_a_term_lies_within_its_seat(staff: Actor):
    seat = build.seat(since=date(2020, 7, 1), until=date(2022, 1, 1))

    for since in (date(2020, 6, 30), date(2022, 1, 1)):
        with pytest.raises(ValidationError):
            seat_holder(staff, seat_id=seat.pk, person_id=build.person().pk, since=since)
    assert seat_holder(staff, seat_id=seat.pk, person_id=build.person().pk, since=date(2021, 1, 1)).until == date(
        2022, 1, 1
    )


def test_a_term_ends_once_and_after_it_began(staff: Actor):
    held = build.holder(since=date(2021, 1, 1))

    with pytest.raises(ValidationError):
        end_holder(staff, holder_id=held.pk, until=date(2021, 1, 1))
    end_holder(staff, holder_id=held.pk, until=date(2021, 1, 2), reason="ย้ายไปรับราชการที่อื่น")
    with pytest.raises(Refused):
        end_holder(staff, holder_id=held.pk, until=date(2021, 5, 1))
