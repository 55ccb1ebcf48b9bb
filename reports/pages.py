"""Which public pages there are, and what each is drawn from. Nothing here reads the database.

One set of templates serves three ends: the files of a release, the preview on the desk, and, until the first release,
the pages drawn from the facts alone.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from reports.snapshot import Snapshot

OFFICE = "สำนักงานอุตสาหกรรมจังหวัด"


@dataclass(frozen=True)
class Edition:
    """What a set of pages says of itself. `number` is 0 before the first release and in a preview."""

    number: int
    as_of: date
    is_example: bool
    sha256: str = ""
    note: str = ""
    published_on: date | None = None
    pdf_pages: int = 0
    pdf_bytes: int = 0


def addresses(snapshot: Snapshot) -> dict[str, tuple[str, dict[str, Any]]]:
    """Address -> (template, what this page needs besides the snapshot)."""
    return {
        "/": ("public/home.html", {}),
        **{
            f"/areas/{area['code']}/": ("public/area.html", {"area": area, "at": position})
            for position, area in enumerate(snapshot["areas"])
        },
        "/committee/": ("public/committee.html", {}),
        "/decisions/": ("public/decisions.html", {}),
        "/documents/": ("public/documents.html", {}),
        "/how/": ("public/how.html", {}),
        "/about/": ("public/about.html", {}),
    }


def page(address: str, snapshot: Snapshot, edition: Edition) -> str:
    """One public page as HTML. KeyError for an address that is none."""
    template, more = addresses(snapshot)[address]
    with override(settings.LANGUAGE_CODE):
        return render_to_string(template, {**context(address, snapshot, edition), **more})


def release_page(snapshot: Snapshot, edition: Edition) -> str:
    """The permanent page of one release."""
    address = f"/releases/{edition.number}/"
    with override(settings.LANGUAGE_CODE):
        return render_to_string("public/release.html", context(address, snapshot, edition))


def context(address: str, snapshot: Snapshot, edition: Edition) -> dict[str, Any]:
    results = [area["result"] for area in snapshot["areas"] if area["result"]]
    framework = snapshot["framework"]
    return {
        "snapshot": snapshot,
        "edition": edition,
        "release": edition.number,
        "as_of": edition.as_of,
        "example": edition.is_example,
        "whose": bool(results),
        "draft": bool(framework and not framework["is_official"]),
        "pending": any(not result["final"] for result in results),
        "site": site(snapshot),
        "nav": navigation(address),
    }


def site(snapshot: Snapshot) -> dict[str, Any]:
    order = snapshot["order"]
    return {
        "home": "/",
        "body": order["body"] if order else "",
        "province": f"จังหวัด{snapshot['province']['name']}",
        "office": f"{OFFICE}{snapshot['province']['name']}",
        "contact": _("Secretariat of the committee"),
        "links": [
            {"href": "/how/", "label": _("How a level is reached")},
            {"href": "/about/", "label": _("Origin and importance")},
            {"href": "/committee/", "label": _("Committee")},
            {"href": "/releases/", "label": _("Releases")},
            {"href": "/desk/", "label": _("For the committee and staff")},
        ],
    }


def navigation(address: str) -> list[dict[str, Any]]:
    entries = [
        ("/", _("Progress")),
        ("/decisions/", _("Resolutions")),
        ("/documents/", _("Documents")),
        ("/how/", _("How it is scored")),
        ("/about/", _("Origin and importance")),
        ("/committee/", _("Committee")),
    ]
    return [
        {"href": href, "label": label, "current": href == address or (href == "/" and address.startswith("/areas/"))}
        for href, label in entries
    ]
