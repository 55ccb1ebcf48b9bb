"""A round: one framework, some areas, phases with dates; and the matters it sends to a meeting."""

from datetime import date, datetime, time, timedelta

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from areas.models import Area
from committee.models import AgendaItem, Body, Province, Seat
from ecotown.kernel.fields import NormalizedCharField
from ecotown.kernel.rules import Actor, Role
from indicators.models.framework import Dimension, Framework, FrameworkKind, Indicator


class RoundState(models.TextChoices):
    PREPARING = "preparing", "เตรียมการ"
    SCORING = "scoring", "เปิดให้คะแนน"
    REVEALED = "revealed", "เปิดผลและหารือ"
    SETTLED = "settled", "มีมติครบแล้ว"


class InterestPolicy(models.TextChoices):
    """What becomes of a member who has an interest in an area."""

    DISCLOSE = "disclose", "ให้คะแนนได้ โดยแสดงและนับแยกต่างหาก"
    RECUSE = "recuse", "ไม่ร่วมให้คะแนน"


OFFICE = {Role.STAFF, Role.SECRETARY}
# Who may see rounds and, once revealed, how the scores are spread. An administrator of accounts or an agency's focal
# person sees no scores.
READERS = OFFICE | {Role.MEMBER, Role.CHAIR, Role.VERIFIER, Role.AUDITOR}


def end_of(day: date, at: time | None = None) -> datetime:
    """That time of the day in Bangkok; without one, the end of the day."""
    if at is not None:
        return timezone.make_aware(datetime.combine(day, at))
    return timezone.make_aware(datetime.combine(day + timedelta(1), time.min))


class RoundQuerySet(models.QuerySet["Round"]):
    def visible_to(self, actor: Actor) -> "RoundQuerySet":
        """Members meet a round when it opens; those who prepare it, and the chair, who decides on interests, before."""
        if not READERS & actor.roles:
            return self.none()
        mine = self.filter(province_id=actor.province)
        return mine if (OFFICE | {Role.CHAIR}) & actor.roles else mine.exclude(state=RoundState.PREPARING)

    def for_list(self) -> "RoundQuerySet":
        return self.select_related("framework", "body").prefetch_related("areas").order_by("-be_year", "-number")

    def for_page(self) -> "RoundQuerySet":
        return self.select_related("framework", "body", "province").prefetch_related("areas")

    def open_now(self) -> "RoundQuerySet":
        """Those in which something is still to be done."""
        still = self.exclude(state=RoundState.SETTLED).select_related("framework", "body")
        return still.order_by("closes_on", "pk")

    def of_levels(self) -> "RoundQuerySet":
        """Those that measure levels, not those that choose among areas."""
        return self.filter(framework__kind=FrameworkKind.LEVEL)

    def of_area(self, area: Area) -> "RoundQuerySet":
        """The revealed rounds that measure the level of an area, the latest first."""
        revealed = self.of_levels().filter(revealed_at__isnull=False, areas=area)
        return revealed.select_related("framework", "body").order_by("-revealed_at")


class Round(models.Model):
    """Round n of a Buddhist-era year, for instance 1/2569."""

    province = models.ForeignKey(Province, on_delete=models.PROTECT, related_name="rounds")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="rounds")
    framework = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="rounds")
    number = models.PositiveSmallIntegerField(_("number"))
    be_year = models.PositiveSmallIntegerField(_("year (B.E.)"))
    title = NormalizedCharField(_("title"), max_length=200)
    opens_on = models.DateField(_("opens"))
    closes_on = models.DateField(_("answers until"))
    # Of the last day; without one, the day counts to its end.
    closes_time = models.TimeField(_("until what time"), null=True, blank=True)
    interest_policy = models.CharField(max_length=10, choices=InterestPolicy.choices, default=InterestPolicy.DISCLOSE)
    state = models.CharField(max_length=10, choices=RoundState.choices, default=RoundState.PREPARING)
    revealed_at = models.DateTimeField(null=True, blank=True)
    areas = models.ManyToManyField(Area, through="RoundArea", related_name="rounds")
    is_example = models.BooleanField(default=False)

    objects = RoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("round")
        ordering = ["be_year", "number"]
        constraints = [
            models.UniqueConstraint(fields=["body", "be_year", "number"], name="round_number_once"),
            models.CheckConstraint(condition=Q(closes_on__gte=F("opens_on")), name="round_closes_after_it_opens"),
            models.CheckConstraint(
                condition=Q(state__in=["preparing", "scoring"], revealed_at__isnull=True)
                | Q(state__in=["revealed", "settled"], revealed_at__isnull=False),
                name="round_revealed_has_time",
            ),
        ]

    def __str__(self) -> str:
        return f"รอบประเมินที่ {self.display_number}"

    @property
    def display_number(self) -> str:
        return f"{self.number}/{self.be_year}"

    @property
    def closes_at(self) -> datetime:
        """The instant at which answers end, in Bangkok."""
        return end_of(self.closes_on, self.closes_time)

    @property
    def recuses(self) -> bool:
        return self.interest_policy == InterestPolicy.RECUSE

    @property
    def is_revealed(self) -> bool:
        return self.state in (RoundState.REVEALED, RoundState.SETTLED)


class RoundArea(models.Model):
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="round_areas")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="round_areas")

    class Meta:
        ordering = ["area__sort", "area__code"]
        constraints = [models.UniqueConstraint(fields=["round", "area"], name="round_area_once")]

    def __str__(self) -> str:
        return f"{self.round} {self.area}"


class RoundSeat(models.Model):
    """A seat that scores a dimension. Without any row in a round, every seat scores everything."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="round_seats")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="round_seats")
    dimension = models.ForeignKey(Dimension, on_delete=models.PROTECT, related_name="round_seats")

    class Meta:
        verbose_name = _("seat that scores a dimension")
        constraints = [models.UniqueConstraint(fields=["round", "seat", "dimension"], name="round_seat_once")]

    def __str__(self) -> str:
        return f"{self.round} {self.seat_id} {self.dimension_id}"


class DiscussionQuerySet(models.QuerySet["Discussion"]):
    def visible_to(self, actor: Actor) -> "DiscussionQuerySet":
        return self.filter(round__in=Round.objects.visible_to(actor))

    def with_places(self) -> "DiscussionQuerySet":
        """With indicator, area and agenda item, in the order of the agenda."""
        places = self.select_related("round", "area", "indicator", "agenda_item__meeting")
        return places.order_by("agenda_item__section", "agenda_item__position", "area__sort", "indicator__sort")

    def of_meeting(self, meeting_id: int) -> "DiscussionQuerySet":
        return self.filter(agenda_item__meeting_id=meeting_id).with_places()


class Discussion(models.Model):
    """A disagreement taken to a meeting: this indicator of this area stands under that agenda item."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="discussions")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="discussions")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="discussions")
    agenda_item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="discussions")

    objects = DiscussionQuerySet.as_manager()

    class Meta:
        verbose_name = _("matter for discussion")
        constraints = [
            models.UniqueConstraint(fields=["round", "area", "indicator", "agenda_item"], name="discussion_once")
        ]

    def __str__(self) -> str:
        return f"{self.area} {self.indicator}"
