"""What those who attended ask to have corrected in circulated minutes, and what becomes of it."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from committee.models import AgendaItem, Correction, Minutes, Person
from committee.states import CORRECTION_FLOW
from ecotown.kernel import rules
from ecotown.kernel.journal import record
from ecotown.kernel.notices import notify
from ecotown.kernel.rules import Actor


@transaction.atomic
def file_correction(actor: Actor, *, minutes_id: int, text: str, agenda_item_id: int | None = None) -> Correction:
    """For one matter, or (None) for the minutes as a whole."""
    Minutes.objects.hold(actor, minutes_id)
    minutes = Minutes.objects.for_page().get(pk=minutes_id)
    rules.require(actor, "correction.file", minutes)
    item = None
    if agenda_item_id is not None:
        item = AgendaItem.objects.filter(meeting_id=minutes.meeting_id, pk=agenda_item_id).first()
        if item is None:
            raise ValidationError({"agenda_item": _("Choose a matter of this meeting.")})
    person = Person.objects.get(pk=actor.person_id or 0)
    correction = Correction.objects.create(
        minutes=minutes, agenda_item=item, person=person, text=text
    )  # fmt: skip
    record(actor, "correction.file", correction, after={"minutes": minutes, "agenda_item": item, "text": text})
    return correction


@transaction.atomic
def take_correction(actor: Actor, *, correction_id: int) -> Correction:
    """The text has been changed as asked: the minutes are a draft again."""
    return _answer(actor, correction_id, "take", "")


@transaction.atomic
def decline_correction(actor: Actor, *, correction_id: int, answer: str) -> Correction:
    return _answer(actor, correction_id, "decline", answer)


def _answer(actor: Actor, correction_id: int, step: str, answer: str) -> Correction:
    correction = Correction.objects.hold(actor, correction_id)
    rules.require(actor, f"correction.{step}", correction)
    correction.state = CORRECTION_FLOW.after(correction.state, step)
    correction.answer = answer
    correction.save(update_fields=["state", "answer"])
    notify(
        [correction.person.user_id],
        key=f"correction.answered:{correction.pk}",
        subject=_("Your correction to the minutes of meeting %(number)s has been answered.")
        % {"number": correction.minutes.meeting.display_number},
        path=reverse("committee:corrections", args=[correction.minutes.meeting_id]),
    )
    record(actor, f"correction.{step}", correction, after={"state": correction.state, "answer": answer})
    return correction
