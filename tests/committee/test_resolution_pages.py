"""The page of a resolution: the chain both ways, who stood aside, and what the minutes print of it."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from committee.models import Recusal, Vote
from ecotown.kernel.rules import Actor, Role
from tests import build
from tests.committee.conftest import SignIn, address
from tests.committee.records import TODAY
from tests.committee.test_votes import matter

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_too]


# -- recusals


def test_a_member_stands_aside_and_the_page_of_the_matter_says_what_is_left(office: Client, secretary: Actor):
    item = matter(present=5)  # of ten seats, with the secretary's; the quorum is five
    seat = item.meeting.attendances.filter(kind="present").first().seat_id
    page = address("recusals", item.pk)

    wrong = office.post(page, {"seat": seat, "reason": ""})
    done = office.post(page, {"seat": seat, "reason": "เป็นผู้ถือหุ้นของโรงงาน"})

    assert (wrong.status_code, done["Location"]) == (422, page)
    for where in (
        page,
        address("resolution_add", item.pk),
        address("resolution", build.resolution(agenda_item=item).pk),
    ):
        shown = office.get(where).content.decode()
        assert "state late" in shown and "เป็นผู้ถือหุ้นของโรงงาน" in shown, where
    office.post(address("recusal_remove", Recusal.objects.get().pk))
    assert "state late" not in office.get(page).content.decode()


# -- the page


def test_the_page_leads_to_meeting_matter_duty_vote_dissent_tasks_and_what_hangs_on_it(office: Client):
    meeting = build.closed_meeting(held_on=TODAY - timedelta(days=30))
    earlier = build.follow_up()
    item = build.agenda_item(meeting=meeting, follow_up=earlier, title="ติดตามแผน")
    made = build.resolution(agenda_item=item, kind="assign", text="มอบหมายเทศบาล", duty=build.duty())
    task = build.follow_up(resolution=made, due=TODAY - timedelta(days=1))
    Vote.objects.create(resolution=made, in_favour=6, against=1)
    made.dissents.create(name="นาย ก", text="ควรให้จังหวัดดำเนินการ")

    page = office.get(address("resolution", made.pk)).content.decode()

    for href in (
        address("meeting", meeting.pk), address("duty", made.duty_id), address("follow_up", earlier.pk),
        address("follow_up", task.pk), address("follow_up_open", made.pk),
    ):  # fmt: skip
        assert f'href="{href}' in page, href
    assert 'hx-get="settled/"' in page and 'hx-get="areas/"' in page
    assert "ควรให้จังหวัดดำเนินการ" in page and "state late" in page
    assert page.count("data-next") == 1


def test_a_charge_without_a_task_asks_for_it_first(office: Client):
    made = build.resolution(meeting=build.closed_meeting(), kind="assign", text="มอบหมายเทศบาล")

    page = office.get(address("resolution", made.pk)).content.decode()

    assert f'href="{address("follow_up_open", made.pk)}" data-next' in page
    assert page.count("data-next") == 1


def test_an_agency_reads_of_a_resolution_the_own_tasks_only(signed_in: SignIn):
    made = build.resolution(meeting=build.closed_meeting(), kind="assign", text="มอบหมาย")
    own = build.follow_up(resolution=made, agency="เทศบาลตำบลรัษฎา", task="งานของเรา")
    build.follow_up(resolution=made, agency="แขวงทางหลวงภูเก็ต", task="งานของเขา")
    agency = signed_in(build.assigned(Role.AGENCY, organisation="เทศบาลตำบลรัษฎา"))

    page = agency.get(address("resolution", made.pk)).content.decode()

    assert f'href="{address("follow_up", own.pk)}"' in page
    assert "งานของเขา" not in page


def test_a_page_of_a_resolution_asks_as_often_for_three_tasks_as_for_one(
    office: Client, django_assert_max_num_queries: Any
):
    made = build.resolution(meeting=build.closed_meeting(), kind="assign", text="มอบหมาย", duty=build.duty())
    item = made.agenda_item

    def more() -> None:
        build.note(follow_up=build.follow_up(resolution=made))
        made.dissents.create(name="นาย ก", text="ควรรอ")
        build.recusal(agenda_item=item, seat=build.seat())

    more()
    # Resolution; dissents, recusals, their seats, who came; its follow-ups. A closed meeting asks for no holders.
    with django_assert_max_num_queries(5 + 6) as one:
        office.get(address("resolution", made.pk))
    more(), more()
    with django_assert_max_num_queries(len(one)):
        office.get(address("resolution", made.pk))


def test_the_minutes_print_dissent_recusal_and_vote_under_the_resolution(office: Client):
    item = matter()
    minutes = build.minutes(meeting=item.meeting)
    build.entry(minutes=minutes, agenda_item=item, text="อภิปราย")
    made = build.resolution(agenda_item=item)
    Vote.objects.create(resolution=made, in_favour=4, against=1)
    made.dissents.create(name="นาย ก", text="ควรรอผลตรวจ")
    build.recusal(agenda_item=item, seat=build.seat(), name="นาง ข", reason="เป็นผู้ถือหุ้น")

    page = re.sub("<[^>]+>", "", office.get(address("minutes_paper", item.meeting_id)).content.decode())
    page = page.replace("\xa0", " ")

    words = ("นาง ข ไม่ร่วมพิจารณา", "มติที่ประชุม", "เห็นชอบตามที่เสนอ", "เห็นชอบ 4 เสียง", "ความเห็นแย้งของนาย ก", "ควรรอผลตรวจ")
    places = [page.index(each, page.index("อภิปราย")) for each in words]
    assert places == sorted(places)
