from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from committee.forms.base import ChosenField, ServiceForm
from committee.models import Meeting
from committee.models.agenda import Secrecy
from committee.models.section import Section
from committee.secrecy import check_paper
from ecotown.kernel import thai
from ecotown.kernel.fields import ThaiNameField
from ecotown.kernel.files import UploadRefused, check_upload


class AgendaForm(ServiceForm):
    section = forms.TypedChoiceField(label=_("Section of the agenda"), coerce=int, initial=Section.CONSIDERATION.value)
    title = ThaiNameField(label=_("Matter"), max_length=300)
    is_confidential = forms.BooleanField(
        label=_("Not for the public"),
        required=False,
        help_text=_("Matter and resolutions stay out of every public page."),
    )

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "section" in self.fields:
            sections = meeting.agenda_sections
            field = cast(forms.TypedChoiceField, self.fields["section"])
            field.choices = [(each.section, f"{each.number} {each.name}") for each in sections]


class AgendaChangeForm(AgendaForm):
    section = None  # type: ignore[assignment]


class MoveForm(ServiceForm):
    meeting = ChosenField(label=_("To the meeting"))

    def __init__(self, *args: Any, meetings: Iterable[Meeting], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(each.pk, f"{each} {thai.long_date(each.held_on)}") for each in meetings]
        self.offer("meeting", offered)
        if offered:
            self.initial.setdefault("meeting", offered[0][0])

    def facts(self) -> dict[str, Any]:
        return {"meeting_id": self.cleaned_data["meeting"]}


class AgendaPaperForm(ServiceForm):
    title = ThaiNameField(label=_("Title of the paper"), max_length=200)
    file = forms.FileField(label=_("File"), required=False, help_text=_("PDF, JPEG or PNG."))
    secrecy = forms.ChoiceField(
        label=_("Class of secrecy"),
        choices=Secrecy.choices,
        required=False,
        help_text=_("A classified paper is not kept here: only its number and where it is kept."),
    )
    number = ThaiNameField(label=_("Number of the classified paper"), max_length=100, required=False)
    kept_at = ThaiNameField(label=_("Where it is kept"), max_length=200, required=False)

    def clean(self) -> None:
        """Before the bytes of the file are kept: no classified paper, and a file that is what its name says."""
        said = {name: self.cleaned_data.get(name, "") for name in ("title", "secrecy", "number", "kept_at")}
        upload: UploadedFile | None = self.cleaned_data.get("file")
        try:
            check_paper(**said, file_name=(upload.name or "") if upload else "")
            if upload:
                check_upload(upload)
        except ValidationError as refused:
            self.take(refused)
        except UploadRefused as unfit:
            self.add_error("file", str(unfit))

    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("title", "secrecy", "number", "kept_at")}
