"""What the pages of sheets and rounds show, gathered in a fixed number of queries."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q
from django.http import Http404

from areas.models import Area, Evidence
from ecotown.kernel.rules import Actor
from indicators.models import Dimension, Discussion, Indicator, Level, Round, Score, SettledScore, Sheet
from indicators.models.sheet import ScoreKind
from indicators.results import AreaResult, IndicatorRow, area_results
from indicators.taking import Taking, asked_of, taking_part

EVIDENCE_SHOWN = 24


@dataclass(frozen=True)
class SheetItem:
    """An indicator on a sheet, with the member's own answer if there is one."""

    indicator: Indicator
    score: Score | None


@dataclass(frozen=True)
class LevelPart:
    """The indicators of a level; in a selection, of a group."""

    level: Level | Dimension
    items: list[SheetItem]

    @property
    def answered(self) -> int:
        return sum(item.score is not None for item in self.items)


@dataclass(frozen=True)
class SheetView:
    """A member's own sheet. `current` is the indicator asked for; without one, the sheet is shown as a list."""

    sheet: Sheet
    items: list[SheetItem]
    current: SheetItem | None = None
    previous: SettledScore | None = None
    evidence: list[Evidence] = field(default_factory=list)
    cited: set[int] = field(default_factory=set)

    @property
    def parts(self) -> list[LevelPart]:
        parts: list[LevelPart] = []
        for item in sorted(self.items, key=lambda each: (each.indicator.part.number, each.indicator.sort)):
            if not parts or parts[-1].level != item.indicator.part:
                parts.append(LevelPart(item.indicator.part, []))
            parts[-1].items.append(item)
        return parts

    @property
    def progress(self) -> "Progress":
        return Progress(sum(item.score is not None for item in self.items), len(self.items))

    @property
    def first_open(self) -> Indicator | None:
        return next((item.indicator for item in self.items if item.score is None), None)

    @property
    def next_open(self) -> Indicator | None:
        """The next one without an answer after the current one, from the beginning again at the end."""
        place = self.items.index(self.current) if self.current else 0
        others = self.items[place + 1 :] + self.items[:place]
        return next((item.indicator for item in others if item.score is None), None)

    def _of_kind(self, kind: str) -> list[SheetItem]:
        return [item for item in self.items if (item.score.kind if item.score else "") == kind]

    @property
    def valued(self) -> list[SheetItem]:
        return self._of_kind(ScoreKind.VALUE)

    @property
    def not_applicable(self) -> list[SheetItem]:
        return self._of_kind(ScoreKind.NOT_APPLICABLE)

    @property
    def abstained(self) -> list[SheetItem]:
        return self._of_kind(ScoreKind.ABSTAIN)

    @property
    def unfinished(self) -> list[SheetItem]:
        return self._of_kind("")

    def _beside(self, step: int) -> Indicator | None:
        if self.current is None:
            return None
        place = self.items.index(self.current) + step
        return self.items[place].indicator if 0 <= place < len(self.items) else None

    @property
    def before(self) -> Indicator | None:
        return self._beside(-1)

    @property
    def after(self) -> Indicator | None:
        return self._beside(1)


def read_sheet(sheet: Sheet, sort: int | None = None) -> SheetView:
    """The sheet with one's answers; with `sort`, also the rubric, the evidence and the last settled value of that one."""
    scores = {score.indicator_id: score for score in sheet.scores.all()}
    indicators = sheet.indicators.in_order()
    items = [SheetItem(one, scores.get(one.pk)) for one in indicators]
    if sort is None:
        return SheetView(sheet, items)
    current = next((item for item in items if item.indicator.sort == sort), None)
    if current is None:
        raise Http404
    return SheetView(
        sheet, items, current,
        previous=SettledScore.objects.before(sheet.round, sheet.area, current.indicator.code).first(),
        evidence=list(Evidence.objects.filter(area_id=sheet.area_id).for_list()[:EVIDENCE_SHOWN]),
        cited=set(current.score.evidence.values_list("pk", flat=True)) if current.score else set(),
    )  # fmt: skip


@dataclass(frozen=True)
class Progress:
    """How many of the indicators have an answer on a sheet."""

    answered: int
    total: int


def read_progress(sheet: Sheet) -> Progress:
    mine = Exists(sheet.scores.filter(indicator=OuterRef("pk")))
    indicators = sheet.indicators.annotate(mine=mine)
    counted = indicators.aggregate(total=Count("pk"), answered=Count("pk", filter=Q(mine=True)))
    return Progress(counted["answered"], counted["total"])


def read_sort(sheet: Sheet, code: str) -> int:
    """The number that people see of the indicator of this code; Http404 if the framework has none."""
    found = sheet.indicators.filter(code=code).values_list("sort", flat=True)
    if not found:
        raise Http404
    return found[0]


ORDER_OF_AGREEMENT = {"low": 0, "medium": 1, "none": 2, "high": 3}


@dataclass(frozen=True)
class SpreadItem:
    """One indicator of an area after the reveal: what was given, where it is discussed, what was settled."""

    row: IndicatorRow
    discussions: list[Discussion]
    of: int

    @property
    def indicator(self) -> Indicator:
        return self.row.indicator

    @property
    def agreement(self) -> str:
        return self.row.proposal.agreement if self.row.proposal else "none"

    @property
    def counts(self) -> list[int]:
        return list(self.row.proposal.distribution.values()) if self.row.proposal else []

    @property
    def median(self) -> int | Decimal | None:
        return self.row.median

    @property
    def proposed(self) -> int | None:
        """The point to propose: the median where it is a point of the scale, everybody says it applies and nobody
        is far from it. Otherwise the meeting has to choose; and always where a number is measured.
        """
        said = self.row.proposal
        if (
            said is None
            or said.median is None
            or said.not_applicable
            or self.indicator.is_measured
            or said.agreement == "low"
        ):
            return None
        return self.median if isinstance(self.median, int) else None


@dataclass(frozen=True)
class Spread:
    """An area of a revealed round; `items` from the widest disagreement to the closest agreement."""

    round: Round
    result: AreaResult
    taking: Taking
    items: list[SpreadItem]

    @property
    def area(self) -> Area:
        return self.result.area

    @property
    def has_apart(self) -> bool:
        return any(item.row.apart for item in self.items)

    @property
    def low(self) -> list[SpreadItem]:
        return [item for item in self.items if item.agreement == "low"]

    @property
    def medium(self) -> list[SpreadItem]:
        return [item for item in self.items if item.agreement == "medium"]

    @property
    def high(self) -> list[SpreadItem]:
        return [item for item in self.items if item.agreement == "high"]

    @property
    def lone(self) -> list[SpreadItem]:
        """Those with fewer than two answers: nothing to agree or to differ on."""
        return [item for item in self.items if item.agreement == "none"]

    @property
    def closer(self) -> list[SpreadItem]:
        return self.medium + sorted(self.high + self.lone, key=lambda one: one.indicator.sort)

    @property
    def to_send(self) -> list[SpreadItem]:
        """Disputed, not settled, and on no agenda yet."""
        return [item for item in self.low if not item.discussions and item.row.settled is None]

    @property
    def top(self) -> int:
        """The highest bar of the area: one scale for all pictures."""
        return max((max(item.counts, default=0) for item in self.items), default=1)

    @property
    def unsettled(self) -> list[SpreadItem]:
        return [item for item in self.items if item.row.settled is None]

    @property
    def to_decide(self) -> list[SpreadItem]:
        """Unsettled ones that the meeting must choose for itself."""
        return [item for item in self.unsettled if item.proposed is None]

    @property
    def to_accept(self) -> list[SpreadItem]:
        """Unsettled ones whose median can be taken over, in the order of the framework."""
        return sorted(
            (item for item in self.unsettled if item.proposed is not None), key=lambda one: one.indicator.sort
        )

    @property
    def settled(self) -> list[SpreadItem]:
        return sorted((item for item in self.items if item.row.settled), key=lambda one: one.indicator.sort)


def read_spread(round_: Round, code: str) -> Spread:
    """The area of this code in a round; Http404 if it is not in it."""
    result = next((each for each in area_results(round_) if each.area.code == code), None)
    if result is None:
        raise Http404
    discussed: dict[int, list[Discussion]] = {}
    for one in Discussion.objects.filter(round=round_, area=result.area).with_places():
        discussed.setdefault(one.indicator_id, []).append(one)
    taking = taking_part(round_).get(result.area.pk, Taking(0, 0))
    asked = asked_of(round_, result.area)
    items = [
        SpreadItem(row, discussed.get(row.indicator.pk, []), asked(row.indicator.aspect.dimension_id))
        for row in result.rows
    ]
    items.sort(key=lambda one: (ORDER_OF_AGREEMENT[one.agreement], -_spread(one), one.indicator.sort))
    return Spread(round_, result, taking, items)


def _spread(item: SpreadItem) -> Decimal:
    return (item.row.proposal.spread if item.row.proposal else None) or Decimal(0)


def answer_of(item: SheetItem) -> dict[str, Any]:
    """A member's answer as the fields of its form."""
    score = item.score
    if score is None:
        return {"answer": "", "reason": "", "version": 0}
    answer = str(score.value) if score.kind == ScoreKind.VALUE else score.kind
    return {"answer": answer, "reason": score.reason, "version": score.version}


def my_sheets(actor: Actor, round_: Round) -> list[Sheet]:
    return list(Sheet.objects.visible_to(actor).mine_in(round_.pk))
