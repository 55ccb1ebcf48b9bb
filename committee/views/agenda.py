from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from committee.forms.agenda import AgendaChangeForm, AgendaForm, AgendaPaperForm, MoveForm
from committee.models import AgendaItem, AgendaPaper, Meeting
from committee.services.agenda import (
    add_agenda_item,
    change_agenda_item,
    move_agenda_item,
    remove_agenda_item,
    renew_agenda,
    shift_agenda_item,
)
from committee.services.agenda_papers import add_agenda_paper, remove_agenda_paper
from committee.views.meetings import meeting_trail
from committee.views.pages import form_page
from ecotown.kernel import files, rules
from ecotown.kernel.http import PortalRequest


def at_item(item: AgendaItem) -> HttpResponse:
    """Back to the matter on the page of its meeting."""
    return redirect(f"{reverse('committee:meeting', args=[item.meeting_id])}#item-{item.pk}")


@require_http_methods(["GET", "HEAD", "POST"])
def agenda_add(request: PortalRequest, pk: int) -> HttpResponse:
    meeting = get_object_or_404(Meeting.objects.visible_to(request.actor), pk=pk)
    rules.require(request.actor, "agenda.add", meeting)
    form = AgendaForm(request.POST or None, meeting=meeting)
    if request.method == "POST" and (item := form.send(add_agenda_item, request.actor, meeting_id=pk)):
        messages.success(request, _("%(item)s is on the agenda.") % {"item": item})
        return redirect(f"{reverse('committee:meeting', args=[pk])}#add-matter")
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
        return at_item(item)
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


@require_POST
def agenda_shift(request: PortalRequest, pk: int) -> HttpResponse:
    """Up or down by one place within its section."""
    get_object_or_404(AgendaItem.objects.visible_to(request.actor), pk=pk)
    item = shift_agenda_item(request.actor, agenda_item_id=pk, up=request.POST.get("to") == "up")
    return at_item(item)


@require_POST
def agenda_renew(request: PortalRequest, pk: int) -> HttpResponse:
    get_object_or_404(Meeting.objects.visible_to(request.actor), pk=pk)
    try:
        renew_agenda(request.actor, meeting_id=pk)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, _("The agenda is up to date."))
    return redirect("committee:meeting", pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def agenda_move(request: PortalRequest, pk: int) -> HttpResponse:
    item = get_object_or_404(AgendaItem.objects.visible_to(request.actor).for_moving(), pk=pk)
    rules.require(request.actor, "agenda.move", item)
    later = list(Meeting.objects.visible_to(request.actor).planned_after(item.meeting))
    form = MoveForm(request.POST or None, meetings=later)
    if request.method == "POST" and (moved := form.send(move_agenda_item, request.actor, agenda_item_id=pk)):
        messages.success(
            request, _("%(item)s is on the agenda of meeting %(meeting)s.") % {"item": moved, "meeting": moved.meeting}
        )
        return at_item(item)
    lead = "" if later else _("No later meeting of this body is planned yet. Plan it first.")
    return form_page(
        request, form, heading=_("Move matter %(number)s to a later meeting") % {"number": item.number},
        button=_("Move"), crumbs=meeting_trail(item.meeting, (item.number, "")), lead=lead or item.title,
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def agenda_paper_add(request: PortalRequest, pk: int) -> HttpResponse:
    item = get_object_or_404(AgendaItem.objects.visible_to(request.actor).with_record(), pk=pk)
    rules.require(request.actor, "agenda_paper.add", item.meeting)
    form = AgendaPaperForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        # Kept before the transaction of the service begins; the form has refused what is classified.
        upload = form.cleaned_data["file"]
        kept = files.keep_upload(upload, user_id=request.actor.user_id) if upload else None
        if form.send(add_agenda_paper, request.actor, agenda_item_id=pk, file_id=kept.pk if kept else None):
            messages.success(request, _("The paper lies under the matter."))
            return at_item(item)
    return form_page(
        request, form, heading=_("Paper for matter %(number)s") % {"number": item.number}, button=_("Add the paper"),
        crumbs=meeting_trail(item.meeting, (item.number, "")), lead=item.title, multipart=True,
    )  # fmt: skip


@require_safe
def agenda_paper(request: PortalRequest, pk: int) -> HttpResponseBase:
    """Always as a download; of a classified paper there is nothing to give."""
    paper = get_object_or_404(AgendaPaper.objects.visible_to(request.actor).select_related("file"), pk=pk)
    if paper.file is None:
        raise Http404
    return files.response(paper.file)


@require_POST
def agenda_paper_remove(request: PortalRequest, pk: int) -> HttpResponse:
    get_object_or_404(AgendaPaper.objects.visible_to(request.actor), pk=pk)
    item = remove_agenda_paper(request.actor, paper_id=pk)
    messages.success(request, _("The paper is taken away."))
    return at_item(item)
