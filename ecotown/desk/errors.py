"""The pages shown when something is refused or broken."""

import logging
import sys
from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from ecotown.kernel.conflicts import Conflict
from ecotown.kernel.flow import IllegalStep
from ecotown.kernel.rules import Refused

log = logging.getLogger(__name__)


def forbidden(request: HttpRequest, exception: PermissionDenied | None = None) -> HttpResponse:
    sentence = exception.sentence if isinstance(exception, Refused) else _("You may not open this page.")
    return render(request, "403.html", {"sentence": sentence}, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "404.html", status=404)


def conflict(request: HttpRequest, error: Conflict | str) -> HttpResponse:
    """409 with both texts, so that the one who was second can join them."""
    if isinstance(error, str):
        error = Conflict(error)
    context = {"sentence": error.sentence, "mine": error.mine, "theirs": error.theirs}
    response = render(request, "409.html", context, status=409)
    if getattr(request, "htmx", False):
        # The page takes the place of the page, not of the row that asked.
        response["HX-Retarget"] = response["HX-Reselect"] = "#main"
        response["HX-Reswap"] = "outerHTML"
    return response


class Conflicts:
    """Somebody was first, and the view has no better answer: 409, with the sentence and both texts."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, Conflict):
            return conflict(request, exception)
        if isinstance(exception, IllegalStep):
            log.info("illegal step: %s", exception)
            return conflict(
                request, _("This has been done already, or something else was done first. Look at the page again.")
            )
        return None


def server_error(request: HttpRequest) -> HttpResponse:
    """500; or 503 where the database is away. Neither page asks the database or the session for anything."""
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        log.error("database: %s", sys.exc_info()[1])
        return HttpResponse(render_to_string("503.html"), status=503, headers={"Retry-After": "30"})
    return HttpResponse(render_to_string("500.html"), status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    sentence = _("The form is too old or was opened in another session. Go back, reload the page and send it again.")
    return render(request, "403.html", {"sentence": sentence}, status=403)
