"""What the worker does with an approved release: number, files, switch, row. Each step can be done again.

Whoever numbers, switches or withdraws holds the province's row: the releases of a province stand in one queue.
"""

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
    release = Release.objects.get(pk=release_id)
    if release.state == ReleaseState.APPROVED:
        if release.is_example and not settings.DEMO:
            raise JobFailed(
                _("This report holds example data. It can be published in demonstration mode (DEMO=1) only.")
            )
        progress.step(_("Writing the public pages"), 1, 4)
        release = numbered(release_id)
        files = site.publish(release)
        progress.step(_("Bringing the pages before the public"), 2, 4)
        while not make_current(release_id, files):
            release = numbered(release_id)
            files = site.publish(release)
    progress.step(_("Writing the list of releases"), 3, 4)
    list_anew(release.province_id)
    progress.step(_("Published"), 4, 4)
    return {"release": release_id}


@transaction.atomic
def numbered(release_id: int) -> Release:
    """Give the release its number. One that was overtaken by a later one goes behind that one."""
    release = in_queue(release_id)
    if release.state != ReleaseState.APPROVED:
        return release
    others = Release.objects.filter(province_id=release.province_id).exclude(pk=release_id)
    last = others.aggregate(last=Max("number"))["last"] or 0
    if release.number is None or release.number < last:
        site.discard(release)
        release.number = last + 1
        release.save(update_fields=["number"])
    return release


@transaction.atomic
def make_current(release_id: int, files: dict[str, str]) -> bool:
    """Whether it is done; False if another release has overtaken this one, which then needs a new number."""
    release = in_queue(release_id)
    if release.state != ReleaseState.APPROVED:
        return True
    public = Release.objects.filter(province_id=release.province_id, published_at__isnull=False)
    if public.filter(number__gt=release.number or 0).exists():
        return False
    for older in public.filter(state=ReleaseState.PUBLISHED):
        older.state = RELEASE_FLOW.after(older.state, "supersede")
        older.save(update_fields=["state"])
    release.state = RELEASE_FLOW.after(release.state, "publish")
    release.published_at = timezone.now()
    release.files = files
    release.save(update_fields=["state", "published_at", "files"])
    # Before the commit: should it fail, the rerun finds the release approved and switches to the same edition.
    site.switch(release.province_id, release.number)
    worker = Actor.system("worker", thai.today(), release.province_id)
    record(worker, "release.publish", release, after={"number": release.number, "files": files})
    return True


def in_queue(release_id: int) -> Release:
    """The release as it stands once its province's row is ours."""
    province_id = Release.objects.values_list("province_id", flat=True).get(pk=release_id)
    Province.objects.select_for_update().get(pk=province_id)
    return Release.objects.select_related("report__file").get(pk=release_id)


@transaction.atomic
def list_anew(province_id: str) -> None:
    """In the queue too, so that an older list never overwrites a newer one."""
    Province.objects.select_for_update().get(pk=province_id)
    site.write_list(province_id)
