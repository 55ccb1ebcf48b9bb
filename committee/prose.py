"""The text of minutes: paragraphs, numbering, bold and simple tables, and nothing else. Pure.

It is kept as plain text, so that it can be typed without JavaScript, compared word by word, and merged by hand when two
people wrote at once: a line is a paragraph, **two stars** are bold, and lines that begin and end with | are a table.
Numbering stays what was typed (“1.”, “(๒)”, “-”); it only decides how far a paragraph is indented.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

# Never across another pair of stars: each is looked at once, however many there are.
BOLD = re.compile(r"\*\*(?=\S)((?:[^*]|\*(?!\*))+?)(?<=\S)\*\*")
ROW = re.compile(r"^\|.*\|$")
RULE = re.compile(r"^\|[\s:|-]+\|$")
# A number or a dash at the head of a paragraph, as Thai offices write them: 1. | ๑) | (2) | 1.2.3 | ก. | -
NUMBER = re.compile(
    r"^(?P<number>\(?[0-9๐-๙]{1,3}(?:\.[0-9๐-๙]{1,3})*[.)]|[0-9๐-๙]{1,3}(?:\.[0-9๐-๙]{1,3})+|\(?[ก-ฮ][.)]|[-–•])"
    r"\s+(?=\S)"
)


@dataclass(frozen=True)
class Run:
    """A stretch of text in one weight."""

    text: str
    bold: bool = False


@dataclass(frozen=True)
class Paragraph:
    """`number` is the numbering typed at its head ("" for none), not part of the runs; `level` is its depth from 0."""

    runs: tuple[Run, ...]
    number: str = ""
    level: int = 0

    @property
    def text(self) -> str:
        words = "".join(run.text for run in self.runs)
        return f"{self.number} {words}" if self.number else words


@dataclass(frozen=True)
class Table:
    """Rows of cells, all of one length; the first row is the head."""

    rows: tuple[tuple[str, ...], ...]


Block = Paragraph | Table


def parse(text: str) -> list[Block]:
    """Every letter of the text is in some block, but for blank lines, stars around bold and the bars of a table."""
    blocks: list[Block] = []
    rows: list[tuple[str, ...]] = []
    for line in [*(each.strip() for each in text.split("\n")), ""]:
        if ROW.match(line) and len(line) > 1:
            if not (rows and RULE.match(line)):
                rows.append(tuple(cell.strip() for cell in line[1:-1].split("|")))
            continue
        if rows:
            blocks.append(_table(rows))
            rows = []
        if line:
            blocks.append(_paragraph(line))
    return blocks


def _table(rows: list[tuple[str, ...]]) -> Table:
    width = max(len(row) for row in rows)
    return Table(tuple(row + ("",) * (width - len(row)) for row in rows))


def _paragraph(line: str) -> Paragraph:
    found = NUMBER.match(line)
    number = found["number"] if found else ""
    level = number.strip("().").count(".") + 1 if number else 0
    return Paragraph(tuple(_runs(line[found.end() :] if found else line)), number, level)


def _runs(line: str) -> Iterable[Run]:
    end = 0
    for match in BOLD.finditer(line):
        if match.start() > end:
            yield Run(line[end : match.start()])
        yield Run(match[1], bold=True)
        end = match.end()
    if end < len(line):
        yield Run(line[end:])


def write(blocks: Iterable[Block]) -> str:
    """The text of blocks, so that `parse` gives them back."""
    return "\n".join(_written(block) for block in blocks)


def _written(block: Block) -> str:
    if isinstance(block, Table):
        return "\n".join("| " + " | ".join(cell.replace("|", "/") for cell in row) + " |" for row in block.rows)
    words = "".join(_starred(run.text) if run.bold else run.text for run in block.runs)
    return f"{block.number} {words}" if block.number else words


def _starred(text: str) -> str:
    """The stars stand at the words; spaces at the ends of a bold stretch go outside."""
    words = text.strip()
    return text.replace(words, f"**{words}**", 1) if words else text


def paragraphs(text: str) -> list[str]:
    """What a reader of any of its forms reads, in order: paragraphs without their stars, cells of tables."""
    found: list[str] = []
    for block in parse(text):
        found += [block.text] if isinstance(block, Paragraph) else [cell for row in block.rows for cell in row if cell]
    return found
