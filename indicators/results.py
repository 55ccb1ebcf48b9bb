"""What a round has come to: one read of the database, then arithmetic.

Three queries besides the framework (its levels, its indicators), whatever the number of members: the areas, the
settled values with their standing, and the scores counted by the database. No person appears here; before the round
is revealed no score does either.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from decimal import Decimal
from typing import Any

from django.db.models import Count

from areas.models import Area
from indicators import scoring
from indicators.models import Framework, Indicator, Round, Score, SettledScore
from indicators.models.sheet import is_interested
from indicators.scoring import IndicatorSpec, LevelResult, LevelSpec, Mark, Proposal, Settled


def tidy(value: Decimal | None) -> int | Decimal | None:
    """A value as people write it: 3 rather than 3.00, 2.5 rather than 2.50."""
    if value is None:
        return None
    return int(value) if value == int(value) else value.normalize()


@dataclass(frozen=True)
class IndicatorRow:
    """One indicator of one area. `passed` is None unless a value in effect says so or not."""

    indicator: Indicator
    settled: SettledScore | None
    in_effect: bool
    final: bool
    passed: bool | None
    proposal: Proposal | None
    # What those said who have an interest in the area: shown, and in none of the figures above.
    apart: Proposal | None = None

    @property
    def value(self) -> int | Decimal | None:
        """The settled value; None where nothing or "not applicable" is settled."""
        return tidy(self.settled.value) if self.settled else None

    @property
    def median(self) -> int | Decimal | None:
        return tidy(self.proposal.median) if self.proposal else None

    @property
    def mean(self) -> int | Decimal | None:
        """Beside the median, with two decimals, half up."""
        said = self.proposal
        if said is None or not said.counted:
            return None
        total = sum((Decimal(point) * people for point, people in said.distribution.items()), Decimal())
        return tidy(scoring.half_up(total / said.counted))

    @property
    def not_applicable(self) -> bool:
        return self.settled is not None and self.settled.kind == "na"


@dataclass(frozen=True)
class AreaResult:
    area: Area
    result: LevelResult
    rows: list[IndicatorRow]

    @property
    def steps(self) -> list[dict[str, Any]]:
        """The levels as plain numbers, for the drawings."""
        return [asdict(step) for step in self.result.steps]

    @property
    def rules(self) -> list[dict[str, Any]]:
        """The rule of each level in words."""
        steps = zip(self.result.steps, self.result.rules, strict=True)
        return [{"number": step.number, "name": step.name, "text": said} for step, said in steps]

    @property
    def missing(self) -> list[IndicatorRow]:
        """What stands between the area and the next level, in the order of the framework."""
        codes = set(self.result.missing)
        return [row for row in self.rows if row.indicator.code in codes]

    @property
    def settled_count(self) -> int:
        return sum(row.settled is not None for row in self.rows)


def area_results(round_: Round) -> list[AreaResult]:
    """The level of each area of the round, why, and every indicator behind it; in the order of the areas."""
    framework = round_.framework
    indicators = list(framework.indicators.in_order())
    settled: dict[tuple[int, int], SettledScore] = {}
    for one in SettledScore.objects.filter(round_id=round_.pk).with_standing():
        settled[one.area_id, one.indicator_id] = one
    proposals, apart = _proposals(round_, framework)
    levels = level_specs(framework)
    specs = indicator_specs(indicators)
    results = []
    for area in sorted(round_.areas.all(), key=lambda one: (one.sort, one.code)):
        rows = [
            replace(
                _row(one, settled.get((area.pk, one.pk)), proposals.get((area.pk, one.pk)), spec, framework),
                apart=apart.get((area.pk, one.pk)),
            )
            for one, spec in zip(indicators, specs, strict=True)
        ]
        result = scoring.level_reached(levels, specs, _known(rows), Decimal(framework.pass_point), framework.scale)
        results.append(AreaResult(area, result, rows))
    return results


def proposals_of_area(round_: Round, area: Area) -> dict[str, Proposal]:
    """What the submitted sheets of a revealed round say about one area, by indicator code."""
    by_indicator, _apart = _proposals(round_, round_.framework, area_id=area.pk)
    codes = dict(round_.framework.indicators.values_list("pk", "code"))
    return {codes[indicator_id]: one for (_area, indicator_id), one in by_indicator.items()}


def level_specs(framework: Framework) -> list[LevelSpec]:
    return [scoring.rule_of(level.number, level.short or level.name, level.rule) for level in framework.levels.all()]


def rules_of(framework: Framework) -> list[dict[str, Any]]:
    """The rule of each level in words."""
    levels, specs = level_specs(framework), indicator_specs(framework.indicators.in_order())
    return [
        {"number": each.number, "name": each.name, "text": scoring.rule_sentence(each, specs, levels)}
        for each in levels
    ]


def indicator_specs(indicators: Iterable[Indicator]) -> list[IndicatorSpec]:
    """Without a level (in a selection) an indicator belongs to none of those that are counted."""
    return [
        IndicatorSpec(
            code=one.code, sort=one.sort, level=one.level.number if one.level else 0, name=one.name, kind=one.kind,
            weight=one.weight, pass_point=None if one.pass_point is None else Decimal(one.pass_point),
            target=one.target, direction=one.direction,
        )
        for one in indicators
    ]  # fmt: skip


Proposals = dict[tuple[int, int], Proposal]


def _proposals(round_: Round, framework: Framework, **which: int) -> tuple[Proposals, Proposals]:
    """By area and indicator: of those without an interest in the area, and, apart, of those with one."""
    counted = (
        Score.objects.marks_of(round_.pk)
        .filter(**{f"sheet__{key}": value for key, value in which.items()})
        .values_list("sheet__area_id", "indicator_id", "kind", "value", is_interested())
        .annotate(people=Count("pk"))
        .order_by()
    )
    marks: tuple[dict[tuple[int, int], list[Mark]], dict[tuple[int, int], list[Mark]]] = ({}, {})
    for area_id, indicator_id, kind, value, interested, people in counted:
        mark = Mark(str(indicator_id), kind, None if value is None else Decimal(value))
        marks[bool(interested)].setdefault((area_id, indicator_id), []).extend([mark] * people)
    scale = range(framework.scale_min, framework.scale_max + 1)
    one, other = ({key: scoring.proposal(each, scale) for key, each in part.items()} for part in marks)
    return one, other


def _row(
    indicator: Indicator, one: SettledScore | None, proposal: Proposal | None, spec: IndicatorSpec, framework: Framework
) -> IndicatorRow:
    in_effect = one is not None and one.resolution.in_effect
    known = in_effect and one is not None and one.value is not None and not framework.is_selection
    passed = spec.is_met(one.value, Decimal(framework.pass_point)) if known and one else None
    final = one is not None and one.resolution.final
    return IndicatorRow(indicator, one, in_effect, final, passed, proposal)


def _known(rows: Iterable[IndicatorRow]) -> list[Settled]:
    return [
        Settled(row.indicator.code, row.settled.kind, row.settled.value, row.in_effect, row.final)
        for row in rows
        if row.settled is not None
    ]
