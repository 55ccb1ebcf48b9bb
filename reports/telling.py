"""What a snapshot has to say, in sentences: the web page and the paper print the same ones.

Pure: a snapshot in, words out. Thai, as the documents are; digits are Arabic here and turned on paper.
"""

from collections.abc import Sequence
from typing import Any

from reports.snapshot import Snapshot

Area = dict[str, Any]
COUNTS = ["ศูนย์", "หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า", "สิบ"]
NO_RESULT = "ยังไม่มีผลการประเมิน"
UNDECIDED = "ยังสรุปไม่ได้"
WHOSE = "ผลการประเมินของคณะกรรมการ ยังไม่ใช่การรับรองจากกรมโรงงานอุตสาหกรรม"
DRAFT = "เกณฑ์ฉบับร่าง"
PENDING = "มติที่ประชุม – รอรับรองรายงานการประชุม"
ADOPTED = "รับรองรายงานการประชุมแล้ว"
SOURCED = "ตามแหล่งที่มา ซึ่งไม่ได้บอกองค์ประชุมและการรับรองรายงานการประชุม"


def count_word(number: int) -> str:
    return COUNTS[number] if number < len(COUNTS) else f" {number} "


def joined(names: Sequence[str]) -> str:
    """รัษฎา ศรีสุนทร และฉลอง"""
    if len(names) < 2:
        return "".join(names)
    return f"{' '.join(names[:-1])}{' ' if len(names) > 2 else ''}และ{names[-1]}"


def finding(snapshot: Snapshot) -> str:
    """The first sentence of everything: who stands highest, and who is nearest to the next level."""
    return " ".join(phrases(snapshot))


def phrases(snapshot: Snapshot) -> list[str]:
    """The finding in the pieces that a line should not tear apart."""
    areas = [each for each in snapshot["areas"] if each["result"]]
    if not areas:
        number = len(snapshot["areas"])
        return [f"{count_word(number)}พื้นที่เป้าหมาย", NO_RESULT] if number else [NO_RESULT]
    sure = [each for each in areas if each["result"]["conclusive"]]
    top = max((each["result"]["level"] for each in sure), default=0)
    leaders = [each for each in sure if each["result"]["level"] == top] if top else []
    parts = [reached(leaders, areas, top)] if leaders else []
    rest = [each for each in sure if each not in leaders and each["result"]["next_level"]]
    open_ = [each for each in areas if not each["result"]["conclusive"]]
    if rest:
        parts.append(nearest(rest, told_level=not top))
    elif open_:
        parts.append(waiting(open_))
    elif leaders and leaders[0]["result"]["next_level"]:
        parts.append(nearest(leaders, told_level=True, named=len(leaders) < len(areas)))
    return parts


def reached(leaders: list[Area], areas: list[Area], level: int) -> str:
    if len(leaders) == len(areas) > 1:
        return f"ทั้ง{count_word(len(areas))}พื้นที่ถึงระดับที่ {level} แล้ว"
    return f"{joined([each['name'] for each in leaders])}ถึงระดับที่ {level} แล้ว"


def nearest(areas: list[Area], *, told_level: bool, named: bool = True) -> str:
    """Of several areas those with the fewest indicators missing."""
    fewest = min(len(each["result"]["missing"]) for each in areas)
    near = [each for each in areas if len(each["result"]["missing"]) == fewest]
    levels = {each["result"]["next_level"] for each in near}
    who = joined([each["name"] for each in near]) if named or len(near) < len(areas) else ""
    each_of = "พื้นที่ละ " if len(near) > 1 else " "
    where = f"จะถึงระดับที่ {levels.pop()}" if told_level and len(levels) == 1 else ""
    return f"{who}ขาดอีก{each_of}{fewest} ตัวชี้วัด {where}".strip()


def waiting(areas: list[Area]) -> str:
    names = joined([each["name"] for each in areas])
    if len(areas) > 1:
        return f"{names}{UNDECIDED}"
    open_ = sum(not each["settled"] for each in areas[0]["result"]["missing"])
    return f"{names}{UNDECIDED} รอมติอีก {open_} ตัวชี้วัด" if open_ else f"{names}{UNDECIDED}"


def area_finding(snapshot: Snapshot, area: Area) -> str:
    """What is missing to the next level, in one line."""
    result = area["result"]
    if result is None:
        return NO_RESULT
    if result["next_level"] is None:
        return "ผ่านครบทุกระดับแล้ว"
    name = level_name(snapshot, result["next_level"])
    low = sum(each["settled"] for each in result["missing"])
    open_ = len(result["missing"]) - low
    if not open_:
        return f"ขาดอีก {low} ตัวชี้วัด จะถึง{name}"
    if not low:
        return f"{name}{UNDECIDED} รอมติอีก {open_} ตัวชี้วัด"
    return f"ขาดอีก {low} ตัวชี้วัด และรอมติอีก {open_} ตัวชี้วัด จะถึง{name}"


def level_name(snapshot: Snapshot, number: int) -> str:
    found = next((each for each in snapshot["levels"] if each["number"] == number), None)
    return f"ระดับที่ {number} {found['short']}".strip() if found else f"ระดับที่ {number}"


def level_word(snapshot: Snapshot, result: dict[str, Any] | None) -> str:
    """What stands where a level would: ระดับที่ 2 จาก 5, or why there is none."""
    if result is None:
        return NO_RESULT
    if result["conclusive"]:
        return f"ระดับที่ {result['level']} จาก {len(snapshot['levels'])}" if result["level"] else "ยังไม่ถึงระดับที่ 1"
    return f"{UNDECIDED} ถึงระดับที่ {result['level']} เป็นอย่างน้อย" if result["level"] else UNDECIDED


def marks(snapshot: Snapshot) -> list[str]:
    """What every page says of its levels: whose they are, by what, and how final."""
    results = [each["result"] for each in snapshot["areas"] if each["result"]]
    if not results:
        return [NO_RESULT]
    framework = snapshot["framework"]
    return [
        WHOSE,
        *([DRAFT] if framework and not framework["is_official"] else []),
        *([PENDING] if any(not each["final"] for each in results) else []),
    ]


def dimension_finding(rows: list[dict[str, Any]]) -> str:
    met, total = sum(each["met"] for each in rows), sum(each["total"] for each in rows)
    most = max((each["total"] - each["met"] for each in rows), default=0)
    worst = [each["name"] for each in rows if each["total"] - each["met"] == most]
    told = f"ผ่านแล้ว {met} จาก {total} ตัวชี้วัด"
    return f"{told} มิติ{worst[0]}ยังขาดมากที่สุด {most} ตัวชี้วัด" if most and len(worst) == 1 else told


def outcome(indicator: dict[str, Any]) -> str:
    if indicator["kind"] == "na":
        return "ไม่เกี่ยวข้อง"
    if indicator["passed"] is None:
        return "ยังไม่มีมติที่มีผล"
    return "ผ่าน" if indicator["passed"] else "ยังไม่ผ่าน"


def standing(resolution: dict[str, Any]) -> str:
    if resolution["final"]:
        return ADOPTED
    return PENDING if resolution["in_effect"] else SOURCED


def words_of(resolution: dict[str, Any]) -> str:
    """เห็นชอบ…, also where the text begins with its kind already."""
    kind, text = resolution["kind"], resolution["text"]
    return text if text.startswith(kind) else f"{kind}{text}"
