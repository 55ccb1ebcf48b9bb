"""What members are reminded of by itself: a round that closes in 7 days, and in 1, while a sheet of theirs is open."""

from collections.abc import Iterator
from datetime import date, timedelta

from ecotown.kernel.notices import Message
from ecotown.kernel.reminders import mark
from indicators.messages import of_closing
from indicators.models import Round, Sheet
from indicators.models.round import RoundState
from indicators.models.sheet import SheetState

MARKS = (7, 1)


def reminders(today: date) -> Iterator[Message]:
    soon = Round.objects.filter(state=RoundState.SCORING, closes_on__lte=today + timedelta(days=max(MARKS)))
    for round_ in soon.select_related("body"):
        if which := mark(round_.closes_on, today, MARKS):
            still = Sheet.objects.filter(round=round_, state=SheetState.OPEN).that_count()
            # Whose sheet was opened again for longer was told that day.
            still = still.exclude(reopened_until__gt=round_.closes_on)
            late = still.select_related("person__user").order_by("pk")
            yield of_closing(round_, (sheet.person.recipient for sheet in late), today, which)
