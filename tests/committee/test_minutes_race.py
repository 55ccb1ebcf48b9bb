"""Several people save one text at the same moment, for real: one wins, nobody loses a word."""

import threading

import pytest
from django.db import connection

from committee.models import EntryVersion, MinutesEntry
from committee.services.minutes import write_entry
from ecotown.kernel import journal
from ecotown.kernel.conflicts import Conflict
from ecotown.kernel.models import JournalEntry
from ecotown.kernel.rules import Role
from tests import build
from tests.sizes import size

WRITERS, ROUNDS = size(8, 50), size(20, 1000)


@pytest.mark.drill
@pytest.mark.sqlite_too
def test_of_eight_writers_at_once_one_wins_and_the_others_get_both_texts(committed_db: None):
    staff, entry = build.assigned(Role.STAFF), build.entry()
    barrier = threading.Barrier(WRITERS)
    saved: dict[int, list[str]] = {turn: [] for turn in range(ROUNDS)}
    refused: dict[int, list[Conflict]] = {turn: [] for turn in range(ROUNDS)}
    faults: list[BaseException] = []

    def write(writer: int) -> None:
        try:
            for turn in range(ROUNDS):
                barrier.wait(60)
                text = f"ข้อความรอบ {turn} ของผู้เขียน {writer}"
                try:
                    saved[turn].append(write_entry(staff, entry_id=entry.pk, version=turn + 1, text=text).text)
                except Conflict as conflict:
                    refused[turn].append(conflict)
                barrier.wait(60)
        except BaseException as fault:  # noqa: BLE001  (a thread's fault must reach the test)
            faults.append(fault)
            barrier.abort()
        finally:
            connection.close()

    writers = [threading.Thread(target=write, args=(number,)) for number in range(WRITERS)]
    for each in writers:
        each.start()
    for each in writers:
        each.join()

    assert faults == []
    for turn in range(ROUNDS):
        mine = {f"ข้อความรอบ {turn} ของผู้เขียน {writer}" for writer in range(WRITERS)}
        assert len(saved[turn]) == 1
        assert {saved[turn][0], *(conflict.mine for conflict in refused[turn])} == mine
        assert {(conflict.theirs, conflict.version) for conflict in refused[turn]} == {(saved[turn][0], turn + 2)}
    assert MinutesEntry.objects.get(pk=entry.pk).version == ROUNDS + 1
    kept = EntryVersion.objects.filter(entry=entry).order_by("version").values_list("version", "text")
    assert list(kept) == [(turn + 2, saved[turn][0]) for turn in range(ROUNDS)]
    assert JournalEntry.objects.filter(act="minutes.write").count() == ROUNDS
    assert list(journal.broken_lines()) == []
