"""Bringing a backup back, into an empty portal."""

import os
import shutil
import tarfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection

from ecotown.kernel import journal
from ecotown.kernel.files import write_whole
from ecotown.management.backups import database
from ecotown.management.backups.manifest import NAME, BackupFaulty, Manifest, check, digest_of, pooled, read


def restore(place: Path) -> tuple[Path, Manifest]:
    """The backup in this folder, or the newest one below it. Nothing is touched before all of it has been checked."""
    folder = newest(place)
    manifest = read(folder)
    if manifest.vendor != connection.vendor:
        raise BackupFaulty(f"The backup is of {manifest.vendor}, this portal's database is {connection.vendor}.")
    check(folder, manifest)
    site: Any = settings.SITE_DIR
    if any(site.iterdir()):
        raise BackupFaulty(f"{site} is not empty. A backup is restored into an empty portal.")
    refuse_strays(folder / "site.tar")
    database.load(folder / database.FILE[manifest.vendor])
    for sha256 in manifest.files:
        bring_back(pooled(folder.parent, sha256), sha256)
    unpack(folder / "site.tar", site)
    if (folder / "secret_key").exists() and not os.environ.get("SECRET_KEY"):
        shutil.copyfile(folder / "secret_key", settings.VAR_DIR / "secret_key")
        os.chmod(settings.VAR_DIR / "secret_key", 0o600)
    verify(manifest)
    return folder, manifest


def refuse_strays(packed: Path) -> None:
    """Raise BackupFaulty where a member, or what a link points to, would lie outside the folder unpacked into."""
    with tarfile.open(packed) as archive:
        for member in archive.getmembers():
            links = [os.path.join(os.path.dirname(member.name), member.linkname)] if member.issym() else []
            known = member.isfile() or member.isdir() or member.issym()
            if not known or not all(_inside(path) for path in (member.name, *links)):
                raise BackupFaulty(f"{packed.name} holds what does not belong in a public site: {member.name}")


def _inside(path: str) -> bool:
    return not os.path.isabs(path) and os.path.normpath(path).split(os.sep)[0] != os.pardir


def unpack(packed: Path, site: Path) -> None:
    with tarfile.open(packed) as archive:
        # As an attribute and not an argument: Python 3.11.2, which Debian 12 has, does not know the argument yet.
        archive.extraction_filter = getattr(tarfile, "tar_filter", None)
        archive.extractall(site)  # noqa: S202 - refuse_strays has read every member


def newest(place: Path) -> Path:
    if (place / NAME).exists():
        return place
    found = sorted(path.parent for path in place.glob(f"*/{NAME}"))
    if not found:
        raise BackupFaulty(f"There is no backup in {place}.")
    return found[-1]


def bring_back(source: Path, sha256: str) -> None:
    target = Path(default_storage.path(f"{sha256[:2]}/{sha256[2:4]}/{sha256}"))
    if digest_of(target) != sha256:
        target.parent.mkdir(parents=True, exist_ok=True)
        write_whole(target, source.read_bytes())


def verify(manifest: Manifest) -> None:
    """Counts, files and the chain of the journal are those of the manifest."""
    found = database.counts()
    wrong = [name for name in manifest.counts if found.get(name) != manifest.counts[name]]
    if wrong or found.keys() != manifest.counts.keys():
        raise BackupFaulty(f"These tables do not hold what was saved: {', '.join(wrong) or 'others than before'}.")
    if database.stored() != manifest.files:
        raise BackupFaulty("The database speaks of other files than those that were saved.")
    if journal.head() != (manifest.journal_number, manifest.journal_hash):
        raise BackupFaulty("The journal does not end where it ended when the backup was taken.")
    for number, reason in journal.broken_lines():
        raise BackupFaulty(f"The journal is broken at line {number}: {reason}.")
