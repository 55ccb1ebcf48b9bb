"""The form that ties an area to a resolution."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from areas.models import Area


class TieForm(forms.Form):
    """`areas`: those of the province that are not tied yet. `is_hopeless`: none is left."""

    area = forms.ChoiceField(label=_("Area"), error_messages={"invalid_choice": _("Choose one of the list.")})

    def __init__(self, *args: Any, areas: Iterable[Area], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.areas = {area.code: area for area in areas}
        choices = [(code, area.full_name) for code, area in self.areas.items()]
        self.fields["area"].choices = [("", _("Choose")), *choices]  # type: ignore[attr-defined]
        self.is_hopeless = not choices

    @property
    def chosen(self) -> Area:
        return self.areas[self.cleaned_data["area"]]
