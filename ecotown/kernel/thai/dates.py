"""Dates and times as Thai offices write them. Stored: Gregorian. Typed and shown: Buddhist era (C.E. + 543)."""

import calendar
import re
from datetime import date, datetime, time, timedelta, timezone

from ecotown.kernel.thai.digits import ThaiInputError, arabic_digits
from ecotown.kernel.thai.text import normalize_name, shorten

# Thailand has kept UTC+7 without daylight saving since 1920, so the zone needs no table of the machine.
BANGKOK = timezone(timedelta(hours=7), "Asia/Bangkok")

MONTHS = (
    "มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน",
    "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม",
)  # fmt: skip
SHORT_MONTHS = (
    "ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.",
    "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.",
)  # fmt: skip
WEEKDAYS = ("จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์", "อาทิตย์")

_OFFSET = 543
_YEARS_BACK, _YEARS_AHEAD = 60, 10
_LONGEST = 100

_MONTH_NUMBER = {name: n for n, name in enumerate(MONTHS, 1)} | {
    name.replace(".", ""): n for n, name in enumerate(SHORT_MONTHS, 1)
}
_WEEKDAY_NUMBER = {name: n for n, name in enumerate(WEEKDAYS)} | {"พฤหัส": 3}
_WEEKDAY = "|".join(sorted(_WEEKDAY_NUMBER, key=len, reverse=True))

_ERA = r"(?P<era>พ\. ?ศ\.?|พศ|พุทธศักราช|ค\. ?ศ\.?|คศ|คริสต์ศักราช)"
_LEAD = rf"(?:(?:วัน ?(?P<weekday>{_WEEKDAY}))? ?(?:วัน)?(?:ที่)?) ?"
_WRITTEN = re.compile(
    rf"{_LEAD}(?P<day>[0-9]{{1,2}}) ?(?:เดือน ?)?(?P<month>[\u0e01-\u0e4e. ]+?) ?(?:{_ERA} ?)?(?P<year>[0-9]+)"
)
_NUMERIC = re.compile(
    rf"{_LEAD}(?P<day>[0-9]{{1,2}}) ?(?P<by>[/.-]) ?(?P<month>[0-9]{{1,2}}) ?(?P=by) ?(?:{_ERA} ?)?(?P<year>[0-9]+)"
)
_ISO = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})")
_TIME = re.compile(r"(?:เวลา ?)?(?P<hour>[0-9]{1,2})[.:](?P<minute>[0-9]{2}) ?(?:น\.?|นาฬิกา)?")


class ThaiDateError(ThaiInputError):
    """Not a day that can be taken."""


class ThaiTimeError(ThaiInputError):
    """Not a time of day."""


def today() -> date:
    """The day it is in Bangkok, whatever the clock zone of the machine."""
    return datetime.now(BANGKOK).date()


def parse_date(text: str, today: date | None = None) -> date:
    """Read a day in any of the ways offices type it; the year is B.E. unless ISO or ค.ศ. says otherwise.

    `today` bounds the years taken (60 back, 10 ahead); without it, the day in Bangkok.
    """
    typed = _plain(text)
    if not typed:
        raise ThaiDateError("โปรดระบุวันที่ เช่น 29 มิถุนายน 2563")
    match = (_ISO.fullmatch(typed) or _NUMERIC.fullmatch(typed) or _WRITTEN.fullmatch(typed)) if _fits(text) else None
    if match is None:
        raise _unread(typed)
    parts = match.groupdict()
    month = _month(parts["month"], typed)
    year = _gregorian_year(parts["year"], parts.get("era"), iso=match.re is _ISO)
    _check_year(year, today or _this_day())
    day = _existing_day(int(parts["day"]), month, year)
    weekday = parts.get("weekday")
    if weekday and _WEEKDAY_NUMBER[weekday] != day.weekday():
        raise ThaiDateError(f"{long_date(day)} เป็นวัน{WEEKDAYS[day.weekday()]} ไม่ใช่วัน{weekday} โปรดตรวจสอบ")
    return day


def parse_time(text: str) -> time:
    """Read 09.30, 9:30, ๐๙.๓๐ น."""
    typed = _plain(text)
    if not typed:
        raise ThaiTimeError("โปรดระบุเวลา เช่น 09.30 น.")
    match = _TIME.fullmatch(typed) if _fits(text) else None
    if match is None:
        raise ThaiTimeError(f"อ่านเวลา “{shorten(typed, 30)}” ไม่ได้ โปรดพิมพ์เช่น 09.30")
    hour, minute = int(match["hour"]), int(match["minute"])
    if hour > 23 or minute > 59:
        raise ThaiTimeError("เวลาต้องอยู่ระหว่าง 00.00 น. ถึง 23.59 น.")
    return time(hour, minute)


def be_year(day: date) -> int:
    """The calendar year in B.E.; meetings and orders are numbered by it."""
    return _in_bangkok(day).year + _OFFSET


def fiscal_year(day: date) -> int:
    """The budget year in B.E.: it begins on 1 October of the year before."""
    here = _in_bangkok(day)
    return here.year + _OFFSET + (here.month >= 10)


def fiscal_quarter(day: date) -> int:
    """1 for October to December, and so on."""
    return (_in_bangkok(day).month - 10) % 12 // 3 + 1


def long_date(day: date) -> str:
    """29 มิถุนายน 2563"""
    here = _in_bangkok(day)
    return f"{here.day} {MONTHS[here.month - 1]} {here.year + _OFFSET}"


def formal_date(day: date) -> str:
    """วันจันทร์ที่ 29 มิถุนายน พ.ศ. 2563"""
    here = _in_bangkok(day)
    return f"วัน{WEEKDAYS[here.weekday()]}ที่ {here.day} {MONTHS[here.month - 1]} พ.ศ. {here.year + _OFFSET}"


def short_date(day: date) -> str:
    """29 มิ.ย. 2563"""
    here = _in_bangkok(day)
    return f"{here.day} {SHORT_MONTHS[here.month - 1]} {here.year + _OFFSET}"


def compact_date(day: date) -> str:
    """29 มิ.ย. 63"""
    here = _in_bangkok(day)
    return f"{here.day} {SHORT_MONTHS[here.month - 1]} {(here.year + _OFFSET) % 100:02}"


def thai_time(clock: time | datetime) -> str:
    """09.30 น. A moment is shown as the clocks of Bangkok showed it."""
    here = _clock_in_bangkok(clock) if isinstance(clock, datetime) else clock
    return f"{here.hour:02}.{here.minute:02} น."


def moment(instant: datetime) -> str:
    """29 มิถุนายน 2563 เวลา 09.30 น."""
    return f"{long_date(instant)} เวลา {thai_time(instant)}"


def last_day(end: datetime) -> date:
    """The day that an end belongs to: what ends at midnight ends with the day before."""
    return _in_bangkok(end - timedelta(microseconds=1))


def until(end: datetime) -> str:
    """The last day; with the time where it does not last to its end: 29 มิถุนายน 2563 เวลา 09.30 น."""
    return long_date(last_day(end)) if last_day(end) < _in_bangkok(end) else moment(end)


def _this_day() -> date:
    return today()


def _fits(text: str) -> bool:
    return len(text) <= _LONGEST


def _plain(text: str) -> str:
    return arabic_digits(normalize_name(text[: _LONGEST + 1]))


def _in_bangkok(day: date) -> date:
    return _clock_in_bangkok(day).date() if isinstance(day, datetime) else day


def _clock_in_bangkok(instant: datetime) -> datetime:
    if instant.tzinfo is None:
        raise ValueError("a moment without a time zone has no day in Bangkok")
    return instant.astimezone(BANGKOK)


def _unread(typed: str) -> ThaiDateError:
    return ThaiDateError(f"อ่านวันที่ “{shorten(typed, 30)}” ไม่ได้ โปรดพิมพ์เช่น 29 มิถุนายน 2563 หรือ 29/6/2563")


def _month(typed_month: str, typed: str) -> int:
    if typed_month.isdigit():
        month = int(typed_month)
        if not 1 <= month <= 12:
            raise ThaiDateError(f"ไม่มีเดือนที่ {month} โปรดพิมพ์วัน/เดือน/ปี เช่น 29/6/2563")
        return month
    month_named = _MONTH_NUMBER.get(typed_month.replace(".", "").replace(" ", ""))
    if month_named is None:
        raise _unread(typed)
    return month_named


def _gregorian_year(typed_year: str, era: str | None, *, iso: bool) -> int:
    year, christian = int(typed_year), era is not None and era.startswith("ค")
    if len(typed_year) == 2 and not christian:
        return 2500 + year - _OFFSET
    if len(typed_year) != 4:
        raise ThaiDateError("โปรดพิมพ์ปี พ.ศ. สี่หลัก เช่น 29 มิถุนายน 2563")
    if christian or (iso and year < 2400):
        return year
    if 1800 <= year < 2400 and era is None:
        raise ThaiDateError(f"ปี {year} เป็น ค.ศ. โปรดพิมพ์ปีเป็น พ.ศ. คือ {year + _OFFSET}")
    return year - _OFFSET


def _check_year(year: int, today: date) -> None:
    first, last = today.year - _YEARS_BACK, today.year + _YEARS_AHEAD
    if not first <= year <= last:
        raise ThaiDateError(
            f"ปี พ.ศ. {year + _OFFSET} อยู่นอกช่วงที่รับได้ คือ พ.ศ. {first + _OFFSET} ถึง {last + _OFFSET} โปรดตรวจสอบ"
        )


def _existing_day(day: int, month: int, year: int) -> date:
    length = calendar.monthrange(year, month)[1]
    if not 1 <= day <= length:
        name = f"{MONTHS[month - 1]} {year + _OFFSET}"
        raise ThaiDateError(f"ไม่มีวันที่ {day} {name} เพราะเดือน{name} มี {length} วัน")
    return date(year, month, day)
