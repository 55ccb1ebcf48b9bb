"""Members save, submit and are revealed at the same moment, for real."""

import threading
import time
from collections.abc import Callable
from functools import partial

import pytest
from django.db import connection, transaction

from committee.models import Holder
from ecotown.kernel import journal
from ecotown.kernel.conflicts import Conflict
from ecotown.kernel.rules import Refused
from indicators.models import Interest, Round, Score, Sheet
from indicators.services import declare_interest, open_round, pin_interest, reveal_round, save_score, submit_sheet
from tests import build

WINDOWS, TURNS = 8, 10


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Run all at the same moment; each one's answer, or the refusal it met."""
    barrier = threading.Barrier(len(acts))
    answers: list[object] = [None] * len(acts)

    def run(number: int) -> None:
        try:
            barrier.wait(60)
            answers[number] = acts[number]()
        except BaseException as fault:  # noqa: BLE001  (a thread's fault must reach the test)
            answers[number] = fault
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(len(acts))]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    return answers


@pytest.mark.sqlite_too
def test_of_eight_windows_at_once_one_answer_is_kept_and_seven_are_told(committed_db: None):
    member = build.seated()
    sheet = build.sheet(holder=Holder.objects.get(person_id=member.person_id))

    for turn in range(TURNS):
        # Every window has another note, so that no two answers are the same.
        said = [f"รอบ {turn} หน้าต่าง {window}" for window in range(WINDOWS)]
        save = partial(save_score, member, sheet_id=sheet.pk, code="T01", kind="value", value=turn % 6, version=turn)
        answers = at_once(*(partial(save, reason=text) for text in said))

        kept = [answer for answer in answers if isinstance(answer, Score)]
        told = [answer for answer in answers if isinstance(answer, Conflict)]
        assert (len(kept), len(told)) == (1, WINDOWS - 1)
        assert {conflict.version for conflict in told} == {turn + 1}
        assert all(kept[0].reason in conflict.theirs for conflict in told)

    assert Score.objects.get().version == TURNS
    assert list(journal.broken_lines()) == []


@pytest.mark.sqlite_too
def test_sheet_submitted_while_the_round_is_revealed_counts_or_is_refused_but_never_both(committed_db: None):
    secretary, member = build.seated("secretary"), build.seated()
    framework = build.framework(levels=1, indicators=1)

    for _turn in range(TURNS):
        round_ = open_round(secretary, round_id=build.round_(framework=framework).pk)
        mine, theirs = (Sheet.objects.get(round=round_, person_id=each.person_id) for each in (secretary, member))
        for actor, sheet in ((secretary, mine), (member, theirs)):
            save_score(actor, sheet_id=sheet.pk, code="T01", kind="value", value=3)
        submit_sheet(secretary, sheet_id=mine.pk)

        _revealed, submitted = at_once(
            partial(reveal_round, secretary, round_id=round_.pk), partial(submit_sheet, member, sheet_id=theirs.pk)
        )

        round_.refresh_from_db()
        theirs.refresh_from_db()
        assert Round.objects.get(pk=round_.pk).state == "revealed"
        if isinstance(submitted, Sheet):
            assert theirs.submitted_at <= round_.revealed_at
        else:
            assert isinstance(submitted, Refused)
            assert theirs.state == "open"
    assert list(journal.broken_lines()) == []


@pytest.mark.sqlite_too
def test_pin_is_never_undone_by_a_member_who_speaks_at_the_same_moment(committed_db: None):
    member, chair = build.seated(), build.seated("chair")
    framework = build.framework(levels=1, indicators=1)

    for _turn in range(TURNS):
        round_ = build.round_(state="scoring", framework=framework, interest_policy="recuse")
        sheet = build.sheet(round=round_, holder=Holder.objects.get(person_id=member.person_id))
        place = {"round_id": round_.pk, "area_id": sheet.area_id, "seat_id": sheet.seat_id}

        _pinned, said = at_once(
            partial(pin_interest, chair, **place, has=True, reason="เป็นคู่สัญญา"),
            partial(declare_interest, member, sheet_id=sheet.pk, has=False),
        )

        assert Interest.objects.get(round=round_).standing == "pinned"
        assert isinstance(said, Interest | Refused)
    assert list(journal.broken_lines()) == []


def test_reveal_that_waited_for_a_sheet_leaves_out_whoever_has_stood_aside_meanwhile(committed_db: None):
    secretary, member = build.seated("secretary"), build.seated()
    round_ = build.round_(state="scoring", interest_policy="recuse")
    sheet = build.sheet(
        round=round_, holder=Holder.objects.get(person_id=member.person_id), state="submitted",
        submitted_at="2026-01-01T00:00Z",
    )  # fmt: skip
    held = threading.Event()

    def stand_aside() -> None:
        with transaction.atomic():
            Sheet.objects.hold(sheet.pk)
            held.set()
            while not anybody_waits():
                time.sleep(0.01)
            Interest.objects.create(
                round=round_, area=sheet.area, seat=sheet.seat, person=sheet.person, standing="pinned", reason="ญาติ"
            )

    def reveal() -> Round:
        held.wait(60)
        return reveal_round(secretary, round_id=round_.pk)

    _aside, revealed = at_once(stand_aside, reveal)

    assert isinstance(revealed, Conflict)


def anybody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
        return bool(cursor.fetchone()[0])
