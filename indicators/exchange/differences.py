"""What one document says otherwise than another: for a dry run, and for two versions side by side."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ecotown.kernel import thai
from indicators import scoring
from indicators.exchange.draft import FrameworkDraft, IndicatorDraft
from indicators.exchange.sheets import MODES, NO, YES
from indicators.models.framework import Direction, FrameworkKind, IndicatorKind, Scope

LABELS = {
    "title": gettext_lazy("title"), "kind": gettext_lazy("kind"), "is_official": gettext_lazy("Official"),
    "note": gettext_lazy("note"), "disclaimer": gettext_lazy("disclaimer"), "scale": gettext_lazy("Scale"),
    "pass_point": gettext_lazy("Pass point"), "rule_text": gettext_lazy("Level rule"),
    "scoring_note": gettext_lazy("How to score"), "not_applicable_note": gettext_lazy("Not applicable"),
    "name": gettext_lazy("name"), "wording": gettext_lazy("wording"), "short": gettext_lazy("short name"),
    "rule": gettext_lazy("Level rule"), "weight": gettext_lazy("weight"), "dimension": gettext_lazy("dimension"),
    "level": gettext_lazy("Level"), "aspect": gettext_lazy("aspect"), "requirement": gettext_lazy("requirement"),
    "scope": gettext_lazy("scope"), "unit": gettext_lazy("unit"), "direction": gettext_lazy("direction"),
    "baseline": gettext_lazy("baseline"), "target": gettext_lazy("target"), "area_kinds": gettext_lazy("kinds of area"),
    "evidence": gettext_lazy("Evidence expected"), "informant": gettext_lazy("Who knows"),
    "may_be_not_applicable": gettext_lazy("may be not applicable"), "source": gettext_lazy("source"),
    "place": gettext_lazy("number in the framework"),
}  # fmt: skip
WORDS: dict[str, str] = {
    str(value): str(word)
    for choices in (FrameworkKind.choices, IndicatorKind.choices, Scope.choices, Direction.choices, MODES.items())
    for value, word in choices
}


# Equal letters in a row that are too few to be a word.
FEW = 4


@dataclass(frozen=True)
class Change:
    """One field that says something else: its label, and both texts."""

    key: str
    label: str
    before: str
    after: str

    @property
    def removed(self) -> list[tuple[str, str]]:
        """The text before in pieces, ("same", …) or ("new", …): what the text after no longer says is new."""
        return _pieces(self.after, self.before)

    @property
    def added(self) -> list[tuple[str, str]]:
        return _pieces(self.before, self.after)


@dataclass(frozen=True)
class Difference:
    """One row that was added or removed (`changes` is empty), or changed."""

    act: str
    code: str
    name: str
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True)
class Part:
    """The differences in one kind of row, in the order of the newer document, what was removed last."""

    title: str
    rows: tuple[Difference, ...]

    def of(self, act: str) -> list[Difference]:
        return [row for row in self.rows if row.act == act]


@dataclass(frozen=True)
class Differences:
    parts: tuple[Part, ...]

    def __bool__(self) -> bool:
        return any(part.rows for part in self.parts)

    @property
    def changes(self) -> list[Change]:
        return [change for part in self.parts for row in part.rows for change in row.changes]

    def count(self, act: str) -> int:
        return sum(len(part.of(act)) for part in self.parts)

    @property
    def added(self) -> int:
        return self.count("added")

    @property
    def removed(self) -> int:
        return self.count("removed")

    @property
    def changed(self) -> int:
        return self.count("changed")


def compare(old: FrameworkDraft, new: FrameworkDraft) -> Differences:
    """What `new` adds, removes and changes; rows are the same where their codes (a level's number) are."""
    whole = _changes(_whole(old), _whole(new))
    return Differences((
        Part(_("The framework as a whole"), (Difference("changed", new.code, new.title, whole),) if whole else ()),
        Part(_("Levels"), _rows(_levels(old), _levels(new))),
        Part(_("Dimensions"), _rows(_dimensions(old), _dimensions(new))),
        Part(_("Aspects"), _rows(_aspects(old), _aspects(new))),
        Part(_("Indicators"), _rows(_indicators(old), _indicators(new))),
    ))  # fmt: skip


def _pieces(first: str, second: str) -> list[tuple[str, str]]:
    """Letter by letter, since Thai has no spaces between words; what agrees by a few letters only is taken for new."""
    before, after = thai.graphemes(first), thai.graphemes(second)
    found: list[tuple[str, str]] = []
    for act, _start, _end, start, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        whole = end - start == len(after) or end - start >= FEW
        kind, text = "same" if act == "equal" and whole else "new", "".join(after[start:end])
        if found and found[-1][0] == kind:
            found[-1] = (kind, found[-1][1] + text)
        elif text:
            found.append((kind, text))
    return found


Said = dict[str, dict[str, str]]


def _rows(old: Said, new: Said) -> tuple[Difference, ...]:
    found = []
    kept = [code for code in old if code in new]
    moved = _moved(kept, [code for code in new if code in old])
    for code, said in new.items():
        if code not in old:
            found.append(Difference("added", code, said["name"]))
            continue
        changes = _changes(old[code], said)
        if code in moved:
            places = [str(list(some).index(code) + 1) for some in (old, new)]
            changes = (*changes, Change("place", str(LABELS["place"]), *places))
        if changes:
            found.append(Difference("changed", code, said["name"], changes))
    return (*found, *(Difference("removed", code, said["name"]) for code, said in old.items() if code not in new))


def _moved(before: Sequence[str], after: Sequence[str]) -> set[str]:
    """Those that stand elsewhere among the rest."""
    return {one for one, other in zip(before, after, strict=True) if one != other}


def _changes(old: dict[str, str], new: dict[str, str]) -> tuple[Change, ...]:
    keys = [*new, *(key for key in old if key not in new)]
    pairs = [(key, old.get(key, ""), new.get(key, "")) for key in keys]
    return tuple(Change(key, _label(key), before, after) for key, before, after in pairs if before != after)


def _label(key: str) -> str:
    point = key.removeprefix("point ")
    return _("point %(point)s") % {"point": point} if point != key else str(LABELS[key])


def _whole(draft: FrameworkDraft) -> dict[str, str]:
    names = [
        "title", "kind", "is_official", "note", "disclaimer", "pass_point", "rule_text", "scoring_note",
        "not_applicable_note",
    ]  # fmt: skip
    return _texts(draft, names) | {"scale": f"{draft.scale_min}–{draft.scale_max}"}


def _levels(draft: FrameworkDraft) -> Said:
    rules = {level.number: said for level, said in draft.rules()}
    return {
        str(each.number): _texts(each, ["name", "wording", "short"]) | {"rule": rules[each.number]}
        for each in draft.levels
    }  # fmt: skip


def _dimensions(draft: FrameworkDraft) -> Said:
    return {each.code: _texts(each, ["name", "weight"]) for each in draft.dimensions}


def _aspects(draft: FrameworkDraft) -> Said:
    return {each.code: _texts(each, ["name", "dimension"]) for each in draft.aspects}


def _indicators(draft: FrameworkDraft) -> Said:
    return {each.code: _indicator(draft, each) for each in draft.indicators}


def _indicator(draft: FrameworkDraft, one: IndicatorDraft) -> dict[str, str]:
    names = [
        "name", "level", "aspect", "requirement", "scope", "kind", "weight", "pass_point", "unit", "direction",
        "baseline", "target", "may_be_not_applicable", "area_kinds", "evidence", "informant", "source",
    ]  # fmt: skip
    return _texts(one, names) | {f"point {point}": text for point, text in enumerate(one.rubric, draft.scale_min)}


def _texts(row: Any, names: Iterable[str]) -> dict[str, str]:
    return {name: _text(getattr(row, name)) for name in names}


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, Decimal):
        return scoring.plain(value)
    if isinstance(value, tuple):
        return "\n".join(value)
    return WORDS.get(str(value), str(value))
