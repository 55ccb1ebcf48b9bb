from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ecotown.management import backups
from ecotown.management.backups.manifest import BackupFaulty


class Command(BaseCommand):
    help = "Saves database, files, public site and key below a folder, checked by counts and hashes."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument(
            "place", type=Path, help="a folder on another disk; files are kept there once for all backups"
        )

    def handle(self, *args: Any, place: Path, **options: Any) -> None:
        try:
            folder, manifest = backups.take(place)
        except BackupFaulty as fault:
            raise CommandError(str(fault), returncode=1) from fault
        rows = sum(manifest.counts.values())
        self.stdout.write(
            f"Saved in {folder}: {rows} rows in {len(manifest.counts)} tables, {len(manifest.files)} files, "
            f"the journal up to line {manifest.journal_number}."
        )
