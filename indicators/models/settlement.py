"""The value the committee settled in a meeting: what counts. Individual scores only propose it."""

from dataclasses import dataclass
from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from areas.models import Area
from committee.models import Resolution
from committee.models.resolution import ResolutionKind
from ecotown.kernel.fields import NormalizedTextField
from ecotown.kernel.rules import Actor
from indicators.models.framework import Indicator
from indicators.models.round import Round

# A resolution of these kinds decides nothing about a score.
UNDECIDED = {ResolutionKind.DISAGREE, ResolutionKind.REFUSE, ResolutionKind.REVISE, ResolutionKind.POSTPONE}


@dataclass(frozen=True)
class Settlement:
    """What a meeting settled for one indicator, before it is a row: a point of the scale, or "na" with a reason."""

    code: str
    kind: str
    value: Decimal | None = None
    reason: str = ""


class SettledQuerySet(models.QuerySet["SettledScore"]):
    def visible_to(self, actor: Actor) -> "SettledQuerySet":
        return self.filter(round__in=Round.objects.visible_to(actor))

    def with_standing(self) -> "SettledQuerySet":
        return self.select_related(
            "area", "indicator", "resolution__agenda_item__meeting__minutes", "resolution__agenda_item__meeting__body"
        )

    def before(self, round_: Round, area: Area, code: str) -> "SettledQuerySet":
        """What earlier rounds of the same body settled for this indicator of this area, the latest first."""
        earlier = self.filter(round__body_id=round_.body_id, area=area, indicator__code=code).exclude(round=round_)
        return earlier.select_related("round").order_by("-round__be_year", "-round__number")

    def by_resolution(self, resolution_id: int) -> "SettledQuerySet":
        of_it = self.filter(resolution_id=resolution_id).select_related("round", "area", "indicator")
        return of_it.order_by("round", "area__sort", "area__code", "indicator__sort")


class SettledKind(models.TextChoices):
    VALUE = "value", _("a point of the scale")
    NOT_APPLICABLE = "na", _("not applicable")


class SettledScore(models.Model):
    """One indicator of one area in one round, with the resolution that settled it.

    Whether it is in effect or final is asked of the resolution, never stored.
    """

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="settled_scores")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="settled_scores")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="settled_scores")
    kind = models.CharField(max_length=8, choices=SettledKind.choices)
    # A point of the scale; of a measured indicator, the value itself in its unit.
    value = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    # What the sheets proposed when it was settled: kept, because sheets are not shown again by name.
    proposed = models.DecimalField(max_digits=4, decimal_places=2, null=True, blank=True)
    counted = models.PositiveSmallIntegerField(default=0)
    distribution = models.JSONField(default=dict)
    reason = NormalizedTextField(_("reason"), blank=True)
    resolution = models.ForeignKey(Resolution, on_delete=models.PROTECT, related_name="settled_scores")
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    settled_at = models.DateTimeField(auto_now=True)

    objects = SettledQuerySet.as_manager()

    class Meta:
        verbose_name = _("settled score")
        constraints = [
            models.UniqueConstraint(fields=["round", "area", "indicator"], name="settled_once"),
            models.CheckConstraint(
                condition=Q(kind="value", value__isnull=False) | Q(kind="na", value__isnull=True),
                name="settled_value_with_its_kind",
            ),
            models.CheckConstraint(condition=~Q(kind="na") | ~Q(reason=""), name="settled_not_applicable_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.area} {self.indicator_id}"
