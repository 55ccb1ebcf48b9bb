"""Tasks are reminded of 30, 7 and 1 days before they are due and weekly afterwards, whatever the beat did meanwhile."""

from datetime import date, datetime, time, timedelta

import pytest
import time_machine

from committee.models import FollowUp
from ecotown.kernel import jobs, reminders, thai
from ecotown.kernel.models import Job, Mailing
from tests import build

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_too]
DUE = date(2026, 12, 31)


def day(days_left: int) -> datetime:
    """Nine o'clock in Bangkok, so many days before it is due."""
    return datetime.combine(DUE - timedelta(days=days_left), time(9, 0), thai.BANGKOK)


def live_through(*days_left: int) -> None:
    """The beat rings on these days and stands still on the others; the worker does what it finds."""
    for left in days_left:
        with time_machine.travel(day(left), tick=False):
            reminders.begin(day(left))
            for job in Job.objects.filter(kind="notices.remind", state="queued"):
                jobs.work(job.pk)


def told(task: FollowUp) -> list[str]:
    found = Mailing.objects.filter(about=f"follow_up:{task.pk}").order_by("pk")
    return [mailing.key.removeprefix(f"follow_up:{task.pk}:2026-12-31:") for mailing in found]


def test_every_mark_is_told_once_on_its_day():
    task = build.task(due=DUE)

    live_through(*range(40, -16, -1))

    assert told(task) == ["30", "7", "1", "overdue-0", "overdue-1", "overdue-2"]
    days = [
        (DUE - mailing.created_at.astimezone(thai.BANGKOK).date()).days for mailing in Mailing.objects.order_by("pk")
    ]
    assert days == [30, 7, 1, -1, -8, -15]


def test_a_beat_that_stood_still_over_a_mark_makes_it_up_with_the_days_that_are_left():
    task = build.task(due=DUE)

    live_through(31, 27, 26)

    assert told(task) == ["30"]
    assert Mailing.objects.get().subject.endswith("ครบกำหนดในอีก 27 วัน")


def test_a_beat_that_stood_still_for_weeks_tells_once_and_not_all_it_has_missed():
    task = build.task(due=DUE)

    live_through(31, 0, -20)

    assert told(task) == ["1", "overdue-2"]


def test_a_new_due_day_is_told_anew_and_a_closed_task_no_more():
    task, done = build.task(due=DUE), build.task(due=DUE)
    live_through(7)
    FollowUp.objects.filter(pk=task.pk).update(due=DUE + timedelta(days=7))
    FollowUp.objects.filter(pk=done.pk).update(state="closed", closed_on=DUE, outcome="แล้วเสร็จ")

    live_through(1, 0, -1)

    keys = Mailing.objects.filter(about=f"follow_up:{task.pk}").order_by("pk").values_list("key", flat=True)
    assert [key.split(":", 2)[2] for key in keys] == ["2026-12-31:7", "2027-01-07:30", "2027-01-07:7"]
    assert told(done) == ["7"]


def test_a_task_without_a_day_is_never_overdue():
    build.task()

    live_through(0)

    assert not Mailing.objects.exists()
