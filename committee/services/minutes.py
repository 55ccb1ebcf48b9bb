"""Minutes from the first word to the seal. Every service holds the meeting's row first, then the minutes'."""

import hashlib
from datetime import date

import rfc8785
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from committee.models import Holder, Meeting, Minutes, MinutesEntry, Person, Resolution
from committee.models.meeting import ResolutionKind, Section
from committee.models.minutes import AdoptionMethod
from committee.paper import NOTHING, paper
from committee.states import MINUTES_FLOW
from ecotown.kernel import journal, rules, thai
from ecotown.kernel.conflicts import Conflict
from ecotown.kernel.journal import record
from ecotown.kernel.notices import notify
from ecotown.kernel.rules import Actor

STEPS = {
    AdoptionMethod.SAME_MEETING: "adopt_in_same",
    AdoptionMethod.LATER_MEETING: "adopt",
    AdoptionMethod.CIRCULATION: "adopt",
}


@transaction.atomic
def begin_minutes(actor: Actor, *, meeting_id: int) -> Minutes:
    """A draft with a place for the text under each agenda item; the one who begins is the minute taker, for now."""
    meeting = _locked_meeting(actor, meeting_id)
    rules.require(actor, "minutes.begin", meeting)
    if Minutes.objects.filter(meeting=meeting).exists():
        raise ValidationError(_("The minutes of this meeting have been begun already."))
    taker = None if actor.person_id is None else Person.objects.get(pk=actor.person_id)
    minutes = Minutes.objects.create(meeting=meeting, taken_by=taker, taken_post=_post_of(taker, meeting))
    MinutesEntry.objects.bulk_create(
        MinutesEntry(minutes=minutes, agenda_item=item, text=NOTHING if item.title == NOTHING else "")
        for item in meeting.agenda.all()
    )
    record(actor, "minutes.begin", minutes, after={"meeting": meeting, "taken_by": taker})
    return minutes


def _post_of(person: Person | None, meeting: Meeting) -> str:
    if person is None:
        return ""
    holder = Holder.objects.of_body_on(meeting.body_id, meeting.held_on).filter(person=person).first()
    return holder.seat.post if holder else person.latest_post


@transaction.atomic
def name_signers(
    actor: Actor, *, minutes_id: int, taken_by_id: int | None, taken_post: str = "", checked_by_id: int | None = None
) -> Minutes:
    """Who signs as minute taker and, where the office has it so, who checked."""
    minutes = _locked(actor, minutes_id)
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
    changed = (
        MinutesEntry.objects.filter(pk=entry_id, version=version)
        .exclude(text=text)
        .update(text=text, version=F("version") + 1, edited_by_id=actor.user_id, edited_at=timezone.now())
    )
    entry = MinutesEntry.objects.select_related("agenda_item__meeting", "minutes__meeting", "edited_by__person").get(
        pk=entry_id
    )
    if not changed and entry.text != text:
        raise Conflict(
            _("Somebody else saved this text while you were writing."),
            mine=text,
            theirs=entry.text,
            version=entry.version,
        )
    if changed:
        digest = hashlib.sha256(text.encode()).hexdigest()
        record(actor, "minutes.write", entry, after={"version": entry.version, "letters": len(text), "sha256": digest})
    return entry


@transaction.atomic
def circulate_minutes(actor: Actor, *, minutes_id: int, closes_on: date | None = None) -> Minutes:
    """Send the draft to the members of the body, for corrections until `closes_on`."""
    minutes = _locked(actor, minutes_id)
    rules.require(actor, "minutes.circulate", minutes)
    empty = empty_items(minutes)
    if empty:
        raise ValidationError(_("Nothing is written yet under: %(items)s") % {"items": ", ".join(empty)})
    if closes_on is not None and closes_on < actor.on:
        raise ValidationError({"closes_on": _("The last day for answers has passed already.")})
    minutes.state = MINUTES_FLOW.after(minutes.state, "circulate")
    minutes.circulated_on, minutes.closes_on = actor.on, closes_on
    minutes.save(update_fields=["state", "circulated_on", "closes_on"])
    _tell_the_body(actor, minutes)
    record(actor, "minutes.circulate", minutes, after={"closes_on": closes_on})
    return minutes


def empty_items(minutes: Minutes) -> list[str]:
    """Numbers of the agenda items with neither text nor resolution."""
    entries = minutes.entries.filter(text="", agenda_item__resolutions__isnull=True).select_related("agenda_item")
    return [entry.agenda_item.number for entry in entries]


def _tell_the_body(actor: Actor, minutes: Minutes) -> None:
    """Once for each text that is circulated: the sum of the versions names it."""
    members = Holder.objects.of_body_on(minutes.body_id, actor.on).values_list("person__user_id", flat=True)
    versions = minutes.entries.aggregate(sum=Sum("version"))["sum"]
    notify(
        set(members),
        key=f"minutes.circulated:{minutes.pk}:{versions}",
        subject=_("The minutes of meeting %(number)s are circulated for your corrections.")
        % {"number": minutes.meeting.display_number},
        path=reverse("committee:minutes", args=[minutes.meeting_id]),
    )


@transaction.atomic
def take_back_minutes(actor: Actor, *, minutes_id: int, reason: str = "") -> Minutes:
    """A draft again, to enter the corrections that were sent in."""
    minutes = _locked(actor, minutes_id)
    rules.require(actor, "minutes.take_back", minutes)
    minutes.state = MINUTES_FLOW.after(minutes.state, "take_back")
    minutes.save(update_fields=["state"])
    record(actor, "minutes.take_back", minutes, reason=reason)
    return minutes


@transaction.atomic
def adopt_minutes(
    actor: Actor,
    *,
    minutes_id: int,
    method: int,
    adopted_on: date,
    adopted_in_id: int | None = None,
    closes_on: date | None = None,
) -> Minutes:
    """1: in the meeting itself; 2: in a later one (`adopted_in_id`); 3: by circulation, answers until `closes_on`.

    A meeting adopts by a resolution รับรอง of its own, with a quorum. Whatever was resolved is final from here on.
    """
    minutes = _locked(actor, minutes_id)
    rules.require(actor, "minutes.adopt", minutes)
    if method not in AdoptionMethod.values:
        raise ValidationError({"method": _("Choose the way of adoption.")})
    step = STEPS[AdoptionMethod(method)]
    if not MINUTES_FLOW.can(minutes.state, step):
        raise ValidationError({"method": _wrong_state(method)})
    if adopted_on > actor.on:
        raise ValidationError({"adopted_on": _("The day of adoption has not come yet.")})
    adopted_in = _adopting_meeting(actor, minutes, method, adopted_in_id)
    if adopted_in is not None and adopted_on != adopted_in.held_on:
        raise ValidationError(
            {
                "adopted_on": _("The minutes were adopted on the day of that meeting, %(day)s.")
                % {"day": thai.long_date(adopted_in.held_on)}
            }
        )
    minutes.closes_on = _closing_day(minutes, closes_on, adopted_on) if method == AdoptionMethod.CIRCULATION else None
    minutes.state = MINUTES_FLOW.after(minutes.state, step)
    minutes.method, minutes.adopted_on, minutes.adopted_in = method, adopted_on, adopted_in
    minutes.save(update_fields=["state", "method", "adopted_on", "adopted_in", "closes_on"])
    record(
        actor, "minutes.adopt", minutes,
        after={"method": method, "adopted_on": adopted_on, "adopted_in": adopted_in, "closes_on": minutes.closes_on},
    )  # fmt: skip
    return minutes


def _wrong_state(method: int) -> str:
    if method == AdoptionMethod.SAME_MEETING:
        return _("Minutes adopted in the meeting itself are never circulated: take them back to a draft first.")
    return _("Circulate the minutes first.")


def _adopting_meeting(actor: Actor, minutes: Minutes, method: int, adopted_in_id: int | None) -> Meeting | None:
    """The meeting whose resolution adopted these minutes; it is closed, had a quorum and resolved so."""
    own = minutes.meeting
    if method == AdoptionMethod.CIRCULATION:
        return None
    field = "method" if method == AdoptionMethod.SAME_MEETING else "adopted_in"
    if method == AdoptionMethod.LATER_MEETING:
        later = (
            Meeting.objects.visible_to(actor)
            .filter(pk=adopted_in_id or 0, body_id=own.body_id)
            .exclude(pk=own.pk)
            .first()
        )
        if later is None or (later.be_year, later.number) <= (own.be_year, own.number) or later.held_on < own.held_on:
            raise ValidationError({field: _("Choose a later meeting of the same body.")})
    else:
        later = own
    if later.state != "closed" or later.had_quorum is not True:
        raise ValidationError(
            {
                field: _("Meeting %(number)s is not closed or had no quorum: it cannot adopt minutes.")
                % {"number": later.display_number}
            }
        )
    resolved = Resolution.objects.filter(agenda_item__meeting=later, kind=ResolutionKind.ADOPT)
    if later.pk != own.pk:
        resolved = resolved.filter(agenda_item__section=Section.ADOPTION)
    if not resolved.exists():
        raise ValidationError(
            {
                field: _("Meeting %(number)s has no resolution that adopts minutes. Record it there first.")
                % {"number": later.display_number}
            }
        )
    return later


def _closing_day(minutes: Minutes, given: date | None, adopted_on: date) -> date:
    closes_on = given or minutes.closes_on
    if closes_on is None:
        raise ValidationError({"closes_on": _("Give the last day on which members could answer.")})
    if minutes.circulated_on is not None and closes_on < minutes.circulated_on:
        raise ValidationError({"closes_on": _("The last day for answers lies before the circulation.")})
    if adopted_on < closes_on:
        raise ValidationError(
            {
                "adopted_on": _("The members may answer until %(day)s; adopt the minutes then.")
                % {"day": thai.long_date(closes_on)}
            }
        )
    return closes_on


@transaction.atomic
def lock_minutes(actor: Actor, *, minutes_id: int) -> Minutes:
    """Freeze the text as everybody signed for it, with its hash and the journal line it stands at."""
    minutes = _locked(actor, minutes_id)
    rules.require(actor, "minutes.lock", minutes)
    number, head = journal.head()
    text = paper(Minutes.objects.for_page().get(pk=minutes_id))
    minutes.frozen = {**text, "journal": {"number": number, "hash": head}}
    minutes.frozen_sha256 = hashlib.sha256(rfc8785.dumps(minutes.frozen)).hexdigest()
    minutes.state = MINUTES_FLOW.after(minutes.state, "lock")
    minutes.save(update_fields=["state", "frozen", "frozen_sha256"])
    record(actor, "minutes.lock", minutes, after={"sha256": minutes.frozen_sha256, "journal": number})
    return minutes


def _locked_meeting(actor: Actor, meeting_id: int) -> Meeting:
    return Meeting.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=meeting_id)


def _locked(actor: Actor, minutes_id: int) -> Minutes:
    found = Minutes.objects.visible_to(actor).get(pk=minutes_id)
    _locked_meeting(actor, found.meeting_id)
    return Minutes.objects.select_for_update(of=("self",)).select_related("meeting").get(pk=minutes_id)
