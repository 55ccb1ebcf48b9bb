from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from committee.models import Minutes, MinutesVersion
from ecotown.kernel import ddl, journal
from ecotown.kernel.models import JournalEntry
from reports.models import Report


class Command(BaseCommand):
    help = "Walks the chain of the journal; names the first bad line and ends with 1 if there is one."

    def handle(self, *args: Any, **options: Any) -> None:
        for number, reason in journal.broken_lines():
            raise CommandError(f"The journal is broken at line {number}: {reason}.", returncode=1)
        for number, digest, document in sorted(anchors()):
            if hash_of(number) != digest:
                raise CommandError(
                    f"The journal is broken at line {number}: it is not the line that stood there for {document}.",
                    returncode=1,
                )
        if ddl.missing():
            raise CommandError("The chain holds, but the guards of the journal are missing: run migrate.", returncode=1)
        number, digest = journal.head()
        self.stdout.write(f"The journal holds: {number} lines, the last has the hash {digest}.")


def anchors() -> Iterator[tuple[int, str, str]]:
    """What sealed minutes, their editions and reports remember of the journal. A journal written anew, line by line, is a whole chain;
    only what left the house before tells it from the true one."""
    for minutes in Minutes.objects.filter(state="locked").select_related("meeting"):
        head = (minutes.frozen or {}).get("journal")
        if head:
            yield head["number"], head["hash"], str(minutes)
    for version in MinutesVersion.objects.select_related("minutes__meeting"):
        head = version.frozen.get("journal")
        if head:
            yield head["number"], head["hash"], str(version)
    for head, title in Report.objects.values_list("snapshot__journal", "title"):
        if head:
            yield head["number"], head["hash"], title


def hash_of(number: int) -> str:
    entry = JournalEntry.objects.filter(number=number).first()
    return entry.hash if entry else "0" * 64
