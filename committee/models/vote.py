"""How a matter was voted on, who dissented and who stood aside."""

from collections.abc import Iterable

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from committee.ballot import Count, Opinion, Voices, voices_of
from committee.models.agenda import AgendaItem
from committee.models.attendance import AttendanceKind, quorum_of
from committee.models.resolution import Resolution
from committee.models.seat import Holder, Seat
from ecotown.kernel.fields import NormalizedCharField, NormalizedTextField
from ecotown.kernel.rules import Actor


class Casting(models.TextChoices):
    NONE = "", _("not used")
    FOR = "for", "เห็นชอบ"
    AGAINST = "against", "ไม่เห็นชอบ"


class VoteQuerySet(models.QuerySet["Vote"]):
    def write(self, resolution: Resolution, count: Count | None) -> None:
        """The one count of that resolution; None: no vote was taken."""
        if count is None:
            self.filter(resolution=resolution).delete()
            return
        said = {name: getattr(count, name) for name in ("in_favour", "against", "abstained", "casting", "is_secret")}
        self.update_or_create(resolution=resolution, defaults=said)


class Vote(models.Model):
    """The count of one vote. Of a secret one no name is kept anywhere; the casting vote of a tie is not among the counts.

    Source: sections 82 and 83 of the Administrative Procedure Act B.E. 2539.
    """

    resolution = models.OneToOneField(Resolution, on_delete=models.PROTECT, related_name="vote")
    in_favour = models.PositiveSmallIntegerField(_("in favour"))
    against = models.PositiveSmallIntegerField(_("against"))
    abstained = models.PositiveSmallIntegerField(_("abstained"), default=0)
    casting = models.CharField(_("casting vote"), max_length=8, choices=Casting.choices, blank=True)
    is_secret = models.BooleanField(_("secret vote"), default=False)

    objects = VoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("vote")
        constraints = [
            models.CheckConstraint(
                condition=Q(casting="") | Q(in_favour=models.F("against")), name="vote_casting_breaks_a_tie"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.in_favour}:{self.against}"

    @property
    def count(self) -> Count:
        return Count(self.in_favour, self.against, self.abstained, self.casting, self.is_secret)

    @property
    def cast(self) -> int:
        """How many voices were given or withheld; without the casting vote."""
        return self.count.cast

    @property
    def carried(self) -> bool | None:
        """Whether more were for it than against it; a tie goes by the casting vote, None where there was none."""
        return self.count.carried


class DissentQuerySet(models.QuerySet["Dissent"]):
    def write(self, resolution: Resolution, opinions: Iterable[Opinion]) -> None:
        """All that were said against it, in place of those that stood there."""
        self.filter(resolution=resolution).delete()
        for each in opinions:
            self.create(resolution=resolution, name=each.name, text=each.text)


class Dissent(models.Model):
    """A different opinion with its reasons, printed under the resolution. Without a name where the vote was secret."""

    resolution = models.ForeignKey(Resolution, on_delete=models.PROTECT, related_name="dissents")
    name = NormalizedCharField(_("name"), max_length=200, blank=True)
    text = NormalizedTextField(_("opinion and reasons"))

    objects = DissentQuerySet.as_manager()

    class Meta:
        verbose_name = _("dissent")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text


class RecusalQuerySet(models.QuerySet["Recusal"]):
    def visible_to(self, actor: Actor) -> "RecusalQuerySet":
        return self.filter(agenda_item__meeting__body__province_id=actor.province) if actor.is_known else self.none()

    def for_page(self) -> "RecusalQuerySet":
        return self.select_related("agenda_item__meeting__minutes", "agenda_item__meeting__body", "seat")


class Recusal(models.Model):
    """A member who has an interest in a matter and stood aside: not counted in its quorum and vote (section 13)."""

    agenda_item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="recusals")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="recusals")
    name = NormalizedCharField(_("name"), max_length=200)
    reason = NormalizedCharField(_("interest"), max_length=300)

    objects = RecusalQuerySet.as_manager()

    class Meta:
        verbose_name = _("recusal")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["agenda_item", "seat"], name="recusal_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def body_id(self) -> int:
        return self.agenda_item.body_id


def voices_on(item: AgendaItem) -> Voices:
    """Who decides a matter: frozen once its meeting is closed, live until then; unknown where nobody recorded who came."""
    meeting = item.meeting
    rows = list(meeting.attendances.all())
    needed = meeting.quorum_needed
    if needed is None and not meeting.is_old:
        filled = list(Holder.objects.of_body_on(meeting.body_id, meeting.held_on))
        needed = quorum_of(meeting, filled, rows).needed if filled else None
    # A member who came and stands in for another as well is one head and one voice.
    members = {row.name: row.head for row in rows if row.kind == AttendanceKind.PRESENT}
    return voices_of(
        [(row.seat_id, row.head and members.get(row.name, row.head)) for row in rows],
        [recusal.seat_id for recusal in item.recusals.all()],
        present=meeting.quorum_present,
        needed=needed,
    )
