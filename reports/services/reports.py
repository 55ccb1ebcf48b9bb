"""Making a report: freeze, keep, queue."""

from datetime import date

from django.db import transaction

from ecotown.kernel import jobs, rules, thai
from ecotown.kernel.journal import record
from ecotown.kernel.rules import Actor
from indicators.models import Round
from reports import snapshot
from reports.models import Report, ReportKind


def make_report(actor: Actor, *, round_id: int | None = None, as_of: date | None = None) -> Report:
    """Freeze the programme as it is now and queue the PDF. Without a round, the report tells the facts alone.

    The freezing is a transaction of its own, so that it can see the database at one moment.
    """
    rounds = Round.objects.of_levels().select_related("framework").filter(province_id=actor.province)
    round_ = rounds.get(pk=round_id) if round_id else None
    rules.require(actor, "report.make", round_)
    day = as_of or thai.today()
    return keep(actor, round_, day, snapshot.freeze(actor.province, round_=round_, as_of=day))


@transaction.atomic
def keep(actor: Actor, round_: Round | None, day: date, frozen: snapshot.Snapshot) -> Report:
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
    record(actor, "report.make", report, after={"sha256": report.sha256, "round": round_.pk if round_ else ""})
    return report


def title_of(round_: Round | None, day: date) -> str:
    told = f" {round_}" if round_ else ""
    return f"รายงานความก้าวหน้า{told} ณ วันที่ {thai.long_date(day)}"


@transaction.atomic
def retry_report(actor: Actor, *, report_id: int) -> Report:
    """Put a failed report into the queue again; its snapshot stays as it was frozen."""
    found = Report.objects.select_for_update(of=("self",)).select_related("job")
    report = found.get(pk=report_id, province_id=actor.province)
    rules.require(actor, "report.retry", report)
    if report.job:
        jobs.retry(report.job)
    record(actor, "report.retry", report)
    return report
