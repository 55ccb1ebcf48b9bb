from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from committee.forms.base import ServiceForm
from committee.models import Attendance, Holder, Meeting, Reply
from committee.models.attendance import AttendanceKind, ReplyKind
from ecotown.kernel.fields import ThaiDateField, ThaiNameField, ThaiTextField, ThaiTimeField
from ecotown.kernel.files import UploadRefused, check_upload

CAME, STOOD_IN, MISSED = AttendanceKind.PRESENT, AttendanceKind.SUBSTITUTE, AttendanceKind.ABSENT
WAYS = [
    (CAME.value, _("Came")),
    (STOOD_IN.value, _("Substitute")),
    (MISSED.value, _("Did not come")),
]
# How people are identified before they join, as the standard of B.E. 2563 names it.
IDENTIFIED = ["บัญชีผู้ใช้และรหัสผ่าน", "รหัสผ่านใช้ครั้งเดียว", "แสดงตนด้วยภาพและเสียง มีผู้รับรอง", "ThaiID"]


class AttendanceForm(forms.Form):
    """For each filled seat came-1, reason-1 and of a substitute name-1, post-1, letter-1, dated-1; of an online meeting
    identified-1, joined-1, left-1. A row that is not sent stays as it was recorded.

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
        self,
        data: Any = None,
        *,
        meeting: Meeting,
        holders: Iterable[Holder],
        recorded: Iterable[Attendance],
        replies: Mapping[int, Reply] | None = None,
        **kwargs: Any,
    ) -> None:
        recorded = list(recorded)
        self.recorded = {row.seat_id: row for row in recorded if row.seat_id}
        self.replies = replies or {}
        self.guest_rows = [row for row in recorded if row.kind == AttendanceKind.GUEST]
        guests = [f"{row.name}, {row.post}".rstrip(", ") for row in self.guest_rows]
        super().__init__(data, initial={"guests": "\n".join(guests)}, **kwargs)
        self.holders, self.is_online, self.day = list(holders), meeting.is_online, meeting.held_on
        for holder in self.holders:
            self._add_row(holder)
        for row in self.guest_rows if self.is_online else []:
            self._add_fields(_particulars(), f"g{row.pk}", _known(row))

    def _add_row(self, holder: Holder) -> None:
        seat_id, row = holder.seat_id, self.recorded.get(holder.seat_id)
        ways = WAYS if holder.seat.may_be_delegated else [way for way in WAYS if way[0] != STOOD_IN]
        fields: dict[str, forms.Field] = {
            "came": forms.ChoiceField(
                label=str(holder.person), choices=ways, required=False, widget=forms.RadioSelect
            ),
            "reason": _line(_("Reason"), 200),
        }  # fmt: skip
        if holder.seat.may_be_delegated:
            fields |= {
                "name": _line(_("Name of the substitute"), 200),
                "post": _line(_("Post of the substitute"), 300),
                "letter": _line(_("Number of the letter of delegation"), 100),
                "dated": ThaiDateField(label=_("Dated"), required=False),
            }
        if self.is_online:
            fields |= _particulars()
        known = _known(row) if row else _replied(self.replies.get(seat_id))
        self._add_fields(fields, str(seat_id), {**known, "came": row.kind if row else ""})

    def _add_fields(self, fields: dict[str, forms.Field], of: str, known: dict[str, Any]) -> None:
        for name, field in fields.items():
            field.initial = known.get(name)
            self.fields[f"{name}-{of}"] = field

    def rows(self) -> list[dict[str, Any]]:
        """For the table: holder, reply, what is recorded, and the fields of the seat."""
        return [
            {
                "holder": holder,
                "reply": self.replies.get(holder.seat_id),
                "recorded": self.recorded.get(holder.seat_id),
                "names": ",".join(
                    f"{name}-{holder.seat_id}" for name in ROW if f"{name}-{holder.seat_id}" in self.fields
                ),
                **{name: self[f"{name}-{holder.seat_id}"] for name in ROW if f"{name}-{holder.seat_id}" in self.fields},
            }
            for holder in self.holders
        ]

    def clean(self) -> None:
        for holder in self.holders:
            if self._said("came", holder) == STOOD_IN and not self._said("name", holder):
                self.add_error(
                    f"name-{holder.seat_id}",
                    _("Give the name of who came in place of %(name)s.") % {"name": holder.person},
                )

    def presences(self) -> list[dict[str, Any]]:
        """The rows that were sent, in the words of the service."""
        return [self._presence(holder) for holder in self.holders if self._said("came", holder)]

    def _presence(self, holder: Holder) -> dict[str, Any]:
        came = self._said("came", holder)
        facts: dict[str, Any] = {
            "seat_id": holder.seat_id, "present": came == CAME, "reason": self._said("reason", holder) or "",
        }  # fmt: skip
        if came == STOOD_IN:
            words = {"name": "name", "post": "post", "letter_number": "letter"}
            facts["stand_in"] = {key: self._said(name, holder) or "" for key, name in words.items()}
            facts["stand_in"]["letter_on"] = self._said("dated", holder)
        if self.is_online and came != MISSED:
            facts["online"] = self._online(str(holder.seat_id))
        return facts

    def _said(self, name: str, holder: Holder) -> Any:
        return self.cleaned_data.get(f"{name}-{holder.seat_id}")

    def _online(self, of: str) -> dict[str, Any]:
        said = {name: self.cleaned_data.get(f"{name}-{of}") for name in ONLINE}
        return {
            "identified_by": said["identified"] or "",
            "joined_at": moment(self.day, said["joined"]),
            "left_at": moment(self.day, said["left"]),
        }

    def guest_lines(self) -> list[dict[str, Any]]:
        """Of an online meeting: each guest on record, with the fields of how they took part."""
        if not self.is_online:
            return []
        return [{"row": row, **{name: self[f"{name}-g{row.pk}"] for name in ONLINE}} for row in self.guest_rows]

    def people(self) -> list[dict[str, Any]] | None:
        """The guests in the words of the service; None where the field was not sent."""
        if "guests" not in self.data:
            return None
        lines = [line.partition(",") for line in self.cleaned_data["guests"].splitlines() if line.strip(" ,")]
        named = [(name.strip()[:200], post.strip()[:200]) for name, _comma, post in lines if name.strip()]
        known = {(row.name, row.post): row.pk for row in self.guest_rows if f"identified-g{row.pk}" in self.data}
        return [
            {
                "name": name,
                "post": post,
                "online": self._online(f"g{known[name, post]}") if (name, post) in known else None,
            }
            for name, post in named
        ]


ONLINE = ("identified", "joined", "left")
ROW = ("came", "reason", "name", "post", "letter", "dated", *ONLINE)


class LetterForm(ServiceForm):
    letter_number = ThaiNameField(label=_("Number of the letter of delegation"), max_length=100)
    letter_on = ThaiDateField(label=_("Dated"), required=False)
    letter = forms.FileField(label=_("Scan of the letter"), required=False, help_text=_("PDF, JPEG or PNG."))

    def clean_letter(self) -> UploadedFile | None:
        upload: UploadedFile | None = self.cleaned_data["letter"]
        if upload:
            try:
                check_upload(upload)
            except UploadRefused as refused:
                raise forms.ValidationError(str(refused)) from refused
        return upload

    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("letter_number", "letter_on")}


def moment(day: date, clock: time | None) -> datetime | None:
    """That time of that day in Bangkok."""
    return timezone.make_aware(datetime.combine(day, clock)) if clock else None


def clock(instant: datetime | None) -> time | None:
    return timezone.localtime(instant).time() if instant else None


def _particulars() -> dict[str, forms.Field]:
    return {
        "identified": _line(_("Identified by"), 100),
        "joined": ThaiTimeField(label=_("Came at"), required=False),
        "left": ThaiTimeField(label=_("Left at"), required=False),
    }


def _line(label: Any, length: int) -> ThaiNameField:
    return ThaiNameField(label=label, required=False, max_length=length)


def _known(row: Attendance) -> dict[str, Any]:
    known: dict[str, Any] = {
        "reason": row.reason, "identified": row.identified_by, "joined": clock(row.joined_at), "left": clock(row.left_at),
    }  # fmt: skip
    if row.kind == STOOD_IN:
        known |= {"name": row.name, "post": row.post, "letter": row.letter_number, "dated": row.letter_on}
    return known


def _replied(reply: Reply | None) -> dict[str, Any]:
    """What was said beforehand stands in the fields already; what is ticked is what happened."""
    if reply is None or reply.kind == ReplyKind.COMING:
        return {}
    return {"reason": reply.reason, "name": reply.name, "post": reply.post}
