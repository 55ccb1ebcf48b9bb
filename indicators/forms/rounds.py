"""Setting up a round and changing its dates."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from areas.models import Area
from committee.models import Body
from ecotown.kernel.fields import NumberOfYearField, ThaiDateField, ThaiNameField, ThaiTimeField
from ecotown.kernel.rules import Actor
from indicators.models import Framework, Round
from indicators.models.framework import FrameworkState
from indicators.models.round import InterestPolicy


class RoundForm(forms.Form):
    number_of_year = NumberOfYearField(label=_("Number of the round"))
    title = ThaiNameField(label=_("Title"), max_length=200)
    body = forms.ModelChoiceField(label=_("Body that scores"), queryset=Body.objects.none(), empty_label=None)
    framework = forms.ModelChoiceField(
        label=_("Framework"), queryset=Framework.objects.none(), empty_label=None,
        help_text=_("Only frameworks in force, with indicators, can be chosen."),
    )  # fmt: skip
    areas = forms.ModelMultipleChoiceField(
        label=_("Areas"), queryset=Area.objects.none(), widget=forms.CheckboxSelectMultiple
    )
    opens_on = ThaiDateField(label=_("First day for answers"))
    closes_on = ThaiDateField(label=_("Last day for answers"))
    closes_time = ThaiTimeField(
        label=_("Until what time of the last day"),
        required=False,
        help_text=_("Left empty, the day counts to its end."),
    )
    interest_policy = forms.ChoiceField(
        label=_("A member with an interest in an area"), choices=InterestPolicy.choices, widget=forms.RadioSelect,
        initial=InterestPolicy.DISCLOSE, required=False,
    )  # fmt: skip

    def clean_interest_policy(self) -> str:
        return self.cleaned_data["interest_policy"] or InterestPolicy.DISCLOSE

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        usable = Framework.objects.visible_to(actor).filter(state=FrameworkState.IN_FORCE, indicators__isnull=False)
        self.fields["framework"].queryset = usable.distinct().order_by("code", "-version")  # type: ignore[attr-defined]
        self.fields["body"].queryset = Body.objects.visible_to(actor).order_by("pk")  # type: ignore[attr-defined]
        self.fields["areas"].queryset = Area.objects.visible_to(actor)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        check_dates(self, given)
        if given.get("number_of_year") and given.get("body"):
            number, be_year = given["number_of_year"]
            if Round.objects.filter(body=given["body"], number=number, be_year=be_year).exists():
                self.add_error("number_of_year", _("A round of this number exists already."))
        return given


class DatesForm(forms.Form):
    opens_on = ThaiDateField(label=_("First day for answers"))
    closes_on = ThaiDateField(label=_("Last day for answers"))
    closes_time = ThaiTimeField(
        label=_("Until what time of the last day"),
        required=False,
        help_text=_("Left empty, the day counts to its end."),
    )

    def __init__(self, *args: Any, round_: Round, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.round = round_
        if round_.state != "preparing":
            del self.fields["opens_on"]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        check_dates(self, {"opens_on": self.round.opens_on, **given})
        return given


class RevealForm(forms.Form):
    """`confirm` is asked for while somebody has not submitted."""

    confirm = forms.BooleanField(label=_("Reveal without waiting for them; their sheets do not count"), required=False)

    def __init__(self, *args: Any, waiting: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.waiting = waiting

    def clean_confirm(self) -> bool:
        if self.waiting and not self.cleaned_data["confirm"]:
            raise ValidationError(_("Tick this box, or wait until everybody has submitted."))
        return bool(self.cleaned_data["confirm"])


def check_dates(form: forms.Form, given: dict[str, Any]) -> None:
    first, last = given.get("opens_on"), given.get("closes_on")
    if first and last and last < first:
        form.add_error("closes_on", _("The last day for answers lies before the first."))
