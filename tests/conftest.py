"""What all tests share: nothing is skipped, a real browser, databases of their own, the whole portal as it runs.

Fixtures: `db` (pytest-django) rolls back; `committed_db` really commits, for threads and several connections;
`stack` is the portal with web server and worker, one for each module that asks for it.
"""

import os
import shutil
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.db import connections

from tests.databases import BASE_DIR, Template, database_name
from tests.stack import Stack

# Playwright keeps an event loop in the main thread; the ORM, used beside it by other tests, is not inside that loop.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

# The same examples in each run; the long form is another verb's.
hypothesis.settings.register_profile("house", max_examples=50, derandomize=True, deadline=None, database=None)
hypothesis.settings.load_profile("house")


# -- nothing is skipped silently


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.skipped or hasattr(report, "wasxfail"):
        refuse(report, getattr(report, "wasxfail", "") or reason_of(report))
    elif report.failed and isinstance(stack := getattr(item, "funcargs", {}).get("stack"), Stack):
        report.sections.append(("the stack's logs", stack.log_ends()))
    return report


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    if report.skipped:
        refuse(report, reason_of(report))
    return report


def reason_of(report: Any) -> str:
    text = str(report.longrepr[2]) if isinstance(report.longrepr, tuple) else str(report.longrepr)
    return text.removeprefix("Skipped: ")


def refuse(report: Any, reason: str) -> None:
    report.outcome = "failed"
    report.longrepr = f"Left out, and no test here may be: {reason}"
    if hasattr(report, "wasxfail"):
        del report.wasxfail


# -- the browser


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Debian's Chromium, silent towards the network."""
    program = shutil.which("chromium")
    assert program, "chromium is missing; `make test` installs it"
    quiet = ["--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update"]
    return {
        **browser_type_launch_args,
        "executable_path": program,
        "args": ["--no-sandbox", *quiet, "--disable-sync"],
    }


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_context_args, "locale": "th-TH", "timezone_id": "Asia/Bangkok"}


# -- databases


@pytest.fixture(scope="session")
def migrated_template(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Template]:
    """Migrated once; PostgreSQL where DATABASE_URL names one, otherwise SQLite."""
    template = Template(os.environ.get("DATABASE_URL", "sqlite:"), tmp_path_factory.mktemp("template"))
    yield template
    template.drop()


@pytest.fixture
def committed_db(migrated_template: Template, django_db_blocker: Any) -> Iterator[None]:
    """A fresh, migrated database that is committed to for real; Django's connections, in all threads, go there."""
    outer, settings = connections["default"], connections.settings["default"]
    with migrated_template.clone() as url, django_db_blocker.unblock():
        connections.settings["default"] = {**settings, "NAME": database_name(url)}
        connections["default"] = connections.create_connection("default")
        try:
            yield
        finally:
            connections["default"].close()
            connections["default"], connections.settings["default"] = outer, settings


# -- the whole portal


@pytest.fixture(scope="module")
def stack(
    request: pytest.FixtureRequest, migrated_template: Template, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Stack]:
    """Gunicorn and a Celery worker on an empty, migrated PostgreSQL database and a Redis number of their own.

    One for each module: what a test leaves behind is there for the next one of the same file. A module may add to the
    environment by `STACK_ENV = {"JOB_LEASE_SECONDS": "5"}`.
    """
    redis_url = os.environ.get("REDIS_URL")
    assert redis_url and migrated_template.is_postgres, "the stack needs PostgreSQL and Redis: run it by `make test`"
    assert (BASE_DIR / "var" / "static" / "staticfiles.json").exists(), "run `manage.py prepare files` first"
    with migrated_template.clone() as database_url:
        stack = Stack(
            database_url=database_url,
            redis_url=redis_url,
            folder=Path(tmp_path_factory.mktemp("stack")),
            settings=getattr(request.module, "STACK_ENV", {}),
        )
        try:
            stack.start()
            yield stack
        finally:
            stack.stop()
