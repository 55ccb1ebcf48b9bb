"""From an approved release to files: whole, once, and never changed afterwards."""

import gzip
import hashlib
import os
import re
import shutil
from pathlib import Path
from typing import Any

import brotli
import pytest
from django.db import connection
from django.db.models.functions import Now

from committee.models import Person
from ecotown.kernel import jobs
from ecotown.kernel.jobs import JobFailed, Progress
from ecotown.kernel.models import Job, JournalEntry
from ecotown.kernel.rules import Actor
from reports import publishing, services, site, telling
from reports.models import Release, Report
from tests import build
from tests.reports.sample import result, snapshot
from tests.reports.test_releases import PDF, a_report

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_too]


def approved(people: tuple[Actor, Actor], **fields: Any) -> Release:
    staff, chair = people
    note = fields.pop("note", "")
    release = services.prepare_release(staff, report_id=a_report(**fields).pk, note=note)
    return services.approve_release(chair, release_id=release.pk)


def run(release: Release) -> Release:
    """As the worker does it."""
    assert release.job_id is not None
    jobs.work(release.job_id)
    release.refresh_from_db()
    return release


def published(people: tuple[Actor, Actor], **fields: Any) -> Release:
    release = run(approved(people, **fields))
    assert release.state == "published", release.job and release.job.error
    return release


def again(release: Release) -> dict[str, Any]:
    """The handler once more, past the job's own guard."""
    assert release.job_id is not None
    Job.objects.filter(pk=release.job_id).update(
        state="running", token=Job.new_token(), lease=jobs.lease_end(), started_at=Now()
    )
    return publishing.publish(release.pk, Progress(Job.objects.get(pk=release.job_id)))


def tree(folder: Path) -> dict[str, str]:
    """Every public file and what is in it, through the link."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def pages_of(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.html"))


def test_publishing_writes_every_page_and_switches_to_it(people: tuple[Actor, Actor], site_dir: Path):
    release = published(people)

    assert os.readlink(site_dir / "current") == "editions/1"
    assert (release.number, set(release.files)) == (
        1,
        {
            "index.html", "areas/830104/index.html", "areas/830302/index.html", "areas/830106/index.html",
            "committee/index.html", "decisions/index.html", "documents/index.html", "how/index.html", "about/index.html",
            "releases/1/index.html", "releases/1/report.pdf",
        },
    )  # fmt: skip
    assert (site_dir / "releases" / "1" / "report.pdf").read_bytes() == PDF
    assert "รัษฎาถึง" in (site_dir / "current" / "index.html").read_text()


def test_every_page_says_its_day_its_release_and_whose_the_levels_are(people: tuple[Actor, Actor], site_dir: Path):
    published(people, snapshot=snapshot(result(1, low=1, final=False), final=False))

    for path in pages_of(site_dir / "editions"):
        text = re.sub(r"<[^>]+>", "", path.read_text())
        assert "30 กันยายน 2569" in text, path
        dateline = path.read_text().split('class="dateline"')[1].split("</div>")[0]
        assert dateline.count("<span") >= 5, path


def test_no_page_holds_a_stray_mark_of_the_template_language(people: tuple[Actor, Actor], site_dir: Path):
    published(people)

    stray = [path for path in pages_of(site_dir) if re.search(r"\{\{|\}\}|\{%|%\}|\{#", path.read_text())]
    assert stray == []


def test_released_pages_know_no_session_and_no_other_host(people: tuple[Actor, Actor], site_dir: Path):
    published(people)

    for path in pages_of(site_dir):
        assert not re.search(r"csrf|sessionid|style=|<script|https?://(?!www\.w3\.org)", path.read_text()), path


def test_example_data_marks_each_page_and_its_title(people: tuple[Actor, Actor], site_dir: Path, settings: Any):
    settings.DEMO = True
    published(people, is_example=True, snapshot=snapshot(result(1, low=1), is_example=True))

    for path in pages_of(site_dir):
        text = path.read_text()
        assert 'class="example"' in text, path
        title = re.search(r"<title>(.*?)</title>", text, re.S)
        assert title and title[1].startswith(("ข้อมูลตัวอย่าง", "Example data")), path


def test_packed_forms_hold_the_same_page(people: tuple[Actor, Actor], site_dir: Path):
    published(people)

    for path in pages_of(site_dir):
        content = path.read_bytes()
        assert gzip.decompress(Path(f"{path}.gz").read_bytes()) == content
        assert brotli.decompress(Path(f"{path}.br").read_bytes()) == content


def test_running_the_job_twice_changes_nothing(people: tuple[Actor, Actor], site_dir: Path):
    release = published(people)
    before, lines = tree(site_dir), JournalEntry.objects.count()

    again(release)

    assert tree(site_dir) == before
    assert JournalEntry.objects.count() == lines
    assert Release.objects.filter(state="published").count() == 1


def test_crash_between_files_and_row_heals_on_the_next_run(people: tuple[Actor, Actor], site_dir: Path):
    release = publishing.numbered(approved(people).pk)
    site.publish(release)
    before = tree(site_dir / "editions")
    assert not (site_dir / "current").exists()

    run(Release.objects.get(pk=release.pk))

    assert tree(site_dir / "editions") == before
    assert os.readlink(site_dir / "current") == "editions/1"
    assert Release.objects.get().state == "published"


def test_half_written_edition_is_never_shown(people: tuple[Actor, Actor], site_dir: Path, monkeypatch: Any):
    release = approved(people)

    def cut_off(*_args: Any) -> None:
        raise OSError("no space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(site, "put_in_place", cut_off)
        assert run(release).state == "approved"
    assert [path.name for path in (site_dir / "editions").iterdir()] == []
    assert release.job is not None
    release.job.refresh_from_db()
    assert release.job.state == "failed"

    services.retry_publishing(people[0], release_id=release.pk)
    assert run(release).state == "published"


def test_edition_left_over_from_rows_that_are_gone_is_not_shown_again(people: tuple[Actor, Actor], site_dir: Path):
    """As after `seed_demo --remove`: the numbers begin anew, old files must not come back under them."""
    old = publishing.numbered(approved(people, snapshot=snapshot(result(3))).pk)
    site.publish(old)
    Release.objects.all().delete()

    published(people)

    assert "ขาดอีก" in (site_dir / "current" / "index.html").read_text()
    assert telling.finding(snapshot(result(3))) not in (site_dir / "releases" / "1" / "index.html").read_text()


def test_released_bytes_stay_whatever_changes_afterwards(people: tuple[Actor, Actor], site_dir: Path):
    release = published(people)
    before = tree(site_dir)

    told = snapshot(result(3), result(3), result(3))
    Report.objects.update(snapshot=told, title="ชื่ออื่น")
    Person.objects.update(given="ชื่อใหม่")
    assert tree(site_dir) == before

    again(release)  # writes the list anew, and nothing else
    changed = {name for name, digest in tree(site_dir).items() if before.get(name) != digest}
    assert changed == {f"releases/index.html{ending}" for ending in ("", ".gz", ".br")}


def test_next_release_takes_over_and_the_old_one_stays_to_be_cited(people: tuple[Actor, Actor], site_dir: Path):
    published(people)
    first = tree(site_dir / "releases" / "1")

    published(people, snapshot=snapshot(result(3), result(3), result(3)), note="ผ่านครบทุกระดับ")

    assert os.readlink(site_dir / "current") == "editions/2"
    assert tree(site_dir / "releases" / "1") == first
    assert dict(Release.objects.values_list("number", "state")) == {1: "superseded", 2: "published"}
    listed = (site_dir / "releases" / "index.html").read_text()
    assert listed.index("/releases/2/") < listed.index("/releases/1/")
    assert "ผ่านครบทุกระดับ" in listed


def test_release_that_failed_goes_behind_the_one_published_meanwhile(people: tuple[Actor, Actor], site_dir: Path):
    late = publishing.numbered(approved(people).pk)
    site.publish(late)
    published(people)

    late = run(Release.objects.get(pk=late.pk))

    assert (late.number, late.state) == (3, "published")
    assert os.readlink(site_dir / "current") == "editions/3"
    assert sorted(path.name for path in (site_dir / "editions").iterdir()) == ["2", "3"]


def test_example_data_is_not_published_when_demonstration_mode_has_ended(
    people: tuple[Actor, Actor], site_dir: Path, settings: Any
):
    settings.DEMO = True
    release = approved(people, is_example=True)
    settings.DEMO = False

    with pytest.raises(JobFailed):
        again(release)

    assert tree(site_dir) == {}


def test_another_province_does_not_touch_the_site_shown_here(site_dir: Path):
    other = build.province("84", "สุราษฎร์ธานี")
    report = a_report(province=other)
    release = Release.objects.create(province=other, report=report, number=1)

    site.publish(release)
    site.switch("84", 1)

    assert not (site_dir / "current").exists()
    assert os.readlink(site_dir / "provinces" / "84" / "current") == "editions/1"


def test_what_a_killed_worker_left_is_swept_after_an_hour(people: tuple[Actor, Actor], site_dir: Path):
    left = site_dir / "editions" / ".part-old"
    left.mkdir(parents=True)
    os.utime(left, (0, 0))
    fresh = site_dir / "editions" / ".part-fresh"
    fresh.mkdir()

    published(people)

    assert (left.exists(), fresh.exists()) == (False, True)
    shutil.rmtree(fresh)


def test_publishing_is_told_to_the_journal_by_the_worker(people: tuple[Actor, Actor], site_dir: Path):
    release = published(people)

    line = JournalEntry.objects.about(release).order_by("number").last()
    assert line is not None
    assert (line.act, line.actor_kind, line.job_id) == ("release.publish", "system", str(release.job_id))
    assert release.files["index.html"] in line.body
    assert connection.in_atomic_block
