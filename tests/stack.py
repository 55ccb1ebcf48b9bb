"""The whole portal as it runs: gunicorn and a Celery worker over a PostgreSQL database and a Redis of their own."""

import itertools
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
import redis
from celery import Celery

from ecotown.supervisor import kill_group, start_process, stop_process, web_command, worker_command
from tests.databases import BASE_DIR, portal_env, run_manage

# Number 0 is that of the tests themselves; a Redis has sixteen.
_broker_numbers = itertools.cycle(range(1, 16))


class Stack:
    """What tests of the whole hold: its address, its command line, its rows, its logs and its worker's life."""

    def __init__(self, *, database_url: str, redis_url: str, folder: Path, settings: dict[str, str]) -> None:
        self.database_url = database_url
        self.broker_url = urlunsplit(urlsplit(redis_url)._replace(path=f"/{next(_broker_numbers)}"))
        self.var_dir = folder
        self.port = free_port()
        self.base_url = f"http://127.0.0.1:{self.port}"
        self.web_log, self.worker_log = folder / "log" / "web.log", folder / "log" / "worker.log"
        self.worker_name = f"stack-{self.port}@{socket.gethostname()}"
        self.env = portal_env(
            **{
                "DATABASE_URL": database_url,
                "REDIS_URL": self.broker_url,
                "VAR_DIR": str(folder),
                "SITE_URL": self.base_url,
                "PORT": str(self.port),
                **settings,
            }
        )
        self.web: subprocess.Popen[bytes] | None = None
        self.worker: subprocess.Popen[bytes] | None = None
        for built in ("build", "static"):
            (folder / built).symlink_to(BASE_DIR / "var" / built)

    # -- what tests do with it

    def manage(self, *words: str) -> str:
        """`manage.py …` in the stack's environment; its standard output."""
        return run_manage(self.env, *words)

    def rows(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        """What the database holds now, read past Django; `%s` marks a value."""
        with psycopg.connect(self.database_url, autocommit=True) as connection:
            return connection.execute(query, values or None).fetchall()  # type: ignore[arg-type]

    def wait_until(self, true: Callable[[], Any], what: str, seconds: float = 30) -> Any:
        """The first true answer; a failure that says `what` was awaited, with the ends of both logs."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if answer := true():
                return answer
            time.sleep(0.1)
        raise AssertionError(f"not within {seconds:g} s: {what}\n{self.log_ends()}")

    def log_ends(self, lines: int = 20) -> str:
        parts = []
        for log in (self.web_log, self.worker_log):
            text = log.read_text(encoding="utf-8", errors="replace") if log.exists() else ""
            parts.append(f"-- the end of {log.name}\n" + "\n".join(text.splitlines()[-lines:]))
        return "\n".join(parts)

    # -- its life

    def start(self) -> None:
        self.start_web(wait=False)
        self.start_worker()
        self.wait_for_web()

    def stop(self) -> None:
        self.stop_worker()
        self.stop_web()
        with redis.Redis.from_url(self.broker_url) as broker:
            broker.flushdb()

    def start_web(self, *, wait: bool = True) -> None:
        assert self.web is None, "the web server runs already"
        self.web = start_process(web_command("127.0.0.1", self.port), self.env, self.web_log)
        if wait:
            self.wait_for_web()

    def wait_for_web(self) -> None:
        self.wait_until(self._web_answers, "the web server answers /livez", 60)

    def stop_web(self) -> None:
        if self.web is not None:
            stop_process(self.web, 25)
            self.web = None

    def start_worker(self, *, wait: bool = True) -> None:
        assert self.worker is None, "the worker runs already"
        self.worker = start_process(worker_command(self.worker_name), self.env, self.worker_log)
        if wait:
            self.wait_until(self._worker_answers, "the worker answers a ping", 60)

    def stop_worker(self) -> None:
        """As an operator does: it ends the task in hand, if that does not take long."""
        if self.worker is not None:
            stop_process(self.worker, 20)
            self.worker = None

    def kill_worker(self) -> None:
        """As a power cut does: the worker, its pool and its beat, without a word."""
        assert self.worker is not None, "no worker runs"
        kill_group(self.worker)
        self.worker = None

    def _web_answers(self) -> bool:
        assert self.web is not None and self.web.poll() is None, f"the web server has ended\n{self.log_ends()}"
        try:
            with urllib.request.urlopen(f"{self.base_url}/livez", timeout=5) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False

    def _worker_answers(self) -> bool:
        assert self.worker is not None and self.worker.poll() is None, f"the worker has ended\n{self.log_ends()}"
        with Celery(broker=self.broker_url, set_as_current=False) as app:
            return bool(app.control.ping(destination=[self.worker_name], timeout=0.5))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
