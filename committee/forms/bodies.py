import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from committee.forms.base import ChosenField, ServiceForm
from committee.models import Body
from committee.models.body import PartnerKind, QuorumBase
from committee.models.section import NEEDED, Section, check_agenda
from ecotown.kernel import thai
from ecotown.kernel.fields import ThaiDateField, ThaiNameField
from ecotown.kernel.rules import Actor


class NetworkForm(ServiceForm):
    name = ThaiNameField(label=_("Name of the network"), max_length=200)
    parent = ChosenField(label=_("Works for"), required=False)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bodies = Body.objects.visible_to(actor).that_meet().order_by("pk")
        self.offer("parent", [(body.pk, body) for body in bodies], _("– none –"))

    def facts(self) -> dict[str, Any]:
        return {"name": self.cleaned_data["name"], "parent_id": self.cleaned_data["parent"]}


class NetworkNameForm(ServiceForm):
    name = ThaiNameField(label=_("Name"), max_length=200)


class FractionField(forms.CharField):
    """A share of the seats, typed as 1/2 in either digits; cleans to (1, 2)."""

    default_error_messages = {"fraction": _("A fraction is expected here, for instance 1/2.")}

    def prepare_value(self, value: Any) -> Any:
        return "/".join(map(str, value)) if isinstance(value, tuple) else value

    def clean(self, value: Any) -> Any:
        typed = re.fullmatch(r" *([0-9]{1,3}) */ *([0-9]{1,3}) *", thai.arabic_digits(super().clean(value)))
        if typed is None or not 1 <= int(typed[1]) <= int(typed[2]):
            raise ValidationError(self.error_messages["fraction"], code="fraction")
        return int(typed[1]), int(typed[2])


class BodyForm(NetworkNameForm):
    quorum = FractionField(
        label=_("Quorum: at least this share of the seats"),
        max_length=20,
        help_text=_(
            "The order's own rule comes first; where it is silent, at least half (Act of B.E. 2539, section 79)."
        ),
    )
    quorum_base = forms.ChoiceField(label=_("Counted"), choices=QuorumBase.choices)
    adjourned = FractionField(label=_("Quorum of a meeting called again"), max_length=20)
    adjourned_days = forms.IntegerField(label=_("Days within which it is called again"), min_value=1, max_value=90)
    notice_days = forms.IntegerField(
        label=_("Clear days between invitation and meeting"),
        min_value=0,
        max_value=60,
        help_text=_("At least three (section 80 of the same act), unless the order says otherwise."),
    )

    def facts(self) -> dict[str, Any]:
        facts = dict(self.cleaned_data)
        facts["quorum_numerator"], facts["quorum_denominator"] = facts.pop("quorum")
        facts["adjourned_numerator"], facts["adjourned_denominator"] = facts.pop("adjourned")
        return facts


class AgendaTemplateForm(ServiceForm):
    """For each purpose keep-1, name-1 and place-1; the places need not run on, only their sequence counts."""

    def __init__(self, *args: Any, stored: list[list[Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        there = {section: (place, name) for place, (section, name) in enumerate(stored, start=1)}
        left_out = [section for section in Section if section not in there]
        self.sections: list[int] = [*there, *left_out]
        for number, section in enumerate(self.sections, start=1):
            place, name = there.get(section, (number, Section(section).label))
            self.fields[f"place-{section}"] = forms.IntegerField(
                label=_("Sequence number"), min_value=1, max_value=99, initial=place
            )
            self.fields[f"name-{section}"] = ThaiNameField(label=_("Wording"), max_length=200, initial=name)
            self.fields[f"keep-{section}"] = forms.BooleanField(
                label=_("On the agenda"), required=False, initial=section in there, disabled=section in NEEDED
            )

    def rows(self) -> list[dict[str, Any]]:
        """For the table: the purpose and its three fields."""
        return [
            {
                "purpose": Section(section).label, "needed": section in NEEDED, "place": self[f"place-{section}"],
                "name": self[f"name-{section}"], "keep": self[f"keep-{section}"],
            }
            for section in self.sections
        ]  # fmt: skip

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if not self.errors:
            places = [given[f"place-{section}"] for section in self.sections if given[f"keep-{section}"]]
            if len(set(places)) != len(places):
                raise ValidationError(_("Two sections have the same place."))
            check_agenda(self.facts()["sections"])
        return given

    def facts(self) -> dict[str, Any]:
        given = self.cleaned_data
        kept = [section for section in self.sections if given[f"keep-{section}"]]
        kept.sort(key=lambda section: given[f"place-{section}"])
        return {"sections": [[int(section), given[f"name-{section}"]] for section in kept]}


class PartnerForm(ServiceForm):
    name = ThaiNameField(label=_("Partner"), max_length=200)
    kind = forms.ChoiceField(label=_("Kind"), choices=PartnerKind.choices)
    since = ThaiDateField(label=_("Takes part from"))


class LeaveForm(ServiceForm):
    until = ThaiDateField(label=_("First day on which it no longer takes part"))
    reason = ThaiNameField(label=_("Reason"), max_length=200, required=False)
