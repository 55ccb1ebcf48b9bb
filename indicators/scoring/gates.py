"""Gates as data: what a level asks for, whether it is given, and the fewest indicators that would give it.

Whatever the mode, the indicators a level *needs* must each be met: its preconditions and mandatory ones, and under ALL
every one. Preconditions are not counted beyond that. The other modes set a bar, and each counted indicator is worth
something towards it:

    MIN_PERCENT  its weight once met             bar: that share of the weight that applies
    MIN_POINTS   weight x points                 bar: the points
    CHOOSE       one once met                    bar: how many

"Not applicable" leaves the count. An indicator without a value in effect is worth nothing, so what holds now holds
whatever is settled later.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

MODES = ("ALL", "MANDATORY", "MIN_PERCENT", "MIN_POINTS", "CHOOSE")
# The modes with a bar, and the key under which a rule holds it.
NEEDS = {"MIN_PERCENT": "percent", "MIN_POINTS": "points", "CHOOSE": "choose"}
NONE = Decimal(0)
WHOLE = Decimal(100)


@dataclass(frozen=True)
class IndicatorSpec:
    """What the arithmetic needs to know of an indicator. `sort` is the number that people see.

    `pass_point` None is the framework's. A measured one has a target instead and is met at it or beyond, in its
    direction: "higher" or "lower". `applies` is False where it is not asked of this kind of area.
    """

    code: str
    sort: int
    level: int
    name: str = ""
    kind: str = "scored"
    weight: Decimal = Decimal(1)
    pass_point: Decimal | None = None
    target: Decimal | None = None
    direction: str = "higher"
    applies: bool = True

    def is_met(self, value: Decimal | None, pass_point: Decimal) -> bool:
        if value is None:
            return False
        if self.kind == "measured" and self.target is not None:
            return value <= self.target if self.direction == "lower" else value >= self.target
        return value >= (pass_point if self.pass_point is None else self.pass_point)


@dataclass(frozen=True)
class LevelSpec:
    """A level and its rule. `need` is the bar of the modes that have one."""

    number: int
    name: str = ""
    mode: str = "ALL"
    requires_lower: bool = True
    need: Decimal | None = None


@dataclass(frozen=True)
class Settled:
    """A value with its resolution: kind "value" or "na". In effect: closed with a quorum; final: minutes adopted."""

    indicator: str
    kind: str
    value: Decimal | None
    in_effect: bool
    final: bool


def rule_of(number: int, name: str, rule: Mapping[str, Any]) -> LevelSpec:
    """A level's rule from its data; ValueError where that is no rule."""
    mode = rule.get("mode", "ALL")
    key = NEEDS.get(mode)
    if mode not in MODES or set(rule) - {"mode", "requires_lower", *([key] if key else [])}:
        raise ValueError(f"no rule of a level: {rule}")
    need = Decimal(str(rule[key])) if key else None
    if need is not None and not (need.is_finite() and need > 0):
        raise ValueError(f"no bar: {rule}")
    return LevelSpec(number, name, mode, bool(rule.get("requires_lower", True)), need)


@dataclass(frozen=True)
class Tally:
    """One level as it stands: its indicators by what was settled, in order of their numbers."""

    spec: LevelSpec
    met: tuple[IndicatorSpec, ...]
    low: tuple[IndicatorSpec, ...]
    open: tuple[IndicatorSpec, ...]
    out: tuple[IndicatorSpec, ...]
    points: Mapping[str, Decimal]
    top: Decimal

    @property
    def applying(self) -> tuple[IndicatorSpec, ...]:
        return (*self.met, *self.low, *self.open)

    @property
    def needed(self) -> list[IndicatorSpec]:
        """Those that must each be met."""
        always = {"precondition", "mandatory"}
        return [one for one in self.applying if self.spec.mode == "ALL" or one.kind in always]

    @property
    def counted(self) -> list[IndicatorSpec]:
        return [one for one in self.applying if one.kind != "precondition"]

    @property
    def is_empty(self) -> bool:
        """Nothing that the rule speaks of applies: no level is reached by emptiness."""
        return not (self.needed if self.spec.mode in ("ALL", "MANDATORY") else self.counted)

    @property
    def bar(self) -> Decimal:
        if self.spec.need is None:
            return NONE
        if self.spec.mode == "MIN_PERCENT":
            return self.spec.need * sum((one.weight for one in self.counted), NONE) / WHOLE
        return self.spec.need

    def worth(self, one: IndicatorSpec) -> Decimal:
        """Towards the bar, as it stands."""
        if self.spec.mode == "MIN_POINTS":
            return one.weight * self.points.get(one.code, NONE)
        return self.best(one) if one in self.met else NONE

    def best(self, one: IndicatorSpec) -> Decimal:
        """Towards the bar, at most."""
        if self.spec.mode == "MIN_POINTS":
            return one.weight * self.top
        return one.weight if self.spec.mode == "MIN_PERCENT" else Decimal(1)

    @property
    def held(self) -> Decimal:
        return sum((self.worth(one) for one in self.counted), NONE)

    @property
    def holds(self) -> bool:
        return not self.is_empty and all(one in self.met for one in self.needed) and self.held >= self.bar

    @property
    def may_hold(self) -> bool:
        """Whether values still to be settled could make it hold. Met is the best that an open one can become: taken out
        as not applicable it would lower the bar by no more than it would have added.
        """
        if self.is_empty:
            return True
        gain = sum((self.best(one) for one in self.counted if one in self.open), NONE)
        return not any(one in self.low for one in self.needed) and self.held + gain >= self.bar

    def fewest(self) -> tuple[str, ...] | None:
        """The fewest indicators that, at their best, make the level hold; of equally few, the first in order of code.

        None where even all of them would not. Those it needs are in every answer. Of the others, n reach the bar if the
        n that gain most do; so the least n is found, and then each is taken, in order of code, with which n still do.
        """
        if self.is_empty:
            return None
        forced = [one for one in self.needed if one not in self.met]
        gains = {one.code: self.best(one) - self.worth(one) for one in self.counted}
        short = self.bar - self.held - sum((gains.get(one.code, NONE) for one in forced), NONE)
        codes = {one.code for one in forced}
        free = sorted((code, gain) for code, gain in gains.items() if code not in codes and gain > 0)
        chosen = _first_few(free, short)
        return None if chosen is None else tuple(sorted([*codes, *chosen]))


def _first_few(gains: Sequence[tuple[str, Decimal]], short: Decimal) -> list[str] | None:
    if sum((gain for _code, gain in gains), NONE) < short:
        return None
    few = next(few for few in range(len(gains) + 1) if _most(gains, few) >= short)
    chosen = []
    for place, (code, gain) in enumerate(gains):
        if few and gain + _most(gains[place + 1 :], few - 1) >= short:
            chosen.append(code)
            short, few = short - gain, few - 1
    return chosen


def _most(gains: Sequence[tuple[str, Decimal]], few: int) -> Decimal:
    return sum(sorted((gain for _code, gain in gains), reverse=True)[:few], NONE)


def tally(
    spec: LevelSpec, indicators: Iterable[IndicatorSpec], known: Mapping[str, Settled], pass_point: Decimal,
    scale: tuple[Decimal, Decimal],
) -> Tally:  # fmt: skip
    """How a level stands. A measured value gives the highest point of the scale once met, the lowest before."""
    found: dict[str, list[IndicatorSpec]] = {"met": [], "low": [], "open": [], "out": []}
    points: dict[str, Decimal] = {}
    lowest, top = scale
    for one in sorted((each for each in indicators if each.level == spec.number), key=lambda each: each.sort):
        value = known.get(one.code)
        if not one.applies or (value is not None and value.kind == "na"):
            found["out"].append(one)
        elif value is None:
            found["open"].append(one)
        else:
            met = one.is_met(value.value, pass_point)
            found["met" if met else "low"].append(one)
            reached = (top if met else lowest) if one.kind == "measured" else value.value
            points[one.code] = reached or NONE
    settled, below, open_, out = (tuple(some) for some in found.values())
    return Tally(spec, settled, below, open_, out, points, top)
