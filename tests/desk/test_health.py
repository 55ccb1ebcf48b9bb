"""What operators and the start ask."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.test import Client
from django.utils import timezone

from ecotown.desk import health
from ecotown.kernel.models import Job


def ready(client: Client) -> tuple[int, dict[str, Any]]:
    answer = client.get("/readyz")
    return answer.status_code, json.loads(answer.content)


def test_livez_asks_nothing_of_the_database(client: Client):
    answer = client.get("/livez")

    assert (answer.status_code, answer.content) == (200, b"ok")


@pytest.mark.django_db
def test_readyz_is_ready_without_a_broker_but_says_so(client: Client, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(health.app.conf, "broker_url", "redis://127.0.0.1:1/0")

    assert ready(client) == (200, {"faults": [], "degraded": ["broker"]})


@pytest.mark.django_db
def test_readyz_says_that_no_worker_takes_up_the_work(client: Client):
    job = Job.objects.create(kind="report.render", key="a")
    Job.objects.filter(pk=job.pk).update(queued_at=timezone.now() - timedelta(minutes=2))

    status, told = ready(client)

    assert (status, "worker" in told["degraded"]) == (200, True)


@pytest.mark.django_db
def test_readyz_is_not_ready_without_the_guards_of_the_journal(client: Client):
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("DROP TRIGGER kernel_journalentry_append_only ON kernel_journalentry")
        else:
            cursor.execute("DROP TRIGGER kernel_journalentry_append_only")

    status, told = ready(client)

    assert (status, told["faults"]) == (503, ["guards"])


@pytest.mark.django_db
def test_readyz_is_not_ready_without_the_database(client: Client, monkeypatch: pytest.MonkeyPatch):
    def away(_connection: Any) -> None:
        raise DatabaseError("away")

    monkeypatch.setattr(health, "MigrationExecutor", away)

    status, told = ready(client)

    assert (status, told["faults"]) == (503, ["database"])
