"""Who came to a meeting, with name and post as they were that day."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from committee.models import Attendance, Holder, Meeting
from committee.models.attendance import AttendanceKind
from ecotown.kernel import rules
from ecotown.kernel.journal import record
from ecotown.kernel.rules import Actor


@dataclass(frozen=True)
class Presence:
    """Whether the holder of a seat came; `reason` is for one who did not."""

    seat_id: int
    present: bool
    reason: str = ""


@dataclass(frozen=True)
class Guest:
    """Somebody who attended without a seat. Never counted for the quorum."""

    name: str
    post: str = ""


@transaction.atomic
def record_attendance(
    actor: Actor, *, meeting_id: int, rows: Sequence[Presence] = (), guests: Sequence[Guest] | None = None
) -> Meeting:
    """Write these seats' rows and leave the others as they are; `guests`, where given, are all the guests."""
    meeting = Meeting.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=meeting_id)
    rules.require(actor, "attendance.record", meeting)
    holders = {holder.seat_id: holder for holder in Holder.objects.of_body_on(meeting.body_id, meeting.held_on)}
    for row in rows:
        _write(meeting, holders, row)
    if guests is not None:
        meeting.attendances.filter(kind=AttendanceKind.GUEST).delete()
        Attendance.objects.bulk_create(
            Attendance(meeting=meeting, kind=AttendanceKind.GUEST, name=guest.name, post=guest.post, sort=1000 + place)
            for place, guest in enumerate(guests)
        )
    # Rows of seats that are no longer filled on the day, after the day or a term was changed.
    meeting.attendances.exclude(kind=AttendanceKind.GUEST).exclude(seat__in=holders).delete()
    record(
        actor, "attendance.record", meeting,
        after={
            "present": [row.seat_id for row in rows if row.present],
            "absent": [row.seat_id for row in rows if not row.present],
            **({} if guests is None else {"guests": len(guests)}),
        },
    )  # fmt: skip
    return meeting


def _write(meeting: Meeting, holders: dict[int, Holder], row: Presence) -> None:
    holder = holders.get(row.seat_id)
    if holder is None:
        raise ValidationError(_("Nobody holds this seat on the day of the meeting. Load the page anew."))
    kind = AttendanceKind.PRESENT if row.present else AttendanceKind.ABSENT
    Attendance.objects.update_or_create(
        meeting=meeting,
        seat=holder.seat,
        defaults={
            "kind": kind, "person": holder.person, "name": str(holder.person), "post": holder.seat.post,
            "reason": "" if row.present else row.reason, "sort": holder.seat.sort,
        },
    )  # fmt: skip
