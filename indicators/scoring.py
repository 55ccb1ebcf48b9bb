"""The arithmetic of scores and levels. Pure: dataclasses in, dataclasses out; no Django, no database.

Values are points of the framework's scale as Decimal. Rounding is half up. Levels are ordinal: there is no level 2.67.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True)
class IndicatorSpec:
    """What the arithmetic needs to know of an indicator. `sort` is the number that people see."""

    code: str
    sort: int
    level: int
    name: str = ""


@dataclass(frozen=True)
class LevelSpec:
    """A level and its rule. Mode ALL: every indicator of the level that applies is met."""

    number: int
    name: str = ""
    mode: str = "ALL"
    requires_lower: bool = True


@dataclass(frozen=True)
class Mark:
    """One member's answer to one indicator: kind "value", "na" or "abstain"."""

    indicator: str
    kind: str
    value: Decimal | None = None


@dataclass(frozen=True)
class Proposal:
    """What the sheets say about one indicator. `counted` is the n of the median; abstentions are never zero."""

    counted: int
    median: Decimal | None
    low: Decimal | None
    high: Decimal | None
    distribution: Mapping[int, int]
    not_applicable: int
    abstained: int

    @property
    def spread(self) -> Decimal | None:
        return None if self.low is None or self.high is None else self.high - self.low

    @property
    def agreement(self) -> str:
        """ "none" without two answers; "high" within one point; "medium" within two; else "low".

        Members who say "not applicable" while others give points disagree on the first question: low.
        """
        if self.not_applicable and self.counted:
            return "low"
        if self.counted < 2 or self.spread is None:
            return "none"
        return "high" if self.spread <= 1 else "medium" if self.spread <= 2 else "low"


@dataclass(frozen=True)
class Settled:
    """A value with its resolution: kind "value" or "na". In effect: closed with a quorum; final: minutes adopted."""

    indicator: str
    kind: str
    value: Decimal | None
    in_effect: bool
    final: bool


@dataclass(frozen=True)
class Step:
    """One level of one area. state: "done", "now" (the next one to reach) or "not"."""

    number: int
    name: str
    total: int
    met: int
    unmet: int
    unsettled: int
    not_applicable: int
    state: str


@dataclass(frozen=True)
class LevelResult:
    """The level reached, and why.

    `level` is what is certain; 0 where none is. `conclusive` is False while values still to be settled could raise it:
    then people read ยังสรุปไม่ได้, with `undecided`. `missing` are the codes that stand between the area and the next
    level. `final` is False while a value that counts awaits the adoption of its minutes.
    """

    level: int
    conclusive: bool
    final: bool
    steps: tuple[Step, ...]
    next_level: int | None
    unmet: tuple[str, ...]
    undecided: tuple[str, ...]
    reasons: tuple[str, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        return self.unmet + self.undecided


def half_up(value: Decimal, unit: Decimal = HUNDREDTH) -> Decimal:
    return value.quantize(unit, rounding=ROUND_HALF_UP)


def median(values: Sequence[Decimal]) -> Decimal | None:
    """The middle value; of an even number, the mean of the two in the middle. None of nothing."""
    if not values:
        return None
    ordered = sorted(values)
    middle = len(ordered) // 2
    if len(ordered) % 2:
        return half_up(ordered[middle])
    return half_up((ordered[middle - 1] + ordered[middle]) / 2)


def proposal(marks: Iterable[Mark], scale: Sequence[int]) -> Proposal:
    """What the marks of one indicator propose. The order of the members does not matter."""
    marks = list(marks)
    values = [mark.value for mark in marks if mark.kind == "value" and mark.value is not None]
    return Proposal(
        counted=len(values),
        median=median(values),
        low=min(values, default=None),
        high=max(values, default=None),
        distribution={point: sum(value == point for value in values) for point in scale},
        not_applicable=sum(mark.kind == "na" for mark in marks),
        abstained=sum(mark.kind == "abstain" for mark in marks),
    )


def level_reached(
    levels: Sequence[LevelSpec],
    indicators: Sequence[IndicatorSpec],
    settled: Iterable[Settled],
    pass_point: Decimal,
) -> LevelResult:
    """The highest level whose rule holds, with all lower ones where the rule says so.

    A value not in effect counts as not settled. "Not applicable" leaves the denominator; a level of which nothing
    applies cannot be reached by emptiness, so it stays undecided.
    """
    known = {each.indicator: each for each in settled if each.in_effect}
    level, blocked, closed, conclusive, final = 0, False, False, True, True
    steps: list[Step] = []
    next_level: int | None = None
    unmet: tuple[str, ...] = ()
    undecided: tuple[str, ...] = ()
    reasons: list[str] = []
    for spec in sorted(levels, key=lambda each: each.number):
        mine = sorted((each for each in indicators if each.level == spec.number), key=lambda each: each.sort)
        open_: list[IndicatorSpec] = []
        low: list[IndicatorSpec] = []
        met: list[IndicatorSpec] = []
        out: list[IndicatorSpec] = []
        for each in mine:
            value = known.get(each.code)
            if value is None:
                open_.append(each)
            elif value.kind == "na":
                out.append(each)
            else:
                (met if value.value is not None and value.value >= pass_point else low).append(each)
        holds = bool(met) and not open_ and not low
        reached = holds and not (blocked and spec.requires_lower)
        # Could still be reached: nothing settled stands against it, here or, where that counts, below.
        open_yet = not reached and not low and not (closed and spec.requires_lower)
        conclusive = conclusive and not open_yet
        state = "done" if reached else "not"
        if reached:
            level = spec.number
            final = final and all(known[each.code].final for each in (*met, *out))
            reasons.append(sentence_reached(spec, len(met), len(out), pass_point))
        elif next_level is None:
            next_level, state = spec.number, "now"
            unmet = tuple(each.code for each in low)
            undecided = tuple(each.code for each in open_)
            final = final and all(known[each.code].final for each in low)
            reasons.append(sentence_missing(spec, low, open_, len(mine), pass_point))
        elif holds:
            reasons.append(f"ตัวชี้วัดของระดับที่ {spec.number} ผ่านครบแล้ว แต่ยังไม่ผ่านระดับที่ {next_level} ซึ่งต่ำกว่า จึงยังไม่นับ")
        blocked = blocked or not reached
        closed = closed or bool(low)
        steps.append(
            Step(spec.number, spec.name, len(mine) - len(out), len(met), len(low), len(open_), len(out), state)
        )
    return LevelResult(
        level=level,
        conclusive=conclusive,
        final=final,
        steps=tuple(steps),
        next_level=next_level,
        unmet=unmet,
        undecided=undecided,
        reasons=tuple(reasons),
    )


def sentence_reached(spec: LevelSpec, met: int, out: int, pass_point: Decimal) -> str:
    also = f" ไม่เกี่ยวข้อง {out} ตัวชี้วัด" if out else ""
    return f"ผ่านระดับที่ {spec.number} เพราะตัวชี้วัดทั้ง {met} ตัวได้คะแนนที่มีมติตั้งแต่ {plain(pass_point)} ขึ้นไป{also}"


def sentence_missing(
    spec: LevelSpec, low: Sequence[IndicatorSpec], open_: Sequence[IndicatorSpec], total: int, pass_point: Decimal
) -> str:
    if not total:
        return f"ระดับที่ {spec.number} ยังสรุปไม่ได้ เพราะเกณฑ์ยังไม่มีตัวชี้วัดของระดับนี้"
    if not low and not open_:
        return f"ระดับที่ {spec.number} ยังสรุปไม่ได้ เพราะไม่มีตัวชี้วัดข้อใดที่เกี่ยวข้องกับพื้นที่"
    parts = []
    if low:
        parts.append(f"ตัวชี้วัดที่ {numbers(low)} ได้คะแนนที่มีมติต่ำกว่า {plain(pass_point)}")
    if open_:
        parts.append(f"ตัวชี้วัดที่ {numbers(open_)} ยังไม่มีมติที่มีผล")
    verdict = "ยังไม่ผ่าน" if low else "ยังสรุปไม่ได้"
    return f"ระดับที่ {spec.number} {verdict} เพราะ{' และ'.join(parts)}"


def numbers(indicators: Sequence[IndicatorSpec]) -> str:
    return ", ".join(str(each.sort) for each in indicators)


def plain(value: Decimal) -> str:
    """3 rather than 3.00, 2.5 rather than 2.50."""
    return f"{value.normalize():f}"
