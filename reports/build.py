"""From a frozen snapshot to a PDF in the store. Run twice, it leaves one report: the same snapshot gives the same bytes."""

from datetime import date
from typing import Any

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from ecotown.kernel import files, thai
from ecotown.kernel.jobs import JobFailed, Progress
from ecotown.kernel.journal import record
from ecotown.kernel.models import StoredFile
from ecotown.kernel.rules import Actor
from reports import pages, pdf, rows, telling
from reports.models import Report
from reports.pdf.press import STEPS
from reports.snapshot import Snapshot, content_hash

# Reading, composing, the steps of typesetting, keeping.
TOTAL = STEPS + 3


def render_report(report_id: int, progress: Progress) -> dict[str, Any]:
    report = Report.objects.select_related("file").get(pk=report_id)
    if report.file is None:
        progress.step(_("Reading the frozen data"), 0, TOTAL)
        if content_hash(report.kind, report.snapshot) != report.sha256:
            raise JobFailed(
                _("The frozen data of this report does not match its hash; it was changed. Make a new report.")
            )
        progress.step(_("Composing the pages"), 1, TOTAL)
        html = compose(report.snapshot, title=report.title, sha256=report.sha256)

        def typesetting(step: int, _of: int) -> None:
            progress.step(_("Typesetting the document"), 1 + step, TOTAL)

        try:
            made = typeset(html, title=report.title, dated=report.as_of, on_step=typesetting)
        except pdf.RenderFailed as failure:
            raise JobFailed(failure.reason_th) from failure
        progress.step(_("Keeping the file"), TOTAL - 1, TOTAL)
        stored = files.keep(made.pdf, name=file_name(report.title), mime="application/pdf")
        finish(report.pk, stored, made.pages)
    progress.step(_("Finished"), TOTAL, TOTAL)
    return {"report": report.pk}


@transaction.atomic
def finish(report_id: int, stored: StoredFile, page_count: int) -> None:
    """The first to finish writes the row; whoever comes later finds it written."""
    report = Report.objects.select_for_update(of=("self",)).get(pk=report_id)
    if report.file_id is not None:
        return
    report.file, report.pages = stored, page_count
    report.save(update_fields=["file", "pages"])
    worker = Actor.system("worker", thai.today(), report.province_id)
    record(worker, "report.render", report, after={"file": stored.sha256, "pages": page_count})


def typeset(html: str, *, title: str, dated: date, on_step: Any = None) -> pdf.Rendered:
    sheet = settings.BASE_DIR / "static" / "css" / "print.css"
    assets = {**pdf.font_assets(), "print.css": ("text/css", sheet.read_bytes())}
    return pdf.render(html, assets=assets, title=title, dated=dated, on_step=on_step)


def file_name(title: str) -> str:
    return f"{title.replace('/', '-')}.pdf"


def compose(snapshot: Snapshot, *, title: str, sha256: str) -> str:
    """The whole paper as HTML: the same snapshot gives the same text."""
    with override(settings.LANGUAGE_CODE):
        return render_to_string("print/report.html", context(snapshot, title, sha256))


def context(snapshot: Snapshot, title: str, sha256: str) -> dict[str, Any]:
    marks = telling.marks(snapshot)
    results = [area["result"] for area in snapshot["areas"] if area["result"]]
    return {
        "title": f"ข้อมูลตัวอย่าง – {title}" if snapshot["is_example"] else title,
        "short_title": title,
        "round_title": f"รอบประเมินที่ {snapshot['round']['number']}" if snapshot["round"] else "",
        "sha256": sha256,
        "snapshot": snapshot,
        "framework": snapshot["framework"],
        "example": snapshot["is_example"],
        "as_of": rows.day(snapshot["as_of"]),
        "assessed": bool(results),
        "unsettled": any(step["unsettled"] for result in results for step in result["steps"]),
        "marks": marks,
        "whose": marks[0],
        "draft": telling.DRAFT if telling.DRAFT in marks else "",
        "pending": telling.PENDING if telling.PENDING in marks else "",
        "place": f"จังหวัด{snapshot['province']['name']}",
        "body": snapshot["order"]["body"] if snapshot["order"] else "",
        "office": f"{pages.OFFICE}{snapshot['province']['name']}",
        "stair": rows.reached_by(snapshot),
        "sections": sections(snapshot),
        "finding": telling.finding(snapshot),
        "columns": rows.columns(snapshot),
        "ladder": rows.ladder_rows(snapshot),
        "levels_source": rows.levels_source(snapshot),
        "resolutions": rows.resolution_rows(snapshot),
        "meetings": list(reversed(rows.meeting_rows(snapshot))),
        "signed": rows.day(snapshot["order"]["signed_on"]) if snapshot["order"] else None,
        "sectors": rows.sectors(snapshot),
        "strategy": rows.value_of(snapshot, "programme.strategy"),
        "definition": rows.definition(snapshot),
        "request": rows.value_of(snapshot, "programme.request"),
        "facts": rows.fact_rows(snapshot),
        "sources": rows.sources(snapshot),
    }


def sections(snapshot: Snapshot) -> list[dict[str, Any]]:
    """The contents, in order; each begins a page but those that follow a short one."""
    found: list[dict[str, Any]] = [
        {"id": "summary", "title": f"ระดับของ{telling.count_word(len(snapshot['areas']))}พื้นที่", "template": "print/_summary.html"},
        *(
            {"id": f"area-{area['code']}", "title": area["full_name"], "template": "print/_area.html",
             "area": of_area(snapshot, area)}
            for area in snapshot["areas"]
        ),
        {"id": "levels", "title": f"ความหมายของ{telling.count_word(len(snapshot['levels']))}ระดับ", "template": "print/_levels.html"},
        {"id": "method", "title": "วิธีคิดระดับ", "template": "print/_method.html", "follows": True},
        {"id": "resolutions", "title": "มติที่ประชุม", "template": "print/_resolutions.html", "follows": True},
        {"id": "origin", "title": "ที่มาและความสำคัญ", "template": "print/_origin.html"},
        {"id": "provenance", "title": "แหล่งที่มาของข้อมูล", "template": "print/_provenance.html", "follows": True},
    ]  # fmt: skip
    return [{**section, "number": number} for number, section in enumerate(found, start=1)]


def of_area(snapshot: Snapshot, area: dict[str, Any]) -> dict[str, Any]:
    told = {
        "finding": telling.area_finding(snapshot, area),
        "level": rows.level_of(area),
        "word": telling.level_word(snapshot, area["result"]),
        "steps": rows.steps_of(snapshot, area),
        "history": rows.history_rows(snapshot, area),
        "assessed": bool(area["result"]),
    }
    if not area["result"]:
        return told
    dimensions, every = rows.dimension_rows(snapshot, area), rows.indicator_rows(snapshot, area)
    return {
        **told,
        "reasons": area["result"]["reasons"],
        "missing": area["result"]["missing"],
        "next": telling.level_name(snapshot, area["result"]["next_level"] or 0),
        "dimensions": dimensions,
        "dimension_finding": telling.dimension_finding(dimensions),
        "levels": [
            {"title": telling.level_name(snapshot, level["number"]),
             "rows": [row for row in every if row["level"] == level["number"]]}
            for level in snapshot["levels"]
        ],
    }  # fmt: skip
