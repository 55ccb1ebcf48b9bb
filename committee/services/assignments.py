"""Roles that the office gives and no order: staff, admin, auditor, verifier, an agency's focal person."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from committee.models import Assignment, Person
from ecotown.kernel import rules, thai
from ecotown.kernel.journal import record
from ecotown.kernel.rules import Actor, Role


@transaction.atomic
def give_assignment(
    actor: Actor,
    *,
    person_id: int,
    role: str,
    since: date,
    organisation: str = "",
    is_example: bool = False,
) -> Assignment:
    person = Person.objects.visible_to(actor).select_for_update().get(pk=person_id)
    rules.require(actor, "assignment.give", person)
    if role not in Assignment.ROLES:
        raise ValidationError({"role": _("This role is not given by the office.")})
    if role == Role.AGENCY and not organisation:
        raise ValidationError({"organisation": _("Say which organisation this person answers for.")})
    held = (
        person.assignments.filter(role=role, organisation=organisation)
        .filter(Q(until=None) | Q(until__gt=since))
        .first()
    )
    if held is not None:
        raise ValidationError(
            {"since": _("This person holds the role already, from %(day)s on.") % {"day": thai.long_date(held.since)}}
        )
    assignment = Assignment.objects.create(
        person=person, role=role, since=since, organisation=organisation, is_example=is_example
    )
    record(
        actor, "assignment.give", assignment,
        after={"person": str(person), "role": role, "organisation": organisation, "since": since},
    )  # fmt: skip
    return assignment


@transaction.atomic
def end_assignment(actor: Actor, *, assignment_id: int, until: date) -> Assignment:
    """`until` is the first day on which the role is no longer held."""
    assignment = (
        Assignment.objects.visible_to(actor)
        .select_for_update(of=("self",))
        .select_related("person")
        .get(pk=assignment_id)
    )
    rules.require(actor, "assignment.end", assignment)
    if until <= assignment.since:
        raise ValidationError(
            {"until": _("The end must come after the beginning, %(day)s.") % {"day": thai.long_date(assignment.since)}}
        )
    assignment.until = until
    assignment.save(update_fields=["until"])
    record(actor, "assignment.end", assignment, after={"until": until})
    return assignment
