"""One answer on a score sheet."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ecotown.kernel.fields import ThaiTextField
from indicators.models import Framework
from indicators.models.sheet import ScoreKind


class NumbersField(forms.Field):
    """The ids of ticked boxes; whatever is not a number is passed over, as the service passes over what is not there."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value: Any) -> list[int]:
        return [int(each) for each in value or [] if each.isascii() and each.isdecimal() and len(each) < 19]


class ScoreForm(forms.Form):
    """`answer` is a point of the scale, "na" or "abstain". `cites` says that the page offered evidence to cite."""

    answer = forms.ChoiceField(
        error_messages={"required": _("Choose an answer first; your note is then saved with it.")}
    )
    reason = ThaiTextField(required=False, max_length=2000)
    cites = forms.BooleanField(required=False)
    evidence = NumbersField(required=False)
    version = forms.IntegerField(min_value=0, max_value=2**31 - 1, required=False)

    def __init__(self, *args: Any, framework: Framework, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        points = [str(point) for point in range(framework.scale_min, framework.scale_max + 1)]
        answers = [*points, ScoreKind.NOT_APPLICABLE, ScoreKind.ABSTAIN]
        self.fields["answer"].choices = [(each, each) for each in answers]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("answer") == ScoreKind.NOT_APPLICABLE and not given.get("reason"):
            self.add_error("reason", _("Say why the indicator does not apply; the answer is then saved."))
        return given

    def answer_given(self) -> dict[str, Any]:
        given = self.cleaned_data
        point = given["answer"] not in (ScoreKind.NOT_APPLICABLE, ScoreKind.ABSTAIN)
        return {
            "kind": ScoreKind.VALUE if point else given["answer"],
            "value": int(given["answer"]) if point else None,
            "reason": given["reason"] or "",
            "evidence_ids": given["evidence"] if given["cites"] else None,
            "version": given["version"] or 0,
        }
