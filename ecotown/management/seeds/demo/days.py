"""When things happen in the example: counted from today, so the open round is open whenever the portal is looked at."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Max

from committee.models import Body
from ecotown.kernel import thai


@dataclass(frozen=True)
class Calendar:
    today: date

    def before(self, days: int) -> date:
        return self.today - timedelta(days=days)

    def after(self, days: int) -> date:
        return self.today + timedelta(days=days)

    def working_day(self, days: int) -> date:
        """The Monday to Friday on or before the day that is so many days from now."""
        day = self.after(days)
        return day - timedelta(days=max(0, day.weekday() - 4))

    @property
    def seated(self) -> date:
        return self.before(365)

    @property
    def first_round(self) -> tuple[date, date]:
        return self.before(75), self.before(54)

    @property
    def revealed(self) -> date:
        return self.before(52)

    @property
    def deciding_meeting(self) -> date:
        return self.working_day(-40)

    @property
    def reported(self) -> date:
        return self.before(20)

    @property
    def adopting_meeting(self) -> date:
        return self.working_day(-12)

    @property
    def coming_meeting(self) -> date:
        return self.working_day(24)

    @property
    def second_round(self) -> tuple[date, date]:
        return self.before(3), self.after(14)


def next_meeting(body: Body, held_on: date) -> int:
    last = body.meetings.filter(be_year=thai.be_year(held_on)).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def next_round(body: Body, be_year: int) -> int:
    last = body.rounds.filter(be_year=be_year).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1
