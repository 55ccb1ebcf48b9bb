"""One read of the whole programme, frozen as JSON: what a report, a release and every public page are drawn from.

Everything in it may become public: no score of a person, no confidential matter, no personal data but the name and
post of officials. Dates are ISO; decimals are text. The hash is over the kind of report and the canonical JSON.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import rfc8785
from django.db import connection, transaction
from django.db.models import Q

from areas.models import ResolutionArea
from committee.models import Fact, Meeting, Order, PersonPost, Province, Resolution
from ecotown.kernel import journal
from indicators.models import Framework, Level, Round
from indicators.results import area_results
from reports.assessed import areas, framework_of, iso, round_of

FORMAT = 1
Snapshot = dict[str, Any]


def freeze(province_code: str, *, as_of: date, round_: Round | None = None, facts_only: bool = False) -> Snapshot:
    """Read once; the result does not change with the database. The query count does not grow with the rows.

    `facts_only` is for the pages before the first release, which nobody has approved: what a source tells or adopted
    minutes hold, and no example.
    """
    with one_moment():
        province = Province.objects.get(code=province_code)
        framework = round_.framework if round_ else programme_framework(province_code)
        results = area_results(round_) if round_ else []
        number, last = journal.head()
        held, resolved = meetings(province_code, facts_only), resolutions(province_code, facts_only)
        return {
            "format": FORMAT,
            "as_of": as_of.isoformat(),
            "province": {"code": province.code, "name": province.name},
            "facts": facts(province_code),
            "order": order(province_code, as_of),
            "people": people(province_code),
            "meetings": held,
            "resolutions": resolved,
            "levels": levels(framework),
            "framework": framework_of(framework) if round_ else None,
            "round": round_of(round_),
            "areas": areas(province_code, results, round_, {each["id"] for each in resolved}),
            "is_example": bool(round_ and round_.is_example) or any(each["is_example"] for each in [*held, *resolved]),
            "journal": {"number": number, "hash": last},
        }


@contextmanager
def one_moment() -> Iterator[None]:
    """Every query inside sees the database as it stood at one moment; inside a caller's transaction, as that does."""
    ours = not connection.in_atomic_block
    with transaction.atomic():
        if ours and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def content_hash(kind: str, snapshot: Snapshot) -> str:
    """What the last page prints: a file cannot contain its own hash, its content can."""
    return hashlib.sha256(rfc8785.dumps({"kind": kind, "snapshot": snapshot})).hexdigest()


def programme_framework(province_code: str) -> Framework | None:
    """The set of criteria that the source names: its levels in their exact words."""
    return Framework.objects.filter(province_id=province_code, code="EIT-PROGRAMME").first()


def facts(province_code: str) -> dict[str, dict[str, Any]]:
    return {
        key: {
            "label": fact.label,
            "value": fact.value,
            "sort": fact.sort,
            "quote": fact.quote,
            "place": fact.place,
            "source": fact.source.title,
            "told_on": iso(fact.source.told_on),
        }
        for key, fact in Fact.objects.by_key(province_code).items()
    }


def order(province_code: str, day: date) -> dict[str, Any] | None:
    """The order that appoints the committee and is in force on the day; the oldest where there are several."""
    appointing = Order.objects.filter(
        province_id=province_code, body__kind="committee", kind__in=["appoint", "replace"]
    )
    in_force = Q(in_force_until__isnull=True) | Q(in_force_until__gt=day)
    found = appointing.filter(in_force, in_force_from__lte=day).for_page().first()
    if found is None:
        return None
    return {
        "number": found.display_number,
        "issuer": found.issuer,
        "title": found.title,
        "body": found.body.name,
        "signed_on": iso(found.signed_on),
        "proposer": found.proposer,
        "legal_basis": found.legal_basis,
        "source": found.source.title if found.source else "",
        "quote": found.quote,
        "duties": [
            {"code": each.code, "text": each.text, "announced": each.is_announced} for each in found.duties.all()
        ],
    }


def people(province_code: str) -> list[dict[str, str]]:
    """Officials that a source names, with the post of that day."""
    posts = PersonPost.objects.filter(person__province_id=province_code, source__isnull=False)
    return [
        {"name": str(each.person), "post": each.title, "known_on": iso(each.known_on)}
        for each in posts.select_related("person").order_by("pk")
    ]


def meetings(province_code: str, facts_only: bool) -> list[dict[str, Any]]:
    found = Meeting.objects.filter(body__province_id=province_code, body__kind="committee", state="closed")
    if facts_only:
        adopted = Q(minutes__state__in=["adopted", "locked"])
        found = found.filter(Q(source__isnull=False) | adopted, is_example=False)
    return [
        {
            "number": each.display_number,
            "held_on": iso(each.held_on),
            "venue": each.venue,
            "presided_by": str(each.presided_by) if each.presided_by else "",
            "presided_post": each.presided_post,
            "attendance_note": each.attendance_note,
            "had_quorum": each.had_quorum,
            "adopted": bool(getattr(each, "minutes", None) and each.minutes.is_adopted),
            "source": each.source.title if each.source else "",
            "is_example": each.is_example,
        }
        for each in found.select_related("presided_by", "minutes", "source").order_by("be_year", "number")
    ]


def resolutions(province_code: str, facts_only: bool) -> list[dict[str, Any]]:
    """In effect (final, where facts only are wanted), or told by a source; confidential matters never."""
    found = (
        Resolution.objects.filter(
            agenda_item__meeting__body__province_id=province_code,
            agenda_item__meeting__body__kind="committee",
            agenda_item__meeting__state="closed",
            agenda_item__is_confidential=False,
        )
        .with_standing()
        .order_by(
            "agenda_item__meeting__be_year",
            "agenda_item__meeting__number",
            "agenda_item__section",
            "agenda_item__position",
            "number",
        )
    )
    ties: dict[int, list[str]] = {}
    tied = ResolutionArea.objects.filter(resolution__in=found).order_by("area__sort", "area__code")
    for resolution_id, code in tied.values_list("resolution_id", "area__code"):
        ties.setdefault(resolution_id, []).append(code)
    return [
        {
            "id": each.pk,
            "meeting": each.agenda_item.meeting.display_number,
            "held_on": iso(each.agenda_item.meeting.held_on),
            "item": each.agenda_item.number,
            "matter": each.agenda_item.title,
            "kind": each.get_kind_display(),
            "text": each.text,
            "duty": each.duty.code if each.duty else "",
            "areas": ties.get(each.pk, []),
            "in_effect": each.in_effect,
            "final": each.final,
            "sourced": bool(each.agenda_item.meeting.source_id),
            "is_example": each.agenda_item.meeting.is_example,
        }
        for each in found
        if told(each, facts_only)
    ]


def told(resolution: Resolution, facts_only: bool) -> bool:
    meeting = resolution.agenda_item.meeting
    if facts_only:
        return not meeting.is_example and bool(meeting.source_id or resolution.final)
    return bool(meeting.source_id or resolution.in_effect)


def levels(framework: Framework | None) -> list[dict[str, Any]]:
    if framework is None:
        return []
    return [
        {"number": each.number, "name": each.name, "short": each.short, "wording": each.wording}
        for each in Level.objects.filter(framework=framework)
    ]
