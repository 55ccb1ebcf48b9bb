"""Seats and who holds them, by date. Rights, quorum and old minutes follow from it."""

from collections.abc import Sequence
from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from committee.models.body import Body
from committee.models.order import Order
from committee.models.person import Person
from ecotown.kernel.fields import NormalizedCharField
from ecotown.kernel.rules import Actor, Role


class SeatRole(models.TextChoices):
    CHAIR = "chair", "ประธานกรรมการ"
    VICE_CHAIR = "vice_chair", "รองประธานกรรมการ"
    MEMBER = "member", "กรรมการ"
    SECRETARY = "secretary", "กรรมการและเลขานุการ"
    ASSISTANT = "assistant", "กรรมการและผู้ช่วยเลขานุการ"


class SeatKind(models.TextChoices):
    EX_OFFICIO = "ex_officio", "โดยตำแหน่ง"
    BY_NAME = "by_name", "โดยชื่อบุคคล"
    ORGANISATION = "organisation", "ผู้แทนหน่วยงาน"


class Sector(models.TextChoices):
    """The four sectors that the news item of meeting 1/2563 names."""

    GOVERNMENT = "government", "ส่วนราชการ"
    LOCAL = "local", "องค์กรปกครองส่วนท้องถิ่น"
    ENTERPRISE = "enterprise", "รัฐวิสาหกิจ"
    PRIVATE = "private", "ภาคเอกชน"


class Acting(models.TextChoices):
    """Sits in own right for a post that is vacant or whose holder is away; printed with these words, never as a substitute.

    Source: sections 41 to 50 of the State Administration Act B.E. 2534.
    """

    NONE = "", "ดำรงตำแหน่งเอง"
    FOR_ABSENT = "for_absent", "รักษาราชการแทน"
    FOR_VACANT = "for_vacant", "รักษาการในตำแหน่ง"
    ON_BEHALF = "on_behalf", "ปฏิบัติราชการแทน"


# Every seat of the order is a member's; the chair and the secretary decide more.
ROLES_OF_SEAT: dict[str, tuple[Role, ...]] = {
    SeatRole.CHAIR: (Role.MEMBER, Role.CHAIR),
    SeatRole.VICE_CHAIR: (Role.MEMBER,),
    SeatRole.MEMBER: (Role.MEMBER,),
    SeatRole.SECRETARY: (Role.MEMBER, Role.SECRETARY),
    SeatRole.ASSISTANT: (Role.MEMBER,),
}


class SeatQuerySet(models.QuerySet["Seat"]):
    def visible_to(self, actor: Actor) -> "SeatQuerySet":
        return self.filter(body__province_id=actor.province) if actor.is_known else self.none()

    def in_force_on(self, day: date) -> "SeatQuerySet":
        return self.filter(Q(until__isnull=True) | Q(until__gt=day), since__lte=day)

    def on_body(self, body_id: int, day: date) -> "SeatQuerySet":
        return self.filter(body_id=body_id).with_holders_on(day)

    def reaching(self, day: date) -> "SeatQuerySet":
        """Those that are still there on the day, or begin later."""
        return self.filter(Q(until__isnull=True) | Q(until__gt=day))

    def on_day_of(self, order: Order) -> "SeatQuerySet":
        """What an amending order could take away: the seats of its body that others gave it, in their sequence."""
        there = self.filter(body_id=order.body_id).exclude(order=order).select_related("order")
        return there.reaching(order.in_force_from).order_by("sort", "pk")

    def ended(self) -> "SeatQuerySet":
        """Those that an order took away."""
        return self.filter(ended_by__isnull=False)

    def begins_too_late_to_end(self, day: date) -> "Seat | Holder | None":
        """A seat of these, or a term in one, that begins on the day or after: it cannot end on that day."""
        terms = Holder.objects.filter(seat__in=self, since__gte=day).select_related("person", "seat")
        return self.filter(since__gte=day).first() or terms.first()

    def end_on(self, day: date, order: Order) -> None:
        """Seats and terms end on the day by the order. Nothing is deleted, so old meetings keep their lists."""
        still = Q(until__isnull=True) | Q(until__gt=day)
        Holder.objects.filter(still, seat__in=self).update(until=day)
        self.update(until=day, ended_by=order)

    def with_every_holder(self, day: date) -> "SeatQuerySet":
        """Those in force on the day in their sequence, with the holders of all days and `.sat`: rows of attendance."""
        return (
            self.in_force_on(day)
            .prefetch_related("holders__person")
            .annotate(sat=models.Count("attendances"))
            .order_by("sort", "pk")
        )

    def put_in_order(self, pks: Sequence[int]) -> None:
        """Number these seats in the sequence given. The caller holds the row of the body."""
        place = {pk: number for number, pk in enumerate(pks, start=1)}
        rows: list[Seat] = list(self.filter(pk__in=pks))
        for seat in rows:
            seat.sort = place[seat.pk]
        Seat.objects.bulk_update(rows, ["sort"])

    def with_holders_on(self, day: date) -> "SeatQuerySet":
        """In the order of the order, each with `.holders_today` (at most one)."""
        serving = Holder.objects.serving_on(day).select_related("person", "person__user")
        return (
            self.in_force_on(day)
            .select_related("body", "order")
            .prefetch_related(models.Prefetch("holders", queryset=serving, to_attr="holders_today"))
            .order_by("sort", "pk")
        )


class Seat(models.Model):
    """A place on a body, as its order lists it: the post is the member, the person changes."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="seats")
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="seats")
    sort = models.PositiveSmallIntegerField(_("place in the order"))
    role = models.CharField(_("role"), max_length=12, choices=SeatRole.choices, default=SeatRole.MEMBER)
    kind = models.CharField(_("kind"), max_length=12, choices=SeatKind.choices, default=SeatKind.EX_OFFICIO)
    post = NormalizedCharField(_("post"), max_length=200)
    # Of a representative's seat: whose.
    organisation = NormalizedCharField(_("organisation"), max_length=200, blank=True)
    sector = models.CharField(_("sector"), max_length=12, choices=Sector.choices)
    since = models.DateField(_("from"))
    until = models.DateField(_("until (exclusive)"), null=True, blank=True)
    # The amending order that took the seat away; of a replaced order's seats it is the new order.
    ended_by = models.ForeignKey(Order, null=True, blank=True, on_delete=models.PROTECT, related_name="ended_seats")
    is_example = models.BooleanField(default=False)

    objects = SeatQuerySet.as_manager()

    class Meta:
        verbose_name = _("seat")
        ordering = ["sort", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")), name="seat_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(ended_by__isnull=True) | Q(until__isnull=False), name="seat_ended_by_an_order_has_an_end"
            ),
            models.CheckConstraint(
                condition=~Q(kind=SeatKind.ORGANISATION) | ~Q(organisation=""),
                name="seat_of_an_organisation_names_it",
            ),
        ]

    def __str__(self) -> str:
        return self.post

    @property
    def may_be_delegated(self) -> bool:
        """Somebody appointed by name comes in person or not at all."""
        return self.kind != SeatKind.BY_NAME


class HolderQuerySet(models.QuerySet["Holder"]):
    def visible_to(self, actor: Actor) -> "HolderQuerySet":
        return self.filter(seat__body__province_id=actor.province) if actor.is_known else self.none()

    def serving_on(self, day: date) -> "HolderQuerySet":
        return self.filter(Q(until__isnull=True) | Q(until__gt=day), since__lte=day)

    def of_body_on(self, body_id: int, day: date) -> "HolderQuerySet":
        """Who makes up the body on a day, in the order of the order."""
        return (
            self.serving_on(day)
            .filter(Q(seat__until__isnull=True) | Q(seat__until__gt=day), seat__body_id=body_id, seat__since__lte=day)
            .select_related("seat", "person")
            .order_by("seat__sort", "pk")
        )

    def for_page(self) -> "HolderQuerySet":
        return self.select_related("person", "seat__order", "seat__body")

    def overlapping(self, since: date, until: date | None) -> "HolderQuerySet":
        held = self.filter(Q(until__isnull=True) | Q(until__gt=since))
        return held if until is None else held.filter(since__lt=until)


class Holder(models.Model):
    """Who sits in a seat, and for which days: `since` counts, `until` does not."""

    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="holders")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="holdings")
    since = models.DateField(_("from"))
    until = models.DateField(_("until (exclusive)"), null=True, blank=True)
    acting = models.CharField(_("sits as"), max_length=10, choices=Acting.choices, blank=True)
    acting_post = NormalizedCharField(_("own post of who is acting"), max_length=200, blank=True)
    acting_order = NormalizedCharField(_("order by which they act"), max_length=200, blank=True)
    is_example = models.BooleanField(default=False)

    objects = HolderQuerySet.as_manager()

    class Meta:
        verbose_name = _("holder")
        ordering = ["since", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")), name="holder_ends_after_start"
            ),
            models.UniqueConstraint(fields=["seat", "since"], name="holder_one_per_day_of_start"),
            models.UniqueConstraint(fields=["seat"], condition=Q(until__isnull=True), name="holder_one_open_per_seat"),
            models.CheckConstraint(
                condition=Q(acting="", acting_post="", acting_order="") | (~Q(acting="") & ~Q(acting_order="")),
                name="holder_acting_by_an_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} – {self.seat}"

    @property
    def body_id(self) -> int:
        return self.seat.body_id

    @property
    def post(self) -> str:
        """As a list of members prints it: the seat's post; of who is acting the own post, the words and the seat's."""
        if not self.acting:
            return self.seat.post
        return f"{self.acting_post} {self.get_acting_display()}{self.seat.post}".strip()
