"""People, accounts, orders, seats, meetings, minutes, resolutions, follow-ups."""

from datetime import date, time
from itertools import count
from typing import Any

from committee.middleware import actor_of
from committee.models import (
    AgendaItem,
    AgendaPaper,
    Assignment,
    Attendance,
    Body,
    Correction,
    Duty,
    FollowUp,
    FollowUpNote,
    Holder,
    Meeting,
    Minutes,
    MinutesEntry,
    Order,
    Partner,
    Person,
    Province,
    Recusal,
    Resolution,
    Seat,
)
from committee.paper import paper
from ecotown.kernel import files, thai
from ecotown.kernel.models import User
from ecotown.kernel.rules import Actor, Held, Role

numbers = count(1)
SINCE = date(2020, 7, 1)
PASSWORD = "correct horse battery"


def province(code: str = "83", name: str = "ภูเก็ต") -> Province:
    return Province.objects.get_or_create(code=code, defaults={"name": name})[0]


def body(name: str = "คณะกรรมการพัฒนาเมืองอุตสาหกรรมเชิงนิเวศระดับจังหวัด", **fields: Any) -> Body:
    return Body.objects.get_or_create(province=fields.pop("province", None) or province(), name=name, defaults=fields)[
        0
    ]


def order(**fields: Any) -> Order:
    of = fields.pop("body", None) or body()
    defaults = {
        "province": of.province,
        "number": next(numbers),
        "be_year": 2563,
        "issuer": "คำสั่งจังหวัดภูเก็ต",
        "title": "แต่งตั้งคณะกรรมการ",
        "signed_on": date(2020, 6, 26),
        "in_force_from": date(2020, 6, 26),
    }
    return Order.objects.create(body=of, **{**defaults, **fields})


def duty(**fields: Any) -> Duty:
    of = fields.pop("order", None) or order()
    number = next(numbers)
    return Duty.objects.create(order=of, **{"code": f"D{number}", "text": f"หน้าที่ {number}", "sort": number, **fields})


def partner(**fields: Any) -> Partner:
    of = fields.pop("body", None) or body("เครือข่าย", kind="network")
    return Partner.objects.create(
        body=of, **{"kind": "community", "name": f"ชุมชนที่ {next(numbers)}", "since": SINCE, **fields}
    )


def user(username: str = "", **fields: Any) -> User:
    return User.objects.create_user(username or f"user{next(numbers)}", PASSWORD, **fields)


def person(**fields: Any) -> Person:
    number = next(numbers)
    defaults = {
        "province": fields.pop("province", None) or province(),
        "prefix": "นาย",
        "given": f"ทดสอบ{number}",
        "family": "ตัวอย่าง",
    }
    return Person.objects.create(**{**defaults, **fields})


def seat(**fields: Any) -> Seat:
    of = fields.pop("order", None)
    of_body = fields.pop("body", None) or (of.body if of else body())
    number = next(numbers)
    defaults = {
        "body": of_body,
        "order": of or Order.objects.filter(body=of_body).first() or order(body=of_body),
        "sort": number,
        "post": f"ตำแหน่งที่ {number}",
        "sector": "government",
        "since": SINCE,
    }
    return Seat.objects.create(**{**defaults, **fields})


def holder(**fields: Any) -> Holder:
    return Holder.objects.create(
        **{
            "seat": fields.pop("seat", None) or seat(),
            "person": fields.pop("person", None) or person(),
            "since": SINCE,
            **fields,
        }
    )


def seated(role: str = "member", username: str = "", **fields: Any) -> Actor:
    """The actor of somebody with an account who holds a seat of that role."""
    somebody = person(user=user(username), **({"province": fields["body"].province} if "body" in fields else {}))
    holder(seat=seat(role=role, **fields), person=somebody)
    return actor_of(somebody.user)


def assigned(role: Role, username: str = "", organisation: str = "", **fields: Any) -> Actor:
    """The actor of somebody with an account and an assignment: staff, admin, auditor, an agency's focal person …"""
    somebody = person(user=user(username), **fields)
    Assignment.objects.create(person=somebody, role=role, organisation=organisation, since=SINCE)
    return actor_of(somebody.user)


def actor(*roles: Role, **fields: Any) -> Actor:
    """An actor without rows, for tests of pure rules."""
    return Actor(
        **{
            "kind": "person",
            "label": "ผู้ทดสอบ",
            "on": thai.today(),
            "province": "83",
            "seats": tuple(Held(role) for role in roles),
            **fields,
        }
    )


def meeting(**fields: Any) -> Meeting:
    held_on = fields.pop("held_on", date(2026, 8, 18))
    defaults = {"number": next(numbers), "be_year": held_on.year + 543, "venue": "ห้องประชุมชั้น 3"}
    return Meeting.objects.create(body=fields.pop("body", None) or body(), held_on=held_on, **{**defaults, **fields})


def closed_meeting(*, quorum: bool = True, **fields: Any) -> Meeting:
    """A meeting that ended with, or without, a quorum of ten seats."""
    return meeting(
        state="closed",
        started_at=time(9, 30),
        ended_at=time(12, 0),
        seats_filled=10,
        quorum_needed=5,
        quorum_present=8 if quorum else 3,
        **fields,
    )


def agenda_item(**fields: Any) -> AgendaItem:
    of = fields.pop("meeting", None) or meeting()
    return AgendaItem.objects.append(of, fields.pop("section", 5), fields.pop("title", "เรื่องเสนอเพื่อพิจารณา"), **fields)


def resolution(**fields: Any) -> Resolution:
    item = fields.pop("agenda_item", None) or agenda_item(meeting=fields.pop("meeting", None))
    number = item.resolutions.count() + 1
    return Resolution.objects.create(
        agenda_item=item, **{"number": number, "kind": "agree", "text": "เห็นชอบตามที่เสนอ", **fields}
    )


def follow_up(**fields: Any) -> FollowUp:
    of = fields.pop("resolution", None) or resolution(meeting=closed_meeting(), kind="assign", text="มอบหมายเทศบาล")
    return FollowUp.objects.create(resolution=of, **{"task": "จัดทำแผนลดของเสีย", "agency": "เทศบาลตำบลรัษฎา", **fields})


def note(**fields: Any) -> FollowUpNote:
    of = fields.pop("follow_up", None) or follow_up()
    said = {"on": of.resolution.agenda_item.meeting.held_on, "text": "สำรวจแล้ว", "reported_by": "portal", **fields}
    return FollowUpNote.objects.create(follow_up=of, **said)


def recusal(**fields: Any) -> Recusal:
    return Recusal.objects.create(**{"name": "นายทดสอบ", "reason": "เป็นผู้ถือหุ้นของโรงงาน", **fields})


def minutes(**fields: Any) -> Minutes:
    of = fields.pop("meeting", None) or closed_meeting()
    return Minutes.objects.create(meeting=of, **fields)


def old_meeting(**fields: Any) -> Meeting:
    """Entered from its paper: sealed, with a scan and what is not known."""
    meeting_ = meeting(state="closed", is_old=True, mode="unknown", **{"venue": "", **fields})
    scan = files.keep(f"%PDF-1.4 {meeting_.pk}".encode(), name="scan.pdf", mime="application/pdf")
    minutes(meeting=meeting_, state="locked", method=4, scan=scan, frozen=_frozen(meeting_), frozen_sha256="0" * 64)
    return meeting_


def _frozen(meeting_: Meeting) -> dict[str, Any]:
    return paper(Minutes(meeting=meeting_, state="draft"))


def adopted(meeting_: Meeting) -> Minutes:
    return minutes(meeting=meeting_, state="adopted", method=1, adopted_on=meeting_.held_on, adopted_in=meeting_)


def entry(**fields: Any) -> MinutesEntry:
    of = fields.pop("minutes", None) or minutes()
    item = fields.pop("agenda_item", None) or agenda_item(meeting=of.meeting)
    return MinutesEntry.objects.update_or_create(minutes=of, agenda_item=item, defaults=fields)[0]


def correction(**fields: Any) -> Correction:
    of = fields.pop("minutes", None) or minutes(state="circulated")
    by = fields.pop("person", None) or person()
    return Correction.objects.create(minutes=of, person=by, **{"text": "แก้คำผิด", **fields})


def attendance(**fields: Any) -> Attendance:
    return Attendance.objects.create(**{"kind": "guest", "name": "ผู้เข้าร่วม", "post": "เจ้าหน้าที่", **fields})


def stand_in(**fields: Any) -> Attendance:
    """A substitute, without a letter of delegation unless it is named."""
    of: Seat = fields["seat"]
    return attendance(
        **{"kind": "substitute", "name": "นายผู้แทน ตัวอย่าง", "post": "รองหัวหน้า", "in_place_of": of.post, **fields}
    )


def agenda_paper(**fields: Any) -> AgendaPaper:
    """A classified one, of which only number and place are known, unless a file is given."""
    classed = {} if "file" in fields else {"secrecy": "confidential", "number": "ลับ ภก 0033/12", "kept_at": "ตู้นิรภัย"}
    return AgendaPaper.objects.create(**{
        "agenda_item": fields.pop("agenda_item", None) or agenda_item(), "title": "เอกสาร", "added_on": SINCE, **classed, **fields,
    })  # fmt: skip
