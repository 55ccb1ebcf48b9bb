"""A meeting from before the portal: entered by one form, sealed at once, unknown where the paper is silent."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.test import Client

from committee.models import AgendaItem, Meeting, Minutes, Order, Resolution
from committee.paper import paper
from committee.services.agenda import add_agenda_item
from committee.services.old_meetings import OldResolution, doubts, enter_old_meeting
from ecotown.kernel import files, thai
from ecotown.kernel.models import JournalEntry, StoredFile
from ecotown.kernel.rules import Actor, Refused, allows
from reports.snapshot import freeze
from tests import build
from tests.committee.conftest import SignIn, address

pytestmark = pytest.mark.django_db
HELD = date(2021, 3, 9)
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"


def scan() -> StoredFile:
    return files.keep(PDF, name="รายงาน.pdf", mime="application/pdf")


def entered(actor: Actor, **fields: Any) -> Meeting:
    return enter_old_meeting(actor, **{
        "body_id": build.body().pk, "number": 1, "be_year": 2564, "held_on": HELD, "scan_id": scan().pk, **fields,
    })  # fmt: skip


def typed(**fields: Any) -> dict[str, Any]:
    return {
        "body": build.body().pk, "number": "1/2564", "held_on": "9 มีนาคม 2564", "venue": "", "adopted_on": "",
        "scan": SimpleUploadedFile("scan.pdf", PDF, "application/pdf"), "blocks": "2",
        "r0-kind": "agree", "r0-text": "เห็นชอบแผนปี ๒๕๖๔", "r0-section": "5", "r0-matter": "",
        "r1-kind": "agree", "r1-text": "", "r1-section": "5", "r1-matter": "", **fields,
    }  # fmt: skip


# -- the service


@pytest.mark.sqlite_too
def test_it_is_sealed_at_once_and_its_resolutions_are_in_effect_and_final(secretary: Actor):
    said = [OldResolution("agree", "เห็นชอบแผน"), OldResolution("assign", "มอบหมายเทศบาล", matter="แผนปฏิบัติการ")]

    meeting = entered(secretary, resolutions=said)

    minutes = Minutes.objects.for_page().get(meeting=meeting)
    assert (meeting.state, meeting.is_old, minutes.state, minutes.method) == ("closed", True, "locked", 4)
    assert paper(minutes)["adoption"]["wording"] == "รับรองแล้ว (เอกสารเดิม)"
    assert [(each.text, each.in_effect, each.final) for each in Resolution.objects.with_standing()] == [
        ("เห็นชอบแผน", True, True), ("มอบหมายเทศบาล", True, True),
    ]  # fmt: skip
    assert len(minutes.frozen_sha256) == 64 and minutes.frozen["scan"] == scan().sha256
    assert JournalEntry.objects.filter(act="meeting.enter_old").count() == 1


@pytest.mark.sqlite_too
def test_what_the_paper_does_not_say_stays_unknown(secretary: Actor):
    minutes = Minutes.objects.for_page().get(meeting=entered(secretary))

    said = paper(minutes)
    assert (said["venue"], said["started_at"], said["quorum"], said["present"]) == ("", "", None, [])
    assert (said["adoption"]["on"], said["taken_by"]["name"]) == ("", "")
    assert {section["is_known"] for section in said["sections"]} == {False}


@pytest.mark.sqlite_too
def test_its_record_is_closed_to_every_further_act(staff: Actor, secretary: Actor):
    meeting = entered(secretary, resolutions=[OldResolution("agree", "เห็นชอบแผน")])
    item = meeting.agenda.get()

    with pytest.raises(Refused):
        add_agenda_item(staff, meeting_id=meeting.pk, section=5, title="เพิ่ม")
    assert not allows(staff, "attendance.record", meeting)
    assert not allows(staff, "meeting.complete", meeting)
    assert not allows(secretary, "resolution.change", item)
    with pytest.raises(DatabaseError), transaction.atomic():
        Minutes.objects.filter(meeting=meeting).update(adopted_on=HELD)


@pytest.mark.sqlite_too
@pytest.mark.parametrize(
    "wrong",
    [
        {"held_on": thai.today() + timedelta(days=1)},
        {"adopted_on": HELD - timedelta(days=1)},
        {"adopted_on": thai.today() + timedelta(days=1)},
    ],
)
def test_only_what_cannot_be_is_refused(secretary: Actor, wrong: dict[str, Any]):
    with pytest.raises(ValidationError):
        entered(secretary, **wrong)


@pytest.mark.sqlite_too
def test_a_number_stands_once(secretary: Actor):
    entered(secretary)
    with pytest.raises(ValidationError):
        entered(secretary)


@pytest.mark.sqlite_too
def test_gaps_and_oddities_are_told_and_stop_nothing(secretary: Actor):
    entered(secretary, number=3, held_on=date(2021, 2, 1))
    Order.objects.update(in_force_from=date(2022, 1, 1))

    odd = entered(secretary, number=2, be_year=2564, held_on=date(2021, 3, 7))
    plain = entered(secretary, number=1, be_year=2566, held_on=date(2023, 3, 9))

    assert len(doubts(odd)) == 4  # 1/2564 is missing; after 3/2564; before the order; a Sunday
    assert doubts(plain) == []


@pytest.mark.sqlite_too
def test_reports_tell_its_resolutions_and_say_what_is_unknown(secretary: Actor):
    entered(secretary, resolutions=[OldResolution("agree", "เห็นชอบแผน")])

    told = freeze("83", as_of=thai.today())

    assert [(each["text"], each["in_effect"], each["final"]) for each in told["resolutions"]] == [
        ("เห็นชอบแผน", True, True)
    ]
    (meeting,) = told["meetings"]
    assert (meeting["venue"], meeting["had_quorum"], meeting["adopted"]) == ("", None, True)


@pytest.mark.sqlite_too
def test_a_confidential_matter_of_an_old_meeting_is_not_told_and_shares_no_heading_with_an_open_one(secretary: Actor):
    said = [OldResolution("agree", "เห็นชอบแผน"), OldResolution("agree", "มติลับ", is_confidential=True)]

    meeting = entered(secretary, resolutions=said)

    assert [item.is_confidential for item in meeting.agenda.all()] == [False, True]
    assert [each["text"] for each in freeze("83", as_of=thai.today())["resolutions"]] == ["เห็นชอบแผน"]


@pytest.mark.sqlite_too
def test_only_the_secretary_enters_one_and_none_on_or_after_the_first_that_the_portal_keeps(
    staff: Actor, secretary: Actor
):
    build.meeting(held_on=HELD - timedelta(days=9), state="closed")  # known by its source only
    with pytest.raises(Refused):
        entered(staff)
    build.closed_meeting(held_on=HELD, number=9)
    with pytest.raises(ValidationError) as refused:
        entered(secretary)

    assert list(refused.value.message_dict) == ["held_on"]
    assert entered(secretary, held_on=HELD - timedelta(days=1)).is_old


# -- the form


def test_one_form_enters_it_and_empty_blocks_are_passed_over(writer: Client):
    answer = writer.post(address("old_meeting_enter"), typed(**{"r0-is_confidential": "on"}))

    assert AgendaItem.objects.get().is_confidential
    meeting = Meeting.objects.get(is_old=True)
    assert answer["Location"] == address("meeting", meeting.pk)
    assert [each.text for each in Resolution.objects.all()] == ["เห็นชอบแผนปี ๒๕๖๔"]
    page = writer.get(address("minutes", meeting.pk)).content.decode()
    assert page.count("ไม่มีข้อมูลในแหล่งที่มา") >= 3 and "รับรองแล้ว (เอกสารเดิม)" in page
    assert address("minutes_scan", meeting.pk) in page
    assert b"".join(writer.get(address("minutes_scan", meeting.pk)).streaming_content) == PDF
    for each in ("meeting", "minutes"):
        assert writer.get(address(each, meeting.pk)).content.decode().count("data-next") == 1
    assert writer.get(address("meetings")).status_code == 200


def test_more_blocks_come_without_javascript_and_give_back_what_was_typed(writer: Client):
    answer = writer.post(address("old_meeting_enter"), typed(more="1", number="ไม่ใช่เลข"))

    page = answer.content.decode()
    assert (answer.status_code, len(answer.context["blocks"])) == (200, 5)
    assert "เห็นชอบแผนปี ๒๕๖๔" in page and "ไม่ใช่เลข" in page and "is-invalid" not in page
    assert Meeting.objects.count() == 0


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"scan": ""}, "scan"),
        ({"scan": SimpleUploadedFile("scan.png", b"\x89PNG\r\n\x1a\n" + b"0" * 20, "image/png")}, "scan"),
        ({"held_on": "31 กุมภาพันธ์ 2564"}, "held_on"),
        ({"number": ""}, "number"),
    ],
)
def test_what_is_missing_or_wrong_is_told_at_its_field(writer: Client, wrong: dict[str, Any], field: str):
    answer = writer.post(address("old_meeting_enter"), typed(**wrong))

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert Meeting.objects.count() == 0


def test_doubts_are_told_after_it_is_on_record(writer: Client):
    page = writer.post(address("old_meeting_enter"), typed(number="2/2564"), follow=True)

    assert "1/2564" in " ".join(str(each) for each in page.context["messages"])


def test_members_read_the_scan_and_enter_nothing(writer: Client, signed_in: SignIn):
    writer.post(address("old_meeting_enter"), typed())
    member = signed_in(build.seated("member"))

    assert member.get(address("old_meeting_enter")).status_code == 403
    assert member.get(address("minutes_scan", Meeting.objects.get().pk)).status_code == 200
