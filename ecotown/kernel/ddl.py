"""Guards that only the database can give: triggers and constraints in a vendor's own SQL.

An app registers its guards at start-up. They are installed after each migrate, since SQLite drops triggers when it
rebuilds a table, and `missing()` tells a readiness check what is not there.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connections

REFUSE = """
CREATE OR REPLACE FUNCTION kernel_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; END $$
"""


@dataclass(frozen=True)
class Guard:
    """One guard of one table. `name` is that of its first trigger or constraint on either vendor."""

    name: str
    table: str
    postgres: tuple[str, ...]
    sqlite: tuple[str, ...]


GUARDS: dict[str, Guard] = {}


def register(guards: Iterable[Guard]) -> None:
    for guard in guards:
        GUARDS[guard.name] = guard


def append_only(table: str, *, key: str = "id") -> Guard:
    """Rows are added and never changed or taken away, not even by TRUNCATE, or by REPLACE on SQLite."""
    name = f"{table}_append_only"
    abort = f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    return Guard(
        name,
        table,
        postgres=(
            REFUSE,
            f"DROP TRIGGER IF EXISTS {name} ON {table}",
            (
                f"CREATE TRIGGER {name} BEFORE UPDATE OR DELETE ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION kernel_refuse_change()"
            ),
            f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}",
            f"DROP TRIGGER IF EXISTS {table}_no_truncate ON {table}",
            (
                f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION kernel_refuse_change()"
            ),
            f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_no_truncate",
        ),
        sqlite=(
            f"CREATE TRIGGER IF NOT EXISTS {name} BEFORE UPDATE ON {table} {abort}",
            f"CREATE TRIGGER IF NOT EXISTS {table}_no_delete BEFORE DELETE ON {table} {abort}",
            # REPLACE INTO passes by the UPDATE and DELETE triggers, so a taken number is refused on insert too.
            (
                f"CREATE TRIGGER IF NOT EXISTS {table}_no_replace BEFORE INSERT ON {table} "
                f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {key} = NEW.{key}) {abort}"
            ),
        ),
    )


def kept(table: str, *, sealed: str, example: str, columns: str = "", closed: str = "") -> Guard:
    """Rows for which `sealed` holds are not changed (in `columns`, or at all), and deleted only where `example` holds.

    Both are SQL conditions on OLD. Where `closed`, a condition on NEW, holds, no row is added either.
    """
    name = f"{table}_kept"
    of = f" OF {columns}" if columns else ""
    abort = f"BEGIN SELECT RAISE(ABORT, '{table} is sealed'); END"
    function = "CREATE OR REPLACE FUNCTION {}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {} END $$"
    refuse = f"RAISE EXCEPTION '{table} is sealed' USING ERRCODE = 'restrict_violation';"
    change = (
        f"IF ({sealed}) AND (TG_OP = 'UPDATE' OR NOT ({example})) THEN {refuse} END IF;"
        " IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW;"
    )
    postgres = [
        function.format(name, change),
        f"DROP TRIGGER IF EXISTS {name} ON {table}",
        f"CREATE TRIGGER {name} BEFORE UPDATE{of} OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()",
        f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}",
    ]
    sqlite = [
        f"CREATE TRIGGER IF NOT EXISTS {name} BEFORE UPDATE{of} ON {table} WHEN {sealed} {abort}",
        (
            f"CREATE TRIGGER IF NOT EXISTS {name}_delete BEFORE DELETE ON {table}"
            f" WHEN ({sealed}) AND NOT ({example}) {abort}"
        ),
    ]
    if closed:
        postgres += [
            function.format(f"{name}_insert", f"IF {closed} THEN {refuse} END IF; RETURN NEW;"),
            f"DROP TRIGGER IF EXISTS {name}_insert ON {table}",
            f"CREATE TRIGGER {name}_insert BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION {name}_insert()",
            f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}_insert",
        ]
        sqlite.append(f"CREATE TRIGGER IF NOT EXISTS {name}_insert BEFORE INSERT ON {table} WHEN {closed} {abort}")
    return Guard(name, table, tuple(postgres), tuple(sqlite))


def install(using: str = "default", **_: Any) -> None:
    connection = connections[using]
    present = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for guard in GUARDS.values():
            if guard.table in present:
                for statement in guard.postgres if connection.vendor == "postgresql" else guard.sqlite:
                    cursor.execute(statement)


def missing(using: str = "default") -> list[str]:
    """The guards that are not there, by name."""
    connection = connections[using]
    names = (
        "SELECT tgname FROM pg_trigger UNION SELECT conname FROM pg_constraint"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(names)
        present = {name for (name,) in cursor.fetchall()}
    return [name for name in GUARDS if name not in present]
