from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy as _

from committee.models.resolution import ResolutionKind, ResolutionQuerySet, Standing
from ecotown.kernel.fields import ThaiNameField

# Field of the form -> column of the resolution.
COLUMNS = {
    "body": "agenda_item__meeting__body", "year": "agenda_item__meeting__be_year", "kind": "kind", "duty": "duty",
}  # fmt: skip


class RegisterFilter(forms.Form):
    """What the address of the register asks for: words and columns."""

    q = ThaiNameField(label=_("Words"), required=False, max_length=100)
    body = forms.ChoiceField(label=_("Body"), required=False)
    year = forms.ChoiceField(label=_("Year (B.E.)"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=[("", _("all")), *ResolutionKind.choices], required=False)
    duty = forms.ChoiceField(label=_("Duty"), required=False)
    standing = forms.ChoiceField(label=_("Standing"), choices=[("", _("all")), *Standing.choices], required=False)

    def __init__(
        self,
        *args: Any,
        bodies: Iterable[tuple[int, object]],
        years: Iterable[int],
        duties: Iterable[tuple[int, object]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        offered = {"body": bodies, "year": ((year, year) for year in years), "duty": duties}
        for name, rows in offered.items():
            self.fields[name].choices = [("", _("all")), *((str(key), str(label)) for key, label in rows)]  # type: ignore[attr-defined]

    @property
    def asked(self) -> dict[str, Any]:
        """What is asked for and can be; a wrong word asks for nothing and is told beside its field."""
        return {name: value for name, value in getattr(self, "cleaned_data", {}).items() if value}

    def of(self, rows: ResolutionQuerySet) -> ResolutionQuerySet:
        asked = self.asked
        if self.errors:
            return rows.none()
        rows = rows.filter(**{COLUMNS[name]: value for name, value in asked.items() if name in COLUMNS})
        if "standing" in asked:
            rows = rows.that_stand(asked["standing"])
        return rows.saying(asked["q"]) if "q" in asked else rows

    @property
    def query(self) -> str:
        """The same question as an address, to put something behind."""
        return "".join(f"{urlencode({name: value})}&" for name, value in self.asked.items())
