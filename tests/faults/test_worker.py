"""A worker that is away, and one that dies in the middle: the row is the truth, and one report comes of it."""

import pytest

from tests.stack import Stack

STACK_ENV = {"JOB_LEASE_SECONDS": "4"}

MAKE_REPORT = """
from ecotown.kernel import thai
from ecotown.kernel.rules import Actor
from reports.services import make_report
print(make_report(Actor.command("test", thai.today(), "83"), round_id=None).pk)
"""

MAKE_PAPER = """
from committee.models import Meeting
from committee.services.papers import make_paper
from ecotown.kernel import thai
from ecotown.kernel.rules import Actor
print(make_paper(Actor.command("test", thai.today(), "83"), "agenda", Meeting.objects.get(number=1, be_year=2563).pk).pk)
"""


@pytest.fixture(scope="module", autouse=True)
def facts(stack: Stack) -> None:
    stack.manage("seed_phuket")


def make_report(stack: Stack) -> int:
    return int(stack.manage("shell", "-c", MAKE_REPORT).split()[-1])


def job(stack: Stack, report: int) -> tuple[str, int]:
    """State and attempts of the report's job."""
    ((state, attempts),) = stack.rows(
        "SELECT job.state, job.attempts FROM kernel_job job JOIN reports_report report ON report.job_id = job.id"
        " WHERE report.id = %s",
        report,
    )
    return state, attempts


def test_without_a_worker_a_report_waits_and_is_made_when_one_comes(stack: Stack):
    stack.stop_worker()

    report = make_report(stack)

    assert job(stack, report) == ("queued", 0)
    stack.start_worker()
    stack.wait_until(lambda: job(stack, report) == ("done", 1), "the waiting report is made", 120)


def test_a_worker_killed_in_mid_render_leaves_exactly_one_finished_report(stack: Stack):
    report = make_report(stack)
    stack.wait_until(lambda: job(stack, report)[0] == "running", "a worker has taken the job", 60)

    stack.kill_worker()
    stack.start_worker()

    stack.wait_until(lambda: job(stack, report)[0] == "done", "another worker has made it", 120)
    assert job(stack, report) == ("done", 2)
    assert stack.rows("SELECT count(*) FROM reports_report WHERE id = %s AND file_id IS NOT NULL", report) == [(1,)]
    assert stack.rows(
        "SELECT count(*) FROM kernel_storedfile file JOIN reports_report report ON report.file_id = file.id"
        " WHERE report.id = %s",
        report,
    ) == [(1,)]
    assert list((stack.var_dir / "files").rglob(".part-*")) == []


def test_a_paper_in_an_official_form_is_made_by_the_worker(stack: Stack):
    paper = int(stack.manage("shell", "-c", MAKE_PAPER).split()[-1])

    stack.wait_until(
        lambda: stack.rows("SELECT pages FROM committee_paper WHERE id = %s AND docx_id IS NOT NULL", paper) == [(1,)],
        "both files of the paper are made",
        120,
    )
    assert stack.rows(
        "SELECT job.state, job.kind FROM kernel_job job JOIN committee_paper paper ON paper.job_id = job.id"
        " WHERE paper.id = %s",
        paper,
    ) == [("done", "paper.render")]
