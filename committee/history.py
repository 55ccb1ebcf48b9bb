"""The history of one text: who wrote which paragraph, and what two saved texts have in common. Pure.

A text saved after each pause in typing has hundreds of versions; what one person wrote in one go is one sitting.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from difflib import SequenceMatcher

# A writer who pauses longer than this begins another sitting.
PAUSE = timedelta(minutes=20)
# Of two paragraphs at one place: alike enough to be the same one, changed.
ALIKE = 0.5
# A comparison takes quadratic time. Of longer texts only what both begin and end with is looked for, and of more pairs
# of differing paragraphs only the first ones are compared closely.
MOST_PARAGRAPHS = 2000
CLOSELY = 100


@dataclass(frozen=True)
class Saved:
    """One saved text."""

    version: int
    text: str
    by: str
    at: datetime


@dataclass(frozen=True)
class Sitting:
    """What one person saved in one go: its last text, and how many times it was saved."""

    last: Saved
    saves: int


@dataclass(frozen=True)
class Origin:
    """A paragraph of the text as it stands: who wrote it first and, where it was changed since, who last."""

    text: str
    written: Saved
    changed: Saved | None = None


@dataclass(frozen=True)
class Row:
    """A paragraph of two texts side by side: same, changed, new (`before` is "") or gone (`after` is "")."""

    kind: str
    before: str
    after: str


def sittings(history: Iterable[Saved]) -> list[Sitting]:
    """The oldest first."""
    found: list[Sitting] = []
    for saved in history:
        last = found[-1].last if found else None
        if last is not None and last.by == saved.by and saved.at - last.at <= PAUSE:
            found[-1] = Sitting(saved, found[-1].saves + 1)
        else:
            found.append(Sitting(saved, 1))
    return found


def origins(history: Iterable[Saved]) -> list[Origin]:
    """Each paragraph of the newest text with its writers."""
    standing: list[Origin] = []
    for sitting in sittings(history):
        standing = _carried(standing, _paragraphs(sitting.last.text), sitting.last)
    return standing


def _carried(before: list[Origin], after: list[str], saved: Saved) -> list[Origin]:
    found: list[Origin] = []
    for kind, old, new in _pairs([each.text for each in before], after):
        if new is None:
            continue
        if old is None:
            found.append(Origin(after[new], saved))
        elif kind == "same":
            found.append(before[old])
        else:
            found.append(Origin(after[new], before[old].written, saved))
    return found


def compare(before: str, after: str) -> list[Row]:
    """Every paragraph of both texts, in order."""
    first, second = _paragraphs(before), _paragraphs(after)
    return [
        Row(kind, "" if old is None else first[old], "" if new is None else second[new])
        for kind, old, new in _pairs(first, second)
    ]


def _paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def _pairs(before: Sequence[str], after: Sequence[str]) -> Iterable[tuple[str, int | None, int | None]]:
    """(kind, place before, place after) of each paragraph, where a place is None if it is not there."""
    closely = iter(range(CLOSELY))
    for act, i, i_end, j, j_end in _steps(before, after):
        if act == "equal":
            yield from (("same", i + step, j + step) for step in range(i_end - i))
            continue
        while i < i_end or j < j_end:
            both = i < i_end and j < j_end
            if both and before[i] == after[j]:
                yield "same", i, j
                i, j = i + 1, j + 1
            elif both and _alike(before[i], after[j], closely=next(closely, None) is not None):
                yield "changed", i, j
                i, j = i + 1, j + 1
            elif i < i_end and (j >= j_end or i_end - i >= j_end - j):
                yield "gone", i, None
                i += 1
            else:
                yield "new", None, j
                j += 1


def _steps(before: Sequence[str], after: Sequence[str]) -> list[tuple[str, int, int, int, int]]:
    """What stays equal and what takes the place of what, as `SequenceMatcher.get_opcodes` tells it."""
    if len(before) + len(after) <= MOST_PARAGRAPHS:
        return list(SequenceMatcher(None, before, after).get_opcodes())
    shorter = min(len(before), len(after))
    head = next((place for place in range(shorter) if before[place] != after[place]), shorter)
    rest = shorter - head
    tail = next((place for place in range(rest) if before[-1 - place] != after[-1 - place]), rest)
    i_end, j_end = len(before) - tail, len(after) - tail
    return [
        ("equal", 0, head, 0, head), ("replace", head, i_end, head, j_end),
        ("equal", i_end, len(before), j_end, len(after)),
    ]  # fmt: skip


def _alike(before: str, after: str, *, closely: bool) -> bool:
    """Told by their beginnings: a paragraph may be a page long, and the full comparison takes quadratic time."""
    if not closely:
        return before[:20] == after[:20]
    pair = SequenceMatcher(None, before[:400], after[:400], autojunk=False)
    return pair.real_quick_ratio() >= ALIKE and pair.quick_ratio() >= ALIKE and pair.ratio() >= ALIKE
