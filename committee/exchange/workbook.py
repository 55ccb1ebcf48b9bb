"""A workbook (XLSX) as text in cells, and back. What comes in is hostile until shown otherwise; what leaves holds no formula."""

import re
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import ParseError

import openpyxl
from defusedxml import DefusedXmlException
from django.utils.translation import gettext as _
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.datavalidation import DataValidation

from ecotown.kernel import thai

MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LARGEST_BYTES = 2_000_000
LARGEST_UNPACKED = 12_000_000
MOST_ENTRIES = 200
MOST_ROWS = 600
MOST_COLUMNS = 40
LONGEST_CELL = 2_000

_NEEDED = {"[Content_Types].xml", "xl/workbook.xml"}
_MERGED = re.compile(rb"<(?:[A-Za-z0-9]+:)?mergeCell\s[^>]*?ref\s*=\s*[\"']([A-Z]{1,3})([0-9]{1,7})")
# What a spreadsheet takes for a formula when the text is typed or pasted anew.
_LIVE = ("=", "+", "-", "@", "\t", "\r")


class WorkbookRefused(ValueError):
    """Why the file is not taken at all, as a sentence for the person who sent it."""


@dataclass(frozen=True)
class Fault:
    """What is wrong in one cell; row 0 is the file as a whole."""

    row: int
    column: str
    sentence: str


@dataclass
class Sheet:
    """The first sheet: for each row that holds anything its number and the text of its cells."""

    rows: list[tuple[int, list[str]]]
    faults: list[Fault] = field(default_factory=list)


def read_sheet(content: bytes) -> Sheet:
    """The texts of the first sheet, with a fault for each formula, error value and merged cell; or WorkbookRefused."""
    _check_package(content)
    try:
        book = openpyxl.load_workbook(BytesIO(content), read_only=True, keep_links=False)
        try:
            return _read(book)
        finally:
            book.close()
    except WorkbookRefused:
        raise
    except (
        DefusedXmlException, InvalidFileException, ParseError, zipfile.BadZipFile, ArithmeticError, AttributeError, LookupError,
        OSError, TypeError, ValueError,
    ) as broken:  # fmt: skip
        # The library raises all of these on damaged files; none of them says anything to an official.
        raise WorkbookRefused(
            _("The file cannot be read as a workbook. Save it anew as .xlsx and try again.")
        ) from broken


def _check_package(content: bytes) -> None:
    """An .xlsx is a ZIP: its entries are counted and really unpacked, up to the limit, before anything reads them."""
    if not content:
        raise WorkbookRefused(_("The file is empty."))
    if len(content) > LARGEST_BYTES:
        raise WorkbookRefused(_("The file is larger than %(size)s MB.") % {"size": LARGEST_BYTES // 1_000_000})
    if content[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise WorkbookRefused(
            _("The file is protected by a password or of an older kind. Save it as .xlsx without one.")
        )
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            _check_entries(package)
    except WorkbookRefused:
        raise
    # A damaged, encrypted or oddly packed archive: the library has no one name for it.
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError) as broken:
        raise WorkbookRefused(_("Only workbooks of the kind .xlsx are accepted.")) from broken


def _check_entries(package: zipfile.ZipFile) -> None:
    entries = package.infolist()
    names = [entry.filename for entry in entries]
    if len(entries) > MOST_ENTRIES or len(set(names)) != len(names):
        raise WorkbookRefused(_("The file is packed in a way that no spreadsheet does."))
    if not set(names) >= _NEEDED:
        raise WorkbookRefused(_("Only workbooks of the kind .xlsx are accepted."))
    if any(name.lower().endswith(("vbaproject.bin", ".exe", ".dll")) for name in names):
        raise WorkbookRefused(_("A workbook with macros is not accepted. Save it as .xlsx."))
    left = LARGEST_UNPACKED
    for entry in entries:
        # The size that the entry declares may lie; what counts is what comes out.
        with package.open(entry) as stream:
            while piece := stream.read(65_536):
                left -= len(piece)
                if left < 0:
                    raise WorkbookRefused(_("The file grows too large when it is unpacked."))


def _read(book: Any) -> Sheet:
    sheet = book.worksheets[0]
    found = Sheet([], [_merged(match) for match in _MERGED.finditer(_source(sheet))][:50])
    for number, cells in enumerate(sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS), start=1):
        texts = []
        for place, cell in enumerate(cells, start=1):
            texts.append(_text(cell, number, get_column_letter(place), found.faults))
        if any(texts):
            found.rows.append((number, texts))
    if any(number > MOST_ROWS for number, _texts in found.rows):
        raise WorkbookRefused(_("The sheet has more than %(rows)s rows.") % {"rows": MOST_ROWS})
    return found


def _source(sheet: Any) -> bytes:
    """The sheet as it is packed: the library leaves out merged cells when it reads row by row."""
    with sheet._get_source() as source:
        return bytes(source.read())


def _merged(match: re.Match[bytes]) -> Fault:
    return Fault(
        int(match[2]), match[1].decode(), _("Merged cells are not accepted: undo the merge and fill in each cell.")
    )


def _text(cell: Any, row: int, column: str, faults: list[Fault]) -> str:
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "f":
        faults.append(Fault(row, column, _("A formula stands here. Put its value in its place.")))
        return ""
    if cell.data_type == "e":
        faults.append(Fault(row, column, _("An error value stands here: %(value)s") % {"value": str(value)[:20]}))
        return ""
    if isinstance(value, datetime | date):
        try:
            return _day(value)
        except ValueError:
            faults.append(
                Fault(row, column, _("There is no such day. Type the date as text, for instance 29 มิถุนายน 2563."))
            )
            return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = str(value)
    if len(text) > LONGEST_CELL:
        faults.append(
            Fault(row, column, _("The text is longer than %(longest)s characters.") % {"longest": LONGEST_CELL})
        )
        return ""
    return thai.normalize_name(text)


def _day(value: date) -> str:
    """A true date cell, written out. Who typed 26/6/2563 into one got the year 2563 of our Lord: B.E. is meant."""
    day = value.date() if isinstance(value, datetime) else value
    if day.year >= 2400:
        day = day.replace(year=day.year - 543)
    return thai.long_date(day)


def write_sheet(
    *,
    name: str,
    headings: Sequence[str],
    rows: Iterable[Sequence[object]],
    widths: Sequence[int],
    choices: dict[int, Sequence[str]],
    guide: Sequence[str],
) -> bytes:
    """One sheet of text with a heading row, `choices` to pick from in the columns of that number, and a sheet that explains."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = name
    for place, heading in enumerate(headings, start=1):
        _put(sheet, 1, place, heading, bold=True)
        sheet.column_dimensions[get_column_letter(place)].width = widths[place - 1]
    for number, row in enumerate(rows, start=2):
        for place, value in enumerate(row, start=1):
            _put(sheet, number, place, "" if value is None else str(value))
    for place, words in choices.items():
        letter = get_column_letter(place)
        listed = DataValidation(type="list", formula1=f'"{",".join(words)}"', allow_blank=True)
        listed.add(f"{letter}2:{letter}{MOST_ROWS}")
        sheet.add_data_validation(listed)
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToHeight = True, 0
    told = book.create_sheet("คำอธิบาย")
    told.column_dimensions["A"].width = 110
    for number, line in enumerate(guide, start=1):
        _put(told, number, 1, line)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _put(sheet: Any, row: int, column: int, text: str, *, bold: bool = False) -> None:
    """Text, whatever it begins with: never a formula, neither here nor when somebody edits the cell."""
    cell = sheet.cell(row, column)
    cell.value = text or None
    if text:
        cell.data_type = "s"
    cell.number_format = "@"
    cell.font = Font(name="TH SarabunPSK", size=16, bold=bold)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if text.startswith(_LIVE):
        cell.quotePrefix = True
