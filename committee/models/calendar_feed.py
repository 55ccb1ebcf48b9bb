"""The secret address at which somebody's own calendar is read, without a login."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from committee.models.person import Person
from ecotown.kernel.rules import Actor


class CalendarFeedQuerySet(models.QuerySet["CalendarFeed"]):
    def visible_to(self, actor: Actor) -> "CalendarFeedQuerySet":
        """One's own, and nobody else's."""
        return self.none() if actor.person_id is None else self.filter(person_id=actor.person_id)

    def in_force(self) -> "CalendarFeedQuerySet":
        return self.filter(revoked_at__isnull=True)

    def at_address(self, token_sha256: str) -> "CalendarFeed | None":
        """The feed in force at this address, whose owner may still log in."""
        live = self.in_force().filter(person__user__is_active=True)
        return live.select_related("person__user").filter(token_sha256=token_sha256).first()


class CalendarFeed(models.Model):
    """Only the hash of the address is kept: it is shown once, and a copy of the database opens no calendar."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="calendar_feeds")
    token_sha256 = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(auto_now_add=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = CalendarFeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("calendar address")
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(revoked_at__isnull=True), name="calendar_feed_one_each"
            ),
        ]

    def __str__(self) -> str:
        return str(self.person)
