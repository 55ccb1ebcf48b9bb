"""A meeting is called, held and closed."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from committee import online
from committee.forms.meetings import CallForm, CloseForm, OnlineForm
from committee.models import Attendance, Meeting
from committee.models.attendance import quorum_of
from committee.quorum import Quorum
from committee.services.meetings import call_meeting, close_meeting, complete_meeting, describe_online
from committee.views.meetings import holders_of, meeting_trail
from committee.views.pages import form_page
from ecotown.kernel import rules, thai
from ecotown.kernel.http import PortalRequest


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_close(request: PortalRequest, pk: int) -> HttpResponse:
    """Closes a planned meeting; of one that is over it fills in what the source did not say."""
    meeting = get_object_or_404(Meeting.objects.visible_to(request.actor).with_attendance(), pk=pk)
    act, close = (
        ("meeting.complete", complete_meeting) if meeting.state == "closed" else ("meeting.close", close_meeting)
    )
    rules.require(request.actor, act, meeting)
    people = list(meeting.attendances.all())
    quorum = quorum_of(meeting, holders_of(request.actor, meeting), people)
    form = CloseForm(request.POST or None, meeting=meeting)
    if request.method == "POST" and (done := form.send(close, request.actor, meeting_id=pk)):
        words = (
            _("Meeting %(number)s is closed with a quorum.")
            if done.had_quorum
            else _("Meeting %(number)s is closed without a quorum.")
        )
        messages.success(request, words % {"number": done.display_number})
        return redirect("committee:meeting", pk=pk)
    return form_page(
        request, form, heading=_("Close meeting %(number)s") % {"number": meeting.display_number},
        button=_("Close the meeting"), crumbs=meeting_trail(meeting, (_("Close the meeting"), "")), lead=_lead(quorum),
        missing=missing_of(meeting, people),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_call(request: PortalRequest, pk: int) -> HttpResponse:
    """The day the invitation went out, and the reason of urgency where that was late."""
    meeting = get_object_or_404(Meeting.objects.visible_to(request.actor).select_related("body"), pk=pk)
    rules.require(request.actor, "meeting.call", meeting)
    as_it_is = {"called_on": meeting.called_on or request.actor.on, "urgent_reason": meeting.urgent_reason}
    form = CallForm(request.POST or None, initial=as_it_is)
    if request.method == "POST" and form.send(call_meeting, request.actor, meeting_id=pk):
        messages.success(request, _("The invitation is recorded."))
        return redirect("committee:meeting", pk=pk)
    lead = _("Between invitation and meeting this body asks for %(days)s clear days. The meeting is on %(day)s.")
    return form_page(
        request, form, heading=_("Invitation to meeting %(number)s") % {"number": meeting.display_number},
        button=_("Record the invitation"), crumbs=meeting_trail(meeting, (_("Invitation"), "")),
        lead=lead % {"days": meeting.body.notice_days, "day": thai.long_date(meeting.held_on)},
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_online(request: PortalRequest, pk: int) -> HttpResponse:
    """What is kept of a meeting through electronic means."""
    meeting = get_object_or_404(Meeting.objects.visible_to(request.actor).with_attendance(), pk=pk)
    rules.require(request.actor, "meeting.online", meeting)
    as_it_is = {name: getattr(meeting, name) for name in OnlineForm.base_fields}
    form = OnlineForm(request.POST or None, initial=as_it_is)
    if request.method == "POST" and form.send(describe_online, request.actor, meeting_id=pk):
        messages.success(request, _("The change has been saved."))
        return redirect("committee:meeting", pk=pk)
    return form_page(
        request, form, heading=_("Record of the online meeting %(number)s") % {"number": meeting.display_number},
        button=_("Save"), crumbs=meeting_trail(meeting, (_("Online meeting"), "")),
        missing=online.missing(meeting, meeting.attendances.all()),
    )  # fmt: skip


def missing_of(meeting: Meeting, people: list[Attendance]) -> list[str]:
    """What the record would lack, were the meeting closed now: particulars, letters of delegation."""
    unlettered = [row.name for row in people if row.lacks_letter]
    letters = [_("The letter of delegation of: %(names)s") % {"names": ", ".join(unlettered)}] if unlettered else []
    return letters + online.missing(meeting, people)


def _lead(quorum: Quorum) -> str:
    if quorum.unrecorded:
        return _("Of %(count)s filled seats it is not recorded yet whether their holders came.") % {
            "count": quorum.unrecorded
        }
    facts = {"present": quorum.present, "seats": quorum.seats, "needed": quorum.needed}
    if quorum.reached:
        return _("%(present)s of %(seats)s members came, the quorum is %(needed)s: it is reached.") % facts
    return (
        _(
            "%(present)s of %(seats)s members came, the quorum is %(needed)s: it is not reached, so no resolution takes effect."
        )
        % facts
    )
