"""`verify_journal` names the first line that somebody has tampered with."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from ecotown.kernel import journal
from ecotown.kernel.models import JournalEntry
from ecotown.kernel.rules import Role
from reports.models import Report
from tests import build

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_too]

TABLE = "kernel_journalentry"


def write(count: int) -> None:
    for number in range(1, count + 1):
        journal.record(
            build.actor(Role.STAFF, user_id=7), "person.add", build.province(), after={"value": f"v{number}"}
        )


def without_guards(*statements: str) -> None:
    """What the owner of the tables could do; the guards are put back, so that nothing shows but the chain."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"ALTER TABLE {TABLE} DISABLE TRIGGER ALL")
        else:
            names = ("append_only", "no_delete", "no_replace")
            cursor.execute("SELECT sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [TABLE])
            guards = [row[0] for row in cursor.fetchall()]
            for name in names:
                cursor.execute(f"DROP TRIGGER {TABLE}_{name}")
        for statement in statements:
            cursor.execute(statement)
        if connection.vendor == "postgresql":
            cursor.execute(f"ALTER TABLE {TABLE} ENABLE ALWAYS TRIGGER {TABLE}_append_only")
            cursor.execute(f"ALTER TABLE {TABLE} ENABLE ALWAYS TRIGGER {TABLE}_no_truncate")
        else:
            for guard in guards:
                cursor.execute(guard)


def verdict() -> str:
    with pytest.raises(CommandError) as caught:
        call_command("verify_journal")
    assert caught.value.returncode == 1
    return str(caught.value)


def test_a_whole_journal_passes(capsys: pytest.CaptureFixture[str]):
    write(3)

    call_command("verify_journal")

    assert "The journal holds: 3 lines" in capsys.readouterr().out


def test_an_empty_journal_passes():
    call_command("verify_journal")


@pytest.mark.parametrize(
    ("attack", "line"),
    [
        (f"UPDATE {TABLE} SET body = replace(body, '\"v2\"', '\"v9\"') WHERE number = 2", 2),
        (f"UPDATE {TABLE} SET act = 'score.save' WHERE number = 2", 2),
        (f"UPDATE {TABLE} SET actor_label = 'ผู้อื่น' WHERE number = 3", 3),
        (f"UPDATE {TABLE} SET actor_id = '8' WHERE number = 1", 1),
        (f"UPDATE {TABLE} SET at = '2020-01-01 00:00:00+00:00' WHERE number = 2", 2),
        (f"UPDATE {TABLE} SET object_id = '81' WHERE number = 2", 2),
        (f"UPDATE {TABLE} SET hash = '{'f' * 64}' WHERE number = 2", 2),
        (f"DELETE FROM {TABLE} WHERE number = 1", 2),
        (f"DELETE FROM {TABLE} WHERE number = 2", 3),
        (f"DELETE FROM {TABLE} WHERE number = 4", 4),
        (f"DELETE FROM {TABLE}", 1),
    ],
)
def test_tampering_is_named_by_its_line(attack: str, line: int):
    write(4)

    without_guards(attack)

    assert f"at line {line}:" in verdict()


def test_a_line_replaced_together_with_its_own_hash_is_named_by_the_next():
    write(3)
    body, previous = journal.JournalEntry.objects.values_list("body", "previous").get(number=2)
    forged = body.replace("v2", "v9")

    without_guards(f"UPDATE {TABLE} SET body = '{forged}', hash = '{journal.chain(previous, forged)}' WHERE number = 2")

    assert "at line 3:" in verdict()


def test_missing_guards_are_named_even_where_the_chain_holds():
    write(1)
    with connection.cursor() as cursor:
        cursor.execute(
            f"DROP TRIGGER {TABLE}_append_only" + (f" ON {TABLE}" if connection.vendor == "postgresql" else "")
        )

    assert "guards" in verdict()


def report_made_now() -> Report:
    number, digest = journal.head()
    snapshot = {"journal": {"number": number, "hash": digest}}
    return Report.objects.create(
        province=build.province(), title="รายงานความก้าวหน้า", as_of=date(2026, 9, 30), snapshot=snapshot, sha256="0" * 64
    )


def test_a_journal_written_anew_is_told_by_what_left_the_house_before():
    write(3)
    report_made_now()
    previous, statements = "0" * 64, []
    for number, body in JournalEntry.objects.values_list("number", "body"):
        forged = body.replace("v2", "v9")
        digest = journal.chain(previous, forged)
        statements.append(
            f"UPDATE {TABLE} SET body = '{forged}', previous = '{previous}', hash = '{digest}' WHERE number = {number}"
        )
        previous = digest

    without_guards(*statements, f"UPDATE kernel_journalhead SET hash = '{previous}'")

    assert list(journal.broken_lines()) == []
    assert "at line 3: it is not the line that stood there for รายงานความก้าวหน้า" in verdict()


def test_a_report_made_before_the_last_lines_is_no_fault():
    write(1)
    report_made_now()
    write(2)

    call_command("verify_journal")
