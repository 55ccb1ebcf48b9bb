"""What resolutions asked of agencies: the list, one task with its chain, and the acts on it."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from committee.forms import follow_ups as forms
from committee.forms.follow_ups import FollowUpFilter, NoteForm, OutcomeForm, ReopenForm, TaskChangeForm, TaskForm
from committee.models import FollowUp, FollowUpNote, Resolution
from committee.models.follow_up import ReportedBy, known_agencies
from committee.rules import OFFICE
from committee.services.follow_ups import (
    change_follow_up,
    close_follow_up,
    open_follow_up,
    reopen_follow_up,
    report_on_follow_up,
)
from committee.views.meetings import meeting_trail
from committee.views.pages import PAGE_SIZE, Crumbs, form_page, trail
from ecotown.kernel import files, rules
from ecotown.kernel.http import PortalRequest
from ecotown.kernel.rules import Actor


def follow_ups_trail(*places: tuple[object, str]) -> Crumbs:
    return trail((_("Follow-ups"), reverse("committee:follow_ups")), *places)


def follow_up_trail(follow_up: FollowUp, here: str) -> Crumbs:
    return follow_ups_trail((follow_up.agency, reverse("committee:follow_up", args=[follow_up.pk])), (here, ""))


@require_safe
def follow_ups(request: PortalRequest) -> HttpResponse:
    """Open ones first of all; the address says which others."""
    mine = FollowUp.objects.visible_to(request.actor)
    form = FollowUpFilter(request.GET, agencies=mine.agencies())
    asked = form.cleaned_data if form.is_valid() else {}
    shown = asked.get("show") or forms.OPEN
    rows = mine.none() if form.errors else mine.shown(shown, request.actor.on)
    if asked.get("agency"):
        rows = rows.filter(agency=asked["agency"])
    context = {
        "form": form,
        "page": Paginator(rows.for_list(), PAGE_SIZE).get_page(request.GET.get("page")),
        "shown": shown,
        "agency": asked.get("agency", ""),
        "overdue": mine.overdue_on(request.actor.on).count(),
        "query": "".join(f"{urlencode({name: value})}&" for name, value in asked.items() if value),
        "today": request.actor.on,
        "crumbs": follow_ups_trail(),
    }
    return render(request, "committee/follow_ups_list.html", context, status=422 if form.errors else 200)


@require_safe
def follow_up(request: PortalRequest, pk: int) -> HttpResponse:
    """The chain: resolution, the agendas it returned to, what was reported, how it ended."""
    found = get_object_or_404(FollowUp.objects.visible_to(request.actor).for_page(), pk=pk)
    allowed = {
        name: rules.allows(request.actor, f"followup.{name}", found) for name in ("report", "close", "reopen", "change")
    }
    context = {
        "follow_up": found,
        "resolution": found.resolution,
        "meeting": found.resolution.agenda_item.meeting,
        "chain": chain(found),
        "overdue": found.is_overdue(request.actor.on),
        "may": allowed,
        "crumbs": follow_ups_trail((found.agency, "")),
        "example": found.resolution.agenda_item.meeting.is_example,
    }
    return render(request, "committee/follow_up_page.html", context)


def chain(follow_up: FollowUp) -> list[dict[str, Any]]:
    """Steps in the order of their days; of one day in the order in which they follow from each other."""
    steps: list[dict[str, Any]] = [
        {"kind": "returned", "on": item.meeting.held_on, "item": item} for item in follow_up.agenda_items.all()
    ]
    steps += [{"kind": "note", "on": note.on, "note": note} for note in follow_up.notes.all()]
    steps += [{"kind": turn.kind, "on": turn.on, "text": turn.text} for turn in follow_up.turns()]
    return sorted(steps, key=lambda step: step["on"])


@require_http_methods(["GET", "HEAD", "POST"])
def follow_up_open(request: PortalRequest, pk: int) -> HttpResponse:
    """One more task under a resolution that is on record."""
    resolution = get_object_or_404(Resolution.objects.visible_to(request.actor).with_standing(), pk=pk)
    rules.require(request.actor, "followup.open", resolution)
    form = TaskForm(request.POST or None, agencies=known_agencies(request.actor))
    if request.method == "POST" and (made := form.send(open_follow_up, request.actor, resolution_id=pk)):
        messages.success(request, _("The task is recorded; it returns to the agenda until it is closed."))
        return redirect("committee:follow_up", pk=made.pk)
    here = reverse("committee:resolution", args=[pk])
    return form_page(
        request, form, heading=_("Charge an agency with a task"), button=_("Record the task"), lead=str(resolution),
        crumbs=meeting_trail(resolution.agenda_item.meeting, (_("Resolution"), here), (_("Task"), "")),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def follow_up_change(request: PortalRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(FollowUp.objects.visible_to(request.actor).with_resolution(), pk=pk)
    rules.require(request.actor, "followup.change", found)
    as_it_is = {"task": found.task, "agency": found.agency, "due": found.due}
    form = TaskChangeForm(request.POST or None, agencies=known_agencies(request.actor), initial=as_it_is)
    if request.method == "POST" and form.send(change_follow_up, request.actor, follow_up_id=pk):
        messages.success(request, _("The change has been saved."))
        return redirect("committee:follow_up", pk=pk)
    return form_page(
        request, form, heading=_("Change task, agency or day"), button=_("Save"),
        crumbs=follow_up_trail(found, _("Change")),
    )  # fmt: skip


def sources_for(actor: Actor, follow_up: FollowUp) -> list[str]:
    """The ways in which this actor may have an answer: in the own name, or as the office from the agency."""
    own = any(held.organisation == follow_up.agency for held in actor.seats if held.organisation)
    office = any(actor.holds(role, follow_up.body_id) for role in OFFICE)
    outside = [ReportedBy.LETTER.value, ReportedBy.CALL.value, ReportedBy.MEETING.value] if office else []
    return [ReportedBy.PORTAL.value] * own + outside


@require_http_methods(["GET", "HEAD", "POST"])
def follow_up_report(request: PortalRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(FollowUp.objects.visible_to(request.actor).with_resolution(), pk=pk)
    rules.require(request.actor, "followup.report", found)
    form = NoteForm(
        request.POST or None, request.FILES or None, sources=sources_for(request.actor, found), today=request.actor.on
    )
    if request.method == "POST" and form.is_valid():
        # The evidence is kept before the transaction of the service begins, as every upload is.
        upload = form.cleaned_data["evidence"]
        kept = files.keep_upload(upload, user_id=request.actor.user_id) if upload else None
        if form.send(report_on_follow_up, request.actor, follow_up_id=pk, evidence_id=kept.pk if kept else None):
            messages.success(request, _("The report is recorded."))
            return redirect("committee:follow_up", pk=pk)
    return form_page(
        request, form, heading=_("Report what has been done"), button=_("Record the report"), lead=found.task,
        crumbs=follow_up_trail(found, _("Report what has been done")), multipart=True,
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def follow_up_close(request: PortalRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(FollowUp.objects.visible_to(request.actor).with_resolution(), pk=pk)
    rules.require(request.actor, "followup.close", found)
    form = OutcomeForm(request.POST or None)
    if request.method == "POST" and form.send(close_follow_up, request.actor, follow_up_id=pk):
        messages.success(request, _("The follow-up is closed; it returns to no agenda any more."))
        return redirect("committee:follow_up", pk=pk)
    return form_page(
        request, form, heading=_("Close the follow-up"), button=_("Close"), lead=found.task,
        crumbs=follow_up_trail(found, _("Close the follow-up")),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def follow_up_reopen(request: PortalRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(FollowUp.objects.visible_to(request.actor).with_resolution(), pk=pk)
    rules.require(request.actor, "followup.reopen", found)
    form = ReopenForm(request.POST or None)
    if request.method == "POST" and form.send(reopen_follow_up, request.actor, follow_up_id=pk):
        messages.success(request, _("The follow-up is open again."))
        return redirect("committee:follow_up", pk=pk)
    return form_page(
        request, form, heading=_("Reopen the follow-up"), button=_("Reopen"), lead=found.task,
        crumbs=follow_up_trail(found, _("Reopen the follow-up")),
    )  # fmt: skip


@require_safe
def follow_up_evidence(request: PortalRequest, pk: int) -> HttpResponseBase:
    """Always as a download: what was uploaded is never opened inside the portal."""
    note = get_object_or_404(FollowUpNote.objects.visible_to(request.actor).for_page(), pk=pk)
    if note.evidence is None:
        raise Http404
    return files.response(note.evidence)
