"""A framework as sheets of a workbook: which sheets, which columns, under which headings. Facts of the format, in Thai."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from indicators.models.framework import Direction, FrameworkKind, IndicatorKind, Scope

YES, NO = "ใช่", "ไม่ใช่"
MODES = {
    "ALL": "ผ่านทุกข้อ", "MANDATORY": "ผ่านภาคบังคับทุกข้อ", "MIN_PERCENT": "ผ่านร้อยละขั้นต่ำ",
    "MIN_POINTS": "คะแนนรวมขั้นต่ำ", "CHOOSE": "ผ่านจำนวนข้อขั้นต่ำ",
}  # fmt: skip
DIRECTIONS = {"higher_is_better": str(Direction.HIGHER.label), "lower_is_better": str(Direction.LOWER.label)}


@dataclass(frozen=True)
class Column:
    """`kind`: text, number, flag, list (one a line), or choice with the word of each value."""

    key: str
    heading: str
    kind: str = "text"
    words: Mapping[str, str] = field(default_factory=dict)
    width: int = 24


def choice(key: str, heading: str, choices: list[tuple[str, str]]) -> Column:
    return Column(key, heading, "choice", {value: str(word) for value, word in choices})


# The first sheet has a row for each field: its heading in column A, its value in column B.
FRAMEWORK = "เกณฑ์"
FIELDS = [
    Column("code", "รหัสเกณฑ์"), Column("version", "ฉบับ"), choice("kind", "ประเภทเกณฑ์", FrameworkKind.choices),
    Column("title_th", "ชื่อเกณฑ์"), Column("official", "เป็นเกณฑ์ของทางราชการ", "flag"),
    Column("note_th", "หมายเหตุ"), Column("disclaimer_th", "ข้อชี้แจง"), Column("min", "คะแนนต่ำสุด", "number"),
    Column("max", "คะแนนสูงสุด", "number"), Column("pass_point", "คะแนนผ่าน", "number"),
    Column("text_th", "หลักเกณฑ์การผ่านระดับ"), Column("scoring_th", "วิธีให้คะแนน"),
    Column("not_applicable_th", "ตัวชี้วัดที่ไม่เกี่ยวข้อง"),
]  # fmt: skip

LEVELS, DIMENSIONS, ASPECTS, INDICATORS, RUBRIC = "ระดับ", "มิติ", "ด้าน", "ตัวชี้วัด", "เกณฑ์การให้คะแนน"
CODE, NAME, WEIGHT = (
    Column("code", "รหัส", width=14),
    Column("name_th", "ชื่อ", width=44),
    Column("weight", "น้ำหนัก", "number"),
)

SHEETS = {
    LEVELS: [
        Column("number", "ระดับที่", "number"), Column("name_th", "ชื่อ"), Column("short_th", "ชื่อย่อ"),
        Column("wording_th", "ถ้อยคำ", width=60), choice("mode", "วิธีผ่าน", list(MODES.items())),
        Column("need", "ค่าขั้นต่ำ", "number"), Column("requires_lower", "ต้องผ่านระดับที่ต่ำกว่า", "flag"),
    ],
    DIMENSIONS: [CODE, NAME, WEIGHT],
    ASPECTS: [CODE, Column("dimension", "รหัสมิติ"), NAME],
    INDICATORS: [
        CODE, Column("level", "ระดับที่", "number"), Column("aspect", "รหัสด้าน"), NAME,
        Column("requirement_th", "ข้อกำหนด", width=60), choice("scope", "ขอบเขต", Scope.choices),
        choice("kind", "ประเภท", IndicatorKind.choices), WEIGHT, Column("pass_point", "คะแนนผ่าน", "number"),
        Column("unit", "หน่วย"), choice("direction", "ทิศทาง", list(DIRECTIONS.items())),
        Column("baseline", "ค่าฐาน", "number"), Column("target", "ค่าเป้าหมาย", "number"),
        Column("not_applicable_allowed", "ตอบไม่เกี่ยวข้องได้", "flag"), Column("area_kinds", "ประเภทพื้นที่", "list"),
        Column("evidence", "หลักฐาน", "list", width=44), Column("seat_hint", "ผู้ให้ข้อมูล", "list"),
        Column("source_th", "แหล่งที่มา"),
    ],
    RUBRIC: [CODE],
}  # fmt: skip
# A selection has groups where others have dimensions, and neither levels nor aspects.
LEFT_OUT = {"level", "scope", "kind", "pass_point", "unit", "direction", "baseline", "target"}


def point_heading(point: int) -> str:
    """Of the column of one point on the rubric's sheet."""
    return f"คะแนน {point}"
