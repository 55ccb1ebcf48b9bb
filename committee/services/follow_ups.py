"""Follow-ups: opened by a resolution มอบหมาย, reported on, closed with an outcome, and opened again with a reason."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from committee.ballot import Charge
from committee.models import FollowUp, FollowUpNote, Meeting, Resolution
from committee.models.follow_up import ReportedBy
from committee.rules import OFFICE
from committee.states import FOLLOW_UP_FLOW
from ecotown.kernel import rules, thai
from ecotown.kernel.journal import record
from ecotown.kernel.rules import Actor, Role

# Who has to be named for the answer to be found again.
FROM_OUTSIDE = (ReportedBy.LETTER, ReportedBy.CALL)


@transaction.atomic
def open_follow_up(actor: Actor, *, resolution_id: int, task: str, agency: str, due: date | None = None) -> FollowUp:
    """One more task under a resolution that is on record already."""
    resolution = Resolution.objects.visible_to(actor).with_standing().get(pk=resolution_id)
    meeting = Meeting.objects.hold(actor, resolution.agenda_item.meeting_id)
    rules.require(actor, "followup.open", resolution)
    _check_due(due, meeting)
    opened = FollowUp.objects.charge(resolution, [Charge(task, agency, due)])[0]
    record(
        actor, "followup.open", opened,
        after={"resolution": resolution, "task": opened.task, "agency": opened.agency, "due": due},
    )  # fmt: skip
    return opened


@transaction.atomic
def change_follow_up(
    actor: Actor, *, follow_up_id: int, task: str, agency: str, due: date | None = None, reason: str = ""
) -> FollowUp:
    """Other words, another agency, another day."""
    follow_up = FollowUp.objects.hold(actor, follow_up_id)
    rules.require(actor, "followup.change", follow_up)
    _check_due(due, follow_up.resolution.agenda_item.meeting)
    before = {"task": follow_up.task, "agency": follow_up.agency, "due": follow_up.due}
    follow_up.task, follow_up.agency, follow_up.due = task, agency, due
    follow_up.save(update_fields=["task", "agency", "due"])
    after = {"task": follow_up.task, "agency": follow_up.agency, "due": due}
    record(actor, "followup.change", follow_up, before=before, after=after, reason=reason)
    return follow_up


@transaction.atomic
def report_on_follow_up(
    actor: Actor,
    *,
    follow_up_id: int,
    on: date,
    text: str,
    reported_by: str,
    reference: str = "",
    evidence_id: int | None = None,
) -> FollowUpNote:
    """What has been done, on which day and how the office knows. `evidence` was kept before (`files.keep_upload`)."""
    follow_up = FollowUp.objects.hold(actor, follow_up_id)
    rules.require(actor, "followup.report", follow_up)
    _check_source(actor, follow_up, reported_by, reference)
    begun = follow_up.resolution.agenda_item.meeting.held_on
    if on > actor.on:
        raise ValidationError({"on": _("This day has not come yet.")})
    if on < begun:
        raise ValidationError(
            {"on": _("The task was given on %(day)s; nothing was done on it before.") % {"day": thai.long_date(begun)}}
        )
    note = FollowUpNote.objects.create(
        follow_up=follow_up, on=on, text=text, reported_by=reported_by,
        reference=reference if reported_by != ReportedBy.PORTAL else "",
        evidence_id=evidence_id, entered_by_id=actor.user_id,
    )  # fmt: skip
    after = {"on": on, "text": note.text, "reported_by": reported_by, "reference": note.reference}
    if note.evidence is not None:
        after["sha256"] = note.evidence.sha256
    record(actor, "followup.report", follow_up, after=after)
    return note


@transaction.atomic
def close_follow_up(actor: Actor, *, follow_up_id: int, outcome: str) -> FollowUp:
    """It is done, and what came of it. It stands in no agenda planned from now on."""
    follow_up = FollowUp.objects.hold(actor, follow_up_id)
    rules.require(actor, "followup.close", follow_up)
    if not thai.normalize(outcome):
        raise ValidationError({"outcome": _("Say what came of it.")})
    follow_up.state = FOLLOW_UP_FLOW.after(follow_up.state, "close")
    follow_up.closed_on, follow_up.outcome = actor.on, outcome
    follow_up.save(update_fields=["state", "closed_on", "outcome"])
    record(actor, "followup.close", follow_up, after={"closed_on": actor.on, "outcome": follow_up.outcome})
    return follow_up


@transaction.atomic
def reopen_follow_up(actor: Actor, *, follow_up_id: int, reason: str) -> FollowUp:
    """It was not done after all: it returns to the agenda, those that are planned already included."""
    found = FollowUp.objects.visible_to(actor).with_resolution().get(pk=follow_up_id)
    # The meeting's row first, always: then those of the meetings that the task returns to.
    Meeting.objects.hold(actor, found.resolution.agenda_item.meeting_id)
    follow_up = FollowUp.objects.hold(actor, follow_up_id)
    rules.require(actor, "followup.reopen", follow_up)
    if not thai.normalize(reason):
        raise ValidationError({"reason": _("Give the reason.")})
    before = {"closed_on": follow_up.closed_on, "outcome": follow_up.outcome}
    follow_up.state = FOLLOW_UP_FLOW.after(follow_up.state, "reopen")
    follow_up.closed_on, follow_up.outcome = None, ""
    follow_up.save(update_fields=["state", "closed_on", "outcome"])
    follow_up.return_to_agendas()
    record(actor, "followup.reopen", follow_up, before=before, after={"reopened_on": actor.on}, reason=reason)
    return follow_up


def _check_due(due: date | None, meeting: Meeting) -> None:
    if due is not None and due < meeting.held_on:
        raise ValidationError({"due": _("The task is due before the meeting that gave it.")})


def _check_source(actor: Actor, follow_up: FollowUp, reported_by: str, reference: str) -> None:
    """An agency reports for itself; the office says which letter, call or meeting it has the answer from."""
    own = any(held.role == Role.AGENCY and held.organisation == follow_up.agency for held in actor.seats)
    in_office = any(actor.holds(role, follow_up.body_id) for role in OFFICE)
    if reported_by not in ReportedBy.values or (reported_by == ReportedBy.PORTAL and not own):
        raise ValidationError({"reported_by": _("Say how the agency's answer reached the office.")})
    if reported_by != ReportedBy.PORTAL and not in_office:
        raise ValidationError({"reported_by": _("Only the office enters an answer for an agency.")})
    if reported_by in FROM_OUTSIDE and not thai.normalize_name(reference):
        raise ValidationError({"reference": _("Name the letter or the caller.")})
