"""A render cannot hurt: it loads nothing of its own choice, ends in time, and leaves no process and no file behind.

No test here needs the database.
"""

import multiprocessing
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from reports.pdf import RenderFailed, caller, font_assets, press, render
from reports.pdf.failure import REASONS, Refusal
from reports.pdf.order import Limits
from reports.pdf.warm import _obey

ASSETS = font_assets()
ENDLESS = '<div style="display: flex">' * 30 + "น้ำ" + "</div>" * 30


def page(body: str = "<p>น้ำ</p>", head: str = "") -> str:
    return (
        f'<!doctype html><html lang="th"><head><link rel="stylesheet" href="asset:fonts.css">{head}</head>{body}</html>'
    )


def children_of(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def living_in(group: int) -> list[str]:
    """The processes of a group, but for those that have ended and nobody has asked about yet."""
    stats = [stat.read_text().rpartition(")")[2].split() for stat in Path("/proc").glob("[0-9]*/stat") if stat.exists()]
    return [state for state, _, of, *_ in stats if of == str(group) and state != "Z"]


def has_ended(pid: int) -> bool:
    """Gone, or dead and not yet reaped: process 1 of a container may be slow to do so."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except (FileNotFoundError, ProcessLookupError):
        return True


def eventually(question: Callable[[], Any], seconds: float = 10) -> Any:
    until = time.monotonic() + seconds
    while not (answer := question()) and time.monotonic() < until:
        time.sleep(0.02)
    return answer


@pytest.fixture
def warm() -> int:
    """The pid of the warm parent, which has made a document already."""
    assert render(page(), assets=ASSETS, title="ก").pages == 1
    assert caller._desk.parent
    return caller._desk.parent.process.pid


@pytest.fixture
def rendering(warm: int) -> Iterator[tuple[int, list[BaseException]]]:
    """A render that would not end, in another thread: the pid of its process, and what came of it."""
    outcome: list[BaseException] = []

    def work() -> None:
        try:
            render(page(ENDLESS), assets=ASSETS, title="ก", timeout=60)
        except RenderFailed as failure:
            outcome.append(failure)

    thread = threading.Thread(target=work)
    thread.start()
    [child] = eventually(lambda: children_of(warm))
    yield child, outcome
    thread.join(20)
    assert not thread.is_alive()


# -- time, memory, size


@pytest.mark.parametrize(
    "html",
    [page(ENDLESS), page("<p>" + "คำ " * 100_000, "<style>@page { size: 1px }</style>")],
    ids=["boxes in boxes", "a page of one pixel"],
)
def test_a_render_that_takes_too_long_is_killed_with_its_parent(html: str, warm: int):
    began = time.monotonic()

    with pytest.raises(RenderFailed, match="สร้าง PDF ไม่เสร็จภายใน 2 วินาที"):
        render(html, assets=ASSETS, title="ก", timeout=1.5)

    assert time.monotonic() - began < 10
    assert living_in(warm) == []
    assert render(page(), assets=ASSETS, title="ก").pages == 1


@pytest.mark.parametrize(
    ("limits", "excess", "ended"),
    [
        (Limits(memory=600 * 1024**2), lambda: bytearray(800 * 1024**2), MemoryError),
        (Limits(open_files=16), lambda: [os.dup(0) for _ in range(20)], OSError),
        (Limits(file=1000), lambda: [os.write(file, bytes(600)) for file in [os.memfd_create("f")] * 3], OSError),
    ],
    ids=["memory", "open files", "file"],
)
def test_the_kernel_holds_a_render_to_its_limits(limits: Limits, excess: Callable[[], object], ended: type):
    child = os.fork()
    if child == 0:
        try:
            _obey(limits)
            excess()
        except ended:
            os._exit(0)
        finally:
            os._exit(1)

    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def test_the_kernel_ends_a_render_that_uses_up_its_processor_time():
    child = os.fork()
    if child == 0:
        _obey(Limits(cpu=1))
        while True:
            pass

    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) in (-signal.SIGXCPU, -signal.SIGKILL)


# -- processes


def test_a_killed_render_fails_and_the_next_one_succeeds(rendering: tuple[int, list[BaseException]]):
    child, outcome = rendering

    os.kill(child, signal.SIGKILL)

    [failure] = eventually(lambda: outcome)
    assert str(failure).startswith("('การสร้าง PDF หยุดกลางคัน โปรดลองใหม่'")
    assert "exit -9" in str(failure)
    assert render(page(), assets=ASSETS, title="ก").pages == 1


def test_a_killed_warm_parent_is_replaced(warm: int):
    os.kill(warm, signal.SIGKILL)

    assert render(page(), assets=ASSETS, title="ก").pages == 1
    assert caller._desk.parent
    assert caller._desk.parent.process.pid != warm


def test_a_caller_that_dies_takes_its_render_along(tmp_path: Path):
    """As a Celery worker killed in mid-render."""
    script = (
        "from reports.pdf import *; from tests.reports.test_pdf_isolation import page, ENDLESS;"
        "render(page(ENDLESS), assets=font_assets(), title='ก', timeout=60)"
    )
    worker = subprocess.Popen(
        [sys.executable, "-c", script], cwd=Path(__file__).parents[2], env={**os.environ, "TMPDIR": str(tmp_path)}
    )
    assert eventually(lambda: list(tmp_path.glob("render-*/weasyprint-*")), 60)
    [parent] = children_of(worker.pid)
    [child] = children_of(parent)

    worker.kill()
    worker.wait()

    assert eventually(lambda: has_ended(child) and living_in(parent) == [])
    assert list(tmp_path.iterdir()) == []


def test_an_interrupted_wait_ends_the_render(warm: int):
    """As Celery's soft time limit: an exception in the middle of the wait."""

    class SoftLimit(Exception):
        pass

    def stop(step: int, of: int) -> None:
        raise SoftLimit

    with pytest.raises(SoftLimit):
        render(page(ENDLESS), assets=ASSETS, title="ก", on_step=stop)
    assert living_in(warm) == []


def test_steps_are_told_in_order():
    told: list[tuple[int, int]] = []

    render(page(), assets=ASSETS, title="ก", on_step=lambda *step: told.append(step))

    assert told == [(step, press.STEPS) for step in range(1, press.STEPS + 1)]


def _render_in_worker(pages: "multiprocessing.Queue[int]") -> None:
    pages.put(render(page(), assets=ASSETS, title="ก").pages)


def test_a_daemonic_worker_may_render(warm: int):
    """Celery's pool children are daemonic, and such a process may have no children of multiprocessing's."""
    pages: multiprocessing.Queue[int] = multiprocessing.get_context("fork").Queue()
    worker = multiprocessing.get_context("fork").Process(target=_render_in_worker, args=(pages,), daemon=True)
    worker.start()

    assert pages.get(timeout=60) == 1
    worker.join(10)
    assert worker.exitcode == 0
    assert caller._desk.parent
    assert caller._desk.parent.process.pid == warm, "the parent of this process is left alone"
    assert render(page(), assets=ASSETS, title="ก").pages == 1


def test_two_threads_may_render_at_once():
    results: list[int] = []
    threads = [
        threading.Thread(target=lambda: results.append(render(page(), assets=ASSETS, title="ก").pages))
        for _ in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert results == [1, 1, 1]


def test_no_secret_reaches_the_render(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SECRET_KEY", "very-secret")
    monkeypatch.setenv("DATABASE_URL", "postgres://u:very-secret@db/x")  # pragma: allowlist secret
    caller._desk.dismiss()
    render(page(), assets=ASSETS, title="ก")

    assert caller._desk.parent
    pid = caller._desk.parent.process.pid
    environment = Path(f"/proc/{pid}/environ").read_text().split("\0")
    assert {entry.partition("=")[0] for entry in environment if entry} <= {
        "PATH", "LD_LIBRARY_PATH", "LANG", "FONTCONFIG_FILE", "PYTHONHASHSEED"
    }  # fmt: skip
    assert "django" not in Path(f"/proc/{pid}/maps").read_text()


def test_the_warm_parent_forks_only_while_it_runs_one_thread(warm: int):
    assert len(list(Path(f"/proc/{warm}/task").iterdir())) == 1


def test_no_file_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    render(page(), assets=ASSETS, title="ก")
    with pytest.raises(RenderFailed):
        render(page(ENDLESS), assets=ASSETS, title="ก", timeout=1)

    assert list(tmp_path.iterdir()) == []


# -- what is loaded where


def test_the_caller_loads_neither_weasyprint_nor_django():
    script = "import sys, reports.pdf; print([m for m in ('weasyprint', 'django', 'celery', 'fontTools') if m in sys.modules])"

    told = subprocess.run(
        [sys.executable, "-c", script], cwd=Path(__file__).parents[2], capture_output=True, check=True
    )

    assert told.stdout == b"[]\n"


def test_a_machine_without_pango_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch):
    def missing(*_: object) -> None:
        raise OSError("cannot load library 'libgobject-2.0-0'")

    for name in [name for name in sys.modules if name.partition(".")[0] == "weasyprint"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr("cffi.FFI.dlopen", missing)

    with pytest.raises(Refusal) as refused:
        press.load.__wrapped__()

    assert refused.value.detail.startswith("install libpango")
    assert "install libpango" in REASONS[refused.value.code]
