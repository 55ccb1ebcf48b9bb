"""Papers in the official forms, from their frozen content to PDF and Word. Run twice, it leaves one paper."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from committee import papers
from committee.models import Paper
from committee.services.papers import content_hash
from ecotown.kernel import files, thai
from ecotown.kernel.jobs import JobFailed, Progress
from ecotown.kernel.journal import record
from ecotown.kernel.models import StoredFile
from ecotown.kernel.rules import Actor
from reports import pdf
from reports.papers.printed import typeset
from reports.papers.word import DOCX, write
from reports.pdf.press import STEPS

# Reading, the steps of typesetting, the Word file, keeping.
TOTAL = STEPS + 3


def render(paper_id: int, progress: Progress) -> dict[str, Any]:
    paper = Paper.objects.get(pk=paper_id)
    if paper.pdf_id is None:
        progress.step(_("Reading the frozen data"), 0, TOTAL)
        if content_hash(paper.content) != paper.content_sha256:
            raise JobFailed(_("The frozen text of this paper does not match its hash; it was changed. Make it anew."))

        def typesetting(step: int, _of: int) -> None:
            progress.step(_("Typesetting the document"), step, TOTAL)

        try:
            made = typeset(paper.content, on_step=typesetting)
        except pdf.RenderFailed as failure:
            raise JobFailed(failure.reason_th) from failure
        progress.step(_("Writing the Word file"), STEPS + 1, TOTAL)
        docx = write(paper.content)
        progress.step(_("Keeping the file"), STEPS + 2, TOTAL)
        finish(
            paper.pk,
            files.keep(made.pdf, name=file_name(paper.content, "pdf"), mime="application/pdf"),
            files.keep(docx, name=file_name(paper.content, "docx"), mime=DOCX),
            made.pages,
        )
    progress.step(_("Finished"), TOTAL, TOTAL)
    return {"paper": paper.pk}


@transaction.atomic
def finish(paper_id: int, made: StoredFile, docx: StoredFile, page_count: int) -> None:
    """The first to finish writes the row; whoever comes later finds it written."""
    paper = Paper.objects.select_for_update(of=("self",)).select_related("meeting__body").get(pk=paper_id)
    if paper.pdf_id is not None:
        return
    paper.pdf, paper.docx, paper.pages = made, docx, page_count
    paper.save(update_fields=["pdf", "docx", "pages"])
    worker = Actor.system("worker", thai.today(), paper.meeting.body.province_id)
    after = {"pdf": made.sha256, "docx": docx.sha256, "pages": page_count}
    record(worker, "paper.render", paper, after=after)


def file_name(content: papers.Content, ending: str) -> str:
    return f"{content['title'].replace('/', '-')}.{ending}"
