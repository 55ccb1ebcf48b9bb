"""Taking a backup."""

import os
import shutil
import tarfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection
from django.utils import timezone

from ecotown.kernel import journal
from ecotown.kernel.files import write_whole
from ecotown.management.backups import database
from ecotown.management.backups.manifest import FORMAT, BackupFaulty, Manifest, digest_of, pooled


def take(place: Path) -> tuple[Path, Manifest]:
    """A new backup below `place`; the folder and what it says of itself."""
    taken_at = timezone.now()
    folder = place / taken_at.strftime("%Y%m%dT%H%M%S.%fZ")
    place.mkdir(parents=True, exist_ok=True)
    place.chmod(0o700)
    folder.mkdir(mode=0o700)
    part = folder / database.FILE[connection.vendor]
    counts, files, (number, digest) = database.dump(part, _read)
    keep_files(place, files)
    keep_site(folder / "site.tar")
    keep_key(folder / "secret_key")
    parts = {path.name: digest_of(path) for path in sorted(folder.iterdir())}
    manifest = Manifest(FORMAT, taken_at.isoformat(), connection.vendor, counts, parts, files, number, digest)
    manifest.write(folder)
    return folder, manifest


def _read() -> tuple[dict[str, int], list[str], tuple[int, str]]:
    return database.counts(), database.stored(), journal.head()


def keep_files(place: Path, hashes: list[str]) -> None:
    """Each file once. One that is there is looked at again: disks forget."""
    for sha256 in hashes:
        target = pooled(place, sha256)
        if digest_of(target) == sha256:
            continue
        source = Path(default_storage.path(f"{sha256[:2]}/{sha256[2:4]}/{sha256}"))
        if digest_of(source) != sha256:
            raise BackupFaulty(f"The stored file {sha256} is missing from {source} or is not what was kept.")
        target.parent.mkdir(parents=True, exist_ok=True)
        write_whole(target, source.read_bytes())


def keep_site(target: Path) -> None:
    with tarfile.open(target, "w") as archive:
        archive.add(settings.SITE_DIR, arcname=".", filter=_without_unfinished)


def _without_unfinished(member: tarfile.TarInfo) -> tarfile.TarInfo | None:
    return None if any(part.startswith(".part-") for part in Path(member.name).parts) else member


def keep_key(target: Path) -> None:
    """What signs sessions and seals scores; where it comes from the environment, its keeper keeps it."""
    own: Any = settings.VAR_DIR / "secret_key"
    if own.exists() and own.read_text().strip() == settings.SECRET_KEY:
        shutil.copyfile(own, target)
        os.chmod(target, 0o600)
