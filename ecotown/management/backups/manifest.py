"""What a backup says of itself, and how it is held to it."""

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from ecotown.kernel.files import write_whole

NAME = "manifest.json"
FORMAT = 1


class BackupFaulty(Exception):
    """A backup that is not what its manifest says, or has none."""


@dataclass(frozen=True)
class Manifest:
    """`parts` is file name -> sha256 beside the manifest, `files` the hashes in the pool, `counts` table -> rows."""

    format: int
    taken_at: str
    vendor: str
    counts: dict[str, int]
    parts: dict[str, str]
    files: list[str]
    journal_number: int
    journal_hash: str

    def write(self, folder: Path) -> None:
        write_whole(folder / NAME, json.dumps(asdict(self), indent=1, sort_keys=True).encode())


def read(folder: Path) -> Manifest:
    try:
        said = json.loads((folder / NAME).read_text(encoding="utf-8"))
        manifest = Manifest(**said)
    except FileNotFoundError:
        raise BackupFaulty(f"{folder} holds no {NAME}: it is no backup, or one that was cut off.") from None
    except (ValueError, TypeError) as broken:
        raise BackupFaulty(f"{folder / NAME} cannot be read: {broken}") from broken
    if manifest.format != FORMAT:
        raise BackupFaulty(f"{folder} is of format {manifest.format}; this portal reads format {FORMAT}.")
    return manifest


def check(folder: Path, manifest: Manifest) -> None:
    """Every part and every stored file is there and is what it was."""
    for name, digest in manifest.parts.items():
        if digest_of(folder / name) != digest:
            raise BackupFaulty(f"{folder / name} is missing or is not what was saved.")
    for sha256 in manifest.files:
        if digest_of(pooled(folder.parent, sha256)) != sha256:
            raise BackupFaulty(f"The stored file {sha256} is missing from the backup or is not what was saved.")


def pooled(place: Path, sha256: str) -> Path:
    return place / "files" / sha256[:2] / sha256[2:4] / sha256


def digest_of(path: Path) -> str:
    """ "" where there is no such file."""
    if not path.is_file():
        return ""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
