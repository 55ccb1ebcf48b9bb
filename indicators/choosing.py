"""What a round of a selection says of its areas: one read of the database, then arithmetic. No member is named."""

from dataclasses import dataclass
from decimal import Decimal

from areas.models import Area
from indicators import scoring
from indicators.models import Dimension, Round, Score, SettledScore
from indicators.models.sheet import is_interested
from indicators.scoring import Answer, Choice, Criterion, Standing

# The drawing's own measure: a total is at most WHOLE, and a hundredth of it is UNIT wide.
UNIT = 6


@dataclass(frozen=True)
class Bar:
    """One area in the chart, in units of the drawing: its total, and between which totals it lies in all tests."""

    area: Area
    standing: Standing
    groups: list[tuple[Dimension, Decimal | None]]

    @property
    def width(self) -> int:
        return int((self.standing.total or 0) * UNIT)

    @property
    def low(self) -> int:
        return int((self.standing.low or 0) * UNIT)

    @property
    def high(self) -> int:
        return int((self.standing.high or 0) * UNIT)


@dataclass(frozen=True)
class RoundChoice:
    round: Round
    choice: Choice
    groups: list[Dimension]
    bars: list[Bar]

    @property
    def settled(self) -> bool:
        return self.round.state == "settled"


def read_choice(round_: Round) -> RoundChoice:
    """Of a revealed round. A value in effect stands; where there is none, the median of the sheets does."""
    framework = round_.framework
    groups = list(framework.dimensions.all())
    criteria = [Criterion(one.code, one.aspect.dimension.code, one.weight) for one in framework.indicators.in_order()]
    areas = {area.code: area for area in sorted(round_.areas.all(), key=lambda one: (one.sort, one.code))}
    choice = scoring.choose(
        list(areas), {group.code: group.weight or Decimal(1) for group in groups}, criteria, _answers(round_),
        framework.scale, {code: area.name for code, area in areas.items()} | {group.code: group.name for group in groups},
    )  # fmt: skip
    bars = [
        Bar(areas[one.area], one, [(group, one.groups[group.code]) for group in groups]) for one in choice.standings
    ]
    return RoundChoice(round_, choice, groups, bars)


def _answers(round_: Round) -> dict[str, dict[str, Answer]]:
    points: dict[tuple[str, str], dict[int, Decimal]] = {}
    # Those with an interest are shown apart elsewhere; they move no order.
    given = Score.objects.marks_of(round_.pk).filter(~is_interested(), kind="value")
    for area, code, member, value in given.values_list(
        "sheet__area__code", "indicator__code", "sheet__person_id", "value"
    ):
        points.setdefault((area, code), {})[member] = Decimal(value or 0)
    found: dict[str, dict[str, Answer]] = {}
    for (area, code), by_member in points.items():
        found.setdefault(area, {})[code] = Answer(points=by_member)
    for one in SettledScore.objects.filter(round=round_).with_standing():
        if one.resolution.in_effect:
            of_area = found.setdefault(one.area.code, {})
            of_area[one.indicator.code] = Answer(settled=one.value, not_applicable=one.kind == "na")
    return found
