"""One of everything, and one of each who may ask: the world of the access matrix."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from areas.models import AreaStatus
from committee.models import Assignment, Holder, Meeting, Paper, Source
from committee.services.calendar import make_feed
from committee.services.papers import make_paper
from ecotown.kernel import files, thai
from ecotown.kernel.models import User
from ecotown.kernel.rules import Actor, Role
from reports.models import Report
from reports.services import make_report
from tests import build


@dataclass
class World:
    actors: dict[str, Actor | None]
    things: dict[str, Any] = field(default_factory=dict)

    def client(self, name: str) -> Client:
        client = Client(raise_request_exception=False)
        actor = self.actors[name]
        if actor is not None:
            client.force_login(User.objects.get(pk=actor.user_id))
        return client

    def target(self, words: str) -> dict[str, Any]:
        """ "pk=meeting code=area.code" -> the keyword arguments of that address."""
        return {key: self.value(said) for key, said in (word.split("=") for word in words.split())}

    def value(self, said: str) -> Any:
        name, _dot, attribute = said.partition(".")
        return getattr(self.things[name], attribute or "pk")

    def missing(self, words: str) -> dict[str, Any]:
        return {
            key: 987654 if isinstance(self.value(said), int) else self.value(said) if said == "page" else "999999"
            for key, said in (word.split("=") for word in words.split())
        }

    def end_assignment(self, name: str) -> None:
        actor = self.actors[name]
        assert actor is not None
        Assignment.objects.filter(person_id=actor.person_id).update(until=thai.today())


@dataclass
class Feed:
    """The calendar of a member, at its secret address."""

    secret: str


@dataclass
class Page:
    """An address within a preview."""

    pk: str = "about/"


def finished_report(actor: Actor | None) -> Report:
    """A report of the facts alone, as the worker leaves it."""
    assert actor is not None
    report = make_report(actor, round_id=None)
    report.file, report.pages = files.keep(b"%PDF-1.7 a report", name="report.pdf", mime="application/pdf"), 1
    report.save()
    return report


def finished_paper(actor: Actor | None, meeting: Meeting) -> Paper:
    """An invitation as the worker leaves it: not sent out yet."""
    assert actor is not None
    paper = make_paper(actor, "invitation", meeting.pk, number="ภก 0033/1", dated=meeting.held_on,
                       signer_id=actor.person_id)  # fmt: skip
    paper.pdf = files.keep(b"%PDF-1.7 a paper", name="paper.pdf", mime="application/pdf")
    paper.docx = files.keep(b"PK a paper", name="paper.docx", mime="application/zip")
    paper.save()
    return paper


def suspended(actor: Actor) -> Actor:
    User.objects.filter(pk=actor.user_id).update(is_active=False)
    return actor


def former(actor: Actor) -> Actor:
    Holder.objects.filter(person_id=actor.person_id).update(until=thai.today() - timedelta(days=1))
    return actor


def build_world() -> World:
    body, elsewhere = build.body(), build.province("82", "พังงา")
    far = build.body("คณะกรรมการพัฒนาเมืองอุตสาหกรรมเชิงนิเวศระดับจังหวัด จังหวัดพังงา", province=elsewhere)
    order = build.order(body=body)
    actors: dict[str, Actor | None] = {
        "public": None,
        # Secretary of another province: may do everything, but there.
        "stranger": build.seated("secretary", "stranger", body=far),
        "suspended": suspended(build.seated("secretary", "suspended", body=body)),
        "former": former(build.seated("secretary", "former", body=body)),
        "member": build.seated("member", "member", body=body),
        "agency": build.assigned(Role.AGENCY, "agency", organisation="เทศบาลตำบลรัษฎา"),
        "auditor": build.assigned(Role.AUDITOR, "auditor"),
        "admin": build.assigned(Role.ADMIN, "admin"),
        "staff": build.assigned(Role.STAFF, "staff"),
        "secretary": build.seated("secretary", "secretary", body=body),
        "chair": build.seated("chair", "chair", body=body),
    }
    world = World(actors)
    member = Holder.objects.get(person_id=actors["member"].person_id)  # type: ignore[union-attr]
    area = build.area()
    meeting = build.meeting(body=body, held_on=date(2026, 10, 5), number=9)
    item = build.agenda_item(meeting=meeting)
    held = build.closed_meeting(body=body, held_on=date(2026, 8, 18), number=3)
    minutes = build.minutes(meeting=held)
    scoring = build.round_(state="scoring", body=body, framework=build.framework())
    sheet = build.sheet(round=scoring, holder=member)
    draft = build.framework(state="draft")
    choosing = build.round_(
        state="revealed", body=body, framework=build.selection(), revealed_at=now(), areas=[area]
    )  # fmt: skip
    revealed = build.round_(state="revealed", body=body, framework=scoring.framework, revealed_at=now(), areas=[area])
    told = Source.objects.create(key="news", kind="news", title="ข่าว")
    known = build.resolution(meeting=build.closed_meeting(body=body, held_on=date(2020, 6, 29), number=1, source=told))
    AreaStatus.objects.create(area=area, status="target", since=date(2020, 6, 29), resolution=known)
    network = build.body("เครือข่ายชุมชนน่าอยู่คู่อุตสาหกรรม", kind="network")
    amending = build.order(body=body, kind="amend", amends=order, in_force_from=date(2021, 1, 1))
    report = finished_report(actors["staff"])
    charging = build.resolution(meeting=held, kind="assign", text="มอบหมายเทศบาล")
    task = build.follow_up(resolution=charging, agency="เทศบาลตำบลรัษฎา")
    world.things = {
        "report": report,
        "release": build.release(report=report),
        "published": build.release(
            report=report, state="published", number=1, basis="click", approved_at=now(), published_at=now()
        ),
        "page": Page(),
        "paper": finished_paper(actors["staff"], meeting),
        "area": area,
        "account": User.objects.get(username="agency"),
        "assignment": Assignment.objects.get(person_id=actors["agency"].person_id),  # type: ignore[union-attr]
        "body": body,
        "order": order,
        "amending": amending,
        "ended": build.seat(order=order, until=date(2021, 1, 1), ended_by=amending),
        "duty": build.duty(order=order),
        "network": network,
        "partner": build.partner(body=network),
        "seat": member.seat,
        "holder": member,
        "person": member.person,
        "meeting": meeting,
        "held": held,
        "item": item,
        "paper_elsewhere": build.agenda_paper(agenda_item=item),
        "stand_in": build.stand_in(meeting=meeting, seat=member.seat, person=member.person),
        "resolution": build.resolution(meeting=held),
        "charging": charging,
        "task": task,
        "foreign": build.follow_up(resolution=charging, agency="แขวงทางหลวงภูเก็ต"),
        "done": build.follow_up(
            resolution=charging, agency="เทศบาลตำบลรัษฎา", state="closed", closed_on=thai.today(), outcome="เสร็จแล้ว"
        ),
        "note": build.note(follow_up=task),
        "recusal": build.recusal(agenda_item=item, seat=member.seat),
        "minutes": minutes,
        "old": build.old_meeting(body=body, number=1, held_on=date(2021, 3, 9)),
        "entry": build.entry(minutes=minutes),
        "correction": build.correction(minutes=minutes, person=member.person),
        "framework": draft,
        "level": draft.levels.first(),
        "drafted": draft.indicators.first(),
        "choosing": choosing,
        "round": scoring,
        "revealed": revealed,
        "sheet": sheet,
        "indicator": scoring.framework.indicators.first(),
        "evidence": build.evidence(area=area),
        "coming": build.meeting(body=body, held_on=thai.today() + timedelta(days=9), number=10),
        "follow_up": build.task(meeting=held),
        "mailing": build.mailing(recipients=[build.person().recipient]),
        "feed": Feed(make_feed(actors["member"])),  # type: ignore[arg-type]
    }
    return world


def now() -> datetime:
    return timezone.now()
