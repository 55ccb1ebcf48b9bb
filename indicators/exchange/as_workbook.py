"""A framework as a workbook. Every text is a text, never a formula, whatever it begins with."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from indicators.exchange import sheets
from indicators.exchange.as_yaml import SPELLED, number
from indicators.exchange.draft import FrameworkDraft, IndicatorDraft, LevelDraft
from indicators.exchange.sheets import Column
from indicators.models.framework import FrameworkKind

MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BOLD, WRAPPED = Font(bold=True), Alignment(wrap_text=True, vertical="top")


def write_workbook(draft: FrameworkDraft) -> bytes:
    book = Workbook()
    first: Worksheet = book.active  # type: ignore[assignment]
    first.title = sheets.FRAMEWORK
    whole = _whole(draft)
    for row, column in enumerate(sheets.FIELDS, 1):
        _put(first, row, 1, column.heading, BOLD)
        _put(first, row, 2, _cell(column, whole.get(column.key)))
    first.column_dimensions["A"].width, first.column_dimensions["B"].width = 30, 100
    is_level = draft.kind == FrameworkKind.LEVEL
    parts: dict[str, list[dict[str, Any]]] = {
        sheets.LEVELS: [_level(each) for each in draft.levels],
        sheets.DIMENSIONS: [
            {"code": each.code, "name_th": each.name, "weight": number(each.weight)} for each in draft.dimensions
        ],
        sheets.ASPECTS: [
            {"code": each.code, "dimension": each.dimension, "name_th": each.name} for each in draft.aspects
        ],
        sheets.INDICATORS: [_indicator(each, is_level) for each in draft.indicators],
        sheets.RUBRIC: [
            {"code": each.code} | {str(point): text for point, text in enumerate(each.rubric, draft.scale_min)}
            for each in draft.indicators
        ],
    }  # fmt: skip
    for name, rows in parts.items():
        if is_level or name not in (sheets.LEVELS, sheets.ASPECTS):
            _lay(book.create_sheet(name), _columns(draft, name), rows)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _columns(draft: FrameworkDraft, name: str) -> list[Column]:
    points = range(draft.scale_min, draft.scale_max + 1) if name == sheets.RUBRIC else ()
    return [*sheets.SHEETS[name], *(Column(str(one), sheets.point_heading(one), width=44) for one in points)]


def _lay(sheet: Worksheet, columns: Sequence[Column], rows: Iterable[Mapping[str, Any]]) -> None:
    for place, column in enumerate(columns, 1):
        _put(sheet, 1, place, column.heading, BOLD)
        sheet.column_dimensions[sheet.cell(1, place).column_letter].width = column.width
    for line, row in enumerate(rows, 2):
        for place, column in enumerate(columns, 1):
            _put(sheet, line, place, _cell(column, row.get(column.key)))
    sheet.freeze_panes = "A2"


def _put(sheet: Worksheet, row: int, column: int, value: str | int | float | None, font: Font | None = None) -> None:
    if value is None or value == "":
        return
    cell = sheet.cell(row, column)
    cell.value = value
    cell.alignment = WRAPPED
    if font:
        cell.font = font
    if isinstance(value, str):
        # openpyxl takes what begins with = for a formula; the prefix keeps a person's editing from making it one.
        cell.data_type = "s"
        cell.quotePrefix = value[:1] in "=+-@"


def _cell(column: Column, value: Any) -> str | int | float | None:
    if column.kind == "flag" and value is not None:
        return sheets.YES if value else sheets.NO
    if column.kind == "list":
        return "\n".join(value or ())
    return column.words.get(value, value) if column.kind == "choice" else value


def _whole(draft: FrameworkDraft) -> dict[str, Any]:
    is_level = draft.kind == FrameworkKind.LEVEL
    return {
        "code": draft.code, "version": draft.version, "kind": draft.kind, "title_th": draft.title,
        "official": draft.is_official, "note_th": draft.note, "disclaimer_th": draft.disclaimer,
        "min": draft.scale_min, "max": draft.scale_max, "pass_point": draft.pass_point if is_level else None,
        "text_th": draft.rule_text, "scoring_th": draft.scoring_note, "not_applicable_th": draft.not_applicable_note,
    }  # fmt: skip


def _level(each: LevelDraft) -> dict[str, Any]:
    return {
        "number": each.number, "name_th": each.name, "short_th": each.short, "wording_th": each.wording,
        "mode": each.rule.mode, "need": number(each.rule.need), "requires_lower": each.rule.requires_lower,
    }  # fmt: skip


def _indicator(each: IndicatorDraft, is_level: bool) -> dict[str, Any]:
    said = {
        "code": each.code, "level": each.level, "aspect": each.aspect, "name_th": each.name,
        "requirement_th": each.requirement, "scope": each.scope, "kind": each.kind,
        "weight": number(each.weight) if each.weight != Decimal(1) or not is_level else None,
        "pass_point": each.pass_point, "unit": each.unit, "direction": SPELLED.get(each.direction),
        "baseline": number(each.baseline), "target": number(each.target),
        "not_applicable_allowed": each.may_be_not_applicable, "area_kinds": each.area_kinds, "evidence": each.evidence,
        "seat_hint": each.informant, "source_th": each.source,
    }  # fmt: skip
    return said if is_level else {key: value for key, value in said.items() if key not in sheets.LEFT_OUT}
