"""A member's interest in an area that is scored: suggested by the portal, declared by the member, pinned by the chair."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from areas.models import Area
from committee.models import Seat
from committee.models.seat import Sector
from ecotown.kernel.fields import NormalizedTextField
from ecotown.kernel.rules import Actor
from indicators.models.round import Round


class Standing(models.TextChoices):
    SUGGESTED = "suggested", "รอคำตอบของกรรมการ"
    DECLARED = "declared", "แจ้งว่ามีส่วนได้เสีย"
    DENIED = "denied", "แจ้งว่าไม่มีส่วนได้เสีย"
    PINNED = "pinned", "ประธานกำหนดว่ามีส่วนได้เสีย"


# A suggestion alone counts for nothing: somebody has to say so.
HELD = (Standing.DECLARED, Standing.PINNED)


def is_suggested(seat: Seat, area: Area) -> bool:
    """Whether the seat belongs to a local government that bears the name of the area."""
    return seat.sector == Sector.LOCAL and area.name in f"{seat.organisation} {seat.post}"


class InterestQuerySet(models.QuerySet["Interest"]):
    def visible_to(self, actor: Actor) -> "InterestQuerySet":
        return self.filter(round__in=Round.objects.visible_to(actor))

    def held(self) -> "InterestQuerySet":
        return self.filter(standing__in=HELD)

    def of_round(self, round_id: int) -> "InterestQuerySet":
        mine = self.filter(round_id=round_id).select_related("seat", "area", "round", "person")
        return mine.order_by("area__sort", "area__code", "seat__sort", "pk")


class Interest(models.Model):
    """One seat and one area of a round. A round's policy says whether it is shown apart or keeps from scoring."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="interests")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="interests")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="interests")
    person = models.ForeignKey("committee.Person", on_delete=models.PROTECT, related_name="interests")
    standing = models.CharField(max_length=10, choices=Standing.choices, default=Standing.SUGGESTED)
    reason = NormalizedTextField(_("the interest in words"), blank=True)
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    said_at = models.DateTimeField(null=True, blank=True)

    objects = InterestQuerySet.as_manager()

    class Meta:
        verbose_name = _("interest")
        constraints = [
            models.UniqueConstraint(fields=["round", "area", "person"], name="interest_once"),
            models.CheckConstraint(
                condition=~Q(standing__in=["declared", "pinned"]) | ~Q(reason=""), name="interest_held_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round} {self.area} {self.person}"

    @property
    def is_held(self) -> bool:
        return self.standing in HELD

    @property
    def sentence(self) -> str:
        """As the minutes say it: Thai, because it becomes part of a statutory paper."""
        does = "จึงไม่ร่วมให้คะแนน" if self.round.recuses else "โดยคะแนนแสดงและนับแยกต่างหาก"
        said = "ประธานกำหนดว่ามีส่วนได้เสีย" if self.standing == Standing.PINNED else "แจ้งว่ามีส่วนได้เสีย"
        return f"{self.person} ({self.seat.post}) {said}ใน{self.area} เนื่องจาก{self.reason} {does}"
