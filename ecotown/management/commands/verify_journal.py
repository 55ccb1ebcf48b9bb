from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ecotown.kernel import ddl, journal


class Command(BaseCommand):
    help = "Walks the chain of the journal; names the first bad line and ends with 1 if there is one."

    def handle(self, *args: Any, **options: Any) -> None:
        for number, reason in journal.broken_lines():
            raise CommandError(f"The journal is broken at line {number}: {reason}.", returncode=1)
        if ddl.missing():
            raise CommandError("The chain holds, but the guards of the journal are missing: run migrate.", returncode=1)
        number, digest = journal.head()
        self.stdout.write(f"The journal holds: {number} lines, the last has the hash {digest}.")
