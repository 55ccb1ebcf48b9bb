"""Whether the holders of seats will come: said by them at their desks, or entered by the office on their behalf."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from committee.models import Holder, Meeting, Reply
from committee.models.attendance import ReplyKind
from ecotown.kernel import rules
from ecotown.kernel.journal import record
from ecotown.kernel.rules import Actor


@transaction.atomic
def give_reply(
    actor: Actor, *, meeting_id: int, seat_id: int, kind: str, reason: str = "", name: str = "", post: str = ""
) -> Reply:
    """For the own seat as its holder; for any other seat the office answers."""
    meeting = Meeting.objects.hold(actor, meeting_id)
    holder = Holder.objects.of_body_on(meeting.body_id, meeting.held_on).get(seat_id=seat_id)
    own = actor.person_id is not None and holder.person_id == actor.person_id
    act = "reply.give" if own else "reply.enter"
    rules.require(actor, act, meeting)
    if kind == ReplyKind.SUBSTITUTE and not holder.seat.may_be_delegated:
        raise ValidationError({"kind": _("Somebody appointed by name comes in person: this seat takes no substitute.")})
    if kind == ReplyKind.SUBSTITUTE and not name:
        raise ValidationError({"name": _("Give the name of the substitute.")})
    stands_in = kind == ReplyKind.SUBSTITUTE
    reply, _made = Reply.objects.update_or_create(
        meeting=meeting, seat=holder.seat,
        defaults={
            "kind": kind, "reason": "" if kind == ReplyKind.COMING else reason, "name": name if stands_in else "",
            "post": post if stands_in else "", "answered_by_id": actor.user_id,
        },
    )  # fmt: skip
    record(actor, act, reply, after={"meeting": meeting, "seat": holder.seat, "kind": kind})
    return reply
