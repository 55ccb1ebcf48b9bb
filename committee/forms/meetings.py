from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from committee.forms.base import ChosenField, ServiceForm
from committee.models import Attendance, Body, Holder, Meeting
from committee.models.meeting import AttendanceKind, MeetingMode, ResolutionKind, Section
from ecotown.kernel.fields import NumberOfYearField, ThaiDateField, ThaiNameField, ThaiTextField, ThaiTimeField
from ecotown.kernel.rules import Actor

MODES = [choice for choice in MeetingMode.choices if choice[0] != MeetingMode.UNKNOWN]


class MeetingForm(ServiceForm):
    number = NumberOfYearField(label=_("Number / year"))
    held_on = ThaiDateField(label=_("Date"))
    venue = ThaiNameField(label=_("Place"), max_length=300)
    mode = forms.ChoiceField(label=_("How it is held"), choices=MODES)

    def facts(self) -> dict[str, Any]:
        facts = dict(self.cleaned_data)
        facts["number"], facts["be_year"] = facts["number"]
        return facts


class PlanForm(MeetingForm):
    body = ChosenField(label=_("Body"))

    field_order = ["body", "number", "held_on", "venue", "mode"]

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bodies = list(Body.objects.visible_to(actor).order_by("pk"))
        self.offer("body", [(body.pk, body) for body in bodies])
        if len(bodies) == 1:
            self.initial.setdefault("body", bodies[0].pk)

    def facts(self) -> dict[str, Any]:
        facts = super().facts()
        facts["body_id"] = facts.pop("body")
        return facts


class CancelForm(ServiceForm):
    reason = ThaiNameField(label=_("Reason"), max_length=300)


class CloseForm(ServiceForm):
    started_at = ThaiTimeField(label="เริ่มประชุมเวลา")
    ended_at = ThaiTimeField(label="เลิกประชุมเวลา")
    presided_by = ChosenField(label="ประธานในที่ประชุม", help_text=_("One of the members who came."))

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        came = [row for row in meeting.attendances.all() if row.kind == AttendanceKind.PRESENT]
        self.offer("presided_by", [(row.person_id, f"{row.name} – {row.post}") for row in came if row.person_id])
        chairs = [row.person_id for row in came if row.seat and row.seat.role == "chair"]
        if chairs:
            self.initial.setdefault("presided_by", chairs[0])

    def facts(self) -> dict[str, Any]:
        facts = dict(self.cleaned_data)
        facts["presided_by_id"] = facts.pop("presided_by")
        return facts


class AgendaForm(ServiceForm):
    section = forms.TypedChoiceField(
        label=_("Section of the agenda"),
        coerce=int,
        choices=[(section.value, f"{section.value} {section.label}") for section in Section],
        initial=Section.CONSIDERATION.value,
    )
    title = ThaiNameField(label=_("Matter"), max_length=300)
    is_confidential = forms.BooleanField(
        label=_("Not for the public"),
        required=False,
        help_text=_("Matter and resolutions stay out of every public page."),
    )


class AgendaChangeForm(AgendaForm):
    section = None  # type: ignore[assignment]


class ResolutionForm(ServiceForm):
    """`seen` travels with a change: the text as its writer found it."""

    kind = forms.ChoiceField(
        label=_("Kind"), choices=ResolutionKind.choices, initial=ResolutionKind.AGREE, widget=forms.RadioSelect
    )
    text = ThaiTextField(label="มติที่ประชุม", max_length=5000, widget=forms.Textarea(attrs={"rows": 3}))
    duty = ChosenField(label=_("Duty of the order that it serves"), required=False)

    def __init__(self, *args: Any, duties: Iterable[tuple[int, object]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("duty", duties, _("– none –"))

    def facts(self) -> dict[str, Any]:
        facts = dict(self.cleaned_data)
        facts["duty_id"] = facts.pop("duty")
        return facts


class ResolutionChangeForm(ResolutionForm):
    seen = forms.CharField(required=False, widget=forms.HiddenInput, strip=False)


class AttendanceForm(forms.Form):
    """For each filled seat came-1 (present or absent) and reason-1; a row that is not sent stays as it was recorded.

    `guests` is one line for each: name, post.
    """

    guests = ThaiTextField(
        label="ผู้เข้าร่วมประชุม",
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("People without a seat, one in a line: name, post. They never count for the quorum."),
    )

    def __init__(
        self, data: Any = None, *, holders: Iterable[Holder], recorded: Iterable[Attendance], **kwargs: Any
    ) -> None:
        recorded = list(recorded)
        by_seat = {row.seat_id: row for row in recorded if row.seat_id}
        guests = [f"{row.name}, {row.post}".rstrip(", ") for row in recorded if row.kind == AttendanceKind.GUEST]
        super().__init__(data, initial={"guests": "\n".join(guests)}, **kwargs)
        self.holders = list(holders)
        for holder in self.holders:
            row = by_seat.get(holder.seat_id)
            self.fields[f"came-{holder.seat_id}"] = forms.ChoiceField(
                label=str(holder.person),
                choices=[(AttendanceKind.PRESENT, _("Came")), (AttendanceKind.ABSENT, _("Did not come"))],
                required=False,
                widget=forms.RadioSelect,
                initial=row.kind if row else "",
            )
            self.fields[f"reason-{holder.seat_id}"] = ThaiNameField(
                label=_("Reason"), required=False, max_length=200, initial=row.reason if row else ""
            )

    def rows(self) -> list[dict[str, Any]]:
        """For the table: holder, and the two fields of the seat."""
        return [
            {"holder": holder, "came": self[f"came-{holder.seat_id}"], "reason": self[f"reason-{holder.seat_id}"]}
            for holder in self.holders
        ]

    def presences(self) -> list[tuple[int, bool, str]]:
        """(seat, present, reason) of the rows that were sent."""
        return [
            (seat_id, came == AttendanceKind.PRESENT, self.cleaned_data[f"reason-{seat_id}"])
            for seat_id in (holder.seat_id for holder in self.holders)
            if (came := self.cleaned_data[f"came-{seat_id}"])
        ]

    def people(self) -> list[tuple[str, str]] | None:
        """(name, post) of the guests; None where the field was not sent."""
        if "guests" not in self.data:
            return None
        lines = [line.partition(",") for line in self.cleaned_data["guests"].splitlines() if line.strip(" ,")]
        return [(name.strip()[:200], post.strip()[:200]) for name, _comma, post in lines if name.strip()]
