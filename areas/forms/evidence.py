"""The form for one piece of evidence: a file or a link."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from ecotown.kernel.fields import ThaiDateField, ThaiNameField
from ecotown.kernel.files import UploadRefused, check_upload


class EvidenceForm(forms.Form):
    title = ThaiNameField(label=_("Title"), max_length=200)
    dated = ThaiDateField(label=_("Date of the document"))
    file = forms.FileField(label=_("File"), required=False, help_text=_("PDF, JPEG or PNG"), max_length=200)
    link = forms.URLField(
        label=_("Or a link"),
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text=_("The address of a page or file that the public may open."),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["link"].validators = [URLValidator(schemes=["http", "https"])]

    def clean_dated(self) -> date:
        dated: date = self.cleaned_data["dated"]
        if dated > self.today:
            raise ValidationError(_("This day has not come yet."))
        return dated

    def clean_file(self) -> UploadedFile | None:
        upload: UploadedFile | None = self.cleaned_data["file"]
        if upload:
            try:
                check_upload(upload)
            except UploadRefused as refusal:
                raise ValidationError(str(refusal)) from refusal
        return upload

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if not self.errors and bool(given.get("file")) == bool(given.get("link")):
            raise ValidationError(_("Give either a file or a link."))
        return given
