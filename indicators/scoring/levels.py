"""The level an area has reached, why, and what would raise it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from indicators.scoring import sentences
from indicators.scoring.gates import IndicatorSpec, LevelSpec, Settled, Tally, tally


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
    then people read ยังสรุปไม่ได้, with `undecided`. `final` is False while a value that counts awaits the adoption of
    its minutes. `fewest` are the fewest indicators that would reach the next level, in order of code; empty also where
    none would (`reachable` False). `rules` says the rule of each step in words.
    """

    level: int
    conclusive: bool
    final: bool
    steps: tuple[Step, ...]
    next_level: int | None
    unmet: tuple[str, ...]
    undecided: tuple[str, ...]
    reasons: tuple[str, ...]
    fewest: tuple[str, ...] = ()
    reachable: bool = True
    rules: tuple[str, ...] = ()

    @property
    def missing(self) -> tuple[str, ...]:
        """`fewest` as people look at them: those not met, those not settled, those that need more points."""
        first = [code for code in self.unmet + self.undecided if code in self.fewest]
        return (*first, *(code for code in self.fewest if code not in first))


def level_reached(
    levels: Sequence[LevelSpec],
    indicators: Sequence[IndicatorSpec],
    settled: Iterable[Settled],
    pass_point: Decimal,
    scale: tuple[Decimal, Decimal] | None = None,
) -> LevelResult:
    """The highest level whose rule holds, with all lower ones where the rule says so.

    A value not in effect counts as not settled. `scale` is the lowest and the highest point; it matters to rules that
    add points.
    """
    known = {each.indicator: each for each in settled if each.in_effect}
    ends = scale or (Decimal(0), pass_point)
    ladder = [tally(each, indicators, known, pass_point, ends) for each in sorted(levels, key=lambda one: one.number)]
    reached: list[Tally] = []
    for each in ladder:
        if each.holds and (len(reached) == ladder.index(each) or not each.spec.requires_lower):
            reached.append(each)
    level = reached[-1].spec.number if reached else 0
    ahead = [each for each in ladder if each.spec.number > level]
    wanted = _wanted(ladder, reached, ahead)
    few = [each.fewest() for each in wanted]
    reachable = all(codes is not None for codes in few)
    judged = [known[one.code] for each in reached for one in (*each.met, *each.low, *each.out) if one.code in known]
    judged += [known[one.code] for each in wanted for one in each.low]
    return LevelResult(
        level=level,
        conclusive=not any(_could_be_reached(each, ladder, reached) for each in ahead),
        final=all(each.final for each in judged),
        steps=tuple(_step(each, each in reached, bool(ahead) and each is ahead[0]) for each in ladder),
        next_level=ahead[0].spec.number if ahead else None,
        unmet=tuple(one.code for each in wanted for one in _asked(each, each.low)),
        undecided=tuple(one.code for each in wanted for one in _asked(each, each.open)),
        reasons=sentences.reasons(ladder, reached, wanted, pass_point),
        fewest=tuple(sorted(code for codes in few for code in codes or ())) if reachable else (),
        reachable=reachable,
        rules=tuple(sentences.rule_sentence(each.spec, indicators, levels) for each in ladder),
    )


def _wanted(ladder: Sequence[Tally], reached: Sequence[Tally], ahead: Sequence[Tally]) -> list[Tally]:
    """The levels that must hold for the next one to be reached, lowest first."""
    if not ahead:
        return []
    below = [each for each in ladder if each.spec.number < ahead[0].spec.number and each not in reached]
    return [*(below if ahead[0].spec.requires_lower else []), ahead[0]]


def _could_be_reached(each: Tally, ladder: Sequence[Tally], reached: Sequence[Tally]) -> bool:
    below = [one for one in ladder if one.spec.number < each.spec.number and one not in reached]
    return each.may_hold and not (each.spec.requires_lower and any(not one.may_hold for one in below))


def _asked(each: Tally, some: Sequence[IndicatorSpec]) -> list[IndicatorSpec]:
    """Of some indicators, those that the rule has something to do with."""
    return [one for one in some if one in each.needed] if each.spec.mode == "MANDATORY" else list(some)


def _step(each: Tally, is_reached: bool, is_next: bool) -> Step:
    return Step(
        number=each.spec.number, name=each.spec.name, total=len(each.applying), met=len(each.met),
        unmet=len(each.low), unsettled=len(each.open), not_applicable=len(each.out),
        state="done" if is_reached else "now" if is_next else "not",
    )  # fmt: skip
