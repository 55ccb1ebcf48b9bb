"""What all views here answer alike: a conflict, and the way home."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from ecotown.kernel.conflicts import Conflict


def conflict(request: HttpRequest, error: Conflict) -> HttpResponse:
    context = {"sentence": error.sentence, "mine": error.mine, "theirs": error.theirs}
    return render(request, "409.html", context, status=409)


def bound(request: HttpRequest) -> tuple[QueryDict | None, MultiValueDict[str, UploadedFile] | None]:
    """What a form is bound to: an empty POST is one too, and is told what is missing."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def crumbs(*rest: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"label": _("Desk"), "href": "/desk/"}, {"label": _("Assessment"), "href": "/desk/rounds/"}, *rest]
