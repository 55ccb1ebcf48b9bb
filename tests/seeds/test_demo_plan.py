"""The example's arithmetic, without a database: what members give leads to what the committee settles."""

from decimal import Decimal

import pytest

from ecotown.management.seeds.demo.cast import PARTS, SEATED
from ecotown.management.seeds.demo.plan import PLANS, Answer, answers, settlement
from indicators.exchange import SHIPPED, read_framework
from indicators.scoring import Mark, proposal

DRAFT = read_framework((SHIPPED / "eit-level-draft.yaml").read_text(encoding="utf-8"))
CELLS = [(area, each.code, each.level) for area in PLANS for each in DRAFT.indicators]


def proposed(given: dict[str, Answer]) -> Decimal | None:
    marks = [Mark("x", each.kind, None if each.value is None else Decimal(each.value)) for each in given.values()]
    return proposal(marks, range(6)).median


def test_plans_name_indicators_that_exist():
    known = {each.code for each in DRAFT.indicators}

    for plan in PLANS.values():
        named = {*plan.missing, *plan.above, *plan.disputed, plan.lowered, plan.not_applicable} - {""}
        assert named <= known


def test_median_is_what_is_settled_but_for_what_has_a_reason():
    for area, code, level in CELLS:
        kind, value, reason = settlement(area, code, level)

        assert bool(reason) == (kind == "na" or proposed(answers(area, code, level, SEATED)) != value), (area, code)


def test_every_member_answers_on_the_scale():
    for area, code, level in CELLS:
        given = answers(area, code, level, SEATED)

        assert list(given) == SEATED
        for answer in given.values():
            assert (answer.kind == "value") == (answer.value is not None)
            assert answer.value is None or 0 <= answer.value <= 5
            assert bool(answer.reason) == (answer.kind == "na")


def spread(given: dict[str, Answer]) -> int:
    values = [answer.value for answer in given.values() if answer.value is not None]
    return max(values) - min(values)


def test_members_agree_within_two_points_but_for_what_is_disputed():
    parted = {(area, code) for area, code, level in CELLS if spread(answers(area, code, level, SEATED)) > 2}

    assert parted == {(area, code) for area, plan in PLANS.items() for code in plan.disputed}


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.username)
def test_every_part_says_that_it_is_an_example(part):
    assert "ตัวอย่าง" in part.post
    assert bool(part.seat) != bool(part.assignment)
