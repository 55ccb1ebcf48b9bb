"""What the pages of reports and releases are put together from."""

from typing import Any

from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ecotown.kernel import rules, thai
from ecotown.kernel.models import Job
from ecotown.kernel.rules import Actor
from reports import pages
from reports.models import ApprovalBasis, Release, ReleaseState, Report

Told = dict[str, Any]
DESK: Told = {"label": gettext_lazy("Desk"), "href": "/desk/"}


def reports() -> Told:
    return {"label": _("Reports"), "href": reverse_lazy("reports:list")}


def told_of(job: Job | None) -> Told:
    """A job as components/job_progress.html wants it."""
    if job is None:
        return {"state": "done", "over": True}
    return {
        "state": job.state, "step": job.step, "done": job.steps_done, "total": job.steps_total, "error": job.error,
        "over": job.is_over,
    }  # fmt: skip


# -- a report


def report_state(actor: Actor, report: Report, form: Any) -> Told:
    standing = [each for each in report.releases.all() if each.state in ("draft", "approved", "published")]
    return {
        "report": report,
        "job": told_of(report.job),
        "file": report.file,
        "release": standing[0] if standing else None,
        "can_retry": rules.allows(actor, "report.retry", report),
        "refusal": rules.refusal(actor, "release.prepare", report),
        "form": form,
    }


def report_facts(report: Report) -> list[Told]:
    return [
        {"label": _("Data as of"), "value": thai.long_date(report.as_of)},
        {"label": _("Round"), "value": str(report.round) if report.round else _("No round: the facts alone")},
        {"label": _("Made by"), "value": str(report.made_by) if report.made_by else ""},
        {"label": _("Frozen at"), "value": thai.moment(report.made_at)},
        {"label": _("Hash of the content"), "value": report.sha256},
    ]


# -- a release


def release_state(actor: Actor, release: Release) -> Told:
    return {
        "release": release,
        "job": told_of(release.job) if release.state == ReleaseState.APPROVED else {"over": True},
        "is_preparer": actor.person_id is not None and actor.person_id == release.prepared_by_id,
        "acts": {
            name: rules.refusal(actor, f"release.{name}", release)
            for name in ("approve", "record_approval", "retry", "drop", "withdraw")
        },
        "previews": previews(release),
    }


def previews(release: Release) -> list[Told]:
    """The real pages, to be read before they are approved."""
    snapshot = release.report.snapshot
    names = {"/": _("Progress"), **{f"/areas/{area['code']}/": area["full_name"] for area in snapshot["areas"]}}
    names |= {each["href"]: each["label"] for each in pages.navigation("", "")}
    root = preview_root(release.pk)
    return [{"label": names[address], "href": f"{root}{address}"} for address in pages.addresses(snapshot)]


def preview_root(release_id: int) -> str:
    return reverse("reports:preview_home", args=[release_id]).rstrip("/")


def release_facts(release: Release) -> list[Told]:
    basis = ApprovalBasis(release.basis).label if release.basis else ""
    named = release.memo_number or (str(release.resolution.agenda_item.meeting) if release.resolution else "")
    if release.memo_dated:
        named = f"{named} ลงวันที่ {thai.long_date(release.memo_dated)}"
    facts = [
        {
            "label": _("Report"),
            "value": release.report.title,
            "href": reverse("reports:report", args=[release.report_id]),
        },
        {"label": _("State"), "value": ReleaseState(release.state).label},
        {
            "label": _("Prepared by"),
            "value": str(release.prepared_by) if release.prepared_by else _("Management command"),
        },
    ]
    if release.approved_at:
        by = str(release.approved_by) if release.approved_by else _("Management command")
        facts += [
            {"label": _("Approved by") if release.basis == "click" else _("Approval recorded by"), "value": by,
             "note": thai.moment(release.approved_at)},
            {"label": _("Basis of the approval"), "value": basis, "note": named},
        ]  # fmt: skip
    if release.published_at:
        facts.append({"label": _("Published at"), "value": thai.moment(release.published_at)})
    if release.withdrawn_at:
        facts.append(
            {"label": _("Withdrawn at"), "value": thai.moment(release.withdrawn_at), "note": release.withdrawn_reason}
        )
    return [*facts, {"label": _("Hash of the content"), "value": release.report.sha256}]
