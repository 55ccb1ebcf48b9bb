from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from committee.forms.resolutions import RecusalForm
from committee.models import AgendaItem, Recusal
from committee.models.vote import voices_on
from committee.services.recusals import record_recusal, remove_recusal
from committee.views.meetings import holders_of, meeting_trail
from ecotown.kernel import rules
from ecotown.kernel.http import PortalRequest


@require_http_methods(["GET", "HEAD", "POST"])
def recusals(request: PortalRequest, pk: int) -> HttpResponse:
    """Who stands aside from one matter, and what is left of the quorum."""
    item = get_object_or_404(AgendaItem.objects.visible_to(request.actor).with_record(), pk=pk)
    rules.require(request.actor, "recusal.record", item)
    seats = [(each.seat_id, f"{each.person} – {each.post}") for each in holders_of(request.actor, item.meeting)]
    form = RecusalForm(request.POST or None, seats=seats)
    if request.method == "POST" and (made := form.send(record_recusal, request.actor, agenda_item_id=pk)):
        messages.success(request, _("%(name)s stands aside from this matter.") % {"name": made.name})
        return redirect("committee:recusals", pk=pk)
    context = {
        "item": item,
        "meeting": item.meeting,
        "form": form,
        "recusals": item.recusals.all(),
        "voices": voices_on(item),
        "crumbs": meeting_trail(item.meeting, (_("Recusals under %(number)s") % {"number": item.number}, "")),
        "example": item.meeting.is_example,
    }
    return render(request, "committee/recusals_page.html", context, status=form.status)


@require_POST
def recusal_remove(request: PortalRequest, pk: int) -> HttpResponse:
    recusal = get_object_or_404(Recusal.objects.visible_to(request.actor), pk=pk)
    remove_recusal(request.actor, recusal_id=pk)
    messages.success(request, _("The recusal has been removed."))
    return redirect("committee:recusals", pk=recusal.agenda_item_id)
