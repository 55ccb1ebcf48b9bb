"""Where a fact comes from, and the facts that are nothing but sentences."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from committee.models.body import Province


class SourceKind(models.TextChoices):
    NEWS = "news", "ข่าว"
    ORDER = "order", "คำสั่ง"
    MINUTES = "minutes", "รายงานการประชุม"
    WEB = "web", "หน้าเว็บของหน่วยงาน"
    EXAMPLE = "example", "ข้อมูลตัวอย่าง"


class Source(models.Model):
    """A document that facts were taken from. A news item is weaker than the order it tells of."""

    key = models.CharField(max_length=60, unique=True)
    kind = models.CharField(max_length=10, choices=SourceKind.choices)
    title = models.CharField(max_length=300)
    publisher = models.CharField(max_length=200, blank=True)
    told_on = models.DateField(
        null=True, blank=True, help_text=_("The day that the document speaks of or was issued on")
    )
    text = models.TextField(blank=True)

    class Meta:
        verbose_name = _("source")

    def __str__(self) -> str:
        return self.title


class FactQuerySet(models.QuerySet["Fact"]):
    def by_key(self, province_code: str) -> "dict[str, Fact]":
        return {fact.key: fact for fact in self.filter(province_id=province_code).select_related("source")}


class Fact(models.Model):
    """One statement of a source about the programme, with the words it stands in."""

    province = models.ForeignKey(Province, on_delete=models.PROTECT, related_name="facts")
    key = models.CharField(max_length=60)
    label = models.CharField(max_length=200)
    value = models.TextField()
    quote = models.TextField()
    place = models.CharField(max_length=100, help_text=_("Where in the source"))
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="facts")
    sort = models.PositiveSmallIntegerField(default=0)

    objects = FactQuerySet.as_manager()

    class Meta:
        verbose_name = _("fact")
        ordering = ["sort", "key"]
        constraints = [models.UniqueConstraint(fields=["province", "key"], name="fact_once")]

    def __str__(self) -> str:
        return self.label
