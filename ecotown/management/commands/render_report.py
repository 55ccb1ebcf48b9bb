import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from committee.models import Meeting, Paper, Resolution
from committee.models.paper import PaperKind
from committee.papers import Content, Outgoing
from committee.services.papers import draw
from ecotown.kernel import thai
from ecotown.kernel.rules import Actor
from indicators.models import Round
from reports import build, pdf
from reports.models import Report, ReportKind
from reports.papers import printed as official
from reports.papers.word import write
from reports.services.reports import title_of
from reports.snapshot import content_hash, freeze

NONE = "There is no such %s. `--now` makes one of the data as it is."


class Command(BaseCommand):
    help = (
        "Writes a report or paper to a file, by the worker's renderer; nothing is stored. Without options the newest."
    )

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("kind", choices=[*ReportKind.values, *PaperKind.values])
        parser.add_argument(
            "--out", required=True, type=Path, help="the file to write: *.pdf; *.html, what is typeset; *.docx and *.json "
            "(what is frozen) of a paper",
        )  # fmt: skip
        which = parser.add_mutually_exclusive_group()
        which.add_argument("--report", "--paper", type=int, dest="number", help="the number of a report or paper")
        which.add_argument(
            "--now",
            action="store_true",
            help="freeze the data as it is: the newest revealed round or meeting, or facts",
        )
        which.add_argument("--meeting", help="freeze a paper of this meeting, for instance 1/2563, as it is now")

    def handle(
        self, *args: Any, kind: str, out: Path, number: int | None, now: bool, meeting: str | None, **options: Any
    ) -> None:
        if kind in PaperKind.values:
            self.write_paper(content_now(kind, meeting) if now or meeting else kept_paper(kind, number), out)
            return
        made = self.frozen_now(kind) if now else self.kept(kind, number)
        html = build.compose(made.snapshot, title=made.title, sha256=made.sha256)
        self.write(out, html, lambda: build.typeset(html, title=made.title, dated=made.as_of))

    def write_paper(self, content: Content, out: Path) -> None:
        if out.suffix == ".docx":
            out.write_bytes(write(content))
            self.stdout.write(f"{out}: Word file")
        elif out.suffix == ".json":
            out.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
            self.stdout.write(f"{out}: what is frozen")
        else:
            self.write(out, official.compose(content), lambda: official.typeset(content))

    def write(self, out: Path, html: str, typeset: Any) -> None:
        if out.suffix == ".html":
            out.write_text(html, encoding="utf-8")
            self.stdout.write(f"{out}: HTML")
            return
        try:
            rendered: pdf.Rendered = typeset()
        except pdf.RenderFailed as failure:
            raise CommandError(f"{failure.reason_th} ({failure.detail})") from failure
        out.write_bytes(rendered.pdf)
        self.stdout.write(f"{out}: {rendered.pages} pages in {rendered.seconds:.1f} s")

    def kept(self, kind: str, number: int | None) -> Report:
        found = Report.objects.filter(province_id=settings.PROVINCE, kind=kind).order_by("-made_at", "-pk")
        report = found.filter(pk=number).first() if number else found.first()
        if report is None:
            raise CommandError(NONE % "report")
        return report

    def frozen_now(self, kind: str) -> Report:
        rounds = (
            Round.objects.of_levels()
            .select_related("framework")
            .filter(province_id=settings.PROVINCE, revealed_at__isnull=False)
        )
        round_, day = rounds.order_by("-revealed_at").first(), thai.today()
        frozen = freeze(settings.PROVINCE, round_=round_, as_of=day)
        title, digest = title_of(round_, day), content_hash(kind, frozen)
        return Report(kind=kind, title=title, as_of=day, snapshot=frozen, sha256=digest)


def kept_paper(kind: str, number: int | None) -> Content:
    found = Paper.objects.filter(meeting__body__province_id=settings.PROVINCE, kind=kind).order_by("-pk")
    paper = found.filter(pk=number).first() if number else found.first()
    if paper is None:
        raise CommandError(NONE % "paper")
    return dict(paper.content)


def content_now(kind: str, named: str | None) -> Content:
    """Of the meeting named, or of the newest that the paper can be made of."""
    actor = Actor.command("render_report", thai.today(), settings.PROVINCE)
    resolutions = Resolution.objects.visible_to(actor).order_by("-pk")
    meetings = Meeting.objects.visible_to(actor).order_by("-be_year", "-number", "-pk")
    if kind == PaperKind.MINUTES:
        meetings = meetings.filter(minutes__isnull=False)
    if kind == PaperKind.EXCERPT:
        meetings = meetings.filter(agenda__resolutions__isnull=False)
    if named:
        try:
            number, be_year = thai.parse_number_of_year(named)
        except thai.ThaiNumberError as unread:
            raise CommandError(str(unread)) from unread
        meetings = meetings.filter(number=number, be_year=be_year)
    meeting = meetings.first()
    if meeting is None:
        raise CommandError("There is no meeting that this paper could be made of.")
    of_meeting = resolutions.filter(agenda_item__meeting=meeting).first() if kind == PaperKind.EXCERPT else None
    try:
        return draw(
            actor, kind=kind, meeting_id=meeting.pk, out=Outgoing(),
            resolution_id=of_meeting.pk if of_meeting else None,
        )  # fmt: skip
    except ValidationError as refused:
        raise CommandError("; ".join(refused.messages)) from refused
