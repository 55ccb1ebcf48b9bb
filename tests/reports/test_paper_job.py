"""From a frozen paper to its files: the job, what may go wrong, and the command."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from committee.models import Paper
from committee.services.papers import make_paper, retry_paper
from ecotown.kernel import files, jobs
from ecotown.kernel.models import JournalEntry, StoredFile
from ecotown.kernel.rules import Actor, Role
from reports import papers as making
from reports import pdf
from tests import build

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_dir")]


@pytest.fixture
def staff() -> Actor:
    return build.assigned(Role.STAFF)


def test_the_command_writes_each_kind_in_each_form(tmp_path: Path):
    build.full_minutes()

    for kind in ("minutes", "invitation", "agenda", "attendance", "excerpt"):
        for form in ("html", "docx", "json"):
            call_command("render_report", kind, "--meeting", "๒/๒๕๖๙", "--out", str(tmp_path / f"{kind}.{form}"))
        content = json.loads((tmp_path / f"{kind}.json").read_text())
        assert content["kind"] == kind
        assert "๒/๒๕๖๙" in (tmp_path / f"{kind}.html").read_text()
        assert zipfile.is_zipfile(tmp_path / f"{kind}.docx")
    call_command("render_report", "agenda", "--now", "--out", str(tmp_path / "agenda.pdf"))
    assert (tmp_path / "agenda.pdf").read_bytes().startswith(b"%PDF-1.")


def test_the_command_writes_the_newest_paper_and_says_when_there_is_none(staff: Actor, tmp_path: Path):
    with pytest.raises(CommandError):
        call_command("render_report", "agenda", "--out", str(tmp_path / "none.html"))
    with pytest.raises(CommandError):
        call_command("render_report", "minutes", "--meeting", "9/2569", "--out", str(tmp_path / "none.html"))
    paper = make_paper(staff, "agenda", build.meeting(venue="ห้องประชุมใหม่").pk)

    call_command("render_report", "agenda", "--paper", str(paper.pk), "--out", str(tmp_path / "kept.html"))

    assert "ห้องประชุมใหม่" in (tmp_path / "kept.html").read_text()


# -- the job


def run(paper: Paper) -> Paper:
    assert paper.job_id is not None
    jobs.work(paper.job_id)
    return Paper.objects.select_related("job", "pdf", "docx").get(pk=paper.pk)


@pytest.mark.sqlite_too
def test_the_worker_makes_both_files_with_the_real_renderer(staff: Actor):
    paper = run(make_paper(staff, "minutes", build.full_minutes().meeting_id))

    assert paper.job and paper.pdf and paper.docx
    assert (paper.job.state, paper.job.error, paper.job.steps_done) == ("done", "", making.TOTAL)
    assert files.read(paper.pdf).startswith(b"%PDF-1.")
    assert zipfile.is_zipfile(io.BytesIO(files.read(paper.docx)))
    assert (paper.pages, paper.pdf.name) == (3, f"{paper.content['title'].replace('/', '-')}.pdf")


@pytest.mark.sqlite_too
def test_running_the_job_twice_leaves_one_paper(staff: Actor):
    paper = run(make_paper(staff, "agenda", build.meeting().pk))
    lines, kept = JournalEntry.objects.count(), StoredFile.objects.count()
    assert paper.job is not None

    type(paper.job).objects.update(state="queued", attempts=0)
    again = run(paper)
    assert (again.pdf_id, again.docx_id) == (paper.pdf_id, paper.docx_id)

    # As after a crash between the files and the row: the same bytes, and so the same files.
    Paper.objects.update(pdf=None, docx=None)
    type(paper.job).objects.update(state="queued", attempts=0)
    healed = run(again)
    assert (healed.pdf_id, healed.docx_id) == (paper.pdf_id, paper.docx_id)
    assert (StoredFile.objects.count(), JournalEntry.objects.count()) == (kept, lines + 1)


@pytest.mark.sqlite_too
def test_a_failure_says_why_and_can_be_tried_again(staff: Actor, monkeypatch: Any):
    paper = make_paper(staff, "agenda", build.meeting().pk)

    def too_large(*_args: Any, **_more: Any) -> None:
        raise pdf.RenderFailed("เอกสารใช้หน่วยความจำเกินกำหนด", "memory: 2 GiB")

    with monkeypatch.context() as broken:
        broken.setattr(making, "typeset", too_large)
        paper = run(paper)
    assert paper.job is not None
    assert (paper.job.state, paper.job.error, paper.pdf) == ("failed", "เอกสารใช้หน่วยความจำเกินกำหนด", None)

    retry_paper(staff, paper_id=paper.pk)
    assert run(paper).pdf is not None


@pytest.mark.sqlite_too
def test_text_that_was_changed_after_freezing_is_not_made(staff: Actor):
    paper = make_paper(staff, "agenda", build.meeting().pk)
    Paper.objects.update(content={**paper.content, "title": "อื่น"})

    paper = run(paper)

    assert paper.job is not None
    assert (paper.job.state, paper.pdf) == ("failed", None)
