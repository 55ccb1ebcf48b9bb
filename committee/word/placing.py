"""Which part of a document belongs to which matter of the meeting, and what belongs to none. Pure.

Numbers are believed less than names: the minutes at hand may have five sections and the agenda six.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from committee.prose import Paragraph, Run, write
from committee.word.split import Matter, Part, Split
from ecotown.kernel import thai

ALIKE = 0.72
# Names of sections have much in common: เรื่องเสนอเพื่อทราบ, เรื่องเสนอเพื่อพิจารณา.
SAME_NAME = 0.85
LOOSE = re.compile(r"\s|\(ถ้ามี\)|ๆ|[-–—.,:“”\"()]")


@dataclass(frozen=True)
class Place:
    """A matter of the meeting's agenda, with the printed number of its section."""

    key: int
    section: int
    section_name: str
    position: int
    title: str


@dataclass
class Proposal:
    """What the document has for one matter: text, resolutions as (kind, text), and where each was found."""

    text: str = ""
    resolutions: list[tuple[str, str]] = field(default_factory=list)
    found_at: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Left:
    """What could not be placed: where it stood, and its text."""

    found_at: str
    text: str


@dataclass
class Placed:
    proposals: dict[int, Proposal] = field(default_factory=dict)
    left: list[Left] = field(default_factory=list)


def place(document: Split, agenda: Sequence[Place], kinds: Mapping[str, str]) -> Placed:
    """`kinds`: wording of a kind of resolution -> its key."""
    placed = Placed()
    for part in document.parts:
        items = _section_of(part, agenda)
        for matter in part.matters:
            if matter.is_empty:
                continue
            heading = _heading(part, matter)
            item = _item_of(matter, items)
            if item is None:
                placed.left.append(Left(heading, _whole_text(matter)))
            else:
                _add(placed.proposals.setdefault(item.key, Proposal()), matter, item, heading, kinds)
    for name, blocks in (("ก่อนระเบียบวาระแรก", document.head), ("หลังเลิกประชุม", document.tail)):
        if blocks:
            placed.left.append(Left(name, write(blocks)))
    return placed


def kind_of(text: str, kinds: Mapping[str, str]) -> str:
    """The kind that the text begins with, or names in its first words; "" where it names none."""
    longest_first = sorted(kinds, key=len, reverse=True)
    said = re.search("|".join(map(re.escape, longest_first)), text[:120])
    return kinds[said[0]] if said else ""


def _add(proposal: Proposal, matter: Matter, item: Place, heading: str, kinds: Mapping[str, str]) -> None:
    title = matter.title if not _alike(matter.title, item.title) else ""
    parts = [proposal.text, write([Paragraph((Run(title, bold=True),))]) if title else "", matter.text]
    proposal.text = thai.normalize("\n".join(each for each in parts if each))
    proposal.resolutions += [(kind_of(text, kinds), thai.normalize(text)) for text in matter.resolutions]
    proposal.found_at.append(heading)


def _whole_text(matter: Matter) -> str:
    return thai.normalize("\n".join([matter.title, matter.text, *(f"มติที่ประชุม {each}" for each in matter.resolutions)]))


def _heading(part: Part, matter: Matter) -> str:
    number = f"{part.number}.{matter.number}" if matter.number else str(part.number)
    return f"ระเบียบวาระที่ {number} {matter.title or part.name}".strip()


def _section_of(part: Part, agenda: Sequence[Place]) -> list[Place]:
    """The matters of the section that has the part's name; without a name like it, of the one that has its number."""
    names = {each.section: each.section_name for each in agenda}
    likeness = {section: _likeness(part.name, name) for section, name in names.items()}
    best = max(likeness, key=lambda section: likeness[section], default=None)
    section = best if best is not None and likeness[best] >= SAME_NAME else part.number
    return [each for each in agenda if each.section == section]


def _item_of(matter: Matter, items: Sequence[Place]) -> Place | None:
    """By its title, then by its number; a section with one matter takes whatever stands in it."""
    if len(items) == 1:
        return items[0]
    if not matter.number:
        return None
    best = max(items, key=lambda item: _likeness(matter.title, item.title), default=None)
    if best is not None and _likeness(matter.title, best.title) >= ALIKE:
        return best
    return next((item for item in items if item.position == matter.number), None)


def _alike(first: str, second: str) -> bool:
    return _likeness(first, second) >= ALIKE


def _likeness(first: str, second: str) -> float:
    one, two = (LOOSE.sub("", thai.search_key(each)) for each in (first, second))
    if not one or not two:
        return 0
    if min(len(one), len(two)) >= 5 and (one.startswith(two) or two.startswith(one)):
        return 1
    return SequenceMatcher(None, one, two, autojunk=False).ratio()
