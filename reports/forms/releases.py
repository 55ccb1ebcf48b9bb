"""What is typed on the way of a release to the public."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from ecotown.kernel import files, thai
from ecotown.kernel.fields import ThaiDateField, ThaiNameField, ThaiTextField
from ecotown.kernel.rules import Actor
from reports.approvals import approving_resolutions


class PrepareForm(forms.Form):
    note = ThaiTextField(
        label=_("What changed since the last release"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Shown to the public on the list of releases."),
    )


class WithdrawForm(forms.Form):
    reason = ThaiTextField(
        label=_("Reason"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Shown to the public at the address of this release."),
    )


class ApprovalForm(forms.Form):
    """Either a signed memo with number, date and scan, or a resolution."""

    basis = forms.ChoiceField(
        label=_("Basis of the approval"),
        widget=forms.RadioSelect,
        choices=[("memo", _("Memo signed by the chair")), ("resolution", _("Resolution of the committee"))],
        initial="memo",
    )
    memo_number = ThaiNameField(label=_("Number of the memo"), required=False, max_length=60)
    memo_dated = ThaiDateField(label=_("Date of the memo"), required=False)
    memo_scan = forms.FileField(
        label=_("Scan of the memo"), required=False, help_text=_("PDF, JPEG or PNG, at most 25 MB.")
    )
    resolution = forms.TypedChoiceField(label=_("Resolution"), required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = approving_resolutions(actor.province)
        named = [(each.pk, thai.shorten(f"{each.agenda_item.meeting} {each}", 120)) for each in found]
        self.fields["resolution"].choices = [("", "---------"), *named]  # type: ignore[attr-defined]

    def clean_memo_dated(self) -> Any:
        dated = self.cleaned_data["memo_dated"]
        if dated and dated > thai.today():
            raise ValidationError(_now("The memo is dated later than today."))
        return dated

    def clean_memo_scan(self) -> Any:
        upload = self.cleaned_data["memo_scan"]
        if upload:
            try:
                files.check_upload(upload)
            except files.UploadRefused as refused:
                raise ValidationError(str(refused)) from refused
        return upload

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        wanted = ["resolution"] if given.get("basis") == "resolution" else ["memo_number", "memo_dated", "memo_scan"]
        for name in wanted:
            if not given.get(name) and name not in self.errors:
                self.add_error(name, _now("Fill in this field."))
        return given
