"""The database of one moment, as a file, and back: each vendor by its own means."""

import os
import sqlite3
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from ecotown.kernel.models import StoredFile
from ecotown.management.backups.manifest import BackupFaulty

FILE = {"postgresql": "database.dump", "sqlite": "database.sqlite3"}


def dump(target: Path, read: Callable[[], Any]) -> Any:
    """Write the database to `target`; the answer of `read` is of the very same moment."""
    return _dump_postgres(target, read) if connection.vendor == "postgresql" else _dump_sqlite(target, read)


def _dump_postgres(target: Path, read: Callable[[], Any]) -> Any:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        cursor.execute("SET LOCAL statement_timeout = 0")
        cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
        cursor.execute("SELECT pg_export_snapshot()")
        (snapshot,) = cursor.fetchone()
        found = read()
        _run(
            "pg_dump", "--format=custom", f"--snapshot={snapshot}", "--no-owner", "--no-privileges", f"--file={target}"
        )
    return found


def _dump_sqlite(target: Path, read: Callable[[], Any]) -> Any:
    """With the lock that writers take, so that nothing changes between the copy and the counting."""
    with transaction.atomic():
        with sqlite3.connect(f"file:{connection.settings_dict['NAME']}?mode=ro", uri=True) as source:
            copy = sqlite3.connect(target)
            source.backup(copy)
            copy.close()
        return read()


def load(source: Path) -> None:
    """Into an empty database only."""
    if connection.introspection.table_names():
        raise BackupFaulty("The database is not empty. A backup is restored into an empty one.")
    if connection.vendor == "postgresql":
        connection.close()
        _run(
            "pg_restore",
            "--no-owner",
            "--no-privileges",
            "--exit-on-error",
            "--single-transaction",
            "--dbname=",
            str(source),
        )
        return
    name = str(connection.settings_dict["NAME"])
    connection.close()
    with sqlite3.connect(source) as saved:
        copy = sqlite3.connect(name)
        saved.backup(copy)
        copy.close()


def _run(program: str, *words: str) -> None:
    """The password travels in the environment, where other users do not see it."""
    said = connection.settings_dict
    named = {"PGDATABASE": "NAME", "PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD"}
    env = os.environ | {variable: str(said[key]) for variable, key in named.items() if said[key]}
    words = tuple(f"--dbname={said['NAME']}" if word == "--dbname=" else word for word in words)
    try:
        done = subprocess.run([program, *words], env=env, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        raise BackupFaulty(f"{program} is missing: apt-get install postgresql-client") from None
    if done.returncode:
        raise BackupFaulty(f"{program} ended with {done.returncode}: {done.stderr.strip()[-800:]}")


def counts() -> dict[str, int]:
    """Rows by table, of all tables there are."""
    found = {}
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")  # noqa: S608  (names of tables)
            (found[table],) = cursor.fetchone()
    return found


def stored() -> list[str]:
    return list(StoredFile.objects.order_by("sha256").values_list("sha256", flat=True))
