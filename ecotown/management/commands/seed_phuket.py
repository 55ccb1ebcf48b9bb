from typing import Any

from django.core.management.base import BaseCommand

from ecotown.kernel import thai
from ecotown.kernel.rules import Actor
from ecotown.management.seeds import phuket


class Command(BaseCommand):
    help = "Loads exactly the facts of the source text, each with its provenance; a second run changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        made = phuket.load(Actor.command("seed_phuket", thai.today(), "83"))
        self.stdout.write(f"Facts of Phuket: {made} rows loaded." if made else "Facts of Phuket: all there already.")
