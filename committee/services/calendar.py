"""The secret address of somebody's own calendar: made, and revoked."""

import hashlib
import secrets

from django.db import transaction
from django.utils import timezone

from committee.models import CalendarFeed, Person
from ecotown.kernel import rules
from ecotown.kernel.journal import record
from ecotown.kernel.rules import Actor


@transaction.atomic
def make_feed(actor: Actor) -> str:
    """A new address; the one before stops at once. The secret is given back here and kept nowhere."""
    rules.require(actor, "calendar.make")
    person = _self(actor)
    CalendarFeed.objects.visible_to(actor).in_force().update(revoked_at=timezone.now())
    token = secrets.token_urlsafe(32)
    feed = CalendarFeed.objects.create(person=person, token_sha256=hashlib.sha256(token.encode()).hexdigest())
    record(actor, "calendar.make", feed)
    return token


@transaction.atomic
def revoke_feed(actor: Actor) -> None:
    rules.require(actor, "calendar.revoke")
    _self(actor)
    feed = CalendarFeed.objects.visible_to(actor).in_force().first()
    if feed is not None:
        feed.revoked_at = timezone.now()
        feed.save(update_fields=["revoked_at"])
        record(actor, "calendar.revoke", feed)


def _self(actor: Actor) -> Person:
    """Locked: two tabs make one address after the other."""
    return Person.objects.visible_to(actor).select_for_update().get(pk=actor.person_id or 0)
