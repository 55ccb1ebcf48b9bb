"""What the pages of the committee ask of rows that are at hand already; no query."""

from datetime import date
from typing import Any

from django import template
from django.utils.functional import Promise

from committee.models import Assignment, FollowUp, Holder, Partner, Person
from committee.papers import resolved
from committee.papers.blocks import Block
from committee.prose import Paragraph, parse

register = template.Library()


@register.filter
def seats_on(person: Person, day: date) -> list[Holder]:
    """The prefetched holdings that count on the day."""
    return [each for each in person.holdings.all() if each.since <= day and (each.until is None or day < each.until)]


@register.filter
def lasts_beyond(term: Holder | Partner, day: date) -> bool:
    """Whether it still runs after the day: its end is open, or lies ahead and may be moved."""
    return term.until is None or term.until > day


@register.filter
def roles_on(person: Person, day: date) -> list[Assignment]:
    """The prefetched assignments that count on the day."""
    return [each for each in person.assignments.all() if each.since <= day and (each.until is None or day < each.until)]


@register.filter
def named(key: Any, names: dict[str, str | Promise]) -> str:
    """The word for a key, where there is one."""
    return str(names.get(str(key), key))


@register.filter
def prose(text: str | None) -> list[dict[str, Any]]:
    """The text of minutes as its blocks: paragraphs (number, level, runs) and tables (head, rows)."""
    return [
        {"number": block.number, "level": block.level, "runs": block.runs}
        if isinstance(block, Paragraph)
        else {"table": True, "head": block.rows[0], "rows": block.rows[1:]}
        for block in parse(text or "")
    ]


@register.filter
def as_resolution(said: dict[str, Any]) -> list[Block]:
    """A resolution of the paper as it is printed: its words, the vote, dissent."""
    return resolved.resolution(said)


@register.filter
def as_recusal(said: dict[str, Any]) -> list[Block]:
    return [resolved.recusal(said)]


@register.filter
def overdue_on(follow_up: FollowUp, day: date) -> bool:
    return follow_up.is_overdue(day)
