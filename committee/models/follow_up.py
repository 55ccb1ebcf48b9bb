"""What a resolution charged somebody with, and what has been reported on it since."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from committee.ballot import Charge
from committee.models.agenda import AgendaItem
from committee.models.meeting import Meeting, MeetingState
from committee.models.person import Assignment
from committee.models.resolution import Resolution
from committee.models.section import Section
from ecotown.kernel import thai
from ecotown.kernel.fields import NormalizedCharField, NormalizedTextField
from ecotown.kernel.models import JournalEntry, StoredFile
from ecotown.kernel.rules import Actor, Role


class FollowUpState(models.TextChoices):
    OPEN = "open", "อยู่ระหว่างดำเนินการ"
    CLOSED = "closed", "ดำเนินการแล้วเสร็จ"


class FollowUpQuerySet(models.QuerySet["FollowUp"]):
    def visible_to(self, actor: Actor) -> "FollowUpQuerySet":
        """All of the province; who is nothing but an agency's focal person sees those of the own organisation."""
        if not actor.is_known:
            return self.none()
        mine = self.filter(resolution__agenda_item__meeting__body__province_id=actor.province)
        if actor.roles == {Role.AGENCY}:
            return mine.filter(agency__in={held.organisation for held in actor.seats})
        return mine

    def open_of(self, body_id: int) -> "FollowUpQuerySet":
        """Those that return as เรื่องสืบเนื่อง, the oldest resolution first."""
        return self.filter(resolution__agenda_item__meeting__body_id=body_id, state=FollowUpState.OPEN).order_by("pk")

    def with_resolution(self) -> "FollowUpQuerySet":
        return self.select_related("resolution__agenda_item__meeting__body", "resolution__duty")

    def hold(self, actor: Actor, follow_up_id: int) -> "FollowUp":
        """Its row, locked to the end of the transaction, with its resolution."""
        return self.visible_to(actor).with_resolution().select_for_update(of=("self",)).get(pk=follow_up_id)

    def still_open(self) -> "FollowUpQuerySet":
        return self.filter(state=FollowUpState.OPEN)

    def overdue_on(self, day: date) -> "FollowUpQuerySet":
        return self.still_open().filter(due__lt=day)

    def due_within(self, days: int, today: date) -> "FollowUpQuerySet":
        """Open ones whose day has passed or comes within so many days."""
        return self.still_open().filter(due__lte=today + timedelta(days=days))

    def for_list(self) -> "FollowUpQuerySet":
        """The most pressing first, those without a day after them, closed ones last; each with `.reported_on`."""
        closed_last = models.Case(models.When(state=FollowUpState.CLOSED, then=1), default=0)
        return (
            self.with_resolution()
            .annotate(rank=closed_last, reported_on=models.Max("notes__on"))
            .order_by("rank", models.F("due").asc(nulls_last=True), "-closed_on", "pk")
        )

    def shown(self, which: str, day: date) -> "FollowUpQuerySet":
        """`which` is open, overdue, closed or all."""
        if which == "overdue":
            return self.overdue_on(day)
        return self if which == "all" else self.filter(state=which)

    def of_resolution(self, resolution_id: int) -> "FollowUpQuerySet":
        """In the order in which they were opened, each with `.reported_on`."""
        return self.filter(resolution_id=resolution_id).annotate(reported_on=models.Max("notes__on")).order_by("pk")

    def for_page(self) -> "FollowUpQuerySet":
        """With the matters of its return, their resolutions, and what was reported."""
        returned = AgendaItem.objects.select_related("meeting").prefetch_related("resolutions")
        return self.with_resolution().prefetch_related(
            models.Prefetch("agenda_items", queryset=returned.order_by("meeting__held_on", "pk")),
            models.Prefetch("notes", queryset=FollowUpNote.objects.for_page()),
        )

    def agencies(self) -> list[str]:
        return list(self.order_by("agency").values_list("agency", flat=True).distinct())

    def charge(self, resolution: Resolution, charges: Iterable[Charge]) -> "list[FollowUp]":
        """Open these tasks under a resolution; each stands at once on the agendas that are planned already."""
        create = FollowUp.objects.create
        opened = [create(resolution=resolution, task=each.task, agency=each.agency, due=each.due) for each in charges]
        for follow_up in opened:
            follow_up.return_to_agendas()
        return opened


@dataclass(frozen=True)
class Turn:
    """A follow-up closed or opened again: when, and with which outcome or reason."""

    kind: str
    on: date
    text: str


class FollowUp(models.Model):
    """A task that a resolution มอบหมาย gave to an agency. It returns at each meeting of the body until it is closed."""

    resolution = models.ForeignKey(Resolution, on_delete=models.PROTECT, related_name="follow_ups")
    task = NormalizedTextField(_("task"))
    agency = NormalizedCharField(_("agency in charge"), max_length=200)
    due = models.DateField(_("due"), null=True, blank=True)
    state = models.CharField(max_length=6, choices=FollowUpState.choices, default=FollowUpState.OPEN)
    closed_on = models.DateField(null=True, blank=True)
    outcome = NormalizedTextField(_("outcome"), blank=True)

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        verbose_name = _("follow-up")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open", closed_on__isnull=True)
                | (Q(state="closed", closed_on__isnull=False) & ~Q(outcome="")),
                name="follow_up_closed_with_day_and_outcome",
            ),
        ]

    def __str__(self) -> str:
        return self.task

    @property
    def body_id(self) -> int:
        return self.resolution.body_id

    @property
    def is_confidential(self) -> bool:
        """As the matter was under which it was resolved: where it returns, it is told to no more people."""
        return self.resolution.agenda_item.is_confidential

    @property
    def agenda_title(self) -> str:
        """What was asked of whom by which meeting; a long task is told by its beginning, whole letters only."""
        meeting = self.resolution.agenda_item.meeting
        task, agency = thai.shorten(thai.normalize_name(self.task), 160), thai.shorten(self.agency, 60)
        return f"{task} ({agency}) ตามมติที่ประชุม{meeting}"

    def return_to_agendas(self) -> None:
        """A matter เรื่องสืบเนื่อง of each later meeting of the body that is planned already; their rows are held in one order."""
        own = self.resolution.agenda_item.meeting
        later = Q(be_year__gt=own.be_year) | Q(be_year=own.be_year, number__gt=own.number)
        planned = Meeting.objects.filter(later, body_id=own.body_id, state=MeetingState.PLANNED)
        for meeting in planned.select_for_update(of=("self",)).order_by("pk"):
            if not meeting.agenda.filter(follow_up=self).exists():
                AgendaItem.objects.append(
                    meeting, Section.FOLLOW_UP, self.agenda_title, follow_up=self, is_confidential=self.is_confidential
                )

    def turns(self) -> list[Turn]:
        """Each time it was closed or opened again, from the journal: the row keeps only how it stands now."""
        found = []
        lines = JournalEntry.objects.about(self).filter(act__in=["followup.close", "followup.reopen"])
        for line in lines.order_by("number"):
            said = json.loads(line.body)
            after = said["after"]
            if line.act == "followup.close":
                found.append(Turn("closed", date.fromisoformat(after["closed_on"]), after["outcome"]))
            else:
                found.append(Turn("reopened", date.fromisoformat(after["reopened_on"]), said["reason"]))
        return found

    def is_overdue(self, today: date) -> bool:
        return self.state == FollowUpState.OPEN and self.due is not None and self.due < today


class ReportedBy(models.TextChoices):
    """How the answer reached the office."""

    PORTAL = "portal", "รายงานในระบบ"
    LETTER = "letter", "หนังสือ"
    CALL = "call", "โทรศัพท์"
    MEETING = "meeting", "รายงานในที่ประชุม"


class FollowUpNoteQuerySet(models.QuerySet["FollowUpNote"]):
    def visible_to(self, actor: Actor) -> "FollowUpNoteQuerySet":
        return self.filter(follow_up__in=FollowUp.objects.visible_to(actor))

    def for_page(self) -> "FollowUpNoteQuerySet":
        return self.select_related("evidence", "entered_by__person")


class FollowUpNote(models.Model):
    """One report on a follow-up, with its evidence. Never changed: a correction is a further note."""

    follow_up = models.ForeignKey(FollowUp, on_delete=models.PROTECT, related_name="notes")
    on = models.DateField(_("date"))
    text = NormalizedTextField(_("what has been done"))
    reported_by = models.CharField(_("reported by"), max_length=8, choices=ReportedBy.choices)
    # Of a letter its number, of a call who called: staff enter an agency's answer and say where it comes from.
    reference = NormalizedCharField(_("letter or caller"), max_length=200, blank=True)
    evidence = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    entered_at = models.DateTimeField(auto_now_add=True)

    objects = FollowUpNoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("follow-up note")
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(reported_by__in=["portal", "meeting"]) | ~Q(reference=""),
                name="follow_up_note_says_where_it_comes_from",
            ),
        ]

    def __str__(self) -> str:
        return self.text


def known_agencies(actor: Actor) -> list[str]:
    """Names to choose from: organisations with a focal person, and those charged before. Two queries."""
    held = Assignment.objects.visible_to(actor).in_force_on(actor.on).filter(role=Role.AGENCY)
    names = {*held.values_list("organisation", flat=True), *FollowUp.objects.visible_to(actor).agencies()}
    return sorted(names - {""}, key=thai.sort_key)
