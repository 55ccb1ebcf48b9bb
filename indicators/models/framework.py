"""Frameworks as data: no code knows 5, 20 or 41, nor the name of a level."""

from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from committee.models import Province, Source
from ecotown.kernel.fields import NormalizedCharField, NormalizedTextField
from ecotown.kernel.rules import Actor
from indicators.scoring import plain


class FrameworkKind(models.TextChoices):
    LEVEL = "level", "เกณฑ์วัดระดับ"
    SELECTION = "selection", "เกณฑ์คัดเลือกพื้นที่"


class FrameworkState(models.TextChoices):
    DRAFT = "draft", "ร่าง"
    IN_FORCE = "in_force", "ใช้อยู่"
    RETIRED = "retired", "เลิกใช้"


class FrameworkQuerySet(models.QuerySet["Framework"]):
    def visible_to(self, actor: Actor) -> "FrameworkQuerySet":
        return self.filter(province_id=actor.province) if actor.is_known else self.none()

    def for_list(self) -> "FrameworkQuerySet":
        return self.annotate(indicator_count=models.Count("indicators")).order_by("code", "version")

    def named(self, code: str, version: str) -> "Framework | None":
        return self.filter(code=code, version=version).first()

    def nearest(self, code: str, version: str) -> "Framework | None":
        """This version of the code; where there is none, its newest."""
        same = models.Case(models.When(version=version, then=0), default=1)
        return self.filter(code=code).order_by(same, "-pk").first()

    def versions_of(self, framework: "Framework") -> "FrameworkQuerySet":
        """The other versions of the same code, the newest first."""
        return self.filter(code=framework.code).exclude(pk=framework.pk).order_by("-pk")

    def whole(self) -> "FrameworkQuerySet":
        """With levels, dimensions, aspects, indicators and rubrics: six queries, whatever the size."""
        indicators = Indicator.objects.select_related("level", "aspect__dimension").prefetch_related("rubric")
        return self.select_related("source").prefetch_related(
            "levels", "dimensions__aspects", models.Prefetch("indicators", queryset=indicators)
        )


class Framework(models.Model):
    """One version of a set of indicators. Once a round uses it, it is never edited: a change is a new version."""

    province = models.ForeignKey(Province, on_delete=models.PROTECT, related_name="frameworks")
    code = models.CharField(_("code"), max_length=40)
    version = models.CharField(_("version"), max_length=40)
    kind = models.CharField(_("kind"), max_length=10, choices=FrameworkKind.choices, default=FrameworkKind.LEVEL)
    state = models.CharField(max_length=10, choices=FrameworkState.choices, default=FrameworkState.DRAFT)
    title = NormalizedCharField(_("title"), max_length=300)
    # False: drawn up by ourselves; every page that shows a result of it says เกณฑ์ฉบับร่าง.
    is_official = models.BooleanField(default=False)
    note = NormalizedTextField(blank=True)
    disclaimer = NormalizedTextField(blank=True)
    scoring_note = NormalizedTextField(blank=True)
    not_applicable_note = NormalizedTextField(blank=True)
    scale_min = models.SmallIntegerField()
    scale_max = models.SmallIntegerField()
    # Of a selection, which has no levels to pass: the highest point.
    pass_point = models.SmallIntegerField()
    rule_text = NormalizedTextField(_("level rule"), blank=True)
    source = models.ForeignKey(Source, null=True, blank=True, on_delete=models.PROTECT, related_name="frameworks")
    content_sha256 = models.CharField(max_length=64, blank=True)

    objects = FrameworkQuerySet.as_manager()

    class Meta:
        verbose_name = _("framework")
        constraints = [
            models.UniqueConstraint(fields=["province", "code", "version"], name="framework_version_once"),
            models.CheckConstraint(
                condition=Q(
                    scale_min__lt=F("scale_max"), pass_point__gt=F("scale_min"), pass_point__lte=F("scale_max")
                ),
                name="framework_scale",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.version})"

    @property
    def is_selection(self) -> bool:
        return self.kind == FrameworkKind.SELECTION

    @property
    def scale(self) -> tuple[Decimal, Decimal]:
        """The lowest and the highest point, for the arithmetic."""
        return Decimal(self.scale_min), Decimal(self.scale_max)


class Dimension(models.Model):
    """A dimension of levels; of a selection, a group of criteria with its weight."""

    framework = models.ForeignKey(Framework, on_delete=models.CASCADE, related_name="dimensions")
    code = models.CharField(max_length=12)
    name = NormalizedCharField(max_length=120)
    sort = models.PositiveSmallIntegerField()
    weight = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True)

    class Meta:
        verbose_name = _("dimension")
        ordering = ["sort"]
        constraints = [
            models.UniqueConstraint(fields=["framework", "code"], name="dimension_once"),
            models.CheckConstraint(condition=Q(weight=None) | Q(weight__gt=0), name="dimension_weight"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def number(self) -> int:
        """As a level has one: in a selection, groups stand where levels do."""
        return self.sort


class Aspect(models.Model):
    dimension = models.ForeignKey(Dimension, on_delete=models.CASCADE, related_name="aspects")
    code = models.CharField(max_length=12)
    name = NormalizedCharField(max_length=160)
    sort = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("aspect")
        ordering = ["sort"]
        constraints = [models.UniqueConstraint(fields=["dimension", "code"], name="aspect_once")]

    def __str__(self) -> str:
        return self.name


class Level(models.Model):
    """A level and its rule. `rule` is data, read by `scoring.rule_of`: {"mode": "CHOOSE", "choose": "3"}."""

    framework = models.ForeignKey(Framework, on_delete=models.CASCADE, related_name="levels")
    number = models.PositiveSmallIntegerField()
    name = NormalizedCharField(max_length=80)
    wording = NormalizedTextField()
    short = NormalizedCharField(max_length=60, blank=True)
    rule = models.JSONField(default=dict, blank=True)

    class Meta:
        verbose_name = _("level")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["framework", "number"], name="level_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="level_number"),
        ]

    def __str__(self) -> str:
        return self.name


class Scope(models.TextChoices):
    FACTORY = "factory", "โรงงานและสถานประกอบการ"
    COMMUNITY = "community", "ชุมชน"
    BOTH = "both", "ทั้งสถานประกอบการและชุมชน"


class IndicatorKind(models.TextChoices):
    """Whatever the rule of its level: a precondition must be met and counts no further; a mandatory one must and counts;
    a scored one counts; a measured one counts, and is met when its value reaches the target.
    """

    PRECONDITION = "precondition", "เงื่อนไขเบื้องต้น"
    MANDATORY = "mandatory", "ภาคบังคับ"
    SCORED = "scored", "ให้คะแนน"
    MEASURED = "measured", "วัดค่า"


class Direction(models.TextChoices):
    HIGHER = "higher", "ค่ายิ่งสูงยิ่งดี"
    LOWER = "lower", "ค่ายิ่งต่ำยิ่งดี"


class IndicatorQuerySet(models.QuerySet["Indicator"]):
    def in_order(self) -> "IndicatorQuerySet":
        """With framework, level, aspect and dimension at hand, as people number them."""
        return self.select_related("framework", "level", "aspect__dimension").order_by("sort")


class Indicator(models.Model):
    framework = models.ForeignKey(Framework, on_delete=models.CASCADE, related_name="indicators")
    code = models.CharField(max_length=12)
    sort = models.PositiveSmallIntegerField()
    # None in a selection, which has no levels.
    level = models.ForeignKey(Level, null=True, blank=True, on_delete=models.CASCADE, related_name="indicators")
    aspect = models.ForeignKey(Aspect, on_delete=models.CASCADE, related_name="indicators")
    name = NormalizedCharField(max_length=200)
    requirement = NormalizedTextField()
    scope = models.CharField(max_length=10, choices=Scope.choices)
    kind = models.CharField(max_length=12, choices=IndicatorKind.choices)
    weight = models.DecimalField(_("weight"), max_digits=6, decimal_places=2, default=1)
    # None: that of the framework.
    pass_point = models.SmallIntegerField(null=True, blank=True)
    unit = NormalizedCharField(max_length=40, blank=True)
    direction = models.CharField(max_length=6, choices=Direction.choices, blank=True)
    baseline = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    target = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    # A note on the kinds of area it is meant for. Areas have no kinds yet: it is asked of every area.
    area_kinds = models.JSONField(default=list, blank=True)
    source = NormalizedCharField(max_length=300, blank=True)
    evidence_expected = models.JSONField(default=list)
    informant = NormalizedCharField(max_length=300, blank=True)
    may_be_not_applicable = models.BooleanField(default=True)

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        verbose_name = _("indicator")
        ordering = ["sort"]
        constraints = [
            models.UniqueConstraint(fields=["framework", "code"], name="indicator_code_once"),
            models.UniqueConstraint(fields=["framework", "sort"], name="indicator_sort_once"),
            models.CheckConstraint(condition=Q(weight__gt=0), name="indicator_weight"),
            models.CheckConstraint(
                condition=~Q(kind="measured") | (Q(target__isnull=False) & ~Q(unit="") & ~Q(direction="")),
                name="indicator_measured_has_target",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sort} {self.name}"

    @property
    def is_measured(self) -> bool:
        return self.kind == IndicatorKind.MEASURED

    @property
    def part(self) -> "Level | Dimension":
        """Under what people look for it: its level, or in a selection its group."""
        return self.level or self.aspect.dimension

    @property
    def passes_at(self) -> int | None:
        """The point from which it is met, its own or the framework's; None where a number is measured, and without levels."""
        if self.is_measured or self.level_id is None:
            return None
        return self.framework.pass_point if self.pass_point is None else self.pass_point

    @property
    def asks(self) -> str:
        """What is asked of it where that is not the pass point of the framework; Thai, since papers print it."""
        if self.is_measured and self.target is not None:
            beyond = "ไม่เกิน" if self.direction == Direction.LOWER else "ไม่น้อยกว่า"
            return f"ค่าเป้าหมาย{beyond} {plain(self.target)} {self.unit}"
        return "" if self.pass_point is None else f"เกณฑ์ผ่าน {self.pass_point} คะแนน"


class RubricLine(models.Model):
    """What one point of the scale means for one indicator, in words one can see, count or read."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="rubric")
    point = models.SmallIntegerField()
    text = NormalizedTextField()

    class Meta:
        verbose_name = _("rubric line")
        ordering = ["point"]
        constraints = [models.UniqueConstraint(fields=["indicator", "point"], name="rubric_point_once")]

    def __str__(self) -> str:
        return f"{self.point} {self.text}"
