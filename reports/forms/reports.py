"""What is typed to make a report."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ecotown.kernel.rules import Actor
from indicators.models import Round


class ReportForm(forms.Form):
    round = forms.TypedChoiceField(
        label=_("Round"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=_("Only rounds whose scores have been revealed can be told of."),
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        revealed = Round.objects.visible_to(actor).of_levels().filter(revealed_at__isnull=False)
        rounds = revealed.order_by("-be_year", "-number", "-pk")
        choices: list[tuple[Any, Any]] = [(each.pk, f"{each} {each.title}") for each in rounds[:50]]
        self.fields["round"].choices = [*choices, ("", _("No round: the facts alone"))]  # type: ignore[attr-defined]
        self.fields["round"].initial = choices[0][0] if choices else ""
