"""Choosing among areas: weighted totals, and whether their order stands on anything but the figures themselves.

A total is the share of the points that could be had, times 100; a criterion without a value, or that does not apply,
leaves the count. Members are keys that only tell their marks apart: nothing that comes out of here names one.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain

from indicators.scoring.gates import NONE, WHOLE
from indicators.scoring.marks import half_up, mean, median, plain

# By how much a group's weight is moved to see whether the order hangs on it.
FACTORS = (Decimal("0.75"), Decimal("1.25"))


@dataclass(frozen=True)
class Criterion:
    """`weight` is its share of its group."""

    code: str
    group: str
    weight: Decimal


@dataclass(frozen=True)
class Answer:
    """What is known of one criterion of one area: what was settled ("na": it does not apply), and members' points."""

    settled: Decimal | None = None
    not_applicable: bool = False
    points: Mapping[int, Decimal] | None = None


@dataclass(frozen=True)
class Standing:
    """`place` is shared by those with equal totals; None, as the total, where nothing is known. `low` and `high` are the
    ends of its total in all the ways to count.
    """

    area: str
    total: Decimal | None
    place: int | None
    groups: Mapping[str, Decimal | None]
    without_value: int
    low: Decimal | None = None
    high: Decimal | None = None


@dataclass(frozen=True)
class Test:
    """One other way to count: in how many of `cases` the order `changed`, and in how many the first place."""

    __test__ = False  # no test of ours

    code: str
    name: str
    cases: int
    changed: int
    first_changed: int

    @property
    def holds(self) -> bool:
        return not self.changed


@dataclass(frozen=True)
class Choice:
    standings: tuple[Standing, ...]
    tests: tuple[Test, ...]
    sentence: str

    @property
    def holds(self) -> bool:
        return all(test.holds for test in self.tests)


Answers = Mapping[str, Mapping[str, Answer]]


def choose(
    areas: Sequence[str],
    groups: Mapping[str, Decimal],
    criteria: Sequence[Criterion],
    answers: Answers,
    scale: tuple[Decimal, Decimal],
    names: Mapping[str, str] | None = None,
) -> Choice:
    """Rank the areas and count again in other ways. `names` are what the sentence calls areas and groups."""
    names = names or {}
    weights = weights_of(groups, criteria)
    base = Count(criteria, weights, answers, scale)
    totals = {area: base.total(area) for area in areas}
    places = placed(totals)
    everybody = sorted(set(chain.from_iterable(_members(answers))))
    members = everybody if len(everybody) > 1 else []  # without the only one, nothing is left to count
    by = plain((FACTORS[1] - 1) * WHOLE)
    ways: list[tuple[str, str, list[Count]]] = [
        (
            f"weight.{group}", f"น้ำหนัก{names.get(group, group)}ลดหรือเพิ่มร้อยละ {by}",
            [Count(criteria, _moved(criteria, weights, group, factor), answers, scale) for factor in FACTORS],
        )
        for group in groups
    ]  # fmt: skip
    ways += [
        ("mean", "ใช้ค่าเฉลี่ยแทนมัธยฐาน", [Count(criteria, weights, answers, scale, mean_of=True)]),
        (
            "member", "ไม่นับคะแนนของกรรมการคนใดคนหนึ่ง",
            [Count(criteria, weights, answers, scale, without=member) for member in members],
        ),
        ("missing", "กำหนดคะแนนต่ำสุดให้ข้อที่ไม่มีคะแนน", [Count(criteria, weights, answers, scale, missing=scale[0])]),
    ]  # fmt: skip
    tests = [_test(code, name, totals, counts) for code, name, counts in ways]
    everyway = [base, *chain.from_iterable(counts for _code, _name, counts in ways)]
    standings = []
    for area in sorted(areas, key=lambda each: (places.get(each, len(areas)), each)):
        found = [total for count in everyway if (total := count.total(area)) is not None]
        standings.append(Standing(
            area, totals[area], places.get(area), {group: base.total(area, group) for group in groups},
            sum(base.value(area, one) is None and not base.is_out(area, one) for one in criteria),
            min(found, default=None), max(found, default=None),
        ))  # fmt: skip
    return Choice(tuple(standings), tuple(tests), _sentence(standings, tests, names))


@dataclass(frozen=True)
class Count:
    """One way to count. A settled value stands in all of them: a resolution is no average."""

    criteria: Sequence[Criterion]
    weights: Mapping[str, Decimal]
    answers: Answers
    scale: tuple[Decimal, Decimal]
    mean_of: bool = False
    without: int | None = None
    missing: Decimal | None = None

    def answer(self, area: str, one: Criterion) -> Answer:
        return self.answers.get(area, {}).get(one.code, Answer())

    def is_out(self, area: str, one: Criterion) -> bool:
        return self.answer(area, one).not_applicable

    def value(self, area: str, one: Criterion) -> Decimal | None:
        known = self.answer(area, one)
        if known.not_applicable or known.settled is not None:
            return known.settled
        points = [point for member, point in (known.points or {}).items() if member != self.without]
        found = mean(points) if self.mean_of else median(points)
        return self.missing if found is None else found

    def total(self, area: str, group: str | None = None) -> Decimal | None:
        got, most = NONE, NONE
        for one in self.criteria:
            value = self.value(area, one)
            if value is not None and group in (None, one.group):
                got += self.weights[one.code] * value
                most += self.weights[one.code] * self.scale[1]
        return half_up(got * WHOLE / most) if most else None


def weights_of(groups: Mapping[str, Decimal], criteria: Sequence[Criterion]) -> dict[str, Decimal]:
    """The weight of each criterion: its share of its group's."""
    whole = {group: sum((one.weight for one in criteria if one.group == group), NONE) for group in groups}
    return {one.code: groups[one.group] * one.weight / whole[one.group] for one in criteria}


def _moved(
    criteria: Sequence[Criterion], weights: Mapping[str, Decimal], group: str, by: Decimal
) -> dict[str, Decimal]:
    return {one.code: weights[one.code] * (by if one.group == group else 1) for one in criteria}


def placed(totals: Mapping[str, Decimal | None]) -> dict[str, int]:
    """1 for the highest total; equal totals share a place. Those without a total have none."""
    known = {area: total for area, total in totals.items() if total is not None}
    return {area: 1 + sum(other > total for other in known.values()) for area, total in known.items()}


def _test(code: str, name: str, totals: Mapping[str, Decimal | None], counts: Sequence[Count]) -> Test:
    base = placed(totals)
    others = [placed({area: count.total(area) for area in base}) for count in counts]
    first = _first(base)
    return Test(
        code=code, name=name, cases=len(others), changed=sum(other != base for other in others),
        first_changed=sum(_first(other) != first for other in others),
    )  # fmt: skip


def _first(places: Mapping[str, int]) -> set[str]:
    return {area for area, place in places.items() if place == 1}


def _members(answers: Answers) -> Iterable[Iterable[int]]:
    return (one.points or {} for known in answers.values() for one in known.values())


def _sentence(standings: Sequence[Standing], tests: Sequence[Test], names: Mapping[str, str]) -> str:
    first = [one for one in standings if one.place == 1]
    if not first:
        return "ยังไม่มีคะแนนที่ใช้เปรียบเทียบพื้นที่ได้"
    who = " และ ".join(names.get(one.area, one.area) for one in first)
    total = f"{first[0].total:f}"
    said = f"{who} ได้คะแนนรวมสูงสุด{'เท่ากัน' if len(first) > 1 else ''} {total} จาก {plain(WHOLE)} คะแนน"
    changed = [one.name for one in tests if one.changed]
    if not changed:
        return f"{said} และลำดับของพื้นที่คงเดิมในทุกวิธีที่ทดสอบ"
    kept = not any(one.first_changed for one in tests)
    verdict = "อันดับแรกคงเดิม แต่ลำดับอื่นเปลี่ยนเมื่อ" if kept else "แต่อันดับแรกหรือลำดับอื่นเปลี่ยนเมื่อ"
    return f"{said} {verdict}{' หรือเมื่อ'.join(changed)}"
