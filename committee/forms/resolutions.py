from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from committee.ballot import Charge, Count, Opinion
from committee.forms.base import ChosenField, ServiceForm
from committee.models import Resolution
from committee.models.resolution import ResolutionKind
from committee.models.section import Section
from committee.models.vote import Casting
from ecotown.kernel.fields import ThaiDateField, ThaiNameField, ThaiTextField

SPARE_ROWS, MOST_ROWS = 2, 20
OPINION, CHARGE = ("opinion_name", "opinion_text"), ("task", "agency", "due")
# What most matters of a section end with: a kind and its words, recorded by one button.
ADOPTED = (ResolutionKind.ADOPT, "รับรองรายงานการประชุม", "ที่ประชุมมีมติรับรอง")
AGREED = (ResolutionKind.AGREE, "เห็นชอบตามที่เสนอ", "ที่ประชุมมีมติเห็นชอบ")
NOTED = (ResolutionKind.ACKNOWLEDGE, "รับทราบ", "ที่ประชุมรับทราบ")
TAPS = {Section.ADOPTION: ADOPTED, Section.CONSIDERATION: AGREED, Section.OTHER: AGREED}


def tap_of(section: int) -> dict[str, Any]:
    """The one button of a matter: what is recorded is what the button says."""
    kind, text, words = TAPS.get(Section(section), NOTED)
    unopposed = kind != ResolutionKind.ACKNOWLEDGE
    return {"kind": kind, "text": text, "unopposed": unopposed, "words": f"{words} ไม่มีผู้คัดค้าน" if unopposed else words}


def sent(posted: Mapping[str, Any], section: int) -> Mapping[str, Any] | None:
    """What a form of the matter was sent with: the fields, or those that its one button stands for."""
    tap = tap_of(section)
    if posted.get("tap") != tap["kind"]:
        return posted or None
    told = {"kind": tap["kind"], "text": tap["text"]}
    return told | {"unopposed": "on"} if tap["unopposed"] else told


def _number(label: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, required=False, min_value=0, max_value=999, widget=forms.TextInput(attrs={"inputmode": "numeric"})
    )


class ResolutionForm(ServiceForm):
    """Kind and words; the count only where a vote was taken, the tasks only where somebody was charged.

    `people` and `agencies` are proposed for typing. Of a secret vote the form gives no name back.
    """

    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"),
        choices=ResolutionKind.choices,
        initial=ResolutionKind.AGREE,
        widget=forms.RadioSelect,
    )
    text = ThaiTextField(label="มติที่ประชุม", max_length=5000, widget=forms.Textarea(attrs={"rows": 3}))
    unopposed = forms.BooleanField(label="ไม่มีผู้คัดค้าน", required=False)
    duty = ChosenField(label=gettext_lazy("Duty of the order that it serves"), required=False)
    in_favour = _number("เห็นชอบ (เสียง)")
    against = _number("ไม่เห็นชอบ (เสียง)")
    abstained = _number("งดออกเสียง (เสียง)")
    casting = forms.ChoiceField(
        label=gettext_lazy("Casting vote of the one who presided, in a tie"), choices=Casting.choices, required=False
    )
    is_secret = forms.BooleanField(
        label=gettext_lazy("Secret vote"),
        required=False,
        help_text=gettext_lazy("No name of a voter or dissenter is kept anywhere, not in the journal either."),
    )

    def __init__(
        self,
        *args: Any,
        duties: Iterable[tuple[int, object]],
        people: Iterable[str] = (),
        agencies: Iterable[str] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer("duty", duties, _("– none –"))
        self.people, self.agencies = list(people), list(agencies)
        self.opinions, self.charges = self._rows_of(OPINION), self._rows_of(CHARGE)
        for number in self.opinions:
            self.fields[f"opinion_name_{number}"] = self._typed(_("Dissenting member"), "people", 200)
            self.fields[f"opinion_text_{number}"] = ThaiTextField(
                label=_("Opinion and reasons"), required=False, max_length=5000,
                widget=forms.Textarea(attrs={"rows": 2}),
            )  # fmt: skip
        for number in self.charges:
            self.fields[f"task_{number}"] = ThaiTextField(
                label=_("Task"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
            )
            self.fields[f"agency_{number}"] = self._typed(_("Agency in charge"), "agencies", 200)
            self.fields[f"due_{number}"] = ThaiDateField(label=_("Due"), required=False)

    def _rows_of(self, names: tuple[str, ...]) -> range:
        """As many rows as are filled, and some to fill."""
        told: Mapping[str, Any] = self.data if self.is_bound else self.initial
        filled = [number for number in range(1, MOST_ROWS + 1) if any(told.get(f"{name}_{number}") for name in names)]
        return range(1, min(MOST_ROWS, max(filled, default=0) + SPARE_ROWS) + 1)

    def _typed(self, label: str, proposed: str, length: int) -> ThaiNameField:
        list_id = f"known-{proposed}"
        return ThaiNameField(
            label=label, required=False, max_length=length, widget=forms.TextInput(attrs={"list": list_id})
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        counted = self._counted
        if counted:
            for name in ("in_favour", "against"):
                if cleaned.get(name) is None and name not in self.errors:
                    self.add_error(name, ValidationError(_("Give the number of votes, 0 if there were none.")))
        if cleaned.get("is_secret"):
            self._forget_names()
        for number in self.opinions:
            if cleaned.get(f"opinion_name_{number}") and not cleaned.get(f"opinion_text_{number}"):
                self.add_error(f"opinion_text_{number}", ValidationError(_("Give the opinion and its reasons.")))
        if cleaned.get("kind") == ResolutionKind.ASSIGN and self.charges:
            self._check_charges(cleaned)
        return cleaned

    def _forget_names(self) -> None:
        """Neither kept nor given back: the vote was secret."""
        self.data = self.data.copy()  # type: ignore[attr-defined]
        for number in self.opinions:
            self.cleaned_data[f"opinion_name_{number}"] = ""
            self.data[self.add_prefix(f"opinion_name_{number}")] = ""  # type: ignore[index]
        self.people = []

    def _check_charges(self, cleaned: dict[str, Any]) -> None:
        begun = 0
        for number in self.charges:
            told = {name: cleaned.get(f"{name}_{number}") for name in CHARGE}
            begun += any(told.values())
            for name, sentence in (("task", _("Say what is to be done.")), ("agency", _("Say who is in charge."))):
                if any(told.values()) and not told[name] and f"{name}_{number}" not in self.errors:
                    self.add_error(f"{name}_{number}", ValidationError(sentence))
        if not begun:
            self.add_error("task_1", ValidationError(_("A resolution มอบหมาย says what is to be done, and by whom.")))

    @property
    def _counted(self) -> bool:
        said = (self.cleaned_data.get(name) for name in ("in_favour", "against", "abstained", "casting", "is_secret"))
        return any(each not in (None, "", False) for each in said)

    @property
    def shows_vote(self) -> bool:
        """Something of the folded part is filled in, or wrong."""
        names = [name for name in self.fields if name.startswith("opinion_")]
        names += ["in_favour", "against", "abstained", "casting", "is_secret"]
        return any(self[name].value() not in (None, "", False) or self[name].errors for name in names)

    @property
    def opinion_rows(self) -> list[list[forms.BoundField]]:
        return [[self[f"{name}_{number}"] for name in OPINION] for number in self.opinions]

    @property
    def charge_rows(self) -> list[list[forms.BoundField]]:
        return [[self[f"{name}_{number}"] for name in CHARGE] for number in self.charges]

    @property
    def all_but_text(self) -> list[forms.BoundField]:
        """What travels unseen with the two texts of a conflict."""
        return [field for field in self if field.name not in ("text", "seen")]

    def facts(self) -> dict[str, Any]:
        told = self.cleaned_data
        count = None
        if self._counted:
            count = Count(
                told["in_favour"], told["against"], told["abstained"] or 0, told["casting"], told["is_secret"]
            )
        facts = {
            "kind": told["kind"], "text": told["text"], "duty_id": told["duty"], "unopposed": told["unopposed"],
            "count": count,
            "opinions": [
                Opinion(told[f"opinion_text_{number}"], told[f"opinion_name_{number}"])
                for number in self.opinions if told[f"opinion_text_{number}"]
            ],
        }  # fmt: skip
        return facts | self.more_facts()

    def more_facts(self) -> dict[str, Any]:
        """Tasks typed before another kind was chosen are none of that kind's."""
        told = self.cleaned_data
        assigns = told["kind"] == ResolutionKind.ASSIGN
        charges = [
            Charge(told[f"task_{number}"], told[f"agency_{number}"], told[f"due_{number}"])
            for number in self.charges
            if assigns and told[f"task_{number}"]
        ]
        return {"charges": charges}


class ResolutionChangeForm(ResolutionForm):
    """`seen` travels with a change: the mark of what its writer found. Tasks are changed on pages of their own."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput, strip=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in self.charges:
            for name in CHARGE:
                del self.fields[f"{name}_{number}"]
        self.charges = range(0)

    def more_facts(self) -> dict[str, Any]:
        return {"seen": self.cleaned_data["seen"]}


def as_recorded(resolution: Resolution) -> dict[str, Any]:
    """The initial values of a change, from `Resolution.objects.for_page()`."""
    told = {
        "kind": resolution.kind, "text": resolution.text, "duty": resolution.duty_id, "seen": resolution.mark,
        "unopposed": resolution.unopposed,
    }  # fmt: skip
    vote = getattr(resolution, "vote", None)
    if vote is not None:
        told |= {name: getattr(vote, name) for name in ("in_favour", "against", "abstained", "casting", "is_secret")}
    for number, dissent in enumerate(resolution.dissents.all(), start=1):
        told |= {f"opinion_name_{number}": dissent.name, f"opinion_text_{number}": dissent.text}
    return told


class RecusalForm(ServiceForm):
    seat = ChosenField(label=gettext_lazy("Member"))
    reason = ThaiNameField(label=gettext_lazy("Interest"), max_length=300)

    def __init__(self, *args: Any, seats: Iterable[tuple[int, object]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("seat", seats)

    def facts(self) -> dict[str, Any]:
        return {"seat_id": self.cleaned_data["seat"], "reason": self.cleaned_data["reason"]}
