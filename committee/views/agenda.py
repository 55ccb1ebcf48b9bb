from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from committee.forms.agenda import AgendaChangeForm, AgendaForm
from committee.models import AgendaItem, Meeting
from committee.services.agenda import add_agenda_item, change_agenda_item, remove_agenda_item
from committee.views.meetings import meeting_trail
from committee.views.pages import form_page
from ecotown.kernel import rules
from ecotown.kernel.http import PortalRequest


@require_http_methods(["GET", "HEAD", "POST"])
def agenda_add(request: PortalRequest, pk: int) -> HttpResponse:
    meeting = get_object_or_404(Meeting.objects.visible_to(request.actor), pk=pk)
    rules.require(request.actor, "agenda.add", meeting)
    form = AgendaForm(request.POST or None, meeting=meeting)
    if request.method == "POST" and (item := form.send(add_agenda_item, request.actor, meeting_id=pk)):
        messages.success(request, _("%(item)s is on the agenda.") % {"item": item})
        return redirect("committee:meeting", pk=pk)
    crumbs = meeting_trail(meeting, (_("Add a matter"), ""))
    return form_page(request, form, heading=_("Add a matter"), button=_("Add to the agenda"), crumbs=crumbs)


@require_http_methods(["GET", "HEAD", "POST"])
def agenda_change(request: PortalRequest, pk: int) -> HttpResponse:
    item = get_object_or_404(AgendaItem.objects.visible_to(request.actor).with_record(), pk=pk)
    rules.require(request.actor, "agenda.change", item.meeting)
    form = AgendaChangeForm(
        request.POST or None,
        meeting=item.meeting,
        initial={"title": item.title, "is_confidential": item.is_confidential},
    )
    if request.method == "POST" and form.send(change_agenda_item, request.actor, agenda_item_id=pk):
        messages.success(request, _("The change has been saved."))
        return redirect("committee:meeting", pk=item.meeting_id)
    crumbs = meeting_trail(item.meeting, (item.number, ""))
    heading = _("Change matter %(number)s") % {"number": item.number}
    return form_page(request, form, heading=heading, button=_("Save"), crumbs=crumbs)


@require_POST
def agenda_remove(request: PortalRequest, pk: int) -> HttpResponse:
    item = get_object_or_404(AgendaItem.objects.visible_to(request.actor), pk=pk)
    try:
        remove_agenda_item(request.actor, agenda_item_id=pk)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, _("%(item)s is off the agenda.") % {"item": item})
    return redirect("committee:meeting", pk=item.meeting_id)
