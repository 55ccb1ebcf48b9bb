"""The records that every floor needs."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from ecotown.kernel.accounts import User, UserManager
from ecotown.kernel.mailings import Mailing, Notice
from ecotown.kernel.rules import Actor, Role

__all__ = ["Job", "JournalEntry", "JournalHead", "Mailing", "Notice", "StoredFile", "User", "UserManager"]


class JournalHead(models.Model):
    """The one row that the writer of the next journal line holds: it makes the chain a line, not a tree."""

    one = models.BooleanField(primary_key=True, default=True)
    number = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="0" * 64)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(one=True), name="journal_head_is_one")]

    def __str__(self) -> str:
        return f"{self.number} {self.hash}"


class JournalQuerySet(models.QuerySet["JournalEntry"]):
    def visible_to(self, actor: Actor) -> "JournalQuerySet":
        """Those who watch over the acts of others: the auditor and the secretary."""
        return self if {Role.AUDITOR, Role.SECRETARY} & actor.roles else self.none()

    def asked_for(
        self, *, act: str = "", who: str = "", object_type: str = "", object_id: str = ""
    ) -> "JournalQuerySet":
        """Newest first; each word that is not empty narrows it."""
        wanted = {"act": act, "actor_label__contains": who, "object_type": object_type, "object_id": object_id}
        return self.filter(**{name: value for name, value in wanted.items() if value}).order_by("-number")

    def about(self, thing: models.Model) -> "JournalQuerySet":
        return self.filter(object_type=thing._meta.label_lower, object_id=str(thing.pk))


class JournalEntry(models.Model):
    """One act, chained to the one before. No foreign keys: it outlives what it speaks of."""

    number = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    act = models.CharField(max_length=60, db_index=True)
    actor_kind = models.CharField(max_length=10)
    actor_id = models.CharField(max_length=20, blank=True)
    actor_label = models.CharField(max_length=200, blank=True)
    actor_roles = models.CharField(max_length=200, blank=True)
    object_type = models.CharField(max_length=60)
    object_id = models.CharField(max_length=40)
    object_label = models.CharField(max_length=300, blank=True)
    request_id = models.CharField(max_length=40, blank=True)
    job_id = models.CharField(max_length=40, blank=True)
    body = models.TextField()  # canonical JSON (RFC 8785) of everything above with before, after and reason
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    objects = JournalQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        indexes = [models.Index(fields=["object_type", "object_id"], name="journal_object")]

    def __str__(self) -> str:
        return f"{self.number} {self.act}"


class StoredFile(models.Model):
    """A file by its content: the same bytes are kept once, under their hash; nothing changes them."""

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.BigIntegerField()
    mime = models.CharField(max_length=100)
    name = models.CharField(_("file name"), max_length=200)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("file")
        constraints = [models.CheckConstraint(condition=Q(size__gte=0), name="stored_file_size")]

    def __str__(self) -> str:
        return self.name

    @property
    def path(self) -> str:
        return f"{self.sha256[:2]}/{self.sha256[2:4]}/{self.sha256}"


class JobState(models.TextChoices):
    QUEUED = "queued", _("waiting for a worker")
    RUNNING = "running", _("being made")
    DONE = "done", _("done")
    FAILED = "failed", _("failed")


class JobQuerySet(models.QuerySet["Job"]):
    def claimable(self) -> "JobQuerySet":
        """Queued ones, and running ones whose worker has not been heard of within its lease."""
        return self.filter(Q(state=JobState.QUEUED) | Q(state=JobState.RUNNING, lease__lt=Now()))


class Job(models.Model):
    """One long piece of work. The row is the truth; Celery is the doorbell and the workforce."""

    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=120, unique=True)
    payload = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=JobState.choices, default=JobState.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    token = models.UUIDField(null=True, blank=True)
    lease = models.DateTimeField(null=True, blank=True)
    step = models.CharField(max_length=200, blank=True)
    steps_done = models.PositiveSmallIntegerField(default=0)
    steps_total = models.PositiveSmallIntegerField(default=0)
    host = models.CharField(max_length=100, blank=True)
    pid = models.IntegerField(null=True, blank=True)
    parent_pid = models.IntegerField(null=True, blank=True)
    broker_message = models.CharField(max_length=60, blank=True)
    request_id = models.CharField(max_length=40, blank=True)
    error = models.TextField(blank=True)
    result = models.JSONField(default=dict, blank=True)
    queued_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = _("job")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=JobState.RUNNING)
                | Q(token__isnull=False, lease__isnull=False, started_at__isnull=False),
                name="job_running_has_lease",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[JobState.QUEUED, JobState.RUNNING]) | Q(ended_at__isnull=False),
                name="job_ended_has_time",
            ),
            models.CheckConstraint(condition=~Q(state=JobState.FAILED) | ~Q(error=""), name="job_failed_says_why"),
        ]
        indexes = [models.Index(fields=["state", "lease"], name="job_state_lease")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"

    @property
    def is_over(self) -> bool:
        return self.state in (JobState.DONE, JobState.FAILED)

    @staticmethod
    def new_token() -> uuid.UUID:
        return uuid.uuid4()
