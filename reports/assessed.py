"""The part of a snapshot that an assessment adds: the framework, the round, and what each area has reached and why."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q

from areas.models import Area
from indicators.models import Discussion, Framework, Round, Sheet
from indicators.results import AreaResult, IndicatorRow, rules_of
from indicators.scoring import plain


def framework_of(framework: Framework | None) -> dict[str, Any] | None:
    if framework is None:
        return None
    return {
        "code": framework.code,
        "version": framework.version,
        "title": framework.title,
        "is_official": framework.is_official,
        "note": framework.note,
        "disclaimer": framework.disclaimer,
        "scale_min": framework.scale_min,
        "scale_max": framework.scale_max,
        "pass_point": framework.pass_point,
        "rule": framework.rule_text,
        "rules": rules_of(framework),
        "scoring": framework.scoring_note,
        "not_applicable": framework.not_applicable_note,
        "sha256": framework.content_sha256,
        "dimensions": list(framework.dimensions.values_list("name", flat=True)),
    }


def round_of(round_: Round | None) -> dict[str, Any] | None:
    if round_ is None:
        return None
    sheets = Sheet.objects.filter(round=round_).that_count()
    submitted = sheets.filter(state="submitted")
    return {
        "number": round_.display_number,
        "title": round_.title,
        "opens_on": iso(round_.opens_on),
        "closes_on": iso(round_.closes_on),
        "state": round_.state,
        "sheets": sheets.count(),
        "submitted": submitted.count(),
        "people": submitted.values("person_id").distinct().count(),
    }


def areas(
    province_code: str, results: list[AreaResult], round_: Round | None, resolved: set[int]
) -> list[dict[str, Any]]:
    """Those of the round, and those that a resolution told here gave a status. A proposal alone is not for the public."""
    by_area = {each.area.pk: each for each in results}
    discussed = discussions(round_)
    found = [
        {
            "code": area.code,
            "name": area.name,
            "full_name": area.full_name,
            "district": area.district,
            "history": [
                {"status": step.get_status_display(), "since": iso(step.since), "resolution": step.resolution_id}
                for step in area.history
                if step.resolution_id in resolved
            ],
            "result": result_of(by_area[area.pk], discussed, resolved) if area.pk in by_area else None,
        }
        for area in Area.objects.filter(province_id=province_code).for_list()
    ]
    return [each for each in found if each["history"] or each["result"]]


def discussions(round_: Round | None) -> dict[tuple[int, int], str]:
    """(area, indicator) -> where it was discussed, for instance 5.2."""
    if round_ is None:
        return {}
    found = Discussion.objects.filter(Q(agenda_item__is_confidential=False), round=round_)
    return {
        (each.area_id, each.indicator_id): f"{each.agenda_item.number} ครั้งที่ {each.agenda_item.meeting.display_number}"
        for each in found.select_related("agenda_item__meeting").order_by("pk")
    }


def result_of(found: AreaResult, discussed: dict[tuple[int, int], str], resolved: set[int]) -> dict[str, Any]:
    result, rows = found.result, {row.indicator.code: row for row in found.rows}
    return {
        "level": result.level,
        "conclusive": result.conclusive,
        "final": result.final,
        "next_level": result.next_level,
        "reasons": list(result.reasons),
        "steps": [
            {
                "number": step.number,
                "name": step.name,
                "total": step.total,
                "met": step.met,
                "unmet": step.unmet,
                "unsettled": step.unsettled,
                "not_applicable": step.not_applicable,
                "state": step.state,
            }
            for step in result.steps
        ],
        "missing": [missing(rows[code]) for code in result.missing],
        "indicators": [
            row_of(row, discussed.get((found.area.pk, row.indicator.pk), ""), resolved) for row in found.rows
        ],
    }


def missing(row: IndicatorRow) -> dict[str, Any]:
    return {
        "code": row.indicator.code,
        "sort": row.indicator.sort,
        "name": row.indicator.name,
        "requirement": row.indicator.requirement,
        "asks": row.indicator.asks,
        "unit": row.indicator.unit,
        "pass_point": row.indicator.passes_at,
        "informant": row.indicator.informant,
        "value": decimal(row.settled.value) if row.settled and row.in_effect else None,
        "settled": row.in_effect,
    }


def row_of(row: IndicatorRow, discussed: str, resolved: set[int]) -> dict[str, Any]:
    """One indicator's settled value. A value not in effect is not told: it is no result yet.

    Where the matter was confidential the value stands alone: neither the resolution nor its reason is told.
    """
    settled = row.settled if row.in_effect else None
    known = settled is not None and settled.resolution_id in resolved
    return {
        "code": row.indicator.code,
        "sort": row.indicator.sort,
        "name": row.indicator.name,
        "level": row.indicator.part.number,
        "dimension": row.indicator.aspect.dimension.name,
        "aspect": row.indicator.aspect.name,
        "kind": settled.kind if settled else "",
        "value": decimal(settled.value) if settled else None,
        "unit": row.indicator.unit,
        "passed": row.passed,
        "final": row.final,
        "counted": settled.counted if settled else 0,
        "resolution": settled.resolution_id if settled and known else None,
        "discussed": discussed,
        "reason": settled.reason if settled and known else "",
    }


def decimal(value: Decimal | None) -> str | None:
    return None if value is None else plain(value)


def iso(day: date | None) -> str:
    return day.isoformat() if day else ""
