"""Bringing a report before the public takes two people: one prepares, another approves."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from ecotown.kernel import jobs, rules
from ecotown.kernel.journal import record
from ecotown.kernel.rules import Actor
from reports import site
from reports.models import ApprovalBasis, Release, ReleaseState, Report
from reports.states import RELEASE_FLOW


def locked(release_id: int) -> Release:
    return Release.objects.select_for_update(of=("self",)).select_related("report").get(pk=release_id)


@transaction.atomic
def prepare_release(actor: Actor, *, report_id: int, note: str = "") -> Release:
    """Propose a finished report for publication."""
    report = Report.objects.select_for_update(of=("self",)).get(pk=report_id, province_id=actor.province)
    rules.require(actor, "release.prepare", report)
    release = Release.objects.create(
        province_id=report.province_id,
        report=report,
        note=note,
        prepared_by_id=actor.person_id,
        is_example=report.is_example,
    )
    record(actor, "release.prepare", release, after={"report": report.pk, "note": note})
    return release


@transaction.atomic
def approve_release(actor: Actor, *, release_id: int) -> Release:
    """The chair approves in the portal; publishing follows by itself."""
    release = locked(release_id)
    rules.require(actor, "release.approve", release)
    return approved(actor, release, "release.approve", ApprovalBasis.CLICK)


@transaction.atomic
def record_approval(
    actor: Actor,
    *,
    release_id: int,
    memo_number: str = "",
    memo_dated: date | None = None,
    memo_scan_id: int | None = None,
    resolution_id: int | None = None,
) -> Release:
    """A second officer records what the chair signed on paper, or the committee resolved."""
    release = locked(release_id)
    rules.require(actor, "release.record_approval", release)
    if resolution_id:
        release.resolution_id = resolution_id
        return approved(actor, release, "release.record_approval", ApprovalBasis.RESOLUTION)
    release.memo_number, release.memo_dated, release.memo_scan_id = memo_number, memo_dated, memo_scan_id
    return approved(actor, release, "release.record_approval", ApprovalBasis.MEMO)


def approved(actor: Actor, release: Release, act: str, basis: ApprovalBasis) -> Release:
    release.state = RELEASE_FLOW.after(release.state, "approve")
    release.basis = basis
    release.approved_by_id = actor.person_id
    release.approved_at = timezone.now()
    release.job = jobs.enqueue("release.publish", f"release:{release.pk}", {"release_id": release.pk})
    release.save()
    record(
        actor, act, release,
        after={"basis": basis, "memo": release.memo_number, "resolution": release.resolution_id or ""},
    )
    return release


@transaction.atomic
def retry_publishing(actor: Actor, *, release_id: int) -> Release:
    """Queue the publication of an approved release again after its job has failed."""
    release = Release.objects.select_for_update(of=("self",)).select_related("job").get(pk=release_id)
    rules.require(actor, "release.retry", release)
    if release.job:
        jobs.retry(release.job)
    record(actor, "release.retry", release)
    return release


@transaction.atomic
def drop_release(actor: Actor, *, release_id: int) -> Release:
    """Take a proposal back before anybody has approved it."""
    release = locked(release_id)
    rules.require(actor, "release.drop", release)
    release.state = RELEASE_FLOW.after(release.state, "drop")
    release.save(update_fields=["state"])
    record(actor, "release.drop", release)
    return release


@transaction.atomic
def withdraw_release(actor: Actor, *, release_id: int, reason: str) -> Release:
    """Take a release back from the public: its files go at once, its number stays and says so."""
    release = locked(release_id)
    rules.require(actor, "release.withdraw", release)
    before = release.state
    release.state = RELEASE_FLOW.after(release.state, "withdraw")
    release.withdrawn_at = timezone.now()
    release.withdrawn_reason = reason
    release.save(update_fields=["state", "withdrawn_at", "withdrawn_reason"])
    # Before the commit: if the files cannot be taken away, the release must not be called withdrawn.
    site.withdraw(release)
    record(actor, "release.withdraw", release, before={"state": before}, after={"state": ReleaseState.WITHDRAWN}, reason=reason)
    return release
