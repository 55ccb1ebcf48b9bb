"""A workbook looked through before it is opened, and taken apart into the document that a YAML text would be.

What only a program or a trick needs is refused outright: formulas, macros, merged cells, links to elsewhere, parts that
unpack to more than any framework has. Nothing of the file is opened by openpyxl before that.
"""

import math
import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import defusedxml.ElementTree as ElementTree
from defusedxml import DefusedXmlException
from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from indicators import scoring
from indicators.exchange import sheets
from indicators.exchange.draft import FrameworkDraft
from indicators.exchange.parsing import HIGHEST_POINT, parse
from indicators.exchange.sheets import Column
from indicators.exchange.values import Place, Values
from indicators.models.framework import FrameworkKind

LARGEST_UNPACKED = 8_000_000
MOST_PARTS, MOST_ROWS, MOST_COLUMNS, MOST_CELLS = 100, 1_000, 60, 60_000
FOREIGN = re.compile(r"vba|externalLink|activeX|embeddings|oleObject", re.IGNORECASE)
CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


class Hostile(ValueError):
    """Why a workbook is not even opened, as a sentence."""


def read_workbook(content: bytes) -> FrameworkDraft:
    """The framework that a workbook holds; FrameworkFaulty with every fault, each with sheet, row and column."""
    return parse(WorkbookSheets(content))


def look_through(content: bytes) -> None:
    try:
        with zipfile.ZipFile(BytesIO(content)) as parts:
            infos = parts.infolist()
            if len(infos) > MOST_PARTS or sum(info.file_size for info in infos) > LARGEST_UNPACKED:
                raise Hostile(_("The file is too large to be a framework."))
            if any(FOREIGN.search(info.filename) for info in infos):
                raise Hostile(_("The workbook holds macros, embedded files or links to other files; none is accepted."))
            for info in infos:
                if info.filename.endswith((".xml", ".rels")):
                    _look_at(parts, info)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise Hostile(_("The file cannot be read as a workbook (XLSX).")) from error


def _look_at(parts: zipfile.ZipFile, info: zipfile.ZipInfo) -> None:
    """The declared sizes may lie: no more is unpacked than was declared."""
    with parts.open(info) as stream:
        text = stream.read(info.file_size + 1)
    if len(text) > info.file_size:
        raise Hostile(_("The file is too large to be a framework."))
    try:
        root = ElementTree.fromstring(text, forbid_dtd=True)
    except (DefusedXmlException, ElementTree.ParseError, ValueError) as error:
        raise Hostile(_("The file cannot be read as a workbook (XLSX).")) from error
    cell, cells = "", 0
    for node in root.iter():
        tag = node.tag.rpartition("}")[2]
        if tag == "c":
            cell, cells = node.get("r", ""), cells + 1
            if cells > MOST_CELLS or not _is_near(cell):
                raise Hostile(_("A framework has fewer rows and columns than this workbook."))
        elif tag == "row" and not _is_near(f"A{node.get('r', '1')}"):
            raise Hostile(_("A framework has fewer rows and columns than this workbook."))
        elif tag == "f" and info.filename.startswith("xl/worksheets/"):
            raise Hostile(_("Cell %(cell)s holds a formula; only texts and numbers are accepted.") % {"cell": cell})
        elif tag == "mergeCell":
            raise Hostile(
                _("Cells %(cells)s are merged; every cell must stand alone.") % {"cells": node.get("ref", "")}
            )
        elif tag == "Relationship" and node.get("TargetMode") == "External":
            raise Hostile(_("The workbook holds macros, embedded files or links to other files; none is accepted."))


def _is_near(cell: str) -> bool:
    """Whether a cell lies where a framework's could; one without an address follows the one before it."""
    found = CELL.fullmatch(cell or "A1")
    return bool(found and int(found[2]) <= MOST_ROWS and column_index_from_string(found[1]) <= MOST_COLUMNS)


class WorkbookSheets(Values):
    """A workbook, with sheet, row and column of each of its places."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.cells: dict[Place, tuple[str, int, int, str]] = {}
        try:
            look_through(content)
            book = load_workbook(BytesIO(content), keep_links=False)
        except Hostile as refusal:
            self.fault((), str(refusal))
            return
        except Exception:  # noqa: BLE001 - openpyxl raises whatever a broken file makes it stumble over
            self.fault((), _("The file cannot be read as a workbook (XLSX)."))
            return
        self.book = {sheet.title: sheet for sheet in book.worksheets}
        self.data = self._document()

    def at(self, place: Place) -> tuple[int, str]:
        known = next((place[:length] for length in range(len(place), 0, -1) if place[:length] in self.cells), None)
        if known is None:
            return 1, ""
        sheet, row, column, heading = self.cells[known]
        where = f"แผ่นงาน {sheet} แถว {row}"
        return row, f"{where} คอลัมน์ {get_column_letter(column)} ({heading})" if column else where

    def fault(self, place: Place, sentence: str) -> None:
        """A cell that is wrong in itself is not told of again for what follows from that."""
        where = self.at(place)
        if not any((fault.line, fault.place) == where for fault in self.faults):
            super().fault(place, sentence)

    def _document(self) -> dict[str, Any]:
        """The keys that a YAML text has, so that one parser serves both."""
        top = self._fields()
        selects = top.get("kind") == FrameworkKind.SELECTION
        names = [name for name in sheets.SHEETS if not (selects and name in (sheets.LEVELS, sheets.ASPECTS))]
        expected = [sheets.FRAMEWORK, *names]
        for name in [*expected, *(each for each in self.book if each not in expected)]:
            self.cells[(name,)] = (name, 1, 0, "")
            if name not in self.book:
                self.fault((name,), _("This sheet is missing."))
            elif name not in expected:
                self.fault((name,), _("This sheet is not known."))
        if self.faults:
            return {}
        scale = {key: top.pop(key) for key in ("min", "max", "pass_point") if key in top}
        text = top.pop("text_th", None)
        groups, kept = ("groups", "criteria") if selects else ("dimensions", "indicators")
        for key, under in [("min", "scale"), ("max", "scale"), ("pass_point", "scale"), ("text_th", "level_rule")]:
            if (key,) in self.cells:
                self.cells[under, key] = self.cells[(key,)]
        rubric = self._rubric()
        data: dict[str, Any] = top | {"scale": scale, groups: self._rows(sheets.DIMENSIONS, groups)}
        if selects:
            if text is not None:
                self.fault(("level_rule", "text_th"), _("A selection has no levels to pass."))
        else:
            data |= {"level_rule": {"text_th": text}, "levels": [self._level(*each) for each in self._levels()]}
            data["aspects"] = self._rows(sheets.ASPECTS, "aspects")
        data[kept] = self._rows(sheets.INDICATORS, kept)
        for index, row in enumerate(data[kept]):
            self._join(row, (kept, index), rubric, selects)
        for code, (place, _texts) in rubric.items():
            if not any(str(row.get("code")) == code for row in data[kept]):
                self.fault(place, _("No indicator has this code."))
        return data

    def _fields(self) -> dict[str, Any]:
        sheet, found = self.book.get(sheets.FRAMEWORK), dict[str, Any]()
        headings = {column.heading: column for column in sheets.FIELDS}
        for row in self._lines(sheet) if sheet else ():
            heading = str(sheet.cell(row, 1).value or "") if sheet else ""
            column = headings.get(heading)
            place: Place = (column.key if column else f"row {row}",)
            self.cells[place] = (sheets.FRAMEWORK, row, 2, heading)
            if column is None or column.key in found:
                self.fault(place, _("This field is not known, or stands here twice."))
            elif sheet and (value := self._value(column, sheet.cell(row, 2), place)) is not None:
                found[column.key] = value
        return found

    def _rows(self, name: str, key: str) -> list[dict[str, Any]]:
        """The rows of a sheet as YAML would have them; an empty cell is a key left out."""
        columns = self._columns(name, sheets.SHEETS[name])
        sheet, rows = self.book[name], list[dict[str, Any]]()
        for row in self._lines(sheet, 2):
            place: Place = (key, len(rows))
            self.cells[place] = (name, row, 0, "")
            said = {}
            for number, column in columns.items():
                self.cells[(*place, column.key)] = (name, row, number, column.heading)
                value = self._value(column, sheet.cell(row, number), (*place, column.key))
                if value is not None:
                    said[column.key] = value
            rows.append(said)
        self.cells[(key,)] = (name, 1, 0, "")
        return rows

    def _columns(self, name: str, known: list[Column]) -> dict[int, Column]:
        sheet, found = self.book[name], dict[int, Column]()
        headings = {column.heading: column for column in known}
        for number in range(1, sheet.max_column + 1):
            heading = str(sheet.cell(1, number).value or "")
            place: Place = (name, number)
            self.cells[place] = (name, 1, number, heading)
            if heading in headings and headings[heading] not in found.values():
                found[number] = headings[heading]
            elif heading or any(sheet.cell(row, number).value is not None for row in self._lines(sheet)):
                self.fault(place, _("This column is not known, or stands here twice."))
        for column in known:
            if column not in found.values():
                self.fault((name,), _("The column %(heading)s is missing.") % {"heading": column.heading})
        return found

    def _levels(self) -> Iterator[tuple[dict[str, Any], Place]]:
        for index, row in enumerate(self._rows(sheets.LEVELS, "levels")):
            yield row, ("levels", index)

    def _level(self, row: dict[str, Any], place: Place) -> dict[str, Any]:
        rule: dict[str, Any] = {key: row.pop(key) for key in ("mode", "requires_lower") if key in row}
        bar = scoring.NEEDS.get(rule.get("mode", ""))
        if "need" in row:
            rule[bar or "need"] = row.pop("need")
        for key, cell in [("mode", "mode"), ("requires_lower", "requires_lower"), (bar or "need", "need")]:
            self._also((*place, cell), (*place, "rule", key))
        self._also((*place, "mode"), (*place, "rule"))
        return row | {"rule": rule}

    def _also(self, cell: Place, place: Place) -> None:
        """A place that stands in this cell too; a column that is missing has none, and was told of."""
        if cell in self.cells:
            self.cells[place] = self.cells[cell]

    def _rubric(self) -> dict[str, tuple[Place, dict[int, Any]]]:
        """By code: where the row stands, and its texts by point."""
        sheet = self.book[sheets.RUBRIC]
        points = {sheets.point_heading(point): point for point in range(HIGHEST_POINT + 1)}
        there = [str(cell.value) for cell in sheet[1] if str(cell.value) in points]
        known = [*sheets.SHEETS[sheets.RUBRIC], *(Column(str(points[each]), each) for each in there)]
        columns = self._columns(sheets.RUBRIC, known)
        found: dict[str, tuple[Place, dict[int, Any]]] = {}
        for row in self._lines(sheet, 2):
            place: Place = (sheets.RUBRIC, "row", row)
            self.cells[place] = (sheets.RUBRIC, row, 0, "")
            texts, code = dict[int, Any](), ""
            for number, column in columns.items():
                self.cells[(*place, column.key)] = (sheets.RUBRIC, row, number, column.heading)
                value = self._value(column, sheet.cell(row, number), (*place, column.key))
                if column.key == "code":
                    code = str(value or "")
                elif value is not None:
                    texts[int(column.key)] = value
            if code in found or not code:
                self.fault((*place, "code"), _("The code is missing, or stands here twice."))
            found.setdefault(code, (place, texts))
        return found

    def _join(
        self, row: dict[str, Any], place: Place, rubric: dict[str, tuple[Place, dict[int, Any]]], selects: bool
    ) -> None:
        """Give an indicator its rubric; a criterion its group and question, as a selection calls them."""
        if row.get("code") is not None and str(row["code"]) in rubric:
            beside, texts = rubric[str(row["code"])]
            row["rubric"] = dict(sorted(texts.items()))
            self.cells[(*place, "rubric")] = self.cells[beside]
            for point in range(HIGHEST_POINT + 1):
                if (*beside, str(point)) in self.cells:
                    self.cells[(*place, "rubric", str(point))] = self.cells[(*beside, str(point))]
        for old, new in [("aspect", "group"), ("requirement_th", "question_th")] if selects else []:
            self._also((*place, old), (*place, new))
            if old in row:
                row[new] = row.pop(old)

    def _value(self, column: Column, cell: Any, place: Place) -> Any:
        """What a cell holds, as YAML would; None where it is empty, or wrong in itself and then noted."""
        value = cell.value
        if value is None or value == "":
            return None
        if cell.data_type not in ("s", "n", "inlineStr") or cell.is_date or not isinstance(value, str | int | float):
            self.fault(place, _("Only a text or a number is accepted here, no date, no error value and no formula."))
            return None
        if isinstance(value, float) and math.isfinite(value) and value == int(value):
            value = int(value)
        if column.kind == "flag":
            return {sheets.YES: True, sheets.NO: False}.get(str(value).strip(), value)
        if column.kind == "choice":
            return {word: key for key, word in column.words.items()}.get(str(value).strip(), value)
        return [line for line in str(value).split("\n") if line.strip()] if column.kind == "list" else value

    def _lines(self, sheet: Worksheet, first: int = 1) -> Iterator[int]:
        """The rows that hold anything."""
        for row in range(first, sheet.max_row + 1):
            if any(sheet.cell(row, number).value not in (None, "") for number in range(1, sheet.max_column + 1)):
                yield row
