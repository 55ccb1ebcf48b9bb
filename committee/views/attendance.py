from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from committee.forms.attendance import AttendanceForm
from committee.models import Meeting
from committee.services.attendance import Guest, Presence, record_attendance
from committee.views.meetings import holders_of, meeting_trail, quorum_of
from ecotown.kernel import rules
from ecotown.kernel.http import PortalRequest


@require_http_methods(["GET", "HEAD", "POST"])
def attendance(request: PortalRequest, pk: int) -> HttpResponse:
    """The list of the day; each row is saved when it is ticked, the button saves all of it."""
    meeting = get_object_or_404(Meeting.objects.visible_to(request.actor).for_page(), pk=pk)
    rules.require(request.actor, "attendance.record", meeting)
    holders = holders_of(request.actor, meeting)
    form = AttendanceForm(request.POST or None, holders=holders, recorded=meeting.attendances.all())
    if request.method == "POST" and form.is_valid():
        try:
            _save(request, meeting, form)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            if not request.htmx:
                messages.success(request, _("The attendance has been saved."))
                return redirect("committee:meeting", pk=pk)
            meeting = Meeting.objects.visible_to(request.actor).for_page().get(pk=pk)
    context = {
        "meeting": meeting,
        "form": form,
        "quorum": quorum_of(meeting, holders),
        "crumbs": meeting_trail(meeting, (_("Attendance"), "")),
        "example": meeting.is_example,
    }
    template = "committee/_meeting_quorum.html" if request.htmx else "committee/attendance_page.html"
    return render(request, template, context, status=422 if form.is_bound and form.errors else 200)


def _save(request: PortalRequest, meeting: Meeting, form: AttendanceForm) -> None:
    guests = form.people()
    record_attendance(
        request.actor,
        meeting_id=meeting.pk,
        rows=[Presence(*row) for row in form.presences()],
        guests=None if guests is None else [Guest(*each) for each in guests],
    )
