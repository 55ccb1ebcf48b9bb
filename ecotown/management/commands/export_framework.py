from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from indicators.exchange import draft_of, write_framework
from indicators.models import Framework


class Command(BaseCommand):
    help = "Writes a framework as YAML that import_framework accepts."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("code")
        parser.add_argument("version")
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        named = Framework.objects.whole().filter(province_id=settings.PROVINCE)
        framework = named.filter(code=options["code"], version=options["version"]).first()
        if framework is None:
            raise CommandError(f"There is no framework {options['code']} version {options['version']}.")
        path: Path = options["file"]
        path.write_text(write_framework(draft_of(framework)), encoding="utf-8")
        self.stdout.write(f"{len(framework.indicators.all())} indicators written to {path}.")
