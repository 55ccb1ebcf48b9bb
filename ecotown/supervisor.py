"""Keeps the portal's processes alive: starts them in order, restarts what dies, ends every one of them.

`manage.py serve` is its front. Each child leads a process group of its own, so Ctrl-C reaches only the supervisor,
which then stops them one after the other; whatever a child leaves behind is ended at last.
"""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent
PR_SET_PDEATHSIG = 1
PR_SET_CHILD_SUBREAPER = 36
LOG_LIMIT = 20 * 1024 * 1024
STEADY_SECONDS = 60
LONGEST_PAUSE = 30.0
HOPELESS_AFTER = 4
PATIENCE_SECONDS = 60

_libc = ctypes.CDLL(None) if sys.platform == "linux" else None


def web_command(host: str, port: int) -> list[str]:
    return [
        *(sys.executable, "-m", "gunicorn", "ecotown.wsgi:application", "--bind", f"{host}:{port}"),
        *("--worker-class", "gthread", "--workers", "2", "--threads", "4"),
        # Loaded once and forked: half the start, half the memory.
        "--preload",
        *("--timeout", "60", "--graceful-timeout", "20", "--keep-alive", "5"),
        *("--max-requests", "5000", "--max-requests-jitter", "500"),
        # Its control socket would lie in the home directory, one for all portals of this account.
        "--no-control-socket",
    ]


def worker_command(name: str, processes: int = 2) -> list[str]:
    return [
        *(sys.executable, "-m", "celery", "-A", "ecotown", "worker", "-B", "--hostname", name),
        *("--pool", "prefork", "--concurrency", str(processes), "--loglevel", "INFO"),
        # Talk among workers, which this portal has no use for; it costs a second at each start.
        *("--without-gossip", "--without-mingle"),
    ]


def valkey_command(program: Path, socket: Path, folder: Path) -> list[str]:
    """A broker that only this account can reach, and that keeps its queue over a restart."""
    return [
        *(str(program), "--port", "0", "--unixsocket", str(socket), "--unixsocketperm", "700"),
        *("--dir", str(folder), "--appendonly", "yes", "--save", "", "--maxmemory-policy", "noeviction"),
    ]


def _tie_to_parent() -> None:
    """Runs in the child before its program: a supervisor killed outright must not leave it behind."""
    if _libc is not None:
        _libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def start_process(command: list[str], env: dict[str, str], log: Path) -> "subprocess.Popen[bytes]":
    """A child that leads its own process group and writes to `log`."""
    log.parent.mkdir(parents=True, exist_ok=True)
    if log.exists() and log.stat().st_size > LOG_LIMIT:
        log.replace(log.with_suffix(".old.log"))
    with log.open("ab") as out:
        return subprocess.Popen(
            command,
            cwd=BASE_DIR,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=_tie_to_parent,
        )


def stop_process(process: "subprocess.Popen[bytes]", grace: float) -> bool:
    """Ask, wait, then kill the whole group. False where it had to be killed."""
    ask_to_stop(process)
    return see_it_stop(process, grace)


def ask_to_stop(process: "subprocess.Popen[bytes]") -> None:
    if process.poll() is None:
        process.terminate()


def see_it_stop(process: "subprocess.Popen[bytes]", grace: float) -> bool:
    try:
        process.wait(grace)
        polite = True
    except subprocess.TimeoutExpired:
        polite = False
    kill_group(process)
    return polite


def kill_group(process: "subprocess.Popen[bytes]") -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def descendants(pid: int) -> list[int]:
    """The processes below `pid`, nearest first (Linux; elsewhere none are known)."""
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = [int(word) for word in task.read_text().split()]
        except OSError:  # gone meanwhile
            continue
        for child in children:
            found += [child, *descendants(child)]
    return found


@dataclass
class Child:
    """One process to keep alive: how it starts, how long it may take to stop, when it counts as ready."""

    name: str
    command: list[str]
    env: dict[str, str]
    log: Path
    grace: float
    is_ready: Callable[[], bool]
    outlives_others: bool = False
    process: "subprocess.Popen[bytes] | None" = None
    started: float = 0.0
    pause: float = 0.0
    deaths: int = 0
    was_ready: bool = False

    def start(self) -> int:
        self.process = start_process(self.command, self.env, self.log)
        self.started = time.monotonic()
        return self.process.pid

    def tail(self, lines: int = 25) -> str:
        return "\n".join(self.log.read_text(encoding="utf-8", errors="replace").splitlines()[-lines:])


class Hopeless(Exception):
    """A child that never got ready dies each time it is started."""


@dataclass
class Supervisor:
    children: list[Child]
    run_dir: Path
    say: Callable[[str], None]
    stopping: bool = field(default=False, init=False)

    def run(self, on_ready: Callable[[], None]) -> None:
        """Until SIGINT or SIGTERM. `on_ready` is called once, when every child has answered."""
        if _libc is not None:
            # What a dying child leaves behind comes to us, and can be ended by us.
            _libc.prctl(PR_SET_CHILD_SUBREAPER, 1)
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._on_signal)
        if signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:  # `nohup` means it
            signal.signal(signal.SIGHUP, self._on_signal)
        try:
            self._keep_alive(on_ready)
        finally:
            self._stop_all()

    def _on_signal(self, number: int, frame: object) -> None:
        if self.stopping and number == signal.SIGINT:
            self.say("Ending at once.")
            for child in self.children:
                if child.process is not None:
                    kill_group(child.process)
        self.stopping = True

    def _keep_alive(self, on_ready: Callable[[], None]) -> None:
        for child in self.children:
            self._start(child)
        waiting, patience = list(self.children), time.monotonic() + PATIENCE_SECONDS
        while not self.stopping:
            for child in self.children:
                self._tend(child)
            if waiting:
                waiting = [child for child in waiting if not self._answers(child)]
                if not waiting and not self.stopping:
                    on_ready()
                elif time.monotonic() > patience:
                    patience += PATIENCE_SECONDS
                    self.say("Still waiting for: " + ", ".join(f"{child.name} ({child.log})" for child in waiting))
            self._reap_strangers()
            time.sleep(0.1 if waiting else 0.5)

    def _answers(self, child: Child) -> bool:
        child.was_ready = not self.stopping and child.is_ready()
        return child.was_ready

    def _start(self, child: Child) -> None:
        (self.run_dir / f"{child.name}.pid").write_text(f"{child.start()}\n")

    def _tend(self, child: Child) -> None:
        """Start a dead child again, after a pause that doubles while it keeps dying."""
        process, now = child.process, time.monotonic()
        if process is not None and process.poll() is None:
            if now - child.started > STEADY_SECONDS:
                child.pause, child.deaths = 0.0, 0
            return
        if process is not None:
            kill_group(process)
            child.process = None
            child.deaths += 1
            child.pause = min(LONGEST_PAUSE, max(0.5, child.pause * 2))
            if not child.was_ready and child.deaths >= HOPELESS_AFTER:
                raise Hopeless(f"{child.name} does not start. The end of {child.log}:\n{child.tail()}")
            self.say(
                f"{child.name} ended with {process.returncode}; it starts again in {child.pause:g} s ({child.log})"
            )
            child.started = now
        elif now - child.started >= child.pause:
            self._start(child)

    def _reap_strangers(self) -> None:
        """Take the exit status of orphans that were handed to us, or they stay as zombies."""
        own = {child.process.pid for child in self.children if child.process is not None}
        for task in Path("/proc/self/task").glob("*/children"):
            for pid in {int(word) for word in task.read_text().split()} - own:
                try:
                    os.waitpid(pid, os.WNOHANG)
                except ChildProcessError:
                    continue

    def _stop_all(self) -> None:
        """Those who use the broker first, all at once; then the broker."""
        self.stopping = True
        for are_last in (False, True):
            group = [child for child in self.children if child.outlives_others == are_last]
            for child in group:
                if child.process is not None:
                    ask_to_stop(child.process)
            for child in group:
                if child.process is not None and not see_it_stop(child.process, child.grace):
                    self.say(f"{child.name} did not stop within {child.grace:g} s and was killed.")
                (self.run_dir / f"{child.name}.pid").unlink(missing_ok=True)
        for pid in descendants(os.getpid()):
            try:
                os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0)
            except (ProcessLookupError, ChildProcessError):
                continue
