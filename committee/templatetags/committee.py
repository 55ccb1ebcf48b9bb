"""What the pages of the committee ask of rows that are at hand already; no query."""

from datetime import date
from typing import Any

from django import template
from django.utils.functional import Promise

from committee.models import Assignment, Holder, Person

register = template.Library()


@register.filter
def seats_on(person: Person, day: date) -> list[Holder]:
    """The prefetched holdings that count on the day."""
    return [each for each in person.holdings.all() if each.since <= day and (each.until is None or day < each.until)]


@register.filter
def roles_on(person: Person, day: date) -> list[Assignment]:
    """The prefetched assignments that count on the day."""
    return [each for each in person.assignments.all() if each.since <= day and (each.until is None or day < each.until)]


@register.filter
def named(key: Any, names: dict[str, str | Promise]) -> str:
    """The word for a key, where there is one."""
    return str(names.get(str(key), key))
