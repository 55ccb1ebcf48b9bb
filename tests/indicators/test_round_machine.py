"""A round against a model of twenty lines: whatever is done in whatever order and twice, missing is never zero, nobody
who stands aside is counted, and the result is that of the model.
"""

from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from committee.models import Holder
from ecotown.kernel import journal
from ecotown.kernel.conflicts import Conflict
from ecotown.kernel.rules import Actor, Refused
from indicators.models import Round, Score, SettledScore, Sheet
from indicators.models.settlement import Settlement
from indicators.results import area_results
from indicators.services import (
    declare_interest,
    reveal_round,
    save_score,
    settle_scores,
    submit_sheet,
    take_back_sheet,
)
from tests import build
from tests.sizes import size

MEMBERS, INDICATORS = 3, 2
CODES = [f"T{number:02}" for number in range(1, INDICATORS + 1)]
ANSWERS = st.one_of(st.integers(0, 5), st.sampled_from(["na", "abstain"]))
WHO, CODE = st.integers(0, MEMBERS - 1), st.sampled_from(CODES)


class RoundMachine(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.world = transaction.atomic()
        self.world.__enter__()
        self.secretary = build.seated("secretary")
        self.members: list[Actor] = [build.seated() for _number in range(MEMBERS)]
        framework = build.framework(levels=1, indicators=INDICATORS)
        self.round = build.round_(state="scoring", framework=framework, interest_policy="recuse")
        self.sheets = [
            build.sheet(round=self.round, holder=Holder.objects.get(person_id=one.person_id)) for one in self.members
        ]
        self.resolution = build.resolution(meeting=build.closed_meeting())
        self.said: dict[tuple[int, str], Any] = {}
        self.submitted: set[int] = set()
        self.aside: set[int] = set()
        self.settled: dict[str, int] = {}
        self.revealed = False

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.world.__exit__(None, None, None)

    def tried(self, act: Any, *args: Any, **fields: Any) -> bool:
        """Whether it was done; a refusal leaves nothing behind."""
        try:
            with transaction.atomic():
                act(*args, **fields)
        except (Refused, Conflict):
            return False
        return True

    @rule(who=WHO, code=CODE, answer=ANSWERS, twice=st.booleans())
    def answer_one(self, who: int, code: str, answer: Any, twice: bool) -> None:
        point = isinstance(answer, int)
        fields = {
            "sheet_id": self.sheets[who].pk, "code": code, "kind": "value" if point else answer,
            "value": answer if point else None, "reason": "ไม่มีกิจการนี้" if answer == "na" else "",
            "version": version_of(self.sheets[who], code),
        }  # fmt: skip
        may = not self.revealed and who not in self.submitted and who not in self.aside
        assert self.tried(save_score, self.members[who], **fields) == may
        if may:
            self.said[who, code] = answer
            assert not twice or self.tried(save_score, self.members[who], **fields)

    @rule(who=WHO)
    def submit(self, who: int) -> None:
        complete = all((who, code) in self.said for code in CODES)
        may = complete and not self.revealed and who not in self.submitted and who not in self.aside
        assert self.tried(submit_sheet, self.members[who], sheet_id=self.sheets[who].pk) == may
        if may:
            self.submitted.add(who)

    @rule(who=WHO)
    def take_back(self, who: int) -> None:
        may = not self.revealed and who in self.submitted
        assert self.tried(take_back_sheet, self.members[who], sheet_id=self.sheets[who].pk) == may
        self.submitted -= {who} if may else set()

    @rule(who=WHO, has=st.booleans())
    def declare(self, who: int, has: bool) -> None:
        done = self.tried(
            declare_interest, self.members[who], sheet_id=self.sheets[who].pk, has=has, reason="ญาติ" if has else ""
        )
        assert done != self.revealed
        if done:
            self.aside = self.aside | {who} if has else self.aside - {who}

    @rule(twice=st.booleans())
    def reveal(self, twice: bool) -> None:
        may = not self.revealed and bool(self.submitted - self.aside)
        assert self.tried(reveal_round, self.secretary, round_id=self.round.pk) == may
        self.revealed = self.revealed or may
        if twice:
            assert not self.tried(reveal_round, self.secretary, round_id=self.round.pk) or not self.revealed

    @precondition(lambda self: self.revealed)
    @rule(code=CODE, value=st.integers(0, 5), twice=st.booleans())
    def settle(self, code: str, value: int, twice: bool) -> None:
        row = Settlement(code, "value", value, "ที่ประชุมพิจารณาแล้ว")  # type: ignore[arg-type]
        fields = {"round_id": self.round.pk, "area_id": self.sheets[0].area_id, "resolution_id": self.resolution.pk}
        for _time in range(1 + twice):
            assert self.tried(settle_scores, self.secretary, rows=[row], **fields)
        self.settled[code] = value

    @invariant()
    def result_is_that_of_the_model(self) -> None:
        round_ = Round.objects.get(pk=self.round.pk)
        rows = {row.indicator.code: row for row in area_results(round_)[0].rows}
        for code in CODES:
            counted = self.submitted - self.aside if self.revealed else set()
            answers = [self.said[who, code] for who in counted]
            points = sorted(answer for answer in answers if isinstance(answer, int))
            said = rows[code].proposal
            assert (said.counted if said else 0) == len(points)
            if points:
                middle = points[(len(points) - 1) // 2], points[len(points) // 2]
                assert (said.median * 2, said.low, said.high) == (sum(middle), points[0], points[-1])
            elif said:
                assert (said.median, rows[code].mean) == (None, None)  # missing is never zero
            assert rows[code].value == self.settled.get(code)
        assert SettledScore.objects.filter(round=round_).count() == len(self.settled)
        assert Score.objects.filter(sheet__round=round_).count() == len(self.said)


def version_of(sheet: Sheet, code: str) -> int:
    found = Score.objects.filter(sheet=sheet, indicator__code=code).first()
    return found.version if found else 0


@pytest.mark.drill
@pytest.mark.sqlite_too
@pytest.mark.django_db
def test_round_agrees_with_its_model_whatever_is_done_in_whatever_order():
    run_state_machine_as_test(
        RoundMachine,
        settings=settings(
            max_examples=size(8, 300), stateful_step_count=size(15, 50), deadline=None, derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip

    assert list(journal.broken_lines()) == []
