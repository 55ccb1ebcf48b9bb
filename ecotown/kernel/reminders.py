"""What people are reminded of by itself, each day. Each app's `reminders.py` offers `reminders(today) -> messages`.

The day's job is rung for again and again between morning and evening, and its key lets it run once: a beat that stood
still for hours or days loses nothing. What a reminder says is named by its occasion, so nothing repeats.
"""

from collections.abc import Iterable
from datetime import date, datetime
from importlib import import_module
from typing import Any

from django.conf import settings
from django.db import transaction

from ecotown.kernel import jobs, notices, thai
from ecotown.kernel.jobs import Progress
from ecotown.kernel.journal import record
from ecotown.kernel.mailings import Mailing
from ecotown.kernel.models import JobState
from ecotown.kernel.notices import Message
from ecotown.kernel.rules import Actor

# Hours of the day, in Bangkok, in which people are told.
FIRST_HOUR, LAST_HOUR = 7, 19
WEEK = 7


def mark(due: date, today: date, marks: Iterable[int], *, overdue: bool = False) -> str:
    """Which reminder is due: the nearest mark that has been reached, or the week it is overdue; "" for none yet.

    Of marks that a stopped beat has passed over only the last is made up for, with the days that are really left.
    """
    left = (due - today).days
    if left < 0:
        return f"overdue-{(-left - 1) // WEEK}" if overdue else ""
    return next((str(each) for each in sorted(marks) if left <= each), "")


@transaction.atomic
def begin(now: datetime) -> None:
    """The job of today, if it is time for it; one that failed is put back into the queue."""
    here = now.astimezone(thai.BANGKOK)
    if FIRST_HOUR <= here.hour <= LAST_HOUR:
        day = here.date().isoformat()
        job = jobs.enqueue("notices.remind", f"notices.remind:{day}", {"day": day})
        if job.state == JobState.FAILED:
            jobs.retry(job)


def remind(progress: Progress) -> dict[str, Any]:
    """The job. It looks at the day on which it runs: one that waited over night speaks of the days left now."""
    today, sent = thai.today(), 0
    for name in settings.REMINDER_SOURCES:
        for message in import_module(name).reminders(today):
            progress.alive()
            sent += tell(message, today)
    return {"mailings": sent}


@transaction.atomic
def tell(message: Message, today: date) -> bool:
    """Whether it is news."""
    if not message.recipients or Mailing.objects.filter(key=message.key).exists():
        return False
    worker = Actor.system("worker", today, message.province)
    mailing = notices.send(message, worker)
    record(worker, "notice.remind", mailing, after={"recipients": len(message.recipients)})
    return True
