"""The menu of the desk: the one place that knows which rooms the house has, and for whom."""

from typing import Any

from django import template
from django.template.context import RequestContext
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ecotown.kernel.rules import Role

register = template.Library()

COMMITTEE = {Role.MEMBER, Role.STAFF, Role.SECRETARY, Role.CHAIR, Role.AGENCY, Role.VERIFIER, Role.AUDITOR}
# route, label, roles that use the room
ROOMS = [
    ("desk:home", _("Desk"), set(Role)),
    ("committee:orders", _("Orders"), COMMITTEE),
    ("committee:people", _("People"), {Role.STAFF, Role.SECRETARY, Role.ADMIN}),
    ("committee:meetings", _("Meetings"), COMMITTEE),
    ("areas:list", _("Areas"), COMMITTEE),
    ("indicators:rounds", _("Assessment"), COMMITTEE),
    ("indicators:frameworks", _("Frameworks"), {Role.STAFF, Role.SECRETARY}),
    ("reports:list", _("Reports"), COMMITTEE),
    ("committee:accounts", _("Accounts"), {Role.ADMIN}),
    ("desk:journal", _("Journal"), {Role.SECRETARY, Role.AUDITOR}),
]


@register.simple_tag(takes_context=True)
def desk_nav(context: RequestContext) -> list[dict[str, Any]]:
    """href, label and whether we are in it; the room whose address is the longest beginning of ours is current."""
    request, actor = context.get("request"), context.get("actor")
    held = actor.roles if actor is not None else frozenset()
    path = request.path if request is not None else ""
    items: list[dict[str, Any]] = [
        {"href": reverse(route), "label": label, "current": False}
        for route, label, roles in ROOMS
        if route == "desk:home" or held & roles
    ]
    inside = [item for item in items if path.startswith(item["href"])]
    if inside:
        max(inside, key=lambda item: len(item["href"]))["current"] = True
    return items
