"""Meetings: planned, called, changed, cancelled, closed."""

from datetime import date, time
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from committee import online, renewal
from committee.models import AgendaItem, Attendance, Body, FollowUp, Holder, Meeting, Minutes, OfficeSetting
from committee.models.attendance import AttendanceKind, quorum_of
from committee.models.meeting import MeetingMode
from committee.models.section import Section
from committee.states import MEETING_FLOW
from ecotown.kernel import rules, thai
from ecotown.kernel.journal import record
from ecotown.kernel.rules import Actor


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
    begins_at: time | None = None,
    online_place: str = "",
    adjourned_from_id: int | None = None,
    is_example: bool = False,
) -> Meeting:
    """A meeting with the sections of its body's agenda, each with its standing item.

    The adoption item names the last minutes that wait for it, or says that there are none; each open follow-up of the
    body returns as a matter of its own. A meeting called again takes over the matters of the one without a quorum.
    """
    body = Body.objects.visible_to(actor).select_for_update().get(pk=body_id)
    rules.require(actor, "meeting.plan", body)
    _check_number(body, number, be_year, held_on)
    first = _called_again(actor, body, held_on, adjourned_from_id)
    meeting = Meeting.objects.create(
        body=body, number=number, be_year=be_year, held_on=held_on, venue=venue, mode=mode, begins_at=begins_at,
        online_place=online_place, adjourned_from=first, sections=body.agenda_template, is_example=is_example,
    )  # fmt: skip
    _fill_agenda(meeting)
    record(actor, "meeting.plan", meeting, after=_facts(meeting))
    return meeting


@transaction.atomic
def change_meeting(
    actor: Actor, *, meeting_id: int, number: int, be_year: int, held_on: date, venue: str, mode: str,
    begins_at: time | None = None, online_place: str = "",
) -> Meeting:  # fmt: skip
    meeting = Meeting.objects.hold(actor, meeting_id)
    rules.require(actor, "meeting.change", meeting)
    Body.objects.select_for_update().get(pk=meeting.body_id)
    _check_number(meeting.body, number, be_year, held_on, but=meeting)
    _called_again(actor, meeting.body, held_on, meeting.adjourned_from_id, but=meeting)
    before, gone = _facts(meeting), _take_back_notice(meeting) if held_on != meeting.held_on else {}
    meeting.number, meeting.be_year, meeting.held_on, meeting.begins_at = number, be_year, held_on, begins_at
    meeting.venue, meeting.mode, meeting.online_place = venue, mode, online_place
    names = ["number", "be_year", "held_on", "begins_at", "venue", "mode", "online_place", "called_on", "urgent_reason"]
    meeting.save(update_fields=names)
    record(actor, "meeting.change", meeting, before=before, after={**_facts(meeting), **gone})
    return meeting


@transaction.atomic
def call_meeting(actor: Actor, *, meeting_id: int, called_on: date, urgent_reason: str = "") -> Meeting:
    """The day the invitation went out. With fewer clear days than the body's rule asks, the reason of urgency."""
    meeting = Meeting.objects.hold(actor, meeting_id)
    rules.require(actor, "meeting.call", meeting)
    if called_on > actor.on:
        raise ValidationError({"called_on": _("An invitation that has gone out went out by today.")})
    if called_on > meeting.held_on:
        raise ValidationError({"called_on": _("An invitation goes out before the meeting.")})
    meeting.called_on = called_on
    if meeting.is_short_notice and not urgent_reason:
        raise ValidationError(
            {
                "urgent_reason": _(
                    "Between invitation and meeting there are %(days)s clear days, and %(needed)s are needed: give the reason of urgency."
                )
                % {"days": max(meeting.clear_days or 0, 0), "needed": meeting.body.notice_days}
            }
        )
    meeting.urgent_reason = urgent_reason if meeting.is_short_notice else ""
    meeting.save(update_fields=["called_on", "urgent_reason"])
    record(
        actor, "meeting.call", meeting, after={"called_on": called_on, "clear_days": meeting.clear_days},
        reason=meeting.urgent_reason,
    )  # fmt: skip
    return meeting


@transaction.atomic
def describe_online(
    actor: Actor, *, meeting_id: int, online_place: str, recording: str, unrecorded_reason: str, incidents: str
) -> Meeting:
    """What is kept of a meeting through electronic means; the recording is often at hand only after it is closed."""
    meeting = Meeting.objects.hold(actor, meeting_id)
    rules.require(actor, "meeting.online", meeting)
    if recording and unrecorded_reason:
        raise ValidationError(
            {"unrecorded_reason": _("Either a recording is kept, or there is a reason why there is none.")}
        )
    names = ("online_place", "recording", "unrecorded_reason", "incidents")
    before = {name: getattr(meeting, name) for name in names}
    meeting.online_place, meeting.recording = online_place, recording
    meeting.unrecorded_reason, meeting.incidents = unrecorded_reason, incidents
    meeting.save(update_fields=names)
    after = {name: getattr(meeting, name) for name in names}
    record(actor, "meeting.online", meeting, before=before, after=after)
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
def close_meeting(actor: Actor, *, meeting_id: int, **facts: Any) -> Meeting:
    """End the meeting and freeze its quorum: from here on its resolutions are in effect, if there was one.

    `facts` are those of `_freeze`.
    """
    meeting = Meeting.objects.hold(actor, meeting_id)
    rules.require(actor, "meeting.close", meeting)
    _check_online(actor, meeting)
    meeting.state = MEETING_FLOW.after(meeting.state, "close")
    return _freeze(actor, "meeting.close", meeting, **facts)


@transaction.atomic
def complete_meeting(actor: Actor, *, meeting_id: int, **facts: Any) -> Meeting:
    """Fill in what was unknown of a meeting that is over, once its papers are at hand."""
    meeting = Meeting.objects.hold(actor, meeting_id)
    rules.require(actor, "meeting.complete", meeting)
    return _freeze(actor, "meeting.complete", meeting, **facts)


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


def _take_back_notice(meeting: Meeting) -> dict[str, object]:
    """An invitation and the answers to it were for the old day. What went, for the journal."""
    replies = meeting.replies.order_by("pk")
    gone: dict[str, object] = {
        "called_on_before": meeting.called_on,
        "replies_taken_off": [[each.seat_id, each.kind] for each in replies],
    }
    replies.delete()
    meeting.called_on, meeting.urgent_reason = None, ""
    return gone


def _called_again(
    actor: Actor, body: Body, held_on: date, meeting_id: int | None, but: Meeting | None = None
) -> Meeting | None:
    """The meeting without a quorum in whose place this one is called, within the days of the body's rule."""
    if meeting_id is None:
        return None
    first = Meeting.objects.visible_to(actor).without_quorum().filter(body_id=body.pk, pk=meeting_id).first()
    if first is None:
        raise ValidationError(
            {"adjourned_from": _("Only a closed meeting of the same body that had no quorum is called again.")}
        )
    others = first.called_again.exclude(state="cancelled")
    if (others.exclude(pk=but.pk) if but else others).exists():
        raise ValidationError({"adjourned_from": _("That meeting has been called again already.")})
    if not 0 < (held_on - first.held_on).days <= body.adjourned_days:
        sentence = _(
            "Called again means within %(days)s days after %(day)s; later than that it is a meeting of its own."
        )
        facts = {"days": body.adjourned_days, "day": thai.long_date(first.held_on)}
        raise ValidationError({"adjourned_from" if but is None else "held_on": sentence % facts})
    return first


def _fill_agenda(meeting: Meeting) -> None:
    for section in meeting.agenda_sections:
        if section.section == Section.ADOPTION:
            AgendaItem.objects.append(meeting, section.section, **renewal.to_adopt(meeting))
        else:
            AgendaItem.objects.append(meeting, section.section, section.name)
    renewal.bring_in(meeting, list(FollowUp.objects.open_of(meeting.body_id).with_resolution()))
    if meeting.adjourned_from is not None:
        for item in meeting.adjourned_from.agenda.exclude(section__in=[Section.ADOPTION, Section.FOLLOW_UP]):
            # What an upper app has put there is put here by that app again.
            if not item.is_standing and not item.is_tied:
                AgendaItem.objects.carry(item, meeting)


def _facts(meeting: Meeting) -> dict[str, object]:
    return {
        "number": meeting.display_number, "held_on": meeting.held_on, "begins_at": meeting.begins_at,
        "venue": meeting.venue, "mode": meeting.mode, "adjourned_from": meeting.adjourned_from,
    }  # fmt: skip


def _check_online(actor: Actor, meeting: Meeting) -> None:
    """Where the office has switched it on, an online meeting is not closed while its particulars are missing."""
    if not OfficeSetting.objects.filter(province_id=actor.province, needs_online_record=True).exists():
        return
    missing = online.missing(meeting, meeting.attendances.all())
    if missing:
        raise ValidationError([_("The record of the online meeting is not complete yet."), *missing])


def _freeze(
    actor: Actor, act: str, meeting: Meeting, *, started_at: time, ended_at: time, presided_by_id: int | None = None,
    stand_in_seat_id: int | None = None, presided_post: str = "",
) -> Meeting:  # fmt: skip
    """Count heads, not seats. Who presided is a member, or came in place of the holder of `stand_in_seat_id`."""
    if ended_at <= started_at:
        raise ValidationError({"ended_at": _("The meeting ends after it begins.")})
    filled = list(Holder.objects.of_body_on(meeting.body_id, meeting.held_on))
    if not filled:
        raise ValidationError(
            _("No seat of this body is filled on the day of the meeting: without members there is no quorum.")
        )
    rows = list(meeting.attendances.select_related("seat", "person").exclude(kind=AttendanceKind.GUEST))
    known = {row.seat_id for row in rows}
    missing = [holder.seat.post for holder in filled if holder.seat_id not in known]
    if missing:
        raise ValidationError(_("Record first whether these came: %(posts)s") % {"posts": ", ".join(missing)})
    chair = _chair_of_the_day(rows, presided_by_id, stand_in_seat_id)
    counted = quorum_of(meeting, filled, rows)
    meeting.presided_by = chair.person if chair.kind == AttendanceKind.PRESENT else None
    meeting.presided_name, meeting.presided_post = chair.name, presided_post or chair.post
    meeting.seats_filled, meeting.quorum_needed, meeting.quorum_present = counted.seats, counted.needed, counted.present
    meeting.started_at, meeting.ended_at = started_at, ended_at
    meeting.save()
    record(
        actor, act, meeting,
        after={
            "started_at": started_at, "ended_at": ended_at, "presided_by": chair.name, "seats_filled": counted.seats,
            "quorum_needed": counted.needed, "quorum_present": counted.present,
        },
    )  # fmt: skip
    return meeting


def _chair_of_the_day(rows: list[Attendance], person_id: int | None, seat_id: int | None) -> Attendance:
    for row in rows:
        is_member = row.kind == AttendanceKind.PRESENT and row.person_id == person_id
        if row.counts and (is_member or (row.kind == AttendanceKind.SUBSTITUTE and row.seat_id == seat_id)):
            return row
    raise ValidationError(
        {"presided_by": _("Only somebody who was present and counts for the quorum can have presided.")}
    )
