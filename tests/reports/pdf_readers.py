"""Documents read back, by the readers people use: Poppler (Evince, Okular), MuPDF, and pdfium (Chrome)."""

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pymupdf
import pypdfium2


def with_pdftotext(pdf: bytes) -> str:
    return subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()


def with_pymupdf(pdf: bytes) -> str:
    with pymupdf.open(stream=pdf, filetype="pdf") as document:
        return "\n".join(page.get_text() for page in document)


def with_pdfium(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


READERS: dict[str, Callable[[bytes], str]] = {
    "pdftotext": with_pdftotext,
    "PyMuPDF": with_pymupdf,
    "pdfium": with_pdfium,
}


def without_actual_text(pdf: bytes) -> str:
    """As a reader that knows only the letters of the glyphs."""
    flags = pymupdf.TEXTFLAGS_TEXT | pymupdf.TEXT_IGNORE_ACTUALTEXT
    with pymupdf.open(stream=pdf, filetype="pdf") as document:
        return "\n".join(page.get_text(flags=flags) for page in document)


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def told_by(program: str, pdf: bytes, folder: Path, *options: str) -> str:
    """What one of Poppler's tools that want a file says of it."""
    file = folder / "document.pdf"
    file.write_bytes(pdf)
    return subprocess.run([program, *options, str(file)], capture_output=True, check=True, text=True).stdout


def contents(pdf: bytes) -> list[list[bytes]]:
    """The operators of each page and each form, as the tokens that open and close something."""
    wanted = re.compile(rb"(?<![^\s>\]])(BT|ET|BDC|BMC|EMC|q|Q)(?=\s|$)")
    with pymupdf.open(stream=pdf, filetype="pdf") as document:
        streams = [page.read_contents() for page in document]
        streams += [
            document.xref_stream(number)
            for number in range(1, document.xref_length())
            if document.xref_get_key(number, "Subtype") == ("name", "/Form")
        ]
    return [wanted.findall(re.sub(rb"<[^<>]*>", b"<>", stream)) for stream in streams]
