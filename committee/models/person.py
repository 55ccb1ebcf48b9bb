"""People, their posts, and what the office has assigned them to. A person may have no account."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from committee.models.body import Province
from committee.models.source import Source
from ecotown.kernel.fields import NormalizedCharField
from ecotown.kernel.notices import Recipient
from ecotown.kernel.rules import Actor, Role


class PersonQuerySet(models.QuerySet["Person"]):
    def visible_to(self, actor: Actor) -> "PersonQuerySet":
        return self.filter(province_id=actor.province) if actor.is_known else self.none()

    def for_list(self) -> "PersonQuerySet":
        """With account, posts, roles and seats."""
        return self.select_related("user", "source").prefetch_related(
            "posts__source", "assignments", "holdings__seat__body", "holdings__seat__order"
        )

    def for_choice(self) -> "PersonQuerySet":
        return self.prefetch_related("posts")


class Person(models.Model):
    """Somebody, by the name that official papers print: prefix in full, given name, family name."""

    province = models.ForeignKey(Province, on_delete=models.PROTECT, related_name="people")
    prefix = NormalizedCharField(_("prefix"), max_length=60)
    given = NormalizedCharField(_("given name"), max_length=100)
    family = NormalizedCharField(_("family name"), max_length=120)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="person"
    )
    email = models.EmailField(_("e-mail"), blank=True)
    source = models.ForeignKey(Source, null=True, blank=True, on_delete=models.PROTECT, related_name="people")
    is_example = models.BooleanField(default=False)

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def __str__(self) -> str:
        return f"{self.prefix}{self.given} {self.family}"

    @property
    def recipient(self) -> Recipient:
        """Of somebody to be told something; with the account at hand it costs no query."""
        email = self.email or (self.user.email if self.user else "")
        return Recipient(f"person:{self.pk}", str(self), self.user_id, email)

    @property
    def latest_post(self) -> str:
        """The post known last, "" where none is; of prefetched posts it costs no query."""
        posts = sorted(self.posts.all(), key=lambda post: (post.known_on, post.pk))
        return posts[-1].title if posts else ""


class PersonPost(models.Model):
    """The post a person was seen in on a day; from when and until when the source does not say."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="posts")
    title = NormalizedCharField(_("post"), max_length=200)
    known_on = models.DateField(_("known on"))
    source = models.ForeignKey(Source, null=True, blank=True, on_delete=models.PROTECT, related_name="posts")

    class Meta:
        verbose_name = _("post")
        constraints = [models.UniqueConstraint(fields=["person", "title", "known_on"], name="person_post_once")]

    def __str__(self) -> str:
        return self.title


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def visible_to(self, actor: Actor) -> "AssignmentQuerySet":
        return self.filter(person__province_id=actor.province) if actor.is_known else self.none()

    def in_force_on(self, day: date) -> "AssignmentQuerySet":
        return self.filter(Q(until__isnull=True) | Q(until__gt=day), since__lte=day)


class Assignment(models.Model):
    """A role given by the office and not by an order: staff, admin, auditor, verifier, an agency's focal person."""

    ROLES = [Role.STAFF, Role.ADMIN, Role.AUDITOR, Role.VERIFIER, Role.AGENCY]

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="assignments")
    role = models.CharField(_("role"), max_length=10, choices=[(role.value, role.value) for role in ROLES])
    organisation = NormalizedCharField(_("organisation"), max_length=200, blank=True)
    since = models.DateField(_("from"))
    until = models.DateField(_("until (exclusive)"), null=True, blank=True)
    is_example = models.BooleanField(default=False)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("assignment")
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")), name="assignment_ends_after_start"
            ),
            models.UniqueConstraint(fields=["person", "role", "since"], name="assignment_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.role}"
