"""Meetings: planned, changed, cancelled, closed."""

from datetime import date, time
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from committee.models import AgendaItem, Attendance, Body, FollowUp, Holder, Meeting, Minutes, Person
from committee.models.attendance import AttendanceKind
from committee.models.meeting import MeetingMode
from committee.models.section import Section
from committee.states import MEETING_FLOW
from ecotown.kernel import rules, thai
from ecotown.kernel.journal import record
from ecotown.kernel.rules import Actor

NOTHING = "ไม่มี"


@transaction.atomic
def plan_meeting(
    actor: Actor,
    *,
    body_id: int,
    number: int,
    be_year: int,
    held_on: date,
    venue: str,
    mode: str = MeetingMode.ON_SITE,
    is_example: bool = False,
) -> Meeting:
    """A meeting with the sections of its body's agenda, each with its standing item.

    The adoption item names the last minutes that wait for it, or says that there are none; each open follow-up of the
    body returns as a matter of its own.
    """
    body = Body.objects.visible_to(actor).select_for_update().get(pk=body_id)
    rules.require(actor, "meeting.plan", body)
    _check_number(body, number, be_year, held_on)
    meeting = Meeting.objects.create(
        body=body, number=number, be_year=be_year, held_on=held_on, venue=venue, mode=mode,
        sections=body.agenda_template, is_example=is_example,
    )  # fmt: skip
    _fill_agenda(meeting)
    record(actor, "meeting.plan", meeting, after=_facts(meeting))
    return meeting


@transaction.atomic
def change_meeting(
    actor: Actor, *, meeting_id: int, number: int, be_year: int, held_on: date, venue: str, mode: str
) -> Meeting:
    meeting = Meeting.objects.hold(actor, meeting_id)
    rules.require(actor, "meeting.change", meeting)
    Body.objects.select_for_update().get(pk=meeting.body_id)
    _check_number(meeting.body, number, be_year, held_on, but=meeting)
    before = _facts(meeting)
    meeting.number, meeting.be_year, meeting.held_on, meeting.venue, meeting.mode = (
        number,
        be_year,
        held_on,
        venue,
        mode,
    )
    meeting.save(update_fields=["number", "be_year", "held_on", "venue", "mode"])
    record(actor, "meeting.change", meeting, before=before, after=_facts(meeting))
    return meeting


@transaction.atomic
def cancel_meeting(actor: Actor, *, meeting_id: int, reason: str) -> Meeting:
    """A meeting that will not be held. Its number stays taken."""
    meeting = Meeting.objects.hold(actor, meeting_id)
    rules.require(actor, "meeting.cancel", meeting)
    if meeting.agenda.filter(resolutions__isnull=False).exists() or Minutes.objects.filter(meeting=meeting).exists():
        raise ValidationError(_("Resolutions or minutes of this meeting exist: it has been held."))
    meeting.state = MEETING_FLOW.after(meeting.state, "cancel")
    meeting.save(update_fields=["state"])
    record(actor, "meeting.cancel", meeting, reason=reason)
    return meeting


@transaction.atomic
def close_meeting(
    actor: Actor, *, meeting_id: int, started_at: time, ended_at: time, presided_by_id: int, presided_post: str = ""
) -> Meeting:
    """End the meeting and freeze its quorum: from here on its resolutions are in effect, if there was one."""
    meeting = Meeting.objects.hold(actor, meeting_id)
    rules.require(actor, "meeting.close", meeting)
    state = MEETING_FLOW.after(meeting.state, "close")
    return _freeze(actor, "meeting.close", meeting, state, started_at, ended_at, presided_by_id, presided_post)


@transaction.atomic
def complete_meeting(
    actor: Actor, *, meeting_id: int, started_at: time, ended_at: time, presided_by_id: int, presided_post: str = ""
) -> Meeting:
    """Fill in what was unknown of a meeting that is over, once its papers are at hand."""
    meeting = Meeting.objects.hold(actor, meeting_id)
    rules.require(actor, "meeting.complete", meeting)
    return _freeze(
        actor, "meeting.complete", meeting, meeting.state, started_at, ended_at, presided_by_id, presided_post
    )


def _check_number(body: Body, number: int, be_year: int, held_on: date, but: Meeting | None = None) -> None:
    if thai.be_year(held_on) != be_year:
        raise ValidationError(
            {
                "held_on": _("Meetings are numbered by calendar year: a meeting of %(year)s is held in that year.")
                % {"year": be_year}
            }
        )
    others = body.meetings.exclude(pk=but.pk) if but else body.meetings.all()
    if others.filter(number=number, be_year=be_year).exists():
        raise ValidationError(
            {"number": _("Meeting %(number)s of this body exists already.") % {"number": f"{number}/{be_year}"}}
        )


def _fill_agenda(meeting: Meeting) -> None:
    for section in meeting.agenda_sections:
        if section.section == Section.ADOPTION:
            AgendaItem.objects.append(meeting, section.section, **_to_adopt(meeting))
        else:
            AgendaItem.objects.append(meeting, section.section, section.name)
    for each in FollowUp.objects.open_of(meeting.body_id).with_resolution():
        AgendaItem.objects.append(meeting, Section.FOLLOW_UP, _follow_up_title(each), follow_up=each)


def _to_adopt(meeting: Meeting) -> dict[str, Any]:
    """Title and minutes of the adoption item."""
    waiting = (
        Meeting.objects.filter(body_id=meeting.body_id, state="closed", held_on__lte=meeting.held_on)
        .exclude(minutes__state__in=["adopted", "locked"])
        .select_related("minutes")
        .order_by("be_year", "number")
        .last()
    )
    if waiting is None:
        return {"title": NOTHING}
    title = f"รับรองรายงานการประชุม ครั้งที่ {waiting.display_number} เมื่อวันที่ {thai.long_date(waiting.held_on)}"
    return {"title": title, "adopts": getattr(waiting, "minutes", None)}


def _follow_up_title(follow_up: FollowUp) -> str:
    """What was asked of whom by which meeting; a long task is told by its beginning, whole letters only."""
    meeting = follow_up.resolution.agenda_item.meeting
    task, agency = thai.shorten(thai.normalize_name(follow_up.task), 160), thai.shorten(follow_up.agency, 60)
    return f"{task} ({agency}) ตามมติที่ประชุม{meeting}"


def _facts(meeting: Meeting) -> dict[str, object]:
    return {
        "number": meeting.display_number, "held_on": meeting.held_on, "venue": meeting.venue, "mode": meeting.mode,
    }  # fmt: skip


def _freeze(
    actor: Actor, act: str, meeting: Meeting, state: str,
    started_at: time, ended_at: time, presided_by_id: int, presided_post: str,
) -> Meeting:  # fmt: skip
    """Count heads, not seats: one person on two seats is present once, and the quorum is taken of the filled seats."""
    if ended_at <= started_at:
        raise ValidationError({"ended_at": _("The meeting ends after it begins.")})
    filled = list(Holder.objects.of_body_on(meeting.body_id, meeting.held_on))
    if not filled:
        raise ValidationError(
            _("No seat of this body is filled on the day of the meeting: without members there is no quorum.")
        )
    known = {each.seat_id: each for each in meeting.attendances.exclude(kind=AttendanceKind.GUEST)}
    missing = [holder.seat.post for holder in filled if holder.seat_id not in known]
    if missing:
        raise ValidationError(_("Record first whether these came: %(posts)s") % {"posts": ", ".join(missing)})
    present = {holder.person_id for holder in filled if known[holder.seat_id].kind == AttendanceKind.PRESENT}
    meeting.presided_by, meeting.presided_post = _chair_of_the_day(actor, presided_by_id, presided_post, present, known)
    meeting.seats_filled = len(filled)
    meeting.quorum_needed, meeting.quorum_present = meeting.body.quorum_of(len(filled)), len(present)
    meeting.started_at, meeting.ended_at, meeting.state = started_at, ended_at, state
    meeting.save()
    record(
        actor, act, meeting,
        after={
            "started_at": started_at, "ended_at": ended_at, "presided_by": meeting.presided_by, "seats_filled": meeting.seats_filled,
            "quorum_needed": meeting.quorum_needed, "quorum_present": meeting.quorum_present,
        },
    )  # fmt: skip
    return meeting


def _chair_of_the_day(
    actor: Actor, person_id: int, post: str, present: set[int], known: dict[int | None, Attendance]
) -> tuple[Person, str]:
    if person_id not in present:
        raise ValidationError({"presided_by": _("Only a member who was present can have presided.")})
    person = Person.objects.visible_to(actor).get(pk=person_id)
    posts = [each.post for each in known.values() if each.person_id == person_id]
    return person, post or posts[0]
