from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from committee.forms.base import ServiceForm
from committee.models.follow_up import ReportedBy
from ecotown.kernel.fields import ThaiDateField, ThaiNameField, ThaiTextField
from ecotown.kernel.files import UploadRefused, check_upload

OPEN, OVERDUE, CLOSED, ALL = "open", "overdue", "closed", "all"
SHOWN = [(OPEN, _("open")), (OVERDUE, _("overdue")), (CLOSED, _("closed")), (ALL, _("all"))]


class TaskForm(ServiceForm):
    """A task, who is in charge and until when; the agencies known already are proposed for typing."""

    task = ThaiTextField(label=_("Task"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    agency = ThaiNameField(
        label=_("Agency in charge"), max_length=200, widget=forms.TextInput(attrs={"list": "known-agencies"}),
        help_text=_("Spelled as its focal person's organisation, so that this person sees the task."),
    )  # fmt: skip
    due = ThaiDateField(label=_("Due"), required=False)

    def __init__(self, *args: Any, agencies: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agencies = list(agencies)


class TaskChangeForm(TaskForm):
    reason = ThaiNameField(label=_("Reason of the change"), required=False, max_length=300)


class NoteForm(ServiceForm):
    """`sources` are the ways in which this actor may have the answer; with one only, it is not asked for."""

    on = ThaiDateField(label=_("Date"))
    text = ThaiTextField(label=_("What has been done"), max_length=5000, widget=forms.Textarea(attrs={"rows": 4}))
    reported_by = forms.ChoiceField(label=_("How the answer reached the office"), widget=forms.RadioSelect)
    reference = ThaiNameField(
        label=_("Number of the letter, or who called"), required=False, max_length=200,
        help_text=_("For instance ที่ ภก 0033/123 ลงวันที่ 5 มกราคม 2569"),
    )  # fmt: skip
    evidence = forms.FileField(label=_("Evidence"), required=False, max_length=200, help_text=_("PDF, JPEG or PNG."))

    def __init__(self, *args: Any, sources: list[str], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.only = sources[0] if len(sources) == 1 else ""
        self.initial.setdefault("on", today)
        if self.only:
            del self.fields["reported_by"], self.fields["reference"]
        else:
            choices = [(source, ReportedBy(source).label) for source in sources]
            self.fields["reported_by"].choices = choices  # type: ignore[attr-defined]

    def clean_evidence(self) -> UploadedFile | None:
        upload: UploadedFile | None = self.cleaned_data["evidence"]
        if upload:
            try:
                check_upload(upload)
            except UploadRefused as refused:
                raise forms.ValidationError(str(refused)) from refused
        return upload

    def facts(self) -> dict[str, Any]:
        facts = {name: value for name, value in self.cleaned_data.items() if name != "evidence"}
        return {"reported_by": self.only, **facts} if self.only else facts


class OutcomeForm(ServiceForm):
    outcome = ThaiTextField(label=_("Outcome"), max_length=5000, widget=forms.Textarea(attrs={"rows": 4}))


class ReopenForm(ServiceForm):
    reason = ThaiTextField(label=_("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class FollowUpFilter(forms.Form):
    """What the address of the list asks for; an unknown word is an error, not everything."""

    show = forms.ChoiceField(label=_("Show"), choices=SHOWN, required=False)
    agency = forms.ChoiceField(label=_("Agency in charge"), required=False)

    def __init__(self, *args: Any, agencies: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].choices = [("", _("all")), *((name, name) for name in agencies)]  # type: ignore[attr-defined]
