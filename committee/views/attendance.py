from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from committee.forms.attendance import IDENTIFIED, AttendanceForm, LetterForm
from committee.models import Attendance, Meeting, Reply
from committee.models.attendance import AttendanceKind, quorum_of
from committee.services.attendance import (
    Guest,
    Particulars,
    Presence,
    StandIn,
    attach_letter,
    record_attendance,
    record_the_rest,
)
from committee.views.meetings import holders_of, meeting_trail
from committee.views.pages import form_page
from ecotown.kernel import files, rules
from ecotown.kernel.http import PortalRequest


@require_http_methods(["GET", "HEAD", "POST"])
def attendance(request: PortalRequest, pk: int) -> HttpResponse:
    """The list of the day; each row is saved when it is ticked, the button saves all of it."""
    meeting = get_object_or_404(Meeting.objects.visible_to(request.actor).with_attendance(), pk=pk)
    rules.require(request.actor, "attendance.record", meeting)
    holders = holders_of(request.actor, meeting)
    form = AttendanceForm(
        request.POST or None, meeting=meeting, holders=holders, recorded=meeting.attendances.all(),
        replies=Reply.objects.by_seat(meeting),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            _save(request, meeting, form)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            if not request.htmx:
                messages.success(request, _("The attendance has been saved."))
                return redirect("committee:meeting", pk=pk)
            meeting = Meeting.objects.visible_to(request.actor).with_attendance().get(pk=pk)
    people = list(meeting.attendances.all())
    context = {
        "meeting": meeting,
        "form": form,
        "quorum": quorum_of(meeting, holders, people),
        "unlettered": [row for row in people if row.lacks_letter],
        "identified": IDENTIFIED,
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
        rows=[_presence(facts) for facts in form.presences()],
        guests=None if guests is None else [_guest(facts) for facts in guests],
    )


def _presence(facts: dict[str, Any]) -> Presence:
    stand_in, online = facts.pop("stand_in", None), facts.pop("online", None)
    return Presence(
        **facts, stand_in=StandIn(**stand_in) if stand_in else None, online=Particulars(**online) if online else None
    )


def _guest(facts: dict[str, Any]) -> Guest:
    online = facts.pop("online")
    return Guest(**facts, online=Particulars(**online) if online else None)


@require_POST
def attendance_rest(request: PortalRequest, pk: int) -> HttpResponse:
    """All came, but for those who have said otherwise; what is recorded already stays."""
    get_object_or_404(Meeting.objects.visible_to(request.actor), pk=pk)
    try:
        record_the_rest(request.actor, meeting_id=pk)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, _("Everybody not recorded yet is recorded. Change what was otherwise."))
    return redirect("committee:attendance", pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def attendance_letter(request: PortalRequest, pk: int) -> HttpResponse:
    """The letter of delegation of a substitute, also when it comes late."""
    row = get_object_or_404(Attendance.objects.visible_to(request.actor).for_page(), pk=pk)
    rules.require(request.actor, "attendance.letter", row.meeting)
    if row.kind != AttendanceKind.SUBSTITUTE:
        raise Http404
    as_it_is = {"letter_number": row.letter_number, "letter_on": row.letter_on}
    form = LetterForm(request.POST or None, request.FILES or None, initial=as_it_is)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["letter"]
        kept = files.keep_upload(upload, user_id=request.actor.user_id) if upload else None
        if form.send(attach_letter, request.actor, attendance_id=pk, file_id=kept.pk if kept else None):
            messages.success(request, _("The letter is recorded: %(name)s counts.") % {"name": row.name})
            return redirect("committee:attendance", pk=row.meeting_id)
    lead = _("%(name)s came in place of %(member)s. With the letter the substitute counts for the quorum.")
    return form_page(
        request, form, heading=_("Letter of delegation"), button=_("Record the letter"), multipart=True,
        crumbs=meeting_trail(row.meeting, (_("Letter of delegation"), "")),
        lead=lead % {"name": row.name, "member": row.absent_name},
    )  # fmt: skip


@require_safe
def attendance_letter_file(request: PortalRequest, pk: int) -> HttpResponseBase:
    row = get_object_or_404(Attendance.objects.visible_to(request.actor).for_page(), pk=pk)
    rules.require(request.actor, "attendance.read_letter", row)
    if row.letter is None:
        raise Http404
    return files.response(row.letter)
