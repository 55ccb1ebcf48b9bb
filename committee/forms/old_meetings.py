from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from committee.forms.base import ChosenField, ServiceForm
from committee.models import Body
from committee.models.resolution import ResolutionKind
from committee.models.section import Section
from ecotown.kernel import files
from ecotown.kernel.fields import NumberOfYearField, ThaiDateField, ThaiNameField, ThaiTextField
from ecotown.kernel.rules import Actor

FIRST_ROWS, MORE_ROWS, MOST_ROWS = 3, 3, 60


class OldMeetingForm(ServiceForm):
    body = ChosenField(label=_("Body"))
    number = NumberOfYearField(label=_("Number / year"))
    held_on = ThaiDateField(label=_("Date"))
    venue = ThaiNameField(
        label=_("Place"), max_length=300, required=False, help_text=_("Leave it empty where the paper does not say.")
    )
    adopted_on = ThaiDateField(
        label=_("Adopted on"), required=False, help_text=_("Leave it empty where the paper does not say.")
    )
    scan = forms.FileField(
        label=_("Scan of the adopted minutes (PDF)"), widget=forms.FileInput(attrs={"accept": "application/pdf"})
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bodies = list(Body.objects.visible_to(actor).that_meet().order_by("pk"))
        self.offer("body", [(body.pk, body) for body in bodies])
        if len(bodies) == 1:
            self.initial.setdefault("body", bodies[0].pk)

    def clean_scan(self) -> Any:
        scan = self.cleaned_data["scan"]
        try:
            mime = files.check_upload(scan)
        except files.UploadRefused as refused:
            raise forms.ValidationError(str(refused)) from refused
        if mime != "application/pdf":
            raise forms.ValidationError(_("The scan is a PDF file."))
        return scan

    def facts(self) -> dict[str, Any]:
        facts = dict(self.cleaned_data)
        del facts["scan"]
        facts["number"], facts["be_year"] = facts["number"]
        facts["body_id"] = facts.pop("body")
        return facts


class OldResolutionForm(ServiceForm):
    """One block; an empty one is passed over."""

    kind = forms.ChoiceField(label=_("Kind"), choices=ResolutionKind.choices, initial=ResolutionKind.AGREE)
    text = ThaiTextField(label="มติที่ประชุม", required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 3}))
    section = forms.TypedChoiceField(
        label=_("Section of the agenda"), coerce=int, choices=Section.choices, initial=Section.CONSIDERATION
    )
    matter = ThaiNameField(label=_("Matter"), max_length=300, required=False, help_text=_("As the paper calls it."))
    is_confidential = forms.BooleanField(label=_("Not for the public"), required=False)


def resolution_forms(data: Mapping[str, str] | None) -> list[OldResolutionForm]:
    """As many blocks as were sent."""
    return [OldResolutionForm(data, prefix=f"r{number}") for number in range(_sent(data))]


def more_forms(data: Mapping[str, str]) -> list[OldResolutionForm]:
    """What was typed so far, not judged yet, and empty blocks after it: adding blocks needs no JavaScript."""
    count = _sent(data)
    typed = [
        OldResolutionForm(
            prefix=f"r{number}", initial={name: data.get(f"r{number}-{name}") for name in OldResolutionForm.base_fields}
        )
        for number in range(count)
    ]
    return typed + [
        OldResolutionForm(prefix=f"r{number}") for number in range(count, min(count + MORE_ROWS, MOST_ROWS))
    ]


def _sent(data: Mapping[str, str] | None) -> int:
    said = (data or {}).get("blocks", "")
    return min(int(said), MOST_ROWS) if said.isdecimal() and len(said) < 4 else FIRST_ROWS


def old_resolutions(blocks: list[OldResolutionForm]) -> list[dict[str, Any]]:
    """From blocks that are valid: the keywords of each OldResolution."""
    return [each.cleaned_data for each in blocks if each.cleaned_data["text"]]
