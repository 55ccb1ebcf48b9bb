"""How minutes become the record: adopted in one of three ways, then sealed."""

import hashlib
from datetime import date

import rfc8785
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from committee.models import Meeting, Minutes, Resolution
from committee.models.minutes import AdoptionMethod
from committee.models.resolution import ResolutionKind
from committee.models.section import Section
from committee.paper import paper
from committee.states import MINUTES_FLOW
from ecotown.kernel import journal, rules, thai
from ecotown.kernel.journal import record
from ecotown.kernel.rules import Actor

STEPS = {
    AdoptionMethod.SAME_MEETING: "adopt_in_same",
    AdoptionMethod.LATER_MEETING: "adopt",
    AdoptionMethod.CIRCULATION: "adopt",
}


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
    minutes = Minutes.objects.hold(actor, minutes_id)
    rules.require(actor, "minutes.adopt", minutes)
    if method not in STEPS:
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
        after={
            "method": method, "adopted_on": adopted_on, "adopted_in": adopted_in, "closes_on": minutes.closes_on,
            "with_corrections": minutes.was_corrected,
        },
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
        # A matter that names the minutes it adopts adopts no others.
        of_these = Q(agenda_item__adopts=minutes) | Q(agenda_item__adopts__isnull=True)
        resolved = resolved.filter(of_these, agenda_item__section=Section.ADOPTION)
    if not resolved.exists():
        raise ValidationError(
            {
                field: _("Meeting %(number)s has no resolution that adopts minutes. Record it there first.")
                % {"number": later.display_number}
            }
        )
    return later


def _closing_day(minutes: Minutes, given: date | None, adopted_on: date) -> date:
    """The last day for answers, never earlier than the members were told; the minutes are adopted then, or later."""
    known = [day for day in (given, minutes.closes_on) if day is not None]
    if not known:
        raise ValidationError({"closes_on": _("Give the last day on which members could answer.")})
    closes_on = max(known)
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
    minutes = Minutes.objects.hold(actor, minutes_id)
    rules.require(actor, "minutes.lock", minutes)
    number, head = journal.head()
    text = paper(Minutes.objects.for_page().get(pk=minutes_id))
    minutes.frozen = {**text, "journal": {"number": number, "hash": head}}
    minutes.frozen_sha256 = hashlib.sha256(rfc8785.dumps(minutes.frozen)).hexdigest()
    minutes.state = MINUTES_FLOW.after(minutes.state, "lock")
    minutes.save(update_fields=["state", "frozen", "frozen_sha256"])
    record(actor, "minutes.lock", minutes, after={"sha256": minutes.frozen_sha256, "journal": number})
    return minutes
