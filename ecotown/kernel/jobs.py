"""Durable jobs: the row is the queue and the truth, Celery the doorbell and the workforce.

A service calls `enqueue` inside its transaction. After the commit the bell rings; when it is lost (Redis down, hung,
flushed) the sweep finds the row. A handler may run twice: a fencing token decides whose result counts.
"""

import logging
import os
import platform
import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from celery import shared_task
from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from ecotown.kernel import context
from ecotown.kernel.models import Job, JobState

log = logging.getLogger(__name__)

Handler = Callable[["Progress"], dict[str, Any]]


class JobFailed(Exception):
    """A handler's honest failure, with the sentence that a person reads. Trying again by itself is of no use."""


class LostLease(Exception):
    """Another worker has taken the job over; this one's result must not count."""


class Progress:
    """What a handler holds: its payload, and the way to say how far it is."""

    def __init__(self, job: Job) -> None:
        self.job_id = job.pk
        self.token = job.token
        self.payload: dict[str, Any] = job.payload

    def step(self, text: str, done: int, total: int) -> None:
        self._keep(step=text[:200], steps_done=done, steps_total=total)

    def alive(self) -> None:
        """Renew the lease during one long step."""
        self._keep()

    def _keep(self, **fields: Any) -> None:
        if not owned(self.job_id, self.token).update(lease=lease_end(), **fields):
            raise LostLease(self.job_id)


def lease_end() -> Any:
    return Now() + timedelta(seconds=settings.JOB_LEASE_SECONDS)


def owned(job_id: int, token: uuid.UUID | None) -> Any:
    return Job.objects.filter(pk=job_id, token=token, state=JobState.RUNNING)


def enqueue(kind: str, key: str, payload: dict[str, Any]) -> Job:
    """The job of this key: made and rung for after the commit, or the one that is already there."""
    if kind not in settings.JOB_HANDLERS:
        raise LookupError(kind)
    job, made = Job.objects.get_or_create(
        key=key, defaults={"kind": kind, "payload": payload, "request_id": context.request_id.get()}
    )
    if made:
        transaction.on_commit(lambda: ring(job.pk))
    return job


def retry(job: Job) -> None:
    """Put a failed job back into the queue; a job that is not failed stays as it is."""
    if Job.objects.filter(pk=job.pk, state=JobState.FAILED).update(
        state=JobState.QUEUED, attempts=0, error="", ended_at=None, steps_done=0, step=""
    ):
        transaction.on_commit(lambda: ring(job.pk))


def ring(job_id: int) -> None:
    """Tell the workers. Never an error: a silent bell is answered by the sweep."""
    try:
        run_job.apply_async(kwargs={"job_id": job_id}, retry=False)
    except Exception as error:  # noqa: BLE001  (kombu raises many kinds, all meaning "no broker")
        log.warning("job %s is queued; the broker did not answer: %s", job_id, error)


def claim(job_id: int, message_id: str) -> Job | None:
    """Take the job if it is to be had: one winner, whoever rings how often."""
    with transaction.atomic():
        job = Job.objects.claimable().select_for_update(skip_locked=True).filter(pk=job_id).first()
        if job is None:
            return None
        if job.attempts >= settings.JOB_MAX_ATTEMPTS:
            told = _("The worker stopped three times while making this. Please tell the administrator.")
            end(job, JobState.FAILED, error=told)
            return None
        Job.objects.filter(pk=job.pk).update(
            state=JobState.RUNNING,
            attempts=F("attempts") + 1,
            token=Job.new_token(),
            lease=lease_end(),
            started_at=Now(),
            host=platform.node()[:100],
            pid=os.getpid(),
            parent_pid=os.getppid(),
            broker_message=message_id,
            error="",
        )
        return Job.objects.get(pk=job.pk)


def end(job: Job, state: JobState, **fields: Any) -> bool:
    return bool(
        Job.objects.filter(pk=job.pk, token=job.token, state=job.state).update(
            state=state, lease=None, ended_at=Now(), **fields
        )
    )


@shared_task(name="kernel.run_job", bind=True)
def run_job(self: Any, job_id: int | None = None, **_kwargs: Any) -> None:
    """The one task. Extra arguments of a newer release are ignored."""
    if job_id is not None:
        work(job_id, message_id=self.request.id or "")


def work(job_id: int, *, message_id: str = "") -> None:
    with override(settings.LANGUAGE_CODE):
        job = claim(job_id, message_id)
        if job is None:
            return
        context.job_id.set(str(job.pk))
        context.request_id.set(job.request_id)
        handler: Handler = import_string(settings.JOB_HANDLERS[job.kind])
        log.info("job started")
        try:
            result = handler(Progress(job))
        except LostLease:
            log.warning("job lost to another worker")
        except JobFailed as failure:
            end(job, JobState.FAILED, error=str(failure))
            log.error("job failed: %s", failure)
        except Exception:
            told = _("An unexpected fault; the administrator finds it in the log under job %(id)s.")
            end(job, JobState.FAILED, error=told % {"id": job.pk})
            log.exception("job failed")
        else:
            end(job, JobState.DONE, result=result)
            log.info("job done")
        finally:
            context.job_id.set("")
            context.request_id.set("")


@shared_task(name="kernel.sweep_jobs", ignore_result=True, expires=5)
def sweep_jobs(**_kwargs: Any) -> None:
    """Ring again for what was never taken, or was taken by a worker that died."""
    for job_id in Job.objects.claimable().values_list("pk", flat=True)[:100]:
        ring(job_id)
