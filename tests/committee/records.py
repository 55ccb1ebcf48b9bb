"""What several tests of the committee begin from."""

from datetime import date, time, timedelta
from typing import Any

from committee.models import Meeting, Minutes, Resolution
from committee.services.attendance import Presence
from committee.services.meetings import close_meeting, plan_meeting
from ecotown.kernel import thai
from ecotown.kernel.rules import Actor
from tests import build

TODAY = thai.today()
DAY = date(2026, 8, 18)


def planned(staff: Actor, **fields: Any) -> Meeting:
    return plan_meeting(staff, **{
        "body_id": build.body().pk, "number": 2, "be_year": 2569, "held_on": DAY, "venue": "ห้องประชุมชั้น 3", **fields,
    })  # fmt: skip


def titles(meeting: Meeting) -> list[str]:
    return [str(item) for item in meeting.agenda.all()]


def everybody(meeting: Meeting, *, present: int) -> list[Presence]:
    """The first `present` seats of the body came, the others did not."""
    seats = meeting.body.seats.order_by("sort")
    return [
        Presence(seat.pk, place < present, "" if place < present else "ติดราชการ") for place, seat in enumerate(seats)
    ]


def closed(staff: Actor, meeting: Meeting, **fields: Any) -> Meeting:
    """The first of those present presided, unless the test says who."""
    if not fields.keys() & {"presided_by_id", "stand_in_seat_id"}:
        fields["presided_by_id"] = meeting.attendances.filter(kind="present").first().person_id
    return close_meeting(staff, meeting_id=meeting.pk, **{"started_at": time(9, 30), "ended_at": time(12, 0), **fields})


def written(**fields: Any) -> Minutes:
    """Minutes of a closed meeting with text under its one matter and one resolution."""
    meeting = fields.pop("meeting", None) or build.closed_meeting(held_on=TODAY - timedelta(days=30), **fields)
    minutes = build.minutes(meeting=meeting)
    entry = build.entry(minutes=minutes, text="ที่ประชุมได้ร่วมพิจารณา")
    build.resolution(agenda_item=entry.agenda_item)
    return minutes


def days_pass(minutes: Minutes) -> Minutes:
    """Circulated minutes of which the last day for answers was yesterday."""
    days = {"circulated_on": TODAY - timedelta(days=9), "closes_on": TODAY - timedelta(days=1)}
    Minutes.objects.filter(pk=minutes.pk).update(**days)
    return minutes


def standing(minutes: Minutes) -> tuple[bool, bool]:
    resolution = Resolution.objects.with_standing().get(agenda_item__meeting=minutes.meeting, kind="agree")
    return resolution.in_effect, resolution.final
