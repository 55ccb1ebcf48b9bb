"""Who may make reports and bring them before the public, and why not now."""

from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ecotown.kernel.rules import Actor, Role, Row

OFFICE = (Role.STAFF, Role.SECRETARY)


def _example_is_allowed(thing: Any) -> str | Promise:
    if thing.is_example and not settings.DEMO:
        return _("This report holds example data. It can be published in demonstration mode (DEMO=1) only.")
    return ""


def _round_is_revealed(actor: Actor, round_: Any) -> str | Promise:
    if round_ is None or round_.is_revealed:
        return ""
    return _("The scores of this round have not been revealed yet; a report cannot tell of it.")


def _report_failed(actor: Actor, report: Any) -> str | Promise:
    return "" if report.job and report.job.state == "failed" else _("Only a failed report can be tried again.")


def _report_is_made(actor: Actor, report: Any) -> str | Promise:
    if report.file_id is None:
        return _("The PDF is not ready yet.")
    return _example_is_allowed(report)


def _second_person(actor: Actor, release: Any) -> str | Promise:
    if release.state != "draft":
        return _("This release is not waiting for approval.")
    if actor.person_id is not None and actor.person_id == release.prepared_by_id:
        return _("You prepared this release; another person must approve it.")
    return _example_is_allowed(release)


def _has_failed(release: Any) -> bool:
    return bool(release.state == "approved" and release.job and release.job.state == "failed")


def _publishing_failed(actor: Actor, release: Any) -> str | Promise:
    return "" if _has_failed(release) else _("Only a publication that failed can be tried again.")


def _release_waits(actor: Actor, release: Any) -> str | Promise:
    if release.state == "draft" or _has_failed(release):
        return ""
    return _("This release is not waiting for approval.")


def _release_is_public(actor: Actor, release: Any) -> str | Promise:
    return "" if release.state in ("published", "superseded") else _("Only a published release can be withdrawn.")


# fmt: off
RULES: dict[str, Row] = {
    # act                      who may ever                        why not now
    "report.make":            (OFFICE,                             _round_is_revealed),
    "report.retry":           (OFFICE,                             _report_failed),
    "release.prepare":        (OFFICE,                             _report_is_made),
    "release.approve":        ((Role.CHAIR,),                      _second_person),
    "release.record_approval": (OFFICE,                            _second_person),
    "release.retry":          (OFFICE,                             _publishing_failed),
    "release.drop":           (OFFICE,                             _release_waits),
    "release.withdraw":       ((Role.SECRETARY, Role.CHAIR),       _release_is_public),
}
# fmt: on
