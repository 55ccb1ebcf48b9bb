"""Taking in a framework: a file, one that ships, or the text that was just looked through."""

from pathlib import Path
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from indicators.exchange import SHIPPED

LARGEST_BYTES = 2_000_000
ACCEPT = ".yaml,.yml,.xlsx"
# How every workbook begins: it is an archive.
ZIP = b"PK"


def shipped_files() -> list[Path]:
    """The frameworks that ship with the portal."""
    return sorted(SHIPPED.glob("*.yaml"))


class ImportForm(forms.Form):
    file = forms.FileField(
        label=_("YAML file or workbook (XLSX)"), required=False, widget=forms.FileInput(attrs={"accept": ACCEPT})
    )
    shipped = forms.ChoiceField(required=False)
    text = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
    confirm = forms.BooleanField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["shipped"].choices = [(path.stem, path.stem) for path in shipped_files()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Adds `content`: the text of whichever of the three was given; or `book`, the bytes of a workbook."""
        given = super().clean() or self.cleaned_data
        if self.errors:
            return given
        upload = given.get("file")
        if upload:
            if upload.size > LARGEST_BYTES:
                raise ValidationError(_("The file is too large to be a framework."))
            content = upload.read()
            if content.startswith(ZIP) or (upload.name or "").lower().endswith(".xlsx"):
                return given | {"book": content}
            try:
                given["content"] = content.decode("utf-8-sig")
            except UnicodeDecodeError as error:
                raise ValidationError(_("The file is not text in UTF-8.")) from error
        elif given.get("shipped"):
            given["content"] = (SHIPPED / f"{given['shipped']}.yaml").read_text()
        elif given.get("text"):
            given["content"] = given["text"]
        else:
            raise ValidationError(_("Choose a file."))
        return given
