"""What a resolution means for areas: a fragment that the page of the resolution borrows, and the form behind it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from areas.forms.ties import TieForm
from areas.models import Area
from areas.services.ties import tie_area, untie_area
from areas.views.areas import crumbs
from committee.models import Resolution
from ecotown.kernel.http import PortalRequest
from ecotown.kernel.rules import allows, require


@require_safe
def areas_of_resolution(request: PortalRequest, pk: int) -> HttpResponse:
    resolution = get_object_or_404(Resolution.objects.visible_to(request.actor).with_standing(), pk=pk)
    return shown(request, resolution)


@require_POST
def tie(request: PortalRequest, pk: int) -> HttpResponse:
    resolution = get_object_or_404(Resolution.objects.visible_to(request.actor).with_standing(), pk=pk)
    require(request.actor, "area.tie", resolution)
    form = TieForm(request.POST, areas=Area.objects.visible_to(request.actor).order_by("sort", "code"))
    if not form.is_valid():
        return shown(request, resolution, form, status=422)
    tie_area(request.actor, area_id=form.chosen.pk, resolution_id=pk)
    if not request.htmx:
        messages.success(request, _("%(area)s is tied to the resolution.") % {"area": form.chosen})
    return after(request, resolution)


@require_POST
def untie(request: PortalRequest, pk: int, code: str) -> HttpResponse:
    resolution = get_object_or_404(Resolution.objects.visible_to(request.actor).with_standing(), pk=pk)
    area = get_object_or_404(Area.objects.visible_to(request.actor), code=code)
    try:
        untie_area(request.actor, area_id=area.pk, resolution_id=pk)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return redirect("areas:of_resolution", pk=pk)
    return after(request, resolution)


def after(request: PortalRequest, resolution: Resolution) -> HttpResponse:
    return shown(request, resolution) if request.htmx else redirect("areas:of_resolution", pk=resolution.pk)


def shown(
    request: PortalRequest, resolution: Resolution, form: TieForm | None = None, status: int = 200
) -> HttpResponse:
    """The page, or for htmx the part of it that the page of the resolution borrows."""
    may_tie = allows(request.actor, "area.tie", resolution)
    if form is None and may_tie:
        form = TieForm(areas=Area.objects.visible_to(request.actor).not_tied_to(resolution.pk))
    context = {
        "resolution": resolution,
        "areas": Area.objects.visible_to(request.actor).tied_to(resolution.pk),
        "form": form if may_tie else None,
        "may_untie": allows(request.actor, "area.untie", resolution),
        "crumbs": crumbs({"label": _("Areas of a resolution")}),
    }
    name = "areas/_resolution_areas.html" if request.htmx else "areas/resolution_areas.html"
    response = render(request, name, context, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response
