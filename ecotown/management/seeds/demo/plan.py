"""Who gives what in the example: worked out from the codes alone, so each run gives the same.

Pure: a picture is wanted in which one area stands on level 2 and two on level 1, with a plausible spread of scores,
some real disagreements and one indicator that does not apply.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

MET, UNMET, ABOVE = (3, 3, 4, 3, 4, 5), (2, 1, 2, 2), (1, 0, 1, 2, 0)
# Distances of the members from the middle: sorted, so the one in the middle is the median.
AGREED = ((0, 0, 0, 0, 0, 0, 0), (-1, 0, 0, 0, 0, 0, 1), (-1, -1, 0, 0, 0, 1, 1), (0, 0, 0, 0, 0, 1, 1))
DISPUTED = (-2, -2, -1, 0, 2, 2, 3)
ABSENT_EVIDENCE = "หลักฐานที่เสนอยังไม่ครอบคลุมทั้งพื้นที่ (ข้อมูลตัวอย่าง)"
NOT_APPLICABLE = "พื้นที่ไม่มีโรงงานที่ต้องรายงานการปล่อยก๊าซเรือนกระจก (ข้อมูลตัวอย่าง)"


@dataclass(frozen=True)
class AreaPlan:
    """`reached`: the level held for certain. `missing`: what is short on the next. `above`: what is met still higher."""

    reached: int
    missing: tuple[str, ...]
    above: tuple[str, ...]
    disputed: tuple[str, ...]
    lowered: str = ""  # settled one point below the median, with a reason
    not_applicable: str = ""


PLANS = {
    "830104": AreaPlan(
        reached=2,
        missing=("L3-ENV-12", "L3-PHY-03", "L3-MGT-05"),
        above=("L4-MGT-06", "L4-ECO-05", "L5-ECO-07"),
        disputed=("L3-ENV-12", "L3-ENV-14"),
        lowered="L3-MGT-05",
    ),
    "830302": AreaPlan(
        reached=1,
        missing=("L2-ENV-04", "L2-ENV-07", "L2-ECO-02", "L2-SOC-02"),
        above=("L3-MGT-04", "L3-ECO-04", "L4-ECO-05"),
        disputed=("L2-ENV-07",),
        not_applicable="L3-ENV-15",
    ),
    "830106": AreaPlan(
        reached=1,
        missing=("L2-ENV-11",),
        above=("L3-ENV-13", "L3-PHY-03", "L3-ECO-03", "L4-PHY-04"),
        disputed=("L2-ENV-11", "L2-PHY-02"),
    ),
}


@dataclass(frozen=True)
class Answer:
    """One member's answer: kind "value", "na" or "abstain"."""

    kind: str
    value: int | None = None
    reason: str = ""


def number(*words: str) -> int:
    """A number that looks like chance and is the same each time."""
    return int.from_bytes(hashlib.sha256("|".join(words).encode()).digest()[:4])


def settled(area: str, code: str, level: int) -> int:
    """The point that the committee settles on in the end."""
    plan, pick = PLANS[area], number(area, code)
    if level <= plan.reached or code in plan.above:
        return MET[pick % len(MET)]
    if level == plan.reached + 1:
        return UNMET[pick % len(UNMET)] if code in plan.missing else MET[pick % len(MET)]
    return ABOVE[pick % len(ABOVE)]


def answers(area: str, code: str, level: int, people: Sequence[str]) -> dict[str, Answer]:
    """What each member gives, so that the median is the settled point (or one above it, where it is lowered)."""
    plan, pick = PLANS[area], number(area, code, "spread")
    if code == plan.not_applicable:
        return {
            who: Answer("na", reason=NOT_APPLICABLE) if place > 1 else Answer("value", place + 1)
            for place, who in enumerate(people)
        }
    middle = settled(area, code, level) + (code == plan.lowered)
    away = DISPUTED if code in plan.disputed else AGREED[pick % len(AGREED)]
    turned = [people[(place + pick) % len(people)] for place in range(len(people))]
    given = {who: Answer("value", min(5, max(0, middle + step))) for who, step in zip(turned, away, strict=True)}
    if pick % 17 == 0 and away[3] == away[2] == away[4]:
        given[turned[3]] = Answer("abstain")
    return {who: given[who] for who in people}


def settlement(area: str, code: str, level: int) -> tuple[str, Decimal | None, str]:
    """Kind, value and reason as the resolution has them."""
    plan = PLANS[area]
    if code == plan.not_applicable:
        return "na", None, NOT_APPLICABLE
    return "value", Decimal(settled(area, code, level)), ABSENT_EVIDENCE if code == plan.lowered else ""
