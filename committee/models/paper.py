"""Papers in the official forms: what was frozen, how it is to be set, and the files made of it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from committee.models.body import Province
from committee.models.meeting import Meeting
from committee.models.person import Person
from committee.models.resolution import Resolution
from ecotown.kernel.fields import NormalizedCharField, NormalizedTextField
from ecotown.kernel.models import Job, StoredFile
from ecotown.kernel.rules import Actor

# Of minutes: when those who attended may read them.
OPEN_STATES = ["circulated", "adopted", "locked"]


class PaperKind(models.TextChoices):
    INVITATION = "invitation", "หนังสือเชิญประชุม"
    AGENDA = "agenda", "ระเบียบวาระการประชุม"
    ATTENDANCE = "attendance", "ใบลงชื่อผู้มาประชุม"
    MINUTES = "minutes", "รายงานการประชุม"
    EXCERPT = "excerpt", "สำเนามติที่ประชุม"


def all_kinds() -> list[str]:
    return [kind.value for kind in PaperKind]


class OfficeSetting(models.Model):
    """How the office of a province writes its papers. Made with its defaults when it is first asked for."""

    province = models.OneToOneField(Province, on_delete=models.PROTECT, related_name="office")
    name = NormalizedCharField(_("name of the office"), max_length=200, blank=True)
    address = NormalizedTextField(_("address"), blank=True)
    telephone = NormalizedCharField(_("telephone"), max_length=100, blank=True)
    email = models.EmailField(_("e-mail of the office"), blank=True)
    # Kinds of papers printed with Thai digits; cabinet resolution of 2 May B.E. 2543, as a setting.
    thai_digits = models.JSONField(default=all_kinds)
    # The typeface is named in a Word file, not shipped: TH SarabunPSK at 16 points is the rule of 7 September B.E. 2553.
    docx_font = models.CharField(_("typeface of Word files"), max_length=60, default="TH SarabunPSK")
    docx_size = models.PositiveSmallIntegerField(_("type size of Word files"), default=16)
    # Whether an online meeting may be closed while its particulars are missing.
    needs_online_record = models.BooleanField(
        _("an online meeting is closed only when its particulars are complete"), default=False
    )

    class Meta:
        verbose_name = _("settings of the office")
        constraints = [
            models.CheckConstraint(condition=Q(docx_size__gte=8, docx_size__lte=36), name="office_type_size"),
        ]

    def __str__(self) -> str:
        return self.name


class PaperQuerySet(models.QuerySet["Paper"]):
    def visible_to(self, actor: Actor) -> "PaperQuerySet":
        """Papers are the office's until they go out; of minutes, whoever may read the minutes may take the paper.

        Not one of an earlier circulation: what was taken back may have named somebody whom the record names no longer.
        """
        if not actor.is_known:
            return self.none()
        mine, own = self.filter(meeting__body__province_id=actor.province), actor.office_bodies()
        if own is None:
            return mine
        open_minutes = Q(
            kind=PaperKind.MINUTES,
            meeting__minutes__state__in=OPEN_STATES,
            content__state__in=OPEN_STATES,  # not one made of the draft
            is_superseded=False,
        )
        went_out = ~Q(kind=PaperKind.MINUTES) & Q(is_out=True)
        return mine.filter(open_minutes | went_out | Q(meeting__body__in=own))

    def supersede(self, meeting_id: int) -> int:
        """What was made of the minutes so far is the office's again: they are taken back to be changed."""
        return self.filter(kind=PaperKind.MINUTES, meeting_id=meeting_id, edition=0).update(is_superseded=True)

    def of_meeting(self, meeting: Meeting) -> "PaperQuerySet":
        """The newest of each kind first."""
        return self.filter(meeting=meeting).in_state().select_related("resolution__agenda_item").order_by("-pk")

    def for_page(self) -> "PaperQuerySet":
        return self.select_related("pdf", "docx", "scan", "job", "meeting__body", "signer", "made_by")

    def in_state(self) -> "PaperQuerySet":
        """What the fragment that is asked every two seconds needs: without the content, which is long."""
        return self.for_page().defer("content")


class Paper(models.Model):
    """One paper of a meeting: frozen content, its PDF and DOCX, its number and signer, and the scan of what was signed.

    Once there, the scan is the copy of record.
    """

    kind = models.CharField(max_length=10, choices=PaperKind.choices)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="made_papers")
    resolution = models.ForeignKey(
        Resolution, null=True, blank=True, on_delete=models.PROTECT, related_name="made_papers"
    )
    # What the paper says, and how it is set (digits, typeface, size): the same content gives the same bytes.
    content = models.JSONField()
    content_sha256 = models.CharField(max_length=64)
    # Of minutes: which edition; 0 while they are no edition yet.
    edition = models.PositiveSmallIntegerField(default=0)
    number = NormalizedCharField(_("number"), max_length=100, blank=True)
    dated = models.DateField(_("dated"), null=True, blank=True)
    signer = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="signed_papers")
    signer_post = NormalizedCharField(_("post of the signer"), max_length=200, blank=True)
    # Of minutes: made while they circulated, before they were taken back to be changed.
    is_superseded = models.BooleanField(default=False)
    is_out = models.BooleanField(_("sent out"), default=False)
    pdf = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    pages = models.PositiveSmallIntegerField(default=0)
    docx = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    scan = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    job = models.ForeignKey(Job, null=True, blank=True, on_delete=models.PROTECT, related_name="papers")
    made_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="made_papers")
    made_at = models.DateTimeField(auto_now_add=True)
    is_example = models.BooleanField(default=False)

    objects = PaperQuerySet.as_manager()

    class Meta:
        verbose_name = _("paper in an official form")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(kind="excerpt") & Q(resolution__isnull=False))
                | (~Q(kind="excerpt") & Q(resolution__isnull=True)),
                name="paper_excerpt_of_a_resolution",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.meeting}"

    @property
    def body_id(self) -> int:
        return self.meeting.body_id
