"""Minutes as a paper: plain data under the headings of form 11 of the regulation on official correspondence.

One reading for the page, the PDF and what is frozen at locking. The headings are Thai as the form prints them.
"""

from typing import Any

from committee.models import AgendaItem, Attendance, Meeting, Minutes, Resolution
from committee.models.attendance import AttendanceKind
from committee.models.minutes import AdoptionMethod
from committee.models.section import Section
from ecotown.kernel import thai

HEADINGS = {
    "title": "รายงานการประชุม",
    "number": "ครั้งที่",
    "held_on": "เมื่อวันที่",
    "venue": "ณ",
    "present": "ผู้มาประชุม",
    "absent": "ผู้ไม่มาประชุม",
    "guests": "ผู้เข้าร่วมประชุม",
    "started_at": "เริ่มประชุมเวลา",
    "section": "ระเบียบวาระที่",
    "resolution": "มติที่ประชุม",
    "ended_at": "เลิกประชุมเวลา",
    "taken_by": "ผู้จดรายงานการประชุม",
    "checked_by": "ผู้ตรวจรายงานการประชุม",
}
NOTHING = "ไม่มี"
NOT_DELEGATED = "ผู้มาประชุมแทนไม่มีหนังสือมอบหมาย"
SUBSTITUTE = AttendanceKind.SUBSTITUTE.label
# Of a confidential matter, in what members receive.
CLOSED = "(ไม่เปิดเผยต่อสาธารณะ)"
ONLINE = "ประชุมผ่านสื่ออิเล็กทรอนิกส์"


def paper(minutes: Minutes, edition: int | None = None) -> dict[str, Any]:
    """What the paper says, from `Minutes.objects.for_page()`.

    Of sealed minutes it is what was frozen, whatever has changed since: the newest edition, or the one asked for (a
    KeyError where there is none; the first one is what was sealed).
    """
    if minutes.frozen is not None:
        editions = {1: minutes.frozen, **{each.number: each.frozen for each in minutes.versions.all()}}
        return dict(editions[max(editions) if edition is None else edition])
    meeting = minutes.meeting
    attendances = list(meeting.attendances.all())
    return {
        "kind": "minutes",
        "format": 1,
        "body": meeting.body.name,
        "number": meeting.display_number,
        "held_on": meeting.held_on.isoformat(),
        "held_on_text": thai.formal_date(meeting.held_on),
        "venue": meeting.venue,
        "online": f"{ONLINE} {meeting.online_place}".strip() if meeting.is_online else "",
        "started_at": thai.thai_time(meeting.started_at) if meeting.started_at else "",
        "ended_at": thai.thai_time(meeting.ended_at) if meeting.ended_at else "",
        "presided_by": {"name": meeting.presided_by_name, "post": meeting.presided_post},
        "present": [_person(each) for each in attendances if came_as_member(each)],
        "absent": [_absent(each) for each in attendances if each.kind == AttendanceKind.ABSENT or _lacks_letter(each)],
        # Whoever came for a member without a letter stands before those who came as guests.
        "guests": [_person(each) for kind in (_lacks_letter, _is_guest) for each in attendances if kind(each)],
        "attendance_note": meeting.attendance_note,
        "quorum": _quorum(meeting),
        "sections": sections(meeting),
        "taken_by": {"name": str(minutes.taken_by or ""), "post": minutes.taken_post},
        "checked_by": {"name": str(minutes.checked_by or ""), "post": ""},
        "adoption": _adoption(minutes),
    }


def sections(meeting: Meeting) -> list[dict[str, Any]]:
    """The sections in order; one without a matter is printed with “ไม่มี”, unless the source is silent on it."""
    return [
        {
            "number": section.number,
            "name": section.name,
            "is_known": not meeting.has_gaps or _adopts_nothing(meeting, section.section),
            "items": [_item(item) for item in items],
        }
        for section, items in meeting.sections_with(meeting.agenda.all())
    ]


def _adopts_nothing(meeting: Meeting, section: int) -> bool:
    """The first meeting of a body; of one from before the portal that is not known, its body may have met earlier."""
    return section == Section.ADOPTION and not meeting.is_old and _is_first(meeting)


def _is_first(meeting: Meeting) -> bool:
    """A first meeting has no minutes to adopt, whatever its source tells."""
    return not meeting.body.meetings.filter(held_on__lt=meeting.held_on).exists()


def came_as_member(row: Attendance) -> bool:
    """In person, or by a substitute with a letter of delegation. Without the letter he is listed as a guest."""
    return row.kind == AttendanceKind.PRESENT or (row.kind == AttendanceKind.SUBSTITUTE and row.counts)


def _lacks_letter(row: Attendance) -> bool:
    return row.kind == AttendanceKind.SUBSTITUTE and not row.counts


def _is_guest(row: Attendance) -> bool:
    return row.kind == AttendanceKind.GUEST


def _absent(row: Attendance) -> dict[str, Any]:
    """Also the member whose substitute could not sit for them."""
    if row.kind == AttendanceKind.ABSENT:
        return _person(row)
    name = row.absent_name or str(row.person or "")
    return {**_person(row), "name": name, "post": row.in_place_of, "role": _role(row), "reason": NOT_DELEGATED}


def _person(row: Attendance) -> dict[str, Any]:
    """Name and post as they are printed: whoever is acting with those words, a substitute with whose post he stands for."""
    stands_in = row.kind == AttendanceKind.SUBSTITUTE and row.counts
    return {
        "name": row.name,
        "post": f"{row.post} (แทน) {row.in_place_of}".strip() if stands_in else row.post,
        "role": "" if row.kind == AttendanceKind.SUBSTITUTE else _role(row),
        "reason": row.reason,
        "substitute": SUBSTITUTE if stands_in else "",
        "in_place_of": row.in_place_of if stands_in else "",
    }


def _role(row: Attendance) -> str:
    return row.seat.get_role_display() if row.seat else ""


def _quorum(meeting: Meeting) -> dict[str, int] | None:
    if meeting.quorum_needed is None or meeting.quorum_present is None or meeting.seats_filled is None:
        return None
    return {"seats": meeting.seats_filled, "needed": meeting.quorum_needed, "present": meeting.quorum_present}


def _item(item: AgendaItem) -> dict[str, Any]:
    entry = getattr(item, "entry", None)
    return {
        "number": item.number,
        "title": item.title,
        "is_standing": item.is_standing,
        "is_confidential": item.is_confidential,
        "text": entry.text if entry else "",
        "recusals": [{"name": each.name, "reason": each.reason} for each in item.recusals.all()],
        "resolutions": [resolved(each) for each in item.resolutions.all()],
    }


def resolved(resolution: Resolution) -> dict[str, Any]:
    """One resolution: its words, the vote where one was taken, and who thought otherwise. A secret vote names nobody."""
    vote = getattr(resolution, "vote", None)
    is_secret = vote is not None and vote.is_secret
    return {
        "number": resolution.number,
        "kind": resolution.get_kind_display(),
        "text": resolution.text,
        "wording": resolution.wording,
        "duty": resolution.duty.text if resolution.duty else "",
        "unopposed": resolution.unopposed,
        "vote": None
        if vote is None
        else {
            "in_favour": vote.in_favour,
            "against": vote.against,
            "abstained": vote.abstained,
            "casting": vote.get_casting_display() if vote.casting else "",
            "is_secret": vote.is_secret,
        },
        "dissents": [{"name": "" if is_secret else each.name, "text": each.text} for each in resolution.dissents.all()],
    }


def _adoption(minutes: Minutes) -> dict[str, Any] | None:
    if not minutes.is_adopted:
        return None
    # What the three ways cannot be without, an old paper need not tell.
    on, corrected = minutes.adopted_on, minutes.was_corrected
    return {
        "method": minutes.method,
        "method_text": minutes.get_method_display(),
        "wording": adoption_wording(minutes, corrected=corrected),
        "with_corrections": corrected,
        "on": on.isoformat() if on else "",
        "on_text": thai.long_date(on) if on else "",
        "in": minutes.adopted_in.display_number if minutes.adopted_in else "",
        "closed_on": minutes.closes_on.isoformat() if minutes.closes_on else "",
    }


def adoption_wording(minutes: Minutes, *, corrected: bool) -> str:
    if minutes.method == AdoptionMethod.OLD_PAPER:
        return str(minutes.get_method_display())
    return "รับรองโดยมีการแก้ไข" if corrected else "รับรองโดยไม่มีการแก้ไข"
