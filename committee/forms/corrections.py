from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from committee.forms.base import ChosenField, ServiceForm
from committee.models import Minutes
from ecotown.kernel.fields import ThaiTextField


class CorrectionForm(ServiceForm):
    agenda_item = ChosenField(label=_("Matter"), required=False)
    text = ThaiTextField(
        label=_("What is to be corrected"), max_length=5000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Give the words as they stand and as they should be."),
    )  # fmt: skip

    def __init__(self, *args: Any, minutes: Minutes, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        items = [(item.pk, item) for item in minutes.meeting.agenda.all()]
        self.offer("agenda_item", items, _("– the minutes as a whole –"))

    def facts(self) -> dict[str, Any]:
        facts = dict(self.cleaned_data)
        facts["agenda_item_id"] = facts.pop("agenda_item")
        return facts


class DeclineForm(ServiceForm):
    answer = ThaiTextField(
        label=_("Why it is not corrected"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
