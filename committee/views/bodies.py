"""Bodies: who makes one up on a day, its settings, and the partners of a network."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from committee.forms.bodies import (
    AgendaTemplateForm,
    BodyForm,
    LeaveForm,
    NetworkForm,
    NetworkNameForm,
    PartnerForm,
)
from committee.forms.orders import DayForm
from committee.models import Body, Partner, Seat
from committee.models.seat import Sector
from committee.services.bodies import add_network, change_body, join_network, leave_network, set_agenda
from committee.views.pages import Crumbs, form_page, trail
from ecotown.kernel import rules, thai
from ecotown.kernel.http import PortalRequest


def settings_of(body: Body) -> dict[str, Any]:
    return {
        "name": body.name, "quorum": (body.quorum_numerator, body.quorum_denominator), "quorum_base": body.quorum_base,
        "adjourned": (body.adjourned_numerator, body.adjourned_denominator), "adjourned_days": body.adjourned_days,
        "notice_days": body.notice_days,
    }  # fmt: skip


def bodies_trail(*places: tuple[object, str]) -> Crumbs:
    return trail((_("Bodies"), reverse("committee:bodies")), *places)


def body_trail(body: Body, here: str) -> Crumbs:
    return bodies_trail((body, reverse("committee:body", args=[body.pk])), (here, ""))


@require_safe
def bodies(request: PortalRequest) -> HttpResponse:
    context = {
        "bodies": Body.objects.visible_to(request.actor).for_list(),
        "may_add": rules.allows(request.actor, "body.add"),
        "crumbs": bodies_trail(),
    }
    return render(request, "committee/bodies_list.html", context)


def shares(seats: Sequence[Any]) -> list[dict[str, Any]]:
    """Of each sector its seats, those filled, and its share of all seats in per cent, rounded half up."""
    rows = []
    for sector in Sector:
        mine = [seat for seat in seats if seat.sector == sector]
        percent = (200 * len(mine) + len(seats)) // (2 * len(seats)) if seats else 0
        filled = len([seat for seat in mine if seat.holders_today])
        rows.append({"sector": sector.label, "seats": len(mine), "filled": filled, "percent": percent})
    return rows


def main_order(seats: Sequence[Any]) -> int | None:
    """The order that most of the seats stand on; only the others need to name theirs."""
    return next(iter(Counter(seat.order_id for seat in seats).most_common(1)), (None,))[0]


@require_safe
def body(request: PortalRequest, pk: int) -> HttpResponse:
    """The body on a day: its seats in the sequence of the order, or the partners of a network."""
    body = get_object_or_404(Body.objects.visible_to(request.actor).for_page(), pk=pk)
    form = DayForm(request.GET if "on" in request.GET else None, initial={"on": request.actor.on})
    day: date = form.cleaned_data["on"] if form.is_bound and form.is_valid() else request.actor.on
    seats: list[Any] = list(Seat.objects.visible_to(request.actor).on_body(pk, day))
    shared, filled = shares(seats), len([seat for seat in seats if seat.holders_today])
    context = {
        "body": body,
        "day": day,
        "day_form": form,
        "today": request.actor.on,
        "seats": seats,
        "order_id": main_order(seats),
        "filled": filled,
        "needed": body.quorum_of(filled if body.quorum_base == "filled" else len(seats)) if filled else 0,
        "shares": shared,
        "figures": [{"figure": row["seats"], "tail": f"/{len(seats)}", "text": row["sector"]} for row in shared],
        "partners": Partner.objects.visible_to(request.actor).filter(body_id=pk) if body.is_network else [],
        "may_change": rules.allows(request.actor, "body.change", body),
        "may_set_agenda": rules.allows(request.actor, "body.set_agenda", body),
        "may_join": rules.allows(request.actor, "partner.join", body),
        "crumbs": bodies_trail((body, "")),
        "example": any(seat.is_example for seat in seats),
    }
    return render(request, "committee/body_page.html", context, status=422 if form.is_bound and form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def network_add(request: PortalRequest) -> HttpResponse:
    rules.require(request.actor, "body.add")
    form = NetworkForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and (made := form.send(add_network, request.actor)):
        messages.success(request, _("%(body)s is recorded. Next: its partners.") % {"body": made})
        return redirect("committee:body", pk=made.pk)
    return form_page(
        request, form, heading=_("Add a network"), button=_("Add"), crumbs=bodies_trail((_("Add a network"), "")),
        lead=_("Factories, communities and schools that work together. Nobody appoints them: no seats, no quorum."),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def body_change(request: PortalRequest, pk: int) -> HttpResponse:
    body = get_object_or_404(Body.objects.visible_to(request.actor), pk=pk)
    rules.require(request.actor, "body.change", body)
    form: NetworkNameForm = (NetworkNameForm if body.is_network else BodyForm)(
        request.POST or None, initial=settings_of(body)
    )
    if request.method == "POST" and form.send(change_body, request.actor, body_id=pk):
        messages.success(request, _("The change has been saved."))
        return redirect("committee:body", pk=pk)
    return form_page(
        request, form, heading=_("Settings of %(body)s") % {"body": body}, button=_("Save"),
        crumbs=body_trail(body, _("Settings")),
        lead="" if body.is_network else _("For meetings that are not closed yet. A closed one keeps its quorum."),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def body_agenda(request: PortalRequest, pk: int) -> HttpResponse:
    body = get_object_or_404(Body.objects.visible_to(request.actor), pk=pk)
    rules.require(request.actor, "body.set_agenda", body)
    form = AgendaTemplateForm(request.POST or None, stored=body.agenda_template)
    if request.method == "POST" and form.send(set_agenda, request.actor, body_id=pk):
        messages.success(request, _("The change has been saved."))
        return redirect("committee:body", pk=pk)
    context = {"form": form, "body": body, "crumbs": body_trail(body, _("Agenda template"))}
    return render(request, "committee/body_agenda.html", context, status=form.status)


@require_http_methods(["GET", "HEAD", "POST"])
def partner_join(request: PortalRequest, pk: int) -> HttpResponse:
    body = get_object_or_404(Body.objects.visible_to(request.actor), pk=pk)
    rules.require(request.actor, "partner.join", body)
    form = PartnerForm(request.POST or None, initial={"since": request.actor.on})
    if request.method == "POST" and (made := form.send(join_network, request.actor, body_id=pk)):
        messages.success(request, _("%(partner)s takes part.") % {"partner": made})
        return redirect("committee:body", pk=pk)
    return form_page(
        request, form, heading=_("A new partner of %(body)s") % {"body": body}, button=_("Add"),
        crumbs=body_trail(body, _("Add a partner")),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def partner_leave(request: PortalRequest, pk: int) -> HttpResponse:
    partner = get_object_or_404(Partner.objects.visible_to(request.actor).select_related("body"), pk=pk)
    rules.require(request.actor, "partner.leave", partner.body)
    form = LeaveForm(request.POST or None, initial={"until": request.actor.on})
    if request.method == "POST" and form.send(leave_network, request.actor, partner_id=pk):
        messages.success(request, _("The end of the partnership is recorded."))
        return redirect("committee:body", pk=partner.body_id)
    return form_page(
        request, form, heading=_("%(partner)s leaves the network") % {"partner": partner}, button=_("Record the end"),
        crumbs=body_trail(partner.body, str(partner)),
        lead=_("Takes part since %(day)s.") % {"day": thai.long_date(partner.since)},
    )  # fmt: skip
