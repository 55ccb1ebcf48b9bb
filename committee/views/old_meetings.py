from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from committee.forms.old_meetings import (
    OldMeetingForm,
    OldResolutionForm,
    more_forms,
    old_resolutions,
    resolution_forms,
)
from committee.models import Minutes
from committee.services.old_meetings import OldResolution, doubts, enter_old_meeting
from committee.views.pages import meetings_trail
from ecotown.kernel import files, rules
from ecotown.kernel.http import PortalRequest


@require_http_methods(["GET", "HEAD", "POST"])
def old_meeting_enter(request: PortalRequest) -> HttpResponse:
    """One form for the whole meeting. “More blocks” gives back what was typed with empty blocks after it."""
    rules.require(request.actor, "meeting.enter_old")
    if "more" in request.POST:
        typed = OldMeetingForm(actor=request.actor, initial=request.POST.dict())
        return _page(request, typed, more_forms(request.POST), status=200)
    form = OldMeetingForm(request.POST or None, request.FILES or None, actor=request.actor)
    blocks = resolution_forms(request.POST or None)
    if request.method != "POST" or not all([form.is_valid(), *(each.is_valid() for each in blocks)]):
        return _page(request, form, blocks, status=form.status if request.method != "POST" else 422)
    # The scan is kept before the transaction begins, as every file.
    scan = files.keep_upload(form.cleaned_data["scan"], user_id=request.actor.user_id)
    said = [OldResolution(**each) for each in old_resolutions(blocks)]
    made = form.send(enter_old_meeting, request.actor, scan_id=scan.pk, resolutions=said)
    if made is None:
        return _page(request, form, blocks, status=422)
    messages.success(request, _("Meeting %(number)s is on record and sealed.") % {"number": made.display_number})
    for doubt in doubts(made):
        messages.warning(request, doubt)
    return redirect("committee:meeting", pk=made.pk)


def _page(
    request: PortalRequest, form: OldMeetingForm, blocks: list[OldResolutionForm], *, status: int
) -> HttpResponse:
    context = {
        "form": form,
        "blocks": blocks,
        "crumbs": meetings_trail((_("An old meeting"), "")),
    }
    return render(request, "committee/old_meeting_form.html", context, status=status)


@require_safe
def minutes_scan(request: PortalRequest, pk: int) -> FileResponse:
    """The scan of the adopted, or the signed, paper."""
    minutes = get_object_or_404(Minutes.objects.visible_to(request.actor).select_related("scan"), meeting_id=pk)
    if minutes.scan is None:
        raise Http404
    return files.response(minutes.scan)
