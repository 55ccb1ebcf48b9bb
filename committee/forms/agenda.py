from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from committee.forms.base import ServiceForm
from committee.models import Meeting
from committee.models.section import Section
from ecotown.kernel.fields import ThaiNameField


class AgendaForm(ServiceForm):
    section = forms.TypedChoiceField(label=_("Section of the agenda"), coerce=int, initial=Section.CONSIDERATION.value)
    title = ThaiNameField(label=_("Matter"), max_length=300)
    is_confidential = forms.BooleanField(
        label=_("Not for the public"),
        required=False,
        help_text=_("Matter and resolutions stay out of every public page."),
    )

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "section" in self.fields:
            sections = meeting.agenda_sections
            field = cast(forms.TypedChoiceField, self.fields["section"])
            field.choices = [(each.section, f"{each.number} {each.name}") for each in sections]


class AgendaChangeForm(AgendaForm):
    section = None  # type: ignore[assignment]
