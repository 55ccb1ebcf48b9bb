"""Sending scores to a meeting, and writing down what it settled."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from committee.models import Meeting, Resolution
from committee.models.meeting import MeetingState
from ecotown.kernel import thai
from ecotown.kernel.rules import Actor
from indicators.models import Round
from indicators.models.settlement import UNDECIDED, Settlement
from indicators.reading import Spread, SpreadItem

NOT_APPLICABLE = "na"


class AgendaForm(forms.Form):
    """Which planned meeting; and which indicators, by code."""

    meeting = forms.ModelChoiceField(label=_("Meeting"), queryset=Meeting.objects.none(), empty_label=None)
    codes = forms.MultipleChoiceField(error_messages={"required": _("Choose at least one indicator.")})

    def __init__(self, *args: Any, actor: Actor, spread: Spread, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        planned = Meeting.objects.visible_to(actor).filter(state=MeetingState.PLANNED, body_id=spread.round.body_id)
        self.fields["meeting"].queryset = planned.order_by("held_on")  # type: ignore[attr-defined]
        self.fields["codes"].choices = [(one.indicator.code, one.indicator.code) for one in spread.items]  # type: ignore[attr-defined]


class ResolutionChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        place = _("%(meeting)s item %(item)s") % {"meeting": obj.agenda_item.meeting, "item": obj.agenda_item.number}
        return thai.shorten(f"{place} {obj}", 90)


class ResolutionForm(forms.Form):
    resolution = ResolutionChoice(
        label=_("By this resolution"), queryset=Resolution.objects.none(), empty_label=_("Choose the resolution"),
        widget=forms.Select(attrs={"class": "form-select"}),
    )  # fmt: skip

    def __init__(self, *args: Any, actor: Actor, round_: Round, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        of_body = Resolution.objects.visible_to(actor).with_standing().filter(agenda_item__meeting__body=round_.body_id)
        usable = of_body.exclude(kind__in=list(UNDECIDED)).exclude(agenda_item__meeting__state=MeetingState.CANCELLED)
        self.fields["resolution"].queryset = usable.order_by("-agenda_item__meeting__held_on", "agenda_item", "number")  # type: ignore[attr-defined]


@dataclass
class SettleRow:
    """One indicator on the settling page: what is proposed, what was typed, what is wrong with it."""

    item: SpreadItem
    choice: str = ""
    reason: str = ""
    error: str = ""

    @property
    def code(self) -> str:
        return self.item.indicator.code


@dataclass
class SettleTable:
    """All indicators of an area with a choice each: a point, "na", or empty for "not now".

    Its fields are `value-<code>` and `reason-<code>`. Unbound, the median stands where it can be taken over.
    """

    rows: dict[str, SettleRow] = field(default_factory=dict)

    @classmethod
    def proposed(cls, spread: Spread) -> "SettleTable":
        rows = [SettleRow(item, choice="" if item.row.settled else _text(item.proposed)) for item in spread.items]
        return cls({row.code: row for row in rows})

    @classmethod
    def typed(cls, spread: Spread, data: Mapping[str, str]) -> "SettleTable":
        rows = [
            SettleRow(
                item,
                choice=data.get(f"value-{item.indicator.code}", "").strip(),
                reason=thai.normalize(data.get(f"reason-{item.indicator.code}", "")[:2000]),
            )
            for item in spread.items
        ]
        return cls({row.code: row for row in rows})

    def settlements(self) -> list[Settlement]:
        """The rows in which something was chosen."""
        return [_settlement(row) for row in self.rows.values() if row.choice]

    def blame(self, error: ValidationError) -> None:
        for code, sentences in error.message_dict.items():
            if code in self.rows:
                self.rows[code].error = " ".join(sentences)

    def of(self, items: list[SpreadItem]) -> list[SettleRow]:
        return [self.rows[item.indicator.code] for item in items]

    @property
    def faulty(self) -> list[SettleRow]:
        return [row for row in self.rows.values() if row.error]


def _text(value: int | None) -> str:
    return "" if value is None else str(value)


def _number(typed: str) -> Decimal | None:
    """A number as people type it: Thai digits, commas between thousands. Neither infinity nor what is no number."""
    try:
        found = Decimal(thai.arabic_digits(typed[:30]).replace(",", "").replace(" ", ""))
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def _settlement(row: SettleRow) -> Settlement:
    if row.choice == NOT_APPLICABLE:
        return Settlement(row.code, "na", None, row.reason)
    if row.item.indicator.is_measured:
        return Settlement(row.code, "value", _number(row.choice), row.reason)
    is_point = len(row.choice) <= 2 and row.choice.isdecimal()
    return Settlement(row.code, "value", Decimal(row.choice) if is_point else None, row.reason)
