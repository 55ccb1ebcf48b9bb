from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.utils import translation

from ecotown.kernel import thai
from ecotown.kernel.rules import Actor
from ecotown.management.seeds.demo.build import Stage, build
from ecotown.management.seeds.demo.cast import PARTS
from ecotown.management.seeds.demo.remove import remove

STAGES = [stage.name.lower() for stage in Stage if stage]


class Command(BaseCommand):
    help = "Example seats, accounts, scores, minutes and a release, every one flagged; --remove takes all of it away."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--stage", choices=STAGES, default=STAGES[-1], help="how far it goes (default: %(default)s)"
        )
        parser.add_argument("--remove", action="store_true", help="delete the example data and nothing else")

    def handle(self, *args: Any, **options: Any) -> None:
        # What services write into rows and notices is Thai, whatever the shell's language.
        with translation.override(settings.LANGUAGE_CODE):
            if options["remove"]:
                rows = remove(Actor.command("seed_demo", thai.today(), settings.PROVINCE))
                self.stdout.write(f"Example data: {rows} rows removed." if rows else "Example data: there are none.")
                return
            wanted = Stage[options["stage"].upper()]
            before = build(wanted, settings.PROVINCE)
        if before >= wanted:
            self.stdout.write(f"Example data: there already, up to the stage '{before.name.lower()}'.")
            return
        self.stdout.write(
            f"Example data: loaded up to the stage '{wanted.name.lower()}'. Every example account has the"
        )
        self.stdout.write(f"password {settings.DEMO_PASSWORD}: {' '.join(part.username for part in PARTS)}")
