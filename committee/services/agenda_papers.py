"""Papers that lie before a meeting under a matter. Of what is classified only number and place are kept."""

from datetime import date

from django.db import transaction

from committee import secrecy as classes
from committee.models import AgendaItem, AgendaPaper, Meeting
from ecotown.kernel import rules
from ecotown.kernel.journal import record
from ecotown.kernel.models import StoredFile
from ecotown.kernel.rules import Actor


@transaction.atomic
def add_agenda_paper(
    actor: Actor, *, agenda_item_id: int, title: str, secrecy: str = "", number: str = "", kept_at: str = "",
    file_id: int | None = None, added_on: date | None = None,
) -> AgendaPaper:  # fmt: skip
    item = AgendaItem.objects.visible_to(actor).get(pk=agenda_item_id)
    meeting = Meeting.objects.hold(actor, item.meeting_id)
    rules.require(actor, "agenda_paper.add", meeting)
    file = None if file_id is None else StoredFile.objects.get(pk=file_id)
    classes.check_paper(
        title=title, secrecy=secrecy, number=number, kept_at=kept_at, file_name=file.name if file else ""
    )
    paper = AgendaPaper.objects.create(
        agenda_item=item, title=title, secrecy=secrecy, number=number, kept_at=kept_at, file=file,
        added_on=added_on or actor.on,
    )  # fmt: skip
    record(
        actor, "agenda_paper.add", paper,
        after={"matter": item, "title": title, "secrecy": secrecy, "sha256": file.sha256 if file else ""},
    )  # fmt: skip
    return paper


@transaction.atomic
def remove_agenda_paper(actor: Actor, *, paper_id: int) -> AgendaItem:
    """While the meeting is planned. The bytes stay kept; nothing leads to them any more."""
    paper = AgendaPaper.objects.visible_to(actor).select_related("agenda_item", "file").get(pk=paper_id)
    rules.require(actor, "agenda_paper.remove", Meeting.objects.hold(actor, paper.agenda_item.meeting_id))
    item, sha256 = paper.agenda_item, paper.file.sha256 if paper.file else ""
    paper.delete()
    paper.pk = paper_id
    record(actor, "agenda_paper.remove", paper, before={"matter": item, "title": paper.title, "sha256": sha256})
    return item
