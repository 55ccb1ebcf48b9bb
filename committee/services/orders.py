"""Orders: what creates a body, changes it or puts another in its place."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from committee.models import Body, Holder, Order, Province, Seat
from committee.models.body import BodyKind
from committee.models.order import OrderKind
from ecotown.kernel import rules, thai
from ecotown.kernel.journal import record
from ecotown.kernel.rules import Actor


@transaction.atomic
def add_order(
    actor: Actor,
    *,
    number: int,
    be_year: int,
    issuer: str,
    title: str,
    signed_on: date,
    in_force_from: date,
    kind: str = OrderKind.APPOINT,
    body_id: int | None = None,
    new_body: str = "",
    new_body_kind: str = BodyKind.WORKING_GROUP,
    amends_id: int | None = None,
    in_force_until: date | None = None,
    proposer: str = "",
    legal_basis: str = "",
    scan_id: int | None = None,
) -> Order:
    """An order and, where it appoints a body that does not exist yet, the body. A replacing order ends the old one."""
    rules.require(actor, "order.add")
    province = Province.objects.select_for_update().get(pk=actor.province)
    amended = None if amends_id is None else Order.objects.visible_to(actor).select_for_update().get(pk=amends_id)
    _check_kind(kind, amended, in_force_from)
    _check_number(province, issuer, number, be_year, signed_on)
    if in_force_until is not None and in_force_until <= in_force_from:
        raise ValidationError({"in_force_until": _("An order ends after the day it comes into force.")})
    order = Order.objects.create(
        province=province, body=_body_of(actor, amended, body_id, new_body, new_body_kind), number=number, be_year=be_year,
        issuer=issuer, title=title, signed_on=signed_on, in_force_from=in_force_from, in_force_until=in_force_until,
        kind=kind, amends=amended, proposer=proposer, legal_basis=legal_basis, scan_id=scan_id,
    )  # fmt: skip
    if amended is not None and kind == OrderKind.REPLACE:
        _end(amended, in_force_from)
    record(
        actor, "order.add", order,
        after={"number": order.display_number, "kind": kind, "body": order.body, "amends": amended, "signed_on": signed_on},
    )  # fmt: skip
    return order


def _check_kind(kind: str, amended: Order | None, in_force_from: date) -> None:
    if (kind == OrderKind.APPOINT) != (amended is None):
        raise ValidationError(
            {"amends": _("An order that changes or replaces another names it; one that appoints names none.")}
        )
    if amended is not None and kind == OrderKind.REPLACE and in_force_from <= amended.in_force_from:
        raise ValidationError({"in_force_from": _("A replacing order comes into force after the one it replaces.")})


def _check_number(province: Province, issuer: str, number: int, be_year: int, signed_on: date) -> None:
    if thai.be_year(signed_on) != be_year:
        raise ValidationError({"signed_on": _("The year of the number and the year of the date are not the same.")})
    if Order.objects.filter(issuer=issuer, be_year=be_year, number=number).exists():
        raise ValidationError({"number": _("An order of this number is recorded already.")})


def _body_of(actor: Actor, amended: Order | None, body_id: int | None, new_body: str, kind: str) -> Body:
    if amended is not None:
        return amended.body
    if body_id is not None:
        return Body.objects.visible_to(actor).get(pk=body_id)
    if not new_body:
        raise ValidationError({"body": _("Choose the body that the order appoints, or name a new one.")})
    if Body.objects.visible_to(actor).filter(name=new_body).exists():
        raise ValidationError({"new_body": _("A body of this name exists already. Choose it above.")})
    return Body.objects.create(province_id=actor.province, name=new_body, kind=kind)


def _end(order: Order, day: date) -> None:
    """The order, its seats and their terms end on the day; nothing is deleted, so old meetings keep their lists."""
    open_still = Q(until__isnull=True) | Q(until__gt=day)
    seats, holders = Seat.objects.filter(open_still, order=order), Holder.objects.filter(open_still, seat__order=order)
    late: dict[str, Any] = {"since__gte": day}
    if seats.filter(**late).exists() or holders.filter(**late).exists():
        raise ValidationError({"in_force_from": _("A seat or a term under the old order begins on or after this day.")})
    holders.update(until=day)
    seats.update(until=day)
    order.in_force_until = day
    order.save(update_fields=["in_force_until"])
