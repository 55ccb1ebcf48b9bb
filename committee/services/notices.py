"""Telling people: invitations and reminders that somebody sends, and what was told by hand."""

from collections.abc import Sequence
from dataclasses import replace

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from committee import messages
from committee.models import FollowUp, Meeting, Person
from ecotown.kernel import notices, rules
from ecotown.kernel.conflicts import Conflict
from ecotown.kernel.journal import record
from ecotown.kernel.models import Mailing
from ecotown.kernel.notices import Message
from ecotown.kernel.rules import Actor


@transaction.atomic
def tell_of_meeting(actor: Actor, *, meeting_id: int, text: str, seen: str | None = None) -> Mailing:
    """Call the members, tell them of a change, or that the meeting is called off; who was told already is not again.

    `seen` is the mark of the message that a page showed; a Conflict where it is another one by now.
    """
    meeting = Meeting.objects.hold(actor, meeting_id)
    rules.require(actor, "meeting.tell", meeting)
    return _send(actor, "meeting.tell", messages.of_meeting(meeting), text, seen)


@transaction.atomic
def remind_agency(actor: Actor, *, follow_up_id: int, text: str, seen: str | None = None) -> Mailing:
    """By hand, in addition to what the portal does by itself: once a day at most."""
    found = FollowUp.objects.visible_to(actor).with_resolution().select_for_update(of=("self",))
    follow_up = found.get(pk=follow_up_id)
    rules.require(actor, "follow_up.remind", follow_up)
    message = messages.of_follow_up(follow_up, actor.on, f"by-hand:{actor.on.isoformat()}")
    return _send(actor, "follow_up.remind", message, text, seen)


def _send(actor: Actor, act: str, message: Message, text: str, seen: str | None) -> Mailing:
    if seen is not None and seen != message.mark:
        said = _("What is to be told has changed since you saw it. Compare your text with the words as they are now.")
        raise Conflict(said, mine=text, theirs=message.text)
    if not message.recipients:
        raise ValidationError(_("Nobody is there to be told: no seat is filled on that day."))
    mailing = notices.send(replace(message, text=text), actor)
    record(actor, act, mailing, after={"recipients": len(message.recipients), "text": mailing.text})
    return mailing


@transaction.atomic
def tell_by_hand(actor: Actor, *, mailing_id: int, notice_ids: Sequence[int], channel: str) -> list[str]:
    """Somebody of the office told these recipients, by this channel; "" takes a wrong tick back."""
    mailing = Mailing.objects.hold(actor, mailing_id)
    rules.require(actor, "notice.tell", mailing)
    names = notices.told(mailing, notice_ids, channel=channel, by=actor)
    if not names:
        raise ValidationError(_("Tick at least one recipient who has not been reached."))
    record(actor, "notice.tell", mailing, after={"channel": channel, "recipients": names})
    return names


@transaction.atomic
def send_again(actor: Actor, *, mailing_id: int) -> int:
    """What could not be sent goes into the queue once more, to addresses corrected meanwhile; how many."""
    mailing = Mailing.objects.hold(actor, mailing_id)
    rules.require(actor, "notice.retry", mailing)
    count = notices.try_again(mailing, _addresses_now(actor, mailing))
    if count:
        record(actor, "notice.retry", mailing, after={"count": count})
    return count


def _addresses_now(actor: Actor, mailing: Mailing) -> dict[str, str]:
    """By the stable key of a recipient, for those who are people of ours."""
    keys = [each.who for each in notices.not_sent(mailing) if each.who.startswith("person:")]
    people = Person.objects.visible_to(actor).filter(pk__in=[int(key.partition(":")[2]) for key in keys])
    return {each.recipient.who: each.recipient.email for each in people.select_related("user")}
