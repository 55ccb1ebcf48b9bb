"""Areas, frameworks, rounds, sheets, settled scores, releases."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.test import Client

from areas.models import Area, Evidence
from ecotown.kernel.models import User
from ecotown.kernel.rules import Actor
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
from tests.build.committee import body, closed_meeting, holder, numbers, province, resolution


def area(code: str = "830104", name: str = "รัษฎา", district: str = "เมืองภูเก็ต") -> Area:
    return Area.objects.get_or_create(
        code=code, defaults={"province": province(), "name": name, "district": district, "district_code": code[:4]}
    )[0]


def framework(levels: int = 2, indicators: int = 3, *, always: tuple[str, ...] = (), **fields: Any) -> Framework:
    """Indicators spread over the levels in turn: of 3 over 2, numbers 1 and 3 are of level 1, number 2 of level 2.

    Those of the codes `always` can never be left out as not applicable.
    """
    number, state = next(numbers), fields.pop("state", "in_force")
    made = Framework.objects.create(
        **{
            "province": province(),
            "code": f"TEST-{number}",
            "version": "1",
            "title": f"เกณฑ์ทดสอบ {number}",
            "scale_min": 0,
            "scale_max": 5,
            "pass_point": 3,
            "rule_text": "ผ่านทุกข้อของระดับนั้นและระดับที่ต่ำกว่า",
            **fields,
        }
    )
    dimension = Dimension.objects.create(framework=made, code="PHY", name="กายภาพ", sort=1)
    aspect = Aspect.objects.create(dimension=dimension, code="PHY1", name="ผังพื้นที่", sort=1)
    steps = [
        Level.objects.create(
            framework=made,
            number=each,
            name=f"ระดับที่ {each}",
            wording=f"ถ้อยคำระดับ {each}",
            rule={"mode": "ALL", "requires_lower": True},
        )
        for each in range(1, levels + 1)
    ]
    for sort in range(1, indicators + 1):
        one = Indicator.objects.create(
            framework=made,
            code=f"T{sort:02}",
            sort=sort,
            level=steps[(sort - 1) % levels],
            aspect=aspect,
            name=f"ตัวชี้วัดทดสอบ {sort}",
            requirement=f"ข้อกำหนด {sort}",
            scope="both",
            kind="scored",
            evidence_expected=["เอกสาร"],
            may_be_not_applicable=f"T{sort:02}" not in always,
        )
        RubricLine.objects.bulk_create(
            RubricLine(indicator=one, point=point, text=f"เกณฑ์ข้อ {sort} คะแนน {point}")
            for point in range(made.scale_min, made.scale_max + 1)
        )
    made.state = state  # last: nothing is added to a framework in force
    made.save(update_fields=["state"])
    return made


def selection(groups: int = 2, criteria: int = 4, **fields: Any) -> Framework:
    """A framework for choosing among areas, on a scale from 1 to 5; its criteria weigh 10 each, in turn in its groups."""
    state = fields.pop("state", "in_force")
    made = framework(
        levels=1, indicators=criteria, state="draft",
        **{"kind": "selection", "scale_min": 1, "pass_point": 5, "rule_text": "", **fields},
    )  # fmt: skip
    made.dimensions.all().update(weight=10 * -(-criteria // groups))
    for number in range(2, groups + 1):
        code = f"G{number}"
        group = Dimension.objects.create(
            framework=made, code=code, name=f"กลุ่ม {number}", sort=number, weight=10 * (criteria // groups)
        )
        Aspect.objects.create(dimension=group, code=code, name=group.name, sort=1)
    aspects = list(Aspect.objects.filter(dimension__framework=made).order_by("dimension__sort"))
    for one in made.indicators.all():
        one.level, one.weight, one.aspect = None, Decimal(10), aspects[(one.sort - 1) % groups]
        one.save()
    made.levels.all().delete()
    made.state = state
    made.save(update_fields=["state"])
    return made


def round_(**fields: Any) -> Round:
    areas = fields.pop("areas", None) or [area()]
    made = Round.objects.create(
        **{
            "province": province(),
            "body": body(),
            "framework": fields.pop("framework", None) or framework(),
            "number": next(numbers),
            "be_year": 2569,
            "title": "รอบทดสอบ",
            "opens_on": date(2026, 1, 1),
            "closes_on": date(2099, 12, 31),
            **fields,
        }
    )
    for each in areas:
        RoundArea.objects.create(round=made, area=each)
    return made


def sheet(**fields: Any) -> Sheet:
    of = fields.pop("round", None) or round_(state="scoring")
    held = fields.pop("holder", None) or holder()
    return Sheet.objects.create(
        **{"round": of, "area": of.areas.first(), "person": held.person, "seat": held.seat, **fields}
    )


def score(sheet_: Sheet, indicator: Indicator, value: int | None = 3, **fields: Any) -> Score:
    return Score.objects.create(sheet=sheet_, indicator=indicator, value=value, **{"kind": "value", **fields})


def settled(round__: Round, indicator: Indicator, value: str | None = "3", **fields: Any) -> SettledScore:
    return SettledScore.objects.create(
        **{
            "round": round__,
            "area": fields.pop("area", None) or round__.areas.first(),
            "indicator": indicator,
            "kind": "value",
            "value": None if value is None else Decimal(value),
            "resolution": fields.pop("resolution", None) or resolution(meeting=closed_meeting()),
            **fields,
        }
    )


def evidence(**fields: Any) -> Evidence:
    return Evidence.objects.create(
        **{
            "area": fields.pop("area", None) or area(),
            "title": "รายงานผลตรวจน้ำทิ้ง",
            "dated": date(2026, 3, 1),
            "link": "https://example.go.th/report.pdf",
            **fields,
        }
    )


def browser(actor_: Actor) -> Client:
    """A client signed in with the account behind an actor made by `seated` or `assigned`."""
    client = Client()
    client.force_login(User.objects.get(pk=actor_.user_id))
    return client


def release(**fields: Any) -> Release:
    return Release.objects.create(
        **{"province": fields["report"].province, "prepared_by": fields["report"].made_by, **fields}
    )
