"""Who came to a meeting, with name and post as they were that day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from committee.models import Attendance, Holder, Meeting, Reply
from committee.models.attendance import AttendanceKind, ReplyKind
from ecotown.kernel import rules
from ecotown.kernel.journal import record
from ecotown.kernel.rules import Actor

# Guests stand behind every seat, however many there are.
AFTER_ALL_SEATS = 20_000


@dataclass(frozen=True)
class StandIn:
    """Who came in place of the holder, and the letter of delegation; without its number nobody is counted."""

    name: str
    post: str = ""
    letter_number: str = ""
    letter_on: date | None = None


@dataclass(frozen=True)
class Particulars:
    """Of somebody who took part through electronic means."""

    identified_by: str = ""
    joined_at: datetime | None = None
    left_at: datetime | None = None


@dataclass(frozen=True)
class Presence:
    """Whether the holder of a seat came, or a substitute did; `reason` is for one who did not."""

    seat_id: int
    present: bool
    reason: str = ""
    stand_in: StandIn | None = None
    online: Particulars | None = None


@dataclass(frozen=True)
class Guest:
    """Somebody who attended without a seat. Never counted for the quorum."""

    name: str
    post: str = ""
    online: Particulars | None = None


@transaction.atomic
def record_attendance(
    actor: Actor, *, meeting_id: int, rows: Sequence[Presence] = (), guests: Sequence[Guest] | None = None
) -> Meeting:
    """Write these seats' rows and leave the others as they are; `guests`, where given, are all the guests."""
    meeting, holders = _open(actor, meeting_id)
    for row in rows:
        _write(meeting, holders, row)
    if guests is not None:
        _write_guests(meeting, guests)
    # Rows of seats that are no longer filled on the day, after the day or a term was changed.
    meeting.attendances.exclude(kind=AttendanceKind.GUEST).exclude(seat__in=holders).delete()
    record(
        actor, "attendance.record", meeting,
        after={
            "present": [row.seat_id for row in rows if row.present and not row.stand_in],
            "substitutes": [row.seat_id for row in rows if row.stand_in],
            "absent": [row.seat_id for row in rows if not row.present and not row.stand_in],
            **({} if guests is None else {"guests": len(guests)}),
        },
    )  # fmt: skip
    return meeting


@transaction.atomic
def record_the_rest(actor: Actor, *, meeting_id: int) -> Meeting:
    """Of each seat not recorded yet: as its holder replied beforehand, and where nobody replied, the holder came."""
    meeting, holders = _open(actor, meeting_id)
    known = set(meeting.attendances.filter(seat__isnull=False).values_list("seat_id", flat=True))
    replies = Reply.objects.by_seat(meeting)
    rest = [seat_id for seat_id in holders if seat_id not in known]
    for seat_id in rest:
        _write(meeting, holders, _as_replied(seat_id, replies.get(seat_id)))
    record(actor, "attendance.record", meeting, after={"the_rest": rest})
    return meeting


@transaction.atomic
def record_participants(
    actor: Actor, *, meeting_id: int, seats: dict[int, Particulars], guests: Sequence[Guest], sha256: str = ""
) -> Meeting:
    """What a meeting tool tells: these came, from when until when. A substitute already recorded stays one."""
    meeting, holders = _open(actor, meeting_id, "attendance.import")
    stand_ins = {row.seat_id: row for row in meeting.attendances.filter(kind=AttendanceKind.SUBSTITUTE)}
    for seat_id, online in seats.items():
        if (row := stand_ins.get(seat_id)) is not None:
            _tell(row, online)
            row.save(update_fields=["identified_by", "joined_at", "left_at"])
        else:
            _write(meeting, holders, Presence(seat_id, True, online=online))
    known, came = list(meeting.attendances.filter(kind=AttendanceKind.GUEST)), []
    for each in guests:
        row = next((row for row in known if row.name == each.name and each.post in ("", row.post)), None)
        if row is not None:
            known.remove(row)
        came.append(Guest(each.name, row.post if row else each.post, each.online))
    _write_guests(meeting, [*(Guest(row.name, row.post) for row in known), *came])
    record(actor, "attendance.import", meeting, after={"seats": sorted(seats), "guests": len(guests), "sha256": sha256})
    return meeting


@transaction.atomic
def attach_letter(
    actor: Actor, *, attendance_id: int, letter_number: str, letter_on: date | None, file_id: int | None = None
) -> Attendance:
    """The letter of delegation of a substitute, often handed in only at the meeting; from then on they count."""
    found = Attendance.objects.visible_to(actor).get(pk=attendance_id)
    meeting = Meeting.objects.hold(actor, found.meeting_id)
    rules.require(actor, "attendance.letter", meeting)
    row = Attendance.objects.get(pk=attendance_id)
    if row.kind != AttendanceKind.SUBSTITUTE:
        raise ValidationError(_("Only a substitute brings a letter of delegation."))
    row.letter_number, row.letter_on = letter_number, letter_on
    if file_id is not None:
        row.letter_id = file_id
    row.save(update_fields=["letter_number", "letter_on", "letter"])
    after = {"meeting": meeting, "seat": row.seat_id, "letter": letter_number, "file": row.letter_id}
    record(actor, "attendance.letter", row, after=after)
    return row


def _open(actor: Actor, meeting_id: int, act: str = "attendance.record") -> tuple[Meeting, dict[int, Holder]]:
    """The meeting, held and open for its record, and who holds each seat on its day."""
    meeting = Meeting.objects.hold(actor, meeting_id)
    rules.require(actor, act, meeting)
    holders = Holder.objects.of_body_on(meeting.body_id, meeting.held_on)
    return meeting, {holder.seat_id: holder for holder in holders}


def _as_replied(seat_id: int, reply: Reply | None) -> Presence:
    if reply is None or reply.kind == ReplyKind.COMING:
        return Presence(seat_id, True)
    if reply.kind == ReplyKind.SUBSTITUTE:
        return Presence(seat_id, False, reply.reason, StandIn(reply.name, reply.post))
    return Presence(seat_id, False, reply.reason)


def _write(meeting: Meeting, holders: dict[int, Holder], row: Presence) -> None:
    holder = holders.get(row.seat_id)
    if holder is None:
        raise ValidationError(_("Nobody holds this seat on the day of the meeting. Load the page anew."))
    found = meeting.attendances.filter(seat_id=row.seat_id).first() or Attendance(meeting=meeting, seat=holder.seat)
    facts = _facts(holder, row)
    if found.kind == AttendanceKind.SUBSTITUTE and found.name != facts["name"]:
        found.letter_number, found.letter_on, found.letter = "", None, None
    elif not facts.get("letter_number"):
        # A page loaded before the letter came in does not take it away; its own page changes it.
        facts = {name: value for name, value in facts.items() if name not in ("letter_number", "letter_on")}
    for name, value in facts.items():
        setattr(found, name, value)
    if found.kind != AttendanceKind.SUBSTITUTE:
        found.letter_number, found.letter_on, found.letter = "", None, None
    if found.kind == AttendanceKind.ABSENT:
        _tell(found, Particulars())
    elif row.online is not None:
        _tell(found, row.online)
    found.save()


def _facts(holder: Holder, row: Presence) -> dict[str, Any]:
    """Name and post are frozen: of a member the post as the list of members prints it, acting words included."""
    facts = {"person": holder.person, "sort": holder.seat.sort, "in_place_of": "", "absent_name": ""}
    if row.stand_in is None:
        kind = AttendanceKind.PRESENT if row.present else AttendanceKind.ABSENT
        reason = "" if row.present else row.reason
        return {**facts, "kind": kind, "name": str(holder.person), "post": holder.post, "reason": reason}
    if not holder.seat.may_be_delegated:
        raise ValidationError(
            _("%(seat)s is appointed by name and comes in person: this seat takes no substitute.")
            % {"seat": holder.seat}
        )
    if not row.stand_in.name:
        raise ValidationError(_("Give the name of the substitute of %(person)s.") % {"person": holder.person})
    return {
        **facts, "kind": AttendanceKind.SUBSTITUTE, "name": row.stand_in.name, "post": row.stand_in.post,
        "reason": row.reason, "in_place_of": holder.seat.post, "absent_name": str(holder.person),
        "letter_number": row.stand_in.letter_number, "letter_on": row.stand_in.letter_on,
    }  # fmt: skip


def _tell(row: Attendance, online: Particulars) -> None:
    if online.joined_at and online.left_at and online.left_at < online.joined_at:
        raise ValidationError(_("%(name)s leaves after joining.") % {"name": row.name})
    if online.left_at and not online.joined_at:
        raise ValidationError(_("Say when %(name)s came, too.") % {"name": row.name})
    row.identified_by, row.joined_at, row.left_at = online.identified_by, online.joined_at, online.left_at


def _write_guests(meeting: Meeting, guests: Sequence[Guest]) -> None:
    """All the guests, in this order. What is known of one who stays on the list is kept."""
    known = {(row.name, row.post): row for row in meeting.attendances.filter(kind=AttendanceKind.GUEST)}
    kept = []
    for place, guest in enumerate(guests):
        row = known.pop((guest.name, guest.post), None) or Attendance(
            meeting=meeting, kind=AttendanceKind.GUEST, name=guest.name, post=guest.post
        )
        row.sort = AFTER_ALL_SEATS + place
        if guest.online is not None:
            _tell(row, guest.online)
        row.save()
        kept.append(row.pk)
    meeting.attendances.filter(kind=AttendanceKind.GUEST).exclude(pk__in=kept).delete()
