"""A Word file on its way into a draft: the file, and what its reader makes of the preview."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from committee.forms.base import ChosenField, ServiceForm
from committee.models import AgendaItem
from committee.models.resolution import ResolutionKind
from committee.paper import NOTHING
from committee.word.package import MOST_BYTES
from committee.word.placing import Placed, Proposal
from ecotown.kernel.fields import ThaiTextField

# More than any minutes have; what comes back from the preview is not believed.
MOST_ROWS = 200


class WordFileForm(ServiceForm):
    file = forms.FileField(label=_("Word file (.docx)"), help_text=_("The minutes as they were typed in Word."))

    def clean_file(self) -> "UploadedFile[bytes]":
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(_("The file is larger than %(size)s MB.") % {"size": MOST_BYTES // 2**20})
        return file


class TextForm(ServiceForm):
    """What becomes of the text for one matter. Where something stands there already, nothing is chosen beforehand."""

    WAYS = (("place", _("Take it in")), ("below", _("Add it below what stands there")), ("leave", _("Leave it out")))

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    found_at = forms.CharField(required=False, max_length=1000, widget=forms.HiddenInput)
    way = forms.ChoiceField(
        label=_("What becomes of it"), choices=WAYS, widget=forms.RadioSelect,
        error_messages={"required": _("Choose what becomes of the text that stands there.")},
    )  # fmt: skip
    text = ThaiTextField(label=_("From the file"), required=False, max_length=100_000, widget=forms.Textarea)


class ResolutionForm(ServiceForm):
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("– leave it out –")), *ResolutionKind.choices]
    )
    text = ThaiTextField(label="มติที่ประชุม", required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 3}))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("kind") and not cleaned.get("text") and "text" not in self.errors:
            self.add_error("text", _("Fill in this field."))
        return cleaned


class LeftForm(ServiceForm):
    """What could not be placed may be put under a matter by hand."""

    found_at = forms.CharField(required=False, max_length=1000, widget=forms.HiddenInput)
    place = ChosenField(label=_("Put it under"), required=False)
    text = ThaiTextField(
        label=_("From the file"), required=False, max_length=100_000, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args: Any, items: list[AgendaItem], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("place", [(item.pk, item) for item in items], _("– leave it out –"))


@dataclass
class Row:
    """One matter of the preview."""

    item: AgendaItem
    text: TextForm
    resolutions: list[ResolutionForm]


class Preview:
    """All forms of the preview, drawn from a document (`placed`) or from what was sent back (`data`)."""

    def __init__(
        self, items: list[AgendaItem], placed: Placed | None = None, data: Mapping[str, str] | None = None
    ) -> None:
        self.items = [item for item in items if getattr(item, "entry", None)]
        self.data = data
        placed = placed or Placed()
        known = placed.proposals if data is None else [each.pk for each in self.items if f"m{each.pk}-version" in data]
        self.rows = [self._row(item, placed.proposals.get(item.pk)) for item in self.items if item.pk in known]
        left = [{"found_at": each.found_at, "text": each.text} for each in placed.left]
        self.left = [
            LeftForm(data, prefix=f"left{number}", initial=initial, items=self.items)
            for number, initial in enumerate(left if data is None else [{}] * self._sent("left"))
        ]

    def _sent(self, name: str) -> int:
        said = (self.data or {}).get(name, "")
        return min(int(said), MOST_ROWS) if said.isdecimal() and len(said) < 6 else 0

    def _row(self, item: AgendaItem, proposal: Proposal | None) -> Row:
        prefix, said = f"m{item.pk}", proposal or Proposal()
        way = "place" if is_free(item) else "leave" if said.text in ("", item.entry.text) else None
        as_read = {
            "version": item.entry.version, "text": said.text, "way": way, "found_at": " · ".join(said.found_at)[:1000],
        }  # fmt: skip
        standing = {words for each in item.resolutions.all() for words in (each.text, each.wording)}
        resolved = said.resolutions if self.data is None else [("", "")] * self._sent(f"{prefix}-resolutions")
        resolutions = [
            ResolutionForm(
                self.data,
                prefix=f"{prefix}-r{number}",
                initial={"kind": "" if text in standing else kind, "text": text},
            )
            for number, (kind, text) in enumerate(resolved)
        ]
        return Row(item, TextForm(self.data, prefix=prefix, initial=as_read), resolutions)

    def renewed(self, items: list[AgendaItem]) -> "Preview":
        """The same, beside texts that were saved meanwhile: of these it is asked again what becomes of them."""
        data = dict((self.data or {}).items())
        for item in items:
            name = f"m{item.pk}-version"
            if name in data and data[name] != str(item.entry.version):
                data[name] = str(item.entry.version)
                data.pop(f"m{item.pk}-way", None)
        return Preview(items, data=data)

    def is_valid(self) -> bool:
        forms_ = [form for row in self.rows for form in (row.text, *row.resolutions)] + [*self.left]
        return not [form for form in forms_ if not form.is_valid()]

    def texts(self) -> list[dict[str, Any]]:
        """The keywords of each TextIn: what was chosen, with the parts that were put under a matter by hand below the rest."""
        chosen = {row.item.pk: row.text.cleaned_data for row in self.rows}
        found: list[dict[str, Any]] = []
        for item in self.items:
            said = chosen.get(item.pk, {"version": item.entry.version, "way": "leave", "text": ""})
            parts: list[str] = [said["text"]] if said["way"] != "leave" else []
            parts += [each.cleaned_data["text"] for each in self.left if each.cleaned_data["place"] == item.pk]
            if any(parts):
                below = said["way"] != "place" and not is_free(item)
                text = "\n".join(filter(None, parts))
                found.append({"entry_id": item.entry.pk, "version": said["version"], "text": text, "below": below})
        return found

    def resolutions(self) -> list[dict[str, Any]]:
        """The keywords of each ResolutionIn."""
        return [
            {"agenda_item_id": row.item.pk, **form.cleaned_data}
            for row in self.rows
            for form in row.resolutions
            if form.cleaned_data["kind"]
        ]


def is_free(item: AgendaItem) -> bool:
    """Nothing stands there that could be lost."""
    return item.entry.text in ("", NOTHING)
