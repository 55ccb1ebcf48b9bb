"""Frameworks as workbooks: out and in again alike, every fault with its cell, nothing hostile opened."""

import io
import zipfile
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from ecotown.kernel.rules import Role
from indicators.exchange import (
    SHIPPED,
    FrameworkFaulty,
    draft_of,
    read_framework,
    read_workbook,
    write_framework,
    write_workbook,
)
from indicators.exchange.draft import (
    AspectDraft,
    DimensionDraft,
    FrameworkDraft,
    IndicatorDraft,
    LevelDraft,
    RuleDraft,
)
from indicators.models import Framework
from indicators.services import import_framework
from tests import build
from tests.indicators.test_exchange import SMALL

texts = st.sampled_from(["มีแผน", "=1+1", "-2 จุด", "+66", "@home", "ข้อ 1\nข้อ 2", "น้ำทิ้ง 5", "'ก", "007"])
names = st.sampled_from(["กายภาพ", "=SUM(A1)", "น้ำ", "Level"])


@st.composite
def frameworks(draw: Any) -> FrameworkDraft:
    """Any number of levels, dimensions and aspects, any scale, every mode and kind, or a selection."""
    lowest = draw(st.integers(0, 3))
    top = draw(st.integers(lowest + 1, 10))
    selects = draw(st.booleans())
    numbers = range(1, draw(st.integers(1, 7)) + 1) if not selects else range(0)
    weight = st.integers(1, 1000).map(lambda n: Decimal(n) / 4)
    dimensions = tuple(
        DimensionDraft(f"D{n}", draw(names), draw(weight) if selects else None)
        for n in range(1, draw(st.integers(1, 9)) + 1)
    )
    aspects = tuple(AspectDraft(each.code, each.code, each.name if selects else draw(names)) for each in dimensions)
    size = max(len(numbers), len(dimensions)) + draw(st.integers(0, 3))
    kinds = ["scored"] if selects else ["precondition", "mandatory", "scored", "measured"]
    indicators = []
    for n in range(size):
        kind = draw(st.sampled_from(kinds)) if n >= len(numbers) else "scored"
        measured: dict[str, Any] = (
            {"unit": "ลบ.ม.", "direction": draw(st.sampled_from(["higher", "lower"])), "target": Decimal("1.25"),
             "baseline": draw(st.none() | st.just(Decimal("0.1")))} if kind == "measured" else {}
        )  # fmt: skip
        indicators.append(IndicatorDraft(
            code=f"I{n:03}", level=None if selects else n % len(numbers) + 1,
            aspect=dimensions[n % len(dimensions)].code, name=draw(names), requirement=draw(texts), kind=kind,
            scope="both" if selects else draw(st.sampled_from(["factory", "community", "both"])),
            rubric=tuple(draw(texts) for _point in range(lowest, top + 1)), evidence=("รูป", "=แผน"), informant=(),
            may_be_not_applicable=draw(st.booleans()), weight=draw(weight), area_kinds=draw(st.sampled_from([(), ("เมือง",)])),
            pass_point=None if selects else draw(st.none() | st.integers(lowest + 1, top)), **measured,
        ))  # fmt: skip
    rules = [
        RuleDraft("ALL", False), RuleDraft("MIN_PERCENT", True, Decimal("62.5")), RuleDraft("CHOOSE", True, Decimal(1)),
        RuleDraft("MIN_POINTS", False, Decimal("0.25")),
    ]  # fmt: skip
    return FrameworkDraft(
        kind="selection" if selects else "level", code="ANY", version="1", title=draw(names), is_official=draw(st.booleans()),
        note="", disclaimer="=x", scoring_note="", not_applicable_note="", scale_min=lowest, scale_max=top,
        pass_point=top if selects else draw(st.integers(lowest + 1, top)), rule_text="" if selects else "เกณฑ์",
        levels=tuple(LevelDraft(n, draw(names), draw(texts), "", draw(st.sampled_from(rules))) for n in numbers),
        dimensions=dimensions, aspects=aspects, indicators=tuple(indicators),
    )  # fmt: skip


def cells(content: bytes) -> dict[tuple[str, str], tuple[Any, str]]:
    return {
        (sheet.title, cell.coordinate): (cell.value, cell.data_type)
        for sheet in load_workbook(io.BytesIO(content)).worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }


def shipped(name: str = "eit-level-draft") -> FrameworkDraft:
    return read_framework((SHIPPED / f"{name}.yaml").read_text())


@settings(max_examples=30)
@given(frameworks())
def test_any_framework_goes_out_and_in_again_as_identical_bytes_and_cells(draft):
    text, book = write_framework(draft), write_workbook(draft)

    assert read_framework(text) == draft and read_workbook(book) == draft
    assert write_framework(read_workbook(book)) == text
    assert cells(write_workbook(read_framework(text))) == cells(book)


@pytest.mark.sqlite_too
@pytest.mark.django_db
@pytest.mark.parametrize("name", ["eit-level-draft", "eit-selection-draft"])
def test_what_ships_goes_through_the_rows_of_the_database_unchanged(name):
    build.province()
    draft = shipped(name)
    made = import_framework(build.actor(Role.STAFF), draft=read_workbook(write_workbook(draft)))

    stored = draft_of(Framework.objects.whole().get(pk=made.pk))

    assert stored == draft
    assert stored.sha256 == made.content_sha256 == draft.sha256


def test_hash_of_a_document_from_before_rules_and_weights_is_what_it_was():
    before = "ca471b6a12eb4aebcfa3154561c88c68a3ed20bc7199a40556ac9512252b44f5"  # pragma: allowlist secret

    assert shipped().sha256 == before


def test_no_cell_is_a_formula_whatever_the_text_begins_with():
    small = read_framework(SMALL.replace("เกณฑ์ย่อ", '"=1+1"').replace("มีผังพื้นที่\n", '"@SUM(A1)"\n', 1))

    found = cells(write_workbook(small))

    assert {kind for _value, kind in found.values()} == {"s", "n"}
    assert ("=1+1", "s") in found.values() and ("@SUM(A1)", "s") in found.values()


# -- faults


def changed(**put: Any) -> bytes:
    """The workbook of SMALL with some cells put otherwise: sheet_cell=value."""
    book = load_workbook(io.BytesIO(write_workbook(read_framework(SMALL))))
    names = {"fields": "เกณฑ์", "levels": "ระดับ", "aspects": "ด้าน", "indicators": "ตัวชี้วัด", "rubric": "เกณฑ์การให้คะแนน"}
    for where, value in put.items():
        sheet, _, cell = where.partition("_")
        book[names[sheet]][cell] = value
    return saved(book)


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def faults(content: bytes) -> list[str]:
    with pytest.raises(FrameworkFaulty) as caught:
        read_workbook(content)
    return [fault.place for fault in caught.value.faults]


@pytest.mark.parametrize(
    ("put", "places"),
    [
        ({"indicators_B2": 7}, ["แผ่นงาน ตัวชี้วัด แถว 2 คอลัมน์ B (ระดับที่)"]),
        ({"indicators_G2": "อื่น"}, ["แผ่นงาน ตัวชี้วัด แถว 2 คอลัมน์ G (ประเภท)"]),
        ({"indicators_H2": "มาก"}, ["แผ่นงาน ตัวชี้วัด แถว 2 คอลัมน์ H (น้ำหนัก)"]),
        ({"indicators_H2": 0}, ["แผ่นงาน ตัวชี้วัด แถว 2 คอลัมน์ H (น้ำหนัก)"]),
        ({"indicators_D2": date(2026, 1, 1)}, ["แผ่นงาน ตัวชี้วัด แถว 2 คอลัมน์ D (ชื่อ)"]),
        ({"indicators_M2": 3}, ["แผ่นงาน ตัวชี้วัด แถว 2 คอลัมน์ M (ค่าเป้าหมาย)"]),
        ({"indicators_Z1": "หัวอื่น"}, ["แผ่นงาน ตัวชี้วัด แถว 1 คอลัมน์ Z (หัวอื่น)"]),
        ({"levels_E2": "ผ่านจำนวนข้อขั้นต่ำ", "levels_F2": 2}, ["แผ่นงาน ระดับ แถว 2 คอลัมน์ E (วิธีผ่าน)"]),
        ({"levels_F2": 2}, ["แผ่นงาน ระดับ แถว 2 คอลัมน์ F (ค่าขั้นต่ำ)"]),
        ({"rubric_C2": None}, ["แผ่นงาน เกณฑ์การให้คะแนน แถว 2"]),
        ({"rubric_A3": "B-01"}, ["แผ่นงาน เกณฑ์การให้คะแนน แถว 3"]),
        ({"fields_B8": 9.5}, ["แผ่นงาน เกณฑ์ แถว 8 คอลัมน์ B (คะแนนต่ำสุด)"]),
        ({"fields_A5": "ฟิลด์อื่น"}, ["แผ่นงาน เกณฑ์ แถว 5 คอลัมน์ B (ฟิลด์อื่น)"]),
    ],
    ids=lambda one: next(iter(one)) if isinstance(one, dict) else "",
)
def test_fault_is_named_with_sheet_row_and_column(put, places):
    assert faults(changed(**put)) == places


def test_every_fault_is_named_at_once():
    assert len(faults(changed(indicators_B2=7, indicators_F2="x", aspects_B2="ไม่มี", levels_D2=None))) == 4


# -- hostile


def merged() -> bytes:
    book = load_workbook(io.BytesIO(changed()))
    book["ด้าน"].merge_cells("A4:C9")
    return saved(book)


def packed(**parts: bytes) -> bytes:
    """The workbook of SMALL with some parts of its archive replaced or added; __ stands for / in a name."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(changed())) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        own = {name.replace("__", "/"): text for name, text in parts.items()}
        for info in old.infolist():
            if info.filename not in own:
                new.writestr(info.filename, old.read(info))
        for name, text in own.items():
            new.writestr(name, text)
    return out.getvalue()


SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData>%s</worksheet>'
FIRST = "xl__worksheets__sheet1.xml"
DOCTYPE = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "b"><!ENTITY c "&b;&b;">]><a>&c;</a>'
OUTSIDE = b'<Relationships><Relationship Id="r" Target="http://example.org/" TargetMode="External"/></Relationships>'


@pytest.mark.parametrize(
    "content",
    [
        lambda: changed(indicators_D2="=1+1"),
        merged,
        lambda: packed(**{FIRST: SHEET % (b"", b'<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>')}),
        lambda: packed(**{FIRST: SHEET % (b'<row r="1"><c r="XFD1048576"><v>1</v></c></row>', b"")}),
        lambda: packed(**{FIRST: SHEET % (b'<row r="1048576"><c><v>1</v></c></row>', b"")}),
        lambda: packed(**{FIRST: SHEET % (b'<row r="1">' + b"<c/>" * 70_000 + b"</row>", b"")}),
        lambda: packed(**{FIRST: b" " * 9_000_000}),
        lambda: packed(**{FIRST: DOCTYPE}),
        lambda: packed(xl__vbaProject="x"),
        lambda: packed(xl___rels__workbook2="x", **{"xl___rels__more.xml.rels": OUTSIDE}),
        lambda: packed(**{f"xl__extra{n}.txt": b"" for n in range(120)}),
        lambda: b"PK\x03\x04 not a zip at all",
        lambda: b"",
        lambda: changed()[:2000],
        lambda: packed(**{"xl__workbook.xml": b"<workbook/>"}),
    ],
    ids=[
        "formula", "merged", "merged without end", "far cell", "far row", "many cells", "bomb", "entities", "macros",
        "link outside", "many parts", "no archive", "empty", "cut off", "no sheets",
    ],
)  # fmt: skip
def test_hostile_workbook_is_refused(content):
    assert faults(content())


@pytest.mark.parametrize(("sheet", "name"), [("ระดับ", "วิธีผ่าน"), ("ระดับ", "ค่าขั้นต่ำ"), ("ตัวชี้วัด", "รหัสด้าน")])
def test_missing_column_is_a_fault(sheet, name):
    book = load_workbook(io.BytesIO(changed()))
    column = next(cell.column for cell in book[sheet][1] if cell.value == name)
    book[sheet].delete_cols(column)

    with pytest.raises(FrameworkFaulty) as caught:
        read_workbook(saved(book))

    assert any(name in fault.sentence for fault in caught.value.faults)


def test_missing_column_of_a_selection_is_a_fault():
    book = load_workbook(io.BytesIO(write_workbook(shipped("eit-selection-draft"))))
    book["ตัวชี้วัด"].delete_cols(next(cell.column for cell in book["ตัวชี้วัด"][1] if cell.value == "รหัสด้าน"))

    assert faults(saved(book))


def test_number_beyond_all_numbers_is_a_fault():
    endless = packed(**{
        "xl__worksheets__sheet5.xml": part_of(changed(indicators_H2=98765), "xl/worksheets/sheet5.xml").replace(
            b"98765", b"1E999"
        )
    })  # fmt: skip

    assert faults(endless) == ["แผ่นงาน ตัวชี้วัด แถว 2 คอลัมน์ H (น้ำหนัก)"]


def part_of(content: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return parts.read(name)
