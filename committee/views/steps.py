"""The one next act of a meeting and of its minutes, and what still stands in its way."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from committee.models import Holder, Meeting, Minutes
from committee.models.attendance import AttendanceKind
from ecotown.kernel import rules
from ecotown.kernel.rules import Actor

Step = dict[str, Any]


def meeting_step(
    actor: Actor, meeting: Meeting, minutes: Minutes | None, unrecorded: int, asked: Sequence[Holder] = ()
) -> Step:
    """`unrecorded`: filled seats of which nobody has said whether their holder came; `asked`: own seats without a reply."""
    if asked and meeting.held_on >= actor.on and not rules.allows(actor, "meeting.call", meeting):
        return {
            "what": _("Say whether you will come"),
            "note": _("The office counts on it for the quorum."),
            "href": reverse("committee:reply", args=[meeting.pk, asked[0].seat_id]),
            "button": _("Answer the invitation"),
        }
    if not rules.allows(actor, "minutes.begin", meeting):
        return _for_readers(meeting, minutes)
    if meeting.state == "planned":
        return _before_closing(actor, meeting, unrecorded)
    if minutes is None:
        return {
            "what": _("Begin the minutes"),
            "note": _("A draft with a place for the text under each matter of the agenda."),
            "form": "begin-minutes",
            "button": _("Begin the minutes"),
        }
    return minutes_step(actor, minutes)


def _for_readers(meeting: Meeting, minutes: Minutes | None) -> Step:
    if meeting.state == "planned":
        return {
            "what": _("Prepare for the meeting"),
            "note": _("Agenda and papers stand below."),
            "href": "#agenda",
            "button": _("Read the agenda"),
        }
    if minutes is not None:
        return {
            "what": _("Read the minutes"),
            "href": reverse("committee:minutes", args=[meeting.pk]),
            "button": _("Read the minutes"),
        }
    return {
        "what": _("The minutes have not been circulated yet."),
        "href": reverse("committee:meetings"),
        "button": _("All meetings"),
    }


def _before_closing(actor: Actor, meeting: Meeting, unrecorded: int) -> Step:
    if meeting.held_on > actor.on and all(item.is_standing for item in meeting.agenda.all()):
        return {
            "what": _("Prepare the agenda"),
            "note": _("Invitation and replies follow."),
            "href": "#add-matter",
            "button": _("Add a matter"),
        }
    if meeting.held_on > actor.on and (meeting.called_on is None or _lacks_urgency(meeting)):
        return {
            "what": _("Send the invitation and record it"),
            "note": _("Every member is told in time: %(days)s clear days.") % {"days": meeting.body.notice_days},
            "href": reverse("committee:meeting_call", args=[meeting.pk]),
            "button": _("Record the invitation"),
        }
    if meeting.held_on > actor.on:
        return {
            "what": _("Collect the replies"),
            "note": _("Attendance and closing follow on the day of the meeting."),
            "href": "#invitation",
            "button": _("To the replies"),
        }
    if unrecorded or not meeting.attendances.all():
        return {
            "what": _("Record who came"),
            "note": _("From it follow quorum and minutes."),
            "href": reverse("committee:attendance", args=[meeting.pk]),
            "button": _("Record the attendance"),
        }
    return {
        "what": _("Close the meeting"),
        "note": _("Once matters and resolutions are entered: closing freezes attendance and quorum."),
        "href": reverse("committee:meeting_close", args=[meeting.pk]),
        "button": _("Close the meeting"),
    }


def _lacks_urgency(meeting: Meeting) -> bool:
    return meeting.is_short_notice and not meeting.urgent_reason


def minutes_step(actor: Actor, minutes: Minutes) -> Step:
    """For the page of the meeting: where the minutes are taken further."""
    words = {
        "draft": (_("Write the minutes and circulate them"), _("Write the minutes")),
        "circulated": (_("Adopt the minutes"), _("To the minutes")),
        "adopted": (_("Seal the adopted minutes"), _("To the minutes")),
        "locked": (_("The minutes are sealed"), _("Read the minutes")),
    }
    what, button = words[minutes.state]
    return {"what": what, "button": button, "href": reverse("committee:minutes", args=[minutes.meeting_id])}


def editor_step(minutes: Minutes) -> Step:
    """For the rail beside the draft: circulate, or what blocks it, each with its way there."""
    step: Step = {
        "what": _("Send the draft to the members"),
        "button": _("Circulate the minutes"),
        "href": reverse("committee:minutes_circulate", args=[minutes.meeting_id]),
    }
    reasons = blockers(minutes)
    return {**step, "reasons": reasons} if reasons else step


def blockers(minutes: Minutes) -> list[dict[str, str]]:
    """Text and address of each thing that is missing before circulation. Of `for_page()` it costs no query."""
    meeting, reasons = minutes.meeting, []
    if meeting.quorum_needed is None:
        if not any(row.kind != AttendanceKind.GUEST for row in meeting.attendances.all()):
            href = reverse("committee:attendance", args=[meeting.pk])
            reasons.append({"text": _("Record who came, for the quorum"), "href": href})
        href = reverse("committee:meeting_close", args=[meeting.pk])
        reasons.append({"text": _("Record when the meeting began and ended, and who presided"), "href": href})
    for item in sorted(meeting.agenda.all(), key=lambda each: each.place):
        entry = getattr(item, "entry", None)
        if not (entry and entry.text) and not item.resolutions.all():
            href = f"{reverse('committee:minutes', args=[meeting.pk])}?item={item.pk}"
            text = item.title if item.is_standing else f"{item.number} {item.title}"
            reasons.append({"text": _("Write under %(item)s") % {"item": text}, "href": href})
    return reasons


def reading_step(actor: Actor, minutes: Minutes) -> Step:
    """Beside the paper: adopt, seal, or who does that."""
    pk = minutes.meeting_id
    if minutes.state == "draft":
        return {
            "what": _("Write on"),
            "href": reverse("committee:minutes", args=[pk]),
            "button": _("Back to the draft"),
        }
    if rules.allows(actor, "minutes.adopt", minutes):
        href = reverse("committee:minutes_adopt", args=[pk])
        return {"what": _("Adopt the minutes"), "href": href, "button": _("Record the adoption")}
    if rules.allows(actor, "minutes.lock", minutes):
        note = _("Freezes text and names under their hash; nothing changes them any more.")
        return {
            "what": _("Seal the adopted minutes"),
            "note": note,
            "form": "lock-minutes",
            "button": _("Seal the minutes"),
        }
    if rules.allows(actor, "correction.file", minutes):
        href = reverse("committee:correction_file", args=[pk])
        what, note = _("Read the minutes and tell the office what to correct"), _("The secretary records the adoption.")
        return {"what": what, "note": note, "href": href, "button": _("Ask for a correction")}
    if minutes.state == "circulated":
        what = _("Read the minutes and tell the office what to correct")
        note = _("The secretary records the adoption.")
    elif minutes.state == "adopted":
        what, note = _("The minutes are adopted"), _("The secretary seals them.")
    else:
        what, note = _("The minutes are sealed"), ""
    return {"what": what, "note": note, "href": reverse("committee:meeting", args=[pk]), "button": _("To the meeting")}
