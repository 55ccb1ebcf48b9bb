"""The warm parent: has WeasyPrint and the fonts loaded, and forks one process for each render.

A process of its own, not the Celery worker's: it starts with an empty environment and never reads the settings, so
no password is in its memory to leak. It forks only while it runs one single thread, for a lock that another thread
holds stays locked in the child. Pango has ended its threads when a document is done (1.50); one that keeps them makes
the parent start over without the practice document, which costs each render a sixth of a second.

It speaks JSON lines over the socket that is its standard input, and ends when its caller has hung up.
"""

import ctypes
import errno
import gc
import json
import os
import resource
import select
import shutil
import signal
import socket
import sys
import tempfile
import traceback
import warnings
from pathlib import Path
from typing import Any

from .failure import Refusal
from .fonts import font_assets
from .order import Limits, Order, pdf_in
from .press import load, typeset

IDLE_SECONDS = 600
UNPRACTISED = "--unpractised"
_PRACTICE = """<!doctype html><html lang="th"><head><link rel="stylesheet" href="asset:fonts.css"><style>
@page { size: A4; @top-left { content: string(part) } @bottom-center { content: counter(page, thai) } }
h1 { string-set: part content() } .row { display: flex } table { border-collapse: collapse } td { border: 1pt solid }
</style></head><body><h1>น้ำ</h1><p>คำ <b>ที่</b> <i>ซ้ำ</i> <a href="#t">Eco</a></p><ol><li>หนึ่ง</li></ol>
<div class="row"><p>ก</p><p>ข</p></div><table id="t"><tr><th scope="col">ก</th></tr><tr><td>1</td></tr></table>
<svg width="9" height="9"><title>ก</title><path d="M0 0h9v9z"/><text font-family="Sarabun">น้ำ</text></svg>"""


class _HungUp(Exception):
    """The caller is gone; nobody waits for a document."""


def say(control: socket.socket, **words: Any) -> None:
    control.sendall(json.dumps(words).encode() + b"\n")


def serve() -> None:
    control = socket.socket(fileno=0)
    warnings.filterwarnings("ignore", message="No fonts configured")  # none is meant: fonts.conf
    try:
        load()
        if UNPRACTISED not in sys.argv:
            _practise()
    except Refusal as refusal:
        say(control, refused=refusal.code, what=refusal.what, detail=refusal.detail)
        return
    if _threads() > 1 and UNPRACTISED not in sys.argv:
        os.execv(sys.executable, [sys.executable, "-m", "reports.pdf", UNPRACTISED])  # noqa: S606 - ourselves
    _leave_the_network()
    gc.freeze()  # the children share these pages; a collector that walks over them would copy them
    say(control, ready=os.getpid(), threads=_threads())
    while select.select([control], [], [], IDLE_SECONDS)[0]:
        folder = control.recv(4096).decode().strip()
        if not folder:
            return
        try:
            say(control, ended=_render_in_child(control, Path(folder)))
        except (_HungUp, BrokenPipeError, ConnectionResetError):
            shutil.rmtree(folder, ignore_errors=True)
            return


def _practise() -> None:
    """Make one small document: what is imported, compiled and read for the first time is then there for all."""
    typeset(_PRACTICE, assets=font_assets(), title="")
    gc.collect()


def _threads() -> int:
    return len(os.listdir("/proc/self/task"))


def _leave_the_network() -> None:
    """A network namespace of our own, without a way out, where the kernel grants one. The fetcher refuses anyway."""
    new_network, new_user = 0x40000000, 0x10000000
    libc = ctypes.CDLL(None)
    if not hasattr(libc, "unshare") or libc.unshare(new_network) == 0:
        return
    libc.unshare(new_user | new_network)


def _render_in_child(control: socket.socket, folder: Path) -> int:
    """Fork, wait, and report how the child ended; if the caller hangs up meanwhile, end the child too."""
    alive, childs_end = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(alive)
        _render(control, folder)
    os.close(childs_end)
    try:
        while True:
            if alive in select.select([alive, control.fileno()], [], [])[0]:
                return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
            if not control.recv(1, socket.MSG_PEEK):
                os.kill(child, signal.SIGKILL)
                os.waitpid(child, 0)
                raise _HungUp
    finally:
        os.close(alive)


def _render(control: socket.socket, folder: Path) -> None:
    """The whole life of a child. It never returns."""
    try:
        verdict = _verdict(control, folder)
    except Refusal as refusal:
        verdict = {"refused": refusal.code, "what": refusal.what, "detail": refusal.detail}
    except MemoryError:
        verdict = {"refused": "memory"}
    except RecursionError:
        verdict = {"refused": "depth"}
    except BaseException as error:  # noqa: BLE001 - whatever it was, the caller gets a sentence and the trace
        code = "size" if isinstance(error, OSError) and error.errno == errno.EFBIG else "broken"
        verdict = {"refused": code, "detail": traceback.format_exc(limit=-4)}
    try:
        say(control, **verdict)
    finally:
        sys.stderr.flush()
        os._exit(0)


def _verdict(control: socket.socket, folder: Path) -> dict[str, Any]:
    order = Order.read(folder)
    _obey(order.limits)
    tempfile.tempdir = str(folder)
    pdf, pages, notes = typeset(
        order.html,
        assets=order.assets,
        title=order.title,
        dated=order.dated,
        on_step=lambda step, of: say(control, step=step, of=of),
    )
    pdf_in(folder).write_bytes(pdf)
    return {"pages": pages, "notes": notes[:20]}


def _obey(limits: Limits) -> None:
    for what, most in (
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_FSIZE, limits.file),
        (resource.RLIMIT_NOFILE, limits.open_files),
        (resource.RLIMIT_CPU, limits.cpu),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))
