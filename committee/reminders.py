"""What the committee reminds people of by itself: tasks 30, 7 and 1 days before they are due, and weekly afterwards."""

from collections.abc import Iterator
from datetime import date, timedelta

from committee.messages import of_follow_up
from committee.models import FollowUp
from committee.models.follow_up import FollowUpState
from ecotown.kernel.notices import Message
from ecotown.kernel.reminders import mark

MARKS = (30, 7, 1)


def reminders(today: date) -> Iterator[Message]:
    soon = FollowUp.objects.filter(state=FollowUpState.OPEN, due__lte=today + timedelta(days=max(MARKS)))
    for follow_up in soon.with_resolution():
        if follow_up.due and (which := mark(follow_up.due, today, MARKS, overdue=True)):
            yield of_follow_up(follow_up, today, f"{follow_up.due.isoformat()}:{which}")
