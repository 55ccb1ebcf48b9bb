"""Making a report: freeze, keep, queue."""

from datetime import date

from django.db import transaction

from ecotown.kernel import jobs, rules, thai
from ecotown.kernel.journal import record
from ecotown.kernel.rules import Actor
from indicators.models import Round
from reports import snapshot
from reports.models import Report, ReportKind


@transaction.atomic
def make_report(actor: Actor, *, round_id: int | None, as_of: date | None = None) -> Report:
    """Freeze the programme as it is now and queue the PDF. Without a round, the report tells the facts alone."""
    rules.require(actor, "report.make")
    day = as_of or thai.today()
    round_ = (
        Round.objects.select_related("framework").get(pk=round_id, province_id=actor.province) if round_id else None
    )
    frozen = snapshot.freeze(actor.province, round_=round_, as_of=day)
    report = Report.objects.create(
        province_id=actor.province,
        kind=ReportKind.PROGRESS,
        title=title_of(round_, day),
        round=round_,
        as_of=day,
        snapshot=frozen,
        sha256=snapshot.content_hash(ReportKind.PROGRESS, frozen),
        made_by_id=actor.person_id,
        is_example=frozen["is_example"],
    )
    report.job = jobs.enqueue("report.render", f"report:{report.pk}", {"report_id": report.pk})
    report.save(update_fields=["job"])
    record(actor, "report.make", report, after={"sha256": report.sha256, "round": round_id or ""})
    return report


def title_of(round_: Round | None, day: date) -> str:
    told = f" {round_}" if round_ else ""
    return f"รายงานความก้าวหน้า{told} ณ วันที่ {thai.long_date(day)}"


@transaction.atomic
def retry_report(actor: Actor, *, report_id: int) -> Report:
    """Put a failed report into the queue again; its snapshot stays as it was frozen."""
    report = Report.objects.select_for_update(of=("self",)).select_related("job").get(pk=report_id)
    rules.require(actor, "report.retry", report)
    if report.job:
        jobs.retry(report.job)
    record(actor, "report.retry", report)
    return report
