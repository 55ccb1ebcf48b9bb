"""The province and the bodies that meet in it."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from committee.models.section import AgendaSection, default_agenda, read_agenda
from committee.quorum import Share
from ecotown.kernel.fields import NormalizedCharField
from ecotown.kernel.rules import Actor


class Province(models.Model):
    """A province by its code of the Department of Provincial Administration, for instance 83."""

    code = models.CharField(max_length=2, primary_key=True)
    name = models.CharField(max_length=80, unique=True)

    class Meta:
        verbose_name = _("province")

    def __str__(self) -> str:
        return f"จังหวัด{self.name}"


class BodyKind(models.TextChoices):
    COMMITTEE = "committee", "คณะกรรมการ"
    WORKING_GROUP = "working_group", "คณะทำงาน"
    # Factories, communities, schools that work together: nobody appoints them, so there are no seats and no quorum.
    NETWORK = "network", "เครือข่ายความร่วมมือ"


class QuorumBase(models.TextChoices):
    FILLED = "filled", _("of the filled seats")
    ALL = "all", _("of all seats of the order")


class BodyQuerySet(models.QuerySet["Body"]):
    def visible_to(self, actor: Actor) -> "BodyQuerySet":
        return self.filter(province_id=actor.province) if actor.is_known else self.none()

    def that_meet(self) -> "BodyQuerySet":
        """Those with seats and a quorum."""
        return self.exclude(kind=BodyKind.NETWORK)

    def for_list(self) -> "BodyQuerySet":
        """Committees first, then their working groups, then networks, each with `.meeting_count`."""
        rank = models.Case(
            models.When(kind=BodyKind.COMMITTEE, then=0), models.When(kind=BodyKind.WORKING_GROUP, then=1), default=2
        )
        return (
            self.select_related("parent")
            .annotate(rank=rank, meeting_count=models.Count("meetings"))
            .order_by("rank", "pk")
        )

    def for_page(self) -> "BodyQuerySet":
        """With the body it belongs to, its groups and networks, its orders and its last five meetings."""
        from committee.models.meeting import Meeting  # a meeting knows its body
        from committee.models.order import Order  # so does an order

        return self.select_related("parent").prefetch_related(
            "groups",
            models.Prefetch("orders", queryset=Order.objects.select_related("amends").order_by("-be_year", "-number")),
            models.Prefetch("meetings", queryset=Meeting.objects.order_by("-be_year", "-number")[:5], to_attr="latest"),
        )


class Body(models.Model):
    """A committee, working group or network: what an order creates, or people agree on, and what holds meetings."""

    province = models.ForeignKey(Province, on_delete=models.PROTECT, related_name="bodies")
    kind = models.CharField(max_length=20, choices=BodyKind.choices, default=BodyKind.COMMITTEE)
    name = NormalizedCharField(_("name"), max_length=200)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="groups", verbose_name=_("belongs to")
    )
    # Quorum as data, because the order's own rule is not known: at least numerator/denominator of the seats
    # (Administrative Procedure Act B.E. 2539, section 79, where the order is silent), and a smaller one in a meeting
    # called again within fourteen days because the first had none, where the notice says so.
    quorum_numerator = models.PositiveSmallIntegerField(default=1)
    quorum_denominator = models.PositiveSmallIntegerField(default=2)
    quorum_base = models.CharField(max_length=6, choices=QuorumBase.choices, default=QuorumBase.FILLED)
    adjourned_numerator = models.PositiveSmallIntegerField(default=1)
    adjourned_denominator = models.PositiveSmallIntegerField(default=3)
    adjourned_days = models.PositiveSmallIntegerField(default=14)
    # Clear days between notice and meeting (section 80 of the same act).
    notice_days = models.PositiveSmallIntegerField(default=3)
    agenda_template = models.JSONField(default=default_agenda)

    objects = BodyQuerySet.as_manager()

    class Meta:
        verbose_name = _("body")
        constraints = [
            models.UniqueConstraint(fields=["province", "name"], name="body_name_once"),
            models.CheckConstraint(
                condition=Q(
                    quorum_denominator__gte=1,
                    quorum_numerator__gte=1,
                    quorum_numerator__lte=models.F("quorum_denominator"),
                    adjourned_denominator__gte=1,
                    adjourned_numerator__gte=1,
                    adjourned_numerator__lte=models.F("adjourned_denominator"),
                ),
                name="body_quorum_is_a_fraction",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def body_id(self) -> int | None:
        """Whose secretary and staff may act on it: its own. A network has no seats: those of whom it works for, or any."""
        return self.parent_id if self.is_network else self.pk

    @property
    def is_network(self) -> bool:
        return self.kind == BodyKind.NETWORK

    @property
    def agenda_sections(self) -> list[AgendaSection]:
        return read_agenda(self.agenda_template)

    def share(self, *, adjourned: bool = False) -> Share:
        """Of the seats, that must be present; the smaller one in a meeting called again."""
        if adjourned:
            return Share(self.adjourned_numerator, self.adjourned_denominator)
        return Share(self.quorum_numerator, self.quorum_denominator)

    def quorum_of(self, seats: int, *, adjourned: bool = False) -> int:
        """The least number of members present, of `seats`: at least the fraction, so rounded up."""
        return self.share(adjourned=adjourned).of(seats)


class PartnerKind(models.TextChoices):
    FACTORY = "factory", "โรงงานหรือผู้ประกอบการ"
    COMMUNITY = "community", "ชุมชน"
    SCHOOL = "school", "สถานศึกษา"
    LOCAL = "local", "องค์กรปกครองส่วนท้องถิ่น"
    GOVERNMENT = "government", "ส่วนราชการ"
    OTHER = "other", "อื่น ๆ"


class PartnerQuerySet(models.QuerySet["Partner"]):
    def visible_to(self, actor: Actor) -> "PartnerQuerySet":
        return self.filter(body__province_id=actor.province) if actor.is_known else self.none()

    def taking_part_on(self, day: date) -> "PartnerQuerySet":
        return self.filter(Q(until__isnull=True) | Q(until__gt=day), since__lte=day).select_related("body")


class Partner(models.Model):
    """Who takes part in a network, and for which days: `since` counts, `until` does not."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="partners")
    kind = models.CharField(_("kind"), max_length=10, choices=PartnerKind.choices)
    name = NormalizedCharField(_("name"), max_length=200)
    since = models.DateField(_("from"))
    until = models.DateField(_("until (exclusive)"), null=True, blank=True)

    objects = PartnerQuerySet.as_manager()

    class Meta:
        verbose_name = _("partner")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=models.F("since")), name="partner_ends_after_start"
            ),
            models.UniqueConstraint(
                fields=["body", "name"], condition=Q(until__isnull=True), name="partner_one_open_per_name"
            ),
        ]

    def __str__(self) -> str:
        return self.name
