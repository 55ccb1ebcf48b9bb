"""Minutes of a meeting: text under each agenda item, and how they were adopted."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from committee.models.agenda import AgendaItem
from committee.models.attendance import AttendanceKind
from committee.models.meeting import Meeting
from committee.models.person import Person
from ecotown.kernel.conflicts import Conflict
from ecotown.kernel.fields import NormalizedCharField, NormalizedTextField
from ecotown.kernel.models import StoredFile
from ecotown.kernel.rules import Actor


class MinutesState(models.TextChoices):
    DRAFT = "draft", "ร่าง"
    CIRCULATED = "circulated", "เวียนแจ้งแล้ว"
    ADOPTED = "adopted", "รับรองรายงานการประชุมแล้ว"
    LOCKED = "locked", "ปิดผนึก"


class AdoptionMethod(models.IntegerChoices):
    SAME_MEETING = 1, "รับรองในการประชุมครั้งนั้นเอง"
    LATER_MEETING = 2, "รับรองในการประชุมครั้งต่อมา"
    CIRCULATION = 3, "เวียนแจ้งให้รับรองภายในกำหนดเวลา"
    # A meeting from before the portal: its adopted paper is at hand, how it was adopted need not be known.
    OLD_PAPER = 4, "รับรองแล้ว (เอกสารเดิม)"


class MinutesQuerySet(models.QuerySet["Minutes"]):
    def visible_to(self, actor: Actor) -> "MinutesQuerySet":
        """Drafts belong to the office of the body; everybody else sees what was circulated."""
        if not actor.is_known:
            return self.none()
        mine = self.filter(meeting__body__province_id=actor.province)
        own = actor.office_bodies()
        return mine if own is None else mine.filter(~Q(state=MinutesState.DRAFT) | Q(meeting__body__in=own))

    def corrected_by(self, actor: Actor) -> "MinutesQuerySet":
        """Those of which they asked for a correction: its answer is theirs to read, also while it is a draft again."""
        if not actor.is_known:
            return self.none()
        asked = Minutes.objects.filter(
            corrections__person=actor.person_id or 0, meeting__body__province_id=actor.province
        )
        return self.filter(pk__in=asked.values("pk"))

    def hold(self, actor: Actor, minutes_id: int) -> "Minutes":
        """Its row and its meeting's, locked to the end of the transaction: the meeting's first, always."""
        found = self.visible_to(actor).get(pk=minutes_id)
        Meeting.objects.hold(actor, found.meeting_id)
        return self.select_for_update(of=("self",)).select_related("meeting").get(pk=minutes_id)

    def of_meeting(self, meeting_id: int) -> "Minutes | None":
        return self.filter(meeting_id=meeting_id).first()

    def for_page(self) -> "MinutesQuerySet":
        items = AgendaItem.objects.with_text().prefetch_related("resolutions__dissents", "recusals")
        return self.select_related(
            "meeting__body", "meeting__presided_by", "adopted_in", "taken_by", "checked_by"
        ).prefetch_related(
            models.Prefetch("meeting__agenda", queryset=items), "meeting__attendances__seat", "versions", "corrections"
        )


class Minutes(models.Model):
    """The record of one meeting, from draft to locked."""

    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="minutes")
    state = models.CharField(max_length=10, choices=MinutesState.choices, default=MinutesState.DRAFT)
    taken_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="minutes_taken")
    taken_post = NormalizedCharField(_("post of the minute taker"), max_length=200, blank=True)
    checked_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="minutes_checked"
    )
    circulated_on = models.DateField(null=True, blank=True)
    method = models.PositiveSmallIntegerField(
        _("way of adoption"), choices=AdoptionMethod.choices, null=True, blank=True
    )
    adopted_on = models.DateField(_("adopted on"), null=True, blank=True)
    adopted_in = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="adopted_minutes"
    )
    closes_on = models.DateField(_("answers until"), null=True, blank=True)
    # At locking: what everybody signed for. The text is frozen, so a later renaming changes nothing.
    frozen = models.JSONField(null=True, blank=True)
    frozen_sha256 = models.CharField(max_length=64, blank=True)
    scan = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = MinutesQuerySet.as_manager()

    class Meta:
        verbose_name = _("minutes")
        verbose_name_plural = _("minutes")
        constraints = [
            models.CheckConstraint(
                name="minutes_adopted_by_a_whole_method",
                # Each column that may be empty is asked for by isnull first: a check that comes out unknown passes.
                condition=Q(
                    state__in=["draft", "circulated"],
                    method__isnull=True,
                    adopted_on__isnull=True,
                    adopted_in__isnull=True,
                )
                | Q(
                    state="locked",
                    method__isnull=False,
                    method=4,
                    adopted_in__isnull=True,
                    closes_on__isnull=True,
                    scan__isnull=False,
                )
                | (
                    Q(state__in=["adopted", "locked"], method__isnull=False, adopted_on__isnull=False)
                    & (
                        Q(method=1, adopted_in__isnull=False, adopted_in=F("meeting"), closes_on__isnull=True)
                        | (Q(method=2, adopted_in__isnull=False, closes_on__isnull=True) & ~Q(adopted_in=F("meeting")))
                        | Q(method=3, adopted_in__isnull=True, closes_on__isnull=False)
                    )
                ),
            ),
            models.CheckConstraint(
                name="minutes_locked_are_frozen",
                condition=Q(state="locked", frozen__isnull=False) | (~Q(state="locked") & Q(frozen__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return f"รายงานการประชุม{self.meeting}"

    @property
    def body_id(self) -> int:
        return self.meeting.body_id

    @property
    def is_adopted(self) -> bool:
        return self.state in (MinutesState.ADOPTED, MinutesState.LOCKED)

    @property
    def was_corrected(self) -> bool:
        """Somebody who attended asked for a correction, and it was made. Of `for_page()` it costs no query."""
        return any(each.state == "taken" for each in self.corrections.all())

    @property
    def edition(self) -> int:
        """The number of the newest one. Of `for_page()` it costs no query."""
        return max([1, *(each.number for each in self.versions.all())])

    def attended(self, person_id: int | None) -> bool:
        """Whether they came to the meeting in a seat of theirs, or sent somebody. Of `for_page()` it costs no query."""
        came = (AttendanceKind.PRESENT, AttendanceKind.SUBSTITUTE)
        rows = self.meeting.attendances.all()
        return person_id is not None and any(row.person_id == person_id and row.kind in came for row in rows)


class MinutesVersion(models.Model):
    """A later edition of sealed minutes, by a resolution to correct them. The first edition is `Minutes.frozen`."""

    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    reason = NormalizedTextField(_("reason"))
    # The meeting that resolved to correct them, where one did.
    resolved_in = models.ForeignKey(Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    frozen = models.JSONField()
    frozen_sha256 = models.CharField(max_length=64)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("edition of minutes")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["minutes", "number"], name="minutes_version_once"),
            models.CheckConstraint(condition=Q(number__gte=2) & ~Q(reason=""), name="minutes_version_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.minutes} ฉบับที่ {self.number}"

    @property
    def body_id(self) -> int:
        return self.minutes.body_id


class MinutesEntryQuerySet(models.QuerySet["MinutesEntry"]):
    def visible_to(self, actor: Actor) -> "MinutesEntryQuerySet":
        return self.filter(minutes__in=Minutes.objects.visible_to(actor))

    def for_page(self) -> "MinutesEntryQuerySet":
        return self.select_related("minutes__meeting", "agenda_item")

    def rewrite(self, entry_id: int, *, version: int, text: str, user_id: int | None) -> tuple["MinutesEntry", bool]:
        """Put the text in its place if nobody has saved since `version`, and keep it in the history; whether it changed.

        A Conflict with both texts otherwise; the same text sent twice is none. The caller holds the row of the minutes.
        """
        standing = self.get(pk=entry_id)
        if standing.text and not standing.history.filter(version=standing.version).exists():
            EntryVersion.objects.keep(standing)  # written before the history was kept
        rows = MinutesEntry.objects.filter(pk=entry_id, version=version).exclude(text=text)
        changed = rows.update(text=text, version=F("version") + 1, edited_by_id=user_id, edited_at=timezone.now())
        entry = self.select_related("agenda_item__meeting", "minutes__meeting", "edited_by__person").get(pk=entry_id)
        if changed:
            EntryVersion.objects.keep(entry)
        elif entry.text != text:
            words = _("Somebody else saved this text while you were writing.")
            raise Conflict(str(words), mine=text, theirs=entry.text, version=entry.version)
        return entry, bool(changed)

    def with_history(self) -> "MinutesEntryQuerySet":
        """With every saved text, the oldest first, and who saved it."""
        saved = EntryVersion.objects.select_related("edited_by__person").order_by("version")
        return self.select_related("minutes__meeting__body", "agenda_item__meeting").prefetch_related(
            models.Prefetch("history", queryset=saved)
        )


class MinutesEntry(models.Model):
    """The text under one agenda item. `version` goes up by one with each save: it decides who was first."""

    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="entries")
    agenda_item = models.OneToOneField(AgendaItem, on_delete=models.PROTECT, related_name="entry")
    text = NormalizedTextField(_("text"), blank=True)
    version = models.PositiveIntegerField(default=1)
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    edited_at = models.DateTimeField(auto_now=True)

    objects = MinutesEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("minutes text")
        ordering = ["agenda_item__section", "agenda_item__position"]

    def __str__(self) -> str:
        return str(self.agenda_item)

    @property
    def body_id(self) -> int:
        return self.minutes.body_id


class EntryVersionQuerySet(models.QuerySet["EntryVersion"]):
    def keep(self, entry: MinutesEntry) -> "EntryVersion":
        """The text as it is now, by whom and when. Called with the row of its minutes held."""
        kept = self.create(entry=entry, version=entry.version, text=entry.text, edited_by_id=entry.edited_by_id)
        self.filter(pk=kept.pk).update(edited_at=entry.edited_at)
        return kept


class EntryVersion(models.Model):
    """The text under a matter as it was saved once: what the history by paragraph is drawn from. Never changed."""

    entry = models.ForeignKey(MinutesEntry, on_delete=models.PROTECT, related_name="history")
    version = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    edited_at = models.DateTimeField(auto_now_add=True)

    objects = EntryVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved text")
        ordering = ["version"]
        constraints = [models.UniqueConstraint(fields=["entry", "version"], name="entry_version_once")]

    def __str__(self) -> str:
        return f"{self.entry} {self.version}"
