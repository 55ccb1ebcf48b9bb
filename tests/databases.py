"""Databases of their own for tests that commit: cloned from a migrated template, since a flush would fight the
append-only triggers."""

import itertools
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

BASE_DIR = Path(__file__).resolve().parent.parent
# What a developer's or the test's own environment says about the portal is not for the processes started here.
OF_THE_PORTAL = {
    *("ALLOWED_HOSTS", "BROKER_URL", "CACHE_URL", "DATABASE_URL", "DEBUG", "DEMO", "DEMO_PASSWORD", "EMAIL_URL"),
    *("HOST", "MIGRATE_DATABASE_URL", "PORT", "PROVINCE", "REDIS_URL", "SECRET_KEY", "SITE_URL", "STORAGE_URL"),
}


def portal_env(**settings: str) -> dict[str, str]:
    """The environment of a portal process: this one's, without its own settings of the portal, plus `settings`."""
    kept = {name: value for name, value in os.environ.items() if name not in OF_THE_PORTAL}
    return kept | {"DJANGO_SETTINGS_MODULE": "ecotown.settings", "PYTHONUNBUFFERED": "1"} | settings


def run_manage(env: dict[str, str], *words: str) -> str:
    """Standard output of `manage.py …`; a failure shows the end of what it printed."""
    done = subprocess.run(
        [sys.executable, "manage.py", *words], cwd=BASE_DIR, env=env, capture_output=True, text=True, check=False
    )
    last_words = "\n".join([*done.stdout.splitlines()[-10:], *done.stderr.splitlines()[-20:]])
    assert done.returncode == 0, f"manage.py {' '.join(words)} ended with {done.returncode}\n{last_words}"
    return done.stdout


_templates = itertools.count(1)


class Template:
    """A migrated database that is never connected to again, only copied."""

    def __init__(self, url: str, folder: Path) -> None:
        self._server, self._folder = url, folder
        self._numbers = itertools.count(1)
        self._name = f"ecotown_{os.getpid()}_{next(_templates)}"
        self.is_postgres = url.startswith("postgres")
        self.url = self._make()

    def _make(self) -> str:
        name = f"{self._name}_template"
        if self.is_postgres:
            self._execute("CREATE DATABASE {}", name)
        url = self._url(name)
        env = portal_env(DATABASE_URL=url, VAR_DIR=str(self._folder))
        run_manage(env, "prepare", "database")
        return url

    @contextmanager
    def clone(self) -> Iterator[str]:
        """The address of a copy, which is gone afterwards."""
        name = f"{self._name}_{next(self._numbers)}"
        url = self._url(name)
        if self.is_postgres:
            self._execute("CREATE DATABASE {} TEMPLATE {}", name, database_name(self.url))
        else:
            shutil.copyfile(database_name(self.url), database_name(url))
        try:
            yield url
        finally:
            self._drop(url)

    @contextmanager
    def empty(self) -> Iterator[str]:
        """The address of a database without a table, on the same server."""
        name = f"{self._name}_{next(self._numbers)}"
        if self.is_postgres:
            self._execute("CREATE DATABASE {}", name)
        url = self._url(name)
        try:
            yield url
        finally:
            self._drop(url)

    def drop(self) -> None:
        self._drop(self.url)

    def _drop(self, url: str) -> None:
        if self.is_postgres:
            self._execute("DROP DATABASE IF EXISTS {} WITH (FORCE)", database_name(url))
            return
        for end in ("", "-wal", "-shm"):
            Path(database_name(url) + end).unlink(missing_ok=True)

    def _url(self, name: str) -> str:
        if self.is_postgres:
            return urlunsplit(urlsplit(self._server)._replace(path=f"/{name}"))
        return f"sqlite:///{self._folder / name}.sqlite3"

    def _execute(self, statement: str, *names: str) -> None:
        with psycopg.connect(self._server, autocommit=True) as connection:
            connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


def database_name(url: str) -> str:
    """As Django's NAME: the database on a server, the file of SQLite."""
    path = urlsplit(url).path
    return path.removeprefix("/") if url.startswith("postgres") else path
