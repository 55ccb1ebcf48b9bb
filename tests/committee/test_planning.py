"""Planning: what is proposed, what warns, what is called again; and in what time the invitation went out."""

from datetime import date, time, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client

from committee.forms.meetings import PlanForm
from committee.models import Meeting
from committee.services.meetings import call_meeting, change_meeting
from ecotown.kernel import thai
from ecotown.kernel.rules import Actor, Refused
from tests import build
from tests.committee.conftest import address
from tests.committee.records import DAY, planned

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_too]
TODAY = thai.today()
YEAR = thai.be_year(TODAY)


def failed(**fields: object) -> Meeting:
    return build.closed_meeting(quorum=False, **{"held_on": DAY, "number": 2, **fields})


# -- the next one is proposed


def test_the_next_meeting_of_a_body_is_proposed_from_its_last(staff: Actor):
    build.holder()
    other = build.body("คณะทำงาน")
    last = build.meeting(
        number=4,
        held_on=TODAY,
        venue="ห้องประชุมพระอร่ามสาครเขตร",
        mode="hybrid",
        begins_at=time(13, 30),
        online_place="ห้อง 42",
    )
    build.meeting(number=9, held_on=TODAY, body=other)

    proposed = PlanForm(actor=staff, asked=str(last.body_id)).initial

    assert proposed["number"] == (5, YEAR)
    assert (proposed["venue"], proposed["mode"]) == (last.venue, "hybrid")
    assert (proposed["begins_at"], proposed["online_place"]) == (time(13, 30), "ห้อง 42")
    assert PlanForm(actor=staff, asked=str(other.pk)).initial["number"] == (10, YEAR)


def test_numbers_begin_anew_with_the_calendar_year_and_with_a_new_body(staff: Actor):
    build.meeting(number=7, held_on=date(TODAY.year - 1, 12, 20))
    assert PlanForm(actor=staff).initial["number"] == (1, YEAR)

    fresh = build.body("คณะทำงาน")
    assert PlanForm(actor=staff, asked=str(fresh.pk)).initial["number"] == (1, YEAR)


def test_with_several_bodies_nothing_is_proposed_before_one_is_chosen(staff: Actor, office: Client):
    build.meeting(number=4, held_on=TODAY)
    build.body("คณะทำงาน")

    assert "number" not in PlanForm(actor=staff).initial
    page = office.get(address("meeting_plan"), {"body": str(build.body().pk)}).content.decode()
    assert f'value="5/{YEAR}"' in page


def test_the_begin_is_proposed_again_when_the_meeting_is_closed(office: Client):
    build.holder()
    meeting = build.meeting(held_on=TODAY, begins_at=time(9, 30))

    assert "09.30" in office.get(address("meeting_close", meeting.pk)).content.decode()


# -- numbers


def test_a_gap_in_the_numbers_warns_and_does_not_block(office: Client):
    build.body()
    fields = {"held_on": thai.long_date(TODAY), "venue": "ศาลากลาง", "mode": "on_site", "body": build.body().pk}

    answer = office.post(address("meeting_plan"), {**fields, "number": f"3/{YEAR}"}, follow=True)

    assert Meeting.objects.get().number == 3
    assert f"1/{YEAR}, 2/{YEAR}" in answer.content.decode()
    closed_gap = office.post(address("meeting_plan"), {**fields, "number": f"1/{YEAR}"}, follow=True)
    assert "ไม่ต่อเนื่อง" not in closed_gap.content.decode()


def test_the_number_of_another_year_than_the_date_is_refused_with_what_was_typed(office: Client):
    body = build.body()

    answer = office.post(address("meeting_plan"), {
        "held_on": "4 มกราคม 2564", "venue": "ศาลากลาง", "mode": "on_site", "body": body.pk, "number": "2/2563",
    })  # fmt: skip

    assert answer.status_code == 422 and list(answer.context["form"].errors) == ["held_on"]
    assert 'value="2/2563"' in answer.content.decode() and not Meeting.objects.exists()


def test_a_changed_meeting_keeps_its_begin_and_its_room(staff: Actor, office: Client):
    meeting = planned(staff, begins_at=time(13, 30), mode="online", online_place="ห้อง 7")

    page = office.get(address("meeting_change", meeting.pk)).content.decode()

    assert 'value="13.30 น."' in page and 'value="ห้อง 7"' in page


def test_a_wide_gap_is_told_by_its_beginning(office: Client):
    answer = office.post(address("meeting_plan"), {
        "body": build.body().pk, "number": "30000/2569", "held_on": thai.long_date(DAY), "venue": "ศาลากลาง", "mode": "on_site",
    }, follow=True)  # fmt: skip

    page = answer.content.decode()
    assert "5/2569" in page and "6/2569" not in page


# -- called again


def test_a_meeting_called_again_takes_over_the_matters_of_the_first(staff: Actor):
    first = failed()
    matter = build.agenda_item(meeting=first, title="แผนปฏิบัติการ")
    build.agenda_paper(agenda_item=matter)

    again = planned(staff, number=3, held_on=DAY + timedelta(days=7), adjourned_from_id=first.pk)

    carried = again.agenda.get(title="แผนปฏิบัติการ")
    assert carried.moved_from == matter and carried.papers.count() == 1
    assert first.called_again.get() == again


@pytest.mark.parametrize("days", [0, 15])
def test_outside_the_days_of_the_rule_no_meeting_is_called_again(staff: Actor, days: int):
    first = failed()

    with pytest.raises(ValidationError) as refused:
        planned(staff, number=3, held_on=DAY + timedelta(days=days), adjourned_from_id=first.pk)

    assert list(refused.value.message_dict) == ["adjourned_from"]
    assert "14" in str(refused.value)


def test_only_a_meeting_of_the_same_body_without_a_quorum_is_called_again_and_only_once(staff: Actor):
    fine, far = build.closed_meeting(held_on=DAY, number=1), failed(body=build.body("คณะทำงาน"))
    first = failed()
    planned(staff, number=3, held_on=DAY + timedelta(days=3), adjourned_from_id=first.pk)

    for wrong in (fine, far, first):
        with pytest.raises(ValidationError):
            planned(staff, number=4, held_on=DAY + timedelta(days=4), adjourned_from_id=wrong.pk)


def test_a_meeting_called_again_does_not_move_out_of_its_days(staff: Actor):
    again = planned(staff, number=3, held_on=DAY + timedelta(days=14), adjourned_from_id=failed().pk)
    facts = {"number": 3, "be_year": 2569, "venue": "ก", "mode": "on_site"}

    change_meeting(staff, meeting_id=again.pk, held_on=DAY + timedelta(days=13), **facts)
    with pytest.raises(ValidationError) as refused:
        change_meeting(staff, meeting_id=again.pk, held_on=DAY + timedelta(days=15), **facts)
    assert list(refused.value.message_dict) == ["held_on"]


def test_the_form_offers_what_may_be_called_again_and_nothing_where_there_is_none(staff: Actor, office: Client):
    assert "adjourned_from" not in PlanForm(actor=staff).fields
    first = failed()

    office.post(address("meeting_plan"), {
        "body": first.body_id, "number": "3/2569", "held_on": thai.long_date(DAY + timedelta(days=1)), "venue": "ศาลากลาง",
        "mode": "on_site", "adjourned_from": first.pk,
    })  # fmt: skip

    again = Meeting.objects.get(number=3)
    page = office.get(address("meeting", again.pk)).content.decode()
    assert again.adjourned_from == first and "เรียกประชุมใหม่แทน" in page
    assert "เรียกประชุมใหม่เป็น" in office.get(address("meeting", first.pk)).content.decode()


# -- the invitation


@pytest.mark.parametrize(("days_before", "needs_reason"), [(5, False), (4, False), (3, True), (1, True), (0, True)])
def test_three_clear_days_lie_between_invitation_and_meeting_or_a_reason(
    staff: Actor, days_before: int, needs_reason: bool
):
    meeting = planned(staff)
    sent = DAY - timedelta(days=days_before)
    with time_machine.travel(f"{sent}T10:00:00+07:00", tick=False):
        today = build.actor(*staff.roles, on=thai.today(), user_id=staff.user_id)
        assert today.on == sent
        if needs_reason:
            with pytest.raises(ValidationError) as refused:
                call_meeting(today, meeting_id=meeting.pk, called_on=sent)
            assert list(refused.value.message_dict) == ["urgent_reason"]
        done = call_meeting(today, meeting_id=meeting.pk, called_on=sent, urgent_reason="ต้องเสนอกรมภายในเดือนนี้")

    assert done.clear_days == days_before - 1
    assert done.urgent_reason == ("ต้องเสนอกรมภายในเดือนนี้" if needs_reason else "")


def test_the_days_of_notice_are_those_of_the_body(staff: Actor):
    body = build.body()
    body.notice_days = 7
    body.save()
    meeting = planned(staff)
    caller = build.actor(*staff.roles, on=DAY - timedelta(days=7))

    with pytest.raises(ValidationError):
        call_meeting(caller, meeting_id=meeting.pk, called_on=DAY - timedelta(days=7))
    assert call_meeting(caller, meeting_id=meeting.pk, called_on=DAY - timedelta(days=8)).is_short_notice is False


def test_an_invitation_is_neither_of_tomorrow_nor_later_than_the_meeting(staff: Actor):
    meeting = planned(staff)

    for on, day in [
        (DAY - timedelta(days=9), DAY - timedelta(days=8)),
        (DAY + timedelta(days=2), DAY + timedelta(days=1)),
    ]:
        with pytest.raises(ValidationError) as refused:
            call_meeting(build.actor(*staff.roles, on=on), meeting_id=meeting.pk, called_on=day, urgent_reason="ด่วน")
        assert list(refused.value.message_dict) == ["called_on"]


def test_the_page_tells_the_day_of_the_invitation_and_that_a_reason_is_missing(office: Client, staff: Actor):
    day = TODAY + timedelta(days=30)
    meeting = build.meeting(held_on=day, called_on=TODAY)

    page = office.get(address("meeting", meeting.pk)).content.decode()
    assert "ล่วงหน้า 29 วันเต็ม" in page and "เหตุผลความจำเป็นเร่งด่วน" not in page

    Meeting.objects.filter(pk=meeting.pk).update(held_on=TODAY + timedelta(days=2))
    assert "เชิญประชุมล่วงหน้าน้อยกว่าที่กำหนด" in office.get(address("meeting", meeting.pk)).content.decode()
    office.post(
        address("meeting_call", meeting.pk), {"called_on": thai.long_date(TODAY), "urgent_reason": "เร่งด่วนตามหนังสือกรม"}
    )
    assert "เร่งด่วนตามหนังสือกรม" in office.get(address("meeting", meeting.pk)).content.decode()


def test_nobody_invites_to_a_meeting_that_is_over(staff: Actor):
    with pytest.raises(Refused):
        call_meeting(staff, meeting_id=build.closed_meeting().pk, called_on=DAY)
