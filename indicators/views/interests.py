"""Interests in the areas of a round, and the one sheet that is opened again."""

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ecotown.kernel import thai
from ecotown.kernel.conflicts import Conflict
from ecotown.kernel.http import PortalRequest
from ecotown.kernel.rules import refusal, require
from indicators.forms.interests import InterestForm, PinForm, ReopenForm, SeatsForm
from indicators.models import Round, Sheet
from indicators.models.interest import HELD
from indicators.services import assign_seats, declare_interest, pin_interest, reopen_sheet
from indicators.taking import read_awaited_sheet, seats_with_interests
from indicators.views.answers import bound, conflict
from indicators.views.rounds import inside


@require_http_methods(["GET", "HEAD", "POST"])
def declare(request: PortalRequest, pk: int) -> HttpResponse:
    """A member says for their own sheet whether they have an interest in its area."""
    sheet = get_object_or_404(Sheet.objects.visible_to(request.actor).for_page(), pk=pk)
    require(request.actor, "interest.declare", sheet)
    said = {"": None, "suggested": None}.get(
        sheet.interest_standing, "yes" if sheet.interest_standing in HELD else "no"
    )
    form = InterestForm(bound(request)[0], initial={"has": said, "reason": sheet.interest_reason})
    if form.is_valid():
        declare_interest(request.actor, sheet_id=pk, **form.said)
        messages.success(request, _("What you said of your interest in %(area)s is kept.") % {"area": sheet.area})
        return redirect("indicators:sheet", pk=pk)
    context = {
        "sheet": sheet,
        "example": sheet.round.is_example,
        "form": form,
        "crumbs": inside(sheet.round, _("Interest in the area")),
    }
    return render(request, "indicators/interest_declare.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def of_round(request: PortalRequest, pk: int) -> HttpResponse:
    """Who has an interest in which area, for all who see the round; the chair may decide it."""
    round_ = get_object_or_404(Round.objects.visible_to(request.actor).for_page(), pk=pk)
    refused = refusal(request.actor, "interest.pin", round_)
    if request.method == "POST":
        require(request.actor, "interest.pin", round_)
    form = PinForm(bound(request)[0], actor=request.actor, round_=round_)
    if form.is_valid():
        seat, area = form.cleaned_data["seat"], form.cleaned_data["area"]
        try:
            pin_interest(request.actor, round_id=pk, area_id=area.pk, seat_id=seat.pk, **form.said)
        except ObjectDoesNotExist as gone:
            raise Http404 from gone
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The chair's decision on this interest is kept."))
            return redirect("indicators:round_interests", pk=pk)
    context = {
        "round": round_,
        "example": round_.is_example,
        "form": form,
        "refusal": refused,
        "seats": seats_with_interests(request.actor, round_),
        "crumbs": inside(round_, _("Interests")),
    }
    return render(request, "indicators/round_interests.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def seats(request: PortalRequest, pk: int) -> HttpResponse:
    """Which seat scores which dimension, before the round opens."""
    round_ = get_object_or_404(Round.objects.visible_to(request.actor).for_page(), pk=pk)
    require(request.actor, "round.assign", round_)
    form = SeatsForm(bound(request)[0], actor=request.actor, round_=round_)
    if form.is_valid():
        try:
            assign_seats(request.actor, round_id=pk, pairs=form.pairs())
        except Conflict as error:
            return conflict(request, error)
        messages.success(request, _("Who scores what is kept."))
        return redirect("indicators:round", pk=pk)
    context = {
        "round": round_,
        "example": round_.is_example,
        "form": form,
        "crumbs": inside(round_, _("Who scores what")),
    }
    return render(request, "indicators/round_seats.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def reopen(request: PortalRequest, pk: int, sheet: int) -> HttpResponse:
    """The secretary opens one sheet again without seeing what stands on it."""
    round_ = get_object_or_404(Round.objects.visible_to(request.actor).for_page(), pk=pk)
    one = read_awaited_sheet(round_, sheet)
    require(request.actor, "sheet.reopen", one)
    form = ReopenForm(bound(request)[0], initial={"until": max(round_.closes_on, request.actor.on)})
    if form.is_valid():
        try:
            reopen_sheet(request.actor, sheet_id=one.pk, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            said = {"person": one.person, "day": thai.long_date(form.cleaned_data["until"])}
            messages.success(request, _("The sheet of %(person)s is open again until %(day)s.") % said)
            return redirect("indicators:round", pk=pk)
    context = {
        "round": round_,
        "example": round_.is_example,
        "sheet": one,
        "form": form,
        "crumbs": inside(round_, _("Open one sheet again")),
    }
    return render(request, "indicators/sheet_reopen.html", context, status=422 if form.is_bound else 200)
