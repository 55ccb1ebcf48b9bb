"""A member's own sheet: one indicator at a time, each choice saved by itself."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ecotown.kernel.conflicts import Conflict
from ecotown.kernel.http import PortalRequest
from ecotown.kernel.rules import Refused, refusal
from indicators.forms.sheets import ScoreForm
from indicators.models import Sheet
from indicators.reading import answer_of, read_progress, read_sheet, read_sort
from indicators.services import save_score, submit_sheet, take_back_sheet
from indicators.views.answers import conflict
from indicators.views.rounds import inside

NEXT = "next"


def address(sheet: Sheet, sort: int | None) -> str:
    here = reverse("indicators:sheet", args=[sheet.pk])
    return here if sort is None else f"{here}?i={sort}"


@require_safe
def show_sheet(request: PortalRequest, pk: int) -> HttpResponse:
    """With `?i=17` the indicator of that number; without, all of them as a list, and the way to submit."""
    sheet = get_object_or_404(Sheet.objects.visible_to(request.actor).for_page(), pk=pk)
    asked = request.GET.get("i", "")
    if asked and not (asked.isascii() and asked.isdecimal() and len(asked) <= 4):
        raise Http404
    view = read_sheet(sheet, int(asked) if asked else None)
    context: dict[str, Any] = {
        "view": view,
        "example": sheet.round.is_example,
        "refusal": refusal(request.actor, "score.save", sheet),
    }
    if view.current is None:
        context |= {
            "take_back_refusal": refusal(request.actor, "sheet.take_back", sheet),
            "crumbs": inside(sheet.round, _("My score sheet")),
        }
        return render(request, "indicators/sheet_index.html", context)
    return render(request, "indicators/sheet_page.html", context | answer_of(view.current))


@require_http_methods(["GET", "HEAD", "POST"])
def score_indicator(request: PortalRequest, pk: int, code: str) -> HttpResponse:
    """POST keeps one answer. GET is where a sign-in leads back to: the indicator's page."""
    sheet = get_object_or_404(Sheet.objects.visible_to(request.actor).for_page(), pk=pk)
    if request.method != "POST":
        return redirect(address(sheet, read_sort(sheet, code)))
    form = ScoreForm(request.POST, framework=sheet.round.framework)
    typed = {key: request.POST.get(key, "") for key in ("answer", "reason", "version")}
    if not form.is_valid():
        problem = " ".join(str(error) for errors in form.errors.values() for error in errors)
        return not_saved(request, sheet, code, typed | {"problem": problem, "at_reason": "reason" in form.errors}, 422)
    try:
        score = save_score(request.actor, sheet_id=pk, code=code, **form.answer_given())
    except ObjectDoesNotExist as unknown:
        raise Http404 from unknown
    except Conflict as error:
        return not_saved(request, sheet, code, typed | {"version": error.version, "conflict": error}, 409)
    except Refused as error:
        if not request.htmx:
            raise
        return not_saved(request, sheet, code, typed | {"closed": error.sentence}, 409)
    if request.htmx:
        context = {"sheet": sheet, "score": score, "progress": read_progress(sheet)}
        return render(request, "indicators/_score_saved.html", context)
    if request.POST.get("then") != NEXT:
        return redirect(address(sheet, score.indicator.sort))
    onward = read_sheet(sheet, score.indicator.sort).after
    return redirect(address(sheet, onward.sort if onward else None))


def not_saved(
    request: PortalRequest, sheet: Sheet, code: str, context: dict[str, Any], status: int
) -> HttpResponse:  # fmt: skip
    """Why, with what was chosen still there: as a part of the page for htmx, as the whole page otherwise."""
    context = {"view": read_sheet(sheet, read_sort(sheet, code)), "refusal": "", **context}
    if not request.htmx:
        return render(request, "indicators/sheet_page.html", context, status=status)
    answer = render(request, "indicators/_score_problem.html", context | {"oob": True}, status=status)
    answer["HX-Retarget"] = "#score-problem"
    answer["HX-Reswap"] = "outerHTML"
    return answer


@require_POST
def submit(request: PortalRequest, pk: int) -> HttpResponse:
    sheet = get_object_or_404(Sheet.objects.visible_to(request.actor).for_page(), pk=pk)
    try:
        submit_sheet(request.actor, sheet_id=sheet.pk)
    except Conflict as error:
        return conflict(request, error)
    messages.success(request, _("Your sheet for %(area)s has been submitted.") % {"area": sheet.area})
    return redirect("indicators:round", pk=sheet.round_id)


@require_POST
def take_back(request: PortalRequest, pk: int) -> HttpResponse:
    sheet = get_object_or_404(Sheet.objects.visible_to(request.actor).for_page(), pk=pk)
    take_back_sheet(request.actor, sheet_id=sheet.pk)
    messages.success(request, _("Your sheet is open again. Submit it when you have finished."))
    return redirect("indicators:sheet", pk=pk)
