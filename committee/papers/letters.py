"""หนังสือเชิญประชุม: a letter of the office without the garuda, to all with a list of them, or one to each."""

from committee.models import Meeting, OfficeSetting, Person, Seat
from committee.models.meeting import MeetingMode
from committee.models.seat import SeatKind
from committee.paper import ONLINE
from committee.papers import blocks
from committee.papers.blocks import BLANK, Block
from committee.papers.outgoing import Outgoing
from ecotown.kernel import thai

CLOSING = "ขอแสดงความนับถือ"
TO_ALL = "กรรมการตามบัญชีรายชื่อแนบท้าย"
LIST = "บัญชีรายชื่อแนบท้ายหนังสือเชิญประชุม"
ENCLOSED = "ระเบียบวาระการประชุม จำนวน 1 ชุด"
# Section 79, second paragraph, of the Administrative Procedure Act B.E. 2539: the notice must say so.
CALLED_AGAIN = (
    "การประชุมครั้งนี้เป็นการประชุมที่เรียกใหม่ เนื่องจากการประชุมครั้งที่ {number} เมื่อวันที่ {day} ไม่ครบองค์ประชุม "
    "หากมีกรรมการมาประชุมไม่น้อยกว่า{quorum}ของจำนวนกรรมการทั้งหมด ให้ถือว่าเป็นองค์ประชุม "
    "ตามมาตรา 79 วรรคสอง แห่งพระราชบัญญัติวิธีปฏิบัติราชการทางปกครอง พ.ศ. 2539"
)
_WORDS = ("ศูนย์", "หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า", "สิบ")


LET_US_KNOW = "หากไม่สามารถมาประชุมได้ โปรดแจ้งให้ฝ่ายเลขานุการทราบล่วงหน้า"
DELEGATE = " และขอความกรุณามอบหมายผู้มาประชุมแทนเป็นหนังสือ"
DELEGATE_IF = " กรณีกรรมการโดยตำแหน่งหรือผู้แทนหน่วยงาน ขอความกรุณามอบหมายผู้มาประชุมแทนเป็นหนังสือ"


def invitation(meeting: Meeting, office: OfficeSetting, seats: list[Seat], out: Outgoing) -> list[Block]:
    if not out.to_each:
        return [
            *_letter(meeting, office, TO_ALL, out, LET_US_KNOW + DELEGATE_IF),
            blocks.new_page(),
            *_recipients(meeting, seats),
        ]
    found: list[Block] = []
    for seat in seats:
        found += [
            *([blocks.new_page()] if found else []),
            *_letter(meeting, office, addressee(seat), out, _if_absent(seat)),
        ]
    return found


def addressee(seat: Seat) -> str:
    """The post is the member; who was appointed by name is written to by name."""
    holders = getattr(seat, "holders_today", [])
    if seat.kind == SeatKind.BY_NAME and holders:
        return str(holders[0].person)
    return seat.post


def _if_absent(seat: Seat) -> str:
    """Somebody appointed by name comes in person or not at all."""
    return LET_US_KNOW + (DELEGATE if seat.may_be_delegated else "")


def _letter(meeting: Meeting, office: OfficeSetting, to: str, out: Outgoing, if_absent: str) -> list[Block]:
    name = office_name(office)
    address = "\n".join([name, *office.address.split("\n")]) if office.address else name
    what = f"{meeting.body.name} {meeting}"
    when = thai.long_date(out.dated) if out.dated else f"วันที่ {BLANK}"
    return [
        blocks.table([[f"ที่ {out.number or BLANK}", address]], look="letter", widths=[50, 50]),
        blocks.centre(when),
        blocks.labelled("เรื่อง", f"ขอเชิญประชุม{what}"),
        blocks.labelled("เรียน", to),
        blocks.labelled("สิ่งที่ส่งมาด้วย", ENCLOSED),
        blocks.text(f"ด้วย{name}กำหนดจัดประชุม{what} ใน{_when(meeting)} {_where(meeting)}"),
        *([_called_again(meeting, meeting.adjourned_from)] if meeting.adjourned_from else []),
        *([blocks.text(each) for each in out.note.split("\n") if each.strip()]),
        blocks.text(f"จึงเรียนมาเพื่อโปรดมาประชุมตามวัน เวลา และ{_means(meeting)}ดังกล่าว {if_absent}"),
        blocks.signed([CLOSING]),
        blocks.signed(signature(out.signer, out.signer_post)),
        *_contact(office),
    ]


def office_name(office: OfficeSetting) -> str:
    return office.name or f"สำนักงานอุตสาหกรรม{office.province}"


def signature(signer: Person | None, post: str) -> list[str]:
    return [f"({signer or BLANK})", post]


def _when(meeting: Meeting) -> str:
    begins = thai.thai_time(meeting.begins_at) if meeting.begins_at else f"{BLANK} น."
    return f"{thai.formal_date(meeting.held_on)} เวลา {begins}"


def _where(meeting: Meeting) -> str:
    online = f"{ONLINE} {meeting.online_place}".strip()
    if meeting.mode == MeetingMode.ONLINE:
        return f"โดย{online}"
    return f"ณ {meeting.venue} และ{online}" if meeting.mode == MeetingMode.HYBRID else f"ณ {meeting.venue}"


def _means(meeting: Meeting) -> str:
    return "ช่องทาง" if meeting.mode == MeetingMode.ONLINE else "สถานที่"


def _called_again(meeting: Meeting, first: Meeting) -> Block:
    body = meeting.body
    return blocks.text(
        CALLED_AGAIN.format(
            number=first.display_number,
            day=thai.long_date(first.held_on),
            quorum=_fraction(body.adjourned_numerator, body.adjourned_denominator),
        )
    )


def _fraction(part: int, whole: int) -> str:
    if (part, whole) == (1, 2):
        return "กึ่งหนึ่ง"
    if max(part, whole) < len(_WORDS):
        return f"{_WORDS[part]}ใน{_WORDS[whole]}"
    return f"{part} ใน {whole}"


def _contact(office: OfficeSetting) -> list[Block]:
    found = [office_name(office)]
    if office.telephone:
        found.append(f"โทรศัพท์ {office.telephone}")
    if office.email:
        found.append(f"ไปรษณีย์อิเล็กทรอนิกส์ {office.email}")
    return [blocks.line(each) for each in found]


def _recipients(meeting: Meeting, seats: list[Seat]) -> list[Block]:
    rows = [
        [f"{place}.", ", ".join(str(each.person) for each in getattr(seat, "holders_today", [])),
         next((each.post for each in getattr(seat, "holders_today", [])), seat.post), seat.get_role_display()]
        for place, seat in enumerate(seats, start=1)
    ]  # fmt: skip
    return [
        blocks.title(LIST),
        blocks.centre(f"{meeting.body.name} {meeting}"),
        blocks.table(rows, head=["ที่", "ชื่อ", "ตำแหน่ง", "ตำแหน่งในคณะ"], look="grid", widths=[7, 31, 38, 24]),
    ]
