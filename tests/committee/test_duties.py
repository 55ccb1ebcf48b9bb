"""Duties: entered, reworded, and what was done under each."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from committee.models import Duty
from committee.services.duties import add_duty, change_duty
from ecotown.kernel import thai
from ecotown.kernel.models import JournalEntry
from ecotown.kernel.rules import Actor, Refused, Role
from tests import build
from tests.committee.conftest import SignIn, address

pytestmark = pytest.mark.django_db


@pytest.mark.sqlite_too
def test_duties_are_added_in_their_sequence_and_each_code_once(staff: Actor):
    order = build.order()

    first = add_duty(staff, order_id=order.pk, code="1", text="กำกับดูแล")
    second = add_duty(staff, order_id=order.pk, code="2", text="ประชาสัมพันธ์", is_announced=True)

    assert [(each.code, each.sort, each.is_announced) for each in (first, second)] == [("1", 1, False), ("2", 2, True)]
    with pytest.raises(ValidationError) as refused:
        add_duty(staff, order_id=order.pk, code="1", text="ก")
    assert list(refused.value.message_dict) == ["code"]


@pytest.mark.sqlite_too
def test_a_reworded_duty_is_journalled_with_both_wordings(staff: Actor):
    duty = build.duty(code="1", text="กำกับ")

    change_duty(staff, duty_id=duty.pk, code="1", text="กำกับดูแล")

    body = JournalEntry.objects.get(act="duty.change").body
    assert ('"text":"กำกับ"' in body, '"text":"กำกับดูแล"' in body) == (True, True)


@pytest.mark.sqlite_too
def test_members_enter_no_duties():
    duty, member = build.duty(), build.seated("member")

    with pytest.raises(Refused):
        change_duty(member, duty_id=duty.pk, code="1", text="ก")


def done(duty: Duty, **fields: Any) -> Any:
    resolution = build.resolution(meeting=build.closed_meeting(), duty=duty, kind="assign", text="มอบหมายให้สำรวจ")
    return build.follow_up(resolution=resolution, **fields)


def test_the_page_of_a_duty_tells_resolutions_their_standing_and_follow_ups(office: Client):
    duty = build.duty(code="D1", text="กำกับดูแล")
    late = done(duty, task="สำรวจโรงงานทุกแห่ง", due=thai.today() - timedelta(days=1))
    done(duty, task="รายงานผล", state="closed", closed_on=date(2026, 9, 1), outcome="ส่งรายงานแล้ว")
    build.resolution(meeting=build.closed_meeting(), text="เห็นชอบเรื่องอื่น")

    answer = office.get(address("duty", duty.pk))
    page = answer.content.decode()

    assert len(answer.context["resolutions"]) == 2
    assert answer.context["late"] == {late.pk}
    assert address("resolution", late.resolution_id) in page
    assert address("meeting", late.resolution.agenda_item.meeting_id) in page
    assert address("order", duty.order_id) in page
    for words in ("สำรวจโรงงานทุกแห่ง", "เกินกำหนด", "ส่งรายงานแล้ว", "มติที่ประชุม – รอรับรองรายงานการประชุม"):
        assert words in page
    assert "เห็นชอบเรื่องอื่น" not in page


def test_an_agency_sees_the_follow_ups_of_its_own_only(signed_in: SignIn):
    duty = build.duty()
    done(duty, task="งานของหน่วยงานอื่น", agency="หน่วยงานอื่น")

    answer = signed_in(build.assigned(Role.AGENCY)).get(address("duty", duty.pk))

    assert (answer.context["tasks"], "งานของหน่วยงานอื่น" in answer.content.decode()) == (0, False)


def test_order_and_resolution_lead_to_the_duty_and_back(office: Client):
    duty = build.duty()
    task = done(duty)

    for page in (address("order", duty.order_id), address("resolution", task.resolution_id), address("duties")):
        assert address("duty", duty.pk) in office.get(page).content.decode()


def test_a_duty_is_entered_and_reworded_in_the_browser(office: Client):
    order = build.order()

    office.post(address("duty_add", order.pk), {"code": "๑", "text": "กำกับ", "is_announced": "on"})
    duty = Duty.objects.get(order=order)
    wrong = office.post(address("duty_change", duty.pk), {"code": "1", "text": ""})
    office.post(address("duty_change", duty.pk), {"code": "1", "text": "กำกับดูแล"})

    duty.refresh_from_db()
    assert wrong.status_code == 422
    assert (duty.code, duty.text, duty.is_announced) == ("1", "กำกับดูแล", False)


# Of the list: duties with order, body and counts. Of a page: the duty, its resolutions, their follow-ups.
@pytest.mark.parametrize(("page", "queries"), [("duties", 1), ("duty", 3)])
def test_duties_ask_as_often_for_one_row_as_for_three(
    office: Client, django_assert_max_num_queries: Any, page: str, queries: int
):
    duty = build.duty()
    target = address(page) if page == "duties" else address(page, duty.pk)
    done(duty)
    with django_assert_max_num_queries(5 + queries) as one:
        assert office.get(target).status_code == 200

    for _ in range(2):
        done(duty), done(build.duty())
    with django_assert_max_num_queries(len(one)):
        office.get(target)
