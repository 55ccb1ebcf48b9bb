"""What a word processor puts on the clipboard, as the text of minutes.

Paragraphs, numbering, bold and simple tables stay; pictures, scripts, styles, comments and deleted text go. The markup
is read as a stream, so that no nesting is too deep, and nothing of it but plain text leaves here.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from committee.prose import Block, Paragraph, Run, Table, write
from ecotown.kernel import thai

MOST_LETTERS = 1_000_000
MOST_CELLS = 20_000

PARTS = frozenset({"p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "dt", "dd", "address", "section",
    "article", "header", "footer", "caption", "figcaption", "ol", "ul", "dl", "pre", "center", "body"})  # fmt: skip
HEADS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
# Not read at all, with everything inside. Of tracked changes what was deleted is gone.
UNREAD = frozenset({"script", "style", "title", "xml", "template", "noscript", "object", "iframe", "svg", "math",
    "select", "textarea", "button", "audio", "video", "canvas", "del", "w:worddocument", "o:officedocumentsettings"})  # fmt: skip
PICTURES = frozenset({"img", "v:imagedata", "svg", "object", "canvas"})
NOTES = frozenset({"msocommentreference", "msocomanchor"})
# A table within more tables than this is read as its paragraphs alone.
DEEPEST = 8
HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all|mso-element\s*:\s*comment", re.IGNORECASE)
MARKER = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)
# The weight of Latin letters; Word writes that of Thai ones (mso-bidi-font-weight) only where it differs.
WEIGHT = re.compile(r"(?:^|;)\s*font-weight\s*:\s*(\w+)", re.IGNORECASE)
SPACES = re.compile(r"[ \t\r\n\f\xa0]+")
# Bullets of the fonts Symbol and Wingdings, which are other letters without those fonts.
BULLET = re.compile(r"^[·o§ØüvqÄ\uf000-\uf0ff■●○▪◦♦➢✓]$")


class TooMuch(ValueError):
    """More than anybody pastes by hand."""


@dataclass(frozen=True)
class Pasted:
    text: str
    pictures: int = 0


@dataclass
class _Cell:
    columns: int
    rows: int
    paragraphs: list[Paragraph] = field(default_factory=list)


@dataclass
class _List:
    """An ordered list counts; `style` is the type attribute or the style of CSS."""

    ordered: bool
    style: str = ""
    count: int = 0


@dataclass
class _Open:
    """An element that is open, and what ends with it."""

    tag: str
    unread: bool = False
    marker: bool = False
    bold: bool | None = None


class _Reader:
    """The target of the parser: it gets every start, end and stretch of text once."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.pictures = self.cells = 0
        self.open: list[_Open] = []
        self.unread = self.marking = 0
        self.weights = [False]
        self.lists: list[_List] = []
        self.tables: list[list[list[_Cell]]] = []
        self.flat = 0
        self.runs: list[tuple[str, bool]] = []
        self.number = ""

    # -- what the parser calls

    def start(self, tag: str, attrib: Mapping[str, str]) -> None:
        style = attrib.get("style", "")
        self.pictures += tag in PICTURES and not self.unread
        unread = tag in UNREAD or bool(HIDDEN.search(style)) or attrib.get("class", "").lower() in NOTES
        part = _Open(tag, unread=unread, marker=bool(MARKER.search(style)))
        self.open.append(part)
        self.unread += part.unread
        if self.unread:
            return
        self.marking += part.marker
        part.bold = _weight(tag, style)
        if part.bold is not None:
            self.weights.append(part.bold)
        if tag in PARTS or tag in ("br", "hr", "table", "tr", "td", "th"):
            self._end_paragraph()
        self._start_of_list(tag, attrib, style)
        self._start_of_table(tag, attrib)

    def end(self, tag: str) -> None:
        if not self.open:
            return
        part = self.open.pop()
        if self.unread:
            self.unread -= part.unread
            return
        self.marking -= part.marker
        if part.bold is not None:
            self.weights.pop()
        if tag in PARTS or tag in ("td", "th", "table"):
            self._end_paragraph()
        if tag in ("ol", "ul") and self.lists:
            self.lists.pop()
        if tag == "li":
            self.number = ""
        if tag == "table" and self.flat:
            self.flat -= 1
        elif tag == "table" and self.tables:
            self._end_table(self.tables.pop())

    def data(self, data: str) -> None:
        if self.unread:
            return
        if self.marking:
            self.number += data
            return
        if any(part.tag == "pre" for part in self.open[-3:]):
            *lines, data = data.split("\n")
            for line in lines:
                self.runs.append((line, self.weights[-1]))
                self._end_paragraph()
        self.runs.append((data, self.weights[-1]))

    def close(self) -> "_Reader":
        self._end_paragraph()
        while self.tables:
            self._end_table(self.tables.pop())
        return self

    # -- lists

    def _start_of_list(self, tag: str, attrib: Mapping[str, str], style: str) -> None:
        if tag in ("ol", "ul"):
            named = re.search(r"list-style(?:-type)?\s*:\s*([\w-]+)", style)
            kind = named[1].lower() if named else attrib.get("type", "")
            self.lists.append(_List(tag == "ol", kind, _number(attrib.get("start"), 1) - 1))
        elif tag == "li":
            inside = self.lists[-1] if self.lists else _List(ordered=False)
            inside.count = _number(attrib.get("value"), inside.count + 1)
            self.number = _counted(inside)

    # -- tables

    def _start_of_table(self, tag: str, attrib: Mapping[str, str]) -> None:
        if tag == "table" and len(self.tables) >= DEEPEST:
            self.flat += 1
        if self.flat:
            return
        if tag == "table":
            self.tables.append([])
        elif tag == "tr" and self.tables:
            self.tables[-1].append([])
        elif tag in ("td", "th") and self.tables:
            self.cells += 1
            if self.cells > MOST_CELLS:
                raise TooMuch
            if not self.tables[-1]:
                self.tables[-1].append([])
            columns, rows = (min(_number(attrib.get(name), 1), 100) for name in ("colspan", "rowspan"))
            self.tables[-1][-1].append(_Cell(columns, rows))

    def _end_table(self, rows: list[list[_Cell]]) -> None:
        """A table inside a cell gives its paragraphs to the cell; one of a single cell was only a frame."""
        cells = [cell for row in rows for cell in row]
        if self.tables or len(cells) < 2:
            for cell in cells:
                for paragraph in cell.paragraphs:
                    self._put(paragraph)
            return
        grid = _grid(rows)
        if grid:
            self.blocks.append(Table(grid))

    # -- paragraphs

    def _end_paragraph(self) -> None:
        """What was read since the last one; a number waits for its words."""
        runs = _joined(self.runs)
        self.runs = []
        if not runs:
            return
        number, self.number = SPACES.sub(" ", self.number).strip(), ""
        self._put(Paragraph(runs, "-" if BULLET.match(number) else number))

    def _put(self, paragraph: Paragraph) -> None:
        """Into the cell that is open; text between the cells of a table stands before it, as a browser has it."""
        if self.tables and self.tables[-1] and self.tables[-1][-1]:
            self.tables[-1][-1][-1].paragraphs.append(paragraph)
        else:
            self.blocks.append(paragraph)


def _weight(tag: str, style: str) -> bool | None:
    """Bold, not bold, or nothing said."""
    said = WEIGHT.search(style)
    if said:
        word = said[1].lower()
        return word in ("bold", "bolder") or (word.isdecimal() and int(word[:4]) >= 600)
    return True if tag in ("b", "strong") or tag in HEADS else None


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isdecimal() and 0 < len(text) < 5 else otherwise


def _counted(inside: _List) -> str:
    if not inside.ordered:
        return "-"
    if inside.style == "thai":
        return f"{thai.thai_digits(str(inside.count))}."
    if inside.style in ("a", "lower-alpha", "A", "upper-alpha") and inside.count <= 26:
        letter = chr(ord("a") + inside.count - 1)
        return f"{letter.upper() if inside.style[0] in 'Au' else letter}."
    return f"{inside.count}."


def _joined(runs: list[tuple[str, bool]]) -> tuple[Run, ...]:
    """Neighbours of one weight as one run, with single spaces and none at the ends. Spaces have no weight."""
    found: list[tuple[list[str], bool]] = []
    for text, bold in runs:
        if not text:
            continue
        if found and (found[-1][1] == bold or not text.strip()):
            found[-1][0].append(text)
        else:
            found.append(([text], bold and bool(text.strip())))
    words = [[SPACES.sub(" ", "".join(parts)), bold] for parts, bold in found]
    if words:
        words[0][0], words[-1][0] = str(words[0][0]).lstrip(), str(words[-1][0]).rstrip()
    return tuple(Run(str(text), bool(bold)) for text, bold in words if text)


def _grid(rows: list[list[_Cell]]) -> tuple[tuple[str, ...], ...]:
    """Merged cells flattened: the words stand in the first place, the others are empty."""
    places: dict[tuple[int, int], str] = {}
    for y, row in enumerate(rows):
        x = 0
        for cell in row:
            while (y, x) in places:
                x += 1
            for below in range(min(cell.rows, len(rows) - y)):
                for right in range(cell.columns):
                    places.setdefault((y + below, x + right), "")
            places[y, x] = " ".join(paragraph.text for paragraph in cell.paragraphs)
            if len(places) > 10 * MOST_CELLS:
                raise TooMuch
    columns = sorted({x for (_y, x), words in places.items() if words})
    lines = sorted({y for (y, _x), words in places.items() if words})
    if len(columns) * len(lines) > 10 * MOST_CELLS:
        raise TooMuch
    return tuple(tuple(places.get((y, x), "") for x in columns) for y in lines)


def convert(markup: str) -> Pasted:
    """TooMuch for what is too large; anything else gives some text, perhaps none."""
    if len(markup) > MOST_LETTERS:
        raise TooMuch
    reader = _Reader()
    parser = etree.HTMLParser(target=reader, huge_tree=True)
    try:
        parser.feed(markup.replace("\x00", ""))
        parser.close()
    except etree.ParserError:  # not one element in it
        reader.close()
    return Pasted(thai.normalize(write(reader.blocks)), reader.pictures)
