"""Who said they would come, and who came."""

from collections.abc import Iterable, Sequence

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from committee import quorum
from committee.models.body import QuorumBase
from committee.models.meeting import Meeting
from committee.models.person import Person
from committee.models.seat import Holder, Seat, SeatKind
from ecotown.kernel.fields import NormalizedCharField
from ecotown.kernel.models import StoredFile
from ecotown.kernel.rules import Actor


class AttendanceKind(models.TextChoices):
    PRESENT = "present", "ผู้มาประชุม"
    SUBSTITUTE = "substitute", "มาประชุมแทน"
    ABSENT = "absent", "ผู้ไม่มาประชุม"
    GUEST = "guest", "ผู้เข้าร่วมประชุม"


class AttendanceQuerySet(models.QuerySet["Attendance"]):
    def visible_to(self, actor: Actor) -> "AttendanceQuerySet":
        return self.filter(meeting__body__province_id=actor.province) if actor.is_known else self.none()

    def for_page(self) -> "AttendanceQuerySet":
        return self.select_related("meeting__body", "seat", "letter")


class Attendance(models.Model):
    """Who came, with name and post as they were that day. A guest has no seat and never counts for the quorum.

    Of a substitute `person` is the member who did not come, `name` and `post` are those of the one who did, and
    `in_place_of` is the seat's post.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="attendances")
    kind = models.CharField(max_length=10, choices=AttendanceKind.choices)
    seat = models.ForeignKey(Seat, null=True, blank=True, on_delete=models.PROTECT, related_name="attendances")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="attendances")
    name = NormalizedCharField(_("name"), max_length=200)
    post = NormalizedCharField(_("post"), max_length=300)
    reason = NormalizedCharField(_("reason"), max_length=200, blank=True)
    # A substitute: for whom, and the letter of delegation. Without the letter he is a guest, whatever was ticked.
    in_place_of = NormalizedCharField(_("in place of"), max_length=300, blank=True)
    absent_name = NormalizedCharField(_("name of the absent member"), max_length=200, blank=True)
    letter_number = NormalizedCharField(_("number of the letter of delegation"), max_length=100, blank=True)
    letter_on = models.DateField(_("dated"), null=True, blank=True)
    letter = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    # Through electronic means: how the person was identified, and when they came and left.
    identified_by = NormalizedCharField(_("identified by"), max_length=100, blank=True)
    joined_at = models.DateTimeField(_("joined at"), null=True, blank=True)
    left_at = models.DateTimeField(_("left at"), null=True, blank=True)
    sort = models.PositiveSmallIntegerField(default=0)

    objects = AttendanceQuerySet.as_manager()

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
            models.CheckConstraint(
                condition=(Q(kind=AttendanceKind.SUBSTITUTE) & ~Q(in_place_of=""))
                | (~Q(kind=AttendanceKind.SUBSTITUTE) & Q(in_place_of="", letter_number="", letter__isnull=True)),
                name="attendance_substitute_for_somebody",
            ),
            models.CheckConstraint(
                condition=Q(left_at__isnull=True) | Q(joined_at__isnull=False, left_at__gte=models.F("joined_at")),
                name="attendance_leaves_after_joining",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def body_id(self) -> int:
        return self.meeting.body_id

    @property
    def came(self) -> bool:
        return self.kind != AttendanceKind.ABSENT

    @property
    def lacks_letter(self) -> bool:
        """A substitute who would count, had the letter of delegation been recorded."""
        return self.kind == AttendanceKind.SUBSTITUTE and not self.letter_number

    @property
    def counts(self) -> bool:
        """For the quorum and as a voice: a member, or a substitute with a letter in a seat that may be delegated."""
        if self.kind == AttendanceKind.SUBSTITUTE:
            return bool(self.letter_number) and self.seat is not None and self.seat.kind != SeatKind.BY_NAME
        return self.kind == AttendanceKind.PRESENT

    @property
    def head(self) -> str:
        """Who is counted, "" for who is not. The same head on two seats is one head and one voice."""
        if not self.counts:
            return ""
        if self.kind == AttendanceKind.PRESENT and self.person_id is not None:
            return f"person {self.person_id}"
        return f"name {self.name}"


def quorum_of(meeting: Meeting, holders: Sequence[Holder], rows: Iterable[Attendance]) -> quorum.Quorum:
    """As it stands: frozen once the meeting is closed; until then the rows against the seats filled on that day."""
    if meeting.quorum_needed is not None:
        seats, present = meeting.seats_filled or 0, meeting.quorum_present or 0
        return quorum.Quorum(seats, meeting.quorum_needed, present, base=seats)
    filled = {holder.seat_id for holder in holders}
    known = [row for row in rows if row.seat_id in filled]
    base = len(filled)
    if meeting.body.quorum_base == QuorumBase.ALL:
        base = Seat.objects.in_force_on(meeting.held_on).filter(body_id=meeting.body_id).count()
    share = meeting.body.share(adjourned=meeting.adjourned_from_id is not None)
    unrecorded = len(filled) - len({row.seat_id for row in known})
    return quorum.take(known, share=share, seats=len(filled), base=base, unrecorded=unrecorded)


class ReplyKind(models.TextChoices):
    COMING = "coming", "มาประชุม"
    SUBSTITUTE = "substitute", "ให้ผู้แทนมาประชุมแทน"
    NOT_COMING = "not_coming", "ไม่มาประชุม"


class ReplyQuerySet(models.QuerySet["Reply"]):
    def visible_to(self, actor: Actor) -> "ReplyQuerySet":
        return self.filter(meeting__body__province_id=actor.province) if actor.is_known else self.none()

    def by_seat(self, meeting: Meeting) -> "dict[int, Reply]":
        return {reply.seat_id: reply for reply in self.filter(meeting=meeting)}


class Reply(models.Model):
    """Whether the holder of a seat will come, as said beforehand by them or, on the telephone, to the office."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="replies")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="replies")
    kind = models.CharField(_("answer"), max_length=10, choices=ReplyKind.choices)
    reason = NormalizedCharField(_("reason"), max_length=200, blank=True)
    name = NormalizedCharField(_("name of the substitute"), max_length=200, blank=True)
    post = NormalizedCharField(_("post of the substitute"), max_length=200, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    answered_at = models.DateTimeField(auto_now=True)

    objects = ReplyQuerySet.as_manager()

    class Meta:
        verbose_name = _("reply")
        constraints = [models.UniqueConstraint(fields=["meeting", "seat"], name="reply_once")]

    def __str__(self) -> str:
        return self.get_kind_display()
