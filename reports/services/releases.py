"""Bringing a report before the public takes two people: one prepares, another approves."""

from datetime import date
from functools import partial

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from committee.models import Holder, Province
from ecotown.kernel import jobs, rules
from ecotown.kernel.conflicts import Conflict
from ecotown.kernel.journal import record
from ecotown.kernel.notices import notify
from ecotown.kernel.rules import Actor
from reports import site
from reports.approvals import approving_resolutions
from reports.models import ApprovalBasis, Release, ReleaseState, Report
from reports.states import RELEASE_FLOW

# A report in one of these needs no second proposal.
STANDING = [ReleaseState.DRAFT, ReleaseState.APPROVED, ReleaseState.PUBLISHED]


def locked(actor: Actor, release_id: int) -> Release:
    found = Release.objects.select_for_update(of=("self",)).select_related("report", "job")
    return found.get(pk=release_id, province_id=actor.province)


@transaction.atomic
def prepare_release(actor: Actor, *, report_id: int, note: str = "") -> Release:
    """Propose a finished report for publication, and tell the chair."""
    report = Report.objects.select_for_update(of=("self",)).get(pk=report_id, province_id=actor.province)
    rules.require(actor, "release.prepare", report)
    if report.releases.filter(state__in=STANDING).exists():
        raise Conflict(_("This report has been proposed or published already."))
    release = Release.objects.create(
        province_id=report.province_id,
        report=report,
        note=note,
        prepared_by_id=actor.person_id,
        is_example=report.is_example,
    )
    chairs = Holder.objects.serving_on(actor.on).filter(
        seat__role="chair", seat__body__kind="committee", seat__body__province_id=report.province_id
    )
    notify(
        chairs.values_list("person__user_id", flat=True),
        key=f"release.prepare:{release.pk}",
        subject=_("A release awaits your approval: %(title)s") % {"title": report.title},
        path=f"/desk/releases/{release.pk}/",
    )
    record(actor, "release.prepare", release, after={"report": report.pk, "sha256": report.sha256, "note": note})
    return release


@transaction.atomic
def approve_release(actor: Actor, *, release_id: int) -> Release:
    """The chair approves in the portal; publishing follows by itself."""
    release = locked(actor, release_id)
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
    """A second officer records what the chair signed on paper, or what the committee resolved."""
    release = locked(actor, release_id)
    rules.require(actor, "release.record_approval", release)
    if resolution_id:
        if resolution_id not in {each.pk for each in approving_resolutions(actor.province)}:
            raise ValidationError(_("This resolution is not one of the committee that approves and is in effect."))
        release.resolution_id = resolution_id
        return approved(actor, release, "release.record_approval", ApprovalBasis.RESOLUTION)
    if not (memo_number and memo_dated and memo_scan_id):
        raise ValidationError(_("A memo has a number, a date and a scan."))
    if memo_dated > actor.on:
        raise ValidationError(_("The memo is dated later than today."))
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
    )  # fmt: skip
    return release


@transaction.atomic
def retry_publishing(actor: Actor, *, release_id: int) -> Release:
    """Queue the publication of an approved release again after its job has failed."""
    release = locked(actor, release_id)
    rules.require(actor, "release.retry", release)
    if release.job:
        jobs.retry(release.job)
    record(actor, "release.retry", release)
    return release


@transaction.atomic
def drop_release(actor: Actor, *, release_id: int) -> Release:
    """Take a proposal back: before anybody has approved it, or when its publication has failed."""
    release = locked(actor, release_id)
    rules.require(actor, "release.drop", release)
    before = {"state": release.state, "basis": release.basis, "approved_by": release.approved_by_id or ""}
    release.state = RELEASE_FLOW.after(release.state, "drop")
    release.basis, release.approved_by_id, release.approved_at, release.number = "", None, None, None
    release.save(update_fields=["state", "basis", "approved_by", "approved_at", "number"])
    record(actor, "release.drop", release, before=before)
    return release


@transaction.atomic
def withdraw_release(actor: Actor, *, release_id: int, reason: str) -> Release:
    """Take a release back from the public: its files go at once, its number stays and says so.

    The newest release that it had replaced holds again.
    """
    Province.objects.select_for_update().get(pk=actor.province)
    release = locked(actor, release_id)
    rules.require(actor, "release.withdraw", release)
    before = release.state
    release.state = RELEASE_FLOW.after(release.state, "withdraw")
    release.withdrawn_at = timezone.now()
    release.withdrawn_reason = reason
    release.save(update_fields=["state", "withdrawn_at", "withdrawn_reason"])
    fallback = restored(release) if before == ReleaseState.PUBLISHED else None
    # Before the commit: if the files cannot be taken away, the release must not be called withdrawn.
    site.take_away(release, fallback)
    transaction.on_commit(partial(site.write_notice, release), robust=True)
    transaction.on_commit(partial(site.write_list, release.province_id), robust=True)
    record(
        actor, "release.withdraw", release, before={"state": before},
        after={"state": release.state, "holds_now": fallback.number if fallback else ""}, reason=reason,
    )  # fmt: skip
    return release


def restored(release: Release) -> Release | None:
    """The newest superseded release, published again."""
    superseded = Release.objects.select_for_update(of=("self",)).filter(
        province_id=release.province_id, state=ReleaseState.SUPERSEDED
    )
    fallback = superseded.order_by("-number").first()
    if fallback is not None:
        fallback.state = RELEASE_FLOW.after(fallback.state, "restore")
        fallback.save(update_fields=["state"])
    return fallback
