"""Reminders: the days on which one is due, and a beat that stands still loses nothing and repeats nothing."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from ecotown.kernel import jobs, reminders, thai
from ecotown.kernel.models import Job, JournalEntry, Mailing
from ecotown.kernel.notices import Recipient
from tests.build.notices import message

DUE = date(2026, 12, 31)


@pytest.mark.parametrize(
    ("left", "expected"),
    [
        (31, ""), (30, "30"), (29, "30"), (8, "30"), (7, "7"), (2, "7"), (1, "1"), (0, "1"),
        (-1, "overdue-0"), (-7, "overdue-0"), (-8, "overdue-1"), (-14, "overdue-1"), (-15, "overdue-2"),
    ],
)  # fmt: skip
def test_mark_of_a_day(left: int, expected: str):
    assert reminders.mark(DUE, DUE - timedelta(days=left), (30, 7, 1), overdue=True) == expected


def test_what_has_closed_is_not_reminded_of_where_nothing_is_overdue():
    assert reminders.mark(DUE, DUE + timedelta(days=1), (7, 1)) == ""


@pytest.mark.django_db
@pytest.mark.sqlite_too
class TestDaily:
    @pytest.fixture(autouse=True)
    def source(self, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        settings.REMINDER_SOURCES = ["tests.kernel.reminding_app"]

    def test_the_job_of_a_day_is_made_once_between_morning_and_evening(self):
        for hour in (5, 6):
            reminders.begin(datetime(2026, 12, 1, hour, 59, tzinfo=thai.BANGKOK))
        assert not Job.objects.exists()

        for hour in (7, 8, 12, 19):
            reminders.begin(datetime(2026, 12, 1, hour, 0, tzinfo=thai.BANGKOK))
        reminders.begin(datetime(2026, 12, 1, 20, 0, tzinfo=thai.BANGKOK))

        assert [job.key for job in Job.objects.all()] == ["notices.remind:2026-12-01"]

    def test_the_job_of_a_day_that_failed_is_put_back(self):
        reminders.begin(datetime(2026, 12, 1, 8, 0, tzinfo=thai.BANGKOK))
        Job.objects.update(state="failed", error="x", ended_at=datetime(2026, 12, 1, 8, 1, tzinfo=thai.BANGKOK))

        reminders.begin(datetime(2026, 12, 1, 8, 15, tzinfo=thai.BANGKOK))

        assert Job.objects.get().state == "queued"

    def test_the_job_tells_what_is_news_and_journals_it(self):
        from tests.kernel import reminding_app

        reminding_app.MESSAGES[:] = [
            message([Recipient("agency:ก", "หน่วยงาน ก")], key="task:1:30"),
            message([], key="task:2:30"),
        ]
        for day in (1, 2):
            reminders.begin(datetime(2026, 12, day, 8, 0, tzinfo=thai.BANGKOK))
            jobs.work(Job.objects.get(key=f"notices.remind:2026-12-0{day}").pk)

        assert [mailing.key for mailing in Mailing.objects.all()] == ["task:1:30"]
        assert JournalEntry.objects.filter(act="notice.remind").count() == 1
        assert [job.result for job in Job.objects.order_by("pk")] == [{"mailings": 1}, {"mailings": 0}]
