from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from committee.forms.base import ChosenField, ServiceForm, people_of
from committee.models import Seat
from committee.models.seat import Acting, SeatKind, SeatRole, Sector
from ecotown.kernel.fields import ThaiDateField, ThaiNameField
from ecotown.kernel.rules import Actor


class SeatChangeForm(ServiceForm):
    post = ThaiNameField(
        label=_("Post, as the order lists it"), max_length=200, help_text=_("For instance อุตสาหกรรมจังหวัดภูเก็ต")
    )
    role = forms.ChoiceField(label=_("Role on the body"), choices=SeatRole.choices, initial=SeatRole.MEMBER)
    kind = forms.ChoiceField(label=_("How it is filled"), choices=SeatKind.choices)
    organisation = ThaiNameField(
        label=_("Organisation"),
        max_length=200,
        required=False,
        help_text=_("Only for the seat of an organisation's representative."),
    )
    sector = forms.ChoiceField(label=_("Sector"), choices=Sector.choices)


class SeatForm(SeatChangeForm):
    since = ThaiDateField(
        label=_("From"), required=False, help_text=_("Empty: from the day on which the order came into force.")
    )


class SeatEndForm(ServiceForm):
    """Which seats an amending order takes away."""

    seats = forms.TypedMultipleChoiceField(
        label=_("Seats that end by this order"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one seat.")},
    )

    def __init__(self, *args: Any, seats: list[Seat], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(seat.pk, f"{seat.post} – {seat.get_role_display()}") for seat in seats]
        self.fields["seats"].choices = choices  # type: ignore[attr-defined]

    def facts(self) -> dict[str, Any]:
        return {"seat_ids": self.cleaned_data["seats"]}


class HolderForm(ServiceForm):
    person = ChosenField(label=_("Person"))
    since = ThaiDateField(label=_("From"))
    until = ThaiDateField(
        label=_("First day on which it is no longer held"),
        required=False,
        help_text=_("Empty: holds the seat until further notice."),
    )
    succeeds = forms.BooleanField(
        label=_("Whoever sits there now leaves on that day"),
        required=False,
        help_text=_("For a transfer: the term before ends on the day this one begins."),
    )
    acting = forms.ChoiceField(label=_("Sits as"), choices=Acting.choices, required=False)
    acting_post = ThaiNameField(
        label=_("Own post of who is acting"),
        max_length=200,
        required=False,
        help_text=_("Printed before the words, for instance รองผู้ว่าราชการจังหวัดภูเก็ต รักษาราชการแทนผู้ว่าราชการจังหวัดภูเก็ต"),
    )
    acting_order = ThaiNameField(
        label=_("Order by which they act, with its date"),
        max_length=200,
        required=False,
        help_text=_("Only for who is acting. It is no substitution: this person sits in own right."),
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("person", people_of(actor))

    def facts(self) -> dict[str, Any]:
        facts = dict(self.cleaned_data)
        facts["person_id"] = facts.pop("person")
        return facts
