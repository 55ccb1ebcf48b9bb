"""Gates as data, against an oracle that knows no algorithm: it tries every set of indicators."""

from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.scoring import IndicatorSpec, LevelSpec, Settled, level_reached, rule_of

KINDS = ["precondition", "mandatory", "scored", "measured"]
weights = st.sampled_from(["0.5", "1", "1.5", "2", "10"]).map(Decimal)


@st.composite
def programmes(draw):
    """Levels of every mode, indicators of every kind, a scale, and what was settled for some of them."""
    top = draw(st.integers(1, 10))
    lowest = draw(st.integers(0, top - 1))
    pass_point = draw(st.integers(lowest + 1, top))
    levels = [draw(rules(number)) for number in range(1, draw(st.integers(1, 7)) + 1)]
    indicators = [
        IndicatorSpec(
            f"i{draw(st.integers(10, 99))}-{sort}", sort, draw(st.integers(1, len(levels))), kind=draw(st.sampled_from(KINDS)),
            weight=draw(weights), pass_point=draw(st.none() | st.integers(lowest + 1, top).map(Decimal)),
            target=Decimal(draw(st.integers(-3, 3))), direction=draw(st.sampled_from(["higher", "lower"])),
            applies=draw(st.integers(0, 9)) > 0,
        )
        for sort in range(1, draw(st.integers(0, 8)) + 1)
    ]  # fmt: skip
    values = {each.code: draw(settled_value(each, lowest, top)) for each in indicators}
    return levels, indicators, values, Decimal(pass_point), (Decimal(lowest), Decimal(top))


@st.composite
def rules(draw, number):
    mode = draw(st.sampled_from(["ALL", "MANDATORY", "MIN_PERCENT", "MIN_POINTS", "CHOOSE"]))
    bar = {"MIN_PERCENT": st.integers(1, 100), "MIN_POINTS": st.integers(1, 60), "CHOOSE": st.integers(1, 4)}
    need = Decimal(draw(bar[mode])) if mode in bar else None
    return LevelSpec(number, mode=mode, requires_lower=draw(st.booleans()), need=need)


def settled_value(one, lowest, top):
    value = st.integers(-5, 5) if one.kind == "measured" else st.integers(lowest, top)
    return st.one_of(st.none(), st.just("na"), value.map(Decimal), value.map(Decimal))


def rows(values) -> list[Settled]:
    return [
        Settled(code, "na" if value == "na" else "value", None if value == "na" else value, True, True)
        for code, value in values.items()
        if value is not None
    ]


def ask(programme, **changed):
    levels, indicators, values, pass_point, scale = programme
    return level_reached(levels, indicators, rows(values | changed), pass_point, scale)


# -- the oracle


def passes(one, value, pass_point) -> bool:
    if one.kind == "measured":
        return value >= one.target if one.direction == "higher" else value <= one.target
    return value >= (one.pass_point or pass_point)


def holds(level, indicators, values, pass_point, scale) -> bool:
    mine = [one for one in indicators if one.level == level.number and one.applies and values[one.code] != "na"]
    good = [one for one in mine if values[one.code] is not None and passes(one, values[one.code], pass_point)]
    must = [one for one in mine if level.mode == "ALL" or one.kind in ("precondition", "mandatory")]
    free = [one for one in mine if one.kind != "precondition"]
    if not (must if level.mode in ("ALL", "MANDATORY") else free) or any(one not in good for one in must):
        return False
    if level.mode == "CHOOSE":
        return sum(one in good for one in free) >= level.need
    if level.mode == "MIN_PERCENT":
        whole = sum(one.weight for one in free)
        return sum(one.weight for one in free if one in good) * 100 >= level.need * whole
    if level.mode == "MIN_POINTS":
        points = 0
        for one in free:
            if one.kind == "measured" and values[one.code] is not None:
                points += one.weight * scale[one in good]
            elif values[one.code] is not None:
                points += one.weight * values[one.code]
        return points >= level.need
    return True


def reached(programme, values) -> set[int]:
    levels, indicators, _values, pass_point, scale = programme
    up: set[int] = set()
    for level in levels:
        free = not level.requires_lower or up == {each.number for each in levels if each.number < level.number}
        if free and holds(level, indicators, values, pass_point, scale):
            up.add(level.number)
    return up


def best(one, scale) -> Decimal:
    return one.target if one.kind == "measured" else scale[1]


def fewest(programme, level) -> tuple[str, ...] | None:
    _levels, indicators, values, _pass_point, scale = programme
    able = sorted((one for one in indicators if one.applies and values[one.code] != "na"), key=lambda one: one.code)
    for size in range(len(able) + 1):
        for some in combinations(able, size):
            if level in reached(programme, values | {one.code: best(one, scale) for one in some}):
                return tuple(one.code for one in some)
    return None


# -- agreement


@given(programmes())
def test_level_and_fewest_indicators_agree_with_trying_everything(programme):
    levels, _indicators, values, _pass_point, _scale = programme
    up = reached(programme, values)

    found = ask(programme)

    assert found.level == max(up, default=0)
    assert [step.number for step in found.steps if step.state == "done"] == sorted(up)
    assert found.next_level == min((each.number for each in levels if each.number > found.level), default=None)
    if found.next_level is not None:
        expected = fewest(programme, found.next_level)
        assert (found.reachable, found.fewest) == (expected is not None, expected or ())
        assert sorted(found.missing) == list(found.fewest)


@given(programmes())
def test_every_step_has_its_rule_in_words_and_every_result_a_reason(programme):
    levels, _indicators, _values, _pass_point, _scale = programme

    found = ask(programme)

    assert len(found.rules) == len(levels) and all(found.rules)
    assert found.reasons and all(found.reasons)


@given(programmes(), st.data())
def test_raising_any_value_never_lowers_the_level(programme, data):
    _levels, indicators, values, _pass_point, scale = programme
    known = [one for one in indicators if isinstance(values[one.code], Decimal)]
    if not known:
        return
    one = data.draw(st.sampled_from(known))
    better = data.draw(st.integers(0, 10))
    value = values[one.code]
    if one.kind == "measured":
        raised = value + better if one.direction == "higher" else value - better
    else:
        raised = min(value + better, scale[1])

    assert ask(programme, **{one.code: raised}).level >= ask(programme).level


@given(programmes(), st.data())
def test_whatever_is_settled_later_a_conclusive_level_stays_and_no_level_is_lost(programme, data):
    _levels, indicators, values, _pass_point, scale = programme
    later = {
        one.code: data.draw(settled_value(one, int(scale[0]), int(scale[1])))
        for one in indicators
        if values[one.code] is None
    }
    before, after = ask(programme), ask(programme, **later)

    assert after.level >= before.level
    assert after.level == before.level or not before.conclusive


@given(programmes(), st.randoms())
def test_order_of_levels_indicators_and_values_does_not_matter(programme, chance):
    levels, indicators, values, pass_point, scale = programme
    before, settled = ask(programme), rows(values)
    levels, indicators = levels[:], indicators[:]
    for some in (levels, indicators, settled):
        chance.shuffle(some)

    assert level_reached(levels, indicators, settled, pass_point, scale) == before


# -- cases


def level(mode: str, need: str | None = None, *values: str | None, kinds: str = "", **fields):
    """One level with an indicator per value; `kinds` has a letter for each, s where it is short."""
    names = {"p": "precondition", "m": "mandatory", "s": "scored"}
    specs = [
        IndicatorSpec(f"i{n}", n, 1, kind=names[kinds.ljust(len(values), "s")[n - 1]], **fields)
        for n, _value in enumerate(values, 1)
    ]
    settled = rows({one.code: Decimal(v) if v else None for one, v in zip(specs, values, strict=True)})
    spec = LevelSpec(1, mode=mode, need=Decimal(need) if need else None)
    return level_reached([spec], specs, settled, Decimal(3), (Decimal(0), Decimal(5)))


def test_minimum_percent_says_how_far_it_is_and_what_would_do():
    found = level("MIN_PERCENT", "75", "3", "3", "2", None)

    assert (found.level, found.fewest, found.missing) == (0, ("i3",), ("i3",))
    assert found.reasons == (
        "ระดับที่ 1 ยังสรุปไม่ได้ เนื่องจากผ่านแล้ว 2 จาก 4 ตัวชี้วัด คิดเป็นร้อยละ 50 ของน้ำหนัก เกณฑ์คือร้อยละ 75 และตัวชี้วัดที่ 4 ยังไม่มีมติที่มีผล",
        "จะผ่านระดับที่ 1 ได้เมื่อมีตัวชี้วัดผ่านเพิ่มอีกอย่างน้อย 1 ข้อ เช่น ตัวชี้วัดที่ 3",
    )
    assert found.rules == ("ต้องผ่านตัวชี้วัดของระดับนี้ไม่น้อยกว่าร้อยละ 75 ของน้ำหนักรวมที่เกี่ยวข้องกับพื้นที่",)


def test_level_held_by_enough_stays_held_whatever_the_rest_becomes():
    found = level("CHOOSE", "2", "3", "4", None, "0")

    assert (found.level, found.conclusive) == (1, True)
    assert found.reasons == ("ผ่านระดับที่ 1 เนื่องจากผ่านแล้ว 2 จาก 4 ตัวชี้วัด เกณฑ์คือ 2 ตัวชี้วัด",)


def test_precondition_is_needed_and_not_counted_and_a_mandatory_one_is_both():
    assert level("CHOOSE", "1", "2", "5", kinds="ps").fewest == ("i1",)
    assert level("CHOOSE", "1", "5", "2", kinds="ps").fewest == ("i2",)
    assert level("CHOOSE", "1", "5", "2", kinds="ms").level == 1


def test_minimum_points_adds_points_by_weight_and_may_raise_one_that_is_met():
    found = level("MIN_POINTS", "24", "3", "3", weight=Decimal("2.5"))

    assert (found.level, found.unmet, found.fewest, found.missing) == (0, (), ("i1", "i2"), ("i1", "i2"))
    assert level("MIN_POINTS", "15", "3", "3", weight=Decimal("2.5")).level == 1


def test_rule_that_cannot_be_passed_says_so():
    found = level("CHOOSE", "3", "3", "3")

    assert (found.reachable, found.fewest, found.conclusive) == (False, (), True)
    assert found.reasons[0].endswith("ตัวชี้วัดที่เกี่ยวข้องกับพื้นที่มีไม่เพียงพอที่จะผ่านเกณฑ์")


def test_measured_value_is_met_at_its_target_in_its_direction():
    water = IndicatorSpec("i1", 1, 1, kind="measured", target=Decimal("1.25"), direction="lower")

    def reached_at(value: str) -> int:
        return level_reached([LevelSpec(1)], [water], rows({"i1": Decimal(value)}), Decimal(3)).level

    assert [reached_at("1.26"), reached_at("1.25"), reached_at("0")] == [0, 1, 1]


def test_pass_point_of_an_indicator_goes_before_that_of_the_framework():
    assert level("ALL", None, "4", pass_point=Decimal(5)).level == 0
    assert level("ALL", None, "2", pass_point=Decimal(2)).reasons == (
        "ผ่านระดับที่ 1 เนื่องจากตัวชี้วัดทั้ง 1 ข้อผ่านตามเกณฑ์ผ่านหรือค่าเป้าหมายของแต่ละข้อ",
    )


def test_area_on_a_level_that_asks_for_no_lower_one_looks_further_up():
    levels = [LevelSpec(1), LevelSpec(2, requires_lower=False), LevelSpec(3)]
    indicators = [IndicatorSpec(f"i{n}", n, n) for n in (1, 2, 3)]

    found = level_reached(levels, indicators, rows({"i1": Decimal(2), "i2": Decimal(3)}), Decimal(3))

    assert (found.level, found.next_level, found.fewest) == (2, 3, ("i1", "i3"))


@pytest.mark.parametrize(
    "rule",
    [
        {"mode": "MOST"},
        {"mode": "CHOOSE"},
        {"mode": "CHOOSE", "choose": "0"},
        {"mode": "CHOOSE", "choose": "NaN"},
        {"mode": "ALL", "choose": "2"},
        {"mode": "MIN_PERCENT", "points": "2"},
    ],
)
def test_what_is_no_rule_is_refused(rule):
    with pytest.raises((ValueError, KeyError)):
        rule_of(1, "", rule)


def test_rule_is_read_from_its_data():
    found = rule_of(2, "สอง", {"mode": "MIN_PERCENT", "percent": "62.5", "requires_lower": False})

    assert found == LevelSpec(2, "สอง", "MIN_PERCENT", False, Decimal("62.5"))
