from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from committee.forms.base import ChosenField, ServiceForm
from committee.models.resolution import ResolutionKind
from ecotown.kernel.fields import ThaiTextField


class ResolutionForm(ServiceForm):
    """`seen` travels with a change: the text as its writer found it."""

    kind = forms.ChoiceField(
        label=_("Kind"), choices=ResolutionKind.choices, initial=ResolutionKind.AGREE, widget=forms.RadioSelect
    )
    text = ThaiTextField(label="มติที่ประชุม", max_length=5000, widget=forms.Textarea(attrs={"rows": 3}))
    duty = ChosenField(label=_("Duty of the order that it serves"), required=False)

    def __init__(self, *args: Any, duties: Iterable[tuple[int, object]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("duty", duties, _("– none –"))

    def facts(self) -> dict[str, Any]:
        facts = dict(self.cleaned_data)
        facts["duty_id"] = facts.pop("duty")
        return facts


class ResolutionChangeForm(ResolutionForm):
    seen = forms.CharField(required=False, widget=forms.HiddenInput, strip=False)
