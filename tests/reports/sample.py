"""A snapshot made by hand: what pages and papers are drawn from, without a database."""

from typing import Any

from reports.snapshot import Snapshot

LEVELS = [(1, "การมีส่วนร่วม"), (2, "ยกระดับการจัดการสิ่งแวดล้อม"), (3, "ประสิทธิภาพการใช้ทรัพยากร")]
AREAS = [("830104", "รัษฎา", "เมืองภูเก็ต"), ("830302", "ศรีสุนทร", "ถลาง"), ("830106", "ฉลอง", "เมืองภูเก็ต")]
DIMENSIONS = ["กายภาพ", "สิ่งแวดล้อม"]
PER_LEVEL = 4
TARGETS, AGREED = 2, 7


def snapshot(*results: dict[str, Any] | None, final: bool = True, official: bool = False, **told: Any) -> Snapshot:
    """Three areas, each with the result of its place in `results`; None where it has none."""
    results = (*results, None, None, None)[:3]
    assessed = any(results)
    return {
        "format": 1, "as_of": "2026-09-30", "province": {"code": "83", "name": "ภูเก็ต"}, "is_example": False,
        "facts": facts(), "order": order(),
        "people": [{"name": "นายวงศกร นุ่นชูคันธ์", "post": "รองผู้ว่าราชการจังหวัดภูเก็ต", "known_on": "2020-06-29"}],
        "meetings": meetings(assessed), "resolutions": resolutions(assessed, final),
        "levels": [{"number": n, "name": f"ระดับที่ {n}", "short": short, "wording": f"ถ้อยคำของ{short}"} for n, short in LEVELS],
        "framework": framework(official) if assessed else None,
        "round": {"number": "1/2569", "title": "รอบแรก", "opens_on": "2026-07-01", "closes_on": "2026-07-31", "state": "settled",
                  "sheets": 15, "submitted": 14, "people": 5} if assessed else None,
        "areas": [
            {"code": code, "name": name, "full_name": f"ตำบล{name} อำเภอ{district}", "district": district,
             "history": [{"status": "พื้นที่เป้าหมาย", "since": "2020-06-29", "resolution": TARGETS}], "result": result}
            for (code, name, district), result in zip(AREAS, results, strict=True)
        ],
        "journal": {"number": 12, "hash": "ab" * 32}, **told,
    }  # fmt: skip


def result(level: int, low: int = 0, undecided: int = 0, *, final: bool = True) -> dict[str, Any]:
    """An area at `level`, with so many indicators of the next one below the pass point or without a value in effect."""
    indicators, steps, missing = [], [], []
    for number, short in LEVELS:
        state = "done" if number <= level else "now" if number == level + 1 else "not"
        failing = {"done": 0, "now": low, "not": PER_LEVEL}[state]
        open_ = undecided if state == "now" else 0
        for place in range(PER_LEVEL):
            is_low, is_open = place < failing, failing <= place < failing + open_
            sort = (number - 1) * PER_LEVEL + place + 1
            row = {
                "code": f"T{sort:02}", "sort": sort, "name": f"ตัวชี้วัดน้ำใช้ซ้ำ {sort}", "level": number, "aspect": "น้ำ",
                "dimension": DIMENSIONS[sort % 2], "kind": "" if is_open else "value",
                "value": None if is_open else "2" if is_low else "4", "passed": None if is_open else not is_low,
                "final": final, "counted": 5, "resolution": None if is_open else AGREED, "discussed": "", "reason": "",
            }  # fmt: skip
            indicators.append(row)
            if state == "now" and (is_low or is_open):
                missing.append({**{key: row[key] for key in ("code", "sort", "name", "value")},
                                "requirement": f"ข้อกำหนดที่ {sort}", "informant": "เทศบาลตำบล", "settled": not is_open})  # fmt: skip
        steps.append({
            "number": number, "name": short, "total": PER_LEVEL, "met": PER_LEVEL - failing - open_, "unmet": failing,
            "unsettled": open_, "not_applicable": 0, "state": state,
        })  # fmt: skip
    return {
        "level": level, "conclusive": not undecided or bool(low), "final": final,
        "next_level": level + 1 if level < len(LEVELS) else None,
        "reasons": [f"ผ่านระดับที่ {level} เพราะตัวชี้วัดผ่านครบ"], "steps": steps, "missing": missing, "indicators": indicators,
    }  # fmt: skip


def facts() -> dict[str, Any]:
    source = {"place": "ย่อหน้าที่ 3", "source": "ข่าวการประชุมครั้งที่ 1/2563", "told_on": "2020-06-29"}
    told = {
        "programme.request": "กระทรวงอุตสาหกรรมได้ขอความร่วมมือมายังกระทรวงมหาดไทย",
        "programme.goal": "ประเทศไทยต้นแบบ “เมืองน่าอยู่คู่อุตสาหกรรม”",
        "programme.target": "ไม่น้อยกว่า 40 พื้นที่",
        "programme.strategy": "ยุทธศาสตร์ชาติ 20 ปี ด้านที่ 5",
        "definition": "พื้นที่หรือเมืองที่ประกอบด้วยที่อยู่อาศัย",
        "sector.government": "ส่วนราชการ",
    }
    return {
        key: {"label": key, "value": value, "quote": f"คำพูด {value}", "sort": sort, **source}
        for sort, (key, value) in enumerate(told.items())
    }


def order() -> dict[str, Any]:
    return {
        "number": "3528/2563", "issuer": "คำสั่งจังหวัดภูเก็ต", "title": "แต่งตั้งคณะกรรมการ", "legal_basis": "", "quote": "",
        "body": "คณะกรรมการพัฒนาเมืองอุตสาหกรรมเชิงนิเวศระดับจังหวัด", "signed_on": "2020-06-26",
        "proposer": "สำนักงานอุตสาหกรรมจังหวัด", "source": "ข่าวการประชุมครั้งที่ 1/2563",
        "duties": [{"code": "D1", "text": "พิจารณาคัดเลือกพื้นที่ต้นแบบ", "announced": False}],
    }  # fmt: skip


def framework(official: bool) -> dict[str, Any]:
    return {
        "code": "TEST", "version": "1", "title": "เกณฑ์ทดสอบ", "is_official": official, "note": "ร่าง – รอตรวจสอบ",
        "disclaimer": "ไม่ใช่เกณฑ์ของกรมโรงงานอุตสาหกรรม", "scale_min": 0, "scale_max": 5, "pass_point": 3,
        "rule": "ผ่านทุกข้อของระดับนั้นและระดับที่ต่ำกว่า", "scoring": "", "not_applicable": "", "sha256": "",
        "dimensions": DIMENSIONS,
    }  # fmt: skip


def meetings(assessed: bool) -> list[dict[str, Any]]:
    told = {"venue": "ห้องประชุมชั้น 3", "presided_by": "นายวงศกร นุ่นชูคันธ์", "presided_post": "รองผู้ว่าราชการจังหวัดภูเก็ต",
            "attendance_note": "", "had_quorum": None, "adopted": False, "source": "ข่าว", "is_example": False}  # fmt: skip
    first = {"number": "1/2563", "held_on": "2020-06-29", **told}
    return [first, {"number": "2/2569", "held_on": "2026-08-18", **told}] if assessed else [first]


def resolutions(assessed: bool, final: bool) -> list[dict[str, Any]]:
    first = {
        "id": TARGETS, "meeting": "1/2563", "held_on": "2020-06-29", "item": "5.2", "matter": "เป้าหมายการพัฒนาพื้นที่",
        "kind": "", "text": "กำหนดเป้าหมายการพัฒนาพื้นที่", "duty": "", "areas": ["830104"], "in_effect": False,
        "final": False, "sourced": True, "is_example": False,
    }  # fmt: skip
    agreed = {**first, "id": AGREED, "meeting": "2/2569", "held_on": "2026-08-18", "item": "5.1", "kind": "เห็นชอบ",
              "text": "ระดับของสามพื้นที่", "in_effect": True, "final": final, "sourced": False}  # fmt: skip
    return [first, agreed] if assessed else [first]
