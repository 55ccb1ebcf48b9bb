from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from committee.forms.base import ChosenField, ServiceForm, people_of
from committee.models.paper import PaperKind
from ecotown.kernel.fields import ThaiDateField, ThaiNameField, ThaiTextField
from ecotown.kernel.files import UploadRefused, check_upload
from ecotown.kernel.rules import Actor


class PaperForm(ServiceForm):
    """What a paper bears besides its text: nothing, unless it goes out as a letter."""

    number = ThaiNameField(
        label=_("Number of the paper (ที่)"),
        max_length=100,
        required=False,
        help_text=_("From the office's own register. Empty: room is left for it."),
    )
    dated = ThaiDateField(label=_("Dated"), required=False, help_text=_("Empty: room is left for it."))
    signer = ChosenField(label=_("Signer"), required=False)
    signer_post = ThaiNameField(
        label=_("Post of the signer"), max_length=200, required=False, help_text=_("Empty: the post known last.")
    )
    addressed = forms.ChoiceField(
        label=_("Addressed to"),
        choices=[
            ("all", _("all members, with a list of them")),
            ("each", _("each member, one letter after the other")),
        ],
        initial="all",
    )
    note = ThaiTextField(
        label=_("Further text"),
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Printed as paragraphs of their own, one a line."),
    )

    LETTER = {PaperKind.INVITATION, PaperKind.EXCERPT}

    def __init__(self, *args: Any, actor: Actor, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kind not in self.LETTER:
            self.fields.clear()
            return
        if kind != PaperKind.INVITATION:
            del self.fields["addressed"]
        self.offer("signer", people_of(actor))

    def facts(self) -> dict[str, Any]:
        facts = dict(self.cleaned_data)
        if "signer" in facts:
            facts["signer_id"] = facts.pop("signer")
        if "addressed" in facts:
            facts["to_each"] = facts.pop("addressed") == "each"
        return facts


class ScanForm(ServiceForm):
    scan = forms.FileField(label=_("Scan of the signed paper"), help_text=_("PDF, JPEG or PNG."))

    def clean_scan(self) -> UploadedFile:
        upload: UploadedFile = self.cleaned_data["scan"]
        try:
            check_upload(upload)
        except UploadRefused as refused:
            raise forms.ValidationError(str(refused)) from refused
        return upload

    def facts(self) -> dict[str, Any]:
        return {}


class OfficeForm(ServiceForm):
    name = ThaiNameField(label=_("Name of the office"), max_length=200, required=False)
    address = ThaiTextField(
        label=_("Address"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("As it stands at the head of a letter, below the name."),
    )  # fmt: skip
    telephone = ThaiNameField(label=_("Telephone"), max_length=100, required=False)
    email = forms.EmailField(label=_("E-mail of the office"), required=False)
    thai_digits = forms.MultipleChoiceField(
        label=_("Thai digits in"), choices=PaperKind.choices, required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Addresses of the web, e-mail and codes keep Arabic digits everywhere."),
    )  # fmt: skip
    docx_font = ThaiNameField(
        label=_("Typeface of Word files"), max_length=60,
        help_text=_("It must be installed where the file is opened; TH SarabunPSK is the rule for official papers."),
    )  # fmt: skip
    docx_size = forms.IntegerField(label=_("Type size of Word files, in points"), min_value=8, max_value=36)
    needs_online_record = forms.BooleanField(
        label=_("An online meeting is closed only when its particulars are complete"), required=False
    )
