"""Duties: the clauses of an order, one row each, so that resolutions can say which one they serve."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from committee.models import Duty, Order
from ecotown.kernel import rules
from ecotown.kernel.journal import record
from ecotown.kernel.rules import Actor


@transaction.atomic
def add_duty(actor: Actor, *, order_id: int, code: str, text: str, is_announced: bool = False) -> Duty:
    """The next duty of the order, in its own words."""
    order = Order.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=order_id)
    rules.require(actor, "duty.add", order)
    _check_code(order, code)
    last = order.duties.aggregate(last=Max("sort"))["last"] or 0
    duty = Duty.objects.create(order=order, code=code, text=text, is_announced=is_announced, sort=last + 1)
    record(actor, "duty.add", duty, after={"order": order, **_facts(duty)})
    return duty


@transaction.atomic
def change_duty(actor: Actor, *, duty_id: int, code: str, text: str, is_announced: bool = False) -> Duty:
    """Correct code or wording. The resolutions under it stay; adopted minutes keep the words they were sealed with."""
    duty = Duty.objects.visible_to(actor).select_for_update(of=("self",)).select_related("order").get(pk=duty_id)
    rules.require(actor, "duty.change", duty)
    _check_code(duty.order, code, but=duty.pk)
    before = _facts(duty)
    duty.code, duty.text, duty.is_announced = code, text, is_announced
    duty.save(update_fields=["code", "text", "is_announced"])
    record(actor, "duty.change", duty, before=before, after=_facts(duty))
    return duty


def _check_code(order: Order, code: str, but: int = 0) -> None:
    if order.duties.filter(code=code).exclude(pk=but).exists():
        raise ValidationError({"code": _("The order has a duty of this code already.")})


def _facts(duty: Duty) -> dict[str, Any]:
    return {"code": duty.code, "text": duty.text, "is_announced": duty.is_announced}
