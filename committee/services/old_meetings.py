"""Meetings from before the portal, entered from their adopted paper: what it does not say stays unknown."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import rfc8785
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from committee.models import AgendaItem, Body, Meeting, Minutes, Order, Resolution
from committee.models.meeting import MeetingMode, MeetingState
from committee.models.minutes import AdoptionMethod, MinutesState
from committee.models.section import Section
from committee.paper import paper
from ecotown.kernel import journal, rules, thai
from ecotown.kernel.journal import record
from ecotown.kernel.models import StoredFile
from ecotown.kernel.rules import Actor


@dataclass(frozen=True)
class OldResolution:
    """`matter` is its heading in the paper; without one it stands under its section. It may be not for the public."""

    kind: str
    text: str
    section: int = Section.CONSIDERATION
    matter: str = ""
    is_confidential: bool = False


@transaction.atomic
def enter_old_meeting(
    actor: Actor, *, body_id: int, number: int, be_year: int, held_on: date, scan_id: int,
    resolutions: Sequence[OldResolution] = (), venue: str = "", adopted_on: date | None = None,
) -> Meeting:  # fmt: skip
    """Closed and sealed at once: its resolutions are in effect and final, as the paper is adopted.

    Only what cannot be is refused; `doubts` says what is merely odd.
    """
    body = Body.objects.visible_to(actor).select_for_update().get(pk=body_id)
    rules.require(actor, "meeting.enter_old", body)
    _check(actor, body, number, be_year, held_on, adopted_on)
    scan = StoredFile.objects.get(pk=scan_id)
    meeting = Meeting.objects.create(
        body=body, number=number, be_year=be_year, held_on=held_on, venue=venue, mode=MeetingMode.UNKNOWN,
        state=MeetingState.CLOSED, sections=body.agenda_template, is_old=True,
    )  # fmt: skip
    for each in resolutions:
        _resolve(meeting, each)
    minutes = Minutes.objects.create(meeting=meeting)
    _seal(minutes, scan, adopted_on)
    record(
        actor, "meeting.enter_old", meeting,
        after={
            "number": meeting.display_number, "held_on": held_on, "venue": venue, "adopted_on": adopted_on,
            "scan": scan.sha256, "resolutions": len(resolutions),
        },
    )  # fmt: skip
    return meeting


def _check(actor: Actor, body: Body, number: int, be_year: int, held_on: date, adopted_on: date | None) -> None:
    if held_on > actor.on:
        raise ValidationError({"held_on": _("The day of the meeting has not come yet.")})
    first = body.meetings.kept_by_the_portal().first()
    if first is not None and held_on >= first.held_on:
        facts = {"number": first.display_number, "day": thai.long_date(first.held_on)}
        said = _("Meeting %(number)s of %(day)s is in the portal already: later ones are planned and closed here.")
        raise ValidationError({"held_on": said % facts})
    if adopted_on is not None and not held_on <= adopted_on <= actor.on:
        raise ValidationError({"adopted_on": _("The minutes were adopted on or after the day of the meeting.")})
    if body.meetings.filter(number=number, be_year=be_year).exists():
        raise ValidationError(
            {"number": _("Meeting %(number)s of this body exists already.") % {"number": f"{number}/{be_year}"}}
        )


def _resolve(meeting: Meeting, said: OldResolution) -> None:
    """Under the matter of that heading, which several resolutions may share: those for the public, or those that are not."""
    name = thai.normalize_name(said.matter or meeting.section_of(said.section).name)
    matter = {"section": said.section, "title": name, "is_confidential": said.is_confidential}
    item = meeting.agenda.filter(**matter).first()
    if item is None:
        position = 1 + meeting.agenda.filter(section=said.section).count()
        item = AgendaItem.objects.create(meeting=meeting, position=position, **matter)
    Resolution.objects.create(
        agenda_item=item, number=item.resolutions.count() + 1, kind=said.kind, text=said.text
    )  # fmt: skip


def _seal(minutes: Minutes, scan: StoredFile, adopted_on: date | None) -> None:
    minutes.method, minutes.adopted_on, minutes.scan = AdoptionMethod.OLD_PAPER, adopted_on, scan
    found = Minutes.objects.for_page().get(pk=minutes.pk)
    found.method, found.adopted_on, found.state = minutes.method, adopted_on, MinutesState.LOCKED
    number, head = journal.head()
    minutes.frozen = {**paper(found), "scan": scan.sha256, "journal": {"number": number, "hash": head}}
    minutes.frozen_sha256 = hashlib.sha256(rfc8785.dumps(minutes.frozen)).hexdigest()
    minutes.state = MinutesState.LOCKED
    minutes.save()


def doubts(meeting: Meeting) -> list[str]:
    """What is odd about it, for its reader to look at the paper again; nothing of it is refused."""
    found = []
    others = Meeting.objects.filter(body_id=meeting.body_id, be_year=meeting.be_year).exclude(pk=meeting.pk)
    numbers = {each.number: each.held_on for each in others}
    missing = [number for number in range(1, meeting.number) if number not in numbers]
    if missing:
        before = ", ".join(f"{number}/{meeting.be_year}" for number in missing[:5])
        found.append(_("Not on record before it: %(numbers)s") % {"numbers": before})
    if thai.be_year(meeting.held_on) != meeting.be_year:
        found.append(_("The year of its number and the year of its day are not the same."))
    out_of_order = [
        number for number, day in numbers.items()
        if (number < meeting.number and day > meeting.held_on) or (number > meeting.number and day < meeting.held_on)
    ]  # fmt: skip
    if out_of_order:
        told = ", ".join(f"{number}/{meeting.be_year}" for number in sorted(out_of_order))
        found.append(_("Numbers and days are not in one order with: %(numbers)s") % {"numbers": told})
    if not Order.objects.filter(body_id=meeting.body_id, in_force_from__lte=meeting.held_on).exists():
        found.append(_("No order that appoints this body was in force on that day."))
    if meeting.held_on.weekday() > 4:
        found.append(_("That day was a Saturday or a Sunday."))
    return found
