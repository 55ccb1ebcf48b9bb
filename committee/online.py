"""What the record of a meeting through electronic means has to say, and what of it is still missing.

Source: Emergency Decree on Electronic Meetings B.E. 2563 and the security standard of the same year.
"""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from committee.models import Attendance, Meeting
from committee.models.meeting import MeetingMode


def missing(meeting: Meeting, rows: Iterable[Attendance]) -> list[str]:
    """One sentence for each thing; none of a meeting on site."""
    if not meeting.is_online:
        return []
    found = []
    if not meeting.online_place:
        found.append(_("Which online meeting room it was."))
    if not meeting.recording and not meeting.unrecorded_reason:
        found.append(_("Where the recording is kept, or why nothing was recorded."))
    if not meeting.incidents:
        found.append(_("Which faults happened during the meeting, or ไม่มี."))
    return found + _missing_of_people(meeting, [row for row in rows if row.came])


def _missing_of_people(meeting: Meeting, rows: list[Attendance]) -> list[str]:
    there = rows if meeting.mode == MeetingMode.ONLINE else [row for row in rows if _came_online(row)]
    if not there:
        return [_("Who took part through electronic means, and when they came and left.")]
    found = []
    unknown = [row.name for row in there if not row.identified_by]
    if unknown:
        found.append(_("How these were identified: %(names)s") % {"names": ", ".join(unknown)})
    untimed = [row.name for row in there if row.joined_at is None or row.left_at is None]
    if untimed:
        found.append(_("When these came and left: %(names)s") % {"names": ", ".join(untimed)})
    return found


def _came_online(row: Attendance) -> bool:
    """In a meeting of both kinds: whoever has any particular of the online room."""
    return bool(row.identified_by or row.joined_at or row.left_at)
