"""Areas tie themselves to a resolution that speaks of them, and are untied where that was a mistake."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from areas.models import Area, AreaStatus, ResolutionArea
from committee.models import Resolution
from ecotown.kernel import rules
from ecotown.kernel.journal import record
from ecotown.kernel.rules import Actor


@transaction.atomic
def tie_area(actor: Actor, *, area_id: int, resolution_id: int) -> ResolutionArea:
    """Tied twice it is tied once: the second time nothing happens, and nothing is journalled."""
    area = Area.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=area_id)
    resolution = Resolution.objects.visible_to(actor).with_standing().get(pk=resolution_id)
    rules.require(actor, "area.tie", resolution)
    tie, made = ResolutionArea.objects.get_or_create(resolution=resolution, area=area)
    if made:
        record(actor, "area.tie", area, after={"resolution": resolution.pk})
    return tie


@transaction.atomic
def untie_area(actor: Actor, *, area_id: int, resolution_id: int) -> None:
    """Not where the resolution gave the area a status: then it does speak of it."""
    area = Area.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=area_id)
    resolution = Resolution.objects.visible_to(actor).with_standing().get(pk=resolution_id)
    rules.require(actor, "area.untie", resolution)
    if AreaStatus.objects.filter(area=area, resolution=resolution).exists():
        raise ValidationError(_("%(area)s has its status by this resolution; it stays tied to it.") % {"area": area})
    gone, _by_model = ResolutionArea.objects.filter(resolution=resolution, area=area).delete()
    if gone:
        record(actor, "area.untie", area, before={"resolution": resolution.pk})
