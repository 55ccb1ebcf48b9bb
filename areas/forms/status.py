"""The form for a step of an area."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from areas.models import Area
from areas.models.area import Status
from areas.states import AREA_FLOW
from committee.models import Resolution
from ecotown.kernel.rules import Actor


class MoveForm(forms.Form):
    """Only the steps that the area's state allows, only resolutions of its province that are in effect.

    `is_hopeless`: no step is left, or no resolution is in effect.
    """

    step = forms.ChoiceField(label=_("New status"))
    resolution = forms.ChoiceField(label=_("By which resolution"))

    def __init__(self, *args: Any, actor: Actor, area: Area, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        standing = area.standing.status if area.standing else Status.PROPOSED.value
        steps = [(step, Status(AREA_FLOW.after(standing, step)).label) for step in AREA_FLOW.steps(standing)]
        newest_first = (
            Resolution.objects.visible_to(actor).with_standing().order_by("-agenda_item__meeting__held_on", "pk")
        )
        resolutions = [(each.pk, f"{each.agenda_item.meeting} {each}") for each in newest_first if each.in_effect]
        # No step is chosen beforehand: it is a decision, and the first of a list is none.
        self.fields["step"].choices = [("", _("Choose")), *steps]  # type: ignore[attr-defined]
        self.fields["resolution"].choices = [("", _("Choose")), *resolutions]  # type: ignore[attr-defined]
        self.is_hopeless = not (steps and resolutions)
