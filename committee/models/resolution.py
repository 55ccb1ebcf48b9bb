"""What a meeting resolved, how it was voted on, who stood aside and who dissented."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from committee.models.agenda import AgendaItem
from committee.models.meeting import MeetingState
from committee.models.order import Duty
from committee.models.seat import Seat
from ecotown.kernel.fields import NormalizedCharField, NormalizedTextField
from ecotown.kernel.rules import Actor


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
        return self.select_related("agenda_item__meeting__minutes", "agenda_item__meeting__body", "duty", "vote")


class Resolution(models.Model):
    """มติที่ประชุม: what was resolved under an agenda item, in words to be printed."""

    agenda_item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="resolutions")
    number = models.PositiveSmallIntegerField(_("number in the meeting"))
    kind = models.CharField(_("kind"), max_length=12, choices=ResolutionKind.choices)
    text = NormalizedTextField(_("resolution"))
    # Asked by the one who presided, nobody spoke against it: no vote was taken (section 82 of the act of B.E. 2539).
    unopposed = models.BooleanField(_("nobody was against it"), default=False)
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
    def reference(self) -> str:
        """Its place in the register: the meeting, the matter, and the number where a matter has several."""
        item = self.agenda_item
        return f"{item.meeting.display_number} ระเบียบวาระที่ {item.number} มติที่ {self.number}"

    @property
    def body_id(self) -> int:
        return self.agenda_item.meeting.body_id

    @property
    def in_effect(self) -> bool:
        """The meeting closed with a quorum. An unknown quorum is none, unless adopted minutes from before tell of it."""
        meeting = self.agenda_item.meeting
        if meeting.is_old:
            return self._is_adopted
        return meeting.state == MeetingState.CLOSED and meeting.had_quorum is True

    @property
    def final(self) -> bool:
        """In effect, and the minutes it stands in are adopted."""
        return self.in_effect and self._is_adopted

    @property
    def _is_adopted(self) -> bool:
        minutes = getattr(self.agenda_item.meeting, "minutes", None)
        return minutes is not None and minutes.is_adopted


class Casting(models.TextChoices):
    NONE = "", _("not used")
    FOR = "for", "เห็นชอบ"
    AGAINST = "against", "ไม่เห็นชอบ"


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
    def cast(self) -> int:
        """How many voices were given or withheld; without the casting vote."""
        return self.in_favour + self.against + self.abstained

    @property
    def carried(self) -> bool | None:
        """Whether more were for it than against it; a tie goes by the casting vote, None where there was none."""
        if self.in_favour == self.against:
            return {"": None, "for": True, "against": False}[self.casting]
        return self.in_favour > self.against


class Dissent(models.Model):
    """A different opinion with its reasons, printed under the resolution. Without a name where the vote was secret."""

    resolution = models.ForeignKey(Resolution, on_delete=models.PROTECT, related_name="dissents")
    name = NormalizedCharField(_("name"), max_length=200, blank=True)
    text = NormalizedTextField(_("opinion and reasons"))

    class Meta:
        verbose_name = _("dissent")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text


class Recusal(models.Model):
    """A member who has an interest in a matter and stood aside: not counted in its quorum and vote (section 13)."""

    agenda_item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="recusals")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="recusals")
    name = NormalizedCharField(_("name"), max_length=200)
    reason = NormalizedCharField(_("interest"), max_length=300)

    class Meta:
        verbose_name = _("recusal")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["agenda_item", "seat"], name="recusal_once")]

    def __str__(self) -> str:
        return self.name
