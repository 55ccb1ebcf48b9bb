"""Orders, seats and holders as the office enters and corrects them in the browser."""

from datetime import date, timedelta

import pytest
from django.test import Client

from committee.models import Order, Seat
from ecotown.kernel import thai
from tests import build
from tests.committee.conftest import address

pytestmark = pytest.mark.django_db
TODAY = thai.today()


def test_an_amending_order_ends_seats_by_ticking_them(office: Client):
    first = build.order()
    seat, kept = build.seat(order=first), build.seat(order=first)
    amending = build.order(kind="amend", amends=first, in_force_from=date(2021, 1, 1))

    nothing = office.post(address("seat_end", amending.pk), {"seats": ""})
    office.post(address("seat_end", amending.pk), {"seats": [seat.pk]})

    seat.refresh_from_db()
    page = office.get(address("order", amending.pk)).content.decode()
    assert nothing.status_code == 422
    assert (seat.until, seat.ended_by, kept.until) == (date(2021, 1, 1), amending, None)
    assert "ให้สิ้นสุด 1 ตำแหน่ง" in page
    office.post(address("seat_keep", seat.pk))
    assert Seat.objects.get(pk=seat.pk).until is None


def test_the_number_of_an_order_is_read_in_thai_digits(office: Client):
    office.post(address("order_add"), {
        "issuer": "คำสั่งจังหวัดภูเก็ต", "number": "๓๕๒๘/๒๕๖๓", "signed_on": "๒๖ มิ.ย. ๒๕๖๓", "in_force_from": "26/6/2563",
        "kind": "appoint", "title": "แต่งตั้งคณะทำงาน", "new_body": "คณะทำงานพื้นที่", "new_body_kind": "working_group",
        "new_body_parent": build.body().pk,
    })  # fmt: skip

    order = Order.objects.get(title="แต่งตั้งคณะทำงาน")
    assert (order.display_number, order.body.parent) == ("3528/2563", build.body())


def test_an_ended_order_opens_on_its_last_day(office: Client):
    order = build.order(in_force_until=date(2024, 1, 1))
    held = build.holder(seat=build.seat(order=order, until=date(2024, 1, 1)), until=date(2024, 1, 1))

    answer = office.get(address("order", order.pk))

    assert answer.context["day"] == date(2023, 12, 31)
    assert str(held.person) in answer.content.decode()


def test_facts_of_an_order_and_a_seat_are_corrected_and_a_seat_is_moved_in_the_browser(office: Client):
    order = build.order()
    first, second = build.seat(order=order, sort=1), build.seat(order=order, sort=2)

    office.post(address("order_change", order.pk), {"title": "แต่งตั้งใหม่", "proposer": "", "legal_basis": "มาตรา 57"})
    office.post(address("seat_change", first.pk), {
        "post": "นายก", "role": "member", "kind": "ex_officio", "sector": "local",
    })  # fmt: skip
    moved = office.post(address("seat_move", second.pk), {"to": "up", "order": order.pk})

    assert Order.objects.get(pk=order.pk).legal_basis == "มาตรา 57"
    assert [seat.post for seat in Seat.objects.on_body(order.body_id, TODAY)] == [second.post, "นายก"]
    assert moved["Location"] == address("order", order.pk) + "#seats"
    assert office.post(address("seat_move", second.pk), {"to": "up", "order": "9" * 5000}).status_code == 302


def test_a_successor_is_seated_in_one_step_in_the_browser(office: Client):
    held, new = build.holder(), build.person()

    office.post(address("holder_seat", held.seat_id), {"person": new.pk, "since": "1 ต.ค. 2569", "succeeds": "on"})

    held.refresh_from_db()
    assert held.until == date(2026, 10, 1)
    assert held.seat.holders.get(person=new).since == date(2026, 10, 1)


def test_an_end_that_lies_ahead_can_still_be_moved_from_the_page(office: Client):
    order = build.order()
    held = build.holder(seat=build.seat(order=order), until=TODAY + timedelta(days=30))

    page = office.get(address("order", order.pk)).content.decode()

    assert address("holder_end", held.pk) in page
