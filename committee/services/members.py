"""Member lists: a confirmed dry run becomes people, seats and terms, all of them or none."""

from collections.abc import Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from committee.exchange.members import MemberRow
from committee.exchange.plan import Plan, make_plan
from committee.exchange.state import state_of
from committee.models import Body, Holder, Order, Person, Seat
from ecotown.kernel import rules
from ecotown.kernel.conflicts import Conflict
from ecotown.kernel.journal import record
from ecotown.kernel.rules import Actor


@transaction.atomic
def take_members(
    actor: Actor, *, order_id: int, rows: Sequence[MemberRow], on: date, seen: str, ends_missing: bool = False
) -> Plan:
    """Do what the dry run showed. `seen` is its mark: where something else would be done by now, a Conflict."""
    order = Order.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=order_id)
    rules.require(actor, "members.import", order)
    Body.objects.select_for_update().get(pk=order.body_id)
    plan = make_plan(state_of(actor, order, on), rows, ends_missing=ends_missing)
    if plan.mark != seen:
        raise Conflict(_("The list has changed since you looked through the file. Look through it again."))
    if plan.faults:
        raise ValidationError([fault.sentence for fault in plan.faults])
    _end(plan, order)
    _change(plan)
    made = _add_seats(plan, order)
    _add_terms(actor, plan, made)
    _put_in_order(plan, order, made)
    told = {kind: [step.sentence for step in plan.of_kind(kind)] for kind in ("added", "changed", "ended")}
    record(actor, "members.import", order, after={"on": on, **told})
    return plan


def _end(plan: Plan, order: Order) -> None:
    Seat.objects.filter(pk__in=plan.ended_seats).end_on(order.in_force_from, order)
    for pk, day in plan.ended_terms:
        Holder.objects.filter(pk=pk).update(until=day)


def _change(plan: Plan) -> None:
    for person_id, prefix in plan.renamed.items():
        Person.objects.filter(pk=person_id).update(prefix=prefix)
    for seat_id, facts in plan.changed_seats:
        Seat.objects.filter(pk=seat_id).update(**facts)
    for holder_id, words in plan.changed_terms:
        Holder.objects.filter(pk=holder_id).update(**words)


def _add_seats(plan: Plan, order: Order) -> dict[int, Seat]:
    """The new seats by the row that names them, behind all others for now."""
    last = Seat.objects.filter(body_id=order.body_id).aggregate(last=Max("sort"))["last"] or 0
    return {
        row.row: Seat.objects.create(
            body_id=order.body_id, order=order, sort=last + place, since=order.in_force_from, until=order.in_force_until,
            **row.seat_facts,
        )
        for place, row in enumerate(plan.new_seats, start=1)
    }  # fmt: skip


def _add_terms(actor: Actor, plan: Plan, made: dict[int, Seat]) -> None:
    people = {
        key: Person.objects.create(province_id=actor.province, prefix=key[0], given=key[1], family=key[2])
        for key in plan.new_people
    }
    for row, seat_id, person_id, since, until in plan.new_terms:
        Holder.objects.create(
            seat_id=seat_id or made[row.row].pk,
            person_id=person_id or people[(row.prefix, row.given, row.family)].pk,
            since=since, until=until, **row.acting_facts,
        )  # fmt: skip


def _put_in_order(plan: Plan, order: Order, made: dict[int, Seat]) -> None:
    """The sequence of the file; seats of other days keep their place behind the one before them."""
    if not plan.sequence:
        return
    result = [made[each.row].pk if isinstance(each, MemberRow) else each for each in plan.sequence]
    before = None
    for pk in Seat.objects.filter(body_id=order.body_id).order_by("sort", "pk").values_list("pk", flat=True):
        if pk not in result:
            result.insert(0 if before is None else result.index(before) + 1, pk)
        before = pk
    Seat.objects.put_in_order(result)
