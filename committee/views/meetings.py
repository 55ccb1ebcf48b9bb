from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from committee.forms.agenda import AgendaForm
from committee.forms.meetings import CancelForm, CloseForm, MeetingForm, PlanForm
from committee.models import AgendaItem, Holder, Meeting, Minutes
from committee.models.attendance import AttendanceKind
from committee.models.section import AgendaSection
from committee.services.meetings import cancel_meeting, change_meeting, close_meeting, complete_meeting, plan_meeting
from committee.views.pages import PAGE_SIZE, Crumbs, form_page, meetings_trail
from committee.views.steps import meeting_step
from ecotown.kernel import rules
from ecotown.kernel.http import PortalRequest
from ecotown.kernel.rules import Actor


def meeting_trail(meeting: Meeting, *places: tuple[object, str]) -> Crumbs:
    return meetings_trail((meeting, reverse("committee:meeting", args=[meeting.pk])), *places)


def quorum_of(meeting: Meeting, holders: list[Holder]) -> dict[str, Any]:
    """The quorum as it stands: frozen once the meeting is closed; until then heads present against filled seats."""
    if meeting.quorum_needed is not None:
        return {
            "seats": meeting.seats_filled, "needed": meeting.quorum_needed, "present": meeting.quorum_present,
            "reached": meeting.had_quorum, "unrecorded": 0,
        }  # fmt: skip
    rows = {row.seat_id: row for row in meeting.attendances.all() if row.kind != AttendanceKind.GUEST}
    came = {
        each.person_id for each in holders if each.seat_id in rows and rows[each.seat_id].kind == AttendanceKind.PRESENT
    }
    needed = meeting.body.quorum_of(len(holders))
    return {
        "seats": len(holders), "needed": needed, "present": len(came),
        "reached": bool(holders) and len(came) >= needed,
        "unrecorded": sum(1 for each in holders if each.seat_id not in rows),
    }  # fmt: skip


def holders_of(actor: Actor, meeting: Meeting) -> list[Holder]:
    return list(Holder.objects.visible_to(actor).of_body_on(meeting.body_id, meeting.held_on))


def by_section(meeting: Meeting, items: list[AgendaItem]) -> list[tuple[AgendaSection, list[AgendaItem]]]:
    """The agenda as it is printed; a matter whose section the meeting leaves out is not lost."""
    sections = meeting.agenda_sections
    known = {each.section for each in sections}
    sections += [meeting.section_of(section) for section in sorted({item.section for item in items} - known)]
    return [(each, [item for item in items if item.section == each.section]) for each in sections]


@require_safe
def meetings(request: PortalRequest) -> HttpResponse:
    page = Paginator(Meeting.objects.visible_to(request.actor).for_list(), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "may_plan": rules.allows(request.actor, "meeting.plan"),
        "may_see_people": rules.allows(request.actor, "person.add"),
        "may_see_accounts": rules.allows(request.actor, "account.give"),
        "crumbs": meetings_trail(),
    }
    return render(request, "committee/meetings_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_plan(request: PortalRequest) -> HttpResponse:
    rules.require(request.actor, "meeting.plan")
    form = PlanForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and (made := form.send(plan_meeting, request.actor)):
        messages.success(
            request, _("Meeting %(number)s is planned. Next: its agenda.") % {"number": made.display_number}
        )
        return redirect("committee:meeting", pk=made.pk)
    return form_page(
        request, form, heading=_("Plan a meeting"), button=_("Plan"), crumbs=meetings_trail((_("Plan a meeting"), ""))
    )


@require_safe
def meeting(request: PortalRequest, pk: int) -> HttpResponse:
    meeting = get_object_or_404(Meeting.objects.visible_to(request.actor).for_page(), pk=pk)
    minutes = Minutes.objects.visible_to(request.actor).of_meeting(pk)
    holders = holders_of(request.actor, meeting)
    quorum, people = quorum_of(meeting, holders), list(meeting.attendances.all())
    items = list(meeting.agenda.all())
    may_resolve = rules.allows(request.actor, "resolution.record", items[0]) if items else False
    context = {
        "meeting": meeting,
        "minutes": minutes,
        "quorum": quorum,
        "came": [row for row in people if row.kind == AttendanceKind.PRESENT],
        "missed": [row for row in people if row.kind == AttendanceKind.ABSENT],
        "guests": [row for row in people if row.kind == AttendanceKind.GUEST],
        "sections": by_section(meeting, items),
        "resolutions": sum(len(item.resolutions.all()) for item in items),
        "next": meeting_step(request.actor, meeting, minutes, quorum["unrecorded"]),
        "may_change": rules.allows(request.actor, "meeting.change", meeting),
        "may_arrange": rules.allows(request.actor, "agenda.add", meeting),
        "may_attend": rules.allows(request.actor, "attendance.record", meeting),
        "may_complete": rules.allows(request.actor, "meeting.complete", meeting),
        "may_resolve": may_resolve and meeting.held_on <= request.actor.on,
        "may_begin": minutes is None and rules.allows(request.actor, "minutes.begin", meeting),
        "agenda_form": AgendaForm(meeting=meeting),
        "crumbs": meeting_trail(meeting),
        "example": meeting.is_example,
    }
    return render(request, "committee/meeting_page.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_change(request: PortalRequest, pk: int) -> HttpResponse:
    meeting = get_object_or_404(Meeting.objects.visible_to(request.actor), pk=pk)
    rules.require(request.actor, "meeting.change", meeting)
    as_it_is = {
        "number": (meeting.number, meeting.be_year), "held_on": meeting.held_on, "venue": meeting.venue, "mode": meeting.mode,
    }  # fmt: skip
    form = MeetingForm(request.POST or None, initial=as_it_is)
    if request.method == "POST" and form.send(change_meeting, request.actor, meeting_id=pk):
        messages.success(request, _("The change has been saved."))
        return redirect("committee:meeting", pk=pk)
    return form_page(
        request, form, heading=_("Change meeting %(number)s") % {"number": meeting.display_number}, button=_("Save"),
        crumbs=meeting_trail(meeting, (_("Change"), "")),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_cancel(request: PortalRequest, pk: int) -> HttpResponse:
    meeting = get_object_or_404(Meeting.objects.visible_to(request.actor), pk=pk)
    rules.require(request.actor, "meeting.cancel", meeting)
    form = CancelForm(request.POST or None)
    if request.method == "POST" and form.send(cancel_meeting, request.actor, meeting_id=pk):
        messages.success(request, _("Meeting %(number)s is cancelled.") % {"number": meeting.display_number})
        return redirect("committee:meeting", pk=pk)
    return form_page(
        request, form, heading=_("Cancel meeting %(number)s") % {"number": meeting.display_number},
        button=_("Cancel the meeting"), crumbs=meeting_trail(meeting, (_("Cancel the meeting"), "")),
        lead=_("Its number stays taken. This cannot be undone."),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_close(request: PortalRequest, pk: int) -> HttpResponse:
    """Closes a planned meeting; of one that is over it fills in what the source did not say."""
    meeting = get_object_or_404(Meeting.objects.visible_to(request.actor).for_page(), pk=pk)
    act, close = (
        ("meeting.complete", complete_meeting) if meeting.state == "closed" else ("meeting.close", close_meeting)
    )
    rules.require(request.actor, act, meeting)
    quorum = quorum_of(meeting, holders_of(request.actor, meeting))
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
    )  # fmt: skip


def _lead(quorum: dict[str, Any]) -> str:
    if quorum["unrecorded"]:
        return _("Of %(count)s filled seats it is not recorded yet whether their holders came.") % {
            "count": quorum["unrecorded"]
        }
    facts = {"present": quorum["present"], "seats": quorum["seats"], "needed": quorum["needed"]}
    if quorum["reached"]:
        return _("%(present)s of %(seats)s members came, the quorum is %(needed)s: it is reached.") % facts
    return (
        _(
            "%(present)s of %(seats)s members came, the quorum is %(needed)s: it is not reached, so no resolution takes effect."
        )
        % facts
    )
