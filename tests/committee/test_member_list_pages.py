"""A member list taken in: looked through, confirmed, all of it or nothing."""

import threading
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from committee.exchange.members import Table, read_members, table_of
from committee.exchange.plan import make_plan
from committee.exchange.state import state_of
from committee.exchange.workbook import read_sheet
from committee.models import Holder, Order, Person, Seat
from committee.services.members import take_members
from ecotown.kernel import thai
from ecotown.kernel.conflicts import Conflict
from ecotown.kernel.rules import Actor, Refused, Role
from tests import build
from tests.committee.conftest import address
from tests.committee.workbooks import (
    FIRST,
    TODAY,
    held,
    told,
    upload,
    workbook,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def order() -> Order:
    return build.order(in_force_from=date(2020, 6, 26))


def looked_through(office: Client, order: Order, content: bytes, **more: str) -> dict[str, str]:
    """What the page of the dry run sends on when it is confirmed."""
    answer = office.post(
        address("members_import", order.pk), {"file": upload(content), "on": thai.long_date(TODAY), **more}
    )
    assert answer.status_code == 200, answer.content.decode()
    return {"text": answer.context["text"], "seen": answer.context["plan"].mark, "on": answer.context["on"], **more}


def test_only_a_confirmed_dry_run_writes(office: Client, order: Order):
    sent = looked_through(office, order, workbook(FIRST))
    assert Seat.objects.count() == 0

    without_mark = office.post(address("members_import", order.pk), {**sent, "seen": ""})
    assert (without_mark.status_code, Seat.objects.count()) == (200, 0)
    done = office.post(address("members_import", order.pk), sent)

    assert done["Location"] == address("order", order.pk)
    assert Seat.objects.count() == 4


def test_somebody_who_was_quicker_makes_the_confirmation_a_conflict(office: Client, order: Order):
    sent = looked_through(office, order, workbook(FIRST))
    build.seat(order=order, post="ท้องถิ่นจังหวัดภูเก็ต")

    answer = office.post(address("members_import", order.pk), sent)

    assert (answer.status_code, Seat.objects.count()) == (409, 1)
    again = office.post(address("members_import", order.pk), {**sent, "seen": answer.context["plan"].mark})
    assert (again.status_code, Seat.objects.count()) == (302, 4)


def test_text_that_was_tampered_with_is_read_as_strictly_as_a_file(office: Client, order: Order):
    sent = looked_through(office, order, workbook(FIRST))

    for text in ("", "{}", "[1,2]", '[{"post":"C"},[[2,{"post":"ก","role":"god"}]]]', "[" * 5_000):
        answer = office.post(address("members_import", order.pk), {**sent, "text": text})
        assert answer.status_code == 422, text
    assert Seat.objects.count() == 0


@pytest.mark.sqlite_too
def test_all_of_a_list_or_nothing(staff: Actor, order: Order):
    """The last term is one that the database refuses: acting, but by no order."""
    rows, _faults = read_members(table_of(read_sheet(workbook(FIRST))))
    rows.append(replace(rows[0], row=9, post="ปลัดจังหวัดภูเก็ต", acting="for_absent"))
    plan = make_plan(state_of(staff, order, TODAY), rows)

    with pytest.raises(IntegrityError), transaction.atomic():
        take_members(staff, order_id=order.pk, rows=rows, on=TODAY, seen=plan.mark)

    assert (Seat.objects.count(), Holder.objects.count(), Person.objects.filter(family="ใจดี").count()) == (0, 0, 0)


@pytest.mark.sqlite_too
def test_members_take_in_no_list(order: Order):
    with pytest.raises(Refused):
        take_members(build.seated("member", body=order.body), order_id=order.pk, rows=[], on=TODAY, seen="")


def test_the_page_tells_every_fault_with_row_and_column(office: Client, order: Order):
    content = workbook([held("ก", "หนึ่ง", role="ประธาน")])

    answer = office.post(address("members_import", order.pk), {"file": upload(content), "on": thai.long_date(TODAY)})

    page = answer.content.decode()
    assert (answer.status_code, told(answer.context["faults"])) == (422, [(2, "B")])
    assert "ไม่มีตัวเลือก “ประธาน”" in page


def test_a_dry_run_asks_as_often_for_three_rows_as_for_one(
    office: Client, django_assert_max_num_queries: Any, order: Order
):
    def ask(count: int) -> Any:
        content = workbook([held(f"ตำแหน่ง {number}", f"ชื่อ{number}") for number in range(count)])
        return office.post(address("members_import", order.pk), {"file": upload(content), "on": thai.long_date(TODAY)})

    # Order with body; people, seats, their holders with persons.
    with django_assert_max_num_queries(5 + 5) as one:
        assert ask(1).status_code == 200
    build.holder(seat=build.seat(order=order)), build.holder(seat=build.seat(order=order))
    with django_assert_max_num_queries(len(one) + 2):
        ask(3)


def test_of_two_who_confirm_at_once_one_is_told(committed_db: None):
    staff = build.assigned(Role.STAFF)
    order = build.order(in_force_from=date(2020, 6, 26))
    rows, _faults = read_members(table_of(read_sheet(workbook(FIRST))))
    mark = make_plan(state_of(staff, order, TODAY), rows).mark
    start, ends = threading.Barrier(2), []

    def confirm() -> None:
        start.wait()
        try:
            take_members(staff, order_id=order.pk, rows=rows, on=TODAY, seen=mark)
            ends.append("taken")
        except Conflict:
            ends.append("told")
        finally:
            connection.close()

    threads = [threading.Thread(target=confirm) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(ends) == ["taken", "told"]
    assert Seat.objects.count() == 4


def test_the_table_survives_its_way_through_the_page():
    table = table_of(read_sheet(workbook(FIRST)))

    assert Table.load(table.dump()) == Table(table.letters, table.rows)
