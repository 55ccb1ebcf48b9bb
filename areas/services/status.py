"""An area moves by resolution."""

from django.db import transaction
from django.utils.translation import gettext as _

from areas.models import Area, AreaStatus, ResolutionArea
from areas.states import AREA_FLOW
from committee.models import Resolution
from ecotown.kernel import rules
from ecotown.kernel.conflicts import Conflict
from ecotown.kernel.journal import record
from ecotown.kernel.rules import Actor


@transaction.atomic
def move_area(actor: Actor, *, area_id: int, step: str, resolution_id: int) -> AreaStatus:
    """Take a step that a meeting resolved. It counts from the day of that meeting."""
    area = Area.objects.select_for_update(of=("self",)).get(pk=area_id)
    resolution = Resolution.objects.visible_to(actor).with_standing().get(pk=resolution_id)
    rules.require(actor, "area.move", resolution)
    last = area.statuses.last()
    before = last.status if last else "proposed"
    status = AREA_FLOW.after(before, step)
    since = resolution.agenda_item.meeting.held_on
    if last and since < last.since:
        raise Conflict(_("The area has moved since: its present status is newer than this resolution."))
    moved = AreaStatus.objects.create(area=area, status=status, since=since, resolution=resolution)
    ResolutionArea.objects.get_or_create(resolution=resolution, area=area)
    record(
        actor,
        "area.move",
        area,
        before={"status": before},
        after={"status": status, "since": since, "resolution": resolution.pk},
    )
    return moved
