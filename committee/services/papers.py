"""Papers in the official forms: frozen, queued, sent out, and the signed one kept as the copy of record."""

import hashlib
from datetime import date

import rfc8785
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from committee import papers
from committee.models import Meeting, Minutes, Paper, Person, Resolution
from committee.models.paper import PaperKind
from ecotown.kernel import jobs, rules
from ecotown.kernel.journal import record
from ecotown.kernel.models import StoredFile
from ecotown.kernel.rules import Actor

RENDER = "paper.render"


def outgoing(
    actor: Actor,
    *,
    number: str = "",
    dated: date | None = None,
    signer_id: int | None = None,
    signer_post: str = "",
    to_each: bool = False,
    note: str = "",
) -> papers.Outgoing:
    """What was typed, with the signer and, where none was typed, the post known last."""
    signer = None if signer_id is None else Person.objects.visible_to(actor).get(pk=signer_id)
    post = signer_post or (signer.latest_post if signer else "")
    return papers.Outgoing(number, dated, signer, post, to_each, note)


def draw(
    actor: Actor, *, kind: str, meeting_id: int, out: papers.Outgoing, resolution_id: int | None = None
) -> papers.Content:
    """The content of a paper as the records stand now. Nothing is kept."""
    meeting = Meeting.objects.visible_to(actor).select_related("body", "adjourned_from").get(pk=meeting_id)
    match kind:
        case PaperKind.INVITATION:
            return papers.invitation(meeting, out)
        case PaperKind.AGENDA:
            return papers.agenda(meeting)
        case PaperKind.ATTENDANCE:
            return papers.attendance(meeting)
        case PaperKind.MINUTES:
            found = Minutes.objects.visible_to(actor).for_page().of_meeting(meeting_id)
            if found is None:
                raise ValidationError(_("The minutes of this meeting have not been begun."))
            return papers.minutes(found)
    resolutions = Resolution.objects.visible_to(actor).with_standing().prefetch_related("dissents")
    return papers.excerpt(resolutions.get(pk=resolution_id or 0, agenda_item__meeting=meeting), out)


@transaction.atomic
def make_paper(
    actor: Actor,
    kind: str,
    meeting_id: int,
    *,
    resolution_id: int | None = None,
    number: str = "",
    dated: date | None = None,
    signer_id: int | None = None,
    signer_post: str = "",
    to_each: bool = False,
    note: str = "",
) -> Paper:
    """Freeze what the paper says and queue its PDF and Word file."""
    meeting = Meeting.objects.hold(actor, meeting_id)
    rules.require(actor, "paper.make", meeting)
    out = outgoing(
        actor, number=number, dated=dated, signer_id=signer_id, signer_post=signer_post, to_each=to_each, note=note
    )
    content = draw(actor, kind=kind, meeting_id=meeting_id, out=out, resolution_id=resolution_id)
    paper = Paper.objects.create(
        kind=kind,
        meeting=meeting,
        resolution_id=resolution_id,
        content=content,
        content_sha256=content_hash(content),
        edition=content.get("edition", 0),
        number=number,
        dated=dated,
        signer=out.signer,
        signer_post=out.signer_post,
        made_by_id=actor.person_id,
        is_example=meeting.is_example,
    )
    paper.job = jobs.enqueue(RENDER, f"paper:{paper.pk}", {"paper_id": paper.pk})
    paper.save(update_fields=["job"])
    record(
        actor, "paper.make", paper,
        after={"kind": kind, "number": number, "dated": dated, "sha256": paper.content_sha256, "edition": paper.edition},
    )  # fmt: skip
    return paper


def content_hash(content: papers.Content) -> str:
    return hashlib.sha256(rfc8785.dumps(content)).hexdigest()


def _hold(actor: Actor, paper_id: int) -> Paper:
    found = Paper.objects.visible_to(actor).select_for_update(of=("self",)).select_related("meeting__body", "job")
    return found.get(pk=paper_id)


@transaction.atomic
def retry_paper(actor: Actor, *, paper_id: int) -> Paper:
    """Put a failed paper into the queue again; its content stays as it was frozen."""
    paper = _hold(actor, paper_id)
    rules.require(actor, "paper.retry", paper)
    if paper.job:
        jobs.retry(paper.job)
    record(actor, "paper.retry", paper)
    return paper


@transaction.atomic
def send_out(actor: Actor, *, paper_id: int) -> Paper:
    """It has left the office: from now on the members see it, and nothing about it changes but its scan."""
    paper = _hold(actor, paper_id)
    rules.require(actor, "paper.send_out", paper)
    paper.is_out = True
    paper.save(update_fields=["is_out"])
    record(actor, "paper.send_out", paper, after={"number": paper.number, "dated": paper.dated})
    return paper


@transaction.atomic
def attach_scan(actor: Actor, *, paper_id: int, scan_id: int) -> Paper:
    """The signed paper becomes the copy of record; a scan that it takes the place of stays in the journal by its hash."""
    paper = _hold(actor, paper_id)
    rules.require(actor, "paper.attach", paper)
    before, scan = paper.scan, StoredFile.objects.get(pk=scan_id)
    paper.scan = scan
    paper.save(update_fields=["scan"])
    record(
        actor, "paper.attach", paper,
        before={"scan": before.sha256 if before else ""}, after={"scan": scan.sha256},
    )  # fmt: skip
    return paper
