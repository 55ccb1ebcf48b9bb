"""What keeps the portal's processes alive, tried on small programs that stand in for the servers."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.databases import BASE_DIR

SUPERVISE = """
import json, os, sys
from pathlib import Path
from ecotown.supervisor import Child, Hopeless, Supervisor

folder, programs = Path(sys.argv[1]), json.loads(sys.argv[2])
children = [
    Child(name, [sys.executable, "-c", code], dict(os.environ), folder / f"{name}.log", 2, lambda: ready)
    for name, code, ready in programs
]
try:
    Supervisor(children, folder, lambda text: print(text, flush=True)).run(lambda: print("ready", flush=True))
except Hopeless as reason:
    sys.exit(str(reason))
"""
SLEEP = "import time; time.sleep(600)"
DEAF = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(600)"
BROOD = (
    "import subprocess, sys, time; subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'], "
    "start_new_session=True); time.sleep(600)"
)

Program = tuple[str, str, bool]
Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    started = []

    def start(*programs: Program) -> "subprocess.Popen[str]":
        process = subprocess.Popen(
            # A test run under `nohup` hands its deaf ear for SIGHUP down; the supervisor would keep it, as it should.
            ["env", "--default-signal=HUP", sys.executable, "-c", SUPERVISE, str(tmp_path), json.dumps(programs)],
            cwd=BASE_DIR,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.wait()


def say(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def pid_of(folder: Path, name: str) -> int:
    return int((folder / f"{name}.pid").read_text())


def below(pid: int) -> set[int]:
    """All processes below this one."""
    found = set()
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in map(int, children.read_text().split()):
            found |= {child} | below(child)
    return found


def runs(pid: int) -> bool:
    """Dead ones that nobody has reaped yet do not count: process 1 of a container may be slow to do so."""
    try:
        return ") Z " not in Path(f"/proc/{pid}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False


def test_a_child_that_is_killed_starts_again(start: Start, tmp_path: Path) -> None:
    supervisor = start(("web", SLEEP, True))
    assert say(supervisor) == "ready"
    first = pid_of(tmp_path, "web")

    os.kill(first, signal.SIGKILL)

    assert say(supervisor).startswith("web ended with -9; it starts again in 0.5 s")
    end = time.monotonic() + 10
    while pid_of(tmp_path, "web") == first and time.monotonic() < end:
        time.sleep(0.05)
    assert pid_of(tmp_path, "web") != first
    assert runs(pid_of(tmp_path, "web"))


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_every_process_that_was_started(start: Start, number: signal.Signals) -> None:
    supervisor = start(("web", BROOD, True), ("worker", SLEEP, True))
    assert say(supervisor) == "ready"
    end = time.monotonic() + 10
    while len(below(supervisor.pid)) < 3 and time.monotonic() < end:
        time.sleep(0.05)
    started = below(supervisor.pid)

    supervisor.send_signal(number)

    assert supervisor.wait(10) == 0
    assert len(started) == 3
    assert [pid for pid in started if runs(pid)] == []


def test_a_child_that_does_not_listen_is_killed_after_its_grace(start: Start, tmp_path: Path) -> None:
    supervisor = start(("worker", DEAF, True))
    assert say(supervisor) == "ready"
    time.sleep(0.5)
    deaf = pid_of(tmp_path, "worker")

    supervisor.terminate()

    assert say(supervisor) == "worker did not stop within 2 s and was killed."
    assert supervisor.wait(10) == 0
    assert not runs(deaf)


def test_a_child_that_never_gets_ready_and_keeps_dying_ends_the_start_with_its_last_words(start: Start) -> None:
    supervisor = start(("broker", SLEEP, True), ("web", "raise SystemExit('no such module')", False))

    words, _ = supervisor.communicate(timeout=30)

    assert supervisor.returncode == 1
    assert "web does not start." in words
    assert "no such module" in words


def test_a_supervisor_killed_outright_leaves_no_child_behind(start: Start, tmp_path: Path) -> None:
    supervisor = start(("web", SLEEP, True))
    assert say(supervisor) == "ready"
    child = pid_of(tmp_path, "web")

    supervisor.kill()
    supervisor.wait()

    end = time.monotonic() + 5
    while runs(child) and time.monotonic() < end:
        time.sleep(0.05)
    assert not runs(child)
