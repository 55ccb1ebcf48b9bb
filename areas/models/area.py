"""A candidate area and its history before the committee."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from committee.models import Province, Resolution, Source
from ecotown.kernel.fields import NormalizedCharField
from ecotown.kernel.rules import Actor


class Status(models.TextChoices):
    PROPOSED = "proposed", "เสนอพื้นที่"
    CONSIDERED = "considered", "อยู่ระหว่างพิจารณา"
    TARGET = "target", "พื้นที่เป้าหมาย"
    PILOT = "pilot", "พื้นที่ต้นแบบ"
    WITHDRAWN = "withdrawn", "ถอนออก"


class AreaQuerySet(models.QuerySet["Area"]):
    def visible_to(self, actor: Actor) -> "AreaQuerySet":
        return self.filter(province_id=actor.province) if actor.is_known else self.none()

    def for_list(self) -> "AreaQuerySet":
        """In the order of the source, each with `.history` (newest status last) and `.evidence_count`: two queries."""
        history = AreaStatus.objects.select_related("resolution__agenda_item__meeting", "source").order_by(
            "since", "pk"
        )
        return (
            self.select_related("province", "source")
            .prefetch_related(models.Prefetch("statuses", queryset=history, to_attr="history"))
            .annotate(evidence_count=models.Count("evidence"))
            .order_by("sort", "code")
        )

    def tied_to(self, resolution_id: int) -> "AreaQuerySet":
        """The areas that a resolution speaks of, each with `.moved_by` it (the statuses it gave)."""
        moved = AreaStatus.objects.filter(resolution_id=resolution_id)
        return (
            self.filter(resolution_ties__resolution_id=resolution_id)
            .prefetch_related(models.Prefetch("statuses", queryset=moved, to_attr="moved_by"))
            .order_by("sort", "code")
        )

    def not_tied_to(self, resolution_id: int) -> "AreaQuerySet":
        return self.exclude(resolution_ties__resolution_id=resolution_id).order_by("sort", "code")

    def without_evidence(self) -> "AreaQuerySet":
        return self.filter(evidence__isnull=True).order_by("sort", "code")


class Area(models.Model):
    """An area by the subdistrict code of the Department of Provincial Administration, for instance 830104 (ตำบลรัษฎา)."""

    province = models.ForeignKey(Province, on_delete=models.PROTECT, related_name="areas")
    code = models.CharField(max_length=6, unique=True)
    name = NormalizedCharField(_("name"), max_length=100)
    district_code = models.CharField(max_length=4)
    district = NormalizedCharField(_("district"), max_length=100)
    sort = models.PositiveSmallIntegerField(default=0)
    source = models.ForeignKey(Source, null=True, blank=True, on_delete=models.PROTECT, related_name="areas")
    quote = models.TextField(blank=True)

    # Given by `for_list`.
    history: list["AreaStatus"]
    evidence_count: int

    objects = AreaQuerySet.as_manager()

    class Meta:
        verbose_name = _("area")
        ordering = ["sort", "code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(code__startswith=models.F("district_code"))
                & Q(district_code__startswith=models.F("province")),
                name="area_code_nests",
            ),
        ]

    def __str__(self) -> str:
        return f"ตำบล{self.name}"

    @property
    def full_name(self) -> str:
        return f"ตำบล{self.name} อำเภอ{self.district}"

    @property
    def standing(self) -> "AreaStatus | None":
        """The status it has now, of an area read by `for_list`."""
        return self.history[-1] if self.history else None


class AreaStatus(models.Model):
    """One step of an area. Never changed: a new step is a new row."""

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="statuses")
    status = models.CharField(max_length=10, choices=Status.choices)
    since = models.DateField()
    resolution = models.ForeignKey(
        Resolution, null=True, blank=True, on_delete=models.PROTECT, related_name="area_statuses"
    )
    source = models.ForeignKey(Source, null=True, blank=True, on_delete=models.PROTECT, related_name="area_statuses")

    class Meta:
        verbose_name = _("area status")
        ordering = ["since", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status=Status.PROPOSED) | Q(resolution__isnull=False), name="area_status_has_resolution"
            ),
            models.UniqueConstraint(fields=["area", "status", "since"], name="area_status_once"),
        ]

    def __str__(self) -> str:
        return f"{self.area} {self.get_status_display()}"


class ResolutionArea(models.Model):
    """An area ties itself to a resolution that speaks of it."""

    resolution = models.ForeignKey(Resolution, on_delete=models.PROTECT, related_name="area_ties")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="resolution_ties")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["resolution", "area"], name="resolution_area_once")]

    def __str__(self) -> str:
        return f"{self.resolution_id} {self.area}"
