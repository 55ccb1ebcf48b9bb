"""The desk of reports and releases, as a browser asks for it."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from committee.middleware import actor_of
from ecotown.kernel import jobs
from ecotown.kernel.models import Job, User
from ecotown.kernel.rules import Role
from reports import services
from reports.models import Release, Report
from reports.todo import todo
from tests import build
from tests.reports.test_releases import PDF, a_report

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_dir")]


def client(username: str, role: Role | str) -> Client:
    if isinstance(role, Role):
        build.assigned(role, username)
    else:
        build.seated(role, username)
    signed_in = Client()
    signed_in.force_login(User.objects.get(username=username))
    return signed_in


@pytest.fixture
def staff() -> Client:
    return client("staff", Role.STAFF)


@pytest.fixture
def chair() -> Client:
    return client("chair", "chair")


@pytest.fixture
def second() -> Client:
    return client("second", Role.STAFF)


def work() -> None:
    for job in Job.objects.filter(state="queued"):
        jobs.work(job.pk)


def next_acts(answer: Any) -> int:
    return len(re.findall(r"data-next", answer.content.decode()))


def proposed(**fields: Any) -> Release:
    who = actor_of(User.objects.get(username="staff"))
    return services.prepare_release(who, report_id=a_report(**fields).pk)


def test_report_is_made_by_a_form(facts: None, staff: Client):
    page = staff.get("/desk/reports/new/")
    assert (page.status_code, next_acts(page)) == (200, 1)

    answer = staff.post("/desk/reports/new/", {"round": ""})

    report = Report.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/desk/reports/{report.pk}/")


def test_round_that_is_not_offered_is_a_fault_of_the_form(facts: None, staff: Client):
    answer = staff.post("/desk/reports/new/", {"round": "99"})

    assert (answer.status_code, Report.objects.count()) == (422, 0)


def test_page_asks_for_its_state_while_the_job_runs_and_no_longer(facts: None, staff: Client):
    report = services.make_report(actor_of(User.objects.get(username="staff")))
    page = staff.get(f"/desk/reports/{report.pk}/")
    state = staff.get(f"/desk/reports/{report.pk}/state/")
    for answer in (page, state):
        assert f'hx-get="/desk/reports/{report.pk}/state/"' in answer.content.decode()
        assert next_acts(answer) == 1

    Job.objects.update(state="failed", error="เอกสารใช้หน่วยความจำเกินกำหนด", ended_at=report.made_at)
    failed = staff.get(f"/desk/reports/{report.pk}/")

    said = failed.content.decode()
    assert "hx-get" not in said.split('id="report-state"')[1]
    assert "เอกสารใช้หน่วยความจำเกินกำหนด" in said
    assert f'action="/desk/reports/{report.pk}/retry/"' in said


def test_failed_report_is_tried_again_by_a_button(facts: None, staff: Client):
    report = services.make_report(actor_of(User.objects.get(username="staff")))
    Job.objects.update(state="failed", error="ไม่สำเร็จ", ended_at=report.made_at)

    answer = staff.post(f"/desk/reports/{report.pk}/retry/")

    assert (answer.status_code, Job.objects.get().state) == (302, "queued")


def test_report_is_read_as_a_pdf_under_its_own_name(staff: Client):
    report = a_report()

    answer = staff.get(f"/desk/reports/{report.pk}/report.pdf")

    assert (answer.status_code, b"".join(answer.streaming_content)) == (200, PDF)
    assert answer["Content-Disposition"].startswith("inline; filename*=UTF-8''")
    assert "/" not in answer["Content-Disposition"].split("''")[1]
    assert staff.get(f"/desk/reports/{a_report(made=False).pk}/report.pdf").status_code == 404


def test_whole_way_from_proposal_to_the_public(staff: Client, chair: Client, site_dir: Path):
    report = a_report()
    answer = staff.post(f"/desk/reports/{report.pk}/release/", {"note": "ฉบับแรก"})
    here = answer["Location"]
    assert (answer.status_code, here) == (302, f"/desk/releases/{Release.objects.get().pk}/")
    assert next_acts(staff.get(here)) == next_acts(chair.get(here)) == 1

    assert staff.post(f"{here}approve/").status_code == 403
    assert chair.post(f"{here}approve/").status_code == 302
    assert f'hx-get="{here}state/"' in chair.get(here).content.decode()
    work()

    assert 'hx-get="' not in chair.get(here).content.decode().split('id="release-state"')[1]
    assert (site_dir / "current" / "index.html").exists()
    public = Client().get("/")
    assert b"".join(public.streaming_content) == (site_dir / "current" / "index.html").read_bytes()
    assert public.cookies == {}


def test_report_is_not_proposed_twice(staff: Client):
    report = proposed().report

    answer = staff.post(f"/desk/reports/{report.pk}/release/", {"note": "อีกครั้ง"})

    assert (answer.status_code, Release.objects.count()) == (409, 1)


def test_pages_can_be_read_before_they_are_approved(staff: Client, chair: Client):
    here = f"/desk/releases/{proposed().pk}/preview/"

    home = chair.get(here)
    area = chair.get(f"{here}areas/830104/")

    said = home.content.decode()
    assert (home.status_code, area.status_code, chair.get(f"{here}nowhere/").status_code) == (200, 200, 404)
    assert f'href="{here}areas/830104/"' in said
    assert re.findall(r'href="/(?!desk/|releases/|static/)[^"]*"', said) == []


def test_second_officer_records_a_memo_with_its_scan(staff: Client, second: Client):
    here = f"/desk/releases/{proposed().pk}/"
    scan = SimpleUploadedFile("memo.pdf", b"%PDF-1.4\n%memo\n", content_type="application/pdf")

    answer = second.post(
        f"{here}record/",
        {"basis": "memo", "memo_number": "ภก 0033/45", "memo_dated": "๑ ก.ย. ๒๕๖๙", "memo_scan": scan},
    )

    release = Release.objects.get()
    assert (answer.status_code, release.state, release.basis) == (302, "approved", "memo")
    assert release.memo_dated == date(2026, 9, 1)
    assert second.get(f"{here}memo/")["Content-Disposition"].startswith("attachment")


def test_memo_without_scan_keeps_what_was_typed(staff: Client, second: Client):
    here = f"/desk/releases/{proposed().pk}/record/"

    answer = second.post(here, {"basis": "memo", "memo_number": "ภก 0033/45", "memo_dated": "31/9/2569"})

    said = answer.content.decode()
    assert (answer.status_code, Release.objects.get().state) == (422, "draft")
    assert 'value="ภก 0033/45"' in said
    assert 'value="31/9/2569"' in said
    assert said.count("is-invalid") >= 2


def test_scan_of_a_wrong_kind_is_refused(staff: Client, second: Client):
    here = f"/desk/releases/{proposed().pk}/record/"
    scan = SimpleUploadedFile("memo.pdf", b"<html>", content_type="application/pdf")

    answer = second.post(here, {"basis": "memo", "memo_number": "1", "memo_dated": "1/9/2569", "memo_scan": scan})

    assert (answer.status_code, Release.objects.get().state) == (422, "draft")


def test_second_officer_records_a_resolution(staff: Client, second: Client):
    held = build.closed_meeting(body=build.body(), held_on=date(2026, 9, 1))
    resolution = build.resolution(meeting=held)
    here = f"/desk/releases/{proposed().pk}/record/"

    assert second.post(here, {"basis": "resolution"}).status_code == 422
    assert second.post(here, {"basis": "resolution", "resolution": str(resolution.pk)}).status_code == 302
    assert Release.objects.get().resolution_id == resolution.pk


def test_preparer_is_told_why_they_cannot_approve(staff: Client):
    here = f"/desk/releases/{proposed().pk}/"

    assert staff.get(f"{here}record/").status_code == 403
    assert 'class="locked"' in staff.get(here).content.decode()


def test_withdrawal_asks_for_a_reason(
    staff: Client, chair: Client, site_dir: Path, django_capture_on_commit_callbacks: Any
):
    release = proposed()
    chair.post(f"/desk/releases/{release.pk}/approve/")
    work()

    assert chair.post(f"/desk/releases/{release.pk}/withdraw/", {"reason": ""}).status_code == 422
    assert staff.post(f"/desk/releases/{release.pk}/withdraw/", {"reason": "พบข้อผิดพลาด"}).status_code == 403
    with django_capture_on_commit_callbacks(execute=True):
        assert chair.post(f"/desk/releases/{release.pk}/withdraw/", {"reason": "พบข้อผิดพลาด"}).status_code == 302

    assert Client().get("/releases/1/report.pdf").status_code == 404
    assert "พบข้อผิดพลาด" in b"".join(Client().get("/releases/1/").streaming_content).decode()


def test_members_see_only_what_was_released(staff: Client):
    member = client("member", "member")
    release = proposed()

    assert member.get("/desk/reports/").status_code == 200
    assert member.get(f"/desk/reports/{release.report_id}/").status_code == 404
    assert member.get(f"/desk/releases/{release.pk}/").status_code == 404
    assert member.get("/desk/reports/new/").status_code == 403


@pytest.mark.parametrize("address", ["reports/", "reports/new/", "reports/1/", "releases/1/", "releases/1/preview/"])
def test_desk_is_for_those_who_signed_in(address: str):
    assert Client().get(f"/desk/{address}")["Location"].startswith("/accounts/login/")


def test_list_asks_the_same_queries_for_one_row_and_for_three(staff: Client):
    """Session, user, three for the actor; then count and page of reports, their releases, the releases."""
    counted = []
    for _row in range(2):
        proposed(title="รายงาน")
        with CaptureQueriesContext(connection) as queries:
            staff.get("/desk/reports/")
        counted.append(len(queries))
        proposed(title="รายงานอีกฉบับ")

    assert counted[0] == counted[1] <= 15


@pytest.mark.parametrize(
    "page", ["/desk/reports/{report}/", "/desk/releases/{release}/", "/desk/releases/{release}/preview/"]
)
def test_page_asks_few_queries(staff: Client, page: str):
    release = proposed()
    with CaptureQueriesContext(connection) as queries:
        answer = staff.get(page.format(report=release.report_id, release=release.pk))

    assert answer.status_code == 200
    assert len(queries) <= 15


def test_todo_names_the_next_act_of_each(staff: Client, chair: Client, second: Client):
    def waiting(username: str) -> list[str]:
        return [each.url for each in todo(actor_of(User.objects.get(username=username)))]

    report = a_report()
    assert waiting("staff") == waiting("second") == [f"/desk/reports/{report.pk}/"]
    assert waiting("chair") == []

    release = services.prepare_release(actor_of(User.objects.get(username="staff")), report_id=report.pk)
    here = f"/desk/releases/{release.pk}/"
    assert (waiting("staff"), waiting("chair"), waiting("second")) == ([], [here], [here])

    chair.post(f"{here}approve/")
    assert (waiting("staff"), waiting("chair")) == ([], [])
    Job.objects.update(state="failed", error="ดิสก์เต็ม", ended_at=release.report.made_at)
    assert waiting("staff") == [here]
