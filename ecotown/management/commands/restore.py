from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ecotown.management import backups
from ecotown.management.backups.manifest import BackupFaulty


class Command(BaseCommand):
    help = "Brings a backup back into an empty portal; nothing is touched before all of it has been checked."
    requires_system_checks = []

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("place", type=Path, help="a backup, or the folder of several: then the newest")

    def handle(self, *args: Any, place: Path, **options: Any) -> None:
        try:
            folder, manifest = backups.restore(place)
        except BackupFaulty as fault:
            raise CommandError(str(fault), returncode=1) from fault
        rows = sum(manifest.counts.values())
        self.stdout.write(
            f"Restored from {folder}: {rows} rows in {len(manifest.counts)} tables, {len(manifest.files)} files, "
            f"the journal up to line {manifest.journal_number}; counts and hashes agree."
        )
