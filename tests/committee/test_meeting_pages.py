"""A meeting by plain forms, without JavaScript, from plan to resolution."""

from datetime import time, timedelta
from typing import Any

import pytest
from django.test import Client

from committee.models import AgendaItem, FollowUp, Meeting, Reply, Resolution
from committee.quorum import Quorum
from ecotown.kernel import thai
from tests import build
from tests.committee.conftest import address

pytestmark = pytest.mark.django_db
TODAY = thai.today()


def test_a_meeting_is_planned_held_and_closed_by_plain_forms(office: Client):
    one, other = build.holder(), build.holder()
    day = thai.long_date(TODAY)

    planned = office.post(address("meeting_plan"), {
        "body": build.body().pk, "number": f"1/{thai.be_year(TODAY)}", "held_on": day, "venue": "ห้องประชุมชั้น 3", "mode": "on_site",
    })  # fmt: skip
    meeting = Meeting.objects.get()
    assert planned["Location"] == address("meeting", meeting.pk)

    office.post(address("agenda_add", meeting.pk), {"section": "5", "title": "กำหนดพื้นที่เป้าหมาย"})
    item = meeting.agenda.get(section=5)
    office.post(address("attendance", meeting.pk), {
        f"came-{one.seat_id}": "present", f"came-{other.seat_id}": "absent", f"reason-{other.seat_id}": "ติดราชการ",
        "guests": "นางสาวแขก รับเชิญ, นักวิชาการ\n\nนายอีกคน",
    })  # fmt: skip
    office.post(address("resolution_add", item.pk), {"kind": "agree", "text": "เห็นชอบ"})
    closing = office.post(
        address("meeting_close", meeting.pk),
        {"started_at": "9.30", "ended_at": "๑๒.๐๐ น.", "presided_by": one.person_id},
    )

    assert closing["Location"] == address("meeting", meeting.pk)
    meeting.refresh_from_db()
    assert (meeting.state, meeting.started_at, meeting.ended_at) == ("closed", time(9, 30), time(12, 0))
    assert (meeting.seats_filled, meeting.quorum_needed, meeting.quorum_present) == (2, 1, 1)
    assert list(meeting.attendances.values_list("kind", "name", "post", "reason")) == [
        ("present", str(one.person), one.seat.post, ""),
        ("absent", str(other.person), other.seat.post, "ติดราชการ"),
        ("guest", "นางสาวแขก รับเชิญ", "นักวิชาการ", ""),
        ("guest", "นายอีกคน", "", ""),
    ]
    assert Resolution.objects.with_standing().get().in_effect


def test_one_ticked_row_is_saved_at_once_and_answers_with_the_quorum(office: Client):
    one = build.holder()
    build.holder()
    meeting = build.meeting(held_on=TODAY)
    build.attendance(meeting=meeting, name="แขก")

    answer = office.post(
        address("attendance", meeting.pk), {f"came-{one.seat_id}": "present"}, headers={"HX-Request": "true"}
    )

    assert answer.status_code == 200
    assert answer.content.decode().strip().startswith('<div id="quorum"')
    assert answer.context["quorum"] == Quorum(seats=2, needed=1, present=1, unrecorded=1, base=2)
    assert meeting.attendances.filter(kind="guest").count() == 1


def test_closing_too_early_says_whose_attendance_is_missing(office: Client):
    held = build.holder()
    meeting = build.meeting(held_on=TODAY)

    answer = office.post(
        address("meeting_close", meeting.pk), {"started_at": "9.30", "ended_at": "12.00", "presided_by": held.person_id}
    )

    assert answer.status_code == 422
    assert Meeting.objects.get().state == "planned"


def test_a_matter_is_changed_and_removed(office: Client):
    meeting = build.meeting(held_on=TODAY + timedelta(days=7))
    item = build.agenda_item(meeting=meeting)

    office.post(address("agenda_change", item.pk), {"title": "ชื่อใหม่", "is_confidential": "on"})
    assert meeting.agenda.get().is_confidential
    assert "ชื่อใหม่" in office.get(address("meeting", meeting.pk)).content.decode()

    office.post(address("agenda_remove", item.pk))
    assert not meeting.agenda.exists()


def test_a_resolution_changed_by_two_answers_409_with_both_texts(office: Client):
    resolution = build.resolution(meeting=build.closed_meeting(), text="ถ้อยคำที่บันทึกไว้ก่อน")

    answer = office.post(
        address("resolution_change", resolution.pk), {"kind": "agree", "text": "ถ้อยคำของผู้ที่มาทีหลัง", "seen": "เดิม"}
    )

    assert answer.status_code == 409
    assert "ถ้อยคำที่บันทึกไว้ก่อน" in answer.content.decode() and "ถ้อยคำของผู้ที่มาทีหลัง" in answer.content.decode()
    done = office.post(
        address("resolution_change", resolution.pk),
        {"kind": "agree", "text": "รวมสองถ้อยคำ", "seen": resolution.mark, "back": "minutes"},
    )
    assert done["Location"].startswith(address("minutes", resolution.agenda_item.meeting_id))


def test_the_page_of_a_resolution_leads_to_what_hangs_on_it(office: Client):
    resolution = build.resolution(meeting=build.closed_meeting())

    page = office.get(address("resolution", resolution.pk)).content.decode()

    assert 'href="settled/"' in page and 'href="areas/"' in page


def test_a_planned_meeting_asks_as_often_for_one_of_each_as_for_three(
    office: Client, django_assert_max_num_queries: Any
):
    meeting = build.meeting(held_on=TODAY + timedelta(days=7))
    later = build.meeting(held_on=TODAY + timedelta(days=30))

    def one_more() -> None:
        item = AgendaItem.objects.append(meeting, 5, "ขยะอุตสาหกรรม")
        build.agenda_paper(agenda_item=item)
        AgendaItem.objects.carry(item, later)
        AgendaItem.objects.carry(item, meeting)
        Reply.objects.create(meeting=meeting, seat=build.holder().seat, kind="coming")
        FollowUp.objects.create(resolution=build.resolution(meeting=build.closed_meeting()), task="ก", agency="ข")

    one_more()
    with django_assert_max_num_queries(5 + 19) as one:
        assert office.get(address("meeting", meeting.pk)).status_code == 200
    one_more(), one_more()
    with django_assert_max_num_queries(len(one)):
        office.get(address("meeting", meeting.pk))


def test_the_list_can_be_asked_for_one_body(office: Client):
    mine, other = build.meeting(number=41), build.meeting(number=42, body=build.body("คณะทำงานพื้นที่รัษฎา"))

    page = office.get(address("meetings"), {"body": other.body_id}).content.decode()

    assert f'href="{address("meeting", other.pk)}"' in page
    assert f'href="{address("meeting", mine.pk)}"' not in page
    assert office.get(address("meetings"), {"body": 9_999_999}).status_code == 404
