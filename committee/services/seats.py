"""Seats, as the order lists them: added, changed, moved in the list, ended by an amending order."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from committee.models import Body, Order, Seat
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
    _check_organisation(kind, organisation)
    last = Seat.objects.filter(body_id=order.body_id).aggregate(last=Max("sort"))["last"] or 0
    seat = Seat.objects.create(
        body_id=order.body_id, order=order, sort=last + 1, post=post, role=role, sector=sector, kind=kind,
        organisation=organisation if kind == SeatKind.ORGANISATION else "", since=first, until=order.in_force_until, is_example=is_example,
    )  # fmt: skip
    record(actor, "seat.add", seat, after={"order": order, **_facts(seat), "since": first})
    return seat


@transaction.atomic
def change_seat(
    actor: Actor, *, seat_id: int, post: str, role: str, sector: str, kind: str, organisation: str = ""
) -> Seat:
    """Correct what was entered. Attendance keeps the words of its day.

    Role and kind decide who leads, who settles and who may send a substitute: once attendance hangs on the seat they
    change by an order only, which ends the seat and adds another.
    """
    seat = Seat.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=seat_id)
    rules.require(actor, "seat.change", seat)
    _check_organisation(kind, organisation)
    for field, value in (("role", role), ("kind", kind)):
        if getattr(seat, field) != value and seat.attendances.exists():
            said = _(
                "This seat has sat in a meeting. Another role or kind takes an order that ends it and adds a new one."
            )
            raise ValidationError({field: said})
    before = _facts(seat)
    seat.post, seat.role, seat.sector, seat.kind = post, role, sector, kind
    seat.organisation = organisation if kind == SeatKind.ORGANISATION else ""
    seat.save(update_fields=["post", "role", "sector", "kind", "organisation"])
    record(actor, "seat.change", seat, before=before, after=_facts(seat))
    return seat


@transaction.atomic
def move_seat(actor: Actor, *, seat_id: int, up: bool) -> Seat:
    """One place up or down among the seats that exist beside it; the first and the last stay where they are."""
    seat = Seat.objects.visible_to(actor).get(pk=seat_id)
    rules.require(actor, "seat.move", seat)
    Body.objects.select_for_update().get(pk=seat.body_id)
    row = list(Seat.objects.filter(body_id=seat.body_id).order_by("sort", "pk"))
    place = row.index(seat)
    others = reversed(row[:place]) if up else row[place + 1 :]
    neighbour = next((each for each in others if _beside(seat, each)), None)
    if neighbour is None:
        return seat
    row.remove(seat)
    row.insert(row.index(neighbour) + (0 if up else 1), seat)
    Seat.objects.put_in_order([each.pk for each in row])
    seat.refresh_from_db()
    record(actor, "seat.move", seat, before={"place": place + 1}, after={"place": seat.sort})
    return seat


@transaction.atomic
def end_seats(actor: Actor, *, order_id: int, seat_ids: Sequence[int]) -> list[Seat]:
    """What an amending order takes away: these seats of its body, and the terms in them, end on its day of force."""
    order = Order.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=order_id)
    rules.require(actor, "seat.end", order)
    Body.objects.select_for_update().get(pk=order.body_id)
    day = order.in_force_from
    seats = Seat.objects.on_day_of(order).filter(pk__in=seat_ids)
    ended = list(seats.order_by("sort", "pk"))
    if not ended or len(ended) != len(set(seat_ids)):
        raise ValidationError(
            {"seats": _("Choose seats of this body that exist on the day the order comes into force.")}
        )
    late = seats.begins_too_late_to_end(day)
    if late is not None:
        facts = {"what": late, "since": thai.long_date(late.since), "day": thai.long_date(day)}
        said = _("%(what)s begins on %(since)s and cannot end on %(day)s. Correct that term first.") % facts
        raise ValidationError({"seats": said})
    Seat.objects.filter(pk__in=[each.pk for each in ended]).end_on(day, order)
    for seat in ended:
        before = {"until": seat.until, "ended_by": seat.ended_by_id}
        record(actor, "seat.end", seat, before=before, after={"until": day, "ended_by": order})
    return ended


@transaction.atomic
def keep_seat(actor: Actor, *, seat_id: int) -> Seat:
    """Take back an end that was entered by mistake: the seat, and the term that ended with it, run on."""
    seat = (
        Seat.objects.visible_to(actor)
        .select_for_update(of=("self",))
        .select_related("ended_by", "order")
        .get(pk=seat_id)
    )
    if seat.ended_by is None:
        raise ValidationError(_("No order has ended this seat."))
    rules.require(actor, "seat.keep", seat.ended_by)
    before = {"until": seat.until, "ended_by": seat.ended_by}
    terms = seat.holders.filter(until=seat.until)
    seat.until, seat.ended_by = seat.order.in_force_until, None
    terms.update(until=seat.until)
    seat.save(update_fields=["until", "ended_by"])
    record(actor, "seat.keep", seat, before=before, after={"until": seat.until})
    return seat


def _beside(seat: Seat, other: Seat) -> bool:
    """Whether there is a day on which both exist."""
    return (seat.until is None or other.since < seat.until) and (other.until is None or seat.since < other.until)


def _check_organisation(kind: str, organisation: str) -> None:
    if kind == SeatKind.ORGANISATION and not organisation:
        raise ValidationError({"organisation": _("Say which organisation this seat stands for.")})


def _facts(seat: Seat) -> dict[str, Any]:
    return {
        "post": seat.post, "role": seat.role, "sector": seat.sector, "kind": seat.kind, "organisation": seat.organisation,
    }  # fmt: skip
