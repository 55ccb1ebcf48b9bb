"""The arithmetic, by properties and by the cases that a committee would ask about."""

import subprocess
import sys
from decimal import Decimal
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from indicators.scoring import (
    IndicatorSpec,
    LevelSpec,
    Mark,
    Settled,
    half_up,
    level_reached,
    median,
    proposal,
)

PASS = Decimal(3)
SCALE = range(6)

points = st.integers(0, 5).map(Decimal)


@st.composite
def programmes(draw):
    """Levels, indicators spread over them, and what was settled for some of these."""
    levels = [LevelSpec(number, requires_lower=draw(st.booleans())) for number in range(1, draw(st.integers(1, 5)) + 1)]
    indicators = [
        IndicatorSpec(f"i{sort}", sort, draw(st.integers(1, len(levels))))
        for sort in range(1, draw(st.integers(0, 12)) + 1)
    ]
    settled = []
    for each in indicators:
        kind = draw(st.sampled_from(["value", "value", "value", "na", "none"]))
        if kind != "none":
            value = draw(points) if kind == "value" else None
            effect = draw(st.booleans()) or draw(st.booleans())
            settled.append(Settled(each.code, kind, value, effect, effect and draw(st.booleans())))
    return levels, indicators, settled


def whole(levels: int, indicators: int, **values: str | None) -> tuple:
    """Indicators i1 … in turn over the levels, each settled at 3 unless `values` says otherwise; None: not settled."""
    specs = [IndicatorSpec(f"i{n}", n, (n - 1) % levels + 1) for n in range(1, indicators + 1)]
    settled = [
        Settled(each.code, "na" if given == "na" else "value", None if given == "na" else Decimal(given), True, True)
        for each in specs
        if (given := values.get(each.code, "3")) is not None
    ]
    return [LevelSpec(n) for n in range(1, levels + 1)], specs, settled, PASS


# -- properties


@given(programmes(), st.data())
def test_raising_any_score_never_lowers_the_level(programme, data):
    levels, indicators, settled = programme
    values = [n for n, each in enumerate(settled) if each.kind == "value"]
    before = level_reached(levels, indicators, settled, PASS)
    if not values:
        return
    n = data.draw(st.sampled_from(values))
    one = settled[n]
    raised = data.draw(st.integers(int(one.value), 5).map(Decimal))
    settled[n] = Settled(one.indicator, one.kind, raised, one.in_effect, one.final)

    after = level_reached(levels, indicators, settled, PASS)

    assert after.level >= before.level


@given(st.lists(st.tuples(st.sampled_from(["value", "na", "abstain"]), st.integers(0, 5)), max_size=6), st.randoms())
def test_order_of_members_does_not_matter(answers, chance):
    marks = [Mark("i1", kind, Decimal(point) if kind == "value" else None) for kind, point in answers]
    shuffled = marks[:]
    chance.shuffle(shuffled)

    assert proposal(shuffled, SCALE) == proposal(marks, SCALE)


@given(programmes(), st.randoms())
def test_order_of_settled_values_does_not_matter(programme, chance):
    levels, indicators, settled = programme
    before = level_reached(levels, indicators, settled, PASS)
    for rows in (levels, indicators, settled):
        chance.shuffle(rows)

    assert level_reached(levels, indicators, settled, PASS) == before


@given(programmes())
def test_level_that_requires_lower_ones_has_all_of_them(programme):
    levels, indicators, settled = programme
    result = level_reached([LevelSpec(each.number) for each in levels], indicators, settled, PASS)

    reached = [step.number for step in result.steps if step.state == "done"]

    assert reached == list(range(1, result.level + 1))


@given(programmes())
def test_unsettled_indicator_never_counts_as_met(programme):
    levels, indicators, settled = programme
    known = {each.indicator for each in settled if each.in_effect}

    result = level_reached(levels, indicators, settled, PASS)

    for step in result.steps:
        mine = [each.code for each in indicators if each.level == step.number]
        assert step.unsettled == sum(code not in known for code in mine)
        assert step.met + step.unmet + step.unsettled + step.not_applicable == len(mine)
        assert step.state != "done" or (step.unsettled == 0 and step.met > 0)


@given(programmes())
def test_value_not_in_effect_is_as_good_as_none(programme):
    levels, indicators, settled = programme
    effective = [each for each in settled if each.in_effect]

    assert level_reached(levels, indicators, settled, PASS) == level_reached(levels, indicators, effective, PASS)


@given(programmes())
def test_conclusive_result_cannot_be_raised_by_what_is_still_open(programme):
    levels, indicators, settled = programme
    known = {each.indicator for each in settled if each.in_effect}
    best = [Settled(each.code, "value", Decimal(5), True, True) for each in indicators if each.code not in known]

    result = level_reached(levels, indicators, settled, PASS)
    at_best = level_reached(levels, indicators, [*(one for one in settled if one.in_effect), *best], PASS)

    assert at_best.level == result.level or not result.conclusive


@given(st.lists(points, min_size=1, max_size=7))
def test_median_lies_between_lowest_and_highest(values):
    found = median(values)

    assert found is not None and min(values) <= found <= max(values)
    assert all(median(list(each)) == found for each in list(permutations(values))[:20])


# -- cases


def test_level_three_with_an_unmet_indicator_of_level_one_is_level_zero():
    result = level_reached(*whole(3, 6, i1="2"))

    assert (result.level, result.next_level, result.unmet, result.conclusive) == (0, 1, ("i1",), True)
    assert result.reasons == (
        "ระดับที่ 1 ยังไม่ผ่าน เนื่องจากตัวชี้วัดที่ 1 ได้คะแนนที่มีมติต่ำกว่า 3",
        "ตัวชี้วัดของระดับที่ 2 ผ่านครบแล้ว แต่ยังไม่ผ่านระดับที่ 1 ซึ่งต่ำกว่า จึงยังไม่ถือว่าผ่าน",
        "ตัวชี้วัดของระดับที่ 3 ผ่านครบแล้ว แต่ยังไม่ผ่านระดับที่ 1 ซึ่งต่ำกว่า จึงยังไม่ถือว่าผ่าน",
    )


def test_open_indicator_leaves_the_level_undecided_and_is_named():
    result = level_reached(*whole(2, 4, i4=None))

    assert (result.level, result.conclusive, result.undecided) == (1, False, ("i4",))
    assert result.reasons[1] == "ระดับที่ 2 ยังสรุปไม่ได้ เนื่องจากตัวชี้วัดที่ 4 ยังไม่มีมติที่มีผล"


def test_not_applicable_leaves_the_denominator():
    result = level_reached(*whole(2, 4, i3="na"))

    assert result.level == 2
    assert (result.steps[0].total, result.steps[0].met, result.steps[0].not_applicable) == (1, 1, 1)


def test_level_of_which_nothing_applies_is_not_reached_by_emptiness():
    result = level_reached(*whole(2, 4, i1="na", i3="na"))

    assert (result.level, result.conclusive) == (0, False)


def test_all_levels_reached_leaves_nothing_missing():
    result = level_reached(*whole(2, 4))

    assert (result.level, result.next_level, result.missing, result.conclusive, result.final) == (
        2,
        None,
        (),
        True,
        True,
    )


def test_value_awaiting_adoption_makes_the_level_not_final():
    levels, indicators, settled, pass_point = whole(1, 2)
    settled[0] = Settled("i1", "value", Decimal(4), in_effect=True, final=False)

    result = level_reached(levels, indicators, settled, pass_point)

    assert (result.level, result.final) == (1, False)


def test_rounding_is_half_up_in_decimal():
    assert half_up(Decimal("2.345")) == Decimal("2.35")
    assert half_up(Decimal("2.335")) == Decimal("2.34")
    assert median([Decimal(2), Decimal(3)]) == Decimal("2.50")


def test_abstention_and_not_applicable_are_never_zero():
    marks = [Mark("i1", "value", Decimal(4)), Mark("i1", "abstain"), Mark("i1", "na")]

    found = proposal(marks, SCALE)

    assert (found.counted, found.median, found.low, found.abstained, found.not_applicable) == (1, 4, 4, 1, 1)
    assert found.distribution == {0: 0, 1: 0, 2: 0, 3: 0, 4: 1, 5: 0}


def test_agreement_follows_the_spread():
    def said(*values: int) -> str:
        return proposal([Mark("i1", "value", Decimal(value)) for value in values], SCALE).agreement

    assert [said(3), said(3, 4), said(2, 4), said(1, 4)] == ["none", "high", "medium", "low"]


def test_disagreement_on_whether_it_applies_is_low_agreement():
    found = proposal([Mark("i1", "value", Decimal(3)), Mark("i1", "na")], SCALE)

    assert found.agreement == "low"


def test_scoring_loads_neither_django_nor_celery():
    found = subprocess.run(
        [sys.executable, "-c", "import sys, indicators.scoring; print(sorted({'django', 'celery'} & set(sys.modules)))"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert found.stdout.strip() == "[]"
