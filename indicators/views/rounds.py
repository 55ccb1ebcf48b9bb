"""A round: who is awaited, its dates, opening, revealing, what it came to."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ecotown.kernel import thai
from ecotown.kernel.conflicts import Conflict
from ecotown.kernel.http import PortalRequest
from ecotown.kernel.rules import Role, allows, refusal, require
from indicators.forms.rounds import DatesForm, RevealForm, RoundForm
from indicators.models import Round
from indicators.models.round import InterestPolicy
from indicators.reading import my_sheets
from indicators.results import AreaResult, area_results
from indicators.services import finish_round, open_round, prepare_round, put_off_round, reveal_round
from indicators.taking import awaited
from indicators.views.answers import bound, conflict, crumbs

PER_PAGE = 50


@require_safe
def list_rounds(request: PortalRequest) -> HttpResponse:
    rounds = Round.objects.visible_to(request.actor).for_list()
    page = Paginator(rounds, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "newest": page.object_list[0] if page.object_list else None,
        "may_prepare": allows(request.actor, "round.prepare"),
        "crumbs": crumbs(),
    }
    return render(request, "indicators/round_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add_round(request: PortalRequest) -> HttpResponse:
    require(request.actor, "round.prepare")
    initial = {
        "title": _("Assessment of the level of development as an Eco Industrial Town"),
        "opens_on": request.actor.on,
        "interest_policy": InterestPolicy.DISCLOSE,
    }
    form = RoundForm(bound(request)[0], actor=request.actor, initial=initial)
    if form.is_valid():
        given = form.cleaned_data
        number, be_year = given["number_of_year"]
        try:
            round_ = prepare_round(
                request.actor, body_id=given["body"].pk, framework_id=given["framework"].pk, number=number,
                be_year=be_year, title=given["title"], opens_on=given["opens_on"], closes_on=given["closes_on"],
                area_ids=[area.pk for area in given["areas"]], closes_time=given["closes_time"],
                interest_policy=given["interest_policy"],
            )  # fmt: skip
        except Conflict as error:
            return conflict(request, error)
        messages.success(request, _("%(round)s is prepared. Open it when the members may begin.") % {"round": round_})
        return redirect("indicators:round", pk=round_.pk)
    context = {"form": form, "crumbs": crumbs({"label": _("Prepare a round")})}
    return render(request, "indicators/round_add.html", context, status=422 if form.is_bound else 200)


@require_safe
def show_round(request: PortalRequest, pk: int) -> HttpResponse:
    actor = request.actor
    round_ = get_object_or_404(Round.objects.visible_to(actor).for_page(), pk=pk)
    people = awaited(round_)
    sheets = my_sheets(actor, round_)
    results = area_results(round_) if round_.is_revealed else []
    context: dict[str, Any] = {
        "round": round_,
        "example": round_.is_example,
        "areas": round_.areas.all(),
        "people": people,
        "submitted": sum(not one.open_areas for one in people),
        "sheets": sheets,
        "open_sheet": next((sheet for sheet in sheets if sheet.state == "open" and not sheet.stands_aside), None),
        "days": (round_.closes_on - actor.on).days,
        "results": results,
        "to_settle": next((one.area for one in results if one.settled_count < len(one.rows)), None),
        "not_in_effect": not_in_effect(results),
        "may_put_off": allows(actor, "round.put_off", round_),
        "may_settle": allows(actor, "score.settle", round_),
        "may_reopen": round_.state == "scoring" and actor.holds(Role.SECRETARY, round_.body_id),
        "may_assign": allows(actor, "round.assign", round_),
        "by_dimension": round_.round_seats.exists(),
        "office": allows(actor, "round.prepare", round_.body),
        "refusals": {
            act: refusal(actor, f"round.{act}", round_) for act in ("open", "reveal", "settle")
        },
        "crumbs": crumbs({"label": str(round_)}),
    }  # fmt: skip
    return render(request, "indicators/round_page.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def change_dates(request: PortalRequest, pk: int) -> HttpResponse:
    round_ = get_object_or_404(Round.objects.visible_to(request.actor).for_page(), pk=pk)
    require(request.actor, "round.put_off", round_)
    initial = {"opens_on": round_.opens_on, "closes_on": round_.closes_on, "closes_time": round_.closes_time}
    form = DatesForm(bound(request)[0], round_=round_, initial=initial)
    if form.is_valid():
        try:
            changed = put_off_round(request.actor, round_id=pk, **form.cleaned_data)
        except Conflict as error:
            return conflict(request, error)
        messages.success(request, _("Answers are now taken until %(day)s.") % {"day": thai.until(changed.closes_at)})
        return redirect("indicators:round", pk=pk)
    context = {
        "round": round_,
        "example": round_.is_example,
        "form": form,
        "crumbs": inside(round_, _("Change the dates")),
    }
    return render(request, "indicators/round_dates.html", context, status=422 if form.is_bound else 200)


@require_POST
def begin(request: PortalRequest, pk: int) -> HttpResponse:
    round_ = get_object_or_404(Round.objects.visible_to(request.actor), pk=pk)
    try:
        open_round(request.actor, round_id=round_.pk)
    except Conflict as error:
        return conflict(request, error)
    messages.success(
        request, _("The round is open. Everybody who holds a seat today has been given a sheet for each area.")
    )
    return redirect("indicators:round", pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def reveal(request: PortalRequest, pk: int) -> HttpResponse:
    """The one act that cannot be undone has a page of its own, with those who are still awaited."""
    round_ = get_object_or_404(Round.objects.visible_to(request.actor).for_page(), pk=pk)
    require(request.actor, "round.reveal", round_)
    people = awaited(round_)
    waiting = [one for one in people if one.open_areas]
    form = RevealForm(bound(request)[0], waiting=bool(waiting))
    if form.is_valid():
        try:
            reveal_round(request.actor, round_id=round_.pk)
        except Conflict as error:
            return conflict(request, error)
        messages.success(
            request, _("The scores have been revealed. Nobody's own scores are shown, only how they are spread.")
        )
        return redirect("indicators:round", pk=pk)
    context = {
        "round": round_,
        "example": round_.is_example,
        "form": form,
        "people": people,
        "waiting": waiting,
        "submitted": len(people) - len(waiting),
        "crumbs": inside(round_, _("Reveal the scores")),
    }
    return render(request, "indicators/round_reveal.html", context, status=422 if request.method == "POST" else 200)


@require_POST
def finish(request: PortalRequest, pk: int) -> HttpResponse:
    round_ = get_object_or_404(Round.objects.visible_to(request.actor), pk=pk)
    try:
        finish_round(request.actor, round_id=round_.pk)
    except Conflict as error:
        return conflict(request, error)
    messages.success(request, _("The round is closed: every indicator has a settled value in effect."))
    return redirect("indicators:round_result", pk=pk)


@require_safe
def show_result(request: PortalRequest, pk: int) -> HttpResponse:
    round_ = get_object_or_404(Round.objects.visible_to(request.actor).for_page(), pk=pk)
    if round_.framework.is_selection:
        return redirect("indicators:round_choosing", pk=pk)
    results = area_results(round_)
    context = {
        "round": round_,
        "example": round_.is_example,
        "results": results,
        "levels": results[0].steps if results else [],
        "pending": any(not each.result.final for each in results),
        "crumbs": inside(round_, _("Result")),
    }
    return render(request, "indicators/round_result.html", context)


def not_in_effect(results: list[AreaResult]) -> list[dict[str, str]]:
    """Why settled values do not count yet, each meeting once, with the way to it."""
    meetings = {
        row.settled.resolution.agenda_item.meeting
        for result in results
        for row in result.rows
        if row.settled and not row.in_effect
    }
    return [
        {
            "text": _("Meeting %(meeting)s has not closed with a quorum.") % {"meeting": meeting},
            "href": reverse("committee:meeting", args=[meeting.pk]),
        }
        for meeting in sorted(meetings, key=lambda one: (one.held_on, one.pk))
    ]


def inside(round_: Round, *labels: str) -> list[dict[str, Any]]:
    return crumbs(
        {"label": str(round_), "href": reverse("indicators:round", args=[round_.pk])},
        *({"label": label} for label in labels),
    )
