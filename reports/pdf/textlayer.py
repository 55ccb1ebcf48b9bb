"""What the text of a PDF says when it is searched, copied or read aloud.

HarfBuzz always draws ำ as two glyphs, ํ and า, and WeasyPrint gives each *glyph* the first text it was seen with: left
alone, every า of a document may read "้ำ". Two cures, both at the moment a line is drawn:

- the line is drawn from decomposed letters, so that one glyph is one letter (its shape does not change);
- a letter with its marks says in /ActualText what it is, ำ composed.

Each detail was found by reading documents back with pdftotext, PyMuPDF and pdfium:

- not decomposed before layout: libthai does not know words spelt with ํ + า and breaks สำ|นักงาน, กำ|หนด;
- not a whole line in one /ActualText: PyMuPDF repeats what follows an ำ, so a span ends with it;
- every marked letter, not ำ only, and the letter after it: a mark stands where pdftotext sees a new word (ตัวชีว|้ ัด);
- a space between two spans belongs to one of them, for pdfium drops a text without ink; and a space that stands alone
  between two elements, which WeasyPrint does not draw, is drawn with the word after it. Else two words become one.

This wraps a private function of WeasyPrint 70.0. `press.py` refuses any other version;
`tests/reports/test_pdf_text_layer.py` holds the proof.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any, NamedTuple

from fontTools.ttLib import TTFont

_MARKS = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
# A marked letter, but not one with ำ; a letter with ำ; and what is said together.
_MARKED = f"[^ {_MARKS}](?!\u0e4d[\u0e48-\u0e4b]?\u0e32)[{_MARKS}]+"
_WITH_SARA_AM = f"[^ {_MARKS}]\u0e4d[\u0e48-\u0e4b]?\u0e32"
_SPAN = re.compile(f"(?:^ +)?(?:(?:{_MARKED})*{_WITH_SARA_AM}|(?:{_MARKED})+(?:[^ {_MARKS}](?![{_MARKS}]))?) *")
_SARA_AM = re.compile("([\u0e48-\u0e4b]?)\u0e33")
_NIKHAHIT_AA = re.compile("\u0e4d([\u0e48-\u0e4b]?)\u0e32")
_HAS_MARK = re.compile(f"[{_MARKS}\u0e33]")
# A tone mark above a vowel is moved by a thirtieth of the letter size (in Sarabun), which no eye misses but makes it a
# text of its own: pdfium then reads it after the next letter, or twice.
_INVISIBLE_RISE = 0.05
_ARRAY_ITEM = re.compile(rb"<([0-9a-f]*)>|([-+.e0-9]+)")


def decompose(text: str) -> str:
    """น้ำ as it is drawn: ำ taken apart, its ํ below the tone mark."""
    return _SARA_AM.sub("\u0e4d\\1\u0e32", text)


def compose(text: str) -> str:
    """The way back: น้ำ as it is written."""
    return _NIKHAHIT_AA.sub("\\1\u0e33", text)


class _Piece(NamedTuple):
    """A step of drawing a line: an operator, a glyph of it, or a move between two glyphs."""

    kind: str
    code: bytes
    text: str = ""


def _pieces(operators: list[bytes], letters_of: dict[bytes, dict[int, str]]) -> Iterator[_Piece]:
    letters: dict[int, str] = {}
    size = 0.0
    risen = False
    for operator in operators:
        if operator.endswith(b"] TJ"):
            for glyphs, move in _ARRAY_ITEM.findall(operator[1:-4]):
                if move:
                    yield _Piece("move", move)
                for at in range(0, len(glyphs), 4):
                    glyph = glyphs[at : at + 4]
                    yield _Piece("glyph", glyph, letters.get(int(glyph, 16), ""))
        elif operator.endswith(b" Ts"):
            rise = float(operator[:-3])
            if risen or abs(rise) > _INVISIBLE_RISE * size:
                risen = bool(rise)
                yield _Piece("operator", operator)
        else:
            if operator.endswith(b" Tf"):
                font, written_size, _ = operator[1:].split(b" ")
                letters, size = letters_of[font], float(written_size)
            yield _Piece("operator", operator)


def _spans(pieces: list[_Piece]) -> dict[int, tuple[int, str]]:
    """First piece of each span -> its last piece and what it says."""
    places = [place for place, piece in enumerate(pieces) for _ in piece.text]
    text = "".join(piece.text for piece in pieces)
    return {places[found.start()]: (places[found.end() - 1], compose(found[0])) for found in _SPAN.finditer(text)}


def _with_actual_text(pieces: list[_Piece]) -> list[bytes]:
    """The operators again, each span between BDC and EMC."""
    spans = _spans(pieces)
    written: list[bytes] = []
    array: list[bytes] = []

    def show() -> None:
        if array:
            written.append(b"[" + b"".join(array) + b"] TJ")
            array.clear()

    last = -1
    for place, piece in enumerate(pieces):
        if place in spans:
            show()
            last, said = spans[place]
            written.append(b"/Span <</ActualText <feff%s>>> BDC" % said.encode("utf-16-be").hex().encode())
        if piece.kind == "operator":
            show()
            written.append(piece.code)
        else:
            array.append(b"<%s>" % piece.code if piece.kind == "glyph" else b" %s " % piece.code)
        if place == last:
            show()
            written.append(b"EMC")
    show()
    return written


def _read_no_break_space_as_space(stream: Any) -> None:
    """Who searches for "29 มิถุนายน" types a common space; where a line may break is no matter of the text."""
    for font in stream._fonts.values():
        for glyph, letters in font.to_unicode.items():
            if letters == "\u00a0":
                font.to_unicode[glyph] = " "


def _space_of(font: Any) -> tuple[bytes, float]:
    """The glyph of the space in a font, and its width in thousandths; as if it had been drawn."""
    glyph = next((glyph for glyph, letters in font.to_unicode.items() if letters == " "), None)
    if glyph is None:
        file = TTFont(BytesIO(font.file_content), fontNumber=font.index, lazy=True)
        name = file.getBestCmap()[ord(" ")]
        glyph = file.getGlyphID(name)
        font.to_unicode[glyph] = " "
        font.widths[glyph] = round(file["hmtx"][name][0] * 1000 / font.upem)
    return b"%04x" % glyph, font.widths[glyph]


def _after_a_space(pieces: list[_Piece], fonts: dict[bytes, Any]) -> list[_Piece]:
    """The line, begun one space earlier with that space."""
    first = next(place for place, piece in enumerate(pieces) if piece.kind != "operator")
    face = next(piece.code for piece in pieces if piece.code.endswith(b" Tf"))
    glyph, width = _space_of(fonts[face[1:].split(b" ", 1)[0]])
    return [*pieces[:first], _Piece("move", b"%g" % width), _Piece("glyph", glyph, " "), *pieces[first:]]


def speaking(draw_first_line: Any) -> Any:
    """WeasyPrint's function that draws one line, made to leave the right text behind."""
    owed: object = None  # the line on which a space stands alone, to be drawn with the next word

    def draw(stream: Any, textbox: Any, text_overflow: str, block_ellipsis: Any, matrix: Any) -> Any:
        nonlocal owed
        layout = textbox.pango_layout
        line = (stream, matrix.values[5])
        if not textbox.text.strip():
            owed = line if textbox.text else owed  # none is left at the end of a line
            return []
        if "\u0e33" in layout.text:
            layout.set_text(decompose(layout.text), justify=True)
        before = len(stream.stream)
        emojis = draw_first_line(stream, textbox, text_overflow, block_ellipsis, matrix)
        if "\u00a0" in layout.text:
            _read_no_break_space_as_space(stream)
        if (owed == line or _HAS_MARK.search(layout.text)) and len(stream.stream) > before:
            fonts = {font.hash.encode(): font for font in stream._fonts.values()}
            pieces = list(_pieces(stream.stream[before:], {name: font.to_unicode for name, font in fonts.items()}))
            if owed == line:
                pieces = _after_a_space(pieces, fonts)
            stream.stream[before:] = _with_actual_text(pieces)
        owed = None
        return emojis

    return draw


class _OneRun(str):
    """A text that gives itself whole when asked for its letters."""

    __slots__ = ()

    def __iter__(self) -> Iterator[str]:
        yield str(self)


def in_one_run(draw_svg_text: Any) -> Any:
    """WeasyPrint's function that draws a text of an SVG letter by letter, made to shape it as a whole.

    A Thai mark drawn alone stands beside its letter, on a dotted circle. Where a place for each letter is given,
    the letters stay apart.
    """

    def draw(svg: Any, node: Any, font_size: float) -> Any:
        placed = "rotate" in node.attrib or any(
            len(node.attrib.get(name, "").replace(",", " ").split()) > 1 for name in ("x", "y", "dx", "dy")
        )
        if not placed:
            node._etree_node.text = _OneRun(node.text or "")
        return draw_svg_text(svg, node, font_size)

    return draw
