"""What waits for the one who asks."""

from django.urls import reverse
from django.utils.translation import gettext as _

from areas.models import Area
from ecotown.kernel.rules import Actor, Role
from ecotown.kernel.todo import Todo


def todo(actor: Actor) -> list[Todo]:
    """Areas without any evidence, for those who gather it."""
    if not {Role.STAFF, Role.AGENCY} & actor.roles:
        return []
    return [
        Todo(
            title=_("Add the first evidence of %(area)s") % {"area": area},
            url=reverse("areas:add_evidence", args=[area.code]),
            why=_("The area has no evidence yet."),
            act=_("Add evidence"),
        )
        for area in Area.objects.visible_to(actor).without_evidence()
    ]
