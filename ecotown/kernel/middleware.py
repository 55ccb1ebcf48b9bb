"""What surrounds each request: its id, its headers, its login."""

import logging
import re
import time
import uuid
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from ecotown.kernel import context

access = logging.getLogger("ecotown.access")
Next = Callable[[HttpRequest], HttpResponseBase]

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
GIVEN_ID = re.compile(r"^[A-Za-z0-9-]{8,40}$")


def request_context(get_response: Next) -> Next:
    """A request id for logs and journal: the proxy's, or our own; and one log line per request."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        given = request.headers.get("X-Request-Id", "")
        number = given if GIVEN_ID.match(given) else uuid.uuid4().hex
        context.request_id.set(number)
        context.actor_id.set("")
        started = time.perf_counter()
        response = get_response(request)
        response["X-Request-Id"] = number
        access.info(
            "%s %s %s",
            request.method,
            shown_path(request),
            response.status_code,
            extra={"ms": round((time.perf_counter() - started) * 1000)},
        )
        return response

    return middleware


def shown_path(request: HttpRequest) -> str:
    """For the log: a secret that is part of the address is left out of it."""
    token = request.resolver_match.kwargs.get("token") if request.resolver_match else None
    return request.path.replace(token, "***") if token else request.path


def security_headers(get_response: Next) -> Next:
    """One static policy for every page; a view may set a stricter one, never a looser."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if request.method == "TRACE":
            response: HttpResponseBase = HttpResponse(status=405, headers={"Allow": "GET, HEAD, POST"})
        else:
            response = get_response(request)
        for name, value in HEADERS.items():
            response.setdefault(name, value)
        if not request.path.startswith(settings.STATIC_URL):
            response.setdefault("Cache-Control", "private, no-store")
        return response

    return middleware


class LoginRequired(LoginRequiredMiddleware):
    """Private unless a view opts out. An htmx request gets 401 and keeps what was typed, never a login page in a row."""

    def handle_no_permission(self, request: HttpRequest, view_func: Any) -> Any:
        if getattr(request, "htmx", False):
            return HttpResponse(status=401, headers={"HX-Trigger": "session-ended"})
        return super().handle_no_permission(request, view_func)


def portal(request: HttpRequest) -> dict[str, Any]:
    """For every template: where we are, and who asks (lazily: a page that asks for nobody touches no session)."""
    return {
        "DEMO": settings.DEMO,
        "SITE_URL": settings.SITE_URL,
        "HTTPS": settings.HTTPS,
        "actor": getattr(request, "actor", None),
    }
