"""A framework as a document, before it becomes rows; and what can be wrong with one."""

import hashlib
from dataclasses import asdict, dataclass, fields
from decimal import Decimal
from typing import Any

import rfc8785

from indicators import scoring
from indicators.scoring import IndicatorSpec, LevelSpec


@dataclass(frozen=True)
class Fault:
    """What is wrong, and where: the line as an editor counts it (in a workbook the row), the place as in
    `indicators[3].rubric` or แผ่นงาน ตัวชี้วัด คอลัมน์ F (น้ำหนัก).
    """

    line: int
    place: str
    sentence: str


class FrameworkFaulty(ValueError):
    """The file cannot be taken; `faults` names every reason found."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("; ".join(f"{fault.line}: {fault.place} {fault.sentence}" for fault in faults))
        self.faults = faults


@dataclass(frozen=True)
class RuleDraft:
    """The rule of a level; `need` is the bar of the modes that have one."""

    mode: str = "ALL"
    requires_lower: bool = True
    need: Decimal | None = None

    @property
    def data(self) -> dict[str, Any]:
        """As `Level.rule` holds it and `scoring.rule_of` reads it."""
        bar = {scoring.NEEDS[self.mode]: scoring.plain(self.need)} if self.need is not None else {}
        return {"mode": self.mode, "requires_lower": self.requires_lower, **bar}


@dataclass(frozen=True)
class LevelDraft:
    number: int
    name: str
    wording: str
    short: str
    rule: RuleDraft = RuleDraft()

    @property
    def sha256(self) -> str:
        """By which an editor's page knows that the level is still the one it showed."""
        return _sha256(_said(asdict(self)))

    @property
    def spec(self) -> LevelSpec:
        return scoring.rule_of(self.number, self.short or self.name, self.rule.data)


@dataclass(frozen=True)
class DimensionDraft:
    """A dimension; in a selection a group, with its weight."""

    code: str
    name: str
    weight: Decimal | None = None


@dataclass(frozen=True)
class AspectDraft:
    code: str
    dimension: str
    name: str


@dataclass(frozen=True)
class IndicatorDraft:
    """`rubric` has one text for each point of the scale, from the lowest. `level` is None in a selection."""

    code: str
    level: int | None
    aspect: str
    name: str
    requirement: str
    scope: str
    kind: str
    rubric: tuple[str, ...]
    evidence: tuple[str, ...]
    informant: tuple[str, ...]
    may_be_not_applicable: bool
    weight: Decimal = Decimal(1)
    pass_point: int | None = None
    unit: str = ""
    direction: str = ""
    baseline: Decimal | None = None
    target: Decimal | None = None
    area_kinds: tuple[str, ...] = ()
    source: str = ""

    @property
    def spec(self) -> IndicatorSpec:
        return IndicatorSpec(self.code, 0, self.level or 0, kind=self.kind, weight=self.weight)

    @property
    def sha256(self) -> str:
        """By which an editor's page knows that the indicator is still the one it showed."""
        return _sha256(_said(asdict(self)))


@dataclass(frozen=True)
class FrameworkDraft:
    """A framework as a document: what a file says, before it becomes rows."""

    code: str
    version: str
    title: str
    is_official: bool
    note: str
    disclaimer: str
    scoring_note: str
    not_applicable_note: str
    scale_min: int
    scale_max: int
    pass_point: int
    rule_text: str
    levels: tuple[LevelDraft, ...]
    dimensions: tuple[DimensionDraft, ...]
    aspects: tuple[AspectDraft, ...]
    indicators: tuple[IndicatorDraft, ...]
    kind: str = "level"

    @property
    def sha256(self) -> str:
        """Of the document without what is left at its default, so that a document from before there was more to say
        keeps its hash.
        """
        data = _said(asdict(self))
        plainly = {"mode": "ALL", "requires_lower": all(level.rule.requires_lower for level in self.levels)}
        for level, said in zip(self.levels, data["levels"], strict=True):
            said.pop("rule")
            if level.rule.data != plainly:
                said["rule"] = level.rule.data
        data["requires_lower"] = plainly["requires_lower"]
        data["dimensions"] = _without_defaults(DimensionDraft, data["dimensions"])
        data["indicators"] = _without_defaults(IndicatorDraft, data["indicators"])
        if self.kind == "level":
            del data["kind"]
        return _sha256(data)

    def count_of_level(self) -> list[tuple[LevelDraft, int]]:
        return [(level, sum(one.level == level.number for one in self.indicators)) for level in self.levels]

    def rules(self) -> list[tuple[LevelDraft, str]]:
        """Each level with its rule in words."""
        specs, levels = [one.spec for one in self.indicators], [level.spec for level in self.levels]
        return [(level, scoring.rule_sentence(level.spec, specs, levels)) for level in self.levels]


def _said(value: Any) -> Any:
    """With decimals as people write them: JSON has none."""
    if isinstance(value, dict):
        return {key: _said(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_said(each) for each in value]
    return scoring.plain(value) if isinstance(value, Decimal) else value


def _without_defaults(kind: type[Any], rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    usual = {each.name: _said(each.default) for each in fields(kind)}
    return [{key: value for key, value in row.items() if value != usual[key]} for row in rows]


def _sha256(data: Any) -> str:
    return hashlib.sha256(rfc8785.dumps(data)).hexdigest()
