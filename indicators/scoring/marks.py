"""What members' marks propose: median, spread, agreement."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

HUNDREDTH = Decimal("0.01")


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


def mean(values: Sequence[Decimal]) -> Decimal | None:
    return half_up(sum(values, Decimal(0)) / len(values)) if values else None


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


def plain(value: Decimal) -> str:
    """3 rather than 3.00, 2.5 rather than 2.50."""
    return f"{value.normalize():f}"
