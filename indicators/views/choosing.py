"""Choosing among areas: one page, one chart, one sentence."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ecotown.kernel.http import PortalRequest
from indicators.choosing import read_choice
from indicators.models import Round
from indicators.views.rounds import inside


@require_safe
def show_choice(request: PortalRequest, pk: int) -> HttpResponse:
    round_ = get_object_or_404(Round.objects.visible_to(request.actor).for_page(), pk=pk)
    if not round_.framework.is_selection:
        raise Http404
    crumbs = inside(round_, _("Choosing among areas"))
    if not round_.is_revealed:
        return render(request, "indicators/area_sealed.html", {"round": round_, "crumbs": crumbs})
    context = {"round": round_, "example": round_.is_example, "read": read_choice(round_), "crumbs": crumbs}
    return render(request, "indicators/round_choosing.html", context)
