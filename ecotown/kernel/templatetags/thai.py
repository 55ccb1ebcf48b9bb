"""Template filters: Thai dates, digits and lines.

Each takes None or "" (nothing is printed) and lazy strings; those of dates also the ISO text of a frozen snapshot.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from ecotown.kernel import thai

register = template.Library()

_Names = str | Iterable[object] | None


def _shown(value: Any, show: Callable[[Any], object], read: Callable[[Any], Any] = lambda known: known) -> str:
    return "" if value is None or value == "" else str(show(read(value)))


def _day(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    return date.fromisoformat(value) if len(value) == len("2020-06-29") else datetime.fromisoformat(value)


def _clock(value: Any) -> Any:
    return time.fromisoformat(value) if isinstance(value, str) and value[2:3] == ":" else _day(value)


@register.filter
def thai_date(value: date | str | None) -> str:
    """29 มิถุนายน 2563"""
    return _shown(value, thai.long_date, _day)


@register.filter
def thai_date_formal(value: date | str | None) -> str:
    """วันจันทร์ที่ 29 มิถุนายน พ.ศ. 2563"""
    return _shown(value, thai.formal_date, _day)


@register.filter
def thai_date_short(value: date | str | None) -> str:
    """29 มิ.ย. 2563"""
    return _shown(value, thai.short_date, _day)


@register.filter
def thai_datetime(value: datetime | str | None) -> str:
    """29 มิถุนายน 2563 เวลา 09.30 น."""
    return _shown(value, thai.moment, _day)


@register.filter
def thai_until(value: datetime | None) -> str:
    """Of the instant at which something ends: its last day, and the time where that day does not last to its end."""
    return _shown(value, thai.until)


@register.filter
def thai_time(value: time | datetime | str | None) -> str:
    """09.30 น."""
    return _shown(value, thai.thai_time, _clock)


@register.filter
def thai_digits(value: object) -> str:
    return _shown(value, lambda shown: thai.thai_digits(str(shown)))


@register.filter
def be_year(value: date | str | None) -> str:
    """2563"""
    return _shown(value, thai.be_year, _day)


@register.filter
def or_unknown(value: Any) -> Any:
    """Say that the source is silent, where nothing is known; 0 and False are known."""
    return gettext("Not stated in the source") if value is None or value == "" else value


@register.filter
def th_text(value: object, names: _Names = None) -> SafeString:
    """Text as HTML whose dates, numbers and names keep to one line; `names`: one more such word, or several."""
    whole = [names] if isinstance(names, str) else [str(name) for name in names or ()]
    return format_html_join("", "{}", _pieces(_shown(value, str), whole))


def _pieces(text: str, names: list[str]) -> Iterator[tuple[str | SafeString]]:
    for piece, whole in thai.keep_together(text, names):
        yield (format_html('<span class="nb">{}</span>', piece) if whole else piece,)
