"""The steps that minutes take: begun, circulated, taken back, adopted, sealed."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from committee.forms.minutes import AdoptForm, CirculateForm, SignersForm, TakeBackForm
from committee.messages import of_minutes
from committee.models import Meeting, Minutes
from committee.paper import adoption_wording
from committee.services.adoption import adopt_minutes, lock_minutes
from committee.services.minutes import begin_minutes, circulate_minutes, name_signers, take_back_minutes
from committee.views.minutes import minutes_trail, open_corrections
from committee.views.pages import form_page
from ecotown.kernel import rules
from ecotown.kernel.http import PortalRequest


@require_POST
def minutes_begin(request: PortalRequest, pk: int) -> HttpResponse:
    meeting = get_object_or_404(Meeting.objects.visible_to(request.actor), pk=pk)
    try:
        begin_minutes(request.actor, meeting_id=meeting.pk)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    return redirect("committee:minutes", pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def minutes_signers(request: PortalRequest, pk: int) -> HttpResponse:
    minutes = get_object_or_404(Minutes.objects.visible_to(request.actor).for_page(), meeting_id=pk)
    rules.require(request.actor, "minutes.sign", minutes)
    as_it_is = {
        "taken_by": minutes.taken_by_id, "taken_post": minutes.taken_post, "checked_by": minutes.checked_by_id,
    }  # fmt: skip
    form = SignersForm(request.POST or None, actor=request.actor, initial=as_it_is)
    if request.method == "POST" and form.send(name_signers, request.actor, minutes_id=minutes.pk):
        messages.success(request, _("The change has been saved."))
        return redirect("committee:minutes", pk=pk)
    return form_page(
        request, form, heading=_("Who signs the minutes"), button=_("Save"),
        crumbs=minutes_trail(minutes, (_("Who signs"), "")),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def minutes_circulate(request: PortalRequest, pk: int) -> HttpResponse:
    minutes = get_object_or_404(Minutes.objects.visible_to(request.actor).for_page(), meeting_id=pk)
    rules.require(request.actor, "minutes.circulate", minutes)
    form = CirculateForm(request.POST or None)
    if request.method == "POST" and form.send(circulate_minutes, request.actor, minutes_id=minutes.pk):
        messages.success(request, _("The minutes are circulated; the members have been told."))
        return redirect("committee:minutes", pk=pk)
    return form_page(
        request, form, heading=_("Circulate the minutes of meeting %(number)s") % {"number": minutes.meeting.display_number},
        button=_("Circulate the minutes"), crumbs=minutes_trail(minutes, (_("Circulate the minutes"), "")),
        lead=_("The members of the body read them on their desk. Until they are taken back the text stands still."),
        message=of_minutes(minutes, None, request.actor.on),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def minutes_take_back(request: PortalRequest, pk: int) -> HttpResponse:
    minutes = get_object_or_404(Minutes.objects.visible_to(request.actor).for_page(), meeting_id=pk)
    rules.require(request.actor, "minutes.take_back", minutes)
    form = TakeBackForm(request.POST or None)
    if request.method == "POST" and form.send(take_back_minutes, request.actor, minutes_id=minutes.pk):
        messages.success(request, _("The minutes are a draft again."))
        return redirect("committee:minutes", pk=pk)
    return form_page(
        request, form, heading=_("Take the minutes back to a draft"), button=_("Take back"),
        crumbs=minutes_trail(minutes, (_("Take back"), "")),
        lead=_("For corrections that members sent in. Circulate them again afterwards."),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def minutes_adopt(request: PortalRequest, pk: int) -> HttpResponse:
    minutes = get_object_or_404(Minutes.objects.visible_to(request.actor).for_page(), meeting_id=pk)
    rules.require(request.actor, "minutes.adopt", minutes)
    later = list(Meeting.objects.visible_to(request.actor).closed_after(minutes.meeting))
    form = AdoptForm(request.POST or None, minutes=minutes, later=later, initial=_proposed(request, minutes, later))
    if request.method == "POST" and form.send(adopt_minutes, request.actor, minutes_id=minutes.pk):
        messages.success(request, _("The minutes are adopted: what was resolved with a quorum is final."))
        return redirect("committee:minutes", pk=pk)
    context = {
        "form": form,
        "heading": _("Adopt the minutes of meeting %(number)s") % {"number": minutes.meeting.display_number},
        "button": _("Record the adoption"),
        "crumbs": minutes_trail(minutes, (_("Adopt the minutes"), "")),
        "lead": _("A meeting adopts minutes by a resolution of its own, with a quorum."),
        "meeting": minutes.meeting,
        "waiting": open_corrections(request.actor, minutes),
        "wording": adoption_wording(minutes, corrected=minutes.was_corrected),
    }
    return render(request, "committee/minutes_adopt.html", context, status=form.status)


def _proposed(request: PortalRequest, minutes: Minutes, later: list[Meeting]) -> dict[str, Any]:
    """Method 2 by the meeting that resolved to adopt these minutes; without one by the next, or else by circulation."""
    if minutes.state == "draft":
        return {"method": 1, "adopted_on": minutes.meeting.held_on}
    resolved = list(Meeting.objects.visible_to(request.actor).that_adopted(minutes.pk)) or later
    meeting = resolved[0] if resolved else None
    return {
        "method": 2 if meeting else 3,
        "adopted_in": meeting.pk if meeting else None,
        "adopted_on": meeting.held_on if meeting else request.actor.on,
        "closes_on": minutes.closes_on,
    }


@require_POST
def minutes_lock(request: PortalRequest, pk: int) -> HttpResponse:
    minutes = get_object_or_404(Minutes.objects.visible_to(request.actor), meeting_id=pk)
    done = lock_minutes(request.actor, minutes_id=minutes.pk)
    messages.success(request, _("The minutes are sealed under SHA-256 %(hash)s…") % {"hash": done.frozen_sha256[:12]})
    return redirect(reverse("committee:minutes", args=[pk]))
