from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from committee.forms.attendance import IDENTIFIED
from committee.forms.participants import ParticipantsForm, ReviewForm
from committee.models import Meeting
from committee.services.attendance import Guest, Particulars, record_participants
from committee.views.meetings import holders_of, meeting_trail
from committee.views.pages import form_page
from ecotown.kernel import rules
from ecotown.kernel.http import PortalRequest


@require_http_methods(["GET", "HEAD", "POST"])
def participants(request: PortalRequest, pk: int) -> HttpResponse:
    """The tool's list is read, looked through and only then saved: the first form takes the file, the second the lines."""
    meeting = get_object_or_404(Meeting.objects.visible_to(request.actor).with_attendance(), pk=pk)
    rules.require(request.actor, "attendance.import", meeting)
    if "rows" in request.POST:
        return _save(request, meeting)
    form = ParticipantsForm(request.POST or None, request.FILES or None, meeting=meeting)
    if request.method == "POST" and form.is_valid():
        found = form.cleaned_data["file"]
        return _review(
            request, meeting, ReviewForm(meeting=meeting, holders=holders_of(request.actor, meeting), found=found)
        )
    return form_page(
        request, form, heading=_("Take in the list of participants"), button=_("Read the file"), multipart=True,
        crumbs=meeting_trail(meeting, (_("List of participants"), "")),
        lead=_("Nothing is saved before you have looked through the names."),
    )  # fmt: skip


def _save(request: PortalRequest, meeting: Meeting) -> HttpResponse:
    form = ReviewForm(request.POST, meeting=meeting, holders=holders_of(request.actor, meeting))
    if form.is_valid():
        facts = form.facts()
        seats = {seat_id: Particulars(**online) for seat_id, online in facts["seats"].items()}
        guests = [Guest(each["name"], online=Particulars(**each["online"])) for each in facts["guests"]]
        try:
            record_participants(request.actor, meeting_id=meeting.pk, seats=seats, guests=guests)
        except ValidationError as refused:
            form.take(refused)
        else:
            messages.success(request, _("The list of participants is taken in. Record the others now."))
            return redirect("committee:attendance", pk=meeting.pk)
    return _review(request, meeting, form)


def _review(request: PortalRequest, meeting: Meeting, form: ReviewForm) -> HttpResponse:
    context = {
        "meeting": meeting,
        "form": form,
        "identified": IDENTIFIED,
        "crumbs": meeting_trail(meeting, (_("List of participants"), "")),
        "example": meeting.is_example,
    }
    return render(request, "committee/participants_review.html", context, status=form.status)
