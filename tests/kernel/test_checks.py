"""What the portal refuses to start with."""

import time

import pytest
from kombu import Connection
from kombu.exceptions import OperationalError

from ecotown.kernel.brokers import broker_settings
from ecotown.kernel.checks import celery_is_a_real_worker, job_handlers_are_named


def test_eager_mode_is_refused(settings):
    settings.CELERY_TASK_ALWAYS_EAGER = True

    assert [error.id for error in celery_is_a_real_worker()] == ["kernel.E001"]


def test_a_broker_in_memory_is_refused(settings):
    settings.CELERY_BROKER_URL = "memory://"

    assert [error.id for error in celery_is_a_real_worker()] == ["kernel.E002"]


def test_the_settings_as_they_are_pass():
    assert celery_is_a_real_worker() == []
    assert job_handlers_are_named() == []


def test_a_handler_outside_a_tasks_module_is_refused(settings):
    settings.JOB_HANDLERS = {"x": "reports.views.home"}

    assert [error.id for error in job_handlers_are_named()] == ["kernel.E003"]


@pytest.mark.parametrize(
    ("given", "broker"),
    [
        ("", "redis+socket://{var}/run/valkey.sock"),
        ("redis://10.0.0.5:6379/0", "redis://10.0.0.5:6379/0"),
        ("filesystem://", "filesystem://"),
    ],
)
def test_the_broker_follows_the_environment(given: str, broker: str, tmp_path):
    url, _options = broker_settings(given, tmp_path)

    assert url == broker.format(var=tmp_path)


@pytest.mark.parametrize("url", ["redis://127.0.0.1:1/0", "redis+socket:///nowhere/valkey.sock"])
def test_an_absent_broker_is_noticed_at_once(url: str, tmp_path):
    """Who asks for a report waits for this answer: kombu's own patience is six seconds."""
    address, options = broker_settings(url, tmp_path)
    started = time.monotonic()

    with pytest.raises(OperationalError), Connection(address, transport_options=options) as broker:
        _ = broker.default_channel

    assert time.monotonic() - started < 2
