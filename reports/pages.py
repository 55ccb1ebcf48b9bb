"""Which public pages there are, and what each is drawn from. Nothing here reads the database.

One set of templates serves three ends: the files of a release, the preview on the desk, and, until the first release,
the pages drawn from the facts alone.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from reports import rows, telling
from reports.snapshot import Snapshot

OFFICE = "สำนักงานอุตสาหกรรมจังหวัด"


@dataclass(frozen=True)
class Edition:
    """What a set of pages says of itself. `number` is 0 before the first release and in a preview.

    `root` stands before every address of these pages: "" in public. `preview` is where a preview leads back to.
    """

    number: int
    as_of: date
    is_example: bool
    title: str = ""
    sha256: str = ""
    note: str = ""
    published_on: date | None = None
    pdf: str = ""
    pdf_pages: int = 0
    pdf_bytes: int = 0
    root: str = ""
    preview: str = ""


Told = dict[str, Any]
Drawer = Callable[[Snapshot, Edition], Told]


def addresses(snapshot: Snapshot) -> dict[str, tuple[str, Drawer]]:
    """Address -> (template, what draws the rest of its context)."""
    return {
        "/": ("public/home.html", home),
        **{f"/areas/{area['code']}/": ("public/area.html", one_area(area)) for area in snapshot["areas"]},
        "/committee/": ("public/committee.html", committee),
        "/decisions/": ("public/decisions.html", decisions),
        "/documents/": ("public/documents.html", about),
        "/how/": ("public/how.html", how),
        "/about/": ("public/about.html", about),
    }


def page(address: str, snapshot: Snapshot, edition: Edition) -> str:
    """One public page as HTML. KeyError for an address that is none."""
    template, draw = addresses(snapshot)[address]
    with override(settings.LANGUAGE_CODE):
        return render_to_string(template, {**context(address, snapshot, edition), **draw(snapshot, edition)})


def release_page(snapshot: Snapshot, edition: Edition) -> str:
    """The permanent page of one release."""
    return special("public/release.html", f"/releases/{edition.number}/", snapshot, edition, {})


def special(template: str, address: str, snapshot: Snapshot, edition: Edition, more: Told) -> str:
    with override(settings.LANGUAGE_CODE):
        return render_to_string(template, {**context(address, snapshot, edition), **home(snapshot, edition), **more})


# -- what each page needs


def home(snapshot: Snapshot, edition: Edition) -> Told:
    return {
        "finding": telling.finding(snapshot),
        "phrases": telling.phrases(snapshot),
        "columns": rows.columns(snapshot),
        "ladder": rows.ladder_rows(snapshot, edition.root),
        "missing": rows.missing_lists(snapshot, edition.root),
        "resolutions": rows.resolution_items(snapshot, edition.root)[:4],
        "figures": rows.origin_figures(snapshot),
        "definition": rows.definition(snapshot),
        "strategy": rows.value_of(snapshot, "programme.strategy"),
    }


def one_area(area: dict[str, Any]) -> Drawer:
    def draw(snapshot: Snapshot, edition: Edition) -> Told:
        told = {
            "area": area,
            "finding": telling.area_finding(snapshot, area),
            "level": rows.level_of(area),
            "word": telling.level_word(snapshot, area["result"]),
            "steps": rows.steps_of(snapshot, area),
            "history": rows.history_rows(snapshot, area),
        }
        if not area["result"]:
            return told
        dimensions = rows.dimension_rows(snapshot, area)
        return {
            **told,
            "meetings": rows.results_meetings(snapshot, area),
            "dimensions": dimensions,
            "dimension_finding": telling.dimension_finding(dimensions),
            "heat": rows.heat_rows(snapshot, area),
            "indicators": rows.indicator_rows(snapshot, area),
        }

    return draw


def committee(snapshot: Snapshot, edition: Edition) -> Told:
    return {
        "order": rows.order_facts(snapshot),
        "meetings": rows.meeting_rows(snapshot),
        "sectors": rows.sectors(snapshot),
    }


def decisions(snapshot: Snapshot, edition: Edition) -> Told:
    return {"meetings": rows.meetings_with_resolutions(snapshot)}


def how(snapshot: Snapshot, edition: Edition) -> Told:
    return {"levels_source": rows.levels_source(snapshot)}


def about(snapshot: Snapshot, edition: Edition) -> Told:
    return {
        "figures": rows.origin_figures(snapshot),
        "definition": rows.definition(snapshot),
        "strategy": rows.value_of(snapshot, "programme.strategy"),
        "request": rows.value_of(snapshot, "programme.request"),
        "facts": rows.fact_rows(snapshot),
        "sources": rows.sources(snapshot),
        "order_name": f"{snapshot['order']['issuer']}ที่ {snapshot['order']['number']}" if snapshot["order"] else "",
        "stair": rows.reached_by(snapshot),
    }


# -- what every page needs


def context(address: str, snapshot: Snapshot, edition: Edition) -> Told:
    results = [area["result"] for area in snapshot["areas"] if area["result"]]
    framework = snapshot["framework"]
    return {
        "snapshot": snapshot,
        "framework": framework,
        "edition": edition,
        "root": edition.root,
        "release": edition.number,
        "as_of": edition.as_of,
        "example": edition.is_example,
        "assessed": bool(results),
        "unsettled": any(step["unsettled"] for result in results for step in result["steps"]),
        "whose": bool(results),
        "draft": bool(framework and not framework["is_official"]),
        "pending": any(not result["final"] for result in results),
        "site": site(snapshot, edition.root),
        "nav": navigation(address, edition.root),
    }


def site(snapshot: Snapshot, root: str) -> Told:
    order = snapshot["order"]
    return {
        "home": f"{root}/",
        "about": f"{root}/about/",
        "how": f"{root}/how/",
        "decisions": f"{root}/decisions/",
        "body": order["body"] if order else "",
        "province": f"จังหวัด{snapshot['province']['name']}",
        "office": f"{OFFICE}{snapshot['province']['name']}",
        "contact": _("Secretariat of the committee"),
        "links": [
            {"href": f"{root}/how/", "label": _("How a level is reached")},
            {"href": f"{root}/committee/", "label": _("Committee")},
            {"href": "/releases/", "label": _("Releases")},
            {"href": "/desk/", "label": _("For the committee and staff")},
        ],
    }


def navigation(address: str, root: str) -> list[Told]:
    entries = [
        ("/", _("Progress")),
        ("/about/", _("Origin and importance")),
        ("/decisions/", _("Resolutions")),
        ("/documents/", _("Documents")),
        ("/how/", _("How it is scored")),
        ("/committee/", _("Committee")),
    ]
    return [
        {
            "href": f"{root}{href}",
            "label": label,
            "current": href == address or (href == "/" and address.startswith("/areas/")),
        }
        for href, label in entries
    ]
