from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from committee.models import Attendance, Holder
from committee.models.attendance import AttendanceKind
from ecotown.kernel.fields import ThaiNameField, ThaiTextField


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
