"""Loads the facts of the source text. Each row is found by its natural key first, so a second run changes nothing, and
what an officer has corrected since stays as it is."""

import hashlib
from typing import Any

from django.db import models, transaction

from areas.models import Area, AreaStatus, ResolutionArea
from areas.models.area import Status
from committee.models import (
    AgendaItem,
    Body,
    Duty,
    Fact,
    Meeting,
    Order,
    Person,
    PersonPost,
    Province,
    Resolution,
    Source,
)
from committee.models.meeting import MeetingMode, MeetingState
from committee.models.section import Section
from committee.models.source import SourceKind
from ecotown.kernel.journal import record
from ecotown.kernel.rules import Actor
from ecotown.management.seeds import phuket_data as said
from ecotown.management.seeds import source as news
from indicators.models import Framework, Level
from indicators.models.framework import FrameworkState


class Loader:
    """Counts what was not there yet."""

    def __init__(self) -> None:
        self.made = 0

    def keep(self, manager: models.Manager[Any], key: dict[str, Any], **rest: Any) -> Any:
        row, made = manager.get_or_create(**key, defaults=rest)
        self.made += made
        return row


@transaction.atomic
def load(actor: Actor) -> int:
    """The number of rows made."""
    loader = Loader()
    province = loader.keep(Province.objects, {"code": "83"}, name="ภูเก็ต")
    source = loader.keep(
        Source.objects,
        {"key": news.KEY},
        kind=SourceKind.NEWS,
        title=news.paragraphs()[0],
        publisher="phuketnews.info",
        told_on=said.MEETING_ON,
        text=news.text(),
    )
    order = load_order(loader, province, source)
    meeting = load_meeting(loader, province, order.body, source)
    load_person(loader, province, source, said.EXPLAINED)
    load_resolution(loader, meeting, 1, said.SUITABILITY)
    targets = load_resolution(loader, meeting, 2, said.TARGETS)
    load_areas(loader, province, source, targets)
    load_levels(loader, province, source)
    for sort, fact in enumerate(said.FACTS, start=1):
        loader.keep(
            Fact.objects,
            {"province": province, "key": fact.key},
            label=fact.label,
            value=fact.value,
            quote=fact.quote,
            place=news.place_of(fact.quote),
            source=source,
            sort=sort,
        )
    if loader.made:
        digest = hashlib.sha256(source.text.encode()).hexdigest()
        record(actor, "facts.load", source, after={"rows": loader.made, "text_sha256": digest})
    return loader.made


def load_order(loader: Loader, province: Province, source: Source) -> Order:
    key = {"issuer": said.ISSUER, "be_year": 2563, "number": 3528}
    order = Order.objects.filter(**key).select_related("body").first()
    if order is None:
        body = loader.keep(Body.objects, {"province": province, "name": said.BODY})
        order = loader.keep(
            Order.objects,
            key,
            province=province,
            body=body,
            title=said.ORDER_TITLE,
            signed_on=said.ORDER_ON,
            in_force_from=said.ORDER_ON,
            proposer=said.PROPOSER,
            source=source,
            quote=said.ORDER_QUOTE,
        )
    for sort, duty in enumerate([*said.DUTIES, said.ANNOUNCED], start=1):
        loader.keep(
            Duty.objects,
            {"order": order, "code": duty.code},
            text=duty.text,
            quote=duty.quote,
            sort=sort,
            is_announced=duty is said.ANNOUNCED,
        )
    return order


def load_person(loader: Loader, province: Province, source: Source, row: said.PersonRow) -> Person:
    """Found by the post seen that day, so that a corrected spelling of the name does not make a second person."""
    seen = {"title": row.post, "known_on": said.MEETING_ON, "source": source}
    post = PersonPost.objects.filter(**seen).select_related("person").first()
    if post is not None:
        return post.person
    person = loader.keep(
        Person.objects,
        {"province": province, "prefix": row.prefix, "given": row.given, "family": row.family},
        source=source,
    )
    loader.keep(PersonPost.objects, {"person": person, **seen})
    return person


def load_meeting(loader: Loader, province: Province, body: Body, source: Source) -> Meeting:
    """Closed, since it was held; times, mode, members present and quorum are not told and stay unknown. No minutes: only
    the news item is known."""
    chair = load_person(loader, province, source, said.PRESIDED)
    return loader.keep(
        Meeting.objects,
        {"body": body, "be_year": 2563, "number": 1},
        held_on=said.MEETING_ON,
        venue=said.VENUE,
        mode=MeetingMode.UNKNOWN,
        presided_by=chair,
        presided_post=said.PRESIDED.post,
        state=MeetingState.CLOSED,
        attendance_note=said.ATTENDANCE,
        source=source,
    )


def load_resolution(loader: Loader, meeting: Meeting, position: int, row: tuple[str, str, str]) -> Resolution:
    title, text, quote = row
    item = loader.keep(
        AgendaItem.objects, {"meeting": meeting, "section": Section.CONSIDERATION, "position": position}, title=title
    )
    # The source names neither kind nor duty.
    return loader.keep(Resolution.objects, {"agenda_item": item, "number": 1}, kind="", text=text, quote=quote)


def load_areas(loader: Loader, province: Province, source: Source, resolution: Resolution) -> None:
    for sort, row in enumerate(said.AREAS, start=1):
        area = loader.keep(
            Area.objects,
            {"code": row.code},
            province=province,
            name=row.name,
            district_code=row.district_code,
            district=row.district,
            sort=sort,
            source=source,
            quote=row.quote,
        )
        loader.keep(ResolutionArea.objects, {"resolution": resolution, "area": area})
        loader.keep(
            AreaStatus.objects,
            {"area": area, "status": Status.TARGET, "since": said.MEETING_ON},
            resolution=resolution,
            source=source,
        )


def load_levels(loader: Loader, province: Province, source: Source) -> None:
    code, version = said.FRAMEWORK
    framework = loader.keep(
        Framework.objects,
        {"province": province, "code": code, "version": version},
        title=said.FRAMEWORK_TITLE,
        note=said.FRAMEWORK_NOTE,
        # The source gives no scale; without indicators none is ever used.
        scale_min=0,
        scale_max=5,
        pass_point=3,
        source=source,
    )
    for level in said.LEVELS:
        loader.keep(
            Level.objects,
            {"framework": framework, "number": level.number},
            name=f"ระดับที่ {level.number}",
            wording=level.wording,
            short=level.short,
        )
    # Last, since nothing is added to what is in force. No round can use it: it has no indicators.
    Framework.objects.filter(pk=framework.pk, state=FrameworkState.DRAFT).update(state=FrameworkState.IN_FORCE)
