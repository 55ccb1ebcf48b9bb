"""Members who have an interest in a matter and stand aside (section 13 of the Administrative Procedure Act B.E. 2539)."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from committee.models import AgendaItem, Holder, Meeting, Recusal, Vote
from committee.models.vote import voices_on
from ecotown.kernel import rules
from ecotown.kernel.journal import record
from ecotown.kernel.rules import Actor


@transaction.atomic
def record_recusal(actor: Actor, *, agenda_item_id: int, seat_id: int, reason: str) -> Recusal:
    """The holder of that seat, or who came in the holder's place, takes no part in the matter."""
    item = _held_item(actor, agenda_item_id)
    rules.require(actor, "recusal.record", item)
    meeting = item.meeting
    holder = Holder.objects.of_body_on(meeting.body_id, meeting.held_on).filter(seat_id=seat_id).first()
    if holder is None:
        raise ValidationError({"seat": _("Nobody holds this seat on the day of the meeting.")})
    if item.recusals.filter(seat_id=seat_id).exists():
        raise ValidationError({"seat": _("This member stands aside already.")})
    came = meeting.attendances.filter(seat_id=seat_id).first()
    recusal = Recusal.objects.create(
        agenda_item=item, seat_id=seat_id, name=came.name if came else str(holder.person), reason=reason
    )
    voices = voices_on(item)
    counted = Vote.objects.filter(resolution__agenda_item=item)
    if voices.left is not None and any(vote.cast > voices.left for vote in counted):
        raise ValidationError(
            _("More votes were counted under this matter than members are left. Correct the vote first.")
        )
    record(
        actor, "recusal.record", recusal,
        after={"agenda_item": item, "seat": seat_id, "name": recusal.name, "reason": recusal.reason},
    )  # fmt: skip
    return recusal


@transaction.atomic
def remove_recusal(actor: Actor, *, recusal_id: int) -> None:
    """It was entered by mistake."""
    recusal = Recusal.objects.visible_to(actor).for_page().get(pk=recusal_id)
    item = _held_item(actor, recusal.agenda_item_id)
    rules.require(actor, "recusal.remove", item)
    recusal.delete()
    recusal.pk = recusal_id
    record(
        actor, "recusal.remove", recusal,
        before={"agenda_item": item, "seat": recusal.seat_id, "name": recusal.name, "reason": recusal.reason},
    )  # fmt: skip


def _held_item(actor: Actor, agenda_item_id: int) -> AgendaItem:
    found = AgendaItem.objects.visible_to(actor).get(pk=agenda_item_id)
    Meeting.objects.hold(actor, found.meeting_id)
    return AgendaItem.objects.with_record().get(pk=agenda_item_id)
