"""Notices by plain forms: previewed, sent, ticked, printed."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from committee.models import Meeting
from committee.todo import todo
from ecotown.kernel import thai
from ecotown.kernel.models import Mailing, Notice
from ecotown.kernel.rules import Actor
from tests import build
from tests.committee.conftest import address
from tests.committee.records import written

pytestmark = pytest.mark.django_db
SOON = thai.today() + timedelta(days=9)


def send(client: Client, page: str, text: str) -> Any:
    """As the page shows it."""
    return client.post(page, {"text": text, "seen": client.get(page).context["message"].mark})


def test_invitation_is_seen_before_it_goes_out_and_then_each_recipient_with_channel_and_state(
    office: Client, settings: Any
):
    by_mail, by_hand = build.person(email="somchai@example.go.th"), build.person()
    for person in (by_mail, by_hand):
        build.holder(person=person)
    meeting = build.meeting(held_on=SOON)

    page = office.get(address("meeting_tell", meeting.pk)).content.decode()

    for shown in (str(meeting.body), "ณ ห้องประชุมชั้น 3", str(by_mail), "somchai@example.go.th", str(by_hand)):
        assert shown in page
    assert not Notice.objects.exists()
    sent = send(office, address("meeting_tell", meeting.pk), "โปรดเข้าประชุม\nแต่งกายชุดสุภาพ")
    mailing = Mailing.objects.get()
    assert sent["Location"] == address("mailing", mailing.pk)
    assert mailing.text == "โปรดเข้าประชุม\nแต่งกายชุดสุภาพ"
    assert [(each.channel, each.state) for each in mailing.notices.order_by("pk")] == [
        ("email", "ready"), ("hand", "ready"),
    ]  # fmt: skip
    page = office.get(address("mailing", mailing.pk)).content.decode()
    assert (
        "แต่งกายชุดสุภาพ" in page and 'class="qr"' in page and f"{settings.SITE_URL}/desk/meetings/{meeting.pk}/" in page
    )
    assert page.count("data-next") == 1
    again = office.get(address("meeting_tell", meeting.pk)).content.decode()
    assert "ไม่แจ้งซ้ำ" in again and "<textarea" not in again


def test_a_text_that_was_emptied_comes_back_as_a_question(office: Client):
    build.holder()
    meeting = build.meeting(held_on=SOON)

    answer = send(office, address("meeting_tell", meeting.pk), " ")

    assert answer.status_code == 422
    assert not Mailing.objects.exists()


def test_words_of_a_meeting_that_has_moved_since_they_were_seen_do_not_go_out(office: Client):
    build.holder()
    meeting = build.meeting(held_on=SOON, venue="ห้องเดิม")
    page = address("meeting_tell", meeting.pk)
    mark = office.get(page).context["message"].mark
    Meeting.objects.filter(pk=meeting.pk).update(venue="ห้องใหม่")

    answer = office.post(page, {"text": "เชิญที่ห้องเดิม แต่งกายสุภาพ", "seen": mark})

    said = answer.content.decode()
    assert (answer.status_code, Mailing.objects.exists()) == (409, False)
    assert "เชิญที่ห้องเดิม แต่งกายสุภาพ" in said and "ณ ห้องใหม่" in said
    assert office.post(page, {"text": "เชิญที่ห้องใหม่"}).status_code == 409
    assert send(office, page, "เชิญที่ห้องใหม่").status_code == 302


def test_what_was_told_by_hand_is_ticked(office: Client, staff: Actor):
    mailing = build.mailing([build.person().recipient, build.person().recipient])
    first, second = mailing.notices.order_by("pk")
    assert [each.url for each in todo(staff)] == [address("mailing", mailing.pk)]

    answer = office.post(address("mailing_tell", mailing.pk), {"notice_ids": [first.pk, second.pk], "channel": "line"})

    assert answer["Location"] == address("mailing", mailing.pk)
    assert {(each.state, each.channel, each.told_by_id) for each in mailing.notices.all()} == {
        ("told", "line", staff.user_id)
    }
    assert todo(staff) == []
    assert "ไลน์" in office.get(address("mailing", mailing.pk)).content.decode()


@pytest.mark.parametrize(
    "typed", [{"channel": "line"}, {"notice_ids": ["987654"], "channel": "line"}, {"channel": "fax"}]
)
def test_a_tick_that_says_nothing_gives_the_page_back(office: Client, typed: dict[str, Any]):
    mailing = build.mailing([build.person().recipient])

    answer = office.post(address("mailing_tell", mailing.pk), typed)

    assert answer.status_code == 422
    assert mailing.notices.get().state == "ready"


def test_what_was_ticked_is_still_ticked_where_the_channel_is_wrong(office: Client):
    mailing = build.mailing([build.person().recipient])
    notice = mailing.notices.get()

    page = office.post(address("mailing_tell", mailing.pk), {"notice_ids": [notice.pk], "channel": "fax"})

    assert f'value="{notice.pk}" id="told-{notice.pk}" checked' in page.content.decode()


def test_everybody_who_has_not_been_reached_is_ticked_at_once(office: Client):
    mailing = build.mailing([build.person().recipient for _each in range(3)])
    sent, _second, _third = mailing.notices.order_by("pk")
    mailing.notices.filter(pk=sent.pk).update(state="sent", channel="email")

    office.post(address("mailing_tell", mailing.pk), {"everybody": "on", "channel": "line"})

    assert list(mailing.notices.order_by("pk").values_list("state", "channel")) == [
        ("sent", "email"), ("told", "line"), ("told", "line"),
    ]  # fmt: skip


def test_a_failed_e_mail_shows_why_and_is_sent_again(office: Client):
    mailing = build.mailing([build.person(email="a@example.go.th").recipient])
    mailing.notices.update(state="failed", error="550 no such user")
    assert "550 no such user" in office.get(address("mailing", mailing.pk)).content.decode()

    office.post(address("mailing_retry", mailing.pk))

    assert mailing.notices.get().state == "ready"


def test_slips_are_for_those_whom_no_mail_reaches(office: Client):
    reached, missed = build.person(email="a@example.go.th"), build.person()
    mailing = build.mailing([reached.recipient, missed.recipient])

    page = office.get(address("mailing_slips", mailing.pk)).content.decode()

    assert str(missed) in page and str(reached) not in page
    assert page.count('class="slip"') == 1 and page.count('class="qr"') == 1


def test_the_page_of_a_meeting_borrows_what_was_told_of_it(office: Client, signed_in: Any):
    build.holder()
    meeting = build.meeting(held_on=SOON)
    assert (
        f'hx-get="{address("meeting_notices", meeting.pk)}"'
        in office.get(address("meeting", meeting.pk)).content.decode()
    )
    send(office, address("meeting_tell", meeting.pk), "โปรดเข้าประชุม")

    part = office.get(address("meeting_notices", meeting.pk), headers={"HX-Request": "true"}).content.decode()

    assert part.strip() in office.get(address("meeting_notices", meeting.pk)).content.decode()
    assert address("mailing", Mailing.objects.get().pk) in part
    member = signed_in(build.seated()).get(address("meeting_notices", meeting.pk)).content.decode()
    assert "mailings/" not in member


def test_minutes_are_previewed_before_they_are_circulated(office: Client):
    minutes, member = written(), build.holder()

    page = office.get(address("minutes_circulate", minutes.meeting_id)).content.decode()

    assert "แจ้งเวียนรายงานการประชุม" in page and str(member.person) in page
    assert not Mailing.objects.exists()


def test_a_reminder_by_hand_is_previewed_and_sent(office: Client):
    task = build.task()
    assert "เทศบาลตำบลรัษฎา" in office.get(address("follow_up_remind", task.pk)).content.decode()

    send(office, address("follow_up_remind", task.pk), "โปรดรายงาน")

    assert Mailing.objects.get().about == f"follow_up:{task.pk}"


def test_an_address_of_a_person_is_entered_and_shown_to_the_office(office: Client):
    typed = {"prefix": "นาย", "given": "สมชาย", "family": "ใจดี", "email": "somchai@example.go.th"}

    made = office.post(address("person_add"), typed)

    assert "somchai@example.go.th" in office.get(made["Location"]).content.decode()
    page = office.get(f"{made['Location']}change/").content.decode()
    assert "somchai@example.go.th" in page
    assert office.post(f"{made['Location']}change/", {**typed, "email": "somchai@"}).status_code == 422
    office.post(f"{made['Location']}change/", {**typed, "email": ""})
    assert "somchai@" not in office.get(made["Location"]).content.decode()


def queries_of(browser: Client, page: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert browser.get(page).status_code == 200
    return len(seen)


def test_query_counts_are_flat(office: Client):
    mailing = build.mailing([build.person(user=build.user()).recipient])
    pages = [address("mailings"), address("mailing", mailing.pk), address("mailing_slips", mailing.pk)]
    one = [queries_of(office, page) for page in pages]

    for _more in range(2):
        build.mailing([build.person().recipient])
        build.mailing([build.person(user=build.user()).recipient], key=mailing.key)

    assert [queries_of(office, page) for page in pages] == one
