"""After the reveal: how the scores of an area are spread, what goes to a meeting, what it settled."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ecotown.kernel.conflicts import Conflict
from ecotown.kernel.http import PortalRequest
from ecotown.kernel.rules import allows, refusal, require
from indicators.forms.settlement import AgendaForm, ResolutionForm, SettleTable
from indicators.models import Round
from indicators.reading import Spread, read_spread
from indicators.services import send_to_agenda, settle_scores
from indicators.views.answers import bound, conflict
from indicators.views.rounds import inside

ON_THE_WALL = 8


@require_safe
def show_area(request: PortalRequest, pk: int, code: str) -> HttpResponse:
    """The page for the desk; with `?view=wall` one indicator at a time for the projector."""
    round_ = get_object_or_404(Round.objects.visible_to(request.actor).for_page(), pk=pk)
    if not round_.is_revealed:
        return render(request, "indicators/area_sealed.html", {"round": round_, "crumbs": inside(round_, code)})
    spread = read_spread(round_, code)
    context: dict[str, Any] = {
        "round": round_,
        "example": round_.is_example,
        "spread": spread,
        "agenda_form": AgendaForm(actor=request.actor, spread=spread),
        "may_send": allows(request.actor, "discussion.send", round_),
        "may_settle": allows(request.actor, "score.settle", round_),
        "crumbs": inside(round_, str(spread.area)),
    }
    if request.GET.get("view") == "wall":
        return render(request, "indicators/area_wall.html", context | on_the_wall(spread, request.GET.get("i", "")))
    return render(request, "indicators/area_spread.html", context)


def on_the_wall(spread: Spread, asked: str) -> dict[str, Any]:
    """The indicator in focus, its neighbours, and the part of the list around it."""
    numbers = [str(item.indicator.sort) for item in spread.items]
    place = numbers.index(asked) if asked in numbers else 0
    first = place // ON_THE_WALL * ON_THE_WALL
    return {
        "focus": spread.items[place] if spread.items else None,
        "before": spread.items[place - 1] if place else None,
        "after": spread.items[place + 1] if place + 1 < len(spread.items) else None,
        "place": place + 1,
        "shown": spread.items[first : first + ON_THE_WALL],
    }


@require_POST
def to_agenda(request: PortalRequest, pk: int, code: str) -> HttpResponse:
    round_ = get_object_or_404(Round.objects.visible_to(request.actor).for_page(), pk=pk)
    spread = read_spread(round_, code)
    require(request.actor, "discussion.send", round_)
    form = AgendaForm(request.POST, actor=request.actor, spread=spread)
    if not form.is_valid():
        sentence = " ".join(str(error) for errors in form.errors.values() for error in errors)
        return conflict(request, Conflict(sentence))
    try:
        item = send_to_agenda(
            request.actor, round_id=pk, area_id=spread.area.pk, meeting_id=form.cleaned_data["meeting"].pk,
            codes=form.cleaned_data["codes"],
        )  # fmt: skip
    except Conflict as error:
        return conflict(request, error)
    said = {"item": item.number, "meeting": item.meeting}
    messages.success(request, _("It stands on the agenda of meeting %(meeting)s as item %(item)s.") % said)
    back = reverse("indicators:round_area", args=[pk, code])
    if request.POST.get("view") == "wall" and request.POST.get("i", "").isdecimal():
        back += f"?view=wall&i={request.POST['i']}"
    return redirect(back)


@require_http_methods(["GET", "HEAD", "POST"])
def settle(request: PortalRequest, pk: int, code: str) -> HttpResponse:
    """Medians stand proposed; one resolution settles as many as were chosen."""
    round_ = get_object_or_404(Round.objects.visible_to(request.actor).for_page(), pk=pk)
    require(request.actor, "score.settle", round_)
    spread = read_spread(round_, code)
    form = ResolutionForm(bound(request)[0], actor=request.actor, round_=round_)
    table = SettleTable.typed(spread, request.POST) if form.is_bound else SettleTable.proposed(spread)
    if form.is_valid():
        rows, resolution = table.settlements(), form.cleaned_data["resolution"]
        try:
            settled = settle_scores(
                request.actor, round_id=pk, area_id=spread.area.pk, rows=rows, resolution_id=resolution.pk
            )
        except ValidationError as error:
            table.blame(error)
        except Conflict as error:
            form.add_error(None, error.sentence)
        else:
            messages.success(request, _("%(count)s values were settled.") % {"count": len(settled)})
            return redirect("indicators:round_result", pk=pk)
    context = {
        "round": round_,
        "example": round_.is_example,
        "spread": spread,
        "form": form,
        "table": table,
        "to_decide": table.of(spread.to_decide),
        "to_accept": table.of(spread.to_accept),
        "settled": table.of(spread.settled),
        "points": range(round_.framework.scale_min, round_.framework.scale_max + 1),
        "refusal": refusal(request.actor, "score.settle", round_),
        "crumbs": inside(round_, str(spread.area), _("Settle")),
    }
    return render(request, "indicators/area_settle.html", context, status=422 if form.is_bound else 200)
