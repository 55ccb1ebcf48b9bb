"""A row of a draft framework as a form: an indicator with its rubric, a level with its rule, a new version's name."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from ecotown.kernel.fields import ThaiNameField, ThaiTextField
from indicators import scoring
from indicators.exchange.draft import FrameworkDraft, IndicatorDraft, LevelDraft, RuleDraft
from indicators.exchange.sheets import MODES
from indicators.models.framework import Direction, IndicatorKind, Scope

# The name of a field in a file -> of the field here, for the faults that a draft's check finds.
FIELDS = {
    "name_th": "name", "requirement_th": "requirement", "question_th": "requirement", "wording_th": "wording",
    "short_th": "short", "seat_hint": "informant", "source_th": "source", "group": "aspect",
    "not_applicable_allowed": "may_be_not_applicable", "rule": "mode",
    **{f"rule.{key}": "need" for key in scoring.NEEDS.values()}, "rule.mode": "mode",
}  # fmt: skip


ROOMY = forms.Textarea(attrs={"rows": 3})


class LinesField(ThaiTextField):
    """One entry a line."""

    widget = ROOMY

    def clean(self, value: Any) -> tuple[str, ...]:
        return tuple(line.strip() for line in (super().clean(value) or "").split("\n") if line.strip())

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, tuple | list) else value


class RowForm(forms.Form):
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def blame(self, error: ValidationError) -> None:
        """What the service found wrong, beside the fields it is in."""
        faults = error.message_dict if hasattr(error, "error_dict") else {"__all__": error.messages}
        for place, sentences in faults.items():
            key = place.replace("rubric.", "point_").split("[")[0]
            name = FIELDS.get(key, key)
            for sentence in sentences:
                self.add_error(name if name in self.fields else None, sentence)


class IndicatorForm(RowForm):
    name = ThaiNameField(label=_("name"), max_length=200)
    requirement = ThaiTextField(label=_("requirement"), max_length=2000, widget=ROOMY)
    level = forms.TypedChoiceField(label=_("Level"), coerce=int)
    aspect = forms.ChoiceField(label=_("aspect"))
    scope = forms.ChoiceField(label=_("scope"), choices=Scope.choices)
    kind = forms.ChoiceField(
        label=_("kind"), choices=IndicatorKind.choices,
        help_text=_("A precondition must be met and does not count further; a mandatory one must be met and counts."),
    )  # fmt: skip
    weight = forms.DecimalField(label=_("weight"), max_digits=6, decimal_places=2)
    pass_point = forms.IntegerField(label=_("Pass point"), required=False, help_text=_("Empty: that of the framework."))
    unit = ThaiNameField(label=_("unit"), max_length=40, required=False, help_text=_("For a measured one only."))
    direction = forms.ChoiceField(label=_("direction"), required=False, choices=[("", "–"), *Direction.choices])
    baseline = forms.DecimalField(label=_("baseline"), required=False, max_digits=14, decimal_places=4)
    target = forms.DecimalField(label=_("target"), required=False, max_digits=14, decimal_places=4)
    may_be_not_applicable = forms.BooleanField(label=_("may be not applicable"), required=False)
    evidence = LinesField(label=_("Evidence expected"), required=False, help_text=_("One a line."), max_length=2000)
    informant = LinesField(label=_("Who knows"), required=False, help_text=_("One a line."), max_length=300)
    area_kinds = LinesField(
        label=_("kinds of area"),
        required=False,
        help_text=_(
            "One a line. A note for those who score: the portal knows no kinds of area yet and asks it of every area."
        ),
        max_length=300,
    )
    source = ThaiNameField(label=_("source"), max_length=300, required=False)

    def __init__(self, *args: Any, framework: FrameworkDraft, indicator: IndicatorDraft, **kwargs: Any) -> None:
        self.framework, self.indicator = framework, indicator
        self.points = list(range(framework.scale_min, framework.scale_max + 1))
        texts = {f"point_{point}": text for point, text in zip(self.points, indicator.rubric, strict=True)}
        shown = {name: getattr(indicator, name) for name in self.base_fields if hasattr(indicator, name)}
        kwargs.setdefault("initial", shown | texts | {"seen": indicator.sha256})
        super().__init__(*args, **kwargs)
        for point in self.points:
            label = _now("point %(point)s") % {"point": point}
            self.fields[f"point_{point}"] = ThaiTextField(label=label, max_length=2000, widget=ROOMY)
        aspects = [(each.code, f"{each.code} {each.name}") for each in framework.aspects]
        self.fields["aspect"].choices = aspects  # type: ignore[attr-defined]
        self.fields["level"].choices = [(each.number, each.name) for each in framework.levels]  # type: ignore[attr-defined]
        if not framework.levels:
            for name in ("level", "scope", "kind", "pass_point", "unit", "direction", "baseline", "target"):
                del self.fields[name]

    def said(self) -> IndicatorDraft:
        given: dict[str, Any] = {
            name: self.cleaned_data.get(name, getattr(self.indicator, name))
            for name in self.base_fields
            if name != "seen"
        }
        if given["kind"] != IndicatorKind.MEASURED:
            given |= {"unit": "", "direction": "", "baseline": None, "target": None}
        for name in ("name", "requirement", "unit", "source"):
            given[name] = given[name] or ""
        rubric = tuple(self.cleaned_data[f"point_{point}"] for point in self.points)
        return IndicatorDraft(code=self.indicator.code, rubric=rubric, **given)


class LevelForm(RowForm):
    name = ThaiNameField(label=_("name"), max_length=80)
    short = ThaiNameField(label=_("short name"), max_length=60, required=False)
    wording = ThaiTextField(label=_("wording"), max_length=2000, widget=ROOMY)
    mode = forms.ChoiceField(label=_("Level rule"), choices=list(MODES.items()))
    need = forms.DecimalField(
        label=_("bar"), required=False, max_digits=9, decimal_places=2, min_value=Decimal("0.01"),
        help_text=_("The percentage, the points or the number of indicators; the other rules have none."),
    )  # fmt: skip
    requires_lower = forms.BooleanField(label=_("lower levels must be passed too"), required=False)

    def __init__(self, *args: Any, level: LevelDraft, **kwargs: Any) -> None:
        self.level = level
        shown = {"name": level.name, "short": level.short, "wording": level.wording, "seen": level.sha256}
        rule = {"mode": level.rule.mode, "need": level.rule.need, "requires_lower": level.rule.requires_lower}
        kwargs.setdefault("initial", shown | rule)
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("mode") in scoring.NEEDS and given.get("need") is None and "need" not in self.errors:
            self.add_error("need", _("This rule needs a number."))
        return given

    def said(self) -> LevelDraft:
        given = self.cleaned_data
        need = given["need"] if given["mode"] in scoring.NEEDS else None
        rule = RuleDraft(given["mode"], given["requires_lower"], need)
        return LevelDraft(self.level.number, given["name"], given["wording"], given["short"] or "", rule)


class VersionForm(forms.Form):
    version = ThaiNameField(label=_("Name of the new version"), max_length=40)
