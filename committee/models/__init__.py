"""Who: sources, people, orders, bodies, seats, meetings, minutes, resolutions."""

from committee.models.body import Body, Province
from committee.models.meeting import AgendaItem, Attendance, Meeting, Resolution
from committee.models.minutes import Minutes, MinutesEntry
from committee.models.order import Duty, Order
from committee.models.person import Assignment, Person, PersonPost
from committee.models.seat import Holder, Seat
from committee.models.source import Fact, Source

__all__ = [
    "AgendaItem",
    "Assignment",
    "Attendance",
    "Body",
    "Duty",
    "Fact",
    "Holder",
    "Meeting",
    "Minutes",
    "MinutesEntry",
    "Order",
    "Person",
    "PersonPost",
    "Province",
    "Resolution",
    "Seat",
    "Source",
]
