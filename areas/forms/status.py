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
    """Only the steps that the area's state allows, only resolutions of its province that are in effect."""

    step = forms.ChoiceField(label=_("New status"))
    resolution = forms.ChoiceField(label=_("By which resolution"))

    def __init__(self, *args: Any, actor: Actor, area: Area, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        standing = area.standing.status if area.standing else Status.PROPOSED.value
        self.fields["step"].choices = [  # type: ignore[attr-defined]
            (step, Status(AREA_FLOW.after(standing, step)).label) for step in AREA_FLOW.steps(standing)
        ]
        self.fields["resolution"].choices = [  # type: ignore[attr-defined]
            (resolution.pk, f"{resolution.agenda_item.meeting} {resolution}")
            for resolution in Resolution.objects.visible_to(actor).with_standing()
            if resolution.in_effect
        ]

    @property
    def is_hopeless(self) -> bool:
        """No step is left, or no resolution is in effect."""
        return not (self.fields["step"].choices and self.fields["resolution"].choices)  # type: ignore[attr-defined]
