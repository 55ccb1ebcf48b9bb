"""Workbooks as an office fills them in, and as somebody who means harm packs them."""

import zipfile
from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile

from committee.exchange.columns import COLUMNS, HEADING
from committee.exchange.workbook import MIME

Row = dict[str, Any]
SHEET = "xl/worksheets/sheet1.xml"


def row(post: str, **cells: Any) -> Row:
    return {"role": "กรรมการ", "post": post, "kind": "โดยตำแหน่ง", "sector": "ส่วนราชการ", **cells}


def held(post: str, given: str, **cells: Any) -> Row:
    return row(post, prefix="นาย", given=given, family="ใจดี", **cells)


def workbook(rows: Sequence[Row], *, above: int = 0, change: Callable[[Any], object] = lambda sheet: None) -> bytes:
    """A sheet with the headings, `above` rows of title before them; `change` may do to it what people do."""
    book = openpyxl.Workbook()
    sheet = book.active
    for number in range(above):
        sheet.cell(number + 1, 1, "บัญชีรายชื่อ")
    for place, (key, heading, _width) in enumerate(COLUMNS, start=1):
        sheet.cell(above + 1, place, heading)
        for number, cells in enumerate(rows, start=above + 2):
            sheet.cell(number, place, cells.get(key))
    change(sheet)
    return saved(book)


def saved(book: Any) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def repacked(content: bytes, change: Callable[[str, bytes], bytes], **more: bytes) -> bytes:
    """The same package with its entries changed, and more of them."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        for name, data in more.items():
            new.writestr(name, data)
    return out.getvalue()


def column(key: str) -> int:
    """Its number in the sheet."""
    return list(HEADING).index(key) + 1


def upload(content: bytes, name: str = "รายชื่อ.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, MIME)


def cells_of(content: bytes) -> list[list[Any]]:
    book = openpyxl.load_workbook(BytesIO(content))
    return [[cell.value for cell in each] for each in book.worksheets[0].iter_rows()]
