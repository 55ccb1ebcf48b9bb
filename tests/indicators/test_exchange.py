"""Frameworks as files: what ships is taken, what is exported is accepted, what is wrong is named with its line."""

import pytest

from ecotown.kernel.rules import Role
from indicators.exchange import SHIPPED, FrameworkFaulty, draft_of, read_framework, write_framework
from indicators.models import Framework
from indicators.services import import_framework
from tests import build

SMALL = """\
code: SMALL
version: "1"
kind: level
title_th: เกณฑ์ย่อ
official: false
scale: {min: 0, max: 2, pass_point: 1}
level_rule: {mode: ALL, requires_lower: true, text_th: ทุกข้อของระดับ}
levels:
  - {number: 1, name_th: ระดับที่ 1, wording_th: ถ้อยคำ}
dimensions:
  - {code: PHY, name_th: กายภาพ}
aspects:
  - {code: PHY1, dimension: PHY, name_th: ผังพื้นที่}
indicators:
  - code: A-01
    level: 1
    aspect: PHY1
    name_th: มีผังพื้นที่
    scope: both
    kind: scored
    requirement_th: มีผังพื้นที่ที่ประกาศแล้ว
    rubric: {0: ไม่มี, 1: มีร่าง, 2: ประกาศแล้ว}
    evidence: [ผังพื้นที่]
    seat_hint: [เทศบาลตำบล]
"""


def faults(text: str) -> list[tuple[int, str]]:
    with pytest.raises(FrameworkFaulty) as caught:
        read_framework(text)
    return [(fault.line, fault.place) for fault in caught.value.faults]


def test_shipped_draft_has_five_levels_five_dimensions_twenty_aspects_and_41_indicators():
    draft = read_framework((SHIPPED / "eit-level-draft.yaml").read_text())

    assert [len(draft.levels), len(draft.dimensions), len(draft.aspects), len(draft.indicators)] == [5, 5, 20, 41]
    assert not draft.is_official


def test_written_framework_reads_as_the_same_document():
    draft = read_framework((SHIPPED / "eit-level-draft.yaml").read_text())

    assert read_framework(write_framework(draft)) == draft


@pytest.mark.sqlite_too
@pytest.mark.django_db
def test_imported_framework_is_exported_as_it_came():
    build.province()
    draft = read_framework((SHIPPED / "eit-level-draft.yaml").read_text())
    made = import_framework(build.actor(Role.STAFF), draft=draft)

    exported = draft_of(Framework.objects.whole().get(pk=made.pk))

    assert exported == draft


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("scope: both", "scope: all", [(19, "indicators[0].scope")]),
        ("aspect: PHY1", "aspect: PHY9", [(17, "indicators[0].aspect")]),
        ("level: 1\n", "level: 2\n", [(16, "indicators[0].level")]),
        ("rubric:", "rubrics:", [(15, "indicators[0].rubric"), (22, "indicators[0].rubrics")]),
        ("2: ประกาศแล้ว", "3: ประกาศแล้ว", [(22, "indicators[0].rubric")]),
        ("title_th: เกณฑ์ย่อ", "title_th:", [(4, "title_th")]),
        ("pass_point: 1", "pass_point: 0", [(6, "scale.pass_point")]),
        ("mode: ALL", "mode: MIN_PERCENT", [(7, "level_rule.percent")]),
        ("kind: level", "kind: contest", [(3, "kind")]),
        ("official: false", "official: maybe", [(5, "official")]),
        ("number: 1", "number: 2", [(8, "levels")]),
        ("[ผังพื้นที่]", "ผังพื้นที่", [(23, "indicators[0].evidence")]),
        ("code: SMALL", "code: SMALL\ncode: SMALL", [(2, "code")]),
        ("code: SMALL", "code: &a SMALL\nnote_th: *a", [(2, "")]),
        ("code: SMALL", "code: [SMALL", [(2, "")]),
    ],
)
def test_fault_is_named_with_its_line(old, new, found):
    assert old in SMALL

    assert faults(SMALL.replace(old, new, 1)) == found


def test_code_that_stands_twice_is_a_fault():
    twice = SMALL + SMALL[SMALL.index("  - code: A-01") :]

    assert faults(twice) == [(25, "indicators[1].code")]


@pytest.mark.parametrize("text", ["", "just words", "- a\n- b", "[" * 20_000, "a: \x00", "x" * 1_000_001])
def test_anything_else_is_refused_without_harm(text):
    assert faults(text)


HUGE = "0x" + "f" * 4000


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("title_th: เกณฑ์ย่อ", f"title_th: {HUGE}", [(4, "title_th")]),
        ("code: SMALL", f"code: SMALL\n? {HUGE}\n: x", [(1, "")]),
        ("scope: both", f"scope: both\n    weight: {HUGE}", [(20, "indicators[0].weight")]),
        ("scope: both", "scope: both\n    weight: '1e9999999'", [(20, "indicators[0].weight")]),
        ("scope: both", "scope: both\n    weight: '1e-9999999'", [(20, "indicators[0].weight")]),
        ("scope: both", "scope: both\n    weight: sNaN", [(20, "indicators[0].weight")]),
    ],
    ids=["text", "key", "number", "wide", "narrow", "none"],
)
def test_number_that_no_framework_holds_is_a_fault(old, new, found):
    assert old in SMALL

    assert faults(SMALL.replace(old, new, 1)) == found
