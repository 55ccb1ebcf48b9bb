"""Who may do what to areas and evidence, and why not now."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ecotown.kernel.rules import Actor, Role, Row


def _resolution_is_in_effect(actor: Actor, resolution: Any) -> str | Promise:
    if resolution is None or resolution.in_effect:
        return ""
    return _("This resolution is not in effect: its meeting has not closed with a quorum.")


def _meeting_was_held(actor: Actor, resolution: Any) -> str | Promise:
    if resolution.agenda_item.meeting.state == "cancelled":
        return _("The meeting was cancelled.")
    return ""


# fmt: off
RULES: dict[str, Row] = {
    # act              who may ever                                              why not now
    "area.move":      ((Role.SECRETARY,),                                        _resolution_is_in_effect),
    "area.tie":       ((Role.STAFF, Role.SECRETARY),                             _meeting_was_held),
    "area.untie":     ((Role.STAFF, Role.SECRETARY),                             None),
    "evidence.add":   ((Role.STAFF, Role.SECRETARY, Role.MEMBER, Role.AGENCY),   None),
}
