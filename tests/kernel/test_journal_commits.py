"""The journal under real commits: several writers at once, and none without a transaction."""

import threading

import pytest
from django.db import connection, transaction

from ecotown.kernel import journal
from ecotown.kernel.models import JournalEntry
from ecotown.kernel.rules import Role
from tests import build


@pytest.mark.sqlite_too
def test_record_outside_a_transaction_is_refused(committed_db: None):
    with pytest.raises(RuntimeError):
        journal.record(build.actor(Role.STAFF), "person.add", build.province())


def test_writers_at_once_make_one_chain_and_a_rollback_leaves_no_gap(committed_db: None):
    province, faults = build.province(), []

    def write(writer: int) -> None:
        try:
            for turn in range(10):
                try:
                    with transaction.atomic():
                        journal.record(
                            build.actor(Role.STAFF), "person.add", province, after={"by": writer, "turn": turn}
                        )
                        if turn % 4 == 3:
                            raise LookupError
                except LookupError:
                    pass
        except Exception as fault:  # noqa: BLE001  (a thread's fault must reach the test)
            faults.append(fault)
        finally:
            connection.close()

    writers = [threading.Thread(target=write, args=(number,)) for number in range(8)]
    for each in writers:
        each.start()
    for each in writers:
        each.join()

    assert faults == []
    assert list(JournalEntry.objects.values_list("number", flat=True)) == list(range(1, 8 * 8 + 1))
    assert list(journal.broken_lines()) == []
