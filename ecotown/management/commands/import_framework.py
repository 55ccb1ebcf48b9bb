from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from ecotown.kernel import thai
from ecotown.kernel.conflicts import Conflict
from ecotown.kernel.rules import Actor
from indicators.exchange import FrameworkFaulty, read_framework
from indicators.services import import_framework


class Command(BaseCommand):
    help = "Takes a framework in from a YAML file, as a draft; with --dry-run only says what it holds."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        try:
            draft = read_framework(path.read_text(encoding="utf-8-sig"))
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"{path}: {error}") from error
        except FrameworkFaulty as faulty:
            for fault in faulty.faults:
                self.stderr.write(f"{path}:{fault.line}: {fault.place} {fault.sentence}")
            raise CommandError(f"{len(faulty.faults)} faults; nothing was taken in.") from faulty
        self.stdout.write(f"{draft.code} {draft.version}: {draft.title}")
        for level, count in draft.count_of_level():
            self.stdout.write(f"  {level.number}  {count:>3}  {level.wording}")
        if options["dry_run"]:
            return
        actor = Actor.command("import_framework", thai.today(), settings.PROVINCE)
        try:
            framework = import_framework(actor, draft=draft)
        except Conflict as error:
            raise CommandError(error.sentence) from error
        self.stdout.write(f"Taken in: {framework} ({framework.get_state_display()}).")
