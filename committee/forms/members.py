"""Taking in a member list: the file, or the text of the one that was just looked through."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from committee.exchange.members import Table, table_of
from committee.exchange.workbook import LARGEST_BYTES, WorkbookRefused, read_sheet
from ecotown.kernel.fields import ThaiDateField

LONGEST_TEXT = 2_000_000


class MembersForm(forms.Form):
    """Adds `table`: what was typed in the sheet, with the faults of its cells' kinds."""

    file = forms.FileField(
        label=_("Workbook (.xlsx)"), required=False, widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        help_text=_("In the shape of the exported list. Nothing is stored before you confirm."),
    )  # fmt: skip
    on = ThaiDateField(
        label=_("Compared with the list on"), help_text=_("The day for which the list was exported, or today.")
    )
    ends_missing = forms.BooleanField(
        label=_("Seats that the file does not name end by this order"),
        required=False,
        help_text=_("Only for an order that amends another or cancels a part of it. Otherwise they stay as they are."),
    )
    text = forms.CharField(required=False, strip=False, max_length=LONGEST_TEXT, widget=forms.HiddenInput)
    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def clean_file(self) -> UploadedFile | None:
        upload: UploadedFile | None = self.cleaned_data["file"]
        if upload and not (upload.name or "").lower().endswith(".xlsx"):
            raise ValidationError(_("Only workbooks of the kind .xlsx are accepted."))
        if upload and (upload.size or 0) > LARGEST_BYTES:
            raise ValidationError(_("The file is larger than %(size)s MB.") % {"size": LARGEST_BYTES // 1_000_000})
        return upload

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if self.errors:
            return given
        try:
            if given["file"]:
                given["table"] = table_of(read_sheet(given["file"].read()))
            elif given["text"]:
                given["table"] = Table.load(given["text"])
            else:
                self.add_error("file", _("Choose a file."))
        except WorkbookRefused as refused:
            self.add_error("file", str(refused))
        except ValueError:
            self.add_error("file", _("Choose the file again."))
        return given

    @property
    def is_confirmed(self) -> bool:
        """The text that was looked through came back with its mark, and no new file."""
        return bool(self.cleaned_data["seen"]) and not self.cleaned_data["file"]
