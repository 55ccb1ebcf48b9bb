"""Rules and reasons in plain Thai: statutory papers carry them, so they are not translated."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from indicators.scoring.gates import WHOLE, IndicatorSpec, LevelSpec, Tally
from indicators.scoring.marks import half_up, plain


def rule_sentence(spec: LevelSpec, indicators: Iterable[IndicatorSpec], levels: Sequence[LevelSpec] = ()) -> str:
    """What a level asks for, for instance ต้องผ่านตัวชี้วัดของระดับนี้ไม่น้อยกว่า 3 ข้อ."""
    need = plain(spec.need) if spec.need is not None else ""
    asked = {
        "ALL": "ต้องผ่านตัวชี้วัดของระดับนี้ทุกข้อที่เกี่ยวข้องกับพื้นที่",
        "MANDATORY": "ต้องผ่านเงื่อนไขเบื้องต้นและตัวชี้วัดภาคบังคับของระดับนี้ทุกข้อ",
        "MIN_PERCENT": f"ต้องผ่านตัวชี้วัดของระดับนี้ไม่น้อยกว่าร้อยละ {need} ของน้ำหนักรวมที่เกี่ยวข้องกับพื้นที่",
        "MIN_POINTS": f"คะแนนถ่วงน้ำหนักของระดับนี้รวมกันต้องไม่น้อยกว่า {need} คะแนน",
        "CHOOSE": f"ต้องผ่านตัวชี้วัดของระดับนี้ไม่น้อยกว่า {need} ข้อ",
    }[spec.mode]
    kinds = {one.kind for one in indicators if one.level == spec.number} & {"precondition", "mandatory"}
    if kinds and spec.need is not None:
        named = [word for kind, word in KINDS.items() if kind in kinds]
        asked += f" โดย{'และ'.join(named)}ต้องผ่านทุกข้อ"
    if any(each.number < spec.number for each in levels):
        asked += " และต้องผ่านระดับที่ต่ำกว่าครบทุกระดับ" if spec.requires_lower else " โดยไม่ต้องผ่านระดับที่ต่ำกว่า"
    return asked


KINDS = {"precondition": "เงื่อนไขเบื้องต้น", "mandatory": "ตัวชี้วัดภาคบังคับ"}


def reasons(
    ladder: Sequence[Tally], reached: Sequence[Tally], wanted: Sequence[Tally], pass_point: Decimal
) -> tuple[str, ...]:
    """One sentence for each level that is reached, wanted next, or held back by a lower one."""
    said = []
    for each in ladder:
        below = [one for one in ladder if one.spec.number < each.spec.number and one not in reached]
        if each in reached:
            said.append(is_reached(each, pass_point))
        elif each in wanted and not each.holds:
            said.append(is_missing(each, pass_point))
            few = each.fewest()
            if few and each.spec.need is not None:
                said.append(would_reach(each, few))
        elif each.holds:
            said.append(
                f"ตัวชี้วัดของระดับที่ {each.spec.number} ผ่าน{'ครบ' if each.spec.mode == 'ALL' else 'ตามเกณฑ์'}แล้ว"
                f" แต่ยังไม่ผ่านระดับที่ {below[0].spec.number} ซึ่งต่ำกว่า จึงยังไม่ถือว่าผ่าน"
            )
    return tuple(said)


def is_reached(each: Tally, pass_point: Decimal) -> str:
    also = f" โดยมีตัวชี้วัดที่ไม่เกี่ยวข้องกับพื้นที่ {len(each.out)} ข้อ" if each.out else ""
    if each.spec.mode == "ALL":
        why = f"ตัวชี้วัดทั้ง {len(each.met)} ข้อ{_met(each.met, pass_point)}"
    elif each.spec.mode == "MANDATORY":
        why = f"เงื่อนไขเบื้องต้นและตัวชี้วัดภาคบังคับทั้ง {len(each.needed)} ข้อผ่านแล้ว"
    else:
        why = standing(each)
    return f"ผ่านระดับที่ {each.spec.number} เนื่องจาก{why}{also}"


def is_missing(each: Tally, pass_point: Decimal) -> str:
    number = each.spec.number
    if not each.applying and not each.out:
        return f"ระดับที่ {number} ยังสรุปไม่ได้ เนื่องจากเกณฑ์ยังไม่มีตัวชี้วัดของระดับนี้"
    if each.is_empty:
        return f"ระดับที่ {number} ยังสรุปไม่ได้ เนื่องจากไม่มีตัวชี้วัดข้อใดที่เกี่ยวข้องกับพื้นที่"
    verdict = "ยังสรุปไม่ได้" if each.may_hold else "ยังไม่ผ่าน"
    parts = []
    if each.held < each.bar:
        parts.append(standing(each))
    asked = each.needed
    if low := [one for one in each.low if one in asked]:
        parts.append(f"ตัวชี้วัดที่ {numbers(low)} {_low(low, pass_point)}")
    if open_ := [one for one in each.open if one in asked or each.held < each.bar]:
        parts.append(f"ตัวชี้วัดที่ {numbers(open_)} ยังไม่มีมติที่มีผล")
    if each.fewest() is None:
        parts.append("ตัวชี้วัดที่เกี่ยวข้องกับพื้นที่มีไม่เพียงพอที่จะผ่านเกณฑ์")
    return f"ระดับที่ {number} {verdict} เนื่องจาก{' และ'.join(parts)}"


def standing(each: Tally) -> str:
    """How far a level with a bar has come, with the figure that is asked for."""
    need = plain(each.spec.need or Decimal(0))
    met = sum(one in each.met for one in each.counted)
    if each.spec.mode == "CHOOSE":
        return f"ผ่านแล้ว {met} จาก {len(each.counted)} ตัวชี้วัด เกณฑ์คือ {need} ตัวชี้วัด"
    if each.spec.mode == "MIN_POINTS":
        return f"ได้คะแนนถ่วงน้ำหนักรวม {plain(each.held)} คะแนน เกณฑ์คือ {need} คะแนน"
    whole = sum((one.weight for one in each.counted), Decimal(0))
    share = plain(half_up(each.held * WHOLE / whole))
    return f"ผ่านแล้ว {met} จาก {len(each.counted)} ตัวชี้วัด คิดเป็นร้อยละ {share} ของน้ำหนัก เกณฑ์คือร้อยละ {need}"


def would_reach(each: Tally, few: Sequence[str]) -> str:
    which = sorted((one for one in each.applying if one.code in few), key=lambda one: one.sort)
    what = "ได้คะแนนสูงสุด" if each.spec.mode == "MIN_POINTS" else "ผ่าน"
    return f"จะผ่านระดับที่ {each.spec.number} ได้เมื่อมีตัวชี้วัด{what}เพิ่มอีกอย่างน้อย {len(which)} ข้อ เช่น ตัวชี้วัดที่ {numbers(which)}"


def _met(some: Sequence[IndicatorSpec], pass_point: Decimal) -> str:
    return f"ได้คะแนนที่มีมติตั้งแต่ {plain(pass_point)} ขึ้นไป" if _alike(some) else "ผ่านตามเกณฑ์ผ่านหรือค่าเป้าหมายของแต่ละข้อ"


def _low(some: Sequence[IndicatorSpec], pass_point: Decimal) -> str:
    return f"ได้คะแนนที่มีมติต่ำกว่า {plain(pass_point)}" if _alike(some) else "ยังไม่ถึงเกณฑ์ผ่านหรือค่าเป้าหมายของแต่ละข้อ"


def _alike(some: Sequence[IndicatorSpec]) -> bool:
    return all(one.pass_point is None and one.kind != "measured" for one in some)


def numbers(indicators: Sequence[IndicatorSpec]) -> str:
    return ", ".join(str(each.sort) for each in indicators)
