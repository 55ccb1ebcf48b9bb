"""Word's own styles, set as Thai official papers are: one typeface, one size, black, for complex script too."""

from typing import Any

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Pt

MARGINS = (Cm(3), Cm(2), Cm(2.5), Cm(2))  # left, right, top, bottom
TEXT_WIDTH = Cm(16)
_INDENT = Cm(2.5)
_CENTRE, _LEFT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT


def set_styles(document: WordDocument, font: str, size: int) -> None:
    _set_defaults(document, font, size)
    for name in ("Signature", "Labelled"):
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=name == "Signature")
        style.base_style = document.styles["Normal"]
    _set(document, "Normal", size)
    _set(document, "Title", size + 2, bold=True, align=_CENTRE)
    _set(document, "Subtitle", size, align=_CENTRE)
    _set(document, "Heading 1", size, bold=True, before=10)
    _set(document, "Heading 2", size, bold=True, before=6)
    _set(document, "Body Text", size, before=4, first=_INDENT)
    for level in (1, 2, 3):
        name = "List" if level == 1 else f"List {level}"
        _set(document, name, size, before=4, left=Length(_INDENT + Cm(level - 1)))
    _set(document, "Labelled", size, before=6, left=Cm(3), first=Length(-Cm(3)))
    document.styles["Labelled"].paragraph_format.tab_stops.add_tab_stop(Cm(3))
    _set(document, "Signature", size, align=_CENTRE, left=Cm(7.5))
    _set(document, "Header", size)
    stops = document.styles["Header"].paragraph_format.tab_stops
    stops.clear_all()
    stops.add_tab_stop(Length(TEXT_WIDTH // 2), WD_TAB_ALIGNMENT.CENTER)
    stops.add_tab_stop(TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT)


def _set_defaults(document: WordDocument, font: str, size: int) -> None:
    """What every run begins from: typeface and size for Latin and for complex script, and Thai as its language."""
    defaults = document.styles.element.find(qn("w:docDefaults"))
    run = defaults.find(qn("w:rPrDefault")).find(qn("w:rPr"))
    _empty(run)
    fonts = OxmlElement("w:rFonts")
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), font)
    run.append(fonts)
    _sizes(run, size)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-US")
    language.set(qn("w:eastAsia"), "en-US")
    language.set(qn("w:bidi"), "th-TH")
    run.append(language)
    spacing = defaults.find(qn("w:pPrDefault")).find(qn("w:pPr")).find(qn("w:spacing"))
    spacing.set(qn("w:after"), "0")
    spacing.set(qn("w:line"), "240")


def _sizes(run: Any, points: int) -> None:
    for name in ("w:sz", "w:szCs"):
        size = OxmlElement(name)
        size.set(qn("w:val"), str(points * 2))
        run.append(size)


def _empty(element: Any) -> None:
    for child in list(element):
        element.remove(child)


def _set(
    document: WordDocument,
    name: str,
    size: int,
    *,
    bold: bool = False,
    align: WD_ALIGN_PARAGRAPH = _LEFT,
    before: float = 0,
    left: Length | None = None,
    first: Length | None = None,
) -> None:
    """Only what the form asks for: no colour, no line, no theme's typeface."""
    style = document.styles[name]
    run = style.element.get_or_add_rPr()
    _empty(run)
    if bold:
        style.font.bold = style.font.cs_bold = True
    _sizes(run, size)
    paragraph = style.element.get_or_add_pPr()
    for child in list(paragraph):
        if child.tag in {qn(f"w:{tag}") for tag in ("pBdr", "spacing", "contextualSpacing", "numPr", "ind", "jc")}:
            paragraph.remove(child)
    form = style.paragraph_format
    form.alignment, form.space_before, form.space_after = align, Pt(before), Pt(0)
    if left is not None:
        form.left_indent = left
    if first is not None:
        form.first_line_indent = first
    if name.startswith("Heading") or name == "Title":
        form.keep_with_next = True
