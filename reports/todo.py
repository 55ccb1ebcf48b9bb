"""What waits for the one who asks."""

from django.urls import reverse
from django.utils.translation import gettext as _

from ecotown.kernel import rules
from ecotown.kernel.rules import Actor
from ecotown.kernel.todo import Todo
from reports.models import Release, ReleaseState, Report


def todo(actor: Actor) -> list[Todo]:
    """Three queries at most. A round's phases and a meeting's steps are their own apps' matter."""
    releases = Release.objects.visible_to(actor).unfinished()
    found = [each for release in releases if (each := of_release(actor, release))]
    if rules.allows(actor, "report.make"):
        found += [
            each for report in Report.objects.visible_to(actor).unproposed() if (each := of_report(actor, report))
        ]
    return found


def of_release(actor: Actor, release: Release) -> Todo | None:
    here = reverse("reports:release", args=[release.pk])
    by = str(release.prepared_by) if release.prepared_by else ""
    why = _("Prepared by %(person)s") % {"person": by} if by else ""
    if release.state == ReleaseState.DRAFT and rules.allows(actor, "release.approve", release):
        return Todo(
            _("Approve the release: %(title)s") % {"title": release.report.title}, here, why, act=_("Read and approve")
        )
    if release.state == ReleaseState.DRAFT and rules.allows(actor, "release.record_approval", release):
        title = _("Record the approval of: %(title)s") % {"title": release.report.title}
        return Todo(title, here, why, act=_("Record the approval"))
    if rules.allows(actor, "release.retry", release):
        title = _("Publishing did not succeed: %(title)s") % {"title": release.report.title}
        return Todo(title, here, release.job.error if release.job else "", act=_("Look and try again"))
    return None


def of_report(actor: Actor, report: Report) -> Todo | None:
    here = reverse("reports:report", args=[report.pk])
    if rules.allows(actor, "report.retry", report):
        title = _("The report could not be made: %(title)s") % {"title": report.title}
        return Todo(title, here, report.job.error if report.job else "", act=_("Look and try again"))
    if rules.allows(actor, "release.prepare", report):
        title = _("Propose for publication: %(title)s") % {"title": report.title}
        return Todo(title, here, act=_("Prepare the release"))
    return None
