"""Minutes from the first word to their circulation. Every service holds the meeting's row first, then the minutes'."""

import hashlib
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from committee.messages import of_minutes
from committee.models import EntryVersion, Holder, Meeting, Minutes, MinutesEntry, Paper, Person
from committee.paper import NOTHING
from committee.states import MINUTES_FLOW
from ecotown.kernel import notices, rules, thai
from ecotown.kernel.journal import record
from ecotown.kernel.rules import Actor


@transaction.atomic
def begin_minutes(actor: Actor, *, meeting_id: int) -> Minutes:
    """A draft with a place for the text under each agenda item; the one who begins is the minute taker, for now."""
    meeting = Meeting.objects.hold(actor, meeting_id)
    rules.require(actor, "minutes.begin", meeting)
    if Minutes.objects.filter(meeting=meeting).exists():
        raise ValidationError(_("The minutes of this meeting have been begun already."))
    taker = None if actor.person_id is None else Person.objects.get(pk=actor.person_id)
    minutes = Minutes.objects.create(meeting=meeting, taken_by=taker, taken_post=_post_of(taker, meeting))
    for item in meeting.agenda.all():
        text = NOTHING if item.title == NOTHING else ""
        entry = MinutesEntry.objects.create(minutes=minutes, agenda_item=item, text=text, edited_by_id=actor.user_id)
        if text:
            EntryVersion.objects.keep(entry)
    record(actor, "minutes.begin", minutes, after={"meeting": meeting, "taken_by": taker})
    return minutes


def _post_of(person: Person | None, meeting: Meeting) -> str:
    if person is None:
        return ""
    holder = Holder.objects.of_body_on(meeting.body_id, meeting.held_on).filter(person=person).first()
    return holder.post if holder else person.latest_post


@transaction.atomic
def name_signers(
    actor: Actor, *, minutes_id: int, taken_by_id: int | None, taken_post: str = "", checked_by_id: int | None = None
) -> Minutes:
    """Who signs as minute taker and, where the office has it so, who checked."""
    minutes = Minutes.objects.hold(actor, minutes_id)
    rules.require(actor, "minutes.sign", minutes)
    people = Person.objects.visible_to(actor)
    minutes.taken_by = None if taken_by_id is None else people.get(pk=taken_by_id)
    minutes.taken_post = taken_post or _post_of(minutes.taken_by, minutes.meeting)
    minutes.checked_by = None if checked_by_id is None else people.get(pk=checked_by_id)
    minutes.save(update_fields=["taken_by", "taken_post", "checked_by"])
    record(
        actor,
        "minutes.sign",
        minutes,
        after={"taken_by": taken_by_id, "taken_post": minutes.taken_post, "checked_by": checked_by_id},
    )
    return minutes


@transaction.atomic
def write_entry(actor: Actor, *, entry_id: int, version: int, text: str) -> MinutesEntry:
    """Save the text if nobody has saved since `version`; otherwise a Conflict that carries both texts.

    The same text sent twice (a repeated request, a second tab) is no conflict.
    """
    found = MinutesEntry.objects.visible_to(actor).get(pk=entry_id)
    minutes = Minutes.objects.select_for_update(of=("self",)).select_related("meeting").get(pk=found.minutes_id)
    rules.require(actor, "minutes.write", minutes)
    text = thai.normalize(text)
    entry, changed = MinutesEntry.objects.rewrite(entry_id, version=version, text=text, user_id=actor.user_id)
    if changed:
        digest = hashlib.sha256(text.encode()).hexdigest()
        record(actor, "minutes.write", entry, after={"version": entry.version, "letters": len(text), "sha256": digest})
    return entry


@transaction.atomic
def circulate_minutes(actor: Actor, *, minutes_id: int, closes_on: date | None = None) -> Minutes:
    """Send the draft to the members of the body, for corrections until `closes_on`."""
    minutes = Minutes.objects.hold(actor, minutes_id)
    rules.require(actor, "minutes.circulate", minutes)
    empty = empty_items(minutes)
    if empty:
        raise ValidationError(_("Nothing is written yet under: %(items)s") % {"items": ", ".join(empty)})
    if closes_on is not None and closes_on < actor.on:
        raise ValidationError({"closes_on": _("The last day for answers has passed already.")})
    minutes.state = MINUTES_FLOW.after(minutes.state, "circulate")
    minutes.circulated_on, minutes.closes_on = actor.on, closes_on
    minutes.save(update_fields=["state", "circulated_on", "closes_on"])
    notices.send(of_minutes(minutes, closes_on, actor.on), actor)
    record(actor, "minutes.circulate", minutes, after={"closes_on": closes_on})
    return minutes


def empty_items(minutes: Minutes) -> list[str]:
    """Numbers of the agenda items with neither text nor resolution."""
    empty = minutes.entries.filter(text="", agenda_item__resolutions__isnull=True)
    return [entry.agenda_item.number for entry in empty.select_related("agenda_item__meeting")]


@transaction.atomic
def take_back_minutes(actor: Actor, *, minutes_id: int, reason: str = "") -> Minutes:
    """A draft again, to enter the corrections that were sent in."""
    minutes = Minutes.objects.hold(actor, minutes_id)
    rules.require(actor, "minutes.take_back", minutes)
    minutes.state = MINUTES_FLOW.after(minutes.state, "take_back")
    minutes.save(update_fields=["state"])
    Paper.objects.supersede(minutes.meeting_id)
    record(actor, "minutes.take_back", minutes, reason=reason)
    return minutes
