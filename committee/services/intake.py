"""A Word file taken into a draft: what its reader has confirmed, all of it or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from committee.models import AgendaItem, Minutes, MinutesEntry, Resolution
from ecotown.kernel import rules, thai
from ecotown.kernel.journal import record
from ecotown.kernel.rules import Actor


@dataclass(frozen=True)
class TextIn:
    """For one matter, begun from `version`; added below what stands there, or in its place."""

    entry_id: int
    version: int
    text: str
    below: bool = False


@dataclass(frozen=True)
class ResolutionIn:
    agenda_item_id: int
    kind: str
    text: str


@transaction.atomic
def take_in(actor: Actor, *, minutes_id: int, texts: Sequence[TextIn], resolutions: Sequence[ResolutionIn]) -> Minutes:
    """A Conflict where somebody saved one of the texts since the preview: then nothing is taken in."""
    minutes = Minutes.objects.hold(actor, minutes_id)
    rules.require(actor, "minutes.take_in", minutes)
    if not texts and not resolutions:
        raise ValidationError(_("Nothing was chosen to be taken in."))
    changed: list[MinutesEntry] = []
    for each in texts:
        standing = minutes.entries.get(pk=each.entry_id)
        text = thai.normalize(f"{standing.text}\n{each.text}" if each.below else each.text)
        entry, is_new = MinutesEntry.objects.rewrite(
            each.entry_id, version=each.version, text=text, user_id=actor.user_id
        )
        changed += [entry] if is_new else []
    made = [made for each in resolutions if (made := _resolution(minutes, each)) is not None]
    record(
        actor, "minutes.take_in", minutes,
        after={
            "texts": [{"matter": entry.agenda_item.number, "version": entry.version} for entry in changed],
            "resolutions": [str(each) for each in made],
        },
    )  # fmt: skip
    return minutes


def _resolution(minutes: Minutes, said: ResolutionIn) -> Resolution | None:
    """None for one that stands there: the preview sent twice makes nothing twice."""
    item = AgendaItem.objects.get(pk=said.agenda_item_id, meeting_id=minutes.meeting_id)
    if item.resolutions.filter(kind=said.kind, text=thai.normalize(said.text)).exists():
        return None
    last = item.resolutions.aggregate(last=Max("number"))["last"] or 0
    return Resolution.objects.create(agenda_item=item, number=last + 1, kind=said.kind, text=said.text)
