"""Fragments that pages of lower floors borrow; each is a page of its own for those without JavaScript."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from areas.models import Area
from committee.models import Meeting, Resolution
from ecotown.kernel.http import PortalRequest
from indicators.models import Discussion, Round, SettledScore
from indicators.results import area_results
from indicators.taking import declarations
from indicators.views.answers import crumbs


def answer(request: PortalRequest, whole: str, part: str, context: dict[str, Any]) -> HttpResponse:
    response = render(request, part if request.htmx else whole, context)
    patch_vary_headers(response, ["HX-Request"])
    return response


@require_safe
def level_of_area(request: PortalRequest, code: str) -> HttpResponse:
    """What the latest revealed round says of an area: level, why, and what is missing."""
    area = get_object_or_404(Area.objects.visible_to(request.actor), code=code)
    round_ = Round.objects.visible_to(request.actor).of_area(area).first()
    results = area_results(round_) if round_ else []
    result = next((each for each in results if each.area.pk == area.pk), None)
    context = {
        "area": area,
        "round": round_,
        "example": bool(round_ and round_.is_example),
        "result": result,
        "crumbs": crumbs({"label": str(area)}),
    }
    return answer(request, "indicators/area_level.html", "indicators/_area_level.html", context)


@require_safe
def settled_by_resolution(request: PortalRequest, pk: int) -> HttpResponse:
    resolution = get_object_or_404(Resolution.objects.visible_to(request.actor).with_standing(), pk=pk)
    settled = list(SettledScore.objects.visible_to(request.actor).by_resolution(pk))
    context = {"resolution": resolution, "settled": settled, "crumbs": crumbs({"label": _("Settled scores")})}
    return answer(request, "indicators/resolution_settled.html", "indicators/_resolution_settled.html", context)


@require_safe
def scores_of_meeting(request: PortalRequest, pk: int) -> HttpResponse:
    """Which scores stand on the agenda of a meeting, each with the way to its spread."""
    meeting = get_object_or_404(Meeting.objects.visible_to(request.actor), pk=pk)
    discussions = list(Discussion.objects.visible_to(request.actor).of_meeting(pk))
    treated = {(one.round_id, one.area_id) for one in discussions}
    context = {
        "meeting": meeting,
        "discussions": discussions,
        "declared": declarations(treated) if treated else [],
        "crumbs": crumbs({"label": _("Scores on the agenda")}),
    }
    return answer(request, "indicators/meeting_scores.html", "indicators/_meeting_scores.html", context)
