"""One member's sheet for one area of a round, and the scores on it."""

from datetime import datetime

from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from areas.models import Area, Evidence
from committee.models import Person, Seat
from ecotown.kernel.fields import NormalizedTextField
from ecotown.kernel.rules import Actor
from indicators.clock import DatabaseClock
from indicators.models.framework import Dimension, Indicator, IndicatorQuerySet
from indicators.models.interest import HELD, Interest
from indicators.models.round import InterestPolicy, Round, end_of


class SheetState(models.TextChoices):
    OPEN = "open", "กำลังให้คะแนน"
    SUBMITTED = "submitted", "ส่งแล้ว"


class SheetQuerySet(models.QuerySet["Sheet"]):
    def visible_to(self, actor: Actor) -> "SheetQuerySet":
        """Only one's own, for everybody and for ever: what others gave is shown as a distribution, never by name."""
        if not actor.is_known or actor.person_id is None:
            return self.none()
        return self.filter(round__province_id=actor.province, person_id=actor.person_id)

    def with_interest(self) -> "SheetQuerySet":
        """Each with `.interest_standing` and `.interest_reason` of its person in its area ("" for none)."""
        mine = Interest.objects.filter(
            round=OuterRef("round_id"), area=OuterRef("area_id"), person=OuterRef("person_id")
        )
        return self.annotate(
            interest_standing=Coalesce(Subquery(mine.values("standing")[:1]), Value("")),
            interest_reason=Coalesce(Subquery(mine.values("reason")[:1]), Value(""), output_field=models.TextField()),
        )

    def hold(self, sheet_id: int) -> "Sheet":
        """The sheet, locked to the end. Its round, what was said of an interest and the time are read after the lock:
        whoever waited here sees them as they now are.
        """
        sheet = self.select_for_update(of=("self",)).select_related("area", "person").get(pk=sheet_id)
        said = Interest.objects.filter(round=OuterRef("pk"), area_id=sheet.area_id, person_id=sheet.person_id)
        rounds = Round.objects.select_related("framework")
        round_ = rounds.annotate(as_of=DatabaseClock(), said=Subquery(said.values("standing")[:1])).get(
            pk=sheet.round_id
        )
        sheet.round, sheet.as_of, sheet.interest_standing = round_, round_.as_of, round_.said or ""
        return sheet

    def that_count(self) -> "SheetQuerySet":
        """Without those who stand aside because of an interest."""
        aside = Interest.objects.held().filter(
            round=OuterRef("round_id"), area=OuterRef("area_id"), person=OuterRef("person_id"),
            round__interest_policy=InterestPolicy.RECUSE,
        )  # fmt: skip
        return self.exclude(Exists(aside))

    def without_interest(self) -> "SheetQuerySet":
        """Without those who have an interest in the area, whatever the round makes of it: what the figures are of."""
        held = Interest.objects.held().filter(
            round=OuterRef("round_id"), area=OuterRef("area_id"), person=OuterRef("person_id")
        )
        return self.exclude(Exists(held))

    def for_page(self) -> "SheetQuerySet":
        return self.with_interest().select_related("round__framework", "round__body", "area", "seat", "person")

    def mine_in(self, round_id: int) -> "SheetQuerySet":
        """One's own sheets of a round, with how far one is (`answered`) and one's interest."""
        counted = self.filter(round_id=round_id).with_interest().select_related("area", "round")
        return counted.annotate(answered=models.Count("scores")).order_by("area__sort", "area__code")

    def waiting(self) -> "SheetQuerySet":
        """Still to be filled in, in rounds that are open."""
        still = self.filter(state=SheetState.OPEN, round__state="scoring").that_count()
        return still.select_related("area", "round").order_by("round__closes_on", "area__sort", "area__code")

    def of_round(self, round_id: int) -> "SheetQuerySet":
        """Who is awaited and who has submitted: no scores here."""
        return (
            self.filter(round_id=round_id)
            .that_count()
            .select_related("area", "person", "seat")
            .order_by("seat__sort", "area__sort")
        )


class Sheet(models.Model):
    """Given to each person who holds a seat when the round opens: one per person and area, whatever the seats held."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="sheets")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="sheets")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="sheets")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="sheets")
    state = models.CharField(max_length=10, choices=SheetState.choices, default=SheetState.OPEN)
    submitted_at = models.DateTimeField(null=True, blank=True)
    # What this sheet asks: these dimensions, as they were given to the seats when the round opened; none is everything.
    dimensions = models.ManyToManyField(Dimension, blank=True, related_name="+")
    # Opened again by the secretary, for this sheet alone: to the end of that day, and why.
    reopened_until = models.DateField(null=True, blank=True)
    reopened_reason = NormalizedTextField(_("why it was opened again"), blank=True)

    # Given by `with_interest`; and by whoever locks the sheet, the database's time at that moment.
    interest_standing: str = ""
    interest_reason: str = ""
    as_of: datetime | None = None

    objects = SheetQuerySet.as_manager()

    class Meta:
        verbose_name = _("score sheet")
        constraints = [
            models.UniqueConstraint(fields=["round", "area", "person"], name="sheet_once"),
            models.CheckConstraint(
                condition=Q(state="open", submitted_at__isnull=True) | Q(state="submitted", submitted_at__isnull=False),
                name="sheet_submitted_has_time",
            ),
            models.CheckConstraint(
                condition=Q(reopened_until__isnull=True, reopened_reason="")
                | (Q(reopened_until__isnull=False) & ~Q(reopened_reason="")),
                name="sheet_reopened_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round} {self.area}"

    @property
    def body_id(self) -> int:
        return self.round.body_id

    @property
    def indicators(self) -> IndicatorQuerySet:
        """The indicators that this sheet asks."""
        asked = self.dimensions.through.objects.filter(sheet_id=self.pk)
        every = Indicator.objects.filter(framework_id=self.round.framework_id)
        return every.filter(~Exists(asked) | Q(aspect__dimension_id__in=asked.values("dimension_id")))

    @property
    def closes_at(self) -> datetime:
        """The end of the round, or the later one that was given to this sheet."""
        if self.reopened_until is None:
            return self.round.closes_at
        return max(self.round.closes_at, end_of(self.reopened_until))

    @property
    def ended(self) -> bool:
        return (self.as_of or timezone.now()) >= self.closes_at

    @property
    def stands_aside(self) -> bool:
        return self.round.recuses and self.interest_standing in HELD

    @property
    def shown_apart(self) -> bool:
        return not self.round.recuses and self.interest_standing in HELD


class ScoreKind(models.TextChoices):
    VALUE = "value", _("a point of the scale")
    NOT_APPLICABLE = "na", _("not applicable")
    ABSTAIN = "abstain", _("abstention")


def is_awaited() -> Exists:
    """Of a round: a sheet is not submitted, of somebody who does not stand aside."""
    return Exists(Sheet.objects.filter(round=OuterRef("pk"), state=SheetState.OPEN).that_count())


def is_interested() -> Exists:
    """Of a score: given by somebody who has an interest in the area."""
    held = Interest.objects.held().filter(
        round=OuterRef("sheet__round_id"), area=OuterRef("sheet__area_id"), person=OuterRef("sheet__person_id")
    )
    return Exists(held)


class ScoreQuerySet(models.QuerySet["Score"]):
    def visible_to(self, actor: Actor) -> "ScoreQuerySet":
        """One's own, and nobody else's ever."""
        return self.filter(sheet__in=Sheet.objects.visible_to(actor))

    def marks_of(self, round_id: int) -> "ScoreQuerySet":
        """Submitted scores of a revealed round, for the arithmetic; nothing before it is revealed, and nothing of those
        who stand aside."""
        counted = Sheet.objects.filter(
            round_id=round_id, state=SheetState.SUBMITTED, round__state__in=["revealed", "settled"]
        )
        return self.filter(sheet__in=counted.that_count())


class Score(models.Model):
    """What one member gave one indicator of one area. Saved at each choice."""

    sheet = models.ForeignKey(Sheet, on_delete=models.PROTECT, related_name="scores")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="scores")
    kind = models.CharField(max_length=8, choices=ScoreKind.choices)
    value = models.SmallIntegerField(null=True, blank=True)
    reason = NormalizedTextField(_("reason"), blank=True)
    evidence = models.ManyToManyField(Evidence, blank=True, related_name="scores")
    version = models.PositiveIntegerField(default=1)
    # By the clock of the database, which also decides whether it was in time.
    saved_at = models.DateTimeField(default=timezone.now)

    objects = ScoreQuerySet.as_manager()

    class Meta:
        verbose_name = _("score")
        constraints = [
            models.UniqueConstraint(fields=["sheet", "indicator"], name="score_once"),
            models.CheckConstraint(
                condition=Q(kind="value", value__isnull=False) | (~Q(kind="value") & Q(value__isnull=True)),
                name="score_value_with_its_kind",
            ),
            models.CheckConstraint(condition=~Q(kind="na") | ~Q(reason=""), name="score_not_applicable_has_reason"),
        ]

    def __str__(self) -> str:
        """Without the value: what names a row also stands in logs and in the journal."""
        return f"{self.sheet_id} {self.indicator_id}"
