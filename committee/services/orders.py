"""Orders: what creates a body, changes it or puts another in its place."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from committee.models import Body, Order, Province, Seat
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
    new_body_parent_id: int | None = None,
    amends_id: int | None = None,
    in_force_until: date | None = None,
    proposer: str = "",
    legal_basis: str = "",
    scan_id: int | None = None,
) -> Order:
    """An order and, where it appoints a body that does not exist yet, the body. A replacing order ends the old one.

    Whose office may record it: that of the body it is about, or of the one that a new working group belongs to.
    """
    rules.require(actor, "order.add")
    province = Province.objects.select_for_update().get(pk=actor.province)
    amended = None if amends_id is None else Order.objects.visible_to(actor).select_for_update().get(pk=amends_id)
    if amended is not None:
        rules.require(actor, "order.add", amended.body)
    _check_kind(kind, amended, in_force_from)
    _check_number(province, issuer, number, be_year, signed_on)
    if in_force_until is not None and in_force_until <= in_force_from:
        raise ValidationError({"in_force_until": _("An order ends after the day it comes into force.")})
    body = amended.body if amended else _body_of(actor, body_id, new_body, new_body_kind, new_body_parent_id)
    order = Order.objects.create(
        province=province, body=body, number=number, be_year=be_year, issuer=issuer, title=title, signed_on=signed_on,
        in_force_from=in_force_from, in_force_until=in_force_until, kind=kind, amends=amended, proposer=proposer,
        legal_basis=legal_basis, scan_id=scan_id,
    )  # fmt: skip
    ended = _end(amended, order) if amended is not None and kind == OrderKind.REPLACE else []
    record(
        actor, "order.add", order,
        after={
            "number": order.display_number, "kind": kind, "body": order.body, "amends": amended, "signed_on": signed_on,
            "in_force_from": in_force_from, **({"ended_seats": ended} if ended else {}),
        },
    )  # fmt: skip
    return order


@transaction.atomic
def change_order(
    actor: Actor,
    *,
    order_id: int,
    title: str,
    proposer: str = "",
    legal_basis: str = "",
    scan_id: int | None = None,
) -> Order:
    """What the order says beside its number, dates and kind. A scan takes the place of the one before, which is kept."""
    order = Order.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=order_id)
    rules.require(actor, "order.change", order)
    before = _words(order)
    order.title, order.proposer, order.legal_basis = title, proposer, legal_basis
    order.scan_id = scan_id or order.scan_id
    order.save(update_fields=["title", "proposer", "legal_basis", "scan"])
    record(actor, "order.change", order, before=before, after=_words(order))
    return order


def _words(order: Order) -> dict[str, Any]:
    return {
        "title": order.title, "proposer": order.proposer, "legal_basis": order.legal_basis, "scan": order.scan_id,
    }  # fmt: skip


def _check_kind(kind: str, amended: Order | None, in_force_from: date) -> None:
    if (kind == OrderKind.APPOINT) != (amended is None):
        raise ValidationError(
            {"amends": _("An order that changes or replaces another names it; one that appoints names none.")}
        )
    if amended is None:
        return
    if kind == OrderKind.REPLACE and in_force_from <= amended.in_force_from:
        raise ValidationError({"in_force_from": _("A replacing order comes into force after the one it replaces.")})
    if in_force_from < amended.in_force_from:
        raise ValidationError({"in_force_from": _("It cannot come into force before the order that it changes.")})
    if amended.in_force_until is not None and in_force_from >= amended.in_force_until:
        day = thai.long_date(amended.in_force_until)
        said = _("%(order)s is no longer in force from %(day)s on.") % {"order": amended, "day": day}
        raise ValidationError({"in_force_from": said})


def _check_number(province: Province, issuer: str, number: int, be_year: int, signed_on: date) -> None:
    if thai.be_year(signed_on) != be_year:
        raise ValidationError({"signed_on": _("The year of the number and the year of the date are not the same.")})
    if Order.objects.filter(issuer=issuer, be_year=be_year, number=number).exists():
        raise ValidationError({"number": _("An order of this number is recorded already.")})


def _body_of(actor: Actor, body_id: int | None, new_body: str, kind: str, parent_id: int | None) -> Body:
    ours = Body.objects.visible_to(actor).that_meet()
    if body_id is not None:
        found = ours.get(pk=body_id)
        rules.require(actor, "order.add", found)
        return found
    if not new_body:
        raise ValidationError({"body": _("Choose the body that the order appoints, or name a new one.")})
    if Body.objects.visible_to(actor).filter(name=new_body).exists():
        raise ValidationError({"new_body": _("A body of this name exists already. Choose it above.")})
    if kind == BodyKind.NETWORK:
        raise ValidationError({"new_body_kind": _("Nobody appoints a network; add it on the page of the bodies.")})
    parent = None if parent_id is None else ours.get(pk=parent_id)
    rules.require(actor, "order.add", parent)
    if parent is not None and kind != BodyKind.WORKING_GROUP:
        raise ValidationError({"new_body_parent": _("Only a working group belongs to another body.")})
    return Body.objects.create(province_id=actor.province, name=new_body, kind=kind, parent=parent)


def _end(replaced: Order, order: Order) -> list[int]:
    """The old order and what amended it end on the day of the new one, with their seats and terms; the seats ended."""
    day = order.in_force_from
    fallen = [
        each for each in Order.objects.changing(replaced) if each.in_force_until is None or each.in_force_until > day
    ]
    late = next((each for each in fallen if each.in_force_from >= day), None)
    if late is not None:
        raise ValidationError(
            {"in_force_from": _("%(order)s comes into force on or after this day.") % {"order": late}}
        )
    seats = Seat.objects.filter(order__in=fallen).reaching(day)
    if seats.begins_too_late_to_end(day) is not None:
        raise ValidationError({"in_force_from": _("A seat or a term under the old order begins on or after this day.")})
    ended = list(seats.values_list("pk", flat=True))
    seats.end_on(day, order)
    for each in fallen:
        each.in_force_until = day
        each.save(update_fields=["in_force_until"])
    return ended
