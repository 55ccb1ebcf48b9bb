"""Holders: who sits in a seat from when until when, in own right or acting for a post."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from committee.models import Holder, Person, Seat
from committee.models.seat import Acting, SeatKind
from ecotown.kernel import rules, thai
from ecotown.kernel.journal import record
from ecotown.kernel.rules import Actor


@transaction.atomic
def seat_holder(
    actor: Actor,
    *,
    seat_id: int,
    person_id: int,
    since: date,
    until: date | None = None,
    acting: str = Acting.NONE,
    acting_post: str = "",
    acting_order: str = "",
    succeeds: bool = False,
    is_example: bool = False,
) -> Holder:
    """Seat a person from `since` until before `until`; two people never hold one seat on one day.

    `succeeds`: whoever sits there leaves on that day, as in a transfer. Who acts for a post sits in own right, by an
    order that is named.
    """
    seat = Seat.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=seat_id)
    rules.require(actor, "holder.seat", seat)
    person = Person.objects.visible_to(actor).get(pk=person_id)
    until = until or seat.until
    _check_days(seat, since, until)
    words = _acting(seat, acting, acting_post, acting_order)
    gone = _make_way(seat, since) if succeeds else None
    held = Holder.objects.filter(seat=seat).overlapping(since, until).select_related("person").first()
    if held is not None:
        raise ValidationError({"since": _taken(held)})
    holder = Holder.objects.create(
        seat=seat, person=person, since=since, until=until, is_example=is_example, **words
    )  # fmt: skip
    if gone is not None:
        left, before = gone
        record(actor, "holder.end", left, before={"until": before}, after={"until": since})
    after = {"seat": seat, "person": person, "since": since, "until": until, **words}
    record(actor, "holder.seat", holder, after=after)
    return holder


@transaction.atomic
def end_holder(actor: Actor, *, holder_id: int, until: date, reason: str = "") -> Holder:
    """`until` is the first day on which the person no longer sits there. An end that lies ahead may be moved."""
    holder = Holder.objects.visible_to(actor).select_for_update(of=("self",)).select_related("seat").get(pk=holder_id)
    rules.require(actor, "holder.end", holder)
    _check_end(holder, until)
    before, holder.until = holder.until, until
    holder.save(update_fields=["until"])
    record(actor, "holder.end", holder, before={"until": before}, after={"until": until}, reason=reason)
    return holder


def _check_days(seat: Seat, since: date, until: date | None) -> None:
    if since < seat.since or (seat.until is not None and since >= seat.until):
        day = thai.long_date(seat.since)
        raise ValidationError({"since": _("The seat does not exist on that day; it begins on %(day)s.") % {"day": day}})
    if until is not None and until <= since:
        raise ValidationError(
            {"until": _("The end must come after the beginning, %(day)s.") % {"day": thai.long_date(since)}}
        )
    if until is not None and seat.until is not None and until > seat.until:
        raise ValidationError({"until": _("The seat ends on %(day)s.") % {"day": thai.long_date(seat.until)}})


def _check_end(holder: Holder, until: date) -> None:
    _check_days(holder.seat, holder.since, until)
    others = Holder.objects.filter(seat=holder.seat).exclude(pk=holder.pk)
    later = others.overlapping(holder.since, until).select_related("person").first()
    if later is not None:
        raise ValidationError({"until": _taken(later)})


def _acting(seat: Seat, acting: str, post: str, order: str) -> dict[str, str]:
    if not acting:
        return {"acting": "", "acting_post": "", "acting_order": ""}
    if seat.kind == SeatKind.BY_NAME:
        raise ValidationError({"acting": _("Somebody appointed by name is not acted for: the order names the person.")})
    if not order:
        raise ValidationError({"acting_order": _("Name the order by which this person acts, with its date.")})
    return {"acting": acting, "acting_post": post, "acting_order": order}


def _make_way(seat: Seat, day: date) -> tuple[Holder, date | None] | None:
    """Whoever sat there until then, and the end of the term as it was before."""
    held = Holder.objects.serving_on(day).filter(seat=seat, since__lt=day).select_related("seat", "person").first()
    if held is None:
        return None
    before, held.until = held.until, day
    held.save(update_fields=["until"])
    return held, before


def _taken(held: Holder) -> str:
    facts: dict[str, Any] = {"person": held.person, "since": thai.long_date(held.since)}
    if held.until is None:
        return _("%(person)s holds this seat from %(since)s on. End that term first.") % facts
    return _("%(person)s holds this seat from %(since)s until before %(until)s.") % {
        **facts,
        "until": thai.long_date(held.until),
    }
