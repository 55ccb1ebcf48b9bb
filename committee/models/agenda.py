"""The agenda of a meeting: its matters, and the papers that lie before each."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from committee.models.meeting import Meeting
from committee.models.section import Section
from ecotown.kernel.fields import NormalizedCharField
from ecotown.kernel.models import StoredFile
from ecotown.kernel.rules import Actor


class AgendaItemQuerySet(models.QuerySet["AgendaItem"]):
    def visible_to(self, actor: Actor) -> "AgendaItemQuerySet":
        return self.filter(meeting__body__province_id=actor.province) if actor.is_known else self.none()

    def with_record(self) -> "AgendaItemQuerySet":
        """With meeting and minutes at hand, for the rules."""
        return self.select_related("meeting__body", "meeting__minutes")

    def with_text(self) -> "AgendaItemQuerySet":
        """With the text of the minutes, the resolutions and how they were voted on."""
        from committee.models.resolution import Resolution  # a resolution knows its matter

        resolutions = Resolution.objects.select_related("duty", "vote")
        return self.select_related("entry__edited_by__person").prefetch_related(
            models.Prefetch("resolutions", queryset=resolutions)
        )

    def with_papers(self) -> "AgendaItemQuerySet":
        """With the papers of each matter, where it was moved to and where from, and its follow-up."""
        papers = AgendaPaper.objects.select_related("file")
        return self.select_related("moved_from__meeting", "follow_up").prefetch_related(
            models.Prefetch("papers", queryset=papers), "moved_to__meeting"
        )

    def for_moving(self) -> "AgendaItemQuerySet":
        return self.with_text().with_papers().select_related("meeting__body")

    def append(self, meeting: Meeting, section: int, title: str, **fields: object) -> "AgendaItem":
        """A new item at the end of its section, or in the place of the section's untouched standing item.

        The caller holds the meeting's row. Minutes already begun get a place for its text.
        """
        standing = self.untouched(meeting, section).first()
        if standing is not None and title != standing.title:
            standing.title = title
            for name, value in fields.items():
                setattr(standing, name, value)
            standing.save()
            return standing
        last = self.filter(meeting=meeting, section=section).aggregate(last=models.Max("position"))["last"]
        item = self.create(meeting=meeting, section=section, position=(last or 0) + 1, title=title, **fields)
        minutes = getattr(meeting, "minutes", None)
        if minutes is not None:
            minutes.entries.create(agenda_item=item)
        return item

    def carry(self, item: "AgendaItem", meeting: Meeting) -> "AgendaItem":
        """The matter goes on in another meeting, with its papers; where it was, it stays and says where it went."""
        moved = self.append(
            meeting, item.section, item.title, is_confidential=item.is_confidential, moved_from=item,
            follow_up=item.follow_up,
        )  # fmt: skip
        AgendaPaper.objects.bulk_create(
            AgendaPaper(
                agenda_item=moved, title=paper.title, file_id=paper.file_id, secrecy=paper.secrecy, number=paper.number,
                kept_at=paper.kept_at, added_on=paper.added_on,
            )
            for paper in item.papers.all()
        )  # fmt: skip
        return moved

    def untouched(self, meeting: Meeting, section: int) -> "AgendaItemQuerySet":
        """The standing item of a section, where nothing has been laid, written or resolved under it."""
        name = meeting.section_of(section).name
        return self.filter(
            meeting=meeting, section=section, title=name, resolutions__isnull=True, papers__isnull=True,
            recusals__isnull=True,
        ).exclude(entry__text__gt="")  # fmt: skip


class AgendaItem(models.Model):
    """One matter of a meeting: the second one of the fifth section is printed as 5.2."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="agenda")
    section = models.PositiveSmallIntegerField(_("agenda section"), choices=Section.choices)
    position = models.PositiveSmallIntegerField(_("place"))
    title = NormalizedCharField(_("matter"), max_length=300)
    is_confidential = models.BooleanField(_("not for the public"), default=False)
    # Not dealt with in that meeting, and moved here.
    moved_from = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="moved_to")
    # The matter reports on this, or adopts these.
    follow_up = models.ForeignKey(
        "committee.FollowUp", null=True, blank=True, on_delete=models.PROTECT, related_name="agenda_items"
    )
    adopts = models.ForeignKey(
        "committee.Minutes", null=True, blank=True, on_delete=models.PROTECT, related_name="adoption_items"
    )

    objects = AgendaItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("agenda item")
        ordering = ["section", "position"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "section", "position"], name="agenda_place_once"),
            models.CheckConstraint(condition=Q(section__in=Section.values, position__gte=1), name="agenda_place"),
            models.UniqueConstraint(fields=["meeting", "follow_up"], name="agenda_follow_up_once"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def number(self) -> str:
        return f"{self.meeting.section_of(self.section).number}.{self.position}"

    @property
    def place(self) -> tuple[int, int]:
        """Where it is printed: the sections in the meeting's own order, then the matters."""
        return self.meeting.place_of(self.section), self.position

    @property
    def is_touched(self) -> bool:
        """Something is written or resolved under it. Of `with_text()` it costs no query."""
        entry = getattr(self, "entry", None)
        return bool(self.resolutions.all()) or bool(entry and entry.text)

    @property
    def goes_on(self) -> bool:
        """Neither resolved, but for a postponement, nor moved. Of `with_text().with_papers()` it costs no query."""
        return not self.moved_to.all() and all(each.kind == "postpone" for each in self.resolutions.all())

    @property
    def is_tied(self) -> bool:
        """An upper app hangs something on it, for instance scores to be discussed. It costs a query for each such tie."""
        ties = [tie for tie in self._meta.related_objects if tie.related_model._meta.app_label != self._meta.app_label]
        return any(tie.related_model._base_manager.filter(**{tie.field.name: self}).exists() for tie in ties)

    @property
    def is_standing(self) -> bool:
        """It stands for its whole section: the section's name is all the title it has."""
        return self.title == self.meeting.section_of(self.section).name

    @property
    def body_id(self) -> int:
        return self.meeting.body_id


class Secrecy(models.TextChoices):
    """Classes of official secrets (ระเบียบว่าด้วยการรักษาความลับของทางราชการ). What is classed is not kept here."""

    NONE = "", "ไม่กำหนดชั้นความลับ"
    CONFIDENTIAL = "confidential", "ลับ"
    SECRET = "secret", "ลับมาก"
    TOP_SECRET = "top_secret", "ลับที่สุด"


class AgendaPaperQuerySet(models.QuerySet["AgendaPaper"]):
    def visible_to(self, actor: Actor) -> "AgendaPaperQuerySet":
        return self.filter(agenda_item__meeting__body__province_id=actor.province) if actor.is_known else self.none()


class AgendaPaper(models.Model):
    """What lies before the meeting under a matter: a file; or, of a classified paper, its number and where it is kept."""

    agenda_item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="papers")
    title = NormalizedCharField(_("title"), max_length=200)
    file = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    secrecy = models.CharField(_("class of secrecy"), max_length=12, choices=Secrecy.choices, blank=True)
    number = NormalizedCharField(_("number of the paper"), max_length=100, blank=True)
    kept_at = NormalizedCharField(_("where it is kept"), max_length=200, blank=True)
    added_on = models.DateField()

    objects = AgendaPaperQuerySet.as_manager()

    class Meta:
        verbose_name = _("paper")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(secrecy="", file__isnull=False)
                | (~Q(secrecy="") & Q(file__isnull=True) & ~Q(number="") & ~Q(kept_at="")),
                name="agenda_paper_file_or_where_it_is_kept",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def body_id(self) -> int:
        return self.agenda_item.body_id
