"""Saying that there is an interest, deciding it for somebody, opening one sheet again."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from areas.models import Area
from committee.models import Holder, Seat
from ecotown.kernel.fields import ThaiDateField, ThaiTextField
from ecotown.kernel.rules import Actor
from indicators.models import Round

YES, NO = "yes", "no"


class InterestForm(forms.Form):
    """A member about their own area of a round."""

    has = forms.ChoiceField(
        label=_("Have you an interest in this area?"), widget=forms.RadioSelect,
        choices=[(NO, _("No, I have none")), (YES, _("Yes, I have one"))],
    )  # fmt: skip
    reason = ThaiTextField(
        label=_("Which interest"), required=False, max_length=500,
        help_text=_("For example: mayor of the local government of this area. It stands in the minutes."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("has") == YES and not given.get("reason"):
            self.add_error("reason", _("Say what the interest is."))
        return given

    @property
    def said(self) -> dict[str, Any]:
        return {"has": self.cleaned_data["has"] == YES, "reason": self.cleaned_data["reason"] or ""}


class PinForm(InterestForm):
    """The chair about a member."""

    seat = forms.ModelChoiceField(label=_("Seat"), queryset=Seat.objects.none(), empty_label=_("Choose the seat"))
    area = forms.ModelChoiceField(label=_("Area"), queryset=Area.objects.none(), empty_label=_("Choose the area"))
    field_order = ("seat", "area", "has", "reason")

    def __init__(self, *args: Any, actor: Actor, round_: Round, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["has"].label = _("Is there an interest?")
        self.fields["has"].choices = [(YES, _("Yes, there is one")), (NO, _("No, there is none"))]  # type: ignore[attr-defined]
        held = Holder.objects.of_body_on(round_.body_id, actor.on).values("seat_id")
        self.fields["seat"].queryset = Seat.objects.visible_to(actor).filter(pk__in=held).order_by("sort", "pk")  # type: ignore[attr-defined]
        self.fields["area"].queryset = round_.areas.all()  # type: ignore[attr-defined]


class SeatsForm(forms.Form):
    """Which seat scores which dimension; a ticked cell is "seat-dimension"."""

    cells = forms.MultipleChoiceField(required=False)

    def __init__(self, *args: Any, actor: Actor, round_: Round, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.dimensions = list(round_.framework.dimensions.order_by("sort"))
        self.seats = list(Seat.objects.on_body(round_.body_id, actor.on))
        ticked = {f"{one.seat_id}-{one.dimension_id}" for one in round_.round_seats.all()}
        if self.is_bound:
            ticked = set(self.data.getlist("cells"))  # type: ignore[attr-defined]
        # Rows for the table: the seat, and each cell with whether it is ticked.
        self.rows = [
            (seat, [(each, f"{seat.pk}-{each.pk}", f"{seat.pk}-{each.pk}" in ticked) for each in self.dimensions])
            for seat in self.seats
        ]
        cells = [cell for _seat, row in self.rows for _each, cell, _ticked in row]
        self.fields["cells"].choices = [(cell, cell) for cell in cells]  # type: ignore[attr-defined]

    def pairs(self) -> list[tuple[int, int]]:
        return [(int(seat), int(each)) for seat, each in (cell.split("-") for cell in self.cleaned_data["cells"])]


class ReopenForm(forms.Form):
    until = ThaiDateField(label=_("Open again until the end of"))
    reason = ThaiTextField(
        label=_("Reason"), max_length=500, help_text=_("The member reads it; it stands in the journal."),
        error_messages={"required": _("Say why the sheet is opened again.")},
    )  # fmt: skip
