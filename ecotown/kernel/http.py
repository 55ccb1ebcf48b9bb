"""The request as the portal's middleware leaves it."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from ecotown.kernel.rules import Actor


class PortalRequest(HttpRequest):
    """For annotations only: an HttpRequest that the middleware has given an actor and htmx's details."""

    actor: Actor
    htmx: HtmxDetails
