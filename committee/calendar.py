"""Meetings as a calendar reads them (RFC 5545). Of the agenda nothing: what leaves the login is when, where, which."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Count, Max
from django.urls import reverse
from icalendar import Calendar, Event, vDuration

from committee.models import Body, Meeting
from committee.models.meeting import MeetingMode, MeetingState
from ecotown.kernel import thai
from ecotown.kernel.models import JournalEntry
from ecotown.kernel.rules import Actor, Role

BANGKOK = ZoneInfo("Asia/Bangkok")
# A calendar needs an end; how long a meeting will take is not known, so half a day is kept free.
LENGTH = timedelta(hours=3)
REFRESH = timedelta(hours=6)
KEPT_DAYS = 366


def bodies_of(actor: Actor) -> set[int]:
    """Where somebody serves today: by a seat, or all of the province for the staff that serve them."""
    if actor.holds(Role.STAFF):
        return set(Body.objects.visible_to(actor).values_list("pk", flat=True))
    return {held.body_id for held in actor.seats if held.body_id is not None}


def meetings_of(actor: Actor) -> list[Meeting]:
    since = actor.on - timedelta(days=KEPT_DAYS)
    found = Meeting.objects.visible_to(actor).filter(body_id__in=bodies_of(actor), held_on__gte=since)
    return list(found.select_related("body").order_by("held_on", "pk"))


def calendar_of(meetings: Iterable[Meeting], name: str = "") -> bytes:
    """One query more: the acts of the journal give each meeting its SEQUENCE and the moment of its last change."""
    meetings = list(meetings)
    changes = _changes(meetings)
    calendar = Calendar()
    calendar.add("PRODID", "-//Eco Industrial Town//Meetings//TH")
    calendar.add("VERSION", "2.0")
    calendar.add("METHOD", "PUBLISH")
    if name:
        calendar.add("X-WR-CALNAME", name)
        calendar.add("REFRESH-INTERVAL", vDuration(REFRESH), parameters={"VALUE": "DURATION"})
        calendar.add("X-PUBLISHED-TTL", vDuration(REFRESH))
    for meeting in meetings:
        calendar.add_component(_event(meeting, *changes.get(str(meeting.pk), (0, None))))
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _changes(meetings: list[Meeting]) -> dict[str, tuple[int, datetime | None]]:
    """How often each meeting was acted on since it was planned, and when last. It only grows."""
    acts = JournalEntry.objects.filter(
        object_type=Meeting._meta.label_lower,
        object_id__in=[str(each.pk) for each in meetings],
        act__startswith="meeting.",
    )
    rows = acts.order_by().values("object_id").annotate(count=Count("pk"), last=Max("at"))
    return {row["object_id"]: (row["count"] - 1, row["last"]) for row in rows}


def _event(meeting: Meeting, sequence: int, changed: datetime | None) -> Event:
    event, link = Event(), f"{settings.SITE_URL}{reverse('committee:meeting', args=[meeting.pk])}"
    begin = datetime.combine(meeting.held_on, datetime.min.time(), BANGKOK)
    stamp = (changed or begin).astimezone(ZoneInfo("UTC")).replace(microsecond=0)
    event.add("UID", f"meeting-{meeting.pk}@{urlsplit(settings.SITE_URL).hostname}")
    event.add("SEQUENCE", sequence)
    event.add("DTSTAMP", stamp)
    event.add("LAST-MODIFIED", stamp)
    event.add("SUMMARY", f"ประชุม{meeting.body} {meeting}")
    event.add("DESCRIPTION", f"{thai.formal_date(meeting.held_on)}\n{meeting.get_mode_display()}\n{link}")
    event.add("LOCATION", _place(meeting))
    event.add("URL", link)
    event.add("STATUS", "CANCELLED" if meeting.state == MeetingState.CANCELLED else "CONFIRMED")
    starts, ends = meeting.started_at or meeting.begins_at, meeting.ended_at
    if starts is None:
        event.add("DTSTART", meeting.held_on)
        event.add("DTEND", meeting.held_on + timedelta(days=1))
        event.add("TRANSP", "TRANSPARENT")
        return event
    begin = datetime.combine(meeting.held_on, starts, BANGKOK)
    end = datetime.combine(meeting.held_on, ends, BANGKOK) if ends and ends > starts else begin + LENGTH
    event.add("DTSTART", begin)
    event.add("DTEND", end)
    return event


def _place(meeting: Meeting) -> str:
    room = meeting.online_place if meeting.is_online else ""
    places = [room] if room and meeting.mode == MeetingMode.ONLINE else [meeting.venue, room]
    return " / ".join(place for place in places if place)
