"""What a meeting resolved, and how far it stands."""

import hashlib
from dataclasses import asdict

import rfc8785
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from committee.models.agenda import AgendaItem
from committee.models.meeting import MeetingState
from committee.models.minutes import MinutesState
from committee.models.order import Duty
from ecotown.kernel import thai
from ecotown.kernel.fields import NormalizedTextField
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


class Standing(models.TextChoices):
    """How a list of resolutions is asked for; the first holds the second."""

    IN_EFFECT = "in_effect", _("in effect")
    FINAL = "final", _("final")
    WAITING = "waiting", _("not in effect")


ADOPTED = Q(agenda_item__meeting__minutes__state__in=[MinutesState.ADOPTED, MinutesState.LOCKED])
WITH_QUORUM = Q(
    agenda_item__meeting__is_old=False,
    agenda_item__meeting__state=MeetingState.CLOSED,
    agenda_item__meeting__quorum_present__gte=F("agenda_item__meeting__quorum_needed"),
)
# What `Resolution.in_effect` and `.final` say, asked of the database.
IN_EFFECT = WITH_QUORUM | Q(agenda_item__meeting__is_old=True) & ADOPTED
STANDINGS = {Standing.IN_EFFECT: IN_EFFECT, Standing.FINAL: IN_EFFECT & ADOPTED}


class ResolutionQuerySet(models.QuerySet["Resolution"]):
    def visible_to(self, actor: Actor) -> "ResolutionQuerySet":
        return self.filter(agenda_item__meeting__body__province_id=actor.province) if actor.is_known else self.none()

    def for_list(self) -> "ResolutionQuerySet":
        """The newest meeting first; within it in the order of the agenda."""
        return self.with_standing().order_by(
            "-agenda_item__meeting__be_year", "-agenda_item__meeting__number", "agenda_item__section",
            "agenda_item__position", "number",
        )  # fmt: skip

    def under(self, duty: Duty, actor: Actor) -> "ResolutionQuerySet":
        """What was done under a duty, as `for_list`, each with the follow-ups that the actor may see."""
        from committee.models.follow_up import FollowUp  # a follow-up knows its resolution

        tasks = models.Prefetch("follow_ups", queryset=FollowUp.objects.visible_to(actor))
        return self.for_list().filter(duty=duty).prefetch_related(tasks)

    def with_standing(self) -> "ResolutionQuerySet":
        """With meeting and minutes at hand, so that `in_effect` and `final` cost no query."""
        return self.select_related("agenda_item__meeting__minutes", "agenda_item__meeting__body", "duty", "vote")

    def for_page(self) -> "ResolutionQuerySet":
        """With what was said against it, who stood aside and who came."""
        return self.with_standing().prefetch_related(
            "dissents", "agenda_item__recusals__seat", "agenda_item__meeting__attendances"
        )

    def that_stand(self, standing: str) -> "ResolutionQuerySet":
        if standing == Standing.WAITING:
            # By key: a condition over rows that may be missing is neither true nor false of those without minutes.
            return self.exclude(pk__in=self.model.objects.filter(IN_EFFECT).values("pk"))
        return self.filter(STANDINGS[Standing(standing)])

    def saying(self, words: str) -> "ResolutionQuerySet":
        """Every word stands in the resolution, its matter or its kind; words are what blanks separate.

        Thai has no blanks between words, so each is looked for anywhere, spelled as stored text is spelled.
        """
        found = self
        for word in thai.normalize_name(words).split():
            kinds = [kind.value for kind in ResolutionKind if word in kind.label]
            said = Q(kind__in=kinds)
            for spelled in {word, thai.arabic_digits(word), thai.thai_digits(word)}:
                said |= Q(text__icontains=spelled) | Q(agenda_item__title__icontains=spelled)
            found = found.filter(said)
        return found

    def years(self) -> list[int]:
        """The calendar years (B.E.) that have any, the newest first."""
        year = "agenda_item__meeting__be_year"
        return list(self.order_by(f"-{year}").values_list(year, flat=True).distinct())


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
    def voting(self) -> str:
        """How it was decided, as minutes print it; "" where it was neither counted nor asked whether anybody objects."""
        vote = getattr(self, "vote", None)
        if vote is not None:
            return str(vote.count.words)
        return "ไม่มีผู้คัดค้าน" if self.unopposed else ""

    @property
    def told(self) -> str:
        """All that its form changes, in words, for whoever meets another's change."""
        said = [self.wording, f"({self.voting})" if self.voting else "", str(self.duty or "")]
        said += [f"{each.name}: {each.text}" if each.name else each.text for each in self.dissents.all()]
        return "\n".join(each for each in said if each)

    @property
    def mark(self) -> str:
        """Of all that its form changes, as whoever changes it found it."""
        vote = getattr(self, "vote", None)
        said = {
            "kind": self.kind, "text": self.text, "duty": self.duty_id, "unopposed": self.unopposed,
            "count": None if vote is None else asdict(vote.count),
            "dissents": [[each.name, each.text] for each in self.dissents.all()],
        }  # fmt: skip
        return hashlib.sha256(rfc8785.dumps(said)).hexdigest()

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
