"""A snapshot as rows: what the tables, ladders and lists of pages and papers are filled with. Pure."""

import re
from datetime import date
from typing import Any

from ecotown.kernel import thai
from reports import telling
from reports.snapshot import Snapshot
from reports.telling import Area


def ladder_rows(snapshot: Snapshot, root: str = "") -> list[dict[str, Any]]:
    """One row per area, as components/ladder_table.html wants it."""
    return [
        {
            "name": area["name"],
            "place": f"อำเภอ{area['district']}",
            "href": f"{root}/areas/{area['code']}/",
            "level": level_of(area),
            "word": telling.level_word(snapshot, area["result"]),
            "steps": steps_of(snapshot, area),
        }
        for area in snapshot["areas"]
    ]


def level_of(area: Area) -> int | None:
    """The level as a figure, where one is reached and certain."""
    result = area["result"]
    return result["level"] or None if result and result["conclusive"] else None


def steps_of(snapshot: Snapshot, area: Area) -> list[dict[str, Any]]:
    if area["result"]:
        names = {each["number"]: each["short"] or each["name"] for each in snapshot["levels"]}
        return [{**step, "name": names.get(step["number"], step["name"])} for step in area["result"]["steps"]]
    return [
        {
            "number": each["number"],
            "name": each["short"] or each["name"],
            "total": 0,
            "met": 0,
            "unsettled": 0,
            "state": "not",
            "unassessed": True,
        }
        for each in snapshot["levels"]
    ]


def columns(snapshot: Snapshot) -> list[dict[str, Any]]:
    """The levels as heads of columns."""
    return [{"number": each["number"], "name": each["short"] or each["name"]} for each in snapshot["levels"]]


def reached_by(snapshot: Snapshot) -> list[dict[str, Any]]:
    """The levels with the number of areas that stand on each or higher: the stair of the province."""
    held = [level for area in snapshot["areas"] if (level := level_of(area))]
    return [{**each, "reached": sum(level >= each["number"] for level in held)} for each in columns(snapshot)]


def dimension_rows(snapshot: Snapshot, area: Area) -> list[dict[str, Any]]:
    rows = []
    for name in snapshot["framework"]["dimensions"]:
        counted = [each for each in area["result"]["indicators"] if each["dimension"] == name and each["kind"] != "na"]
        if counted:
            met = sum(each["passed"] is True for each in counted)
            open_ = sum(each["passed"] is None for each in counted)
            rows.append({"name": name, "met": met, "total": len(counted), "unsettled": open_})
    return rows


def heat_rows(snapshot: Snapshot, area: Area) -> list[dict[str, Any]]:
    """Every indicator as a cell, by level."""
    return [
        {
            **level,
            "cells": [
                {"number": each["sort"], "title": each["name"], "met": each["passed"],
                 "value": "×" if each["kind"] == "na" else each["value"]}
                for each in area["result"]["indicators"]
                if each["level"] == level["number"]
            ],
        }
        for level in columns(snapshot)
    ]  # fmt: skip


def indicator_rows(snapshot: Snapshot, area: Area) -> list[dict[str, Any]]:
    """All indicators with the settled value, what it means, and the resolution it rests on."""
    known = by_id(snapshot)
    return [
        {**each, "outcome": telling.outcome(each), "resolved": known.get(each["resolution"])}
        for each in area["result"]["indicators"]
    ]


def by_id(snapshot: Snapshot) -> dict[int, dict[str, Any]]:
    return {each["id"]: each for each in resolution_rows(snapshot)}


def resolution_rows(snapshot: Snapshot) -> list[dict[str, Any]]:
    """Newest first, each with its day, its standing and the names of its areas."""
    names = {each["code"]: each["name"] for each in snapshot["areas"]}
    return [
        {
            **each,
            "day": day(each["held_on"]),
            "standing": telling.standing(each),
            "words": telling.words_of(each),
            "area_names": [names[code] for code in each["areas"] if code in names],
        }
        for each in reversed(snapshot["resolutions"])
    ]


def history_rows(snapshot: Snapshot, area: Area) -> list[dict[str, Any]]:
    known = by_id(snapshot)
    return [{**each, "day": day(each["since"]), "resolved": known.get(each["resolution"])} for each in area["history"]]


def results_meetings(snapshot: Snapshot, area: Area) -> list[dict[str, Any]]:
    """The meetings whose resolutions the level of an area rests on, each once, oldest first."""
    known = by_id(snapshot)
    seen: dict[str, dict[str, Any]] = {}
    for each in area["result"]["indicators"]:
        resolution = known.get(each["resolution"])
        if resolution:
            seen.setdefault(resolution["meeting"], resolution)
    return sorted(seen.values(), key=lambda each: each["held_on"])


def meeting_rows(snapshot: Snapshot) -> list[dict[str, Any]]:
    return [{**each, "day": day(each["held_on"])} for each in reversed(snapshot["meetings"])]


def fact_rows(snapshot: Snapshot) -> list[dict[str, Any]]:
    """Each fact with the words it was taken from, in the order of the source."""
    ordered = sorted(snapshot["facts"].items(), key=lambda item: (item[1]["sort"], item[0]))
    at: dict[str, int] = {}
    return [
        {"key": key, **fact, "day": day(fact["told_on"]), "at": at.setdefault(fact["source"], len(at) + 1)}
        for key, fact in ordered
    ]


def sectors(snapshot: Snapshot) -> list[str]:
    return [each["value"] for each in fact_rows(snapshot) if each["key"].startswith("sector.")]


def value_of(snapshot: Snapshot, key: str) -> str:
    fact = snapshot["facts"].get(key)
    return fact["value"] if fact else ""


def origin_figures(snapshot: Snapshot) -> list[dict[str, str]]:
    """The order, the first meeting and the goal of the country as figures."""
    figures = []
    order, meetings = snapshot["order"], snapshot["meetings"]
    if order:
        figure, tail = split_number(order["number"])
        signed = thai.long_date(date.fromisoformat(order["signed_on"]))
        figures.append({"figure": figure, "tail": tail, "text": f"{order['issuer']}{order['title']} ลงวันที่ {signed}"})
    if meetings:
        figure, tail = split_number(meetings[0]["number"])
        held = thai.long_date(date.fromisoformat(meetings[0]["held_on"]))
        figures.append({"figure": figure, "tail": tail, "text": f"การประชุมครั้งแรก วันที่ {held}"})
    target = re.search(r"[0-9]+", value_of(snapshot, "programme.target"))
    if target:
        goal = value_of(snapshot, "programme.goal")
        figures.append({"figure": target[0], "text": f"{value_of(snapshot, 'programme.target')} คือเป้าหมาย{goal}"})
    return figures


def split_number(number: str) -> tuple[str, str]:
    figure, slash, year = number.partition("/")
    return figure, f"{slash}{year}"


def day(iso: str) -> date | None:
    return date.fromisoformat(iso) if iso else None


def levels_source(snapshot: Snapshot) -> str:
    """Whose words the levels are."""
    told = snapshot["facts"].get("levels")
    if not told:
        return "ถ้อยคำตามเกณฑ์ที่ใช้"
    when = day(told["told_on"])
    return f"ถ้อยคำตามแหล่งที่มา {told['source']}" + (f" วันที่ {thai.long_date(when)}" if when else "")


def missing_lists(snapshot: Snapshot, root: str) -> list[dict[str, Any]]:
    """For each assessed area that is not at the top: how many indicators are missing, to which level, and the first of them."""
    return [
        {
            "name": area["name"], "href": f"{root}/areas/{area['code']}/", "next": area["result"]["next_level"],
            "count": len(area["result"]["missing"]), "first": area["result"]["missing"][:3],
            "undecided": not any(each["settled"] for each in area["result"]["missing"]),
        }
        for area in snapshot["areas"]
        if area["result"] and area["result"]["next_level"]
    ]  # fmt: skip


def resolution_items(snapshot: Snapshot, root: str) -> list[dict[str, Any]]:
    """Resolutions as components/rows.html wants them."""
    return [
        {
            "when": thai.long_date(each["day"]), "title": each["words"],
            "href": f"{root}/decisions/#r{each['id']}", "note": f"ครั้งที่ {each['meeting']} {each['standing']}",
            "stamp": each["is_example"],
        }
        for each in resolution_rows(snapshot)
    ]  # fmt: skip


def meetings_with_resolutions(snapshot: Snapshot) -> list[dict[str, Any]]:
    """Newest meeting first; its resolutions in the order of the agenda."""
    every = list(reversed(resolution_rows(snapshot)))
    return [
        {**meeting, "resolutions": [each for each in every if each["meeting"] == meeting["number"]]}
        for meeting in meeting_rows(snapshot)
    ]


def order_facts(snapshot: Snapshot) -> list[dict[str, Any]]:
    """The order as components/facts.html wants it; what the source does not say stays empty and is said to be."""
    order = snapshot["order"]
    if order is None:
        return []
    signed = day(order["signed_on"])
    return [
        {"label": "คำสั่ง", "value": f"{order['issuer']}ที่ {order['number']}", "note": order["title"]},
        {"label": "ลงวันที่", "value": thai.long_date(signed) if signed else ""},
        {"label": "ผู้เสนอ", "value": order["proposer"]},
        {"label": "กฎหมายที่อ้างถึง", "value": order["legal_basis"]},
        {"label": "รายชื่อกรรมการและองค์ประชุม", "value": ""},
        {"label": "แหล่งที่มา", "value": order["source"]},
    ]


def definition(snapshot: Snapshot) -> dict[str, str] | None:
    fact = snapshot["facts"].get("definition")
    return (
        {"label": fact["label"], "text": fact["value"], "source": fact["source"], "place": fact["place"]}
        if fact
        else None
    )


def sources(snapshot: Snapshot) -> list[dict[str, Any]]:
    """Each document that facts were taken from, once."""
    found = {fact["source"]: {"title": fact["source"], "day": fact["day"]} for fact in fact_rows(snapshot)}
    return list(found.values())
