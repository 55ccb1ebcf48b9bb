from collections import Counter
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from committee import online
from committee.forms.agenda import AgendaForm
from committee.forms.meetings import CancelForm, MeetingForm, PlanForm
from committee.models import Attendance, Body, Holder, Meeting, Minutes, Reply
from committee.models.attendance import AttendanceKind, quorum_of
from committee.renewal import renewal_of
from committee.services.meetings import cancel_meeting, change_meeting, plan_meeting
from committee.views.pages import PAGE_SIZE, Crumbs, form_page, meetings_trail
from committee.views.steps import meeting_step
from ecotown.kernel import rules
from ecotown.kernel.http import PortalRequest
from ecotown.kernel.rules import Actor


def meeting_trail(meeting: Meeting, *places: tuple[object, str]) -> Crumbs:
    return meetings_trail((meeting, reverse("committee:meeting", args=[meeting.pk])), *places)


def holders_of(actor: Actor, meeting: Meeting) -> list[Holder]:
    return list(Holder.objects.visible_to(actor).of_body_on(meeting.body_id, meeting.held_on))


@require_safe
def meetings(request: PortalRequest) -> HttpResponse:
    """All meetings, or with `?body=` those of one body."""
    asked = request.GET.get("body", "")
    body = get_object_or_404(Body.objects.visible_to(request.actor), pk=asked) if asked.isdecimal() else None
    rows = Meeting.objects.visible_to(request.actor).for_list(body)
    context = {
        "page": Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page")),
        "body": body,
        "query": f"body={body.pk}&" if body else "",
        "may_plan": rules.allows(request.actor, "meeting.plan"),
        "may_enter_old": rules.allows(request.actor, "meeting.enter_old"),
        "may_see_people": rules.allows(request.actor, "person.add"),
        "may_see_accounts": rules.allows(request.actor, "account.give"),
        "crumbs": meetings_trail(),
    }
    return render(request, "committee/meetings_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_plan(request: PortalRequest) -> HttpResponse:
    rules.require(request.actor, "meeting.plan")
    form = PlanForm(request.POST or None, actor=request.actor, asked=request.GET.get("body", ""))
    if request.method == "POST" and (made := form.send(plan_meeting, request.actor)):
        messages.success(
            request, _("Meeting %(number)s is planned. Next: its agenda.") % {"number": made.display_number}
        )
        if gap := Meeting.objects.missing_before(made):
            numbers = ", ".join(f"{number}/{made.be_year}" for number in gap[:GAP_SHOWN]) + "…" * (len(gap) > GAP_SHOWN)
            messages.warning(request, _("No meeting of these numbers is on record: %(numbers)s") % {"numbers": numbers})
        return redirect("committee:meeting", pk=made.pk)
    return form_page(
        request, form, heading=_("Plan a meeting"), button=_("Plan"), crumbs=meetings_trail((_("Plan a meeting"), ""))
    )


@require_safe
def meeting(request: PortalRequest, pk: int) -> HttpResponse:
    actor = request.actor
    meeting = get_object_or_404(Meeting.objects.visible_to(actor).for_page(), pk=pk)
    minutes = Minutes.objects.visible_to(actor).of_meeting(pk)
    holders = holders_of(actor, meeting)
    people, items = list(meeting.attendances.all()), list(meeting.agenda.all())
    quorum, invited = quorum_of(meeting, holders, people), invitation(actor, meeting, holders)
    may_resolve = rules.allows(actor, "resolution.record", items[0]) if items else False
    context = {
        "meeting": meeting,
        "minutes": minutes,
        "quorum": quorum,
        **attended(people),
        "sections": meeting.sections_with(items),
        "resolutions": sum(len(item.resolutions.all()) for item in items),
        "next": meeting_step(actor, meeting, minutes, quorum.unrecorded, invited["asked"]),
        **rights(actor, meeting),
        **invited,
        "renewal": renewal_of(meeting, items) if rules.allows(actor, "agenda.renew", meeting) else None,
        "later": rules.allows(actor, "meeting.plan") and Meeting.objects.planned_after(meeting).exists(),
        "online_missing": online.missing(meeting, people) if meeting.held_on <= actor.on else [],
        "may_resolve": may_resolve and meeting.held_on <= actor.on,
        "may_begin": minutes is None and rules.allows(actor, "minutes.begin", meeting),
        "agenda_form": AgendaForm(meeting=meeting),
        "crumbs": meeting_trail(meeting),
        "example": meeting.is_example,
    }
    return render(request, "committee/meeting_page.html", context)


def rights(actor: Actor, meeting: Meeting) -> dict[str, bool]:
    acts = {
        "may_change": "meeting.change", "may_call": "meeting.call", "may_describe": "meeting.online",
        "may_arrange": "agenda.add", "may_lay": "agenda_paper.add", "may_attend": "attendance.record",
        "may_complete": "meeting.complete",
    }  # fmt: skip
    return {name: rules.allows(actor, act, meeting) for name, act in acts.items()}


def attended(people: list[Attendance]) -> dict[str, list[Attendance]]:
    """Under the headings of the minutes: a substitute came, and so did a member."""
    return {
        "came": [row for row in people if row.kind in (AttendanceKind.PRESENT, AttendanceKind.SUBSTITUTE)],
        "missed": [row for row in people if row.kind == AttendanceKind.ABSENT],
        "guests": [row for row in people if row.kind == AttendanceKind.GUEST],
    }


def invitation(actor: Actor, meeting: Meeting, holders: list[Holder]) -> dict[str, Any]:
    """Who was asked and what they said; `asked` are the own seats of which nothing has been said yet."""
    replies = Reply.objects.by_seat(meeting) if meeting.state == "planned" else {}
    answers = [(holder, replies.get(holder.seat_id)) for holder in holders]
    mine = [holder for holder in holders if holder.person_id == actor.person_id]
    is_open = rules.allows(actor, "reply.give", meeting)
    said = Counter(reply.get_kind_display() if reply else NO_REPLY for _holder, reply in answers)
    return {
        "answers": answers if rules.allows(actor, "reply.enter", meeting) else [],
        "said": [(word, count) for word, count in said.items()],
        "own": [(holder, replies.get(holder.seat_id)) for holder in mine] if is_open else [],
        "asked": [holder for holder in mine if is_open and holder.seat_id not in replies],
    }


NO_REPLY = "ยังไม่ตอบรับ"
# Of a gap in the numbers the first few are named.
GAP_SHOWN = 5


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_change(request: PortalRequest, pk: int) -> HttpResponse:
    meeting = get_object_or_404(Meeting.objects.visible_to(request.actor), pk=pk)
    rules.require(request.actor, "meeting.change", meeting)
    as_it_is = {
        "number": (meeting.number, meeting.be_year), "held_on": meeting.held_on, "begins_at": meeting.begins_at,
        "venue": meeting.venue, "mode": meeting.mode, "online_place": meeting.online_place,
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
