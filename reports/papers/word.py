"""A paper as a Word file: the same paragraphs as the PDF in the same order, under Word's own styles.

Thai is complex script to Word: it reads typeface, size and weight of a run from the cs attributes. The same content gives
the same bytes: times in the file are those of the paper.
"""

import io
import zipfile
from datetime import date, datetime, time
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from committee import papers
from committee.papers import Block
from ecotown.kernel import thai
from reports.papers.styles import MARGINS, TEXT_WIDTH, set_styles

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TABLES = {"grid": "Table Grid", "sign": "Table Grid", "names": "Normal Table", "letter": "Normal Table"}
_EPOCH = (1980, 1, 1, 0, 0, 0)


def write(content: papers.Content) -> bytes:
    document = Document()
    set_styles(document, content["font"]["name"], content["font"]["size"])
    _set_page(document, content)
    _set_properties(document, content)
    writer = _Writer(document, content["names"])
    for block in papers.printed(content):
        writer.put(block)
    writer.close()
    kept = io.BytesIO()
    document.save(kept)
    return _timeless(kept.getvalue())


class _Writer:
    """Puts block after block; `last` is what the one before it was, which decides the room between them."""

    def __init__(self, document: WordDocument, names: list[str]) -> None:
        self.document, self.names, self.words = document, names, papers.in_cells(names)
        self.last = ""

    def put(self, block: Block) -> None:
        getattr(self, f"_put_{block['is']}")(block)
        self.last = block["is"]

    def close(self) -> None:
        """Word wants a paragraph behind a table."""
        if self.last == "table":
            self.document.add_paragraph()

    def _paragraph(self, words: str, style: str) -> Paragraph:
        paragraph = self.document.add_paragraph(style=style)
        self._run(paragraph, words)
        return paragraph

    def _run(self, paragraph: Paragraph, words: str, *, bold: bool = False, in_cell: bool = False) -> None:
        run = paragraph.add_run(_whole(words, self.words if in_cell else self.names))
        if bold:
            run.font.bold = run.font.cs_bold = True

    def _put_title(self, block: Block) -> None:
        self._paragraph(block["text"], "Title")

    def _put_centre(self, block: Block) -> None:
        self._paragraph(block["text"], "Subtitle")

    def _put_heading(self, block: Block) -> None:
        self._paragraph(block["text"], f"Heading {block['level']}")

    def _put_line(self, block: Block) -> None:
        paragraph = self._paragraph(block["text"], "Normal")
        if self.last != "line":
            paragraph.paragraph_format.space_before = Pt(8)

    def _put_text(self, block: Block) -> None:
        level = min(block["level"], 3)
        style = "Body Text" if not level else "List" if level == 1 else f"List {level}"
        paragraph = self.document.add_paragraph(style=style)
        if block["number"]:
            self._run(paragraph, f"{block['number']} ")
        for words, bold in block["runs"]:
            self._run(paragraph, words, bold=bold)

    def _put_labelled(self, block: Block) -> None:
        self._paragraph(f"{block['label']}\t", "Labelled")
        self._run(self.document.paragraphs[-1], block["text"])

    def _put_signed(self, block: Block) -> None:
        for place, words in enumerate(block["lines"]):
            paragraph = self._paragraph(words, "Signature")
            if place == 0:
                paragraph.paragraph_format.space_before = Pt(40 if self.last == "signed" else 26)
            paragraph.paragraph_format.keep_with_next = place < len(block["lines"]) - 1

    def _put_new_page(self, _block: Block) -> None:
        """A section of its own, without an empty line at its head."""
        section = self.document.add_section(WD_SECTION.NEW_PAGE)
        section.different_first_page_header_footer = False

    def _put_table(self, block: Block) -> None:
        rows = [*([block["head"]] if block["head"] else []), *block["rows"]]
        columns = max(len(row) for row in rows)
        table = self.document.add_table(rows=len(rows), cols=columns, style=TABLES[block["look"]])
        table.autofit = False
        shares = block["widths"] or [100 / columns] * columns
        for column, share in zip(table.columns, shares, strict=True):
            column.width = Length(int(TEXT_WIDTH * share / 100))
        for place, row in enumerate(rows):
            is_head = bool(block["head"]) and place == 0
            self._keep_row(table.rows[place]._tr, is_head, tall=block["look"] == "sign" and not is_head)
            for cell, words, share in zip(table.rows[place].cells, row, shares, strict=True):
                cell.width = Length(int(TEXT_WIDTH * share / 100))
                self._fill(cell, words, bold=is_head)

    def _fill(self, cell: _Cell, words: str, *, bold: bool) -> None:
        for place, line in enumerate(words.split("\n")):
            paragraph = cell.paragraphs[0] if place == 0 else cell.add_paragraph()
            self._run(paragraph, line, bold=bold, in_cell=True)
            if bold:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER

    def _keep_row(self, row: Any, is_head: bool, *, tall: bool) -> None:
        properties = row.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if tall:
            height = OxmlElement("w:trHeight")
            height.set(qn("w:val"), str(Cm(1.1).twips))
            properties.append(height)
        if is_head:
            properties.append(OxmlElement("w:tblHeader"))


def _whole(words: str, names: list[str]) -> str:
    """Dates, numbers and names keep to one line by spaces that do not break."""
    pieces = thai.keep_together(words, names)
    return "".join(piece.replace(" ", "\xa0") if whole else piece for piece, whole in pieces)


def _set_page(document: WordDocument, content: papers.Content) -> None:
    """A4 with the margins of the form; the number of the page above, from the second page."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin, section.top_margin, section.bottom_margin = MARGINS
    section.header_distance, section.footer_distance = Cm(1.25), Cm(1)
    section.different_first_page_header_footer = True
    if content["digits"] == "thai":
        numbers = OxmlElement("w:pgNumType")
        numbers.set(qn("w:fmt"), "thaiNumbers")
        section._sectPr.find(qn("w:pgMar")).addnext(numbers)  # the schema has an order
    marks = " ".join(content["marks"])
    for header, is_numbered in ((section.first_page_header, False), (section.header, content["numbered"])):
        paragraph = header.paragraphs[0]
        if is_numbered:
            paragraph.add_run("\t- ")
            field = OxmlElement("w:fldSimple")
            field.set(qn("w:instr"), "PAGE")
            paragraph._p.append(field)
            paragraph.add_run(" -\t")
        else:
            paragraph.add_run("\t\t")
        mark = paragraph.add_run(marks)
        mark.font.bold = mark.font.cs_bold = True


def _set_properties(document: WordDocument, content: papers.Content) -> None:
    said = document.core_properties
    said.title, said.language, said.author, said.comments, said.last_modified_by = content["title"], "th-TH", "", "", ""
    said.created = said.modified = datetime.combine(date.fromisoformat(content["dated"]), time())
    said.revision = 1
    package = document.part.package
    for key, relation in list(package.rels.items()):
        if relation.reltype.endswith("/thumbnail"):
            package.rels.pop(key)


def _timeless(docx: bytes) -> bytes:
    """The parts as they are, but for when they were packed."""
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as packed, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as again:
        for name in packed.namelist():
            again.writestr(zipfile.ZipInfo(name, _EPOCH), packed.read(name), zipfile.ZIP_DEFLATED)
    return kept.getvalue()
