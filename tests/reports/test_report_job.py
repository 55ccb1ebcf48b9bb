"""From "make the report" to the PDF in the store, with the real renderer; and what may go wrong on the way."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from ecotown.kernel import files, jobs
from ecotown.kernel.models import JournalEntry, StoredFile
from ecotown.kernel.rules import Actor, Refused, Role
from indicators.models import Round
from reports import build as building
from reports import pdf, services
from reports.models import Report
from reports.snapshot import content_hash
from tests import build
from tests.reports.sample import result, snapshot
from tests.reports.test_snapshot import settled_round

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_too, pytest.mark.usefixtures("site_dir")]
PDF = b"%PDF-1.7\nexample\n%%EOF\n"


@pytest.fixture
def staff() -> Actor:
    return build.assigned(Role.STAFF)


def run(report: Report) -> Report:
    assert report.job_id is not None
    jobs.work(report.job_id)
    return Report.objects.select_related("job", "file").get(pk=report.pk)


def queued_again(report: Report) -> Report:
    """As when the row of the job was lost before it was marked as done."""
    assert report.job is not None
    type(report.job).objects.update(state="queued", attempts=0)
    return report


@pytest.fixture
def quick(monkeypatch: Any) -> list[str]:
    """The typesetting answered at once: these tests are about rows; the real one is in test_report_paper.py."""
    typeset: list[str] = []

    def at_once(html: str, *, title: str, dated: date, on_step: Any = None) -> pdf.Rendered:
        typeset.append(html)
        for step in range(1, 8):
            on_step(step, 7)
        return pdf.Rendered(PDF, 21, 0.0)

    monkeypatch.setattr(building, "typeset", at_once)
    return typeset


def test_making_a_report_freezes_the_data_and_queues_a_job(facts: None, staff: Actor):
    round_ = settled_round()

    report = services.make_report(staff, round_id=round_.pk, as_of=date(2026, 9, 30))

    assert report.title == f"รายงานความก้าวหน้า {round_} ณ วันที่ 30 กันยายน 2569"
    assert report.sha256 == content_hash("progress", report.snapshot)
    assert report.job is not None
    assert (report.job.state, report.job.payload) == ("queued", {"report_id": report.pk})
    assert report.made_by_id == staff.person_id


def test_what_changes_later_does_not_change_the_report(facts: None, staff: Actor, quick: list[str]):
    round_ = settled_round()
    report = services.make_report(staff, round_id=round_.pk)
    round_.settled_scores.update(value=5)
    round_.areas.update(name="ชื่อใหม่")

    run(report)

    assert "ชื่อใหม่" not in quick[0]
    assert "รัษฎา" in quick[0]


def test_worker_renders_it_with_the_real_renderer(facts: None, staff: Actor):
    report = run(services.make_report(staff, round_id=None, as_of=date(2026, 9, 30)))

    assert report.job is not None and report.file is not None
    assert (report.job.state, report.job.error) == ("done", "")
    assert (report.job.steps_done, report.job.steps_total) == (building.TOTAL, building.TOTAL)
    assert files.read(report.file).startswith(b"%PDF-1.")
    assert report.pages and report.pages >= 8


def test_running_the_job_twice_leaves_one_report(facts: None, staff: Actor, quick: list[str]):
    report = run(services.make_report(staff))
    lines = JournalEntry.objects.count()

    again = run(queued_again(report))

    assert (again.file_id, again.pages) == (report.file_id, report.pages)
    assert (StoredFile.objects.count(), JournalEntry.objects.count(), len(quick)) == (1, lines, 1)


def test_crash_between_file_and_row_heals_on_the_next_run(
    facts: None, staff: Actor, quick: list[str], monkeypatch: Any
):
    report = services.make_report(staff)

    def cut_off(*_args: Any) -> None:
        raise SystemExit("power")

    with monkeypatch.context() as broken:
        broken.setattr(building, "finish", cut_off)
        with pytest.raises(SystemExit):
            run(report)
    assert StoredFile.objects.count() == 1
    report.refresh_from_db()
    assert report.file_id is None

    report = run(queued_again(Report.objects.select_related("job").get(pk=report.pk)))

    assert report.file is not None and report.job is not None
    assert (StoredFile.objects.count(), report.job.state) == (1, "done")


def test_failure_says_why_and_can_be_tried_again(facts: None, staff: Actor, quick: list[str], monkeypatch: Any):
    report = services.make_report(staff)

    def too_large(*_args: Any, **_more: Any) -> None:
        raise pdf.RenderFailed("เอกสารใช้หน่วยความจำเกินกำหนด", "memory: 2 GiB")

    with monkeypatch.context() as broken:
        broken.setattr(building, "typeset", too_large)
        report = run(report)
    assert report.job is not None
    assert (report.job.state, report.job.error) == ("failed", "เอกสารใช้หน่วยความจำเกินกำหนด")

    services.retry_report(staff, report_id=report.pk)
    assert run(report).file is not None


def test_report_that_did_not_fail_cannot_be_tried_again(facts: None, staff: Actor):
    report = services.make_report(staff)

    with pytest.raises(Refused):
        services.retry_report(staff, report_id=report.pk)


def test_frozen_data_that_was_changed_is_not_rendered(facts: None, staff: Actor, quick: list[str]):
    report = services.make_report(staff)
    Report.objects.update(snapshot=snapshot(result(3)))

    report = run(report)

    assert report.job is not None
    assert (report.job.state, report.file_id, quick) == ("failed", None, [])


def test_round_that_is_not_revealed_cannot_be_told_of(facts: None, staff: Actor):
    with pytest.raises(Refused):
        services.make_report(staff, round_id=build.round_(state="scoring").pk)


@pytest.mark.parametrize("role", ["member", "chair"])
def test_only_the_office_makes_reports(facts: None, role: str):
    with pytest.raises(Refused):
        services.make_report(build.seated(role))


def test_command_writes_the_newest_report(facts: None, staff: Actor, tmp_path: Path, capsys: Any):
    with pytest.raises(CommandError):
        call_command("render_report", "progress", "--out", str(tmp_path / "none.html"))
    services.make_report(staff, as_of=date(2026, 9, 30))

    call_command("render_report", "progress", "--out", str(tmp_path / "report.html"))
    call_command("render_report", "progress", "--now", "--out", str(tmp_path / "now.html"))

    assert "๓๐ กันยายน ๒๕๖๙" in (tmp_path / "report.html").read_text()
    assert "ตำบลศรีสุนทร" in (tmp_path / "now.html").read_text()


def test_round_of_a_selection_is_told_of_in_no_report(facts: None, staff: Actor, tmp_path: Path):
    chosen = build.round_(state="revealed", revealed_at="2026-09-01T00:00Z", framework=build.selection())

    with pytest.raises(Round.DoesNotExist):
        services.make_report(staff, round_id=chosen.pk)
    call_command("render_report", "progress", "--now", "--out", str(tmp_path / "now.html"))

    assert chosen.display_number not in (tmp_path / "now.html").read_text()
