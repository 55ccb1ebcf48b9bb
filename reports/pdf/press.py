"""HTML to PDF, in this process: what the render process does, and what a benchmark compares it with.

WeasyPrint is imported when it is first used: the web and the beat never load it.
"""

import logging
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING, Any

from .failure import Refusal
from .fonts import FAMILY
from .textlayer import in_one_run, speaking

if TYPE_CHECKING:
    from .fetcher import ShippedOnly

WEASYPRINT = "70.0"
VARIANT = "pdf/a-2a"
STEPS, FORMATTING = 7, "4"  # of WeasyPrint, as it tells them to its log
MAX_PAGES = 300
A4 = (794, 1123)  # CSS pixels

Assets = Mapping[str, tuple[str, bytes]]
OnStep = Callable[[int, int], object]

# WeasyPrint's warnings are mostly about CSS it does not know. These leave something out of the document.
_LOSSES = {
    ".notdef glyph": "glyph",
    "Font-face": "font",
    "Unable to": "font",
    "Too many glyphs": "font",
    "Unknown image mode": "image",
    "This row has more columns": "layout",
}
# PDF/A asks that a document which also says PDF/UA declares that vocabulary.
_PDF_UA = b"""\
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part>
</rdf:Description><rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of PDF/UA</pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description></rdf:RDF>"""


@cache
def load() -> ModuleType:
    """WeasyPrint, its text layer mended. Refuses a version whose inner parts we have not seen."""
    try:
        import weasyprint
        import weasyprint.draw.text
        import weasyprint.svg
    except OSError as missing:
        raise Refusal("libraries", detail=f"install libpango (libpango-1.0-0 libpangoft2-1.0-0): {missing}") from None
    if weasyprint.__version__ != WEASYPRINT:
        raise Refusal("version", detail=f"WeasyPrint {weasyprint.__version__}, wanted {WEASYPRINT}")
    weasyprint.draw.text.draw_first_line = speaking(weasyprint.draw.text.draw_first_line)
    by_letters = weasyprint.svg.text
    whole = in_one_run(by_letters)
    for tag, draw in weasyprint.svg.TAGS.items():
        if draw is by_letters:
            weasyprint.svg.TAGS[tag] = whole
    weasyprint.svg.text = whole
    return weasyprint


class _Watch(logging.Handler):
    """Hears WeasyPrint: counts its steps, stops what cannot become a document, keeps what was lost."""

    def __init__(self, on_step: OnStep | None, fetcher: "ShippedOnly") -> None:
        super().__init__()
        self.on_step = on_step
        self.fetcher = fetcher
        self.step = 0
        self.losses: list[Refusal] = []
        self.notes: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        said = record.getMessage()
        if record.levelno >= logging.ERROR:
            self.losses.append(_loss(said))
        elif record.levelno >= logging.WARNING:
            code = next((code for start, code in _LOSSES.items() if said.startswith(start)), "")
            if code:
                self.losses.append(Refusal(code, _named(code, said, record), said))
            else:
                self.notes.append(said[:200])
        elif found := re.match(r"Step (\d)(?:.* Page (\d+))?", said):
            if found[1] == FORMATTING and not self.fetcher.fonts:
                raise Refusal("font", "asset:fonts.css")  # Pango has no other, and would crash
            if int(found[2] or 0) > MAX_PAGES:
                raise Refusal("pages", MAX_PAGES)
            if int(found[1]) > self.step:
                self.step = int(found[1])
                if self.on_step:
                    self.on_step(self.step, STEPS)


def _loss(said: str) -> Refusal:
    if said.startswith("Relative URI"):
        return Refusal("blocked", said.rsplit(": ", 1)[-1][:120], said)
    if "alt description" in said:
        return Refusal("alt", said.split('"')[1][:80], said)
    if said.startswith(("Failed to load image", "Failed to render SVG", "Failed to load inline SVG")):
        return Refusal("image", said[:120], said)
    return Refusal("layout", said[:120], said)


def _named(code: str, said: str, record: logging.LogRecord) -> str:
    if code == "glyph" and isinstance(record.args, tuple):
        letter, codepoint = record.args
        return f"“{letter}” (U+{codepoint:04X})"
    return said[:120]


@contextmanager
def _watching(on_step: OnStep | None, fetcher: "ShippedOnly") -> Iterator[_Watch]:
    watch = _Watch(on_step, fetcher)
    logger, progress = logging.getLogger("weasyprint"), logging.getLogger("weasyprint.progress")
    level = progress.level
    logger.addHandler(watch)
    progress.setLevel(logging.INFO)
    try:
        yield watch
    finally:
        logger.removeHandler(watch)
        progress.setLevel(level)


def typeset(
    html: str, *, assets: Assets, title: str, dated: str = "", on_step: OnStep | None = None
) -> tuple[bytes, int, list[str]]:
    """The PDF, the number of its pages, and what WeasyPrint remarked. The same HTML gives the same bytes.

    `dated` is the day or moment the document bears (ISO 8601), never now.
    """
    weasyprint = load()
    from weasyprint.urls import FatalURLFetchingError

    from .fetcher import ShippedOnly

    fetcher = ShippedOnly(assets)
    options = {"pdf_variant": VARIANT}
    with _watching(on_step, fetcher) as watch:
        try:
            source = weasyprint.HTML(string=html, url_fetcher=fetcher)
            source.etree_element.attrib.setdefault("lang", "th")
            document = source.render(**options)
            _check_pages(document)
            _describe(document, title, dated)
            pdf = document.write_pdf(finisher=_check_file, **options)
        except FatalURLFetchingError as refused:
            raise Refusal("blocked", ", ".join(fetcher.refused), str(refused)) from None
    if fetcher.refused:
        raise Refusal("blocked", ", ".join(fetcher.refused))
    if watch.losses:
        raise watch.losses[0]
    return pdf, len(document.pages), watch.notes


def _check_pages(document: Any) -> None:
    if document.metadata.attachments:
        raise Refusal("attachment", detail=str(len(document.metadata.attachments)))
    for page in document.pages:
        if sorted((round(page.width), round(page.height))) != list(A4):
            raise Refusal("paper", detail=f"{page.width:.0f} x {page.height:.0f} px")
        for kind, target, *_ in page.links:
            if kind == "attachment":
                raise Refusal("attachment", detail=target[:120])
            if kind == "external" and not target.startswith(("https://", "http://", "mailto:")):
                raise Refusal("link", target[:120])


def _describe(document: Any, title: str, dated: str) -> None:
    metadata = document.metadata
    metadata.title = title
    metadata.created = metadata.modified = dated or None
    plain = metadata.generate_rdf_metadata
    metadata.generate_rdf_metadata = lambda *how: plain(*how).replace(b"</rdf:RDF>", _PDF_UA)


def _check_file(document: Any, pdf: Any) -> None:
    strange = [font.family for font in document.fonts.values() if not font.family.startswith(FAMILY) or font.bitmap]
    if strange:
        raise Refusal("font", ", ".join(strange))
    for thing in [*pdf.objects, pdf.catalog.get("Names", {})]:
        if isinstance(thing, dict) and {"EmbeddedFiles", "EF", "JavaScript", "JS", "OpenAction"} & thing.keys():
            raise Refusal("attachment", detail=str(sorted(thing)))
