from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from committee.forms.base import ChosenField, ServiceForm, people_of
from committee.models import Meeting, Minutes
from committee.models.minutes import AdoptionMethod
from committee.word.html import MOST_LETTERS
from ecotown.kernel import thai
from ecotown.kernel.fields import ThaiDateField, ThaiNameField, ThaiTextField
from ecotown.kernel.rules import Actor


class EntryForm(ServiceForm):
    """The text under one agenda item and the version it was begun from.

    `over` is the later version that a writer has read in a conflict and chose to write over.
    """

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    over = forms.IntegerField(min_value=1, required=False, widget=forms.HiddenInput)
    text = ThaiTextField(label=_("Text of the minutes"), required=False, max_length=100_000, widget=forms.Textarea)

    def facts(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        return {"version": cleaned["over"] or cleaned["version"], "text": cleaned["text"]}


class BringBackForm(ServiceForm):
    """An old text, and the version that its reader saw on top."""

    wanted = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class PasteForm(ServiceForm):
    """The clipboard as a word processor fills it."""

    markup = forms.CharField(strip=False, max_length=MOST_LETTERS)


class CirculateForm(ServiceForm):
    closes_on = ThaiDateField(
        label=_("Answers until"), required=False, help_text=_("The last day on which members can ask for corrections.")
    )


class TakeBackForm(ServiceForm):
    reason = ThaiNameField(label=_("Why it is taken back"), max_length=300, required=False)


class AdoptForm(ServiceForm):
    """Only the ways that the state of the minutes leaves open are offered."""

    method = forms.TypedChoiceField(label=_("Way of adoption"), coerce=int, widget=forms.RadioSelect)
    adopted_in = ChosenField(
        label=_("Adopted in meeting"), required=False, help_text=_("Only where a later meeting adopted them.")
    )
    closes_on = ThaiDateField(
        label=_("Answers until"), required=False, help_text=_("Only where they were adopted by circulation.")
    )
    adopted_on = ThaiDateField(label=_("Adopted on"))

    def __init__(self, *args: Any, minutes: Minutes, later: list[Meeting], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        methods = [AdoptionMethod.SAME_MEETING]
        if minutes.state == "circulated":
            methods = [AdoptionMethod.LATER_MEETING, AdoptionMethod.CIRCULATION]
        way = cast(forms.TypedChoiceField, self.fields["method"])
        way.choices = [(method.value, method.label) for method in methods]
        self.offer(
            "adopted_in",
            [(each.pk, f"ครั้งที่ {each.display_number} {thai.long_date(each.held_on)}") for each in later],
            _("– none –"),
        )
        if minutes.state == "draft":
            del self.fields["adopted_in"], self.fields["closes_on"]

    def facts(self) -> dict[str, Any]:
        facts = dict(self.cleaned_data)
        facts["adopted_in_id"] = facts.pop("adopted_in", None)
        if facts["method"] != AdoptionMethod.LATER_MEETING:
            facts["adopted_in_id"] = None
        return facts


class SignersForm(ServiceForm):
    taken_by = ChosenField(label="ผู้จดรายงานการประชุม", required=False)
    taken_post = ThaiNameField(label=_("Post of the minute taker"), required=False, max_length=200)
    checked_by = ChosenField(label="ผู้ตรวจรายงานการประชุม", required=False)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = people_of(actor)
        for name in ("taken_by", "checked_by"):
            self.offer(name, people, _("– none –"))

    def facts(self) -> dict[str, Any]:
        facts = dict(self.cleaned_data)
        facts["taken_by_id"], facts["checked_by_id"] = facts.pop("taken_by"), facts.pop("checked_by")
        return facts


class EditionForm(ServiceForm):
    """The text under each matter as the newest edition has it; `seen` is that edition's number."""

    seen = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    reason = ThaiTextField(label=_("Why they are corrected"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    resolved_in = ChosenField(
        label=_("Resolved in meeting"),
        required=False,
        help_text=_("None, where only an error of writing is corrected."),
    )

    def __init__(self, *args: Any, said: dict[str, Any], later: list[Meeting], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer(
            "resolved_in",
            [(each.pk, f"ครั้งที่ {each.display_number} {thai.long_date(each.held_on)}") for each in later],
            _("– none –"),
        )
        for item in (item for section in said["sections"] for item in section["items"]):
            self.fields[self.name_of(item["number"])] = ThaiTextField(
                label=f"{item['number']} {item['title']}",
                required=False, max_length=100_000, initial=item["text"], widget=forms.Textarea(attrs={"rows": 5}),
            )  # fmt: skip

    @staticmethod
    def name_of(number: str) -> str:
        return f"text_{number.replace('.', '_')}"

    def facts(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        texts = {
            name.removeprefix("text_").replace("_", "."): text
            for name, text in cleaned.items()
            if name.startswith("text_")
        }
        return {
            "seen": cleaned["seen"], "reason": cleaned["reason"], "resolved_in_id": cleaned["resolved_in"], "texts": texts,
        }  # fmt: skip
