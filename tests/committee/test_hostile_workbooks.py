"""Files that are no workbook, or one made to do harm: each gets a sentence, none gets time or memory."""

import io
import zipfile
from collections.abc import Callable

import pytest
from django.test import Client

from committee.exchange import workbook as limits
from committee.exchange.members import table_of
from committee.exchange.workbook import WorkbookRefused, read_sheet
from committee.models import Seat
from tests import build
from tests.committee.conftest import address
from tests.committee.workbooks import SHEET, held, repacked, upload, workbook

GOOD = workbook([held("ก", "หนึ่ง")])


def same(_name: str, data: bytes) -> bytes:
    return data


def in_sheet(old: bytes, new: bytes) -> bytes:
    return repacked(GOOD, lambda name, data: data.replace(old, new, 1) if name == SHEET else data)


def bomb() -> bytes:
    return repacked(GOOD, same, **{"xl/media/image1.png": b"\0" * (limits.LARGEST_UNPACKED + 1)})


def lying_bomb() -> bytes:
    """The same, with the true size painted over in the directory of the package."""
    content = bytearray(bomb())
    size = (limits.LARGEST_UNPACKED + 1).to_bytes(4, "little")
    while (at := content.find(size)) >= 0:
        content[at : at + 4] = (10).to_bytes(4, "little")
    return bytes(content)


def many_entries() -> bytes:
    return repacked(GOOD, same, **{f"xl/media/{number}.txt": b"x" for number in range(limits.MOST_ENTRIES)})


def with_entity() -> bytes:
    laughs = b"".join(b'<!ENTITY l%d "%s">' % (number, b"&l%d;" % (number - 1) * 10) for number in range(1, 10))
    return in_sheet(b"<worksheet", b'<!DOCTYPE w [<!ENTITY l0 "lol">' + laughs + b"]><worksheet")


def with_outside_entity() -> bytes:
    return in_sheet(b"<worksheet", b'<!DOCTYPE w [<!ENTITY e SYSTEM "file:///etc/passwd">]><worksheet')


def with_macros() -> bytes:
    return repacked(GOOD, same, **{"xl/vbaProject.bin": b"macro"})


def of_password() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512


def no_workbook() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("readme.txt", "hello")
    return out.getvalue()


def twice_the_same_name() -> bytes:
    out = io.BytesIO(GOOD)
    with zipfile.ZipFile(out, "a") as package, pytest.warns(UserWarning, match="Duplicate name"):
        package.writestr(SHEET, "<worksheet/>")
    return out.getvalue()


def too_many_rows() -> bytes:
    return workbook([held(f"ตำแหน่ง {number}", "ก") for number in range(limits.MOST_ROWS + 5)])


@pytest.mark.parametrize(
    "make",
    [
        bomb, lying_bomb, many_entries, with_entity, with_outside_entity, with_macros, of_password, no_workbook,
        twice_the_same_name, too_many_rows, lambda: b"", lambda: b"%PDF-1.7", lambda: b"PK\x03\x04broken",
        lambda: GOOD[:-200], lambda: b"<html>", lambda: b"\0" * (limits.LARGEST_BYTES + 1),
        lambda: in_sheet(b"<sheetData>", b"<sheetData><row><c r='QQQQQQ1'"),
    ],
)  # fmt: skip
def test_what_is_no_honest_workbook_is_refused_with_a_sentence(make: Callable[[], bytes]):
    content = make()

    with pytest.raises(WorkbookRefused) as refused:
        read_sheet(content)

    assert "\u0e01" <= str(refused.value)[0] <= "\u0e5b"


def test_a_merge_over_the_whole_sheet_costs_nothing():
    """Seventeen thousand million cells, if somebody made them."""
    content = in_sheet(
        b"</sheetData>", b'</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    )

    sheet = read_sheet(content)

    assert [(fault.row, fault.column) for fault in sheet.faults] == [(1, "A")]


def test_a_cell_at_the_far_corner_costs_nothing():
    content = in_sheet(
        b"</sheetData>", b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
    )

    assert len(table_of(read_sheet(content)).rows) == 1


def test_a_very_long_text_is_a_fault_of_its_cell():
    content = workbook([held("ก" * (limits.LONGEST_CELL + 1), "หนึ่ง")])

    assert [(fault.row, fault.column) for fault in read_sheet(content).faults] == [(2, "C")]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "name"), [(bomb(), "a.xlsx"), (GOOD, "a.xls"), (b"%PDF-1.7", "a.xlsx"), (b"", "a.xlsx")]
)
def test_the_page_refuses_it_and_keeps_what_was_typed(office: Client, content: bytes, name: str):
    order = build.order()

    answer = office.post(address("members_import", order.pk), {"file": upload(content, name), "on": "1 มกราคม 2568"})

    assert answer.status_code == 422
    assert 'value="1 มกราคม 2568"' in answer.content.decode()
    assert Seat.objects.count() == 0
