"""The first account of a new portal: the one that gives all others."""

import getpass
import os
from typing import Any

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from committee.services.accounts import give_account
from committee.services.assignments import give_assignment
from committee.services.people import add_person
from ecotown.kernel import thai
from ecotown.kernel.rules import Actor, Role


class Command(BaseCommand):
    help = (
        "Make a person with an account that looks after accounts. The password is asked for, or read from the "
        "environment variable ADMIN_PASSWORD; it is never given on the command line, where others could read it."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--prefix", required=True, help="for instance นาย")
        parser.add_argument("--given", required=True)
        parser.add_argument("--family", required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        password = os.environ.get("ADMIN_PASSWORD") or getpass.getpass("Password: ")
        day = thai.today()
        actor = Actor.command("create_admin", day, settings.PROVINCE)
        try:
            validate_password(password)
            person = add_person(actor, prefix=options["prefix"], given=options["given"], family=options["family"])
            give_account(actor, person_id=person.pk, username=options["username"], password=password)
            give_assignment(actor, person_id=person.pk, role=Role.ADMIN, since=day)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(f"{person} can sign in as {options['username']}.")
