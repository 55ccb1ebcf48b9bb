"""`seed_demo` plays the whole chain with example people, and takes all of it away again.

Playing it takes half a minute, so it is played once; each test then works on it inside a transaction of its own.
"""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import override_settings

from committee.middleware import actor_of
from committee.models import FollowUp, Meeting, Minutes, Paper, Person, Source, Vote
from committee.services.papers import make_paper
from ecotown.desk.home import gather
from ecotown.kernel import journal, thai
from ecotown.kernel.models import Job, JournalEntry, StoredFile, User
from ecotown.kernel.rules import Actor, Role
from indicators.models import Framework, Interest, Round, RoundSeat, Score, Sheet
from indicators.results import area_results
from reports.models import Release, Report
from tests import build
from tests.seeds.rows import JOURNAL, counts, every_row

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_too]

PASSWORD = "ecotown-demo"


class Played:
    """What was there before the example, and where its files lie."""

    def __init__(self, folder: Path) -> None:
        self.site, self.files = folder / "site", folder / "files"
        self.before = every_row()


def stored_in(folder: Path) -> dict[str, Any]:
    default = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": folder}}
    return {**settings.STORAGES, "default": default}


@pytest.fixture(scope="module")
def played(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Played]:
    folder = tmp_path_factory.mktemp("demo")
    (folder / "site").mkdir()
    changed = override_settings(
        DEMO=True, DEMO_PASSWORD=PASSWORD, SITE_DIR=folder / "site", STORAGES=stored_in(folder / "files")
    )
    with changed, django_db_blocker.unblock(), transaction.atomic():
        call_command("seed_phuket")
        here = Played(folder)
        call_command("seed_demo")
        yield here
        transaction.set_rollback(True)


@pytest.fixture
def removable(played: Played, tmp_path: Path, settings: Any) -> Played:
    """With files of its own: rows come back when a test ends, files would not."""
    copy = Played(tmp_path)
    copy.before = played.before
    shutil.copytree(played.site, copy.site, symlinks=True)
    shutil.copytree(played.files, copy.files)
    settings.SITE_DIR = copy.site
    settings.STORAGES = stored_in(copy.files)
    return copy


def files_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


# -- what it makes


def test_finished_round_shows_different_levels_that_are_final(played: Played):
    results = area_results(Round.objects.get(state="settled"))

    reached = {one.area.code: (one.result.level, one.result.conclusive, one.result.final) for one in results}
    assert reached == {"830104": (2, True, True), "830302": (1, True, True), "830106": (1, True, True)}
    assert [len(one.rows) for one in results] == [41, 41, 41]


def test_every_row_with_a_flag_has_it_set_but_for_the_facts(played: Played):
    before, now = played.before, every_row()

    for label, rows in now.items():
        known = {row.get("id") for row in before[label]}
        made = [row for row in rows if row.get("id") not in known]
        assert [row for row in made if row.get("is_example") is False] == [], label


def test_every_account_logs_in_with_the_demo_password_and_has_its_role(played: Played):
    expected = {
        "chair": Role.CHAIR, "secretary": Role.SECRETARY, "staff": Role.STAFF, "agency": Role.AGENCY, "admin": Role.ADMIN,
        **{f"member{number}": Role.MEMBER for number in range(1, 6)},
    }  # fmt: skip
    users = {user.username: user for user in User.objects.all()}

    assert users.keys() == expected.keys()
    for username, role in expected.items():
        assert users[username].check_password(PASSWORD)
        assert role in actor_of(users[username]).roles


def test_everything_was_done_by_people_who_might_do_it(played: Played):
    done = JournalEntry.objects.exclude(act="facts.load").values_list("act", "actor_kind", "actor_roles").distinct()

    kinds: dict[str, set[str]] = {}
    for act, kind, _roles in done:
        kinds.setdefault(kind, set()).add(act)
    # A command seats and signs in the first people, as there is nobody yet who could; the worker finishes its jobs.
    assert kinds["command"] == {"person.add", "account.give", "seat.add", "holder.seat", "assignment.give"}
    assert kinds["system"] == {"report.render", "release.publish"}
    assert {"round.open", "score.save", "score.settle", "minutes.adopt", "release.approve"} <= kinds["person"]
    assert JournalEntry.objects.filter(actor_kind="person").values("actor_id").distinct().count() == 9
    assert list(journal.broken_lines()) == []


def test_journal_of_the_scores_holds_no_score(played: Played):
    for entry in JournalEntry.objects.filter(act="score.save")[:50]:
        assert set(json.loads(entry.body)["after"]) == {"indicator", "sealed"}


def test_disagreements_were_taken_to_the_meeting_that_settled_them(played: Played):
    round_ = Round.objects.get(state="settled")
    meeting = Meeting.objects.get(minutes__state="locked")

    assert round_.discussions.count() == 5
    assert {each.agenda_item.meeting for each in round_.discussions.all()} == {meeting}
    resolutions = {one.resolution for one in round_.settled_scores.select_related("resolution__agenda_item__meeting")}
    assert {resolution.agenda_item.meeting for resolution in resolutions} == {meeting}
    assert len(resolutions) == 4


def test_a_vote_has_its_dissent_and_a_task_stands_open_with_a_report(played: Played):
    task = FollowUp.objects.get()

    assert Vote.objects.get().resolution.dissents.count() == 1
    assert (task.state, task.notes.count(), task.agenda_items.count()) == ("open", 1, 2)
    assert task in FollowUp.objects.visible_to(actor_of(User.objects.get(username="agency")))


def test_minutes_were_adopted_in_the_next_meeting(played: Played):
    minutes = Minutes.objects.get(state="locked")

    assert (minutes.method, minutes.adopted_in) == (2, Meeting.objects.get(minutes__state="draft"))


@pytest.mark.parametrize("username", ["member3", "staff", "secretary"])
def test_somebody_who_signs_in_finds_work(played: Played, username: str):
    actor = actor_of(User.objects.get(username=username))

    assert gather(actor)


def test_open_round_has_sheets_begun_and_finished(played: Played):
    sheets = Sheet.objects.filter(round__state="scoring")

    assert sheets.count() == 21
    assert sheets.filter(state="submitted").count() == 3
    assert Score.objects.filter(sheet__in=sheets.filter(state="open")).count() == 17


def test_release_is_public_and_says_that_it_is_an_example(played: Played):
    release = Release.objects.get()
    home = (played.site / "current" / "index.html").read_text(encoding="utf-8")

    assert (release.state, release.number, release.is_example) == ("published", 1, True)
    assert release.prepared_by != release.approved_by
    assert Report.objects.get().pages
    assert "ข้อมูลตัวอย่าง" in home


# -- doing it again, taking it away


def test_a_second_run_changes_nothing(played: Played):
    before = every_row()

    for stage in ("scoring", "settled", "published"):
        call_command("seed_demo", "--stage", stage)

    assert every_row() == before


def test_remove_leaves_exactly_what_was_there_before(removable: Played):
    call_command("seed_demo", "--remove")

    assert every_row(but=JOURNAL) == {label: rows for label, rows in removable.before.items() if label not in JOURNAL}
    assert JournalEntry.objects.last().act == "example.remove"
    assert list(journal.broken_lines()) == []


def test_remove_takes_what_was_said_of_interests_and_of_seats(removable: Played):
    sheet = Sheet.objects.filter(round__is_example=True).first()
    assert sheet is not None
    of_seat = {"round": sheet.round, "seat": sheet.seat}
    Interest.objects.create(**of_seat, area=sheet.area, person=sheet.person)
    RoundSeat.objects.create(**of_seat, dimension=sheet.round.framework.dimensions.first())

    call_command("seed_demo", "--remove")

    assert (Interest.objects.count(), RoundSeat.objects.count()) == (0, 0)


def test_remove_takes_papers_of_example_meetings_with_their_jobs(removable: Played):
    meeting = Meeting.objects.filter(is_example=True).first()
    assert meeting is not None
    paper = make_paper(Actor.command("test", thai.today(), "83"), "agenda", meeting.pk)

    call_command("seed_demo", "--remove")

    assert not Paper.objects.filter(pk=paper.pk).exists()
    assert not Job.objects.filter(pk=paper.job_id).exists()


def test_remove_twice_is_harmless(removable: Played, capsys: pytest.CaptureFixture[str]):
    call_command("seed_demo", "--remove")
    lines = JournalEntry.objects.count()

    call_command("seed_demo", "--remove")

    assert "there are none" in capsys.readouterr().out
    assert JournalEntry.objects.count() == lines


def test_remove_is_refused_while_something_real_holds_on_to_it(removable: Played):
    real = build.meeting(state="closed", number=99)
    build.minutes(meeting=real, taken_by=Person.objects.get(user__username="staff"))
    before = counts(every_row())

    with pytest.raises(CommandError, match="Nothing was removed"):
        call_command("seed_demo", "--remove")

    assert counts(every_row()) == before


def test_framework_taken_up_by_a_real_round_stays(removable: Played):
    framework = Framework.objects.get(code="EIT-LEVEL-EXAMPLE")
    build.round_(framework=framework, number=99)

    call_command("seed_demo", "--remove")

    framework.refresh_from_db()
    assert (framework.state, framework.source, framework.indicators.count()) == ("in_force", None, 41)
    assert not Source.objects.filter(kind="example").exists()


def test_remove_takes_files_and_pages_away(removable: Played):
    assert len(files_in(removable.files)) == StoredFile.objects.count() == 2

    call_command("seed_demo", "--remove")

    assert files_in(removable.files) == files_in(removable.site) == []
    assert not (removable.site / "current").is_symlink()
