"""What a resolution means for areas: a fragment that the page of the resolution borrows."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from areas.models import Area
from areas.views.areas import crumbs
from committee.models import Resolution
from ecotown.kernel.http import PortalRequest


@require_safe
def areas_of_resolution(request: PortalRequest, pk: int) -> HttpResponse:
    resolution = get_object_or_404(Resolution.objects.visible_to(request.actor).with_standing(), pk=pk)
    context = {
        "resolution": resolution,
        "areas": Area.objects.visible_to(request.actor).tied_to(pk),
        "crumbs": crumbs({"label": _("Areas of a resolution")}),
    }
    name = "areas/_resolution_areas.html" if request.htmx else "areas/resolution_areas.html"
    response = render(request, name, context)
    patch_vary_headers(response, ["HX-Request"])
    return response
