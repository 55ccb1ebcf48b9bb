"""Workbooks as an office fills them in, and as somebody who means harm packs them."""

import zipfile
from collections.abc import Callable, Sequence
from datetime import date
from io import BytesIO
from typing import Any

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile

from committee.exchange.columns import COLUMNS, HEADING, write_members
from committee.exchange.members import read_members, table_of
from committee.exchange.plan import Plan, make_plan
from committee.exchange.state import state_of
from committee.exchange.workbook import MIME, Fault, read_sheet
from committee.models import Body, Order, Seat
from committee.services.members import take_members
from ecotown.kernel import thai
from ecotown.kernel.rules import Actor

Row = dict[str, Any]
SHEET = "xl/worksheets/sheet1.xml"
TODAY = thai.today()


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


def plan_of(staff: Actor, order: Order, content: bytes, *, on: date = TODAY, **more: Any) -> tuple[Plan, list[Fault]]:
    table = table_of(read_sheet(content))
    rows, faults = read_members(table)
    plan = make_plan(state_of(staff, order, on), rows, **more)
    return plan, faults or table.with_letters(plan.faults)


def take(staff: Actor, order: Order, content: bytes, *, on: date = TODAY, **more: Any) -> Plan:
    plan, faults = plan_of(staff, order, content, on=on, **more)
    assert faults == []
    rows, _faults = read_members(table_of(read_sheet(content)))
    return take_members(staff, order_id=order.pk, rows=rows, on=on, seen=plan.mark, **more)


def exported(body: Body, on: date = TODAY) -> bytes:
    return write_members(body, on, Seat.objects.on_body(body.pk, on))


def told(faults: list[Fault]) -> list[tuple[int, str]]:
    return [(fault.row, fault.column) for fault in faults]


FIRST = [
    held("ผู้ว่าราชการจังหวัดภูเก็ต", "หนึ่ง", place=1, role="ประธานกรรมการ", since="๑ ตุลาคม ๒๕๖๓"),
    held("ท้องถิ่นจังหวัดภูเก็ต", "สอง", place=2, since="1/10/2563", until="1 ต.ค. 2570"),
    held(
        "อุตสาหกรรมจังหวัดภูเก็ต", "สาม", place=3, role="กรรมการและเลขานุการ", since=date(2020, 10, 1),
        acting="รักษาราชการแทน", acting_post="นักวิชาการ", acting_order="คำสั่งที่ 5/2563",
    ),
    row("ผู้แทน", place=4, kind="ผู้แทนหน่วยงาน", organisation="หอการค้าจังหวัดภูเก็ต", sector="ภาคเอกชน"),
]  # fmt: skip
