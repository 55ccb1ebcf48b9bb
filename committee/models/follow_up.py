"""What a resolution charged somebody with, and what has been reported on it since."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from committee.models.resolution import Resolution
from ecotown.kernel.fields import NormalizedCharField, NormalizedTextField
from ecotown.kernel.models import StoredFile
from ecotown.kernel.rules import Actor, Role


class FollowUpState(models.TextChoices):
    OPEN = "open", "อยู่ระหว่างดำเนินการ"
    CLOSED = "closed", "ดำเนินการแล้วเสร็จ"


class FollowUpQuerySet(models.QuerySet["FollowUp"]):
    def visible_to(self, actor: Actor) -> "FollowUpQuerySet":
        """All of the province; who is nothing but an agency's focal person sees those of the own organisation."""
        if not actor.is_known:
            return self.none()
        mine = self.filter(resolution__agenda_item__meeting__body__province_id=actor.province)
        if actor.roles == {Role.AGENCY}:
            return mine.filter(agency__in={held.organisation for held in actor.seats})
        return mine

    def open_of(self, body_id: int) -> "FollowUpQuerySet":
        """Those that return as เรื่องสืบเนื่อง, the oldest resolution first."""
        return self.filter(resolution__agenda_item__meeting__body_id=body_id, state=FollowUpState.OPEN).order_by("pk")

    def with_resolution(self) -> "FollowUpQuerySet":
        return self.select_related("resolution__agenda_item__meeting__body", "resolution__duty")


class FollowUp(models.Model):
    """A task that a resolution มอบหมาย gave to an agency. It returns at each meeting of the body until it is closed."""

    resolution = models.ForeignKey(Resolution, on_delete=models.PROTECT, related_name="follow_ups")
    task = NormalizedTextField(_("task"))
    agency = NormalizedCharField(_("agency in charge"), max_length=200)
    due = models.DateField(_("due"), null=True, blank=True)
    state = models.CharField(max_length=6, choices=FollowUpState.choices, default=FollowUpState.OPEN)
    closed_on = models.DateField(null=True, blank=True)
    outcome = NormalizedTextField(_("outcome"), blank=True)

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        verbose_name = _("follow-up")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open", closed_on__isnull=True)
                | (Q(state="closed", closed_on__isnull=False) & ~Q(outcome="")),
                name="follow_up_closed_with_day_and_outcome",
            ),
        ]

    def __str__(self) -> str:
        return self.task

    @property
    def body_id(self) -> int:
        return self.resolution.body_id

    def is_overdue(self, today: date) -> bool:
        return self.state == FollowUpState.OPEN and self.due is not None and self.due < today


class ReportedBy(models.TextChoices):
    """How the answer reached the office."""

    PORTAL = "portal", "รายงานในระบบ"
    LETTER = "letter", "หนังสือ"
    CALL = "call", "โทรศัพท์"
    MEETING = "meeting", "รายงานในที่ประชุม"


class FollowUpNoteQuerySet(models.QuerySet["FollowUpNote"]):
    def visible_to(self, actor: Actor) -> "FollowUpNoteQuerySet":
        return self.filter(follow_up__in=FollowUp.objects.visible_to(actor))


class FollowUpNote(models.Model):
    """One report on a follow-up, with its evidence. Never changed: a correction is a further note."""

    follow_up = models.ForeignKey(FollowUp, on_delete=models.PROTECT, related_name="notes")
    on = models.DateField(_("date"))
    text = NormalizedTextField(_("what has been done"))
    reported_by = models.CharField(_("reported by"), max_length=8, choices=ReportedBy.choices)
    # Of a letter its number, of a call who called: staff enter an agency's answer and say where it comes from.
    reference = NormalizedCharField(_("letter or caller"), max_length=200, blank=True)
    evidence = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    entered_at = models.DateTimeField(auto_now_add=True)

    objects = FollowUpNoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("follow-up note")
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(reported_by__in=["portal", "meeting"]) | ~Q(reference=""),
                name="follow_up_note_says_where_it_comes_from",
            ),
        ]

    def __str__(self) -> str:
        return self.text
