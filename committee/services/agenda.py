"""The agenda of a meeting that has not been closed."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from committee.models import AgendaItem, Meeting
from ecotown.kernel import rules
from ecotown.kernel.journal import record
from ecotown.kernel.rules import Actor


@transaction.atomic
def add_agenda_item(
    actor: Actor, *, meeting_id: int, section: int, title: str, is_confidential: bool = False
) -> AgendaItem:
    """A matter at the end of its section; the first one takes the place of the section's standing item."""
    meeting = Meeting.objects.hold(actor, meeting_id)
    rules.require(actor, "agenda.add", meeting)
    item = AgendaItem.objects.append(meeting, section, title, is_confidential=is_confidential)
    record(actor, "agenda.add", item, after={"meeting": meeting, "title": title, "is_confidential": is_confidential})
    return item


@transaction.atomic
def change_agenda_item(actor: Actor, *, agenda_item_id: int, title: str, is_confidential: bool) -> AgendaItem:
    item = AgendaItem.objects.visible_to(actor).get(pk=agenda_item_id)
    rules.require(actor, "agenda.change", Meeting.objects.hold(actor, item.meeting_id))
    before = {"title": item.title, "is_confidential": item.is_confidential}
    item.title, item.is_confidential = title, is_confidential
    item.save(update_fields=["title", "is_confidential"])
    record(actor, "agenda.change", item, before=before, after={"title": title, "is_confidential": is_confidential})
    return item


@transaction.atomic
def remove_agenda_item(actor: Actor, *, agenda_item_id: int) -> None:
    """Only what nothing hangs on: no resolution, no text. The items after it move up."""
    item = AgendaItem.objects.visible_to(actor).get(pk=agenda_item_id)
    meeting = Meeting.objects.hold(actor, item.meeting_id)
    rules.require(actor, "agenda.remove", meeting)
    entry = getattr(item, "entry", None)
    stays = ValidationError(_("Something is written or resolved under this matter; it stays on the agenda."))
    if item.resolutions.exists() or (entry is not None and entry.text):
        raise stays
    if entry is not None:
        entry.delete()
    try:
        item.delete()
    except ProtectedError as tied:  # an upper app ties something to the matter, for instance scores
        raise stays from tied
    for later in meeting.agenda.filter(section=item.section, position__gt=item.position).order_by("position"):
        later.position -= 1
        later.save(update_fields=["position"])
    item.pk = agenda_item_id
    record(actor, "agenda.remove", item, before={"meeting": meeting, "title": item.title})
