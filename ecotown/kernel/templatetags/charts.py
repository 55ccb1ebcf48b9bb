"""Geometry of the charts: plain numbers in, boxes out. The drawings themselves are `templates/charts/*.svg`.

A step of the ladder is built of its indicators: one course per indicator, solid when met, outlined when not met,
dashed when no resolution has been passed on it. Coordinates leave here as text, so no locale can put a comma in them.
Percentages are of the drawing, which lets a step stretch with its table cell without distorting its lines.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django import template

from ecotown.kernel import thai

register = template.Library()

JOINT = 0.3  # the gap between two courses, as a part of a course's height


@dataclass(frozen=True)
class Box:
    x: str
    y: str
    width: str
    height: str
    text: str = ""


@dataclass(frozen=True)
class Bricks:
    met: list[Box] = field(default_factory=list)
    unmet: list[Box] = field(default_factory=list)
    unknown: list[Box] = field(default_factory=list)

    def put(self, kind: str, box: Box) -> None:
        {"met": self.met, "unmet": self.unmet, "unknown": self.unknown}[kind].append(box)


def n(value: float, unit: str = "") -> str:
    """A coordinate: at most two decimals, no trailing zeros."""
    return f"{value:.2f}".rstrip("0").rstrip(".") + unit


@register.filter(name="digits")
def figure(value: object, digits: str = "") -> str:
    """A number to be read; Thai digits where the paper asks for them (`digits="thai"`)."""
    text = str(value)
    return thai.thai_digits(text) if digits == "thai" else text


def kinds(total: int, met: int, unsettled: int) -> list[str]:
    """One word per course, from the ground up."""
    return ["met"] * met + ["unmet"] * (total - met - unsettled) + ["unknown"] * unsettled


def lay(bricks: Bricks, step: dict[str, Any], x: float, y: float, width: float, height: float, unit: str = "") -> None:
    """Build one step into a rectangle. Done: one block. Now: every course. Not reached: its frame and what is met."""
    state, total = step["state"], int(step["total"])
    met, unsettled = int(step.get("met") or 0), int(step.get("unsettled") or 0)
    whole = Box(n(x, unit), n(y, unit), n(width, unit), n(height, unit))
    if state == "done":
        bricks.put("met", whole)
        return
    if state == "not" or not total:
        bricks.put("unknown", whole)
    if not total:
        return
    course = height / (total + JOINT * (total - 1))
    for i, kind in enumerate(kinds(total, met, unsettled)):
        if kind == "met" or state == "now":
            top = y + height - course * (i + 1) - course * JOINT * i
            bricks.put(kind, Box(n(x, unit), n(top, unit), n(width, unit), n(course, unit)))


@register.simple_tag
def step_shape(number: int, total: int, met: int = 0, unsettled: int = 0, state: str = "not") -> dict[str, Any]:
    """One step. Its height is in em (the stylesheet chooses the em), all else in percent of the drawing."""
    bricks = Bricks()
    step = {"total": total, "met": met, "unsettled": unsettled, "state": state}
    lay(bricks, step, 0.5, 0, 99, 100, "%")
    return {"bricks": bricks, "height": n(int(number) + 0.8, "em")}


def frame(width: float, height: float) -> str:
    """A viewBox with room for half a line on each side: paper cuts what stands out."""
    return f"-1 -1 {n(width + 2)} {n(height + 2)}"


def summary(steps: Sequence[dict[str, Any]], digits: str = "") -> dict[str, Any]:
    """The words of a ladder: level reached, of how many, and the step being built."""
    level = 0
    for step in steps:
        if step["state"] != "done":
            break
        level = step["number"]
    now = next((step for step in steps if step["state"] == "now"), None)
    # Of an area that nobody has assessed no step is reached or begun; level 0 would be an assessment.
    words: dict[str, Any] = {
        "level": figure(level, digits), "of": figure(len(steps), digits), "now": None,
        "assessed": any(step["state"] != "not" for step in steps),
    }  # fmt: skip
    if now:
        words["now"] = {
            "number": figure(now["number"], digits),
            "met": figure(now.get("met") or 0, digits),
            "total": figure(now["total"], digits),
            "unsettled": int(now.get("unsettled") or 0) and figure(now["unsettled"], digits),
        }
    return words


def stair(count: int, width: float, height: float, gap: float) -> list[tuple[float, float, float, float]]:
    """`count` rising rectangles on one baseline: the first about a third of the last."""
    if not count:
        return []
    step_width = (width - gap * (count - 1)) / count
    low = height / (count + 0.8) * 1.8
    rise = (height - low) / (count - 1) if count > 1 else 0
    return [(i * (step_width + gap), height - low - rise * i, step_width, low + rise * i) for i in range(count)]


@register.simple_tag
def ladder_shape(steps: Sequence[dict[str, Any]], digits: str = "") -> dict[str, Any]:
    """The whole ladder of one area, 500 wide, with a number on each tread."""
    width, height, head = 500.0, 232.0, 26.0
    bricks, numbers = Bricks(), []
    for step, (x, y, w, h) in zip(steps, stair(len(steps), width, height, 5), strict=True):
        lay(bricks, step, x, y + head, w, h)
        numbers.append(
            {"x": n(x), "y": n(y + head - 8), "text": figure(step["number"], digits), "state": step["state"]}
        )
    return {"bricks": bricks, "numbers": numbers, "base": n(height + head), "view": frame(width, height + head),
            **summary(steps, digits)}  # fmt: skip


@register.simple_tag
def meter_shape(steps: Sequence[dict[str, Any]], width: int = 40, digits: str = "") -> dict[str, Any]:
    """The ladder beside a name: bars, and the current one filled by its part of courses met."""
    height = round(width * 0.55)
    bricks = Bricks()
    for step, (x, y, w, h) in zip(steps, stair(len(steps), width, height, width / 16), strict=True):
        if step["state"] == "done":
            bricks.put("met", Box(n(x), n(y), n(w), n(h)))
            continue
        unsettled = step["state"] == "now" and step.get("unsettled")
        bricks.put("unknown" if unsettled else "unmet", Box(n(x + 0.5), n(y + 0.5), n(w - 1), n(h - 1)))
        if step["state"] == "now" and step["total"]:
            part = h * int(step.get("met") or 0) / int(step["total"])
            bricks.put("met", Box(n(x), n(height - part), n(w), n(part)))
    return {"bricks": bricks, "width": width, "height": height, **summary(steps, digits)}


@register.simple_tag
def courses_shape(total: int, met: int = 0, unsettled: int = 0, digits: str = "") -> dict[str, Any]:
    """n of N in one row, in percent of the width."""
    bricks = Bricks()
    gap = min(0.8, 20 / total) if total else 0
    width = (99.6 - gap * (total - 1)) / total if total else 0  # a hair inside, or paper cuts the last line
    for i, kind in enumerate(kinds(total, met, unsettled)):
        bricks.put(kind, Box(n(0.2 + i * (width + gap), "%"), "4%", n(width, "%"), "92%"))
    words = {"met": met, "total": total, "unsettled": unsettled}
    return {"bricks": bricks} | {key: figure(value, digits) for key, value in words.items()}


@register.simple_tag
def histogram_shape(
    counts: Sequence[int], pass_point: int | None = None, median: Decimal | float | None = None,
    top: int | None = None, digits: str = "",
) -> dict[str, Any]:  # fmt: skip
    """How many people chose each point of the scale; `top` sets one scale for several pictures side by side."""
    width, ground, head = 360.0, 116.0, 24.0
    slot = width / len(counts)
    highest = max([top or 0, *counts, 1])
    bricks, labels, axis = Bricks(), [], []
    for point, count in enumerate(counts):
        height = (ground - head) * count / highest
        passes = pass_point is None or point >= pass_point
        box = Box(n(point * slot + slot * 0.14), n(ground - height), n(slot * 0.72), n(height))
        middle = n(point * slot + slot / 2)
        if count:
            bricks.put("met" if passes else "unmet", box)
            labels.append({"x": middle, "y": n(ground - height - 7), "text": figure(count, digits)})
        axis.append({"x": middle, "y": n(ground + 19), "text": figure(point, digits)})
    shape: dict[str, Any] = {
        "bricks": bricks, "labels": labels, "axis": axis, "ground": n(ground), "width": n(width), "view": frame(width, 156),
        "counts": figure(", ".join(str(count) for count in counts), digits), "people": figure(sum(counts), digits),
        "last": figure(len(counts) - 1, digits), "pass_point": None, "median": None, "mark": "", "pass_x": "",
    }  # fmt: skip
    if pass_point is not None:
        shape |= {"pass_point": figure(pass_point, digits), "pass_x": n(pass_point * slot)}
    if median is not None:
        x = (float(median) + 0.5) * slot
        shape |= {
            "median": figure(median, digits),
            "mark": f"{n(x - 9)},{n(ground + 39)} {n(x + 9)},{n(ground + 39)} {n(x)},{n(ground + 25)}",
        }
    return shape


@register.simple_tag
def dimension_shape(rows: Sequence[dict[str, Any]], digits: str = "") -> dict[str, Any]:
    """One line of words and one row of courses per dimension, 360 wide."""
    width, pitch, bar = 360.0, 48.0, 12.0
    bricks, lines = Bricks(), []
    for row_number, row in enumerate(rows):
        top = row_number * pitch
        total = int(row["total"])
        gap = min(3.0, 60 / total) if total else 0
        brick = (width - gap * (total - 1)) / total if total else 0
        for i, kind in enumerate(kinds(total, int(row.get("met") or 0), int(row.get("unsettled") or 0))):
            bricks.put(kind, Box(n(i * (brick + gap)), n(top + 25), n(brick), n(bar)))
        words = {
            "name": row["name"],
            "met": row.get("met") or 0,
            "total": total,
            "unsettled": row.get("unsettled") or 0,
        }
        lines.append({"y": n(top + 16), **{key: figure(value, digits) for key, value in words.items()}})
    return {"bricks": bricks, "lines": lines, "width": n(width), "view": frame(width, pitch * len(rows))}


@register.simple_tag
def heat_shape(rows: Sequence[dict[str, Any]], columns: int = 12, digits: str = "") -> dict[str, Any]:
    """Every indicator as a cell, by level; a level with more than `columns` indicators takes a further line.

    A cell is {"number", "value" (None where nothing is settled), "met" (True, False or None)}.
    """
    head, cell, height = 34.0, 56.0, 46.0
    bricks, cells, heads, top = Bricks(), [], [], 0.0
    for row in rows:
        heads.append({"y": n(top + 30), "text": figure(row["number"], digits)})
        for i, item in enumerate(row["cells"]):
            x, y = head + (i % columns) * (cell + 4), top + (i // columns) * (height + 4)
            kind = {True: "met", False: "unmet"}.get(item.get("met"), "unknown")
            bricks.put(kind, Box(n(x + 0.5), n(y + 0.5), n(cell - 1), n(height - 1)))
            value = "–" if item.get("value") is None else figure(item["value"], digits)
            cells.append({"x": n(x + 7), "y": n(y + 17), "right": n(x + cell - 8), "low": n(y + height - 9),
                          "number": figure(item["number"], digits), "value": value, "kind": kind})  # fmt: skip
        lines = max(1, -(-len(row["cells"]) // columns))
        top += lines * (height + 4) + 8
    every = [item.get("met") for row in rows for item in row["cells"]]
    return {"bricks": bricks, "cells": cells, "heads": heads, "view": frame(head + columns * (cell + 4), top),
            "met": figure(every.count(True), digits), "unmet": figure(every.count(False), digits),
            "unknown": figure(every.count(None), digits), "total": figure(len(every), digits)}  # fmt: skip


@register.simple_tag
def mini_shape(value: Decimal | int | None, pass_point: int, top: int = 5, digits: str = "") -> dict[str, Any]:
    """A score as squares, with a mark under the pass point."""
    bricks, side, pitch = Bricks(), 14, 17
    for i in range(top):
        kind = "unknown" if value is None else "met" if i < int(value) else "unmet"
        inset = 0 if kind == "met" else 0.5
        bricks.put(kind, Box(n(i * pitch + inset), n(inset), n(side - 2 * inset), n(side - 2 * inset)))
    x = (pass_point - 1) * pitch + side / 2
    return {"bricks": bricks, "width": pitch * top - 3, "value": None if value is None else figure(value, digits),
            "pass_point": figure(pass_point, digits), "mark": f"{n(x - 4)},22 {n(x + 4)},22 {n(x)},16"}  # fmt: skip


@register.simple_tag
def province_shape(levels: Sequence[dict[str, Any]], areas: int, digits: str = "") -> dict[str, Any]:
    """The stair of a province: each step has one course per area, solid for an area that stands on it or higher.

    A level is {"number", "name", "reached": how many areas hold it}.
    """
    width, height, head = 510.0, 385.0, 30.0
    bricks, numbers = Bricks(), []
    for level, (x, y, w, h) in zip(levels, stair(len(levels), width, height, 5), strict=True):
        course = (h - 6 * (areas - 1)) / areas if areas else h
        for i in range(areas):
            kind = "met" if i < level["reached"] else "unknown"
            bricks.put(kind, Box(n(x), n(y + head + h - (i + 1) * course - i * 6), n(w), n(course)))
        numbers.append({"x": n(x), "y": n(y + head - 9), "text": figure(level["number"], digits)})
    return {"bricks": bricks, "numbers": numbers, "view": frame(width, height + head),
            "areas": figure(areas, digits)}  # fmt: skip
