"""Bodies: their settings, and the networks that nobody appoints."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from committee.models import Body, Partner, Province
from committee.models.body import BodyKind, QuorumBase
from committee.models.section import check_agenda
from ecotown.kernel import rules, thai
from ecotown.kernel.journal import record
from ecotown.kernel.rules import Actor


@transaction.atomic
def add_network(actor: Actor, *, name: str, parent_id: int | None = None) -> Body:
    """People who work together without an order: no seats, no quorum; partners come and go by date."""
    rules.require(actor, "body.add")
    Province.objects.select_for_update().get(pk=actor.province)
    parent = None if parent_id is None else Body.objects.visible_to(actor).that_meet().get(pk=parent_id)
    rules.require(actor, "body.add", parent)
    _check_name(actor, name)
    body = Body.objects.create(province_id=actor.province, kind=BodyKind.NETWORK, name=name, parent=parent)
    record(actor, "body.add", body, after={"kind": body.kind, "name": name, "parent": parent})
    return body


@transaction.atomic
def change_body(
    actor: Actor,
    *,
    body_id: int,
    name: str,
    quorum_numerator: int = 1,
    quorum_denominator: int = 2,
    quorum_base: str = QuorumBase.FILLED,
    adjourned_numerator: int = 1,
    adjourned_denominator: int = 3,
    adjourned_days: int = 14,
    notice_days: int = 3,
) -> Body:
    """Name, quorum and notice from now on. A closed meeting keeps the quorum that closing froze."""
    body = Body.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=body_id)
    rules.require(actor, "body.change", body)
    _check_name(actor, name, but=body.pk)
    _check_fraction("quorum", quorum_numerator, quorum_denominator)
    _check_fraction("adjourned", adjourned_numerator, adjourned_denominator)
    before = _facts(body)
    body.name = name
    body.quorum_numerator, body.quorum_denominator, body.quorum_base = quorum_numerator, quorum_denominator, quorum_base
    body.adjourned_numerator, body.adjourned_denominator = adjourned_numerator, adjourned_denominator
    body.adjourned_days, body.notice_days = adjourned_days, notice_days
    body.save()
    record(actor, "body.change", body, before=before, after=_facts(body))
    return body


@transaction.atomic
def set_agenda(actor: Actor, *, body_id: int, sections: list[list[Any]]) -> Body:
    """The template for meetings planned from now on: [purpose, wording] each, in the order of printing."""
    body = Body.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=body_id)
    rules.require(actor, "body.set_agenda", body)
    check_agenda(sections)
    before, body.agenda_template = body.agenda_template, sections
    body.save(update_fields=["agenda_template"])
    record(actor, "body.set_agenda", body, before={"agenda": before}, after={"agenda": sections})
    return body


@transaction.atomic
def join_network(actor: Actor, *, body_id: int, kind: str, name: str, since: date) -> Partner:
    body = Body.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=body_id)
    rules.require(actor, "partner.join", body)
    there = body.partners.filter(name=name).exclude(until__lte=since).first()
    if there is not None:
        said = _("%(name)s takes part from %(day)s on already.") % {"name": name, "day": thai.long_date(there.since)}
        raise ValidationError({"name": said})
    partner = Partner.objects.create(body=body, kind=kind, name=name, since=since)
    record(actor, "partner.join", partner, after={"body": body, "kind": kind, "name": name, "since": since})
    return partner


@transaction.atomic
def leave_network(actor: Actor, *, partner_id: int, until: date, reason: str = "") -> Partner:
    """`until` is the first day on which the partner no longer takes part."""
    partner = (
        Partner.objects.visible_to(actor).select_for_update(of=("self",)).select_related("body").get(pk=partner_id)
    )
    rules.require(actor, "partner.leave", partner.body)
    if partner.until is not None and partner.until <= actor.on:
        raise ValidationError({"until": _("The end of this partnership is already recorded.")})
    if until <= partner.since:
        day = thai.long_date(partner.since)
        raise ValidationError({"until": _("The end must come after the beginning, %(day)s.") % {"day": day}})
    before, partner.until = partner.until, until
    partner.save(update_fields=["until"])
    record(actor, "partner.leave", partner, before={"until": before}, after={"until": until}, reason=reason)
    return partner


def _check_name(actor: Actor, name: str, but: int = 0) -> None:
    if Body.objects.visible_to(actor).filter(name=name).exclude(pk=but).exists():
        raise ValidationError({"name": _("A body of this name exists already.")})


def _check_fraction(field: str, numerator: int, denominator: int) -> None:
    if not 1 <= numerator <= denominator:
        raise ValidationError(
            {field: _("The quorum is a fraction of the seats: at least 1, and no more than all of them.")}
        )


def _facts(body: Body) -> dict[str, Any]:
    return {
        "name": body.name,
        "quorum": f"{body.quorum_numerator}/{body.quorum_denominator} {body.quorum_base}",
        "adjourned": f"{body.adjourned_numerator}/{body.adjourned_denominator} {body.adjourned_days}",
        "notice_days": body.notice_days,
    }
