import hashlib
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from ecotown.kernel.models import User

STEPS = ("files", "database", "facts")


class Command(BaseCommand):
    help = "Makes what the repository does not hold, where it is missing or out of date."
    requires_system_checks = []

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument(
            "step",
            nargs="?",
            choices=STEPS,
            help="files: catalogues, web fonts, static files. database: tables. "
            "facts: on first start the Phuket facts and, unless DEMO=0, the example data. Default: all three.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        for step in [options["step"]] if options["step"] else STEPS:
            getattr(self, step)()

    def files(self) -> None:
        call_command("compile_catalogues", stdout=self.stdout)
        call_command("make_fonts", stdout=self.stdout)
        sources = [
            settings.BASE_DIR / "static",
            settings.VAR_DIR / "build",
            settings.BASE_DIR / "ecotown" / "settings.py",
            # The packages bring files of their own; their list stands for all of them.
            settings.BASE_DIR / "requirements.txt",
        ]
        stamp, digest = settings.VAR_DIR / "run" / "static.stamp", digest_of(sources)
        collected = settings.STATIC_ROOT / "staticfiles.json"
        if not collected.exists() or not stamp.exists() or stamp.read_text() != digest:
            self.say("Collecting static files")
            self.run("collectstatic", "--noinput", "--verbosity", "0")
            stamp.write_text(digest)

    def database(self) -> None:
        try:
            plan = MigrationExecutor(connection)
        except OperationalError as reason:
            raise CommandError(f"The database does not answer: {reason}") from reason
        if plan.migration_plan(plan.loader.graph.leaf_nodes()):
            if User._meta.db_table not in connection.introspection.table_names():
                self.first_start().touch()
            self.say("Making the tables of the database")
            self.run("migrate", "--verbosity", "0")

    def facts(self) -> None:
        """Once, into a new database; begun again where the first attempt was cut off."""
        if not self.first_start().exists():
            return
        self.say("Loading the facts of Phuket")
        self.run("seed_phuket")
        if os.environ.get("DEMO", "1").lower() not in ("0", "false", "no", "off", ""):
            self.say("Loading the example data")
            self.run("seed_demo", env={"DEMO": "1"})
            (settings.VAR_DIR / "example-data").touch()
        self.first_start().unlink()

    def first_start(self) -> Path:
        """Stands from the first migration until the facts are in."""
        return Path(settings.VAR_DIR / "run" / "first-start")

    def run(self, *command: str, env: dict[str, str] | None = None) -> None:
        """In a process of its own: each must see the catalogues and tables that the one before made.

        What it logs goes to a file, and is shown where it fails.
        """
        log: Path = settings.VAR_DIR / "log" / "prepare.log"
        line = [sys.executable, str(settings.BASE_DIR / "manage.py"), *command]
        with log.open("wb") as out:
            done = subprocess.run(line, env=os.environ | (env or {}), stderr=out, check=False)
        if done.returncode:
            end = "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-25:])
            raise CommandError(f"{end}\nmanage.py {' '.join(command)} failed.", returncode=done.returncode)

    def say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()


def digest_of(sources: Iterable[Path]) -> str:
    total = hashlib.sha256()
    for source in sources:
        for path in sorted(source.rglob("*")) if source.is_dir() else [source]:
            if path.is_file():
                total.update(f"{path}\0{path.stat().st_size}\0".encode())
                total.update(path.read_bytes())
    return total.hexdigest()
