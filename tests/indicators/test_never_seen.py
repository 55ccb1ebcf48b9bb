"""A framework never seen before: four levels, a scale from 0 to 3, weights, choose-k, a measured indicator. It comes as a
workbook, is brought into force, scored, settled and told of in a report, and no code knows it.
"""

from dataclasses import replace
from decimal import Decimal

import pytest

from ecotown.kernel.rules import Role
from indicators.exchange import read_framework, read_workbook, write_workbook
from indicators.models import Sheet
from indicators.results import area_results
from indicators.services import (
    Settlement,
    bring_into_force,
    finish_round,
    import_framework,
    open_round,
    prepare_round,
    reveal_round,
    save_score,
    settle_scores,
    submit_sheet,
)
from reports import snapshot
from reports.build import compose
from tests import build

pytestmark = [pytest.mark.sqlite_too, pytest.mark.django_db]

HEAD = """\
code: HARBOUR
version: "2570"
kind: level
title_th: เกณฑ์ท่าเรือสะอาด
official: false
scale: {min: 0, max: 3, pass_point: 2}
level_rule: {mode: ALL, requires_lower: true, text_th: ผ่านตามหลักเกณฑ์ของแต่ละระดับ}
levels:
  - {number: 1, name_th: ขั้นเริ่ม, wording_th: เริ่มต้น, rule: {mode: MANDATORY}}
  - {number: 2, name_th: ขั้นทำ, wording_th: ลงมือทำ, rule: {mode: CHOOSE, choose: 2}}
  - {number: 3, name_th: ขั้นได้ผล, wording_th: ได้ผล, rule: {mode: MIN_PERCENT, percent: 60}}
  - {number: 4, name_th: ขั้นนำ, wording_th: เป็นผู้นำ, rule: {mode: MIN_POINTS, points: 10, requires_lower: false}}
dimensions:
  - {code: SEA, name_th: ทะเล}
  - {code: LAND, name_th: ฝั่ง}
aspects:
  - {code: S1, dimension: SEA, name_th: น้ำทะเล}
  - {code: L1, dimension: LAND, name_th: ท่า}
indicators:
"""
ROW = """\
  - code: {code}
    level: {level}
    aspect: {aspect}
    name_th: ตัวชี้วัด {code}
    scope: both
    kind: {kind}
    requirement_th: ข้อกำหนด {code}
    rubric: {{0: ไม่มี, 1: เริ่ม, 2: ได้, 3: ดี}}
    evidence: [ภาพถ่าย]
    weight: {weight}
"""
MEASURED = "    unit: มก./ล.\n    direction: lower_is_better\n    target: 2.5\n    baseline: 9\n"
INDICATORS = [
    ("P1", 1, "S1", "precondition", 1), ("M1", 1, "L1", "mandatory", 1),
    ("C1", 2, "S1", "scored", 1), ("C2", 2, "L1", "scored", 1), ("C3", 2, "L1", "scored", 1),
    ("W1", 3, "S1", "scored", 3), ("W2", 3, "S1", "measured", 2),
    ("T1", 4, "L1", "scored", 2.5), ("T2", 4, "S1", "scored", 1.5),
]  # fmt: skip
# What the meeting settles; W2 is milligrams.
SETTLED = {"P1": 2, "M1": 3, "C1": 2, "C2": 1, "C3": 3, "W1": 1, "W2": "2.4", "T1": 3, "T2": 1}


def document() -> str:
    rows = [
        ROW.format(code=code, level=level, aspect=aspect, kind=kind, weight=weight)
        + (MEASURED if kind == "measured" else "")
        for code, level, aspect, kind, weight in INDICATORS
    ]
    return HEAD + "".join(rows)


def test_framework_never_seen_before_is_scored_settled_and_reported():
    body, area = build.body(), build.area()
    secretary = build.seated("secretary", body=body)
    members = [build.seated(body=body) for _number in range(2)]
    book = write_workbook(read_framework(document()))
    made = import_framework(build.actor(Role.STAFF), draft=read_workbook(book))
    bring_into_force(secretary, framework_id=made.pk)

    round_ = prepare_round(
        secretary, body_id=body.pk, framework_id=made.pk, number=1, be_year=2570, title="ท่าเรือ",
        opens_on=secretary.on, closes_on=secretary.on, area_ids=[area.pk],
    )  # fmt: skip
    open_round(secretary, round_id=round_.pk)
    for member in members:
        sheet = Sheet.objects.get(round=round_, person_id=member.person_id)
        for code, *_rest in INDICATORS:
            point = SETTLED[code] if isinstance(SETTLED[code], int) else 2
            save_score(member, sheet_id=sheet.pk, code=code, kind="value", value=point)
        submit_sheet(member, sheet_id=sheet.pk)
    reveal_round(secretary, round_id=round_.pk)
    resolution = build.resolution(meeting=build.closed_meeting(body=body))
    rows = [Settlement(code, "value", Decimal(value)) for code, value in SETTLED.items()]
    settle_scores(secretary, round_id=round_.pk, area_id=area.pk, rows=rows, resolution_id=resolution.pk)
    round_ = finish_round(secretary, round_id=round_.pk)

    (found,) = area_results(round_)
    # Level 3 has 40 of 100 by weight and asks for 60. Level 4 asks for 10 points and has 2.5 x 3 + 1.5 x 1 = 9.
    assert (found.result.level, found.result.next_level, found.result.fewest) == (2, 3, ("W1",))
    assert found.result.reasons == (
        "ผ่านระดับที่ 1 เนื่องจากเงื่อนไขเบื้องต้นและตัวชี้วัดภาคบังคับทั้ง 2 ข้อผ่านแล้ว",
        "ผ่านระดับที่ 2 เนื่องจากผ่านแล้ว 2 จาก 3 ตัวชี้วัด เกณฑ์คือ 2 ตัวชี้วัด",
        "ระดับที่ 3 ยังไม่ผ่าน เนื่องจากผ่านแล้ว 1 จาก 2 ตัวชี้วัด คิดเป็นร้อยละ 40 ของน้ำหนัก เกณฑ์คือร้อยละ 60",
        "จะผ่านระดับที่ 3 ได้เมื่อมีตัวชี้วัดผ่านเพิ่มอีกอย่างน้อย 1 ข้อ เช่น ตัวชี้วัดที่ 6",
    )
    frozen = snapshot.freeze(area.province_id, round_=round_, as_of=secretary.on)
    told = next(each for each in frozen["areas"] if each["code"] == area.code)["result"]
    assert (told["level"], told["next_level"], [one["code"] for one in told["missing"]]) == (2, 3, ["W1"])
    assert told["reasons"] == list(found.result.reasons)
    assert [rule["text"] for rule in frozen["framework"]["rules"]] == list(found.result.rules)
    paper = compose(frozen, title="ท่าเรือ", sha256="0" * 64)
    assert all(said in paper for said in ("ขั้นได้ผล", "มก./ล."))
    assert [step["name"] for step in told["steps"]] == ["ขั้นเริ่ม", "ขั้นทำ", "ขั้นได้ผล", "ขั้นนำ"]


def test_rule_without_lower_levels_counts_by_itself():
    draft = read_framework(document())
    specs = [replace(one.spec, sort=sort) for sort, one in enumerate(draft.indicators, 1)]

    assert [rule for _level, rule in draft.rules()][3] == (
        "คะแนนถ่วงน้ำหนักของระดับนี้รวมกันต้องไม่น้อยกว่า 10 คะแนน โดยไม่ต้องผ่านระดับที่ต่ำกว่า"
    )
    assert len(specs) == len(INDICATORS)
