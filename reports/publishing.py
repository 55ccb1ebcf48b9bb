"""What the worker does with an approved release: number, files, switch, row. Each step can be done again."""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from committee.models import Province
from ecotown.kernel import thai
from ecotown.kernel.jobs import JobFailed, Progress
from ecotown.kernel.journal import record
from ecotown.kernel.rules import Actor
from reports import site
from reports.models import Release, ReleaseState
from reports.states import RELEASE_FLOW


def publish(release_id: int, progress: Progress) -> dict[str, Any]:
    release = numbered(release_id)
    if release.state != ReleaseState.APPROVED:
        return {"number": release.number, "already": release.state}
    if release.is_example and not settings.DEMO:
        raise JobFailed(_("This report holds example data. It can be published in demonstration mode (DEMO=1) only."))
    progress.step(_("Writing the public pages"), 1, 3)
    files = site.publish(release)
    progress.step(_("Bringing the pages before the public"), 2, 3)
    make_current(release_id, files)
    progress.step(_("Published"), 3, 3)
    return {"number": release.number, "files": len(files)}


@transaction.atomic
def numbered(release_id: int) -> Release:
    """Give the release its number, once. The province's row is the queue: two releases never share a number."""
    release = Release.objects.select_related("report__file").get(pk=release_id)
    Province.objects.select_for_update().get(pk=release.province_id)
    if release.number is None and release.state == ReleaseState.APPROVED:
        last = Release.objects.filter(province_id=release.province_id).aggregate(last=Max("number"))["last"]
        release.number = (last or 0) + 1
        release.save(update_fields=["number"])
    return release


@transaction.atomic
def make_current(release_id: int, files: dict[str, str]) -> None:
    release = Release.objects.select_for_update(of=("self",)).select_related("report__file").get(pk=release_id)
    if release.state != ReleaseState.APPROVED:
        return
    for older in Release.objects.select_for_update().filter(province_id=release.province_id, state=ReleaseState.PUBLISHED):
        older.state = RELEASE_FLOW.after(older.state, "supersede")
        older.save(update_fields=["state"])
    release.state = RELEASE_FLOW.after(release.state, "publish")
    release.published_at = timezone.now()
    release.files = files
    release.save(update_fields=["state", "published_at", "files"])
    site.write_list(site.public_releases(release.province_id))
    # The switch is the last thing before the commit: should the commit fail, the rerun switches to the same edition.
    site.switch(release.number)
    worker = Actor.system("worker", thai.today(), release.province_id)
    record(worker, "release.publish", release, after={"number": release.number, "files": files})
