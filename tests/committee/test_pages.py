"""Every page of the committee: who may open it, how often it asks the database, what it does with what was typed."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from committee.models import Holder, Meeting, Order, Person
from ecotown.kernel import thai
from ecotown.kernel.models import User
from ecotown.kernel.rules import Actor, Role
from tests import build
from tests.committee.conftest import SignIn, address

pytestmark = pytest.mark.django_db
TODAY = thai.today()


# -- who may open what


@pytest.mark.parametrize("page", ["people", "person_add", "order_add", "meeting_plan"])
def test_pages_of_the_office_answer_members_with_a_sentence(signed_in: SignIn, page: str):
    answer = signed_in(build.seated("member")).get(address(page))

    assert answer.status_code == 403


def test_only_the_admin_opens_the_accounts(signed_in: SignIn, office: Client):
    assert office.get(address("accounts")).status_code == 403
    assert signed_in(build.assigned(Role.ADMIN)).get(address("accounts")).status_code == 200


@pytest.mark.parametrize("page", ["orders", "meetings", "resolutions"])
def test_members_read_orders_meetings_and_resolutions(signed_in: SignIn, page: str):
    assert signed_in(build.seated("member")).get(address(page)).status_code == 200


def test_what_belongs_to_another_province_is_not_there(office: Client):
    far = build.body("คณะกรรมการอื่น", province=build.province("84", "สุราษฎร์ธานี"))
    order, meeting = build.order(body=far), build.meeting(body=far)
    resolution = build.resolution(agenda_item=build.agenda_item(meeting=meeting))

    for page, thing in [("order", order), ("meeting", meeting), ("resolution", resolution), ("attendance", meeting)]:
        assert office.get(address(page, thing.pk)).status_code == 404


def test_a_suspended_account_is_out_at_once(signed_in: SignIn, office: Client, staff: Actor):
    assert office.get(address("meetings")).status_code == 200

    signed_in(build.assigned(Role.ADMIN)).post(address("account_suspend", staff.person_id))

    assert office.get(address("meetings")).status_code == 302


# -- flat query counts. Beside those named: session, user, and of the actor person, holdings, assignments.


def rows_of(page: str) -> Any:
    """One more row of the page's list."""
    if page in ("people", "accounts"):
        return build.holder(person=build.person(user=build.user()))
    if page == "orders":
        return build.order()
    if page == "meetings":
        return build.minutes(meeting=build.closed_meeting())
    return build.resolution(meeting=build.closed_meeting())


@pytest.mark.parametrize(
    ("page", "queries"),
    [
        ("people", 6),  # people with account; posts, assignments, holdings, their seats, their bodies, their orders - 1
        ("orders", 1),  # orders with body, source and number of seats
        ("meetings", 2),  # how many; meetings with body, minutes and number of resolutions
        (
            "resolutions",
            5,
        ),  # bodies, years and duties to choose from; how many; resolutions with meeting, minutes, duty, vote
    ],
)
def test_lists_ask_as_often_for_one_row_as_for_three(
    office: Client, django_assert_max_num_queries: Any, page: str, queries: int
):
    rows_of(page)
    with django_assert_max_num_queries(5 + queries + 1) as one:
        assert office.get(address(page)).status_code == 200

    rows_of(page), rows_of(page)
    with django_assert_max_num_queries(len(one)):
        office.get(address(page))


def full_meeting(rows: int) -> Meeting:
    meeting = build.closed_meeting()
    minutes = build.minutes(meeting=meeting)
    for _ in range(rows):
        held = build.holder()
        build.attendance(meeting=meeting, kind="present", seat=held.seat, person=held.person)
        build.resolution(agenda_item=build.entry(minutes=minutes).agenda_item, duty=build.duty())
    return meeting


@pytest.mark.parametrize("page", ["meeting", "minutes", "minutes_paper"])
def test_a_meeting_and_its_minutes_ask_as_often_for_one_row_as_for_three(
    office: Client, django_assert_max_num_queries: Any, page: str
):
    small, large = full_meeting(1), full_meeting(3)

    # Of the page: minutes or meeting with body and chair, agenda with entries, resolutions, duties, papers, where matters
    # went, attendances, seats, called again, later meetings, and holders of the day; of the editor dissents, recusals,
    # and duties and agencies to choose from.
    with django_assert_max_num_queries(5 + 13) as one:
        assert office.get(address(page, small.pk)).status_code == 200
    with django_assert_max_num_queries(len(one)):
        office.get(address(page, large.pk))


def test_an_order_asks_as_often_for_one_seat_as_for_three(office: Client, django_assert_max_num_queries: Any):
    order = build.duty().order
    build.holder(seat=build.seat(order=order))

    # Order with body and source, duties, later orders, seats it added and ended; seats of the day with body and order,
    # holders.
    with django_assert_max_num_queries(5 + 7) as one:
        assert office.get(address("order", order.pk)).status_code == 200
    for _ in range(2):
        build.holder(seat=build.seat(order=order))
    with django_assert_max_num_queries(len(one)):
        office.get(address("order", order.pk))


def test_a_long_list_has_pages(office: Client):
    for number in range(60):
        build.meeting(number=number + 1)

    answer = office.get(address("meetings"), {"page": "2"})

    assert len(answer.context["page"].object_list) == 10


# -- what was typed


def test_a_person_is_added_and_a_missing_name_gives_the_rest_back(office: Client):
    wrong = office.post(address("person_add"), {"prefix": "นาย", "given": "สมชาย", "family": ""})
    assert wrong.status_code == 422
    assert 'value="สมชาย"' in wrong.content.decode()

    done = office.post(address("person_add"), {"prefix": "นาย", "given": "สมชาย", "family": "ใจดี", "post": "ปลัดจังหวัด"})
    made = Person.objects.get(given="สมชาย")
    assert (done.status_code, done["Location"]) == (302, address("person", made.pk))


def test_a_weak_password_gives_no_account(signed_in: SignIn):
    admin, person = signed_in(build.assigned(Role.ADMIN)), build.person()

    assert admin.post(address("account_give", person.pk), {"username": "new", "password": "123"}).status_code == 422
    assert not User.objects.filter(username="new").exists()

    admin.post(address("account_give", person.pk), {"username": "new", "password": build.PASSWORD})
    assert Client().login(username="new", password=build.PASSWORD)


def test_a_taken_seat_says_so_and_keeps_what_was_typed(office: Client):
    held, other = build.holder(), build.person()

    answer = office.post(address("holder_seat", held.seat_id), {"person": other.pk, "since": "1 ม.ค. 2564"})

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["since"]
    assert 'value="1 ม.ค. 2564"' in answer.content.decode()


def test_a_date_that_is_none_is_refused_in_thai(office: Client):
    order = build.order()

    answer = office.post(address("seat_add", order.pk), {
        "post": "ก", "role": "member", "kind": "ex_officio", "sector": "local", "since": "29 ก.พ. 2564",
    })  # fmt: skip

    assert answer.status_code == 422
    assert "กุมภาพันธ์ 2564 มี 28 วัน" in answer.content.decode()


def test_an_order_with_its_scan_is_recorded_and_downloaded(office: Client):
    from django.core.files.uploadedfile import SimpleUploadedFile

    answer = office.post(address("order_add"), {
        "issuer": "คำสั่งจังหวัดภูเก็ต", "number": "๗๗/๒๕๖๕", "signed_on": "1/3/2565", "in_force_from": "1/3/2565", "kind": "appoint",
        "title": "แต่งตั้งคณะทำงาน", "new_body": "คณะทำงานพื้นที่รัษฎา", "new_body_kind": "working_group",
        "scan": SimpleUploadedFile("คำสั่ง.pdf", b"%PDF-1.7 order", "application/pdf"),
    })  # fmt: skip

    order = Order.objects.get(number=77)
    assert answer["Location"] == address("order", order.pk)
    assert b"".join(office.get(address("order_scan", order.pk)).streaming_content) == b"%PDF-1.7 order"
    assert office.get(address("order_scan", build.order().pk)).status_code == 404


def test_the_composition_of_another_day_can_be_asked_for(office: Client):
    order = build.order()
    held = build.holder(seat=build.seat(order=order), since=date(2020, 7, 1), until=date(2022, 1, 1))

    page = address("order", order.pk)

    assert str(held.person) in office.get(page, {"on": "31 ธันวาคม 2564"}).content.decode()
    assert str(held.person) not in office.get(page, {"on": "1 มกราคม 2565"}).content.decode()
    assert office.get(page, {"on": "เมื่อวาน"}).status_code == 422


def test_a_term_is_ended(office: Client):
    held = build.holder()

    office.post(address("holder_end", held.pk), {"until": "1/1/2569", "reason": "ย้าย"})

    assert Holder.objects.get(pk=held.pk).until == date(2026, 1, 1)
