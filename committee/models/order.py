"""The order that appoints a body, and the duties it lays on it."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from committee.models.body import Body, Province
from committee.models.source import Source
from ecotown.kernel.fields import NormalizedCharField, NormalizedTextField
from ecotown.kernel.models import StoredFile
from ecotown.kernel.rules import Actor


class OrderKind(models.TextChoices):
    APPOINT = "appoint", "แต่งตั้ง"
    AMEND = "amend", "แก้ไขเพิ่มเติม"
    CANCEL_PART = "cancel_part", "ยกเลิกบางส่วน"
    REPLACE = "replace", "ยกเลิกและแต่งตั้งใหม่"


class OrderQuerySet(models.QuerySet["Order"]):
    def visible_to(self, actor: Actor) -> "OrderQuerySet":
        return self.filter(province_id=actor.province) if actor.is_known else self.none()

    def for_list(self) -> "OrderQuerySet":
        """The newest first, each with `.seat_count`."""
        return (
            self.select_related("body", "source")
            .annotate(seat_count=models.Count("seats"))
            .order_by("-be_year", "-number")
        )

    def for_page(self) -> "OrderQuerySet":
        """With its duties, the orders that changed it, and the seats that it added and ended."""
        return self.select_related("body", "source", "scan", "amends").prefetch_related(
            "duties", "amended_by", "seats", "ended_seats"
        )

    def changing(self, order: "Order") -> list["Order"]:
        """The order and all that amended it or cancelled a part of it: they fall with it when another replaces it."""
        found, at_hand = [order], [order]
        while at_hand:
            at_hand = list(self.filter(amends__in=at_hand).exclude(kind=OrderKind.REPLACE))
            found += at_hand
        return found


class Order(models.Model):
    """An order of the province, for instance ที่ 3528/2563; the number starts at 1 each calendar year."""

    province = models.ForeignKey(Province, on_delete=models.PROTECT, related_name="orders")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="orders")
    number = models.PositiveIntegerField(_("number"))
    be_year = models.PositiveSmallIntegerField(_("year (B.E.)"))
    issuer = NormalizedCharField(_("issuer"), max_length=120)
    kind = models.CharField(_("kind"), max_length=12, choices=OrderKind.choices, default=OrderKind.APPOINT)
    title = NormalizedCharField(_("title"), max_length=300)
    signed_on = models.DateField(_("dated"))
    in_force_from = models.DateField(_("in force from"))
    in_force_until = models.DateField(_("in force until (exclusive)"), null=True, blank=True)
    proposer = NormalizedCharField(_("proposed by"), max_length=200, blank=True)
    legal_basis = NormalizedTextField(_("legal basis"), blank=True)
    amends = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="amended_by")
    scan = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    source = models.ForeignKey(Source, null=True, blank=True, on_delete=models.PROTECT, related_name="orders")
    quote = models.TextField(blank=True)

    objects = OrderQuerySet.as_manager()

    class Meta:
        verbose_name = _("order")
        ordering = ["be_year", "number"]
        constraints = [
            models.UniqueConstraint(fields=["issuer", "be_year", "number"], name="order_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1, be_year__gte=2400), name="order_number_and_year"),
            models.CheckConstraint(
                condition=Q(in_force_until__isnull=True) | Q(in_force_until__gt=F("in_force_from")),
                name="order_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(kind=OrderKind.APPOINT, amends__isnull=True)
                | (~Q(kind=OrderKind.APPOINT) & Q(amends__isnull=False)),
                name="order_other_than_appoint_names_its_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.issuer}ที่ {self.display_number}"

    @property
    def display_number(self) -> str:
        return f"{self.number}/{self.be_year}"

    @property
    def takes_away(self) -> bool:
        """Whether it is of a kind that ends single seats. One that replaces another ends them all by itself."""
        return self.kind in (OrderKind.AMEND, OrderKind.CANCEL_PART)


class DutyQuerySet(models.QuerySet["Duty"]):
    def visible_to(self, actor: Actor) -> "DutyQuerySet":
        return self.filter(order__province_id=actor.province) if actor.is_known else self.none()

    def of_body(self, body_id: int) -> "DutyQuerySet":
        return self.filter(order__body_id=body_id).order_by("order__be_year", "order__number", "sort")

    def for_list(self) -> "DutyQuerySet":
        """In the sequence of the orders, each with `.resolution_count` and `.open_count` of its follow-ups."""
        tasks = Q(resolutions__follow_ups__state="open")
        return (
            self.select_related("order__body")
            .annotate(
                resolution_count=models.Count("resolutions", distinct=True),
                open_count=models.Count("resolutions__follow_ups", filter=tasks, distinct=True),
            )
            .order_by("order__body_id", "order__be_year", "order__number", "sort")
        )


class Duty(models.Model):
    """One power or duty of the order, in its own words; or an intention that was only announced."""

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="duties")
    code = models.CharField(_("code"), max_length=6)
    text = NormalizedTextField(_("duty"))
    is_announced = models.BooleanField(_("announced, not in the order"), default=False)
    quote = models.TextField(blank=True)
    sort = models.PositiveSmallIntegerField()

    objects = DutyQuerySet.as_manager()

    class Meta:
        verbose_name = _("duty")
        verbose_name_plural = _("duties")
        ordering = ["sort"]
        constraints = [models.UniqueConstraint(fields=["order", "code"], name="duty_once")]

    def __str__(self) -> str:
        return self.text

    @property
    def body_id(self) -> int:
        return self.order.body_id
