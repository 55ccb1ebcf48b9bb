"""What invitation, agenda, list to sign and excerpt say on paper."""

from datetime import date, time
from typing import Any

import pytest

from committee import papers
from committee.models import AgendaPaper, Meeting, OfficeSetting, Person, Resolution
from ecotown.kernel import files
from tests import build
from tests.committee.paper_words import LETTER, WRONG, arabic

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_too]


def excerpt(text: str, **typed: Any) -> list[str]:
    resolution = Resolution.objects.with_standing().get(text__contains=text)
    return arabic(papers.excerpt(resolution, papers.Outgoing(**typed)))


# -- หนังสือเชิญประชุม


def invitation(meeting: Meeting, **typed: Any) -> list[str]:
    return arabic(papers.invitation(meeting, papers.Outgoing(**typed)))


def test_an_invitation_is_a_letter_with_the_list_of_those_it_goes_to():
    meeting = build.full_meeting()
    OfficeSetting.objects.create(
        province_id="83", name="สำนักงานอุตสาหกรรมจังหวัดภูเก็ต", address="ถนนนริศร\nอำเภอเมืองภูเก็ต 83000",
        telephone="0 7621 2345", email="phuket@industry.go.th",
    )  # fmt: skip
    signer = Person.objects.get(given="วีระ")

    said = invitation(meeting, **LETTER, signer=signer, signer_post="อุตสาหกรรมจังหวัดภูเก็ต")

    assert said[:5] == [
        "ที่ ภก 0033/ว 123", "สำนักงานอุตสาหกรรมจังหวัดภูเก็ต", "ถนนนริศร", "อำเภอเมืองภูเก็ต 83000", "3 สิงหาคม 2569",
    ]  # fmt: skip
    assert said[5:8] == [
        "เรื่อง ขอเชิญประชุมคณะกรรมการพัฒนาเมืองอุตสาหกรรมเชิงนิเวศระดับจังหวัด ครั้งที่ 2/2569",
        "เรียน กรรมการตามบัญชีรายชื่อแนบท้าย",
        "สิ่งที่ส่งมาด้วย ระเบียบวาระการประชุม จำนวน 1 ชุด",
    ]
    assert "ในวันอังคารที่ 18 สิงหาคม พ.ศ. 2569 เวลา 09.30 น. ณ ห้องประชุมชั้น 3" in said[8]
    assert said[8].endswith("และประชุมผ่านสื่ออิเล็กทรอนิกส์ ระบบประชุมทางไกลของจังหวัด")
    closing = said.index("ขอแสดงความนับถือ")
    assert said[closing + 1 : closing + 6] == [
        "(นายวีระ กล้าหาญ)", "อุตสาหกรรมจังหวัดภูเก็ต", "สำนักงานอุตสาหกรรมจังหวัดภูเก็ต", "โทรศัพท์ 0 7621 2345",
        "ไปรษณีย์อิเล็กทรอนิกส์ phuket@industry.go.th",
    ]  # fmt: skip
    assert said[said.index("บัญชีรายชื่อแนบท้ายหนังสือเชิญประชุม") :].count("กรรมการ") == 3  # and the chair; not the signer
    assert WRONG.findall("\n".join(said)) == []


def test_an_invitation_to_each_is_one_letter_a_seat_in_the_order_of_the_order():
    meeting = build.full_meeting()
    build.seat(body=meeting.body, post="ตำแหน่งว่าง", sort=0)

    said = invitation(meeting, to_each=True)

    assert [each for each in said if each.startswith("เรียน ")] == [
        "เรียน ตำแหน่งว่าง", "เรียน ผู้ว่าราชการจังหวัดภูเก็ต", "เรียน ท้องถิ่นจังหวัดภูเก็ต", "เรียน นายกเทศมนตรีตำบลรัษฎา",
        "เรียน ประธานสภาอุตสาหกรรมจังหวัดภูเก็ต", "เรียน อุตสาหกรรมจังหวัดภูเก็ต",
    ]  # fmt: skip


def test_room_is_left_for_what_the_office_has_not_given_yet():
    said = invitation(build.meeting(begins_at=None))

    assert said[0].startswith("ที่ ....")
    assert any("เวลา ........................ น." in each for each in said)


def test_a_meeting_called_again_tells_of_the_smaller_quorum_as_the_law_asks():
    first = build.closed_meeting(quorum=False, number=1, held_on=date(2026, 8, 10))
    again = build.meeting(adjourned_from=first, number=2, held_on=date(2026, 8, 18))

    (told,) = [each for each in invitation(again) if "เรียกใหม่" in each]

    assert "การประชุมครั้งที่ 1/2569 เมื่อวันที่ 10 สิงหาคม 2569 ไม่ครบองค์ประชุม" in told
    assert "ไม่น้อยกว่าหนึ่งในสามของจำนวนกรรมการทั้งหมด" in told
    assert "มาตรา 79 วรรคสอง" in told


# -- ระเบียบวาระ ใบลงชื่อ สำเนามติ


def test_an_agenda_lists_matters_and_their_papers_and_of_a_classified_one_only_where_it_is():
    meeting = build.meeting(number=2, held_on=date(2026, 8, 18), begins_at=time(9, 30))
    item = build.agenda_item(meeting=meeting, section=5, title="แผนปฏิบัติการ")
    stored = files.keep(b"%PDF-1.7 plan", name="plan.pdf", mime="application/pdf")
    AgendaPaper.objects.create(agenda_item=item, title="ร่างแผน", file=stored, added_on=meeting.held_on)
    AgendaPaper.objects.create(
        agenda_item=item,
        title="บัญชีโรงงาน",
        secrecy="confidential",
        number="ลับ 12",
        kept_at="ตู้นิรภัย",
        added_on=meeting.held_on,
    )

    said = arabic(papers.agenda(meeting))

    assert said[:4] == [
        "ระเบียบวาระการประชุม", meeting.body.name, "ครั้งที่ 2/2569", "เมื่อวันที่ 18 สิงหาคม 2569 เวลา 09.30 น.",
    ]  # fmt: skip
    assert said[said.index("5.1 แผนปฏิบัติการ") + 1 :][:2] == [
        "เอกสารประกอบ: ร่างแผน", "เอกสารประกอบ (ลับ): บัญชีโรงงาน ที่ ลับ 12 เก็บไว้ที่ ตู้นิรภัย",
    ]  # fmt: skip
    assert said[said.index("ระเบียบวาระที่ 3 เรื่องสืบเนื่อง") + 1] == "– ไม่มี –"
    assert said[-1] == "ระเบียบวาระที่ 6 เรื่องอื่น ๆ (ถ้ามี)"


def test_the_list_to_sign_follows_the_order_and_knows_substitutes_that_were_announced():
    content = papers.attendance(build.full_meeting())
    members, substitutes, guests = [block for block in content["blocks"] if block["is"] == "table"]

    assert [row[1].split("\n")[0] for row in members["rows"]] == [
        "นายสมศักดิ์ ใจสุจริต", "นายมานะ อดทน", "นายชูใจ มั่นคง", "นายปิติ ยินดี", "นายวีระ กล้าหาญ",
    ]  # fmt: skip
    assert "รักษาราชการแทนผู้ว่าราชการจังหวัดภูเก็ต" in members["rows"][0][1]
    assert substitutes["rows"][0] == ["1", "นางสาวน้ำทิพย์ ผู้แทนดี\nท้องถิ่นอำเภอเมืองภูเก็ต", "ท้องถิ่นจังหวัดภูเก็ต", "", ""]
    assert (len(substitutes["rows"]), len(guests["rows"])) == (5, 4)
    assert WRONG.findall("\n".join(arabic(content))) == []


def test_an_excerpt_says_the_resolution_the_vote_the_dissent_and_how_it_stands():
    build.full_minutes()

    said = excerpt("รัษฎา", **LETTER, signer=Person.objects.get(given="วีระ"), signer_post="อุตสาหกรรมจังหวัดภูเก็ต")

    assert said[:2] == ["ที่ ภก 0033/ว 123 ลงวันที่ 3 สิงหาคม 2569", "สำเนามติที่ประชุม"]
    assert "มติที่ประชุม เห็นชอบให้ตำบลรัษฎาเป็นพื้นที่ต้นแบบ" in said
    assert "ความเห็นแย้งของนายวีระ กล้าหาญ ข้อมูลน้ำเสียยังไม่ครบ ควรเลื่อนออกไปก่อน" in said
    assert "มตินี้มีผลแล้ว แต่ยังไม่มีการรับรองรายงานการประชุม" in said
    assert said[-4:] == ["สำเนาถูกต้อง", f"ลงชื่อ {'.' * 24}", "(นายวีระ กล้าหาญ)", "อุตสาหกรรมจังหวัดภูเก็ต"]
