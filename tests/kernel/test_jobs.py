"""Durable jobs: one winner, a fence against the slow, a reason for each failure."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from ecotown.kernel import context, jobs
from ecotown.kernel.models import Job, JobState

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_too]

SEEN: list[Any] = []


def succeed(progress: jobs.Progress) -> dict[str, Any]:
    progress.step("นับ", 1, 2)
    SEEN.append((progress.payload, context.job_id.get()))
    return {"pages": 3}


def refuse(progress: jobs.Progress) -> dict[str, Any]:
    raise jobs.JobFailed("ไม่มีแบบอักษร")


def crash(progress: jobs.Progress) -> dict[str, Any]:
    raise ValueError("secret detail")


def lose(progress: jobs.Progress) -> dict[str, Any]:
    Job.objects.filter(pk=progress.job_id).update(token=Job.new_token())
    progress.alive()
    raise AssertionError("the fence did not hold")


@pytest.fixture(autouse=True)
def handlers(settings):
    settings.JOB_HANDLERS = {name: f"tests.kernel.test_jobs.{name}" for name in ("succeed", "refuse", "crash", "lose")}
    SEEN.clear()


def test_enqueue_keeps_one_job_per_key():
    first = jobs.enqueue("succeed", "report:1", {"id": 1})
    second = jobs.enqueue("succeed", "report:1", {"id": 1})

    assert first == second
    assert first.state == JobState.QUEUED


def test_enqueue_of_an_unknown_kind_is_an_error():
    with pytest.raises(LookupError):
        jobs.enqueue("paint", "x", {})


def test_work_runs_the_handler_and_keeps_its_result():
    job = jobs.enqueue("succeed", "a", {"id": 1})

    jobs.work(job.pk, message_id="m-1")

    job.refresh_from_db()
    assert (job.state, job.result, job.attempts) == (JobState.DONE, {"pages": 3}, 1)
    assert (job.broker_message, job.steps_done, job.steps_total) == ("m-1", 1, 2)
    assert job.pid and job.parent_pid and job.host and job.started_at and job.ended_at
    assert [({"id": 1}, str(job.pk))] == SEEN


def test_a_finished_job_is_not_run_again():
    job = jobs.enqueue("succeed", "a", {})
    jobs.work(job.pk)

    jobs.work(job.pk)

    assert len(SEEN) == 1


def test_an_honest_failure_says_why_and_can_be_retried():
    job = jobs.enqueue("refuse", "a", {})
    jobs.work(job.pk)
    job.refresh_from_db()
    assert (job.state, job.error) == (JobState.FAILED, "ไม่มีแบบอักษร")

    jobs.retry(job)

    job.refresh_from_db()
    assert (job.state, job.error, job.attempts) == (JobState.QUEUED, "", 0)


def test_a_crash_tells_the_reader_where_to_ask_and_hides_the_detail():
    job = jobs.enqueue("crash", "a", {})

    jobs.work(job.pk)

    job.refresh_from_db()
    assert job.state == JobState.FAILED
    assert str(job.pk) in job.error
    assert "secret detail" not in job.error


def test_a_job_in_the_hands_of_a_living_worker_is_not_taken():
    job = jobs.enqueue("succeed", "a", {})
    assert jobs.claim(job.pk, "m-1") is not None

    assert jobs.claim(job.pk, "m-2") is None


def test_a_job_whose_worker_died_is_taken_again_until_the_third_time():
    job = jobs.enqueue("succeed", "a", {})
    past = timezone.now() - timedelta(minutes=5)
    for attempt in (1, 2, 3):
        taken = jobs.claim(job.pk, "m")
        assert taken is not None
        assert taken.attempts == attempt
        Job.objects.filter(pk=job.pk).update(lease=past)

    assert jobs.claim(job.pk, "m") is None

    job.refresh_from_db()
    assert job.state == JobState.FAILED
    assert job.error


def test_a_worker_that_lost_its_lease_does_not_end_the_job():
    job = jobs.enqueue("lose", "a", {})

    jobs.work(job.pk)

    job.refresh_from_db()
    assert job.state == JobState.RUNNING


def test_a_failed_job_without_a_reason_cannot_be_stored():
    with pytest.raises(IntegrityError), transaction.atomic():
        Job.objects.create(kind="x", key="x", state=JobState.FAILED, ended_at=timezone.now())
