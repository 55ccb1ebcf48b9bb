"""The list of participants of a meeting tool: taken in, and looked through before it is saved."""

from collections.abc import Sequence
from datetime import time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from committee.forms.attendance import IDENTIFIED, moment
from committee.forms.base import ServiceForm
from committee.models import Attendance, Holder, Meeting
from committee.models.attendance import AttendanceKind
from committee.participants import Participant, Unreadable, match, read
from ecotown.kernel.fields import ThaiNameField, ThaiTimeField

MOST_BYTES = 2 * 2**20
MOST_ROWS = 500
GUEST, NOBODY = "guest", ""


class ParticipantsForm(ServiceForm):
    file = forms.FileField(
        label=_("List of participants"), help_text=_("The CSV file that Zoom or Microsoft Teams exports.")
    )

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.meeting = meeting

    def clean_file(self) -> list[Participant]:
        upload: UploadedFile[bytes] = self.cleaned_data["file"]
        if (upload.size or 0) > MOST_BYTES:
            raise ValidationError(_("This file is too large for a list of participants."))
        try:
            found = read(upload.read(), self.meeting.held_on)
        except Unreadable as unread:
            raise ValidationError(
                _(
                    "No participant of the day of the meeting was found in this file. Is it the list that the tool exports?"
                )
            ) from unread
        return found[:MOST_ROWS]


class ReviewForm(ServiceForm):
    """For each participant n: name-n, joined-n, left-n, and who-n: the seat, a guest, or nobody. Nothing is kept before."""

    rows = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=MOST_ROWS)
    identified_by = ThaiNameField(
        label=_("How everybody was identified"), max_length=100, initial=IDENTIFIED[0],
        help_text=_("Of single persons it can be changed on the page of the attendance."),
    )  # fmt: skip

    def __init__(
        self, data: Any = None, *, meeting: Meeting, holders: Sequence[Holder], found: Sequence[Participant] = ()
    ) -> None:
        count = len(found) if data is None else _count(data)
        super().__init__(data, initial={"rows": count})
        self.day, self.count, self.joins = meeting.held_on, count, [each.joins for each in found]
        attended = list(meeting.attendances.all())
        choices = [(NOBODY, _("leave out")), (GUEST, _("Guest")), *_seats(holders, attended)]
        people = _people(holders, attended)
        taken: set[int] = set()
        for place in range(count):
            one = found[place] if found else None
            seat_id = match(one.name, people) if one else None
            known = str(seat_id) if seat_id and seat_id not in taken else GUEST
            taken |= {seat_id} if seat_id else set()
            self.fields[f"name-{place}"] = ThaiNameField(max_length=200, initial=one.name if one else "")
            self.fields[f"joined-{place}"] = _clock(one.joined if one else None)
            self.fields[f"left-{place}"] = _clock(one.left if one else None)
            self.fields[f"who-{place}"] = forms.ChoiceField(choices=choices, required=False, initial=known)

    def lines(self) -> list[dict[str, Any]]:
        return [
            {name: self[f"{name}-{place}"] for name in ("name", "joined", "left", "who")}
            | {"joins": self.joins[place] if self.joins else 1}
            for place in range(self.count)
        ]

    def clean(self) -> None:
        chosen: dict[str, int] = {}
        for place in range(self.count):
            who = self.cleaned_data.get(f"who-{place}", NOBODY)
            if who not in (NOBODY, GUEST) and who in chosen:
                self.add_error(f"who-{place}", _("Two people of the list sit in one seat. Choose who it was."))
            chosen[who] = place
            joined, left = self.cleaned_data.get(f"joined-{place}"), self.cleaned_data.get(f"left-{place}")
            if left and (not joined or left < joined):
                self.add_error(f"left-{place}", _("Nobody leaves before joining."))

    def facts(self) -> dict[str, Any]:
        """Particulars by seat, and the guests, in plain words for the view."""
        seats: dict[int, dict[str, Any]] = {}
        guests: list[dict[str, Any]] = []
        for place in range(self.count):
            who, name = self.cleaned_data[f"who-{place}"], self.cleaned_data[f"name-{place}"]
            online = {
                "identified_by": self.cleaned_data["identified_by"],
                "joined_at": moment(self.day, self.cleaned_data[f"joined-{place}"]),
                "left_at": moment(self.day, self.cleaned_data[f"left-{place}"]),
            }
            if who == GUEST:
                guests.append({"name": name, "online": online})
            elif who != NOBODY:
                seats[int(who)] = online
        return {"seats": seats, "guests": guests}


def _clock(initial: time | None) -> ThaiTimeField:
    return ThaiTimeField(required=False, initial=initial, widget=forms.TextInput(attrs={"class": "form-control short"}))


def _count(data: Any) -> int:
    """How many lines were sent; what is no number of lines is none, and the field says so."""
    typed = str(data.get("rows", ""))
    return min(int(typed), MOST_ROWS) if typed.isdecimal() and len(typed) < 6 else 0


def _seats(holders: Sequence[Holder], attended: Sequence[Attendance]) -> list[tuple[str, str]]:
    stand_ins = {row.seat_id: row.name for row in attended if row.kind == AttendanceKind.SUBSTITUTE}
    return [
        (
            str(each.seat_id),
            f"{stand_ins[each.seat_id]} (แทน {each.person})"
            if each.seat_id in stand_ins
            else f"{each.person} – {each.post}",
        )
        for each in holders
    ]


def _people(holders: Sequence[Holder], attended: Sequence[Attendance]) -> list[tuple[int, str]]:
    """(seat, name without prefix) of the members, and of the substitutes instead of whom they stand in for."""
    stand_ins = {
        row.seat_id: _plain(row.name) for row in attended if row.seat_id and row.kind == AttendanceKind.SUBSTITUTE
    }
    members = {each.seat_id: f"{each.person.given}{each.person.family}" for each in holders}
    return list((members | stand_ins).items())


def _plain(name: str) -> str:
    """A typed name without the commonest prefixes, which tools leave out."""
    for prefix in ("นางสาว", "นาย", "นาง", "ว่าที่ร้อยตรี"):
        if name.startswith(prefix):
            return name.removeprefix(prefix)
    return name
