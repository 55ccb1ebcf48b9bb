"""Reports frozen from one snapshot, and the releases that bring them before the public."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from committee.models import Person, Province, Resolution
from ecotown.kernel.fields import NormalizedCharField, NormalizedTextField
from ecotown.kernel.models import Job, StoredFile
from ecotown.kernel.rules import Actor
from indicators.models import Round


class ReportKind(models.TextChoices):
    PROGRESS = "progress", "รายงานความก้าวหน้า"


class ReportQuerySet(models.QuerySet["Report"]):
    def visible_to(self, actor: Actor) -> "ReportQuerySet":
        """Those who prepare and decide see every report; other members, those that were released."""
        if not actor.is_known:
            return self.none()
        mine = self.filter(province_id=actor.province)
        if {"staff", "secretary", "chair"} & actor.roles:
            return mine
        return mine.filter(releases__state__in=["published", "superseded"]).distinct()

    def for_list(self) -> "ReportQuerySet":
        """Without the snapshots, which are long."""
        whole = self.select_related("job", "file", "round", "made_by").defer("snapshot")
        return whole.prefetch_related("releases").order_by("-made_at", "-pk")

    def for_page(self) -> "ReportQuerySet":
        return self.select_related("job", "file", "round", "made_by").prefetch_related("releases")

    def unproposed(self) -> "ReportQuerySet":
        """The newest one, where it is ready or failed and nobody has proposed it."""
        newest = self.order_by("-made_at", "-pk").values_list("pk", flat=True)[:1]
        found = self.filter(pk__in=list(newest), releases__isnull=True)
        return found.select_related("job").defer("snapshot")

    def in_state(self) -> "ReportQuerySet":
        """What the fragment that is asked every two seconds needs."""
        return self.select_related("job", "file").defer("snapshot").prefetch_related("releases")


class Report(models.Model):
    """A document made from `snapshot`, which is frozen when the report is asked for. `sha256` is of kind and snapshot."""

    province = models.ForeignKey(Province, on_delete=models.PROTECT, related_name="reports")
    kind = models.CharField(max_length=12, choices=ReportKind.choices, default=ReportKind.PROGRESS)
    title = NormalizedCharField(_("title"), max_length=200)
    round = models.ForeignKey(Round, null=True, blank=True, on_delete=models.PROTECT, related_name="reports")
    as_of = models.DateField(_("as of"))
    snapshot = models.JSONField()
    sha256 = models.CharField(max_length=64)
    job = models.ForeignKey(Job, null=True, blank=True, on_delete=models.PROTECT, related_name="reports")
    file = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    pages = models.PositiveSmallIntegerField(null=True, blank=True)
    made_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="reports_made")
    made_at = models.DateTimeField(auto_now_add=True)
    is_example = models.BooleanField(default=False)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(file__isnull=True, pages__isnull=True) | Q(file__isnull=False, pages__isnull=False),
                name="report_file_has_pages",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ReleaseState(models.TextChoices):
    DRAFT = "draft", "เสนอขออนุมัติ"
    APPROVED = "approved", "อนุมัติแล้ว กำลังเผยแพร่"
    PUBLISHED = "published", "เผยแพร่แล้ว"
    SUPERSEDED = "superseded", "มีฉบับใหม่แทน"
    WITHDRAWN = "withdrawn", "ถอนแล้ว"
    DROPPED = "dropped", "ยกเลิกคำขอ"


class ApprovalBasis(models.TextChoices):
    CLICK = "click", "ประธานกรรมการอนุมัติในระบบ"
    MEMO = "memo", "บันทึกข้อความที่ลงนามแล้ว"
    RESOLUTION = "resolution", "มติที่ประชุม"


class ReleaseQuerySet(models.QuerySet["Release"]):
    def visible_to(self, actor: Actor) -> "ReleaseQuerySet":
        """Those who prepare and decide see every release; all others, those that came before the public."""
        mine = self.filter(province_id=actor.province)
        if {"staff", "secretary", "chair"} & actor.roles:
            return mine
        public = [ReleaseState.PUBLISHED, ReleaseState.SUPERSEDED, ReleaseState.WITHDRAWN]
        return mine.filter(state__in=public)

    def unfinished(self) -> "ReleaseQuerySet":
        waiting = self.filter(state__in=[ReleaseState.DRAFT, ReleaseState.APPROVED])
        return waiting.select_related("report", "prepared_by", "job").defer("report__snapshot").order_by("pk")

    def withdrawn(self) -> "ReleaseQuerySet":
        return self.filter(state=ReleaseState.WITHDRAWN).select_related("report__file")

    def for_list(self) -> "ReleaseQuerySet":
        return (
            self.select_related("report", "prepared_by", "approved_by", "job").defer("report__snapshot").order_by("-pk")
        )

    def for_page(self) -> "ReleaseQuerySet":
        return self.select_related(
            "report__file", "prepared_by", "approved_by", "job", "memo_scan", "resolution__agenda_item__meeting"
        )


class Release(models.Model):
    """One edition of the public site, drawn from one report's snapshot. Two people: one prepares, another approves."""

    province = models.ForeignKey(Province, on_delete=models.PROTECT, related_name="releases")
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="releases")
    # Given when it is published, and never again: /releases/<number>/ is cited.
    number = models.PositiveIntegerField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=ReleaseState.choices, default=ReleaseState.DRAFT)
    note = NormalizedTextField(_("what changed"), blank=True)
    prepared_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="releases_prepared"
    )
    approved_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="releases_approved"
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    basis = models.CharField(max_length=10, choices=ApprovalBasis.choices, blank=True)
    memo_number = NormalizedCharField(_("number of the memo"), max_length=60, blank=True)
    memo_dated = models.DateField(_("date of the memo"), null=True, blank=True)
    memo_scan = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    resolution = models.ForeignKey(Resolution, null=True, blank=True, on_delete=models.PROTECT, related_name="releases")
    job = models.ForeignKey(Job, null=True, blank=True, on_delete=models.PROTECT, related_name="releases")
    files = models.JSONField(default=dict, blank=True)  # path -> sha256 of each public file of this release
    published_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = NormalizedTextField(blank=True)
    is_example = models.BooleanField(default=False)

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("release")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["province", "number"], name="release_number_once"),
            models.UniqueConstraint(fields=["province"], condition=Q(state="published"), name="release_one_is_current"),
            models.CheckConstraint(
                name="release_approval_is_whole",
                condition=(
                    Q(state__in=["draft", "dropped"], basis="", approved_by__isnull=True, approved_at__isnull=True)
                    | Q(
                        state__in=["approved", "published", "superseded", "withdrawn"],
                        approved_at__isnull=False,
                        basis="click",
                    )
                    | Q(
                        state__in=["approved", "published", "superseded", "withdrawn"],
                        approved_at__isnull=False,
                        basis="memo",
                        memo_dated__isnull=False,
                        memo_scan__isnull=False,
                    )
                    & ~Q(memo_number="")
                    | Q(
                        state__in=["approved", "published", "superseded", "withdrawn"],
                        approved_at__isnull=False,
                        basis="resolution",
                        resolution__isnull=False,
                    )
                ),
            ),
            # The two people are told apart in the row itself.
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | Q(prepared_by__isnull=True) | ~Q(approved_by=F("prepared_by")),
                name="release_two_people",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "approved", "dropped"], published_at__isnull=True)
                | Q(
                    state__in=["published", "superseded", "withdrawn"], published_at__isnull=False, number__isnull=False
                ),
                name="release_published_has_number",
            ),
        ]

    def __str__(self) -> str:
        return f"ฉบับเผยแพร่ที่ {self.number}" if self.number else str(self.report)
