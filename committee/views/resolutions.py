from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from committee.forms.resolutions import ResolutionChangeForm, ResolutionForm, as_recorded, sent, tap_of
from committee.models import AgendaItem, Duty, FollowUp, Resolution
from committee.models.attendance import AttendanceKind
from committee.models.follow_up import known_agencies
from committee.models.vote import voices_on
from committee.services.resolutions import change_resolution, record_resolution
from committee.views.meetings import meeting_trail
from ecotown.kernel import rules
from ecotown.kernel.conflicts import Conflict
from ecotown.kernel.http import PortalRequest


@require_safe
def resolution(request: PortalRequest, pk: int) -> HttpResponse:
    """The resolution, where it was taken and how, what it asked of whom, and what other rooms hang on it."""
    found = get_object_or_404(Resolution.objects.visible_to(request.actor).for_page(), pk=pk)
    item = found.agenda_item
    context = {
        "resolution": found,
        "item": item,
        "meeting": item.meeting,
        "dissents": found.dissents.all(),
        "recusals": item.recusals.all(),
        "voices": voices_on(item),
        "follow_ups": FollowUp.objects.visible_to(request.actor).of_resolution(pk),
        "today": request.actor.on,
        "may_change": rules.allows(request.actor, "resolution.change", item),
        "may_recuse": rules.allows(request.actor, "recusal.record", item),
        "may_make": rules.allows(request.actor, "paper.make", item.meeting),
        "may_charge": rules.allows(request.actor, "followup.open", found),
        "crumbs": meeting_trail(item.meeting, (_("Resolution under %(number)s") % {"number": item.number}, "")),
        "example": item.meeting.is_example,
    }
    return render(request, "committee/resolution_page.html", context)


def duties_of(request: PortalRequest, item: AgendaItem) -> list[tuple[int, object]]:
    duties = Duty.objects.visible_to(request.actor).of_body(item.meeting.body_id)
    return [(duty.pk, f"{duty.code} {duty.text}") for duty in duties]


def form_of(
    request: PortalRequest, item: AgendaItem, *args: Any, kind: type[ResolutionForm] = ResolutionForm, **kwargs: Any
) -> ResolutionForm:
    """The form of a matter, with the duties of its body, who came, and the agencies known already."""
    came = [
        row.name
        for row in item.meeting.attendances.all()
        if row.kind not in (AttendanceKind.ABSENT, AttendanceKind.GUEST)
    ]
    return kind(*args, duties=duties_of(request, item), people=came, agencies=known_agencies(request.actor), **kwargs)


def after_resolving(request: PortalRequest, item: AgendaItem) -> HttpResponse:
    """Back to where it was entered: the editor of the minutes, or the page of the meeting."""
    if request.POST.get("back") == "minutes":
        return redirect(f"{reverse('committee:minutes', args=[item.meeting_id])}?item={item.pk}")
    return redirect("committee:meeting", pk=item.meeting_id)


@require_http_methods(["GET", "HEAD", "POST"])
def resolution_add(request: PortalRequest, pk: int) -> HttpResponse:
    item = get_object_or_404(AgendaItem.objects.visible_to(request.actor).with_record(), pk=pk)
    rules.require(request.actor, "resolution.record", item)
    form = form_of(request, item, sent(request.POST, item.section))
    if request.method == "POST" and form.send(record_resolution, request.actor, agenda_item_id=pk):
        messages.success(request, _("The resolution under %(number)s is recorded.") % {"number": item.number})
        return after_resolving(request, item)
    context = {
        "form": form, "item": item, "heading": _("Resolution under %(number)s") % {"number": item.number},
        "tap": tap_of(item.section), "voices": voices_on(item), "recusals": item.recusals.all(), "may_recuse": True,
        "back": request.POST.get("back", ""), "crumbs": meeting_trail(item.meeting, (_("Resolution"), "")),
    }  # fmt: skip
    return render(request, "committee/resolution_form.html", context, status=form.status)


@require_http_methods(["GET", "HEAD", "POST"])
def resolution_change(request: PortalRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Resolution.objects.visible_to(request.actor).for_page(), pk=pk)
    item = found.agenda_item
    rules.require(request.actor, "resolution.change", item)
    form = form_of(request, item, request.POST or None, kind=ResolutionChangeForm, initial=as_recorded(found))
    if getattr(found, "vote", None) is not None and found.vote.is_secret:
        form.people = []
    context = {
        "form": form, "item": item, "heading": _("Change the resolution under %(number)s") % {"number": item.number},
        "voices": voices_on(item), "recusals": item.recusals.all(), "may_recuse": True,
        "back": request.POST.get("back", request.GET.get("back", "")),
        "crumbs": meeting_trail(item.meeting, (_("Resolution"), reverse("committee:resolution", args=[pk])), (_("Change"), "")),
    }  # fmt: skip
    if request.method == "POST":
        try:
            if form.send(change_resolution, request.actor, resolution_id=pk):
                messages.success(request, _("The change has been saved."))
                return after_resolving(request, item)
        except Conflict as conflict:
            return render(request, "committee/resolution_form.html", {**context, "conflict": conflict}, status=409)
    return render(request, "committee/resolution_form.html", context, status=form.status)
