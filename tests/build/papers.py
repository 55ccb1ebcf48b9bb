"""A meeting in which everything happened that the papers must tell: acting, substitutes, votes, dissent, recusal, secrecy."""

from datetime import date, time
from typing import Any

from committee.models import Dissent, Meeting, Minutes, Recusal, Reply, Seat, Vote
from committee.models.attendance import AttendanceKind
from tests.build import committee as build

HELD_ON = date(2026, 8, 18)
TEXT = """ประธานแจ้งให้ที่ประชุมทราบว่า จังหวัดภูเก็ตได้รับคัดเลือกเป็นพื้นที่เป้าหมาย **ระยะที่ 3** ของการพัฒนาเมืองอุตสาหกรรมเชิงนิเวศ
1. ให้ทุกหน่วยงานเตรียมข้อมูลพื้นฐานด้านน้ำเสียและกากของเสีย
1.1 ข้อมูลของตำบลรัษฎา อำเภอเมืองภูเก็ต
2. ให้ฝ่ายเลขานุการรวบรวมให้แล้วเสร็จภายในวันที่ 30 กันยายน 2569
| พื้นที่ | ผู้รับผิดชอบ |
| --- | --- |
| ตำบลรัษฎา | เทศบาลตำบลรัษฎา |
| ตำบลฉลอง | เทศบาลตำบลฉลอง |
รายละเอียดที่ https://example.go.th/eit/2569 และ PM2.5 ตามเอกสารแนบ"""


def _seat(meeting: Meeting, post: str, given: str, family: str, role: str = "member", **fields: Any) -> Seat:
    acting = {key: fields.pop(key) for key in ("acting", "acting_post", "acting_order") if key in fields}
    seat = build.seat(body=meeting.body, post=post, role=role, **fields)
    build.holder(seat=seat, person=build.person(given=given, family=family), **acting)
    return seat


def _came(meeting: Meeting, seat: Seat, kind: str = AttendanceKind.PRESENT, **fields: Any) -> None:
    holder = seat.holders.get()
    defaults = {"person": holder.person, "name": str(holder.person), "post": holder.post, "sort": seat.sort}
    build.attendance(meeting=meeting, seat=seat, kind=kind, **{**defaults, **fields})


def full_meeting(**fields: Any) -> Meeting:
    meeting = build.closed_meeting(
        body=fields.pop("body", None) or build.body(), held_on=HELD_ON, number=2, begins_at=time(9, 30),
        venue="ห้องประชุมชั้น 3 สำนักงานอุตสาหกรรมจังหวัดภูเก็ต", mode="hybrid", online_place="ระบบประชุมทางไกลของจังหวัด", **fields,
    )  # fmt: skip
    chair = _seat(meeting, "ผู้ว่าราชการจังหวัดภูเก็ต", "สมศักดิ์", "ใจสุจริต", "chair", acting="for_absent",
                  acting_post="รองผู้ว่าราชการจังหวัดภูเก็ต", acting_order="คำสั่งจังหวัดภูเก็ตที่ 100/2569")  # fmt: skip
    delegated = _seat(meeting, "ท้องถิ่นจังหวัดภูเก็ต", "มานะ", "อดทน")
    absent = _seat(meeting, "นายกเทศมนตรีตำบลรัษฎา", "ชูใจ", "มั่นคง", sector="local")
    unlettered = _seat(meeting, "ประธานสภาอุตสาหกรรมจังหวัดภูเก็ต", "ปิติ", "ยินดี", sector="private")
    secretary = _seat(meeting, "อุตสาหกรรมจังหวัดภูเก็ต", "วีระ", "กล้าหาญ", "secretary")
    meeting.presided_by = chair.holders.get().person
    meeting.presided_post = chair.holders.get().post
    meeting.save()
    _came(meeting, chair)
    _came(meeting, delegated, AttendanceKind.SUBSTITUTE, name="นางสาวน้ำทิพย์ ผู้แทนดี", post="ท้องถิ่นอำเภอเมืองภูเก็ต",
          in_place_of=delegated.post, absent_name="นายมานะ อดทน", letter_number="ภก 0023/77", letter_on=HELD_ON)  # fmt: skip
    _came(meeting, absent, AttendanceKind.ABSENT, reason="ติดราชการ")
    _came(meeting, unlettered, AttendanceKind.SUBSTITUTE, name="นางแก้ว ไร้หนังสือ", post="เลขาธิการสภาอุตสาหกรรม",
          in_place_of=unlettered.post, absent_name="นายปิติ ยินดี")  # fmt: skip
    _came(meeting, secretary)
    build.attendance(meeting=meeting, name="นายสุข ผู้เข้าร่วม", post="นักวิชาการสิ่งแวดล้อม", sort=30_000)
    Reply.objects.create(
        meeting=meeting, seat=delegated, kind="substitute", name="นางสาวน้ำทิพย์ ผู้แทนดี", post="ท้องถิ่นอำเภอเมืองภูเก็ต"
    )
    return meeting


def full_minutes(**fields: Any) -> Minutes:
    """Of `full_meeting`, a draft: with an open vote in a tie, a secret one, one unopposed, and a confidential matter."""
    meeting = full_meeting(**fields)
    taker = meeting.body.seats.get(role="secretary").holders.get().person
    minutes = build.minutes(meeting=meeting, taken_by=taker, taken_post="อุตสาหกรรมจังหวัดภูเก็ต", checked_by=taker)
    build.entry(minutes=minutes, agenda_item=build.agenda_item(
        meeting=meeting, section=1, title="เรื่องที่ประธานแจ้งให้ที่ประชุมทราบ"), text=TEXT)  # fmt: skip
    build.entry(minutes=minutes, text="ไม่มี", agenda_item=build.agenda_item(
        meeting=meeting, section=2, title="เรื่องรับรองรายงานการประชุม"))  # fmt: skip
    build.entry(minutes=minutes, text="ฝ่ายเลขานุการรายงานผลการดำเนินงาน", agenda_item=(
        told := build.agenda_item(meeting=meeting, section=4, title="รายงานผลการสำรวจพื้นที่")))  # fmt: skip
    build.resolution(agenda_item=told, kind="acknowledge", text="รับทราบ")
    tie = build.agenda_item(meeting=meeting, section=5, title="พิจารณาคัดเลือกพื้นที่ต้นแบบ ปี 2569")
    build.entry(minutes=minutes, agenda_item=tie, text="ที่ประชุมอภิปรายกันอย่างกว้างขวาง")
    Recusal.objects.create(
        agenda_item=tie, seat=meeting.body.seats.get(post="ท้องถิ่นจังหวัดภูเก็ต"),
        name="นางสาวน้ำทิพย์ ผู้แทนดี", reason="เป็นกรรมการของโรงงานในพื้นที่",
    )  # fmt: skip
    carried = build.resolution(agenda_item=tie, text="เห็นชอบให้ตำบลรัษฎาเป็นพื้นที่ต้นแบบ")
    Vote.objects.create(resolution=carried, in_favour=4, against=4, abstained=1, casting="for")
    Dissent.objects.create(resolution=carried, name="นายวีระ กล้าหาญ", text="ข้อมูลน้ำเสียยังไม่ครบ ควรเลื่อนออกไปก่อน")
    build.resolution(agenda_item=tie, text="เห็นชอบแผนปฏิบัติการ", unopposed=True)
    closed = build.agenda_item(meeting=meeting, section=5, title="การร้องเรียนเรื่องกลิ่น", is_confidential=True)
    build.entry(minutes=minutes, agenda_item=closed, text="ที่ประชุมรับฟังคำชี้แจง")
    hidden = build.resolution(agenda_item=closed, kind="disagree", text="ไม่เห็นชอบคำขอ")
    Vote.objects.create(resolution=hidden, in_favour=2, against=6, is_secret=True)
    Dissent.objects.create(resolution=hidden, name="นายลับ ไม่ออกนาม", text="เห็นว่าคำขอมีเหตุผล")
    return minutes
