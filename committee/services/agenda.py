"""The agenda of a meeting that has not been closed."""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from committee import renewal
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
    """Only what nothing hangs on: no resolution, no text, no paper. The items after it move up."""
    item = AgendaItem.objects.visible_to(actor).get(pk=agenda_item_id)
    meeting = Meeting.objects.hold(actor, item.meeting_id)
    rules.require(actor, "agenda.remove", meeting)
    _take_off(item)
    item.pk = agenda_item_id
    record(actor, "agenda.remove", item, before={"meeting": meeting, "title": item.title})


@transaction.atomic
def shift_agenda_item(actor: Actor, *, agenda_item_id: int, up: bool) -> AgendaItem:
    """Before or after its neighbour of the same section; the first stays first, the last last."""
    item = AgendaItem.objects.visible_to(actor).get(pk=agenda_item_id)
    meeting = Meeting.objects.hold(actor, item.meeting_id)
    rules.require(actor, "agenda.arrange", meeting)
    item.refresh_from_db()
    section = meeting.agenda.filter(section=item.section)
    other = (
        section.filter(position__lt=item.position).order_by("-position")
        if up
        else section.filter(position__gt=item.position).order_by("position")
    ).first()
    if other is None:
        return item
    place, item.position = item.position, other.position
    # A place is given once: the neighbour steps aside first.
    other.position = (section.aggregate(last=models.Max("position"))["last"] or 0) + 1
    other.save(update_fields=["position"])
    item.save(update_fields=["position"])
    other.position = place
    other.save(update_fields=["position"])
    record(actor, "agenda.arrange", item, before={"place": place}, after={"place": item.position})
    return item


@transaction.atomic
def renew_agenda(actor: Actor, *, meeting_id: int) -> Meeting:
    """Bring in the follow-ups and the minutes that have come up since; take off the follow-ups closed since."""
    meeting = Meeting.objects.hold(actor, meeting_id)
    rules.require(actor, "agenda.renew", meeting)
    found = renewal.renewal_of(meeting, list(meeting.agenda.with_text()))
    for item in found.settled:
        _take_off(item)
    renewal.bring_in(meeting, found.follow_ups)
    if found.adoption is not None:
        item, wanted = found.adoption
        item.title, item.adopts = wanted["title"], wanted.get("adopts")
        item.save(update_fields=["title", "adopts"])
    record(
        actor, "agenda.renew", meeting,
        after={
            "brought_in": [each.pk for each in found.follow_ups], "taken_off": [each.title for each in found.settled],
            "adoption": found.adoption[1]["title"] if found.adoption else "",
        },
    )  # fmt: skip
    return meeting


@transaction.atomic
def move_agenda_item(actor: Actor, *, agenda_item_id: int, meeting_id: int) -> AgendaItem:
    """To a later planned meeting of the same body, with its papers. A follow-up that stands there already is that item."""
    found = AgendaItem.objects.visible_to(actor).get(pk=agenda_item_id)
    source, target = _hold_both(actor, found.meeting_id, meeting_id)
    item = AgendaItem.objects.for_moving().get(pk=found.pk)
    rules.require(actor, "agenda.move", item)
    if not Meeting.objects.planned_after(source).filter(pk=target.pk).exists():
        raise ValidationError({"meeting": _("A matter moves to a later planned meeting of the same body.")})
    if item.is_standing:
        raise ValidationError(_("Only a matter of its own moves, not the name of a section."))
    if item.is_tied:
        raise ValidationError(
            _("Scores stand under this matter. Send them to the later meeting from the page of the round.")
        )
    there = target.agenda.filter(follow_up_id=item.follow_up_id).first() if item.follow_up_id else None
    if there is None:
        moved = AgendaItem.objects.carry(item, target)
    else:
        there.moved_from = item
        there.save(update_fields=["moved_from"])
        moved = there
    record(actor, "agenda.move", moved, before={"meeting": source}, after={"meeting": target, "title": moved.title})
    return moved


def _hold_both(actor: Actor, one_id: int, other_id: int) -> tuple[Meeting, Meeting]:
    """Both rows, locked in one order whoever asks first."""
    held = {each: Meeting.objects.hold(actor, each) for each in sorted({one_id, other_id})}
    return held[one_id], held[other_id]


def _take_off(item: AgendaItem) -> None:
    entry = getattr(item, "entry", None)
    stays = ValidationError(_("Something is written or resolved under this matter; it stays on the agenda."))
    if item.resolutions.exists() or (entry is not None and (entry.text or entry.history.exists())):
        raise stays
    if item.papers.exists():
        raise ValidationError(_("Papers lie under this matter. Remove them first."))
    if entry is not None:
        entry.delete()
    meeting_id, section, position = item.meeting_id, item.section, item.position
    try:
        item.delete()
    except ProtectedError as tied:  # an upper app ties something to the matter, for instance scores; or it was moved
        raise stays from tied
    later = AgendaItem.objects.filter(meeting_id=meeting_id, section=section, position__gt=position)
    for each in later.order_by("position"):
        each.position -= 1
        each.save(update_fields=["position"])
