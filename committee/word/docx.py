"""A Word file as blocks of minutes: every paragraph of its body in order, with the numbers that Word counts by itself."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from docx import Document
from docx.exceptions import PythonDocxError
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from lxml import etree

from committee.prose import Block, Paragraph, Run, Table
from committee.word import package
from committee.word.numbering import Numbering
from ecotown.kernel import thai

SPACES = re.compile(r"[ \t\r\n\xa0]+")
# Containers that stand between a paragraph and its text, or between the body and its paragraphs.
UNREAD = frozenset({qn("w:del"), qn("w:moveFrom"), qn("w:delText"), qn("w:instrText"), qn("w:rPr"), qn("w:pPr"),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"})  # fmt: skip
PICTURES = frozenset({qn("a:blip"), "{urn:schemas-microsoft-com:vml}imagedata"})
BREAKS = frozenset({qn("w:br"), qn("w:cr")})
DEEPEST_STYLE = 20


@dataclass
class Taken:
    """`pictures` were left out."""

    blocks: list[Block] = field(default_factory=list)
    pictures: int = 0


def read(content: bytes) -> Taken:
    """package.NotTaken for what is no Word document."""
    package.check(content)
    try:
        document = Document(BytesIO(content))
        return _Reader(document).read()
    except (*package.BROKEN, AttributeError, TypeError, etree.LxmlError, PythonDocxError) as broken:
        raise package.NotTaken(_("This is no Word document (.docx), or it is damaged.")) from broken


class _Reader:
    def __init__(self, document: Any) -> None:
        self.body = document.element.body
        self.styles = {each.get(qn("w:styleId")): each for each in document.styles.element.findall(qn("w:style"))}
        self.numbering = Numbering(self._numbering(document))
        self.notes = _footnotes(document)
        self.taken = Taken()

    @staticmethod
    def _numbering(document: Any) -> Any:
        kinds = {rel.reltype for rel in document.part.rels.values()}
        return document.part.numbering_part.element if RELATIONSHIP_TYPE.NUMBERING in kinds else None

    def read(self) -> Taken:
        self.taken.blocks = list(self._blocks(self.body))
        self.taken.pictures = sum(1 for each in self.body.iter() if each.tag in PICTURES)
        return self.taken

    def _blocks(self, parent: Any) -> Iterator[Block]:
        """What stands in the parent, in order; content controls and the like are looked into."""
        for each in parent:
            if each.tag == qn("w:p"):
                yield from self._paragraphs(each)
            elif each.tag == qn("w:tbl"):
                yield from self._table(each)
            elif each.tag not in UNREAD and isinstance(each.tag, str):
                yield from self._blocks(each)

    # -- paragraphs

    def _paragraphs(self, element: Any) -> Iterator[Paragraph]:
        """One, or several where it holds line breaks; what stands in a text box follows."""
        lines: list[list[Run]] = [[]]
        boxes: list[Any] = []
        self._words(element, self._style_is_bold(element), lines, boxes)
        label = self._label(element)
        for line in lines:
            runs = _joined(line)
            if runs:
                yield Paragraph(runs, label)
                label = ""
        for box in boxes:
            for block in self._blocks(box):
                yield from [block] if isinstance(block, Paragraph) else _cells(block)

    def _words(self, parent: Any, bold: bool, lines: list[list[Run]], boxes: list[Any]) -> None:
        for each in parent:
            if each.tag in UNREAD or not isinstance(each.tag, str):
                continue
            if each.tag == qn("w:t"):
                lines[-1].append(Run(each.text or "", bold))
            elif each.tag in BREAKS:
                lines.append([])
            elif each.tag == qn("w:tab"):
                lines[-1].append(Run(" ", bold))
            elif each.tag == qn("w:noBreakHyphen"):
                lines[-1].append(Run("-", bold))
            elif each.tag == qn("w:footnoteReference"):
                note = self.notes.get(each.get(qn("w:id")), "")
                lines[-1].append(Run(f" ({note})" if note else ""))
            elif each.tag == qn("w:txbxContent"):
                boxes.append(each)
            else:
                self._words(each, _bold(each, bold) if each.tag == qn("w:r") else bold, lines, boxes)

    def _style_is_bold(self, element: Any) -> bool:
        return any(_bold(style, otherwise=False) for style in self._styles_of(element))

    def _styles_of(self, element: Any) -> Iterator[Any]:
        """The style of the paragraph and those it is based on."""
        name = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        style_id = None if name is None else name.get(qn("w:val"))
        for _step in range(DEEPEST_STYLE):
            style = self.styles.get(style_id)
            if style is None:
                return
            yield style
            above = style.find(qn("w:basedOn"))
            style_id = None if above is None else above.get(qn("w:val"))

    def _label(self, element: Any) -> str:
        """The number before the paragraph: its own numbering, or that of its style. The number 0 takes it away."""
        for holder in (element, *self._styles_of(element)):
            found = holder.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
            if found is not None:
                num, level = found.find(qn("w:numId")), found.find(qn("w:ilvl"))
                place = 0 if level is None else int(level.get(qn("w:val")))
                return "" if num is None else thai.normalize_name(self.numbering.label(num.get(qn("w:val")), place))
        return ""

    # -- tables

    def _table(self, element: Any) -> Iterator[Block]:
        """Merged cells flattened: the words stand in the first place. A table of one cell was only a frame."""
        rows = [self._row(row) for row in element.iter(qn("w:tr")) if _owner(row, qn("w:tbl")) is element]
        paragraphs = [each for row in rows for cell in row.values() for each in cell]
        if sum(len(row) for row in rows) < 2:
            yield from paragraphs
            return
        columns = sorted({place for row in rows for place, cell in row.items() if cell})
        grid = [tuple(" ".join(each.text for each in row.get(place, [])) for place in columns) for row in rows]
        words = tuple(row for row in grid if any(row))
        if words:
            yield Table(words)

    def _row(self, element: Any) -> dict[int, list[Paragraph]]:
        """Place of each cell -> its paragraphs."""
        before = element.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}")
        place = 0 if before is None else int(before.get(qn("w:val")))
        cells: dict[int, list[Paragraph]] = {}
        for cell in element.iter(qn("w:tc")):
            if _owner(cell, qn("w:tr")) is not element:
                continue
            cells[place] = [
                paragraph
                for block in self._blocks(cell)
                for paragraph in ([block] if isinstance(block, Paragraph) else _cells(block))
            ]
            span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
            place += 1 if span is None else min(int(span.get(qn("w:val"))), 100)
        return cells


def _owner(element: Any, tag: str) -> Any:
    return next(element.iterancestors(tag), None)


def _cells(table: Block) -> Iterator[Paragraph]:
    if isinstance(table, Table):
        yield from (Paragraph((Run(cell),)) for row in table.rows for cell in row if cell)


def _bold(element: Any, otherwise: bool) -> bool:
    """w:b weighs Latin letters, w:bCs Thai ones; offices set either."""
    properties = element.find(qn("w:rPr"))
    if properties is None:
        return otherwise
    said = [each for name in ("w:b", "w:bCs") if (each := properties.find(qn(name))) is not None]
    return any(each.get(qn("w:val")) not in ("0", "false", "off") for each in said) if said else otherwise


def _joined(runs: list[Run]) -> tuple[Run, ...]:
    """Neighbours of one weight as one run; spaces have no weight, and there are none at the ends."""
    found: list[tuple[list[str], bool]] = []
    for run in runs:
        if found and (found[-1][1] == run.bold or not run.text.strip()):
            found[-1][0].append(run.text)
        elif run.text:
            found.append(([run.text], run.bold and bool(run.text.strip())))
    words = [(SPACES.sub(" ", "".join(parts)), bold) for parts, bold in found]
    if words:
        words[0] = (words[0][0].lstrip(), words[0][1])
        words[-1] = (words[-1][0].rstrip(), words[-1][1])
    spelled = [Run(text, bold) for text, bold in words if text]
    return tuple(spelled) if any(run.text.strip() for run in spelled) else ()


def _footnotes(document: Any) -> dict[str, str]:
    """Number -> text. The library leaves this part unread."""
    parts = [rel.target_part for rel in document.part.rels.values() if rel.reltype == RELATIONSHIP_TYPE.FOOTNOTES]
    if not parts:
        return {}
    root = etree.fromstring(parts[0].blob, etree.XMLParser(resolve_entities=False, no_network=True))
    return {
        each.get(qn("w:id")): SPACES.sub(" ", "".join(text.text or "" for text in each.iter(qn("w:t")))).strip()
        for each in root.iter(qn("w:footnote"))
    }
