"""Who: sources, people, orders, bodies, seats, meetings, minutes, resolutions, follow-ups, papers."""

from committee.models.agenda import AgendaItem, AgendaPaper
from committee.models.attendance import Attendance, Reply
from committee.models.body import Body, Partner, Province
from committee.models.calendar_feed import CalendarFeed
from committee.models.correction import Correction
from committee.models.follow_up import FollowUp, FollowUpNote
from committee.models.meeting import Meeting
from committee.models.minutes import EntryVersion, Minutes, MinutesEntry, MinutesVersion
from committee.models.order import Duty, Order
from committee.models.paper import OfficeSetting, Paper
from committee.models.person import Assignment, Person, PersonPost
from committee.models.resolution import Resolution
from committee.models.seat import Holder, Seat
from committee.models.source import Fact, Source
from committee.models.vote import Dissent, Recusal, Vote

__all__ = [
    "AgendaItem",
    "AgendaPaper",
    "Assignment",
    "Attendance",
    "Body",
    "CalendarFeed",
    "Correction",
    "Dissent",
    "Duty",
    "EntryVersion",
    "Fact",
    "FollowUp",
    "FollowUpNote",
    "Holder",
    "Meeting",
    "Minutes",
    "MinutesEntry",
    "MinutesVersion",
    "OfficeSetting",
    "Order",
    "Paper",
    "Partner",
    "Person",
    "PersonPost",
    "Province",
    "Recusal",
    "Reply",
    "Resolution",
    "Seat",
    "Source",
    "Vote",
]
