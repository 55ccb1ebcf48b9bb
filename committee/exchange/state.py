"""Seats, holders and people as they stand, for the comparison with a member list. Reads; writes nothing."""

from datetime import date
from typing import Any

from committee.exchange.standing import HolderNow, PersonNow, SeatNow, State
from committee.models import Holder, Order, Person, Seat
from ecotown.kernel.rules import Actor


def state_of(actor: Actor, order: Order, on: date) -> State:
    """Three queries, however long the list."""
    people = [
        PersonNow(pk, prefix, given, family)
        for pk, prefix, given, family in Person.objects.visible_to(actor).values_list("pk", "prefix", "given", "family")
    ]
    seats = Seat.objects.visible_to(actor).filter(body_id=order.body_id).with_every_holder(on)
    return State(
        order_id=order.pk,
        on=on,
        from_day=order.in_force_from,
        until_day=order.in_force_until,
        takes_away=order.takes_away,
        seats=tuple(_seat(seat) for seat in seats),
        people=tuple(sorted(people, key=lambda each: each.pk)),
    )


def _seat(seat: Any) -> SeatNow:
    facts = {name: str(getattr(seat, name)) for name in ("role", "post", "kind", "organisation", "sector")}
    holders = tuple(_holder(each) for each in seat.holders.all())
    return SeatNow(seat.pk, seat.order_id, seat.since, seat.until, facts, seat.sat > 0, holders)


def _holder(holder: Holder) -> HolderNow:
    person = holder.person
    return HolderNow(
        holder.pk, PersonNow(person.pk, person.prefix, person.given, person.family), holder.since, holder.until,
        holder.acting, holder.acting_post, holder.acting_order,
    )  # fmt: skip
