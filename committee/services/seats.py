"""Seats, as the order lists them, and who holds them from when until when."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from committee.models import Body, Holder, Order, Person, Seat
from committee.models.seat import SeatKind
from ecotown.kernel import rules, thai
from ecotown.kernel.journal import record
from ecotown.kernel.rules import Actor


@transaction.atomic
def add_seat(
    actor: Actor,
    *,
    order_id: int,
    post: str,
    role: str,
    sector: str,
    kind: str = SeatKind.EX_OFFICIO,
    organisation: str = "",
    since: date | None = None,
    is_example: bool = False,
) -> Seat:
    """The next seat of the order's body; from the day the order came into force, unless another is given."""
    order = Order.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=order_id)
    rules.require(actor, "seat.add", order)
    Body.objects.select_for_update().get(pk=order.body_id)
    first = since or order.in_force_from
    if first < order.in_force_from:
        day = thai.long_date(order.in_force_from)
        raise ValidationError(
            {"since": _("The order is in force from %(day)s; a seat cannot begin before it.") % {"day": day}}
        )
    if order.in_force_until is not None and first >= order.in_force_until:
        raise ValidationError({"since": _("The order is no longer in force on that day.")})
    if kind == SeatKind.ORGANISATION and not organisation:
        raise ValidationError({"organisation": _("Say which organisation this seat stands for.")})
    last = Seat.objects.filter(body_id=order.body_id).aggregate(last=Max("sort"))["last"] or 0
    seat = Seat.objects.create(
        body_id=order.body_id, order=order, sort=last + 1, post=post, role=role, sector=sector, kind=kind,
        organisation=organisation if kind == SeatKind.ORGANISATION else "", since=first, until=order.in_force_until, is_example=is_example,
    )  # fmt: skip
    record(
        actor, "seat.add", seat, after={"order": order, "post": post, "role": role, "sector": sector, "since": first}
    )
    return seat


@transaction.atomic
def seat_holder(
    actor: Actor,
    *,
    seat_id: int,
    person_id: int,
    since: date,
    until: date | None = None,
    is_example: bool = False,
) -> Holder:
    """Seat a person from `since` until before `until`; two people never hold one seat on one day."""
    seat = Seat.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=seat_id)
    rules.require(actor, "holder.seat", seat)
    person = Person.objects.visible_to(actor).get(pk=person_id)
    until = until or seat.until
    if since < seat.since or (seat.until is not None and since >= seat.until):
        raise ValidationError(
            {
                "since": _("The seat does not exist on that day; it begins on %(day)s.")
                % {"day": thai.long_date(seat.since)}
            }
        )
    if until is not None and until <= since:
        raise ValidationError(
            {"until": _("The end must come after the beginning, %(day)s.") % {"day": thai.long_date(since)}}
        )
    held = Holder.objects.filter(seat=seat).overlapping(since, until).select_related("person").first()
    if held is not None:
        raise ValidationError({"since": _taken(held)})
    holder = Holder.objects.create(seat=seat, person=person, since=since, until=until, is_example=is_example)
    record(actor, "holder.seat", holder, after={"seat": seat, "person": person, "since": since, "until": until})
    return holder


def _taken(held: Holder) -> str:
    facts = {"person": held.person, "since": thai.long_date(held.since)}
    if held.until is None:
        return _("%(person)s holds this seat from %(since)s on. End that term first.") % facts
    return _("%(person)s holds this seat from %(since)s until before %(until)s.") % {
        **facts,
        "until": thai.long_date(held.until),
    }


@transaction.atomic
def end_holder(actor: Actor, *, holder_id: int, until: date, reason: str = "") -> Holder:
    """`until` is the first day on which the person no longer sits there."""
    holder = Holder.objects.visible_to(actor).select_for_update(of=("self",)).select_related("seat").get(pk=holder_id)
    rules.require(actor, "holder.end", holder)
    if until <= holder.since:
        raise ValidationError(
            {"until": _("The end must come after the beginning, %(day)s.") % {"day": thai.long_date(holder.since)}}
        )
    holder.until = until
    holder.save(update_fields=["until"])
    record(actor, "holder.end", holder, after={"until": until}, reason=reason)
    return holder
