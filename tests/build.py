"""Builders for tests: rows as the services would leave them, with nothing that the test does not ask for."""

from datetime import date, time
from decimal import Decimal
from itertools import count
from typing import Any

from django.test import Client

from areas.models import Area, Evidence
from committee.middleware import actor_of
from committee.models import (
    AgendaItem,
    Assignment,
    Attendance,
    Body,
    Duty,
    Holder,
    Meeting,
    Minutes,
    MinutesEntry,
    Order,
    Person,
    Province,
    Resolution,
    Seat,
)
from ecotown.kernel import thai
from ecotown.kernel.models import User
from ecotown.kernel.rules import Actor, Held, Role
from indicators.models import (
    Aspect,
    Dimension,
    Framework,
    Indicator,
    Level,
    Round,
    RoundArea,
    RubricLine,
    Score,
    SettledScore,
    Sheet,
)
from reports.models import Release

numbers = count(1)
SINCE = date(2020, 7, 1)
PASSWORD = "correct horse battery"


def province(code: str = "83", name: str = "ภูเก็ต") -> Province:
    return Province.objects.get_or_create(code=code, defaults={"name": name})[0]


def body(name: str = "คณะกรรมการพัฒนาเมืองอุตสาหกรรมเชิงนิเวศระดับจังหวัด", **fields: Any) -> Body:
    return Body.objects.get_or_create(province=fields.pop("province", None) or province(), name=name, defaults=fields)[0]


def order(**fields: Any) -> Order:
    of = fields.pop("body", None) or body()
    defaults = {
        "province": of.province, "number": next(numbers), "be_year": 2563, "issuer": "คำสั่งจังหวัดภูเก็ต",
        "title": "แต่งตั้งคณะกรรมการ", "signed_on": date(2020, 6, 26), "in_force_from": date(2020, 6, 26),
    }
    return Order.objects.create(body=of, **{**defaults, **fields})


def duty(**fields: Any) -> Duty:
    of = fields.pop("order", None) or order()
    number = next(numbers)
    return Duty.objects.create(order=of, **{"code": f"D{number}", "text": f"หน้าที่ {number}", "sort": number, **fields})


def user(username: str = "", **fields: Any) -> User:
    return User.objects.create_user(username or f"user{next(numbers)}", PASSWORD, **fields)


def person(**fields: Any) -> Person:
    number = next(numbers)
    defaults = {"province": fields.pop("province", None) or province(), "prefix": "นาย", "given": f"ทดสอบ{number}", "family": "ตัวอย่าง"}
    return Person.objects.create(**{**defaults, **fields})


def seat(**fields: Any) -> Seat:
    of = fields.pop("order", None)
    of_body = fields.pop("body", None) or (of.body if of else body())
    number = next(numbers)
    defaults = {
        "body": of_body, "order": of or Order.objects.filter(body=of_body).first() or order(body=of_body), "sort": number,
        "post": f"ตำแหน่งที่ {number}", "sector": "government", "since": SINCE,
    }
    return Seat.objects.create(**{**defaults, **fields})


def holder(**fields: Any) -> Holder:
    return Holder.objects.create(**{
        "seat": fields.pop("seat", None) or seat(), "person": fields.pop("person", None) or person(), "since": SINCE, **fields,
    })


def seated(role: str = "member", username: str = "", **fields: Any) -> Actor:
    """The actor of somebody with an account who holds a seat of that role."""
    somebody = person(user=user(username), **({"province": fields["body"].province} if "body" in fields else {}))
    holder(seat=seat(role=role, **fields), person=somebody)
    return actor_of(somebody.user)


def assigned(role: Role, username: str = "", **fields: Any) -> Actor:
    """The actor of somebody with an account and an assignment: staff, admin, auditor …"""
    somebody = person(user=user(username), **fields)
    Assignment.objects.create(person=somebody, role=role, since=SINCE)
    return actor_of(somebody.user)


def actor(*roles: Role, **fields: Any) -> Actor:
    """An actor without rows, for tests of pure rules."""
    return Actor(**{
        "kind": "person", "label": "ผู้ทดสอบ", "on": thai.today(), "province": "83",
        "seats": tuple(Held(role) for role in roles), **fields,
    })


def meeting(**fields: Any) -> Meeting:
    held_on = fields.pop("held_on", date(2026, 8, 18))
    defaults = {"number": next(numbers), "be_year": held_on.year + 543, "venue": "ห้องประชุมชั้น 3"}
    return Meeting.objects.create(body=fields.pop("body", None) or body(), held_on=held_on, **{**defaults, **fields})


def closed_meeting(*, quorum: bool = True, **fields: Any) -> Meeting:
    """A meeting that ended with, or without, a quorum of ten seats."""
    return meeting(
        state="closed", started_at=time(9, 30), ended_at=time(12, 0),
        seats_filled=10, quorum_needed=5, quorum_present=8 if quorum else 3, **fields,
    )


def agenda_item(**fields: Any) -> AgendaItem:
    of = fields.pop("meeting", None) or meeting()
    return AgendaItem.objects.append(of, fields.pop("section", 5), fields.pop("title", "เรื่องเสนอเพื่อพิจารณา"), **fields)


def resolution(**fields: Any) -> Resolution:
    item = fields.pop("agenda_item", None) or agenda_item(meeting=fields.pop("meeting", None))
    number = item.resolutions.count() + 1
    return Resolution.objects.create(agenda_item=item, **{"number": number, "kind": "agree", "text": "เห็นชอบตามที่เสนอ", **fields})


def minutes(**fields: Any) -> Minutes:
    of = fields.pop("meeting", None) or closed_meeting()
    return Minutes.objects.create(meeting=of, **fields)


def adopted(meeting_: Meeting) -> Minutes:
    return minutes(meeting=meeting_, state="adopted", method=1, adopted_on=meeting_.held_on, adopted_in=meeting_)


def entry(**fields: Any) -> MinutesEntry:
    of = fields.pop("minutes", None) or minutes()
    item = fields.pop("agenda_item", None) or agenda_item(meeting=of.meeting)
    return MinutesEntry.objects.update_or_create(minutes=of, agenda_item=item, defaults=fields)[0]


def attendance(**fields: Any) -> Attendance:
    return Attendance.objects.create(**{"kind": "guest", "name": "ผู้เข้าร่วม", "post": "เจ้าหน้าที่", **fields})


def area(code: str = "830104", name: str = "รัษฎา", district: str = "เมืองภูเก็ต") -> Area:
    return Area.objects.get_or_create(
        code=code, defaults={"province": province(), "name": name, "district": district, "district_code": code[:4]}
    )[0]


def framework(levels: int = 2, indicators: int = 3, **fields: Any) -> Framework:
    """Indicators spread over the levels in turn: of 3 over 2, numbers 1 and 3 are of level 1, number 2 of level 2."""
    number = next(numbers)
    made = Framework.objects.create(**{
        "province": province(), "code": f"TEST-{number}", "version": "1", "title": f"เกณฑ์ทดสอบ {number}",
        "state": "in_force", "rule_text": "ผ่านทุกข้อของระดับนั้นและระดับที่ต่ำกว่า", **fields,
    })
    dimension = Dimension.objects.create(framework=made, code="PHY", name="กายภาพ", sort=1)
    aspect = Aspect.objects.create(dimension=dimension, code="PHY1", name="ผังพื้นที่", sort=1)
    steps = [
        Level.objects.create(framework=made, number=each, name=f"ระดับที่ {each}", wording=f"ถ้อยคำระดับ {each}",
                             rule={"mode": "ALL", "requires_lower": True})
        for each in range(1, levels + 1)
    ]
    for sort in range(1, indicators + 1):
        one = Indicator.objects.create(
            framework=made, code=f"T{sort:02}", sort=sort, level=steps[(sort - 1) % levels], aspect=aspect,
            name=f"ตัวชี้วัดทดสอบ {sort}", requirement=f"ข้อกำหนด {sort}", scope="both", kind="scored",
            evidence_expected=["เอกสาร"],
        )
        RubricLine.objects.bulk_create(
            RubricLine(indicator=one, point=point, text=f"เกณฑ์ข้อ {sort} คะแนน {point}")
            for point in range(made.scale_min, made.scale_max + 1)
        )
    return made


def round_(**fields: Any) -> Round:
    areas = fields.pop("areas", None) or [area()]
    made = Round.objects.create(**{
        "province": province(), "body": body(), "framework": fields.pop("framework", None) or framework(),
        "number": next(numbers), "be_year": 2569, "title": "รอบทดสอบ", "opens_on": date(2026, 1, 1),
        "closes_on": date(2099, 12, 31), **fields,
    })
    for each in areas:
        RoundArea.objects.create(round=made, area=each)
    return made


def sheet(**fields: Any) -> Sheet:
    of = fields.pop("round", None) or round_(state="scoring")
    held = fields.pop("holder", None) or holder()
    return Sheet.objects.create(**{"round": of, "area": of.areas.first(), "person": held.person, "seat": held.seat, **fields})


def score(sheet_: Sheet, indicator: Indicator, value: int | None = 3, **fields: Any) -> Score:
    return Score.objects.create(sheet=sheet_, indicator=indicator, value=value, **{"kind": "value", **fields})


def settled(round__: Round, indicator: Indicator, value: str | None = "3", **fields: Any) -> SettledScore:
    return SettledScore.objects.create(**{
        "round": round__, "area": fields.pop("area", None) or round__.areas.first(), "indicator": indicator,
        "kind": "value", "value": None if value is None else Decimal(value),
        "resolution": fields.pop("resolution", None) or resolution(meeting=closed_meeting()), **fields,
    })


def evidence(**fields: Any) -> Evidence:
    return Evidence.objects.create(**{
        "area": fields.pop("area", None) or area(), "title": "รายงานผลตรวจน้ำทิ้ง", "dated": date(2026, 3, 1),
        "link": "https://example.go.th/report.pdf", **fields,
    })


def browser(actor_: Actor) -> Client:
    """A client signed in with the account behind an actor made by `seated` or `assigned`."""
    client = Client()
    client.force_login(User.objects.get(pk=actor_.user_id))
    return client


def release(**fields: Any) -> Release:
    return Release.objects.create(**{"province": fields["report"].province, "prepared_by": fields["report"].made_by, **fields})
