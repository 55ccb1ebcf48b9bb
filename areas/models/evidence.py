"""Evidence of an area: a file or a link, with title and date. It does not know which indicator it serves."""

from urllib.parse import urlsplit

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from areas.models.area import Area
from ecotown.kernel.fields import NormalizedCharField
from ecotown.kernel.models import StoredFile
from ecotown.kernel.rules import Actor


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    def visible_to(self, actor: Actor) -> "EvidenceQuerySet":
        return self.filter(area__province_id=actor.province) if actor.is_known else self.none()

    def for_list(self) -> "EvidenceQuerySet":
        return self.select_related("area", "file").order_by("-dated", "-pk")

    def of_area(self, area_id: int) -> "EvidenceQuerySet":
        return self.for_list().filter(area_id=area_id)


class Evidence(models.Model):
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="evidence")
    title = NormalizedCharField(_("title"), max_length=200)
    dated = models.DateField(_("dated"))
    file = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="evidence")
    link = models.URLField(_("link"), max_length=500, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)
    is_example = models.BooleanField(default=False)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering = ["-dated", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(file__isnull=False) & Q(link="")) | (Q(file__isnull=True) & ~Q(link="")),
                name="evidence_is_a_file_or_a_link",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def host(self) -> str:
        """Where a link leads, as far as a reader needs to know before following it."""
        return urlsplit(self.link).hostname or ""
