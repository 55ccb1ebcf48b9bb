"""What all views here answer alike: a conflict, and the way home."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from ecotown.kernel.conflicts import Conflict


def conflict(request: HttpRequest, error: Conflict) -> HttpResponse:
    context = {"sentence": error.sentence, "mine": error.mine, "theirs": error.theirs}
    return render(request, "409.html", context, status=409)


def crumbs(*rest: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"label": _("Desk"), "href": "/desk/"}, {"label": _("Assessment"), "href": "/desk/rounds/"}, *rest]
