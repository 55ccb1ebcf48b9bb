"""Vendor SQL that keeps records append-only. Installed after each migrate: SQLite drops triggers when it rebuilds a table."""

from typing import Any

from django.db import connections

APPEND_ONLY = ["kernel_journalentry"]

POSTGRES = """
CREATE OR REPLACE FUNCTION kernel_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; END $$;
DROP TRIGGER IF EXISTS {table}_append_only ON {table};
CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION kernel_refuse_change();
ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_append_only;
DROP TRIGGER IF EXISTS {table}_no_truncate ON {table};
CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION kernel_refuse_change();
ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_no_truncate;
"""

# REPLACE INTO passes by the UPDATE and DELETE triggers, so a taken number is refused on insert too.
SQLITE = [
    (
        "CREATE TRIGGER IF NOT EXISTS {table}_no_update BEFORE UPDATE ON {table} "
        "BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    ),
    (
        "CREATE TRIGGER IF NOT EXISTS {table}_no_delete BEFORE DELETE ON {table} "
        "BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    ),
    (
        "CREATE TRIGGER IF NOT EXISTS {table}_no_replace BEFORE INSERT ON {table} "
        "WHEN EXISTS (SELECT 1 FROM {table} WHERE number = NEW.number) "
        "BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    ),
]


def install(using: str = "default", **_: Any) -> None:
    connection = connections[using]
    present = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for table in APPEND_ONLY:
            if table not in present:
                continue
            if connection.vendor == "postgresql":
                cursor.execute(POSTGRES.format(table=table))
            else:
                for statement in SQLITE:
                    cursor.execute(statement.format(table=table))


def missing(using: str = "default") -> list[str]:
    """Tables whose guards are not there."""
    connection = connections[using]
    names = (
        "SELECT tgname FROM pg_trigger"
        if connection.vendor == "postgresql"
        else ("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    )
    with connection.cursor() as cursor:
        cursor.execute(names)
        present = {name for (name,) in cursor.fetchall()}
    wanted = "{}_append_only" if connection.vendor == "postgresql" else "{}_no_update"
    return [table for table in APPEND_ONLY if wanted.format(table) not in present]
