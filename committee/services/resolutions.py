"""Resolutions: what the meeting resolved, in the words to be printed."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from committee.models import AgendaItem, Duty, Meeting, Resolution
from committee.models.meeting import MeetingState
from ecotown.kernel import rules, thai
from ecotown.kernel.conflicts import Conflict
from ecotown.kernel.journal import record
from ecotown.kernel.rules import Actor


@transaction.atomic
def record_resolution(
    actor: Actor, *, agenda_item_id: int, kind: str, text: str, duty_id: int | None = None
) -> Resolution:
    """While the minutes are a draft or not begun. The duty is one of an order of the same body."""
    item = _open_item(actor, agenda_item_id)
    rules.require(actor, "resolution.record", item)
    if item.meeting.state == MeetingState.PLANNED and item.meeting.held_on > actor.on:
        raise ValidationError(_("The day of the meeting has not come yet."))
    last = item.resolutions.aggregate(last=Max("number"))["last"] or 0
    resolution = Resolution.objects.create(
        agenda_item=item, number=last + 1, kind=kind, text=text, duty=_duty_of(item, duty_id)
    )
    record(
        actor, "resolution.record", resolution,
        after={"agenda_item": item, "kind": kind, "text": text, "duty": resolution.duty},
    )  # fmt: skip
    return resolution


@transaction.atomic
def change_resolution(
    actor: Actor, *, resolution_id: int, kind: str, text: str, seen: str, duty_id: int | None = None
) -> Resolution:
    """Correct it while the minutes are a draft. `seen` is the text as its writer found it: another one is a Conflict."""
    found = Resolution.objects.visible_to(actor).get(pk=resolution_id)
    item = _open_item(actor, found.agenda_item_id)
    rules.require(actor, "resolution.change", item)
    resolution = Resolution.objects.select_for_update(of=("self",)).get(pk=resolution_id)
    if thai.normalize(seen) != resolution.text:
        raise Conflict(
            _("Somebody else changed this resolution while you were writing."), mine=text, theirs=resolution.text
        )
    before = {"kind": resolution.kind, "text": resolution.text, "duty": resolution.duty_id}
    resolution.kind, resolution.text, resolution.duty = kind, text, _duty_of(item, duty_id)
    resolution.save(update_fields=["kind", "text", "duty"])
    record(
        actor,
        "resolution.change",
        resolution,
        before=before,
        after={"kind": kind, "text": text, "duty": resolution.duty},
    )
    return resolution


def _open_item(actor: Actor, agenda_item_id: int) -> AgendaItem:
    """With its meeting's row held, so that minutes cannot be circulated in between."""
    found = AgendaItem.objects.visible_to(actor).get(pk=agenda_item_id)
    Meeting.objects.select_for_update(of=("self",)).get(pk=found.meeting_id)
    return AgendaItem.objects.select_related("meeting__minutes").get(pk=agenda_item_id)


def _duty_of(item: AgendaItem, duty_id: int | None) -> Duty | None:
    return None if duty_id is None else Duty.objects.get(pk=duty_id, order__body_id=item.meeting.body_id)
