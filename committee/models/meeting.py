"""A meeting, its agenda, who came, and what was resolved."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from committee.models.body import Body
from committee.models.order import Duty
from committee.models.person import Person
from committee.models.seat import Seat
from committee.models.source import Source
from ecotown.kernel.fields import NormalizedCharField, NormalizedTextField
from ecotown.kernel.rules import Actor


class MeetingState(models.TextChoices):
    PLANNED = "planned", "กำหนดการประชุม"
    CLOSED = "closed", "ประชุมแล้ว"
    CANCELLED = "cancelled", "ยกเลิก"


class MeetingMode(models.TextChoices):
    ON_SITE = "on_site", "ในสถานที่ประชุม"
    HYBRID = "hybrid", "ในสถานที่ประชุมและผ่านสื่ออิเล็กทรอนิกส์"
    ONLINE = "online", "ผ่านสื่ออิเล็กทรอนิกส์"
    UNKNOWN = "unknown", "ไม่มีข้อมูล"


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def visible_to(self, actor: Actor) -> "MeetingQuerySet":
        return self.filter(body__province_id=actor.province) if actor.is_known else self.none()

    def for_list(self) -> "MeetingQuerySet":
        return (
            self.select_related("body", "minutes")
            .annotate(resolution_count=models.Count("agenda__resolutions"))
            .order_by("-be_year", "-number")
        )

    def unfinished(self) -> "MeetingQuerySet":
        """Those whose record is not sealed yet, the oldest first, with their minutes."""
        done = Q(state=MeetingState.CANCELLED) | Q(minutes__state="locked")
        return self.select_related("minutes").exclude(done).order_by("held_on", "pk")

    def closed_after(self, meeting: "Meeting") -> "MeetingQuerySet":
        """Later meetings of the same body that are over: those that may have adopted its minutes."""
        later = Q(be_year__gt=meeting.be_year) | Q(be_year=meeting.be_year, number__gt=meeting.number)
        return self.filter(later, body_id=meeting.body_id, state=MeetingState.CLOSED, held_on__gte=meeting.held_on)

    def for_page(self) -> "MeetingQuerySet":
        return self.select_related("body", "presided_by", "minutes", "source").prefetch_related(
            models.Prefetch(
                "agenda", queryset=AgendaItem.objects.select_related("entry").prefetch_related("resolutions__duty")
            ),
            models.Prefetch("attendances", queryset=Attendance.objects.select_related("seat", "person")),
        )


class Meeting(models.Model):
    """Meeting n of a body in a Buddhist-era calendar year, for instance 1/2563."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="meetings")
    number = models.PositiveSmallIntegerField(_("number"))
    be_year = models.PositiveSmallIntegerField(_("year (B.E.)"))
    held_on = models.DateField(_("date"))
    venue = NormalizedCharField(_("place"), max_length=300)
    mode = models.CharField(_("mode"), max_length=8, choices=MeetingMode.choices, default=MeetingMode.ON_SITE)
    started_at = models.TimeField(_("opened at"), null=True, blank=True)
    ended_at = models.TimeField(_("closed at"), null=True, blank=True)
    presided_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="presided")
    # The post of that day, frozen: a transfer must not rewrite an old meeting.
    presided_post = NormalizedCharField(_("post of that day"), max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=MeetingState.choices, default=MeetingState.PLANNED)
    # Frozen at closing; empty where the source does not say.
    seats_filled = models.PositiveSmallIntegerField(null=True, blank=True)
    quorum_needed = models.PositiveSmallIntegerField(null=True, blank=True)
    quorum_present = models.PositiveSmallIntegerField(null=True, blank=True)
    source = models.ForeignKey(Source, null=True, blank=True, on_delete=models.PROTECT, related_name="meetings")
    attendance_note = NormalizedTextField(_("note on attendance"), blank=True)
    is_example = models.BooleanField(default=False)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("meeting")
        ordering = ["be_year", "number"]
        constraints = [
            models.UniqueConstraint(fields=["body", "be_year", "number"], name="meeting_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1, be_year__gte=2400), name="meeting_number_and_year"),
            models.CheckConstraint(
                condition=Q(quorum_needed__isnull=True, quorum_present__isnull=True, seats_filled__isnull=True)
                | Q(quorum_needed__isnull=False, quorum_present__isnull=False, seats_filled__isnull=False),
                name="meeting_quorum_whole_or_unknown",
            ),
        ]

    def __str__(self) -> str:
        return f"ครั้งที่ {self.display_number}"

    @property
    def display_number(self) -> str:
        return f"{self.number}/{self.be_year}"

    @property
    def has_gaps(self) -> bool:
        """It is over, but its papers are not at hand: attendance and agenda are known as far as the source tells."""
        return self.state == MeetingState.CLOSED and self.quorum_needed is None

    @property
    def had_quorum(self) -> bool | None:
        """True or False once closed with attendance; None where it is not known."""
        if self.quorum_needed is None or self.quorum_present is None:
            return None
        return self.quorum_present >= self.quorum_needed


class Section(models.IntegerChoices):
    """The agenda by custom of Thai offices; its names are printed as they stand."""

    CHAIR = 1, "เรื่องที่ประธานแจ้งให้ที่ประชุมทราบ"
    ADOPTION = 2, "เรื่องรับรองรายงานการประชุม"
    FOLLOW_UP = 3, "เรื่องสืบเนื่อง"
    INFORMATION = 4, "เรื่องเสนอเพื่อทราบ"
    CONSIDERATION = 5, "เรื่องเสนอเพื่อพิจารณา"
    OTHER = 6, "เรื่องอื่น ๆ (ถ้ามี)"


class AgendaItemQuerySet(models.QuerySet["AgendaItem"]):
    def visible_to(self, actor: Actor) -> "AgendaItemQuerySet":
        return self.filter(meeting__body__province_id=actor.province) if actor.is_known else self.none()

    def with_record(self) -> "AgendaItemQuerySet":
        """With meeting and minutes at hand, for the rules."""
        return self.select_related("meeting__body", "meeting__minutes")

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

    def untouched(self, meeting: Meeting, section: int) -> "AgendaItemQuerySet":
        """The standing item of a section, where nothing has been written or resolved under it."""
        return self.filter(
            meeting=meeting, section=section, title=Section(section).label, resolutions__isnull=True
        ).exclude(entry__text__gt="")


class AgendaItem(models.Model):
    """One matter of a meeting: section 5, position 2 is printed as 5.2."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="agenda")
    section = models.PositiveSmallIntegerField(_("agenda section"), choices=Section.choices)
    position = models.PositiveSmallIntegerField(_("place"))
    title = NormalizedCharField(_("matter"), max_length=300)
    is_confidential = models.BooleanField(_("not for the public"), default=False)

    objects = AgendaItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("agenda item")
        ordering = ["section", "position"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "section", "position"], name="agenda_place_once"),
            models.CheckConstraint(condition=Q(section__in=Section.values, position__gte=1), name="agenda_place"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def number(self) -> str:
        return f"{self.section}.{self.position}"

    @property
    def is_standing(self) -> bool:
        """It stands for its whole section: the section's name is all the title it has."""
        return self.title == Section(self.section).label

    @property
    def body_id(self) -> int:
        return self.meeting.body_id


class AttendanceKind(models.TextChoices):
    PRESENT = "present", "ผู้มาประชุม"
    ABSENT = "absent", "ผู้ไม่มาประชุม"
    GUEST = "guest", "ผู้เข้าร่วมประชุม"


class Attendance(models.Model):
    """Who came, with name and post as they were that day. A guest has no seat and never counts for the quorum."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="attendances")
    kind = models.CharField(max_length=8, choices=AttendanceKind.choices)
    seat = models.ForeignKey(Seat, null=True, blank=True, on_delete=models.PROTECT, related_name="attendances")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="attendances")
    name = NormalizedCharField(_("name"), max_length=200)
    post = NormalizedCharField(_("post"), max_length=200)
    reason = NormalizedCharField(_("reason"), max_length=200, blank=True)
    sort = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("attendance")
        ordering = ["sort", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "seat"], name="attendance_seat_once"),
            models.CheckConstraint(
                condition=Q(kind=AttendanceKind.GUEST, seat__isnull=True)
                | (~Q(kind=AttendanceKind.GUEST) & Q(seat__isnull=False)),
                name="attendance_guest_has_no_seat",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ResolutionKind(models.TextChoices):
    ACKNOWLEDGE = "acknowledge", "รับทราบ"
    ADOPT = "adopt", "รับรอง"
    AGREE = "agree", "เห็นชอบ"
    DISAGREE = "disagree", "ไม่เห็นชอบ"
    APPROVE = "approve", "อนุมัติ"
    REFUSE = "refuse", "ไม่อนุมัติ"
    ASSIGN = "assign", "มอบหมาย"
    REVISE = "revise", "ให้นำกลับไปปรับปรุง"
    POSTPONE = "postpone", "เลื่อนการพิจารณา"


class ResolutionQuerySet(models.QuerySet["Resolution"]):
    def visible_to(self, actor: Actor) -> "ResolutionQuerySet":
        return self.filter(agenda_item__meeting__body__province_id=actor.province) if actor.is_known else self.none()

    def for_list(self) -> "ResolutionQuerySet":
        """The newest meeting first; within it in the order of the agenda."""
        return self.with_standing().order_by(
            "-agenda_item__meeting__be_year", "-agenda_item__meeting__number", "agenda_item__section",
            "agenda_item__position", "number",
        )  # fmt: skip

    def with_standing(self) -> "ResolutionQuerySet":
        """With meeting and minutes at hand, so that `in_effect` and `final` cost no query."""
        return self.select_related("agenda_item__meeting__minutes", "agenda_item__meeting__body", "duty")


class Resolution(models.Model):
    """มติที่ประชุม: what was resolved under an agenda item, in words to be printed."""

    agenda_item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="resolutions")
    number = models.PositiveSmallIntegerField(_("number in the meeting"))
    kind = models.CharField(_("kind"), max_length=12, choices=ResolutionKind.choices)
    text = NormalizedTextField(_("resolution"))
    duty = models.ForeignKey(Duty, null=True, blank=True, on_delete=models.PROTECT, related_name="resolutions")
    quote = models.TextField(blank=True)

    objects = ResolutionQuerySet.as_manager()

    class Meta:
        verbose_name = _("resolution")
        ordering = ["agenda_item__section", "agenda_item__position", "number"]
        constraints = [models.UniqueConstraint(fields=["agenda_item", "number"], name="resolution_number_once")]

    def __str__(self) -> str:
        return self.wording

    @property
    def wording(self) -> str:
        """As it is printed after มติที่ประชุม: the kind, unless the text begins with it or the source does not say."""
        kind = self.get_kind_display()
        return self.text if self.text.startswith(kind) else f"{kind} {self.text}"

    @property
    def body_id(self) -> int:
        return self.agenda_item.meeting.body_id

    @property
    def in_effect(self) -> bool:
        """The meeting closed with a quorum. An unknown quorum is not a quorum."""
        meeting = self.agenda_item.meeting
        return meeting.state == MeetingState.CLOSED and meeting.had_quorum is True

    @property
    def final(self) -> bool:
        """In effect, and the minutes it stands in are adopted."""
        minutes = getattr(self.agenda_item.meeting, "minutes", None)
        return self.in_effect and minutes is not None and minutes.is_adopted
