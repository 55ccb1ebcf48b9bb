"""Minutes as one long text, parted at their headings: ระเบียบวาระที่ n, the matters n.m under it, มติที่ประชุม.

The headings are told by their words, however they are set: bold, by a style, or plain.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from committee.prose import Block, Paragraph, Run, write
from ecotown.kernel import thai

SECTION = re.compile(r"^(?:ระเบียบ)?วาระที่\s*([0-9๐-๙]{1,2})(?![0-9๐-๙.])\s*[.:]?\s*(.*)$", re.DOTALL)
MATTER = re.compile(
    r"^(?:(?:ระเบียบ)?วาระที่\s*|เรื่องที่\s*)?([0-9๐-๙]{1,2})\.([0-9๐-๙]{1,2})(?![0-9๐-๙])\.?\s*(.*)$", re.DOTALL
)
RESOLUTION = re.compile(r"^[-–]?\s*มติ(?:ของ)?(?:ที่)?ประชุม\s*[:：]?\s*(.*)$", re.DOTALL)
END = re.compile(r"^(?:เลิก|ปิด)(?:การ)?ประชุม")
NOTHING = re.compile(r"^[-–—\s.]*(?:ไม่มี)?[-–—\s.]*$")
# A heading is a line, not a page; a matter's number goes up by little.
LONGEST_HEADING = 300
MOST_SKIPPED = 3


@dataclass
class Matter:
    """`number` is 0 for what stands before the first numbered matter of a section."""

    number: int = 0
    title: str = ""
    blocks: list[Block] = field(default_factory=list)
    resolutions: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return write(self.blocks)

    @property
    def is_empty(self) -> bool:
        return not self.title and not self.resolutions and NOTHING.match(self.text) is not None


@dataclass
class Part:
    """One ระเบียบวาระ of the document."""

    number: int
    name: str
    matters: list[Matter] = field(default_factory=list)


@dataclass
class Split:
    """`head` and `tail`: before the first section, and from เลิกประชุมเวลา on."""

    head: list[Block] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    tail: list[Block] = field(default_factory=list)


def split(blocks: Iterable[Block]) -> Split:
    """Every block is in exactly one place."""
    found, resolving = Split(), False
    for block in blocks:
        words = thai.normalize_name(block.text) if isinstance(block, Paragraph) else ""
        if found.tail or (found.parts and END.match(words)):
            found.tail.append(block)
        elif heading := _section(words, found):
            _begin(found, block, *heading)
            resolving = False
        elif not found.parts:
            found.head.append(block)
        elif title := _matter(words, found.parts[-1]):
            found.parts[-1].matters.append(Matter(*title))
            resolving = False
        elif said := RESOLUTION.match(words):
            _last(found).resolutions.append(said[1].strip())
            resolving = True
        elif resolving:
            _go_on_resolving(_last(found), block)
        elif _is_name(words, found.parts[-1]):
            found.parts[-1].name = words
        else:
            _last(found).blocks.append(block)
    _drop_marks(found)
    return found


def _number(digits: str) -> int:
    return int(thai.arabic_digits(digits))


def _section(words: str, found: Split) -> tuple[int, str] | None:
    """Numbers go up; a smaller one begins the minutes themselves, where a list of contents came before."""
    said = SECTION.match(words)
    if not said or len(words) > LONGEST_HEADING:
        return None
    number = _number(said[1])
    if found.parts and number <= found.parts[-1].number and not _only_listed(found):
        return None
    return number, said[2].strip()


def _only_listed(found: Split) -> bool:
    return not any(matter.blocks or matter.resolutions for part in found.parts for matter in part.matters)


def _begin(found: Split, block: Block, number: int, name: str) -> None:
    if found.parts and number <= found.parts[-1].number:
        for part in found.parts:
            found.head.append(Paragraph((Run(f"ระเบียบวาระที่ {part.number} {part.name}".strip()),)))
            found.head += [Paragraph((Run(f"{part.number}.{each.number} {each.title}"),)) for each in part.matters]
        found.parts = []
    found.parts.append(Part(number, name))


def _matter(words: str, part: Part) -> tuple[int, str] | None:
    said = MATTER.match(words)
    if not said or len(words) > LONGEST_HEADING or _number(said[1]) != part.number:
        return None
    number, last = _number(said[2]), part.matters[-1].number if part.matters else 0
    return (number, said[3].strip()) if last < number <= last + MOST_SKIPPED else None


def _last(found: Split) -> Matter:
    part = found.parts[-1]
    if not part.matters:
        part.matters.append(Matter())
    return part.matters[-1]


def _is_name(words: str, part: Part) -> bool:
    return not part.name and not part.matters and words.startswith("เรื่อง")


def _go_on_resolving(matter: Matter, block: Block) -> None:
    matter.resolutions[-1] = f"{matter.resolutions[-1]}\n{write([block])}".strip()


def _drop_marks(found: Split) -> None:
    """“– ไม่มี –” is the form's own way to say that there is no text, or no resolution."""
    for part in found.parts:
        for matter in part.matters:
            matter.resolutions = [text for text in matter.resolutions if not NOTHING.match(text)]
