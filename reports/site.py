"""The public site on disk. Files first, then one atomic switch; nothing here is ever half there.

    editions/<n>/        every page of release n, as it was published; never rendered again
    releases/index.html  the list of releases, anew at each publication and withdrawal
    releases/<n>/        the page and PDF of release n for ever, or the notice that it was withdrawn
    current -> editions/<n>

Each file lies beside its gzip (and Brotli) form, so that serving costs no work.
"""

import contextlib
import gzip
import hashlib
import os
import shutil
from pathlib import Path

import brotli
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import override

from ecotown.kernel import thai
from ecotown.kernel.files import read, write_whole
from reports import pages
from reports.models import Release, ReleaseState
from reports.pages import Edition

PACKED = {".html", ".css", ".svg", ".xml", ".json", ".csv"}


def root() -> Path:
    return Path(settings.SITE_DIR)


def edition_of(release: Release) -> Edition:
    report = release.report
    return Edition(
        number=release.number or 0,
        as_of=report.as_of,
        is_example=release.is_example,
        sha256=report.sha256,
        note=release.note,
        published_on=thai.today(),
        pdf_pages=report.pages or 0,
        pdf_bytes=report.file.size if report.file else 0,
    )


def publish(release: Release) -> dict[str, str]:
    """Write the edition whole and switch to it; returns path -> sha256. Doing it again changes nothing.

    The date on the pages is the day of the first writing: an edition that is already there is not written again.
    """
    place = root() / "editions" / str(release.number)
    if not place.exists():
        part = place.with_name(f".{place.name}.part")
        shutil.rmtree(part, ignore_errors=True)
        write_edition(release, part)
        sync_tree(part)
        os.replace(part, place)
    keep = root() / "releases" / str(release.number)
    if not keep.exists():
        shutil.copytree(place / "releases" / str(release.number), keep.with_name(f".{keep.name}.part"), dirs_exist_ok=True)
        os.replace(keep.with_name(f".{keep.name}.part"), keep)
    return {
        str(path.relative_to(place)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(place.rglob("*"))
        if path.is_file() and path.suffix not in {".gz", ".br"}
    }


def switch(number: int | None) -> None:
    """Show this edition from now on; None shows none, and Django answers from the facts."""
    link = root() / "current"
    if number is None:
        link.unlink(missing_ok=True)
        return
    fresh = root() / ".current.new"
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(Path("editions") / str(number))
    os.replace(fresh, link)


def write_edition(release: Release, place: Path) -> None:
    snapshot, edition = release.report.snapshot, edition_of(release)
    for address in pages.addresses(snapshot):
        put(place / address.strip("/") / "index.html", pages.page(address, snapshot, edition).encode())
    own = place / "releases" / str(release.number)
    put(own / "index.html", pages.release_page(snapshot, edition).encode())
    if release.report.file:
        put(own / "report.pdf", read(release.report.file))
    with override(settings.LANGUAGE_CODE):
        context = pages.context("", snapshot, edition)
        put(place / "404.html", render_to_string("public/not_found.html", context).encode())


def write_list(releases: list[Release]) -> None:
    """The list of releases; newest first. With none left there is no list."""
    folder = root() / "releases"
    newest = next((each for each in releases if each.state == ReleaseState.PUBLISHED), None) or (
        releases[0] if releases else None
    )
    if newest is None:
        for path in folder.glob("index.html*"):
            path.unlink()
        return
    with override(settings.LANGUAGE_CODE):
        context = pages.context("/releases/", newest.report.snapshot, edition_of(newest))
        put(folder / "index.html", render_to_string("public/releases.html", {**context, "releases": releases}).encode())


def withdraw(release: Release) -> None:
    """Take the edition from the public at once; its permanent address says that it was withdrawn."""
    fallback = (
        Release.objects.filter(province_id=release.province_id, state=ReleaseState.SUPERSEDED)
        .exclude(pk=release.pk).order_by("-number").first()
    )
    link = root() / "current"
    if link.is_symlink() and os.readlink(link) == f"editions/{release.number}":
        switch(fallback.number if fallback else None)
    own = root() / "releases" / str(release.number)
    # Hidden before it is deleted: a reader sees the whole of it or the notice.
    gone = own.with_name(f".{own.name}.gone")
    shutil.rmtree(gone, ignore_errors=True)
    with contextlib.suppress(FileNotFoundError):
        os.replace(own, gone)
    with override(settings.LANGUAGE_CODE):
        context = pages.context("", release.report.snapshot, edition_of(release))
        page = render_to_string("public/withdrawn.html", {**context, "withdrawn": release})
        put(own / "index.html", page.encode())
    shutil.rmtree(gone, ignore_errors=True)
    shutil.rmtree(root() / "editions" / str(release.number), ignore_errors=True)
    write_list(public_releases(release.province_id))


def public_releases(province_id: str) -> list[Release]:
    return list(
        Release.objects.filter(province_id=province_id, number__isnull=False, published_at__isnull=False)
        .select_related("report__file").order_by("-number")
    )


def put(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, content)
    if path.suffix in PACKED:
        write_whole(path.with_name(path.name + ".gz"), gzip.compress(content, 9, mtime=0))
        write_whole(path.with_name(path.name + ".br"), brotli.compress(content, quality=11))


def sync_tree(place: Path) -> None:
    """A rename is durable only after the folders it concerns are on disk."""
    for folder in [place, *(each for each in place.rglob("*") if each.is_dir())]:
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
