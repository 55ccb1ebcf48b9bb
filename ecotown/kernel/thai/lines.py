"""What a line break may not tear apart: dates, numbers with their unit, names of people and places."""

import re
from collections.abc import Iterable
from functools import lru_cache

from ecotown.kernel.thai.dates import MONTHS, SHORT_MONTHS, WEEKDAYS

SUBDISTRICTS = (
    "ตลาดใหญ่", "ตลาดเหนือ", "เกาะแก้ว", "รัษฎา", "วิชิต", "ฉลอง", "ราไวย์", "กะรน",
    "กะทู้", "ป่าตอง", "กมลา",
    "เทพกระษัตรี", "ศรีสุนทร", "เชิงทะเล", "ป่าคลอก", "ไม้ขาว", "สาคู",
)  # fmt: skip
DISTRICTS = ("เมืองภูเก็ต", "กะทู้", "ถลาง")
PROVINCES = ("ภูเก็ต",)

_PLACE_KINDS = ("เทศบาลตำบล", "เทศบาลเมือง", "เทศบาลนคร", "ตำบล", "อำเภอ", "จังหวัด", "ต.", "อ.", "จ.")
_NUMBERED = (
    "ครั้ง", "ระดับ", "ระยะ", "ขั้น", "ลำดับ", "ชั้น", "ฉบับ", "หมู่", "ข้อ", "มิติ", "ด้าน", "ระเบียบวาระ", "วาระ", "กลุ่ม", "เล่ม", "เลข",
)  # fmt: skip
_HEADS = (
    "ปีงบประมาณ พ.ศ.", "ปีงบประมาณ", "พ.ศ.", "ค.ศ.", "ปี", "ข้อ", "หมู่", "ชั้น", "หน้า", "มาตรา", "เล่ม", "ตอน", "ร้อยละ", "ระยะ", "มิติ",
    "ด้าน", "ตัวชี้วัด", "ระดับ",
)  # fmt: skip
_UNITS = (
    "คน", "ราย", "แห่ง", "พื้นที่", "ตำบล", "อำเภอ", "จังหวัด", "หมู่บ้าน", "ครัวเรือน", "โรงงาน", "โครงการ", "ตัวชี้วัด", "มิติ", "ด้าน",
    "ระดับ", "ข้อ", "คะแนน", "ครั้ง", "เรื่อง", "ฉบับ", "หน้า", "วันทำการ", "วัน", "สัปดาห์", "เดือน", "ปี", "ชั่วโมง", "นาที",
    "ล้านบาท", "พันล้านบาท", "บาท", "ล้าน", "ตารางกิโลเมตร", "ตารางเมตร", "ลูกบาศก์เมตร", "กิโลเมตร", "เมตร", "ไร่", "กิโลกรัม", "ตัน",
    "ลิตร", "เมกะวัตต์", "กิโลวัตต์", "องศาเซลเซียส", "ตร.กม.", "ตร.ม.", "ลบ.ม.", "กม.", "กก.", "น.", "%",
)  # fmt: skip

_GAP = "[ \xa0]"
_DIGIT = "[0-9๐-๙]"
# Every place where a match may begin is the beginning of a number, so that long rows of digits cost one pass.
_NUMBER = rf"(?<!{_DIGIT})(?<!{_DIGIT}[.,/:-]){_DIGIT}++(?:[.,/:-]{_DIGIT}++)*+"
_BEFORE = "(?<![เแโใไ])"
# A match never ends inside a letter; ๆ and ฯ, which may not begin a line, stay with the word before them.
_INSIDE = "[\u0e31\u0e34-\u0e3a\u0e47-\u0e4eะาๅำ]"
_AFTER = rf"(?!{_INSIDE})(?:{_GAP}?ๆ|ฯ(?!ลฯ|พณฯ))*+(?!{_INSIDE})"

_SPACE_BEFORE_REPEAT = re.compile(f"(?<!{_GAP}){_GAP}++ๆ")
_SPACES = re.compile(r"(?:\\? |\xa0)+")


def keep_together(text: str, names: Iterable[str] = ()) -> list[tuple[str, bool]]:
    """Cut a text into (piece, do not break). Joined again the pieces are the text, with NBSP for the space before ๆ.

    `names`: people, bodies and other words of this text that are to stay whole.
    """
    pattern = _pattern(tuple(sorted({name.strip() for name in names} - {""}, key=lambda name: (-len(name), name))))
    text = _SPACE_BEFORE_REPEAT.sub("\xa0ๆ", text)
    pieces, done = [], 0
    for match in pattern.finditer(text):
        if match.start() > done:
            pieces.append((text[done : match.start()], False))
        pieces.append((match[0], True))
        done = match.end()
    if done < len(text):
        pieces.append((text[done:], False))
    return pieces


def _any(words: Iterable[str]) -> str:
    """One of the words, the longest that fits; a space in a word may be typed as NBSP."""
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(_SPACES.sub(lambda _: f"{_GAP}+", re.escape(word)) for word in longest_first) + ")"


def _fixed_patterns() -> list[str]:
    month, units, era = _any(MONTHS + SHORT_MONTHS), _any(_UNITS), _any(("พ.ศ.", "ค.ศ."))
    year = f"(?:{_GAP}?{era})?{_GAP}?{_DIGIT}{{2,4}}(?!{_DIGIT})"
    day = rf"(?:(?:วัน{_any(WEEKDAYS)}?)?ที่{_GAP}?)?(?<!{_DIGIT}){_DIGIT}{{1,2}}{_GAP}?{month}(?:{year})?"
    clock = rf"{_DIGIT}{{1,2}}[.:]{_DIGIT}{{2}}"
    hours = rf"(?:เวลา{_GAP}?)?(?<!{_DIGIT})(?:{clock}{_GAP}?[-–]{_GAP}?)?{clock}{_GAP}?(?:น\.|นาฬิกา)"
    not_counted = f"(?!{_GAP}?{units})"
    return [
        day,
        f"(?:เดือน)?{month}{year}",
        hours,
        rf"{_any(_NUMBERED)}ที่{_GAP}?{_NUMBER}",
        rf"(?<!พื้น)ที่{_GAP}?{_NUMBER}{not_counted}",
        rf"{_any(_HEADS)}{_GAP}?{_NUMBER}{not_counted}",
        rf"{_NUMBER}{_GAP}?{units}",
        "ฯลฯ",
        "ฯพณฯ",
        rf"(?:{_any(_PLACE_KINDS)}{_GAP}?)?{_any({*SUBDISTRICTS, *DISTRICTS, *PROVINCES})}",
    ]


@lru_cache(maxsize=64)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    choices = ([_any(names)] if names else []) + _fixed_patterns()
    return re.compile(_BEFORE + "(?:" + "|".join(choices) + ")" + _AFTER)
