from pathlib import Path
from typing import Any

import polib
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    help = "Compiles the message catalogues (.po to .mo) that have changed; needs no gettext tools."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        for folder in settings.LOCALE_PATHS:
            for source in sorted(Path(folder).glob("*/LC_MESSAGES/*.po")):
                target = source.with_suffix(".mo")
                if not target.exists() or target.stat().st_mtime_ns < source.stat().st_mtime_ns:
                    self.stdout.write(f"{source.parent.parent.name}: {compile_catalogue(source, target)} messages")


def compile_catalogue(source: Path, target: Path) -> int:
    """The number of messages written. The file appears at once and whole: a running server may be reading it."""
    try:
        catalogue = polib.pofile(str(source), check_for_duplicates=True)
    except (OSError, ValueError) as reason:
        raise CommandError(f"{source.name} cannot be read: {reason}") from reason
    part = target.with_suffix(".mo.part")
    part.write_bytes(catalogue.to_binary())
    part.replace(target)
    return len(catalogue.translated_entries())
