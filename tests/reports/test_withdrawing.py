"""A release taken back: gone at once, its number stays and says so, and the one before holds again."""

import os
from pathlib import Path
from typing import Any

import pytest

from ecotown.kernel.rules import Actor
from reports import services, site, telling
from reports.models import Release
from tests.reports.sample import result, snapshot
from tests.reports.test_publishing import published

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_too]


def test_withdrawn_release_leaves_a_notice_and_the_one_before_holds_again(
    people: tuple[Actor, Actor], site_dir: Path, django_capture_on_commit_callbacks: Any
):
    _staff, chair = people
    published(people)
    second = published(people, snapshot=snapshot(result(3), result(3), result(3)))

    with django_capture_on_commit_callbacks(execute=True):
        services.withdraw_release(chair, release_id=second.pk, reason="พบข้อมูลผิดพลาด")

    assert os.readlink(site_dir / "current") == "editions/1"
    assert dict(Release.objects.values_list("number", "state")) == {1: "published", 2: "withdrawn"}
    assert not (site_dir / "editions" / "2").exists()
    notice = site_dir / "releases" / "2"
    assert sorted(path.name for path in notice.iterdir()) == ["index.html", "index.html.br", "index.html.gz"]
    assert "พบข้อมูลผิดพลาด" in (notice / "index.html").read_text()
    assert telling.finding(snapshot(result(3), result(3), result(3))) not in (notice / "index.html").read_text()

    third = published(people)
    assert (third.number, Release.objects.get(number=1).state) == (3, "superseded")


def test_withdrawing_the_only_release_leaves_none(
    people: tuple[Actor, Actor], site_dir: Path, django_capture_on_commit_callbacks: Any
):
    release = published(people)

    with django_capture_on_commit_callbacks(execute=True):
        services.withdraw_release(people[1], release_id=release.pk, reason="ถอน")

    assert not (site_dir / "current").is_symlink()
    assert (site_dir / "releases" / "1" / "index.html").exists()
    assert not (site_dir / "releases" / "1" / "report.pdf").exists()


def test_withdrawing_an_old_release_leaves_the_current_one(
    people: tuple[Actor, Actor], site_dir: Path, django_capture_on_commit_callbacks: Any
):
    first = published(people)
    published(people)

    with django_capture_on_commit_callbacks(execute=True):
        services.withdraw_release(people[1], release_id=first.pk, reason="ถอน")

    assert os.readlink(site_dir / "current") == "editions/2"
    assert Release.objects.get(state="published").number == 2


def test_withdrawal_is_not_called_so_when_its_files_stay(people: tuple[Actor, Actor], site_dir: Path, monkeypatch: Any):
    release = published(people)

    def stuck(*_args: Any) -> None:
        raise OSError("read-only file system")

    monkeypatch.setattr(site, "take_away", stuck)
    with pytest.raises(OSError, match="read-only"):
        services.withdraw_release(people[1], release_id=release.pk, reason="ถอน")

    assert Release.objects.get().state == "published"
