"""The list of areas, and one area: what it is, how it came to its status, its evidence."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from areas.forms.status import MoveForm
from areas.models import Area, Evidence
from areas.services.status import move_area
from ecotown.kernel.http import PortalRequest
from ecotown.kernel.rules import allows, refusal, require

PER_PAGE = 50


def crumbs(*rest: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"label": _("Desk"), "href": "/desk/"}, {"label": _("Areas"), "href": "/desk/areas/"}, *rest]


@require_safe
def list_areas(request: PortalRequest) -> HttpResponse:
    areas = list(Area.objects.visible_to(request.actor).for_list())
    context = {
        "areas": areas,
        "districts": len({area.district_code for area in areas}),
        "poorest": min(areas, key=lambda area: area.evidence_count, default=None),
        "may_add": allows(request.actor, "evidence.add"),
        "crumbs": crumbs(),
    }
    return render(request, "areas/area_list.html", context)


@require_safe
def show_area(request: PortalRequest, code: str) -> HttpResponse:
    area = get_object_or_404(Area.objects.visible_to(request.actor).for_list(), code=code)
    evidence = Evidence.objects.visible_to(request.actor).of_area(area.pk)
    context = {
        "area": area,
        "page": Paginator(evidence, PER_PAGE).get_page(request.GET.get("page")),
        "may_add": allows(request.actor, "evidence.add", area),
        "may_move": allows(request.actor, "area.move"),
        "move_refusal": refusal(request.actor, "area.move"),
        "crumbs": crumbs({"label": str(area)}),
    }
    return render(request, "areas/area_page.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def change_status(request: PortalRequest, code: str) -> HttpResponse:
    area = get_object_or_404(Area.objects.visible_to(request.actor).for_list(), code=code)
    require(request.actor, "area.move")
    form = MoveForm(request.POST or None, actor=request.actor, area=area)
    if form.is_valid():
        moved = move_area(
            request.actor,
            area_id=area.pk,
            step=form.cleaned_data["step"],
            resolution_id=int(form.cleaned_data["resolution"]),
        )
        messages.success(
            request, _("%(area)s is now: %(status)s.") % {"area": area, "status": moved.get_status_display()}
        )
        return redirect("areas:area", code=code)
    context = {
        "area": area,
        "form": form,
        "crumbs": crumbs({"label": str(area), "href": f"/desk/areas/{code}/"}, {"label": _("Change the status")}),
    }
    return render(request, "areas/area_move.html", context, status=422 if form.is_bound else 200)
