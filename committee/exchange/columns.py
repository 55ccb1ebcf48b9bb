"""The member list of a body as a sheet: its columns, and writing them. What the office sees and fills in is Thai."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from committee.exchange.workbook import write_sheet
from committee.models import Body, Seat
from committee.models.seat import Acting, SeatKind, SeatRole, Sector
from ecotown.kernel import thai

# key, heading as printed, width in the sheet
COLUMNS = [
    ("place", "ลำดับ", 8),
    ("role", "ตำแหน่งในคณะกรรมการ", 26),
    ("post", "ตำแหน่งตามคำสั่ง", 44),
    ("kind", "วิธีแต่งตั้ง", 18),
    ("organisation", "หน่วยงานที่เป็นผู้แทน", 30),
    ("sector", "ภาคส่วน", 26),
    ("prefix", "คำนำหน้า", 14),
    ("given", "ชื่อ", 20),
    ("family", "นามสกุล", 22),
    ("since", "ดำรงตำแหน่งตั้งแต่วันที่", 26),
    ("until", "พ้นตำแหน่งวันที่", 26),
    ("acting", "การดำรงตำแหน่ง", 24),
    ("acting_post", "ตำแหน่งของผู้รักษาการ", 36),
    ("acting_order", "คำสั่งให้รักษาการ", 36),
    ("seat_id", "รหัสในระบบ", 12),
]
HEADING = {key: heading for key, heading, _width in COLUMNS}
NEEDED = ["role", "post", "kind", "sector", "prefix", "given", "family"]
LONGEST = {
    "post": 200, "organisation": 200, "prefix": 60, "given": 100, "family": 120, "acting_post": 200, "acting_order": 200,
}  # fmt: skip
CHOICES: dict[str, dict[str, str]] = {
    "role": {label: value for value, label in SeatRole.choices},
    "kind": {label: value for value, label in SeatKind.choices},
    "sector": {label: value for value, label in Sector.choices},
    "acting": {str(label): value for value, label in Acting.choices},
}
HEADING_ROWS = 10
GUIDE = [
    "แถวแรกเป็นหัวตาราง แต่ละแถวต่อไปคือหนึ่งตำแหน่งตามลำดับในคำสั่ง ห้ามผสานเซลล์และห้ามใช้สูตร",
    "วันที่ให้พิมพ์เป็น พ.ศ. เช่น 29 มิถุนายน 2563 หรือ 29/6/2563 ถ้าเป็น ค.ศ. ให้พิมพ์คำว่า ค.ศ. หน้าปี",
    "ดำรงตำแหน่งตั้งแต่วันที่: ถ้าเว้นว่าง หมายถึงตั้งแต่วันที่มีตำแหน่งนั้น",
    "พ้นตำแหน่งวันที่: วันแรกที่ไม่ได้ดำรงตำแหน่งแล้ว ถ้าเว้นว่าง หมายถึงยังดำรงตำแหน่งอยู่",
    "การดำรงตำแหน่ง: เว้นว่างถ้าดำรงตำแหน่งเอง ถ้ารักษาการให้ระบุคำสั่งและวันที่ของคำสั่งด้วย",
    "รหัสในระบบ: ใช้จับคู่กับตำแหน่งที่มีอยู่ ไม่ต้องแก้ไข ตำแหน่งใหม่ให้เว้นว่าง",
    "ถ้าผู้ดำรงตำแหน่งเปลี่ยน ให้ใส่ชื่อผู้ใหม่และวันที่เริ่ม ระบบจะบันทึกว่าผู้เดิมพ้นตำแหน่งในวันเดียวกัน",
]


def member_cells(place: int, seat: Any) -> list[object]:
    """A seat with its `holders_today` as the cells of a row."""
    holder = next(iter(seat.holders_today), None)
    person = holder.person if holder else None
    return [
        place,
        seat.get_role_display(),
        seat.post,
        seat.get_kind_display(),
        seat.organisation,
        seat.get_sector_display(),
        person.prefix if person else "",
        person.given if person else "",
        person.family if person else "",
        thai.long_date(holder.since) if holder else "",
        thai.long_date(holder.until) if holder and holder.until else "",
        holder.get_acting_display() if holder and holder.acting else "",
        holder.acting_post if holder else "",
        holder.acting_order if holder else "",
        seat.pk,
    ]


def write_members(body: Body, day: date, seats: Iterable[Seat]) -> bytes:
    """The body's seats on a day, in the sequence of the order, in the shape that is taken in again."""
    numbers = {key: place for place, (key, _heading, _width) in enumerate(COLUMNS, start=1)}
    return write_sheet(
        name="รายชื่อ",
        headings=[heading for _key, heading, _width in COLUMNS],
        widths=[width for _key, _heading, width in COLUMNS],
        rows=[member_cells(place, seat) for place, seat in enumerate(seats, start=1)],
        choices={numbers[key]: list(words) for key, words in CHOICES.items()},
        guide=[f"บัญชีรายชื่อ {body.name} ณ วันที่ {thai.long_date(day)}", *GUIDE],
    )
