"""The list of participants that a meeting tool exports (Zoom, Teams), as names and times. Pure: no Django.

Known shapes: Zoom's report with or without the lines on the meeting before it, one line for each time somebody joined;
Teams' report of numbered parts, tabulated, in UTF-16; Teams' older list of Joined and Left. Thai or English headings.
Which of 8/9 is the month is told by the day of the meeting.
"""

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, time
from itertools import islice

from ecotown.kernel import thai

MOST_LINES = 5_000

NAME = ("name (original name)", "full name", "name", "participant name", "ชื่อ (ชื่อเดิม)", "ชื่อเต็ม", "ชื่อ-สกุล", "ชื่อ")
JOINED = ("join time", "first join", "first join time", "joined", "เวลาเข้าร่วม", "เข้าร่วมครั้งแรก", "เวลาที่เข้าร่วม")
LEFT = (
    "leave time",
    "last leave",
    "last leave time",
    "left",
    "เวลาออก",
    "ออกครั้งสุดท้าย",
    "เวลาที่ออก",
    "ออกจากการประชุมครั้งล่าสุด",
)
ACTION = ("user action", "การดำเนินการของผู้ใช้")
STAMP = ("timestamp", "ประทับเวลา", "ตราประทับเวลา")
CAME = ("joined", "joined before", "เข้าร่วม", "เข้าร่วมแล้ว", "เข้าร่วมก่อน")

_DATE = re.compile(r"(\d{1,4})[/.-](\d{1,2})[/.-](\d{1,4})")
_TIME = re.compile(r"(\d{1,2})[:.](\d{2})(?:[:.]\d{2})?\s*([ap]\.?m\.?)?", re.IGNORECASE)
_ORIGINAL = re.compile(r"\s*[(#].*$")


class Unreadable(ValueError):
    """The file is not a list of participants."""


@dataclass(frozen=True)
class Participant:
    """Somebody of the list: when they joined first and left last; `joins` is how often they came in."""

    name: str
    joined: time | None = None
    left: time | None = None
    joins: int = 1


def read(content: bytes, day: date) -> list[Participant]:
    """Those who were there on the day of the meeting, each once, in the order of the list."""
    found: dict[str, Participant] = {}
    for each in _lines(_text(content), day):
        key = key_of(each.name)
        found[key] = _together(found[key], each) if key in found else each
    if not found:
        raise Unreadable
    return list(found.values())


def key_of(name: str) -> str:
    """What a name has in common however it was typed: without spaces, prefix of the tool or remark in brackets."""
    return thai.search_key(_ORIGINAL.sub("", name) or name).replace(" ", "")


def match(name: str, people: Iterable[tuple[int, str]]) -> int | None:
    """Whose name it is, out of (key, name without prefix); None where nobody fits or more than one does."""
    typed = key_of(name)
    fits = {key for key, plain in people if plain and key_of(plain) in typed}
    return fits.pop() if len(fits) == 1 else None


def _text(content: bytes) -> str:
    """UTF-16 or UTF-8 as its mark says; otherwise UTF-8 or, of old Windows, Thai in one byte."""
    try:
        text = content.decode(_encoding(content))
    except UnicodeDecodeError as broken:
        raise Unreadable from broken
    if "\0" in text:
        raise Unreadable
    return text


def _encoding(content: bytes) -> str:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    return "utf-8-sig" if _decodes(content, "utf-8") else "cp874"


def _decodes(content: bytes, encoding: str) -> bool:
    try:
        content.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _lines(text: str, day: date) -> Iterator[Participant]:
    columns: dict[str, int] = {}
    comma = "\t" if text.count("\t") > text.count(",") else ";" if text.count(";") > text.count(",") else ","
    try:
        table = list(islice(csv.reader(io.StringIO(text, newline=""), delimiter=comma), MOST_LINES))
    except csv.Error as broken:
        raise Unreadable from broken
    for cells in table:
        row = [thai.normalize_name(cell) for cell in cells]
        if heads := _columns(row):
            # Teams lists each join again in a later part: what the first part told is enough.
            if columns:
                return
            columns = heads
        elif columns and not any(row):
            return
        elif columns and (one := _participant(row, columns, day)):
            yield one


def _columns(row: list[str]) -> dict[str, int]:
    """Which column holds what; empty for a line that is no heading of participants."""
    said = [cell.casefold() for cell in row]
    found = {
        what: said.index(word)
        for what, words in (("name", NAME), ("joined", JOINED), ("left", LEFT), ("action", ACTION), ("stamp", STAMP))
        for word in reversed(words)
        if word in said
    }
    is_heading = "name" in found and ("joined" in found or {"action", "stamp"} <= found.keys())
    return found if is_heading else {}


def _participant(row: list[str], columns: dict[str, int], day: date) -> Participant | None:
    cell = {what: row[place] if place < len(row) else "" for what, place in columns.items()}
    name = cell["name"][:200]
    if not name:
        return None
    if {"action", "stamp"} <= cell.keys():
        moment = _clock(cell["stamp"], day)
        came = cell["action"].casefold() in CAME
        return Participant(name, moment, None, 1) if came else Participant(name, None, moment, 0)
    joined, left = _clock(cell["joined"], day), _clock(cell.get("left", ""), day)
    return None if cell["joined"] and joined is None else Participant(name, joined, left)


def _clock(stamp: str, day: date) -> time | None:
    """The time of a stamp of that day; None of any other."""
    dated = _DATE.search(stamp)
    if dated and not _is(day, *(int(part) for part in dated.groups())):
        return None
    found = _TIME.search(stamp[dated.end() :] if dated else stamp)
    if not found:
        return None
    hour, minute, half = int(found[1]), int(found[2]), (found[3] or "").casefold()
    if half and hour <= 12:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _is(day: date, first: int, second: int, third: int) -> bool:
    """Whether three numbers, in whichever order and era, are that day."""
    year, rest = (first, (second, third)) if first > 31 else (third, (first, second))
    years = {day.year, day.year + 543, day.year % 100, (day.year + 543) % 100}
    return year in years and rest in {(day.day, day.month), (day.month, day.day)}


def _together(one: Participant, other: Participant) -> Participant:
    joined = [each for each in (one.joined, other.joined) if each]
    left = [each for each in (one.left, other.left) if each]
    return replace(one, joined=min(joined, default=None), left=max(left, default=None), joins=one.joins + other.joins)
