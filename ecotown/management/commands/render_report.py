from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from ecotown.kernel import thai
from indicators.models import Round
from reports import build, pdf
from reports.models import Report, ReportKind
from reports.services.reports import title_of
from reports.snapshot import content_hash, freeze


class Command(BaseCommand):
    help = "Writes a report to a file, by the same renderer as the worker's; nothing is stored. Without options the newest."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("kind", choices=ReportKind.values)
        parser.add_argument("--out", required=True, type=Path, help="the file to write; *.html writes what is typeset")
        which = parser.add_mutually_exclusive_group()
        which.add_argument("--report", type=int, help="the number of a report")
        which.add_argument(
            "--now", action="store_true", help="freeze the data as it is: the newest revealed round, or facts"
        )

    def handle(self, *args: Any, kind: str, out: Path, report: int | None, now: bool, **options: Any) -> None:
        made = self.frozen_now(kind) if now else self.kept(kind, report)
        html = build.compose(made.snapshot, title=made.title, sha256=made.sha256)
        if out.suffix == ".html":
            out.write_text(html, encoding="utf-8")
            self.stdout.write(f"{out}: HTML")
            return
        try:
            rendered = build.typeset(html, title=made.title, dated=made.as_of)
        except pdf.RenderFailed as failure:
            raise CommandError(f"{failure.reason_th} ({failure.detail})") from failure
        out.write_bytes(rendered.pdf)
        self.stdout.write(f"{out}: {rendered.pages} pages in {rendered.seconds:.1f} s")

    def kept(self, kind: str, number: int | None) -> Report:
        found = Report.objects.filter(province_id=settings.PROVINCE, kind=kind).order_by("-made_at", "-pk")
        report = found.filter(pk=number).first() if number else found.first()
        if report is None:
            raise CommandError("There is no such report. `--now` makes one of the data as it is.")
        return report

    def frozen_now(self, kind: str) -> Report:
        rounds = Round.objects.select_related("framework").filter(
            province_id=settings.PROVINCE, revealed_at__isnull=False
        )
        round_, day = rounds.order_by("-revealed_at").first(), thai.today()
        frozen = freeze(settings.PROVINCE, round_=round_, as_of=day)
        title, digest = title_of(round_, day), content_hash(kind, frozen)
        return Report(kind=kind, title=title, as_of=day, snapshot=frozen, sha256=digest)
