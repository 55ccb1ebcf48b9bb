"""The one-command start: SQLite, the embedded broker, web server and worker; and its end."""

import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.databases import BASE_DIR, Template, database_name, portal_env
from tests.house.test_supervisor import below, runs
from tests.stack import free_port


@pytest.fixture(scope="module")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    template = Template("sqlite:", tmp_path_factory.mktemp("migrated"))
    yield database_name(template.url)
    template.drop()


@pytest.fixture
def env(migrated: str, tmp_path: Path) -> dict[str, str]:
    """A portal that has been prepared and never run."""
    for built in ("build", "static"):
        (tmp_path / built).symlink_to(BASE_DIR / "var" / built)
    shutil.copyfile(migrated, tmp_path / "db.sqlite3")
    return portal_env(VAR_DIR=str(tmp_path), PORT=str(free_port()))


@pytest.fixture
def portal(env: dict[str, str]) -> Iterator["subprocess.Popen[str]"]:
    process = serve(env)
    yield process
    process.terminate()
    process.wait(60)


def serve(env: dict[str, str]) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "manage.py", "serve"],
        cwd=BASE_DIR,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def first_lines(process: "subprocess.Popen[str]", number: int) -> list[str]:
    assert process.stdout is not None
    return [process.stdout.readline().strip() for _ in range(number)]


def test_serve_says_ready_when_web_and_worker_answer_and_ends_all_it_started(
    portal: "subprocess.Popen[str]", env: dict[str, str], tmp_path: Path
) -> None:
    lines = first_lines(portal, 2)

    assert lines == [f"Ready: http://127.0.0.1:{env['PORT']}/", f"Ready: http://localhost:{env['PORT']}/"]
    with urllib.request.urlopen(f"http://127.0.0.1:{env['PORT']}/livez", timeout=5) as answer:
        assert answer.status == 200
    pids = {name: int((tmp_path / "run" / f"{name}.pid").read_text()) for name in ("valkey", "web", "worker")}
    started = below(portal.pid)
    assert set(pids.values()) < started

    portal.send_signal(signal.SIGINT)

    assert portal.wait(60) == 0
    assert [pid for pid in started if runs(pid)] == []
    assert not (tmp_path / "run" / "valkey.sock").exists()


def test_a_second_start_is_refused_and_a_killed_worker_comes_back(
    portal: "subprocess.Popen[str]", env: dict[str, str], tmp_path: Path
) -> None:
    first_lines(portal, 2)
    worker = tmp_path / "run" / "worker.pid"
    killed = int(worker.read_text())

    os.kill(killed, signal.SIGKILL)
    same_data, _ = serve(env | {"PORT": str(free_port())}).communicate(timeout=60)
    same_port, _ = serve(env | {"VAR_DIR": str(tmp_path / "other")}).communicate(timeout=60)

    assert f"The portal already runs from {tmp_path} (process {portal.pid})." in same_data
    assert f"Port {env['PORT']} is taken. Choose another one: make run PORT={int(env['PORT']) + 1}" in same_port
    # On a quick machine both refusals come before the supervisor's pause is over.
    end = time.monotonic() + 30
    while int(worker.read_text()) == killed and time.monotonic() < end:
        time.sleep(0.1)
    assert int(worker.read_text()) != killed
    assert runs(int(worker.read_text()))


def test_a_port_that_is_no_number_is_refused(env: dict[str, str]) -> None:
    words, _ = serve(env | {"PORT": "๘๐๘๐"}).communicate(timeout=60)

    assert "PORT must be a number from 1 to 65535" in words
