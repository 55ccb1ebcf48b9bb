"""A meeting: number, day, place, how it was called and held, and what closing froze."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from committee.models.body import Body
from committee.models.person import Person
from committee.models.section import AgendaSection, default_agenda, read_agenda
from committee.models.source import Source
from ecotown.kernel.fields import NormalizedCharField, NormalizedTextField
from ecotown.kernel.rules import Actor

if TYPE_CHECKING:
    from committee.models.agenda import AgendaItem


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

    def hold(self, actor: Actor, meeting_id: int) -> "Meeting":
        """Its row, locked to the end of the transaction, with its body."""
        return self.visible_to(actor).select_for_update(of=("self",)).select_related("body").get(pk=meeting_id)

    def for_list(self, body: Body | None = None) -> "MeetingQuerySet":
        """The newest first; of one body where one is named."""
        mine = self if body is None else self.filter(body=body)
        return (
            mine.select_related("body", "minutes")
            .annotate(resolution_count=models.Count("agenda__resolutions"))
            .order_by("-be_year", "-number")
        )

    def kept_by_the_portal(self) -> "MeetingQuerySet":
        """Planned here, or closed with a quorum counted here, the first one first: nothing that is told by old papers."""
        counted = Q(state=MeetingState.CLOSED, quorum_needed__isnull=False)
        return self.filter(Q(state=MeetingState.PLANNED) | counted, is_old=False).order_by("held_on", "pk")

    def unfinished(self) -> "MeetingQuerySet":
        """Those whose record is not sealed yet, the oldest first, with minutes and `.open_corrections` (a count)."""
        done = Q(state=MeetingState.CANCELLED) | Q(minutes__state="locked")
        waiting = models.Count("minutes__corrections", filter=Q(minutes__corrections__state="open"))
        return self.select_related("minutes").exclude(done).annotate(open_corrections=waiting).order_by("held_on", "pk")

    def closed_after(self, meeting: "Meeting") -> "MeetingQuerySet":
        """Later meetings of the same body that are over: those that may have adopted its minutes."""
        later = Q(be_year__gt=meeting.be_year) | Q(be_year=meeting.be_year, number__gt=meeting.number)
        return self.filter(later, body_id=meeting.body_id, state=MeetingState.CLOSED, held_on__gte=meeting.held_on)

    def that_adopted(self, minutes_id: int) -> "MeetingQuerySet":
        """Those that resolved รับรอง under the matter that names these minutes."""
        adopting = Q(agenda__adopts_id=minutes_id, agenda__resolutions__kind="adopt")
        return self.filter(adopting, state=MeetingState.CLOSED).distinct().order_by("be_year", "number")

    def with_attendance(self) -> "MeetingQuerySet":
        return self.select_related("body", "presided_by", "minutes", "source", "adjourned_from").prefetch_related(
            "attendances__seat", "attendances__person"
        )

    def for_page(self) -> "MeetingQuerySet":
        """With agenda, texts, papers, resolutions and attendance: each in one query."""
        from committee.models.agenda import AgendaItem  # an agenda knows its meeting, not the other way round

        return self.with_attendance().prefetch_related(
            models.Prefetch("agenda", queryset=AgendaItem.objects.with_text().with_papers()), "called_again"
        )

    def missing_before(self, meeting: "Meeting") -> list[int]:
        """The numbers of its body and year, smaller than its own, that no meeting on record has."""
        known = self.filter(body_id=meeting.body_id, be_year=meeting.be_year).values_list("number", flat=True)
        return sorted(set(range(1, meeting.number)) - set(known))

    def without_quorum(self) -> "MeetingQuerySet":
        """Those that may be called again with the smaller quorum, the newest first."""
        failed = Q(state=MeetingState.CLOSED, quorum_present__lt=F("quorum_needed"))
        return self.filter(failed).select_related("body").order_by("-be_year", "-number")

    def planned_after(self, meeting: "Meeting") -> "MeetingQuerySet":
        """Later meetings of the same body whose agenda is still open."""
        later = self.filter(body_id=meeting.body_id, state=MeetingState.PLANNED, held_on__gte=meeting.held_on)
        return later.exclude(pk=meeting.pk).order_by("held_on", "pk")

    def waiting_for_reply(self, actor: Actor) -> "MeetingQuerySet":
        """Planned ones of which the holder of a seat has not said whether they come; `.seat_asked` is that seat."""
        from committee.models.attendance import Reply  # a reply knows its meeting

        holder, seat = "body__seats__holders__", "body__seats__"
        serves = Q((f"{holder}until__isnull", True)) | Q((f"{holder}until__gt", F("held_on")))
        stands = Q((f"{seat}until__isnull", True)) | Q((f"{seat}until__gt", F("held_on")))
        begun = {f"{holder}since__lte": F("held_on"), f"{seat}since__lte": F("held_on")}
        mine = self.filter(
            serves, stands, Q((f"{holder}person_id", actor.person_id)), state=MeetingState.PLANNED,
            held_on__gte=actor.on, **begun,
        ).annotate(seat_asked=F("body__seats__pk"))  # fmt: skip
        said = Reply.objects.filter(meeting=models.OuterRef("pk"), seat=models.OuterRef("seat_asked"))
        return mine.filter(~models.Exists(said)).order_by("held_on", "pk")


class Meeting(models.Model):
    """Meeting n of a body in a Buddhist-era calendar year, for instance 1/2563."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="meetings")
    number = models.PositiveSmallIntegerField(_("number"))
    be_year = models.PositiveSmallIntegerField(_("year (B.E.)"))
    held_on = models.DateField(_("date"))
    begins_at = models.TimeField(_("is to begin at"), null=True, blank=True)
    venue = NormalizedCharField(_("place"), max_length=300)
    mode = models.CharField(_("mode"), max_length=8, choices=MeetingMode.choices, default=MeetingMode.ON_SITE)
    # The sections as the body's template had them when the meeting was planned.
    sections = models.JSONField(default=default_agenda)
    # Notice: when it went out, and the reason where that was too late for the body's rule.
    called_on = models.DateField(_("notice sent on"), null=True, blank=True)
    urgent_reason = NormalizedCharField(_("why it is urgent"), max_length=300, blank=True)
    # Called again because that one had no quorum, with a notice that says so: the smaller quorum holds.
    adjourned_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="called_again"
    )
    # Of a meeting through electronic means (Emergency Decree B.E. 2563): where it is held, and what is kept of it.
    online_place = NormalizedCharField(_("online meeting room"), max_length=300, blank=True)
    recording = NormalizedCharField(_("where the recording is kept"), max_length=300, blank=True)
    unrecorded_reason = NormalizedCharField(_("why nothing was recorded"), max_length=300, blank=True)
    incidents = NormalizedTextField(_("faults during the meeting"), blank=True)
    started_at = models.TimeField(_("opened at"), null=True, blank=True)
    ended_at = models.TimeField(_("closed at"), null=True, blank=True)
    presided_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="presided")
    # Name and post of that day, frozen: a transfer must not rewrite an old meeting. A stand-in has no row in Person.
    presided_name = NormalizedCharField(_("name of that day"), max_length=200, blank=True)
    presided_post = NormalizedCharField(_("post of that day"), max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=MeetingState.choices, default=MeetingState.PLANNED)
    # Frozen at closing; empty where the source does not say.
    seats_filled = models.PositiveSmallIntegerField(null=True, blank=True)
    quorum_needed = models.PositiveSmallIntegerField(null=True, blank=True)
    quorum_present = models.PositiveSmallIntegerField(null=True, blank=True)
    source = models.ForeignKey(Source, null=True, blank=True, on_delete=models.PROTECT, related_name="meetings")
    attendance_note = NormalizedTextField(_("note on attendance"), blank=True)
    # Entered from the papers of a meeting held before the portal: what they do not say stays unknown.
    is_old = models.BooleanField(default=False)
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
    def agenda_sections(self) -> list[AgendaSection]:
        return read_agenda(self.sections)

    def section_of(self, section: int) -> AgendaSection:
        """The section for that purpose. One that its agenda leaves out is told by its custom, after the others."""
        found = self.agenda_sections
        standard = dict(default_agenda())
        missing = AgendaSection(section, len(found) + 1, standard.get(section, ""))
        return next((each for each in found if each.section == section), missing)

    def sections_with(self, items: Iterable["AgendaItem"]) -> list[tuple[AgendaSection, list["AgendaItem"]]]:
        """The agenda as it is printed; a matter whose section the meeting leaves out is not lost, it comes at the end."""
        every, sections = list(items), self.agenda_sections
        left_out = {item.section for item in every} - {each.section for each in sections}
        sections += [self.section_of(section) for section in sorted(left_out)]
        return [(each, [item for item in every if item.section == each.section]) for each in sections]

    def place_of(self, section: int) -> int:
        """For sorting matters as they are printed, also where the body's template reorders the sections."""
        return self.section_of(section).number

    @property
    def clear_days(self) -> int | None:
        """Days between the day the invitation went out and the day of the meeting, neither of them counted."""
        return None if self.called_on is None else (self.held_on - self.called_on).days - 1

    @property
    def is_short_notice(self) -> bool:
        return self.clear_days is not None and self.clear_days < self.body.notice_days

    @property
    def is_online(self) -> bool:
        return self.mode in (MeetingMode.HYBRID, MeetingMode.ONLINE)

    @property
    def presided_by_name(self) -> str:
        return self.presided_name or str(self.presided_by or "")

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
