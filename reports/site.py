"""The public site on disk. Files first, then one atomic switch; nothing here is ever half there.

    editions/<n>/        every page of release n, as it was published; never rendered again
    releases/index.html  the list of releases, anew at each publication and withdrawal
    releases/<n>/        the page and PDF of release n for ever, or the notice that it was withdrawn
    current -> editions/<n>

Each file lies beside its gzip and Brotli form, so that serving costs no work. The folder is that of the province which
this portal shows; a release of another province lies in a folder of its own and is not served.
"""

import contextlib
import fcntl
import gzip
import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import brotli
from django.conf import settings
from django.utils import timezone

from ecotown.kernel import thai
from ecotown.kernel.files import read, write_whole
from reports import pages
from reports.models import Release, ReleaseState
from reports.pages import Edition

PACKED = {".html", ".css", ".svg", ".xml", ".json", ".csv"}
BY_HASH = "SHA256"  # what an edition was made from: report and release
STALE_SECONDS = 3600


def root(province_id: str) -> Path:
    own = Path(settings.SITE_DIR)
    return own if province_id == settings.PROVINCE else own / "provinces" / province_id


def edition_of(release: Release, **more: object) -> Edition:
    report = release.report
    told: dict[str, object] = {
        "number": release.number or 0,
        "as_of": report.as_of,
        "is_example": release.is_example,
        "title": report.title,
        "sha256": report.sha256,
        "note": release.note,
        "published_on": timezone.localdate(release.published_at) if release.published_at else thai.today(),
        "pdf": f"/releases/{release.number}/report.pdf",
        "pdf_pages": report.pages or 0,
        "pdf_bytes": report.file.size if report.file else 0,
    }
    return Edition(**{**told, **more})  # type: ignore[arg-type]


# -- publishing


def publish(release: Release) -> dict[str, str]:
    """Write the edition whole, beside those that are there; returns path -> sha256. Doing it again changes nothing.

    The date on the pages is the day of the first writing: an edition that is already there is not written again.
    """
    base = root(release.province_id)
    place = base / "editions" / str(release.number)
    keep = base / "releases" / str(release.number)
    for folder in (place.parent, keep.parent):
        folder.mkdir(parents=True, exist_ok=True)
        sweep(folder)
    if not made_of(place, release):
        with own_folder(place.parent) as part:
            write_edition(release, part)
            put_in_place(release, part, place)
    if not made_of(keep, release):
        with own_folder(keep.parent) as part:
            shutil.copytree(place / "releases" / str(release.number), part, dirs_exist_ok=True)
            write_whole(part / BY_HASH, made_from(release))
            put_in_place(release, part, keep)
    return {
        str(path.relative_to(place)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(place.rglob("*"))
        if path.is_file() and path.suffix not in {".gz", ".br"} and path.name != BY_HASH
    }


def made_from(release: Release) -> bytes:
    return f"{release.report.sha256} {release.pk}\n".encode()


def made_of(place: Path, release: Release) -> bool:
    """Whether this folder is the release's own: a number may be left over from rows that are gone."""
    try:
        return (place / BY_HASH).read_bytes() == made_from(release)
    except FileNotFoundError:
        return False


@contextlib.contextmanager
def own_folder(beside: Path) -> Iterator[Path]:
    """A folder that no other process writes to, even one that has lost its lease and goes on."""
    part = Path(tempfile.mkdtemp(dir=beside, prefix=".part-"))
    part.chmod(0o755)
    try:
        yield part
    finally:
        shutil.rmtree(part, ignore_errors=True)


def put_in_place(release: Release, part: Path, place: Path) -> None:
    """Rename, as the last step. What lies there of another release goes; what another process put there stays.

    Alone in the folder: between looking and renaming another process with the same edition could be set aside.
    """
    sync_tree(part)
    with alone_in(place.parent):
        if made_of(place, release):
            return
        if place.exists():
            aside(place)
        os.rename(part, place)
        sync(place.parent)


@contextlib.contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """One process or thread at a time; the lock lies on the folder itself and goes with its holder."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def aside(place: Path) -> None:
    """Hidden before it is deleted: a reader sees the whole of it or nothing."""
    with own_folder(place.parent) as gone, contextlib.suppress(FileNotFoundError):
        os.rename(place, gone / "gone")
        sync(place.parent)


def discard(release: Release) -> None:
    """What was written under a number that the release no longer has, and that never came before the public."""
    for kind in ("editions", "releases"):
        place = root(release.province_id) / kind / str(release.number)
        if made_of(place, release):
            aside(place)


def sweep(folder: Path) -> None:
    """What a worker left behind that was killed while writing."""
    for part in folder.glob(".part-*"):
        if part.is_dir() and part.stat().st_mtime < time.time() - STALE_SECONDS:
            shutil.rmtree(part, ignore_errors=True)


def write_edition(release: Release, place: Path) -> None:
    snapshot, edition = release.report.snapshot, edition_of(release)
    for address in pages.addresses(snapshot):
        put(place / address.strip("/") / "index.html", pages.page(address, snapshot, edition))
    own = place / "releases" / str(release.number)
    put(own / "index.html", pages.release_page(snapshot, edition))
    if release.report.file:
        write_whole(own / "report.pdf", read(release.report.file))
    write_whole(place / BY_HASH, made_from(release))


def switch(province_id: str, number: int | None) -> None:
    """Show this edition from now on; None shows none, and Django answers from the facts. The caller holds the province."""
    base = root(province_id)
    link, fresh = base / "current", base / ".current.new"
    if number is None:
        link.unlink(missing_ok=True)
    else:
        fresh.unlink(missing_ok=True)
        fresh.symlink_to(Path("editions") / str(number))
        os.replace(fresh, link)
    sync(base)


# -- withdrawing


def take_away(release: Release, fallback: Release | None) -> None:
    """Take the edition from the public at once. The caller holds the province."""
    base = root(release.province_id)
    link = base / "current"
    if link.is_symlink() and os.readlink(link) == f"editions/{release.number}":
        switch(release.province_id, fallback.number if fallback else None)
    for place in (base / "releases" / str(release.number), base / "editions" / str(release.number)):
        if place.exists():
            aside(place)


def write_notice(release: Release) -> None:
    """The permanent address of a withdrawn release says that it was."""
    put(root(release.province_id) / "releases" / str(release.number) / "index.html", notice(release))


def notice(release: Release) -> str:
    more = {
        "number": release.number,
        "withdrawn_on": timezone.localdate(release.withdrawn_at) if release.withdrawn_at else None,
        "reason": release.withdrawn_reason,
    }
    address = f"/releases/{release.number}/"
    return pages.special("public/withdrawn.html", address, release.report.snapshot, edition_of(release), more)


# -- the list


def write_list(province_id: str) -> None:
    """The list of releases, newest first; without any there is none."""
    releases = public_releases(province_id)
    folder = root(province_id) / "releases"
    if releases:
        put(folder / "index.html", list_page(releases))
    else:
        for path in folder.glob("index.html*"):
            path.unlink()


def list_page(releases: list[Release]) -> str:
    told = next((each for each in releases if each.state == ReleaseState.PUBLISHED), releases[0])
    edition = edition_of(told)
    return pages.special(
        "public/releases.html", "/releases/", told.report.snapshot, edition, {"releases": list_rows(releases)}
    )


def list_rows(releases: list[Release]) -> list[dict[str, object]]:
    return [
        {
            "number": each.number, "title": each.report.title, "published_on": edition_of(each).published_on,
            "note": each.note, "is_current": each.state == ReleaseState.PUBLISHED,
            "is_withdrawn": each.state == ReleaseState.WITHDRAWN, "is_example": each.is_example,
        }
        for each in releases
    ]  # fmt: skip


def public_releases(province_id: str) -> list[Release]:
    published = Release.objects.filter(province_id=province_id, number__isnull=False, published_at__isnull=False)
    return list(published.select_related("report__file").order_by("-number"))


# -- files


def put(path: Path, text: str) -> None:
    content = text.encode()
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix in PACKED:
        write_whole(path.with_name(path.name + ".gz"), gzip.compress(content, 9, mtime=0))
        write_whole(path.with_name(path.name + ".br"), brotli.compress(content, quality=11))
    write_whole(path, content)


def sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_tree(place: Path) -> None:
    """A rename is durable only after the folders it concerns are on disk."""
    for folder in [place, *(each for each in place.rglob("*") if each.is_dir())]:
        sync(folder)
