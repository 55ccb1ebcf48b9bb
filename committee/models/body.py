"""The province and the bodies that meet in it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ecotown.kernel.rules import Actor


class Province(models.Model):
    """A province by its code of the Department of Provincial Administration, for instance 83."""

    code = models.CharField(max_length=2, primary_key=True)
    name = models.CharField(max_length=80, unique=True)

    class Meta:
        verbose_name = _("province")

    def __str__(self) -> str:
        return f"จังหวัด{self.name}"


class BodyKind(models.TextChoices):
    COMMITTEE = "committee", "คณะกรรมการ"
    WORKING_GROUP = "working_group", "คณะทำงาน"


class BodyQuerySet(models.QuerySet["Body"]):
    def visible_to(self, actor: Actor) -> "BodyQuerySet":
        return self.filter(province_id=actor.province) if actor.is_known else self.none()


class Body(models.Model):
    """A committee or working group: what an order creates and what holds meetings."""

    province = models.ForeignKey(Province, on_delete=models.PROTECT, related_name="bodies")
    kind = models.CharField(max_length=20, choices=BodyKind.choices, default=BodyKind.COMMITTEE)
    name = models.CharField(_("name"), max_length=200)
    # Quorum as data, because the order's own rule is not known: at least numerator/denominator of the filled seats
    # (Administrative Procedure Act B.E. 2539, section 79, where the order is silent).
    quorum_numerator = models.PositiveSmallIntegerField(default=1)
    quorum_denominator = models.PositiveSmallIntegerField(default=2)

    objects = BodyQuerySet.as_manager()

    class Meta:
        verbose_name = _("body")
        constraints = [
            models.UniqueConstraint(fields=["province", "name"], name="body_name_once"),
            models.CheckConstraint(
                condition=Q(
                    quorum_denominator__gte=1,
                    quorum_numerator__gte=1,
                    quorum_numerator__lte=models.F("quorum_denominator"),
                ),
                name="body_quorum_is_a_fraction",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def body_id(self) -> int:
        return self.pk

    def quorum_of(self, filled: int) -> int:
        """The least number of members present, of `filled` seats: at least the fraction, so rounded up."""
        return -(-filled * self.quorum_numerator // self.quorum_denominator)
