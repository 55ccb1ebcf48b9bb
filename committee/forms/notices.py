from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from committee.forms.base import ServiceForm
from ecotown.kernel.fields import ThaiTextField
from ecotown.kernel.mailings import BY_HAND, Notice


class SendForm(ServiceForm):
    """The words of a message, as they will go out."""

    text = ThaiTextField(
        label=_("Text"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text=_("It leaves the portal: no matter of the agenda, nothing confidential, no personal data."),
    )
    # The mark of what the page showed: of other words nobody is told unseen.
    seen = forms.CharField(required=False, widget=forms.HiddenInput)


class TellForm(ServiceForm):
    """Who was told by hand, and how."""

    notice_ids = forms.TypedMultipleChoiceField(
        label=_("Recipients"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    everybody = forms.BooleanField(label=_("everybody who has not been reached"), required=False)
    channel = forms.ChoiceField(
        label=_("Told by"),
        required=False,
        choices=[*((each.value, each.label) for each in BY_HAND), ("", _("not told yet: take the tick back"))],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, notices: list[Notice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ticks = cast(forms.TypedMultipleChoiceField, self.fields["notice_ids"])
        ticks.choices = [(each.pk, each.recipient) for each in notices if each.may_be_told]
        self.unreached = [each.pk for each in notices if each.waits_for_a_hand]

    def facts(self) -> dict[str, Any]:
        chosen = set(self.cleaned_data["notice_ids"])
        if self.cleaned_data["everybody"]:
            chosen.update(self.unreached)
        return {"notice_ids": sorted(chosen), "channel": self.cleaned_data["channel"]}
