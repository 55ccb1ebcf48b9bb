"""The pages of papers: looked at before they are made, watched while they are made, sent out, signed; and the office's settings."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from committee.models import OfficeSetting, Paper
from committee.services.papers import make_paper, send_out
from ecotown.kernel import files, jobs
from ecotown.kernel.models import Job, JobState
from ecotown.kernel.rules import Actor
from tests import build
from tests.committee.conftest import SignIn, address

pytestmark = pytest.mark.django_db
LETTER = {"number": "ภก 0033/ว 123", "dated": "3 สิงหาคม 2569", "signer_post": "", "addressed": "all", "note": ""}


@pytest.fixture(autouse=True)
def store(tmp_path: Any, settings: Any) -> None:
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}},
    }


def finished(paper: Paper) -> Paper:
    """As the worker leaves it."""
    paper.pdf = files.keep(b"%PDF-1.7 made", name="made.pdf", mime="application/pdf")
    paper.docx = files.keep(b"PK made", name="made.docx", mime="application/zip")
    paper.pages = 2
    paper.save()
    return paper


def test_a_letter_is_looked_at_and_then_made(office: Client, staff: Actor):
    meeting = build.full_meeting()
    page = address("paper_make", meeting.pk, "invitation")

    empty = office.get(page).content.decode()
    assert "เรียน" in empty
    looked = office.post(page, {**LETTER, "signer": staff.person_id, "look": "1"})

    assert (looked.status_code, Paper.objects.count()) == (200, 0)
    assert "ที่ ภก ๐๐๓๓/ว ๑๒๓" in looked.content.decode()
    answer = office.post(page, {**LETTER, "signer": staff.person_id})
    paper = Paper.objects.get()
    assert answer["Location"] == address("paper", paper.pk)
    assert (paper.number, str(paper.dated), paper.signer_id) == ("ภก 0033/ว 123", "2026-08-03", staff.person_id)


def test_what_was_typed_comes_back_with_the_reason(office: Client):
    page = address("paper_make", build.meeting().pk, "invitation")

    answer = office.post(page, {**LETTER, "dated": "31 กุมภาพันธ์ 2569"})

    assert answer.status_code == 422
    assert "31 กุมภาพันธ์ 2569" in answer.content.decode()
    assert Paper.objects.count() == 0


@pytest.mark.parametrize("kind", ["agenda", "attendance", "minutes"])
def test_papers_without_anything_to_type_are_shown_and_made_with_one_button(kind: str, office: Client):
    meeting = build.full_minutes().meeting
    page = address("paper_make", meeting.pk, kind)

    shown = office.get(page).content.decode()
    assert "ชั้น ๓" in shown
    assert office.post(page).status_code == 302
    assert Paper.objects.get().kind == kind


def test_an_excerpt_is_made_from_the_page_of_its_resolution(office: Client, staff: Actor):
    resolution = build.full_minutes().meeting.agenda.get(title__contains="ต้นแบบ").resolutions.first()
    assert resolution is not None
    assert address("excerpt_make", resolution.pk) in office.get(address("resolution", resolution.pk)).content.decode()

    answer = office.post(address("excerpt_make", resolution.pk), {**LETTER, "signer": staff.person_id})

    assert answer.status_code == 302
    assert Paper.objects.get().resolution == resolution


@pytest.mark.parametrize("kind", ["novel", "excerpt", "minutes"])
def test_a_kind_that_the_meeting_has_not_is_not_there(kind: str, office: Client):
    assert office.get(address("paper_make", build.meeting().pk, kind)).status_code == 404


def test_the_page_asks_for_itself_while_the_job_runs_and_says_why_it_failed(office: Client, staff: Actor):
    paper = make_paper(staff, "agenda", build.meeting().pk)
    state = address("paper_state", paper.pk)
    assert f'hx-get="{state}"' in office.get(address("paper", paper.pk)).content.decode()

    job = jobs.claim(paper.job_id or 0, "")
    assert job is not None
    jobs.Progress(job).step("จัดหน้า", 3, 10)
    assert "จัดหน้า" in office.get(state, headers={"HX-Request": "true"}).content.decode()

    jobs.end(job, JobState.FAILED, error="เอกสารใช้หน่วยความจำเกินกำหนด")
    told = office.get(state).content.decode()
    assert "เอกสารใช้หน่วยความจำเกินกำหนด" in told
    assert f'hx-get="{state}"' not in told
    assert office.post(address("paper_retry", paper.pk)).status_code == 302
    assert Job.objects.get().state == "queued"


def test_files_are_served_to_those_who_may_see_the_paper_only(office: Client, staff: Actor, signed_in: SignIn):
    member = signed_in(build.seated("member"))
    paper = finished(make_paper(staff, "agenda", build.meeting().pk))

    assert office.get(address("paper_pdf", paper.pk))["Content-Type"] == "application/pdf"
    assert "attachment" in office.get(address("paper_docx", paper.pk))["Content-Disposition"]
    assert member.get(address("paper_pdf", paper.pk)).status_code == 404
    assert Client().get(address("paper_pdf", paper.pk)).status_code == 302

    assert office.post(address("paper_send_out", paper.pk)).status_code == 302
    assert member.get(address("paper_pdf", paper.pk)).status_code == 200


def test_the_scan_of_the_signed_paper_is_shown_first(office: Client, staff: Actor):
    paper = finished(make_paper(staff, "agenda", build.meeting().pk))
    scan = SimpleUploadedFile("signed.pdf", b"%PDF-1.7 signed", content_type="application/pdf")

    assert office.post(address("paper_attach", paper.pk), {"scan": scan}).status_code == 302

    page = office.get(address("paper", paper.pk)).content.decode()
    assert page.index(address("paper_scan", paper.pk)) < page.index(address("paper_pdf", paper.pk))
    assert b"".join(office.get(address("paper_scan", paper.pk)).streaming_content) == b"%PDF-1.7 signed"  # type: ignore[attr-defined]


def test_a_file_that_is_no_scan_is_refused_with_a_sentence(office: Client, staff: Actor):
    paper = finished(make_paper(staff, "agenda", build.meeting().pk))

    answer = office.post(address("paper_attach", paper.pk), {"scan": SimpleUploadedFile("a.pdf", b"<html></html>")})

    assert answer.status_code == 422
    assert Paper.objects.get().scan is None


def test_the_list_of_papers_asks_the_database_the_same_number_of_times(
    office: Client, staff: Actor, django_assert_num_queries: Any
):
    meeting = build.full_minutes().meeting
    page = address("papers", meeting.pk)
    counts = []
    for count in (1, 3):
        while Paper.objects.count() < count:
            send_out(staff, paper_id=finished(make_paper(staff, "agenda", meeting.pk)).pk)
        with django_assert_num_queries(8):
            answer = office.get(page)
        counts.append(answer.content.decode().count("paper.docx"))

    assert counts == [1, 3]


def test_pages_of_meeting_and_minutes_borrow_the_list(office: Client):
    meeting = build.full_minutes().meeting
    meeting.minutes.state = "circulated"
    meeting.minutes.save()
    papers = address("papers", meeting.pk)

    for page in ("meeting", "minutes"):
        assert f'hx-get="{papers}"' in office.get(address(page, meeting.pk)).content.decode()
    assert b"<html" not in office.get(papers, headers={"HX-Request": "true"}).content


def test_the_office_changes_its_settings_and_reads_them_back(office: Client):
    build.province()
    page = address("office")
    assert 'value="TH SarabunPSK"' in office.get(page).content.decode()
    typed = {
        "name": "สำนักงานอุตสาหกรรมจังหวัดภูเก็ต", "address": "ถนนนริศร\nภูเก็ต", "telephone": "0 7621 2345", "email": "a@b.go.th",
        "thai_digits": ["minutes", "agenda"], "docx_font": "TH Sarabun New", "docx_size": "16",
    }  # fmt: skip

    assert office.post(page, {**typed, "docx_size": "99"}).status_code == 422
    assert office.post(page, typed).status_code == 302

    kept = OfficeSetting.objects.get()
    assert (kept.address, kept.thai_digits, kept.needs_online_record) == (
        "ถนนนริศร\nภูเก็ต", ["agenda", "minutes"], False,
    )  # fmt: skip
