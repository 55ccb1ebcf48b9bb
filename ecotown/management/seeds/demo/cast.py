"""The example people: their names, seats and accounts."""

from dataclasses import dataclass, replace
from datetime import date

from django.conf import settings
from django.core.management.base import CommandError

from committee.middleware import actor_of
from committee.models import Body, Holder, Order, Person
from committee.models.order import OrderKind
from committee.models.seat import SeatRole, Sector
from committee.services.accounts import give_account
from committee.services.assignments import give_assignment
from committee.services.holders import seat_holder
from committee.services.people import add_person
from committee.services.seats import add_seat
from ecotown.kernel.models import User
from ecotown.kernel.rules import Actor, Role


@dataclass(frozen=True)
class Part:
    """Somebody of the example: login name, name, post; and the seat or the assignment that comes with it."""

    username: str
    prefix: str
    family: str
    post: str
    seat: str = ""
    sector: str = ""
    assignment: str = ""


PARTS = [
    Part("chair", "นาย", "ประธาน", "ผู้ว่าราชการจังหวัด (ตัวอย่าง)", SeatRole.CHAIR, Sector.GOVERNMENT),
    Part("member1", "นาย", "กรรมการหนึ่ง", "ท้องถิ่นจังหวัด (ตัวอย่าง)", SeatRole.MEMBER, Sector.GOVERNMENT),
    Part("member2", "นางสาว", "กรรมการสอง", "นายกเทศมนตรีตำบล (ตัวอย่าง)", SeatRole.MEMBER, Sector.LOCAL),
    Part("member3", "นาย", "กรรมการสาม", "ผู้จัดการการประปาส่วนภูมิภาค (ตัวอย่าง)", SeatRole.MEMBER, Sector.ENTERPRISE),
    Part("member4", "นาง", "กรรมการสี่", "ประธานสภาอุตสาหกรรมจังหวัด (ตัวอย่าง)", SeatRole.MEMBER, Sector.PRIVATE),
    Part("member5", "นาย", "กรรมการห้า", "สาธารณสุขจังหวัด (ตัวอย่าง)", SeatRole.MEMBER, Sector.GOVERNMENT),
    Part("secretary", "นางสาว", "เลขานุการ", "อุตสาหกรรมจังหวัด (ตัวอย่าง)", SeatRole.SECRETARY, Sector.GOVERNMENT),
    Part("staff", "นางสาว", "เจ้าหน้าที่", "เจ้าหน้าที่ฝ่ายเลขานุการ (ตัวอย่าง)", assignment=Role.STAFF),
    Part("agency", "นาย", "ผู้ประสานงาน", "ผู้ประสานงานเทศบาลตำบล (ตัวอย่าง)", assignment=Role.AGENCY),
    Part("admin", "นาย", "ผู้ดูแลบัญชี", "ผู้ดูแลบัญชีผู้ใช้ (ตัวอย่าง)", assignment=Role.ADMIN),
]  # fmt: skip
GIVEN = "ตัวอย่าง"
ORGANISATION = "เทศบาลตำบล (ตัวอย่าง)"
SEATED = [part.username for part in PARTS if part.seat]


@dataclass(frozen=True)
class Cast:
    """The example people as actors, by login name."""

    body: Body
    actors: dict[str, Actor]

    def on(self, username: str, day: date) -> Actor:
        """As they would have acted on a day that is over."""
        return replace(self.actors[username], on=day)

    @property
    def members(self) -> list[str]:
        """Everybody who holds a seat, in the order of the seats."""
        return SEATED


def appointing_order(province: str) -> Order:
    """The order whose committee the example fills; refused where real people would be drawn in."""
    orders = Order.objects.filter(province_id=province, kind=OrderKind.APPOINT).select_related("body")
    order = orders.order_by("pk").first()
    if order is None:
        raise CommandError("There is no order that appoints a committee: run seed_phuket first.")
    if Holder.objects.filter(seat__body=order.body, is_example=False).exists():
        raise CommandError(
            "The committee has real members; example rounds would be sent to them. Use another database."
        )
    taken = User.objects.filter(username__in=[part.username for part in PARTS], is_example=False)
    if taken.exists():
        raise CommandError(f"These login names belong to real people: {', '.join(user.username for user in taken)}.")
    return order


def engage(command: Actor, order: Order, since: date) -> Cast:
    """Seat and sign in everybody; those who are there already are taken as they are."""
    for part in PARTS:
        if not User.objects.filter(username=part.username).exists():
            engage_one(command, part, order, since)
    users = User.objects.filter(username__in=[part.username for part in PARTS])
    return Cast(order.body, {user.username: actor_of(user) for user in users})


def engage_one(command: Actor, part: Part, order: Order, since: date) -> Person:
    person = add_person(
        command, prefix=part.prefix, given=GIVEN, family=part.family, post=part.post, known_on=since, is_example=True
    )
    give_account(command, person_id=person.pk, username=part.username, password=settings.DEMO_PASSWORD, is_example=True)
    if part.seat:
        seat = add_seat(
            command, order_id=order.pk, post=part.post, role=part.seat, sector=part.sector, since=since, is_example=True
        )
        seat_holder(command, seat_id=seat.pk, person_id=person.pk, since=since, is_example=True)
    else:
        organisation = ORGANISATION if part.assignment == Role.AGENCY else ""
        give_assignment(
            command,
            person_id=person.pk,
            role=part.assignment,
            since=since,
            organisation=organisation,
            is_example=True,
        )
    return person
