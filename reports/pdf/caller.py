"""`render`: hands a document to the warm parent, waits for it, and kills what takes too long."""

import atexit
import json
import logging
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from math import ceil
from pathlib import Path
from typing import Any

from .failure import RenderFailed
from .fonts import NO_SYSTEM_FONTS
from .order import Limits, Order, pdf_in

START_SECONDS = 60
GOODBYE_SECONDS = 1
_PROJECT = Path(__file__).resolve().parents[2]
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Rendered:
    pdf: bytes
    pages: int
    seconds: float


class _Gone(Exception):
    """The warm parent does not answer any more."""


class _TooLong(Exception):
    """The deadline has passed."""


class _WarmParent:
    """The caller's end of `warm.py`: started on the first render, kept for the next ones."""

    def __init__(self) -> None:
        self.control, theirs = socket.socketpair()
        self.complaints = tempfile.TemporaryFile()  # noqa: SIM115 - closed by hang_up
        self.heard = b""
        with theirs:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "reports.pdf"],
                cwd=_PROJECT,
                env=_bare_environment(),
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=self.complaints,
                start_new_session=True,  # its group holds its child too: one killpg ends both
            )
        try:
            said = next(self.words(time.monotonic() + START_SECONDS))
        except (_Gone, _TooLong):
            complaint = self.last_complaint()
            self.end()
            raise RenderFailed.because("start", detail=complaint) from None
        if "refused" in said:
            self.end()
            raise RenderFailed.because(said["refused"], said["what"], said["detail"])
        self.threads: int = said["threads"]

    def words(self, deadline: float) -> Iterator[dict[str, Any]]:
        """What the parent and its child say, one after the other, until the deadline."""
        while True:
            line, found, rest = self.heard.partition(b"\n")
            if found:
                self.heard = rest
                yield json.loads(line)
                continue
            self.control.settimeout(max(0.001, deadline - time.monotonic()))
            try:
                more = self.control.recv(65536)
            except TimeoutError:
                raise _TooLong from None
            except ConnectionResetError:
                more = b""
            if not more:
                raise _Gone
            self.heard += more

    def order(self, folder: Path) -> None:
        try:
            self.control.sendall(str(folder).encode() + b"\n")
        except OSError:
            raise _Gone from None

    def last_complaint(self) -> str:
        self.complaints.seek(max(0, self.complaints.seek(0, os.SEEK_END) - 2000))
        return self.complaints.read().decode(errors="replace").strip()

    def end(self) -> None:
        """Hang up, whereupon the parent ends its child and itself; then kill whatever is left of the group.

        Nobody waits for the parent before that: while it is a zombie, the number of its group is no one else's.
        """
        with suppress(OSError):
            self.control.shutdown(socket.SHUT_RDWR)
        patience = time.monotonic() + GOODBYE_SECONDS
        while not self._has_ended() and time.monotonic() < patience:
            time.sleep(0.005)
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.hang_up()

    def _has_ended(self) -> bool:
        return os.waitid(os.P_PID, self.process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None

    def hang_up(self) -> None:
        self.control.close()
        self.complaints.close()


def _bare_environment() -> dict[str, str]:
    """Nothing of ours goes in: no address of a database, no key. The hash seed is fixed for equal bytes."""
    bare = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ}
    return bare | {"LANG": "C.UTF-8", "FONTCONFIG_FILE": str(NO_SYSTEM_FONTS), "PYTHONHASHSEED": "0"}


class _Desk:
    """One warm parent for this process, one render at a time."""

    def __init__(self) -> None:
        self.one_at_a_time = threading.Lock()
        self.parent: _WarmParent | None = None

    def warm(self) -> _WarmParent:
        if self.parent is None:
            self.parent = _WarmParent()
        return self.parent

    def forget(self) -> None:
        """In a process forked from one that has a warm parent: that one is not ours, neither to use nor to kill."""
        self.one_at_a_time = threading.Lock()
        if self.parent is not None:
            self.parent.hang_up()
            self.parent = None

    def dismiss(self) -> None:
        if self.parent is not None:
            self.parent.end()
            self.parent = None

    def typeset(self, folder: Path, timeout: float, on_step: Callable[[int, int], object] | None) -> int:
        """The number of pages of the PDF now in `folder`."""
        try:
            try:
                return self._typeset(folder, timeout, on_step)
            except _Gone:
                self.dismiss()  # it had gone to sleep (IDLE_SECONDS), or was killed before it took the order
                return self._typeset(folder, timeout, on_step)
        except _Gone:
            raise RenderFailed.because("killed", detail="the warm parent went away twice") from None
        except _TooLong:
            self.dismiss()
            raise RenderFailed.because("time", ceil(timeout)) from None
        except RenderFailed:
            raise
        except BaseException:  # also Celery's soft time limit: no render goes on that nobody waits for
            self.dismiss()
            raise

    def _typeset(self, folder: Path, timeout: float, on_step: Callable[[int, int], object] | None) -> int:
        parent = self.warm()
        parent.order(folder)
        verdict: dict[str, Any] = {}
        for said in parent.words(time.monotonic() + timeout):
            if "step" in said:
                if on_step:
                    on_step(said["step"], said["of"])
            elif "ended" not in said:
                verdict = said
            elif said["ended"] != 0 or not verdict:
                raise _how_it_died(said["ended"], parent.last_complaint())
            else:
                break
        if "refused" in verdict:
            raise RenderFailed.because(verdict["refused"], verdict.get("what", ""), verdict.get("detail", ""))
        for note in verdict["notes"]:
            _log.info("WeasyPrint: %s", note)
        return verdict["pages"]


def _how_it_died(exit_code: int, complaint: str) -> RenderFailed:
    if exit_code == -signal.SIGXCPU:
        return RenderFailed.because("time", "CPU", complaint)
    # With RLIMIT_AS reached, C libraries abort or crash where Python would have raised MemoryError.
    if exit_code in (-signal.SIGABRT, -signal.SIGTRAP, -signal.SIGSEGV, -signal.SIGBUS):
        return RenderFailed.because("memory", detail=f"signal {-exit_code}: {complaint}")
    return RenderFailed.because("killed", detail=f"exit {exit_code}: {complaint}")


_desk = _Desk()
atexit.register(_desk.dismiss)
os.register_at_fork(after_in_child=_desk.forget)


def render(
    html: str,
    *,
    assets: Mapping[str, tuple[str, bytes]],
    title: str,
    dated: date | datetime | None = None,
    on_step: Callable[[int, int], object] | None = None,
    timeout: float = 120,
) -> Rendered:
    """Make the PDF in a limited process of its own, or raise RenderFailed.

    `assets` are all the document may load, as `asset:<name>`; see `font_assets`. `title` is the title a reader shows.
    `dated` is the date the file bears; the same arguments give the same bytes. `on_step(step, of)` is called as the
    work goes on, and an exception of it ends the render.
    """
    began = time.monotonic()
    order = Order(html, assets, title, _iso(dated), Limits(cpu=ceil(timeout)))
    with _desk.one_at_a_time:
        _desk.warm()  # before there is a folder: the parent clears it away if this process is killed
        with tempfile.TemporaryDirectory(prefix="render-", ignore_cleanup_errors=True) as name:
            folder = Path(name)
            order.write(folder)
            pages = _desk.typeset(folder, timeout, on_step)
            pdf = pdf_in(folder).read_bytes()
    if not (pdf.startswith(b"%PDF-") and pdf.endswith(b"%%EOF\n")):
        raise RenderFailed.because("broken", detail=f"{len(pdf)} bytes that are not a whole PDF")
    return Rendered(pdf, pages, time.monotonic() - began)


def _iso(dated: date | datetime | None) -> str:
    if isinstance(dated, datetime):
        return dated.astimezone().isoformat(timespec="seconds")
    return dated.isoformat() if dated else ""
