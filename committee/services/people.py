"""People, by the name and post that official papers print."""

from datetime import date

from django.db import transaction

from committee.models import Person, PersonPost
from ecotown.kernel import rules
from ecotown.kernel.journal import record
from ecotown.kernel.rules import Actor


@transaction.atomic
def add_person(
    actor: Actor,
    *,
    prefix: str,
    given: str,
    family: str,
    post: str = "",
    known_on: date | None = None,
    email: str = "",
    is_example: bool = False,
) -> Person:
    rules.require(actor, "person.add")
    person = Person.objects.create(
        province_id=actor.province, prefix=prefix, given=given, family=family, email=email, is_example=is_example
    )
    if post:
        PersonPost.objects.create(person=person, title=post, known_on=known_on or actor.on)
    record(actor, "person.add", person, after={"name": str(person), "post": post})
    return person


@transaction.atomic
def change_person(
    actor: Actor,
    *,
    person_id: int,
    prefix: str,
    given: str,
    family: str,
    post: str = "",
    known_on: date | None = None,
    email: str = "",
) -> Person:
    """Correct name and address; a post that is new is added to those known before, which stay."""
    person = Person.objects.visible_to(actor).select_for_update().get(pk=person_id)
    rules.require(actor, "person.change", person)
    before = {"name": str(person), "post": person.latest_post, "has_email": bool(person.email)}
    person.prefix, person.given, person.family, person.email = prefix, given, family, email
    person.save(update_fields=["prefix", "given", "family", "email"])
    if post and post != before["post"]:
        PersonPost.objects.get_or_create(person=person, title=post, known_on=known_on or actor.on)
    after = {"name": str(person), "post": post or before["post"], "has_email": bool(email)}
    record(actor, "person.change", person, before=before, after=after)
    return person
