"""The menu of the desk: one place that knows which rooms the house has."""

from typing import Any

from django import template
from django.template.context import RequestContext
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

register = template.Library()

ROOMS = [
    ("desk:home", _("Desk")),
    ("committee:meetings", _("Meetings")),
    ("areas:list", _("Areas")),
    ("indicators:rounds", _("Assessment")),
    ("reports:list", _("Reports")),
]


@register.simple_tag(takes_context=True)
def desk_nav(context: RequestContext) -> list[dict[str, Any]]:
    """href, label and whether we are in it; the room whose address is the longest beginning of ours is current."""
    request = context.get("request")
    path = request.path if request is not None else ""
    items: list[dict[str, Any]] = []
    for route, label in ROOMS:
        try:
            items.append({"href": reverse(route), "label": label, "current": False})
        except NoReverseMatch:
            continue
    inside = [item for item in items if path.startswith(item["href"])]
    if inside:
        max(inside, key=lambda item: len(item["href"]))["current"] = True
    return items
