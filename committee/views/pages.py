"""What the pages of the app share: the way back, and the page that holds nothing but one form."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from committee.forms.base import ServiceForm
from ecotown.kernel.conflicts import Conflict
from ecotown.kernel.http import PortalRequest

Crumbs = list[dict[str, str]]
PAGE_SIZE = 50


def trail(*places: tuple[object, str]) -> Crumbs:
    """From the desk to here: (label, address) each; the last one is where we are."""
    return [{"label": _("Desk"), "href": "/desk/"}, *({"label": str(label), "href": href} for label, href in places)]


def meetings_trail(*places: tuple[object, str]) -> Crumbs:
    return trail((_("Meetings"), reverse("committee:meetings")), *places)


def form_page(
    request: PortalRequest, form: ServiceForm, *, heading: str, button: str, crumbs: Crumbs, lead: str = "", **more: Any
) -> HttpResponse:
    context = {"form": form, "heading": heading, "button": button, "crumbs": crumbs, "lead": lead, **more}
    return render(request, "committee/form.html", context, status=form.status)


def conflict_page(request: PortalRequest, error: Conflict) -> HttpResponse:
    context = {"sentence": error.sentence, "mine": error.mine, "theirs": error.theirs}
    return render(request, "409.html", context, status=409)
