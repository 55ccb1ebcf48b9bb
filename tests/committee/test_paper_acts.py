"""Papers made, sent out and signed, who may do it and who sees them; the settings of the office."""

import json
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from committee.models import Minutes, Paper
from committee.services.office import change_office
from committee.services.papers import attach_scan, content_hash, make_paper, retry_paper, send_out
from ecotown.kernel import files
from ecotown.kernel.models import JournalEntry
from ecotown.kernel.rules import Actor, Refused
from tests import build
from tests.committee.paper_words import LETTER

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_too]


def journalled(act: str, what: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(JournalEntry.objects.filter(act=act).latest("number").body)[what]
    return told


def test_making_a_paper_freezes_it_and_queues_one_job(staff: Actor):
    minutes = build.full_minutes()

    paper = make_paper(staff, "minutes", minutes.meeting_id)
    minutes.entries.update(text="แก้ภายหลัง")

    paper = Paper.objects.get(pk=paper.pk)
    assert paper.job is not None
    assert (paper.job.kind, paper.job.payload, paper.job.state) == ("paper.render", {"paper_id": paper.pk}, "queued")
    assert paper.content_sha256 == content_hash(paper.content)
    assert "แก้ภายหลัง" not in str(paper.content)
    assert (paper.made_by_id, paper.pdf, paper.is_out) == (staff.person_id, None, False)
    assert journalled("paper.make", "after")["sha256"] == paper.content_sha256


def test_the_same_records_give_the_same_content(staff: Actor):
    meeting = build.full_minutes().meeting

    first, second = (make_paper(staff, "minutes", meeting.pk) for _ in range(2))

    assert first.content_sha256 == second.content_sha256


@pytest.mark.parametrize("role", ["member", "chair"])
def test_only_the_office_makes_papers(role: str):
    with pytest.raises(Refused):
        make_paper(build.seated(role), "agenda", build.meeting().pk)


def test_no_invitation_is_made_to_a_cancelled_meeting(staff: Actor):
    with pytest.raises(Refused):
        make_paper(staff, "invitation", build.meeting(state="cancelled").pk)


def test_minutes_that_are_not_begun_have_no_paper(staff: Actor):
    with pytest.raises(ValidationError):
        make_paper(staff, "minutes", build.meeting().pk)


def made(staff: Actor, **typed: Any) -> Paper:
    """As the worker leaves it."""
    paper = make_paper(staff, "invitation", build.meeting().pk, **typed)
    paper.pdf = files.keep(b"%PDF-1.7 made", name="made.pdf", mime="application/pdf")
    paper.docx = files.keep(b"PK made", name="made.docx", mime="application/zip")
    paper.save()
    return paper


def test_a_letter_goes_out_only_with_number_date_and_signer(staff: Actor):
    with pytest.raises(Refused):
        send_out(staff, paper_id=made(staff).pk)

    paper = made(staff, **LETTER, signer_id=staff.person_id)
    assert send_out(staff, paper_id=paper.pk).is_out
    with pytest.raises(Refused):
        send_out(staff, paper_id=paper.pk)


def test_members_see_a_letter_once_it_is_out_and_minutes_once_they_may_read_them(staff: Actor):
    member, paper = build.seated("member"), made(staff, **LETTER, signer_id=staff.person_id)
    assert not Paper.objects.visible_to(member).exists()
    send_out(staff, paper_id=paper.pk)
    assert Paper.objects.visible_to(member).get() == paper

    minutes = build.full_minutes()
    of_draft = make_paper(staff, "minutes", minutes.meeting_id)
    Minutes.objects.update(state="circulated")
    circulated = make_paper(staff, "minutes", minutes.meeting_id)

    seen = set(Paper.objects.visible_to(member))
    assert circulated in seen
    assert of_draft not in seen
    Minutes.objects.update(state="draft")
    assert circulated not in set(Paper.objects.visible_to(member))


def test_the_signed_scan_becomes_the_copy_of_record_and_an_earlier_one_stays_in_the_journal(staff: Actor):
    paper = made(staff)
    first, second = (files.keep(f"%PDF-1.7 scan {n}".encode(), name="scan.pdf", mime="application/pdf") for n in (1, 2))

    attach_scan(staff, paper_id=paper.pk, scan_id=first.pk)
    done = attach_scan(staff, paper_id=paper.pk, scan_id=second.pk)

    assert (done.scan_id, done.pdf_id) == (second.pk, paper.pdf_id)
    assert journalled("paper.attach", "before") == {"scan": first.sha256}


def test_a_paper_that_did_not_fail_is_not_made_again(staff: Actor):
    with pytest.raises(Refused):
        retry_paper(staff, paper_id=made(staff).pk)


# -- the office


def office(**fields: Any) -> dict[str, Any]:
    return {
        "name": "สำนักงานอุตสาหกรรมจังหวัดภูเก็ต", "address": "", "telephone": "", "email": "", "thai_digits": ["minutes"],
        "docx_font": "TH Sarabun New", "docx_size": 15, "needs_online_record": True, **fields,
    }  # fmt: skip


def test_settings_of_the_office_shape_papers_made_from_then_on(staff: Actor):
    meeting = build.meeting()
    before = make_paper(staff, "agenda", meeting.pk)

    change_office(staff, **office())
    after = make_paper(staff, "agenda", meeting.pk)

    assert (before.content["digits"], before.content["font"]) == ("thai", {"name": "TH SarabunPSK", "size": 16})
    assert (after.content["digits"], after.content["font"]) == ("arabic", {"name": "TH Sarabun New", "size": 15})
    assert Paper.objects.get(pk=before.pk).content == before.content
    assert journalled("office.change", "before")["docx_size"] == 16


def test_an_unknown_kind_of_paper_and_a_member_are_refused(staff: Actor):
    with pytest.raises(ValidationError):
        change_office(staff, **office(thai_digits=["novel"]))
    with pytest.raises(Refused):
        change_office(build.seated("member"), **office())
