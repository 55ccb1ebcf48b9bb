"""A framework as a document, before it becomes rows; and what can be wrong with one."""

import hashlib
from dataclasses import asdict, dataclass

import rfc8785


@dataclass(frozen=True)
class Fault:
    """What is wrong, and where: the line as an editor counts it, the place as in `indicators[3].rubric`."""

    line: int
    place: str
    sentence: str


class FrameworkFaulty(ValueError):
    """The file cannot be taken; `faults` names every reason found."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("; ".join(f"{fault.line}: {fault.place} {fault.sentence}" for fault in faults))
        self.faults = faults


@dataclass(frozen=True)
class LevelDraft:
    number: int
    name: str
    wording: str
    short: str


@dataclass(frozen=True)
class DimensionDraft:
    code: str
    name: str


@dataclass(frozen=True)
class AspectDraft:
    code: str
    dimension: str
    name: str


@dataclass(frozen=True)
class IndicatorDraft:
    """`rubric` has one text for each point of the scale, from the lowest."""

    code: str
    level: int
    aspect: str
    name: str
    requirement: str
    scope: str
    kind: str
    rubric: tuple[str, ...]
    evidence: tuple[str, ...]
    informant: tuple[str, ...]
    may_be_not_applicable: bool


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
    requires_lower: bool
    levels: tuple[LevelDraft, ...]
    dimensions: tuple[DimensionDraft, ...]
    aspects: tuple[AspectDraft, ...]
    indicators: tuple[IndicatorDraft, ...]

    @property
    def sha256(self) -> str:
        return hashlib.sha256(rfc8785.dumps(asdict(self))).hexdigest()

    def count_of_level(self) -> list[tuple[LevelDraft, int]]:
        return [(level, sum(one.level == level.number for one in self.indicators)) for level in self.levels]
