"""The journal is a chain: nothing in it can be changed unseen."""

import pytest
from django.db import DatabaseError, connection, transaction

from ecotown.kernel import context, ddl, journal
from ecotown.kernel.models import JournalEntry, JournalHead
from ecotown.kernel.rules import Role
from tests import build

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_too]


def write(act: str = "person.add", **fields: object) -> JournalEntry:
    return journal.record(build.actor(Role.STAFF, user_id=7), act, build.province(), **fields)


def test_record_chains_each_line_to_the_one_before():
    first = write(after={"name": "ก"})
    second = write(before={"name": "ก"}, after={"name": "ข"})

    assert second.number == first.number + 1
    assert second.previous == first.hash
    assert journal.head() == (second.number, second.hash)
    assert list(journal.broken_lines()) == []


def test_record_says_who_what_and_for_which_request():
    token = context.request_id.set("req-0001")

    entry = write(after={"name": "ก"}, reason="แก้คำผิด")

    context.request_id.reset(token)
    assert (entry.actor_id, entry.actor_roles, entry.act) == ("7", "staff", "person.add")
    assert (entry.object_type, entry.object_id, entry.object_label) == ("committee.province", "83", "จังหวัดภูเก็ต")
    assert entry.request_id == "req-0001"
    assert '"reason":"แก้คำผิด"' in entry.body


@pytest.mark.parametrize(
    "attack",
    [
        "UPDATE kernel_journalentry SET act = 'x'",
        "DELETE FROM kernel_journalentry",
        "DELETE FROM kernel_journalentry WHERE number = 1",
    ],
)
def test_lines_cannot_be_changed_or_deleted(attack: str):
    write()

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(attack)

    assert list(journal.broken_lines()) == []


def test_a_line_cannot_be_replaced_under_its_number():
    entry = write()

    with pytest.raises(DatabaseError), transaction.atomic():
        JournalEntry.objects.create(
            number=entry.number,
            at=entry.at,
            act="x",
            actor_kind="person",
            object_type="x",
            object_id="1",
            body="{}",
            previous=entry.previous,
            hash="f" * 64,
        )


def test_guards_are_present_after_migrating():
    assert ddl.missing() == []


def unguarded(statement: str) -> None:
    """What somebody could do who owns the tables."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE kernel_journalentry DISABLE TRIGGER ALL")
        else:
            for name in ("append_only", "no_delete", "no_replace"):
                cursor.execute(f"DROP TRIGGER kernel_journalentry_{name}")
        cursor.execute(statement)


def test_a_changed_line_is_named():
    write(after={"value": "3"})
    changed = write(after={"value": "4"})
    write(after={"value": "5"})

    unguarded(f"UPDATE kernel_journalentry SET body = replace(body, '\"4\"', '\"5\"') WHERE number = {changed.number}")

    assert [number for number, _why in journal.broken_lines()] == [changed.number]


def test_a_cut_tail_is_named():
    write()
    last = write()

    unguarded(f"DELETE FROM kernel_journalentry WHERE number = {last.number}")

    assert [number for number, _why in journal.broken_lines()] == [last.number]


def test_there_is_one_head():
    with pytest.raises(DatabaseError), transaction.atomic():
        JournalHead.objects.create(one=False)
