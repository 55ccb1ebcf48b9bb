"""Several workers and officers at the same moment, for real."""

import os
import threading
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from django.db import connection, transaction

from areas.models import Area
from committee.models import Province
from ecotown.kernel import jobs
from ecotown.kernel.models import Job
from ecotown.kernel.rules import Refused, Role
from reports import publishing, services, site
from reports.models import Release
from reports.snapshot import freeze
from tests import build
from tests.reports.test_releases import a_report

pytestmark = [pytest.mark.sqlite_too, pytest.mark.usefixtures("committed_db")]


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Run all at the same moment; each one's answer, or the fault it met."""
    barrier = threading.Barrier(len(acts))
    answers: list[object] = [None] * len(acts)

    def run(number: int) -> None:
        try:
            barrier.wait(60)
            answers[number] = acts[number]()
        except Exception as fault:  # noqa: BLE001  (a thread's fault must reach the test)
            answers[number] = fault
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(len(acts))]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    return answers


def approved() -> Release:
    staff, chair = build.assigned(Role.STAFF), build.seated("chair")
    release = services.prepare_release(staff, report_id=a_report().pk)
    return services.approve_release(chair, release_id=release.pk)


def test_two_releases_published_at_once_get_two_numbers_and_one_is_current(site_dir: Path):
    first, second = approved(), approved()

    at_once(*(partial(jobs.work, each.job_id) for each in (first, second)))

    states = dict(Release.objects.values_list("number", "state"))
    newest = max(states)
    assert sorted(states.values()) == ["published", "superseded"]
    assert states[newest] == "published"
    assert os.readlink(site_dir / "current") == f"editions/{newest}"
    assert sorted(path.name for path in (site_dir / "editions").iterdir()) == sorted(str(number) for number in states)
    assert [job.error for job in Job.objects.all()] == ["", ""]
    listed = (site_dir / "releases" / "index.html").read_text()
    assert all(f"/releases/{number}/" in listed for number in states)


def test_two_workers_with_the_same_job_make_one_edition(site_dir: Path):
    """As when a worker has lost its lease without knowing it, and another has taken over."""
    release = publishing.numbered(approved().pk)

    answers = at_once(*[partial(site.publish, release)] * 3)

    assert answers[0] == answers[1] == answers[2]
    assert sorted(path.name for path in (site_dir / "editions").iterdir()) == ["1"]


def test_an_edition_put_there_meanwhile_is_left_alone(site_dir: Path):
    """Between looking and renaming, another process with the same edition must not be set aside."""
    release = publishing.numbered(approved().pk)
    place = site_dir / "editions" / str(release.number)
    place.parent.mkdir(parents=True)
    late = site_dir / "late"
    late.mkdir()

    with site.alone_in(place.parent):
        waiting = threading.Thread(target=site.put_in_place, args=(release, late, place))
        waiting.start()
        site.write_edition(release, place)
        first = place.stat().st_ino
    waiting.join(30)

    assert not waiting.is_alive()
    assert place.stat().st_ino == first
    assert late.exists()


def test_job_rung_for_three_times_is_worked_once(site_dir: Path):
    release = approved()

    at_once(*[partial(jobs.work, release.job_id)] * 3)

    assert Job.objects.get().attempts == 1
    assert Release.objects.get().state == "published"


def test_of_two_approvals_at_once_one_is_kept(site_dir: Path):
    release = services.prepare_release(build.assigned(Role.STAFF), report_id=a_report().pk)
    chairs = [build.seated("chair"), build.seated("chair")]

    answers = at_once(*(partial(services.approve_release, chair, release_id=release.pk) for chair in chairs))

    assert sorted(type(answer) for answer in answers if isinstance(answer, Refused)) == [Refused]
    assert Release.objects.get().approved_by_id in {chair.person_id for chair in chairs}


def test_withdrawing_while_the_next_one_is_published_leaves_one_current(site_dir: Path):
    first, chair = approved(), build.seated("chair")
    jobs.work(first.job_id or 0)
    second = approved()

    at_once(
        partial(jobs.work, second.job_id),
        partial(services.withdraw_release, chair, release_id=first.pk, reason="พบข้อผิดพลาด"),
    )

    assert dict(Release.objects.values_list("number", "state")) == {1: "withdrawn", 2: "published"}
    assert os.readlink(site_dir / "current") == "editions/2"
    assert not (site_dir / "editions" / "1").exists()


def test_report_frozen_while_names_change_is_of_one_moment(site_dir: Path):
    """Each committed change renames both; a snapshot never holds one old and one new name."""
    build.area()
    held = build.closed_meeting(body=build.body(), held_on=date(2026, 9, 1))
    tie = build.resolution(meeting=held)
    Area.objects.get().statuses.create(status="target", since=date(2026, 9, 1), resolution=tie)
    ended = threading.Event()

    def rename() -> None:
        try:
            for turn in range(20):
                with transaction.atomic():
                    Province.objects.update(name=f"ชื่อ{turn}")
                    Area.objects.update(name=f"ชื่อ{turn}")
        finally:
            ended.set()

    def read() -> list[tuple[str, str]]:
        seen = []
        while not ended.wait(0.01):  # on SQLite a reader that never pauses would keep the writer out
            frozen = freeze("83", as_of=date(2026, 9, 30))
            seen.append((frozen["province"]["name"], frozen["areas"][0]["name"]))
        return seen

    with transaction.atomic():
        Province.objects.update(name="ชื่อ")
        Area.objects.update(name="ชื่อ")
    done, seen = at_once(rename, read)

    assert done is None
    assert isinstance(seen, list)
    assert [pair for pair in seen if pair[0] != pair[1]] == []
