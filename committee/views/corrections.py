from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from committee.forms.corrections import CorrectionForm, DeclineForm
from committee.models import Correction, Minutes
from committee.services.corrections import decline_correction, file_correction, take_correction
from committee.views.minutes import minutes_trail
from committee.views.pages import form_page
from ecotown.kernel import rules
from ecotown.kernel.http import PortalRequest


@require_safe
def corrections(request: PortalRequest, pk: int) -> HttpResponse:
    """The office sees all of them, somebody who attended the own ones: also when they are answered in a draft."""
    minutes = get_object_or_404(
        (Minutes.objects.visible_to(request.actor) | Minutes.objects.corrected_by(request.actor)).for_page(),
        meeting_id=pk,
    )
    found = Correction.objects.visible_to(request.actor).for_page().filter(minutes=minutes)
    context = {
        "minutes": minutes,
        "meeting": minutes.meeting,
        "rows": [_row(request, each) for each in found],
        "open": sum(each.state == "open" for each in found),
        "may_file": rules.allows(request.actor, "correction.file", minutes),
        "may_take_back": rules.allows(request.actor, "minutes.take_back", minutes),
        "crumbs": minutes_trail(minutes, (_("Corrections"), "")),
        "example": minutes.meeting.is_example,
    }
    return render(request, "committee/corrections_list.html", context)


def _row(request: PortalRequest, correction: Correction) -> dict[str, Any]:
    return {
        "correction": correction,
        "may_take": rules.allows(request.actor, "correction.take", correction),
        "may_decline": rules.allows(request.actor, "correction.decline", correction),
    }


@require_http_methods(["GET", "HEAD", "POST"])
def correction_file(request: PortalRequest, pk: int) -> HttpResponse:
    minutes = get_object_or_404(Minutes.objects.visible_to(request.actor).for_page(), meeting_id=pk)
    rules.require(request.actor, "correction.file", minutes)
    form = CorrectionForm(request.POST or None, minutes=minutes)
    if request.method == "POST" and form.send(file_correction, request.actor, minutes_id=minutes.pk):
        messages.success(request, _("The office has your correction."))
        return redirect("committee:corrections", pk=pk)
    return form_page(
        request, form, heading=_("Ask for a correction"), button=_("Send to the office"),
        crumbs=minutes_trail(minutes, (_("Corrections"), reverse("committee:corrections", args=[pk])), (_("Ask"), "")),
        lead=_("You and the office see it. You are told what becomes of it."),
    )  # fmt: skip


@require_POST
def correction_take(request: PortalRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Correction.objects.visible_to(request.actor).for_page(), pk=pk)
    rules.require(request.actor, "correction.take", found)
    take_correction(request.actor, correction_id=pk)
    messages.success(request, _("The correction is marked as made."))
    return redirect("committee:corrections", pk=found.minutes.meeting_id)


@require_http_methods(["GET", "HEAD", "POST"])
def correction_decline(request: PortalRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Correction.objects.visible_to(request.actor).for_page(), pk=pk)
    rules.require(request.actor, "correction.decline", found)
    form = DeclineForm(request.POST or None)
    if request.method == "POST" and form.send(decline_correction, request.actor, correction_id=pk):
        messages.success(request, _("The answer is recorded."))
        return redirect("committee:corrections", pk=found.minutes.meeting_id)
    here = reverse("committee:corrections", args=[found.minutes.meeting_id])
    return form_page(
        request, form, heading=_("Decline a correction"), button=_("Record the answer"), lead=found.text,
        crumbs=minutes_trail(found.minutes, (_("Corrections"), here), (_("Decline"), "")),
    )  # fmt: skip
