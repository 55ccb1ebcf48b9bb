"""Whether a file is a Word document that may be opened: its zip is looked through before anything is unpacked."""

import lzma
import zipfile
import zlib
from io import BytesIO
from pathlib import PurePosixPath

from django.utils.translation import gettext as _

MOST_BYTES = 15 * 2**20
MOST_ENTRIES = 2_000
MOST_UNPACKED = 100 * 2**20
# Of the parts that are parsed; a page of minutes has some 20 KB of them.
MOST_XML = 20 * 2**20
# Of one part: text packs well, but not a thousandfold.
MOST_RATIO = 250
DOCUMENT = "word/document.xml"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


# What reading a damaged zip ends with, whichever way its parts are packed.
BROKEN = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, OSError, EOFError, ValueError, LookupError, RuntimeError,
)  # fmt: skip


class NotTaken(ValueError):
    """Why a file is not read, as a sentence for the person who sent it."""


def check(content: bytes) -> None:
    """NotTaken unless it is a DOCX of bearable size, without macros."""
    if not content:
        raise NotTaken(_("The file is empty."))
    if len(content) > MOST_BYTES:
        raise NotTaken(_("The file is larger than %(size)s MB.") % {"size": MOST_BYTES // 2**20})
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            _check_entries(package.infolist())
            _check_kind(package)
    except NotTaken:
        raise
    except BROKEN as broken:
        raise NotTaken(_("This is no Word document (.docx), or it is damaged.")) from broken


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MOST_ENTRIES or sum(each.file_size for each in entries) > MOST_UNPACKED:
        raise NotTaken(_("The document is too large when it is unpacked."))
    for each in entries:
        if each.flag_bits & 1:
            raise NotTaken(_("The document is protected by a password. Save it without one."))
        path = PurePosixPath(each.filename)
        if path.is_absolute() or ".." in path.parts or "\\" in each.filename:
            raise NotTaken(_("This is no Word document (.docx), or it is damaged."))
        if each.file_size > 2**20 and each.file_size > MOST_RATIO * max(each.compress_size, 1):
            raise NotTaken(_("The document is too large when it is unpacked."))
    if sum(each.file_size for each in entries if each.filename.endswith((".xml", ".rels"))) > MOST_XML:
        raise NotTaken(_("The document is too large when it is unpacked."))
    names = [each.filename for each in entries]
    if len(names) != len(set(names)):
        raise NotTaken(_("This is no Word document (.docx), or it is damaged."))


def _check_kind(package: zipfile.ZipFile) -> None:
    """The content types say what the parts are, whatever the file is called."""
    names = {each.lower() for each in package.namelist()}
    types = package.read("[Content_Types].xml")
    if any(name.endswith("vbaproject.bin") for name in names) or b"macroEnabled" in types:
        raise NotTaken(_("Documents with macros are not accepted. Save it as .docx."))
    if DOCUMENT not in package.namelist() or MAIN.encode() not in types:
        raise NotTaken(_("This is no Word document (.docx), or it is damaged."))
    for name in package.namelist():
        if name.endswith((".xml", ".rels")) and b"<!DOCTYPE" in package.read(name):
            raise NotTaken(_("This is no Word document (.docx), or it is damaged."))
