"""What somebody who attended asks to have corrected in the minutes."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from committee.models.agenda import AgendaItem
from committee.models.minutes import Minutes
from committee.models.person import Person
from ecotown.kernel.fields import NormalizedTextField
from ecotown.kernel.rules import Actor


class CorrectionState(models.TextChoices):
    OPEN = "open", "รอพิจารณา"
    TAKEN = "taken", "แก้ไขแล้ว"
    DECLINED = "declined", "ไม่แก้ไข"


class CorrectionQuerySet(models.QuerySet["Correction"]):
    def visible_to(self, actor: Actor) -> "CorrectionQuerySet":
        """The office of the body sees all; a member the own ones, also while the minutes are a draft again."""
        if not actor.is_known:
            return self.none()
        mine, own = self.filter(minutes__meeting__body__province_id=actor.province), actor.office_bodies()
        if own is None:
            return mine
        return mine.filter(Q(person_id=actor.person_id) | Q(minutes__meeting__body__in=own))

    def for_page(self) -> "CorrectionQuerySet":
        return self.select_related("minutes__meeting__body", "agenda_item__meeting", "person__user")

    def open(self) -> "CorrectionQuerySet":
        return self.filter(state=CorrectionState.OPEN)

    def hold(self, actor: Actor, correction_id: int) -> "Correction":
        """Its row, after those of its meeting and minutes, locked to the end of the transaction."""
        found = self.visible_to(actor).get(pk=correction_id)
        Minutes.objects.hold(actor, found.minutes_id)
        return self.for_page().select_for_update(of=("self",)).get(pk=correction_id)


class Correction(models.Model):
    """What somebody who attended asks to have corrected in circulated minutes, and what became of it."""

    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="corrections")
    agenda_item = models.ForeignKey(
        AgendaItem, null=True, blank=True, on_delete=models.PROTECT, related_name="corrections"
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="corrections")
    text = NormalizedTextField(_("correction"))
    state = models.CharField(max_length=8, choices=CorrectionState.choices, default=CorrectionState.OPEN)
    answer = NormalizedTextField(_("answer"), blank=True)
    made_at = models.DateTimeField(auto_now_add=True)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("correction")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(state="declined") | ~Q(answer=""), name="correction_declined_says_why"),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def body_id(self) -> int:
        return self.minutes.body_id
