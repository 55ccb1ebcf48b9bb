"""The public pages where no released file has answered yet: a file if there is one, else the facts of the programme."""

from datetime import date
from functools import lru_cache

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from ecotown.kernel import journal, thai
from ecotown.kernel.rules import Actor
from reports import pages, serving, site
from reports.models import Release
from reports.pages import Edition
from reports.snapshot import Snapshot, freeze


@login_not_required
@require_safe
def page(request: HttpRequest) -> HttpResponseBase:
    return released(request.path) or as_html(facts_page(request.path))


@login_not_required
@require_safe
def releases(request: HttpRequest) -> HttpResponseBase:
    found = released(request.path)
    if found:
        return found
    every = site.public_releases(settings.PROVINCE)
    if every:
        return as_html(site.list_page(every))
    snapshot, edition = facts()
    return as_html(pages.special("public/releases.html", "/releases/", snapshot, edition, {"releases": []}))


@login_not_required
@require_safe
def release(request: HttpRequest, number: int) -> HttpResponseBase:
    found = released(request.path)
    if found:
        return found
    public = Actor.public(thai.today(), settings.PROVINCE)
    withdrawn = get_object_or_404(Release.objects.visible_to(public).withdrawn(), number=number)
    return as_html(site.notice(withdrawn))


@login_not_required
@require_safe
def release_pdf(request: HttpRequest, number: int) -> HttpResponseBase:
    found = released(request.path)
    if found is None:
        raise Http404
    return found


def released(address: str) -> HttpResponseBase | None:
    path = serving.find(address)
    return FileResponse(path.open("rb"), headers=serving.headers_of(path.suffix)) if path else None


def as_html(text: str) -> HttpResponse:
    return HttpResponse(text, headers={"Cache-Control": "public, max-age=30"})


# -- before the first release


def facts_page(address: str) -> str:
    snapshot, edition = facts()
    try:
        return pages.page(address, snapshot, edition)
    except KeyError:
        raise Http404 from None


def facts() -> tuple[Snapshot, Edition]:
    """Read anew whenever anything was done: every act leaves a line in the journal."""
    number, last = journal.head()
    read = facts_as_of if number else facts_as_of.__wrapped__
    return read(settings.PROVINCE, last, thai.today())


@lru_cache(maxsize=1)
def facts_as_of(province_id: str, _journal: str, day: date) -> tuple[Snapshot, Edition]:
    return freeze(province_id, as_of=day, facts_only=True), Edition(number=0, as_of=day, is_example=False)
