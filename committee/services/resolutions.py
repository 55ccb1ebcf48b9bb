"""Resolutions: what the meeting resolved, in the words to be printed, and how it was voted on."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from committee.ballot import Charge, Count, Opinion, objections
from committee.models import AgendaItem, Dissent, Duty, FollowUp, Meeting, Resolution, Vote
from committee.models.meeting import MeetingState
from committee.models.resolution import ResolutionKind
from committee.models.vote import voices_on
from ecotown.kernel import rules, thai
from ecotown.kernel.conflicts import Conflict
from ecotown.kernel.journal import record
from ecotown.kernel.rules import Actor


@transaction.atomic
def record_resolution(
    actor: Actor,
    *,
    agenda_item_id: int,
    kind: str,
    text: str,
    duty_id: int | None = None,
    unopposed: bool = False,
    count: Count | None = None,
    opinions: Sequence[Opinion] = (),
    charges: Sequence[Charge] = (),
) -> Resolution:
    """While the minutes are a draft or not begun. The duty is one of an order of the same body.

    `count` is given where a vote was taken, `charges` are the tasks that a resolution มอบหมาย gives. The same sent twice
    (a second tap, a repeated request) is one resolution.
    """
    item = _open_item(actor, agenda_item_id)
    rules.require(actor, "resolution.record", item)
    if item.meeting.state == MeetingState.PLANNED and item.meeting.held_on > actor.on:
        raise ValidationError(_("The day of the meeting has not come yet."))
    for there in item.resolutions.filter(kind=kind, text=thai.normalize(text)):
        if not (count or opinions or charges) or _is_same(there, duty_id, unopposed, count, opinions, charges):
            return there
    if charges and kind != ResolutionKind.ASSIGN:
        raise ValidationError({"kind": _("Only a resolution of the kind มอบหมาย charges somebody with a task.")})
    if any(each.due is not None and each.due < item.meeting.held_on for each in charges):
        raise ValidationError(_("The task is due before the meeting that gave it."))
    _check_vote(item, kind, unopposed, count, opinions)
    last = item.resolutions.aggregate(last=Max("number"))["last"] or 0
    resolution = Resolution.objects.create(
        agenda_item=item, number=last + 1, kind=kind, text=text, unopposed=unopposed, duty=_duty_of(item, duty_id)
    )
    Vote.objects.write(resolution, count)
    Dissent.objects.write(resolution, opinions)
    opened = FollowUp.objects.charge(resolution, charges)
    record(
        actor, "resolution.record", resolution,
        after={
            "agenda_item": item, "kind": kind, "text": text, "duty": resolution.duty,
            **_said_of_vote(unopposed, count, opinions), "follow_ups": opened,
        },
    )  # fmt: skip
    return resolution


@transaction.atomic
def change_resolution(
    actor: Actor,
    *,
    resolution_id: int,
    kind: str,
    text: str,
    seen: str,
    duty_id: int | None = None,
    unopposed: bool = False,
    count: Count | None = None,
    opinions: Sequence[Opinion] = (),
) -> Resolution:
    """Correct it while the minutes are a draft. `seen` is what its writer found (`mark`): anything else is a Conflict."""
    found = Resolution.objects.visible_to(actor).get(pk=resolution_id)
    item = _open_item(actor, found.agenda_item_id)
    rules.require(actor, "resolution.change", item)
    resolution = Resolution.objects.select_for_update(of=("self",)).get(pk=resolution_id)
    if seen != resolution.mark:
        words = _("Somebody else changed this resolution while you were writing.")
        raise Conflict(words, mine=text, theirs=resolution.told, mark=resolution.mark)
    if kind != ResolutionKind.ASSIGN and resolution.follow_ups.exists():
        raise ValidationError({"kind": _("Tasks were charged by this resolution: it stays one of the kind มอบหมาย.")})
    _check_vote(item, kind, unopposed, count, opinions)
    before = {
        "kind": resolution.kind, "text": resolution.text, "duty": resolution.duty_id,
        **_said_of_vote(resolution.unopposed, _count_of(resolution), list(resolution.dissents.all())),
    }  # fmt: skip
    resolution.kind, resolution.text, resolution.duty = kind, text, _duty_of(item, duty_id)
    resolution.unopposed = unopposed
    resolution.save(update_fields=["kind", "text", "duty", "unopposed"])
    Vote.objects.write(resolution, count)
    Dissent.objects.write(resolution, opinions)
    record(
        actor, "resolution.change", resolution, before=before,
        after={
            "kind": kind, "text": text, "duty": resolution.duty, **_said_of_vote(unopposed, count, opinions),
        },
    )  # fmt: skip
    return resolution


def _open_item(actor: Actor, agenda_item_id: int) -> AgendaItem:
    """With its meeting's row held, so that minutes cannot be circulated in between."""
    found = AgendaItem.objects.visible_to(actor).get(pk=agenda_item_id)
    Meeting.objects.select_for_update(of=("self",)).get(pk=found.meeting_id)
    return AgendaItem.objects.select_related("meeting__minutes", "meeting__body").get(pk=agenda_item_id)


def _is_same(
    there: Resolution, duty_id: int | None, unopposed: bool, count: Count | None, opinions: Sequence[Opinion],
    charges: Sequence[Charge],
) -> bool:  # fmt: skip
    """Nothing but its kind and words need be compared by the caller."""
    stands = (
        there.duty_id, there.unopposed, _count_of(there),
        [(each.text, each.name) for each in there.dissents.all()],
        [(each.task, each.agency, each.due) for each in there.follow_ups.order_by("pk")],
    )  # fmt: skip
    return stands == (
        duty_id, unopposed, count,
        [(thai.normalize(each.text), thai.normalize_name(each.name)) for each in opinions],
        [(thai.normalize(each.task), thai.normalize_name(each.agency), each.due) for each in charges],
    )  # fmt: skip


def _duty_of(item: AgendaItem, duty_id: int | None) -> Duty | None:
    return None if duty_id is None else Duty.objects.get(pk=duty_id, order__body_id=item.meeting.body_id)


def _check_vote(item: AgendaItem, kind: str, unopposed: bool, count: Count | None, opinions: Sequence[Opinion]) -> None:
    """Of an old meeting the papers decide: what they do not say stays unknown."""
    names: list[str] = []
    if count is not None and count.is_secret and opinions:
        for row in item.meeting.attendances.exclude(seat=None).select_related("person"):
            names += [row.name, row.absent_name, f"{row.person.given} {row.person.family}" if row.person else ""]
    found = objections(
        kind, count=count, opinions=opinions, unopposed=unopposed, voices=voices_on(item) if count else None,
        names=names, names_are_known=not item.meeting.is_old,
    )  # fmt: skip
    if found:
        raise ValidationError(found)


def _count_of(resolution: Resolution) -> Count | None:
    vote = Vote.objects.filter(resolution=resolution).first()
    return None if vote is None else vote.count


def _said_of_vote(unopposed: bool, count: Count | None, opinions: Sequence[object]) -> dict[str, Any]:
    """For the journal, which nobody can change later: never a name, as an open vote may turn out to be a secret one."""
    said: dict[str, Any] = {"unopposed": unopposed, "dissents": len(opinions)}
    if count is not None:
        said["vote"] = {
            "in_favour": count.in_favour, "against": count.against, "abstained": count.abstained,
            "casting": count.casting, "is_secret": count.is_secret,
        }  # fmt: skip
    return said
