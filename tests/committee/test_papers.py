"""What รายงานการประชุม says on paper, in form 11, and in which digits."""

from datetime import date
from typing import Any

import pytest

from committee import papers
from committee.models import Minutes, MinutesVersion, OfficeSetting
from committee.paper import HEADINGS
from committee.paper import paper as paper_of
from tests import build
from tests.committee.paper_words import WRONG, arabic

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_too]


def of_minutes(minutes: Minutes) -> papers.Content:
    return papers.minutes(Minutes.objects.for_page().get(pk=minutes.pk))


def part(said: list[str], begin: str, end: str) -> list[str]:
    return said[said.index(begin) + 1 : said.index(end)]


def test_minutes_have_the_headings_of_form_11_in_their_order_and_none_of_the_wrong_words():
    said = arabic(of_minutes(build.full_minutes()))

    wanted = [
        HEADINGS["title"], "คณะกรรมการพัฒนาเมืองอุตสาหกรรมเชิงนิเวศระดับจังหวัด", "ครั้งที่ 2/2569", "เมื่อวันที่ 18 สิงหาคม 2569",
        "ณ ห้องประชุมชั้น 3 สำนักงานอุตสาหกรรมจังหวัดภูเก็ต", "ประชุมผ่านสื่ออิเล็กทรอนิกส์ ระบบประชุมทางไกลของจังหวัด",
        "ผู้มาประชุม", "ผู้ไม่มาประชุม", "ผู้เข้าร่วมประชุม", "เริ่มประชุมเวลา 09.30 น.",
        "ระเบียบวาระที่ 1 เรื่องที่ประธานแจ้งให้ที่ประชุมทราบ", "ระเบียบวาระที่ 2 เรื่องรับรองรายงานการประชุม", "ระเบียบวาระที่ 3 เรื่องสืบเนื่อง",
        "ระเบียบวาระที่ 4 เรื่องเสนอเพื่อทราบ", "ระเบียบวาระที่ 5 เรื่องเสนอเพื่อพิจารณา", "ระเบียบวาระที่ 6 เรื่องอื่น ๆ (ถ้ามี)",
        "เลิกประชุมเวลา 12.00 น.", "ผู้จดรายงานการประชุม", "ผู้ตรวจรายงานการประชุม",
    ]  # fmt: skip
    places = [said.index(each) for each in wanted]
    assert places == sorted(places)
    assert WRONG.findall("\n".join(said)) == []


def test_acting_holders_sit_in_own_right_and_substitutes_say_for_which_post():
    said = arabic(of_minutes(build.full_minutes()))

    assert part(said, "ผู้มาประชุม", "ผู้ไม่มาประชุม") == [
        "1.", "นายสมศักดิ์ ใจสุจริต", "รองผู้ว่าราชการจังหวัดภูเก็ต รักษาราชการแทนผู้ว่าราชการจังหวัดภูเก็ต", "ประธานกรรมการ",
        "2.", "นางสาวน้ำทิพย์ ผู้แทนดี", "ท้องถิ่นอำเภอเมืองภูเก็ต (แทน) ท้องถิ่นจังหวัดภูเก็ต", "มาประชุมแทน",
        "3.", "นายวีระ กล้าหาญ", "อุตสาหกรรมจังหวัดภูเก็ต", "กรรมการและเลขานุการ",
    ]  # fmt: skip


def test_a_substitute_without_a_letter_is_a_guest_and_the_member_is_absent():
    said = arabic(of_minutes(build.full_minutes()))

    assert part(said, "ผู้ไม่มาประชุม", "ผู้เข้าร่วมประชุม") == [
        "1.", "นายชูใจ มั่นคง", "นายกเทศมนตรีตำบลรัษฎา", "กรรมการ", "(ติดราชการ)",
        "2.", "นายปิติ ยินดี", "ประธานสภาอุตสาหกรรมจังหวัดภูเก็ต", "กรรมการ", "(ผู้มาประชุมแทนไม่มีหนังสือมอบหมาย)",
    ]  # fmt: skip
    assert part(said, "ผู้เข้าร่วมประชุม", "เริ่มประชุมเวลา 09.30 น.")[:3] == ["1.", "นางแก้ว ไร้หนังสือ", "เลขาธิการสภาอุตสาหกรรม"]


def test_a_tie_is_printed_with_counts_casting_vote_recusal_and_the_dissent_with_its_name():
    said = arabic(of_minutes(build.full_minutes()))

    assert part(said, "5.1 พิจารณาคัดเลือกพื้นที่ต้นแบบ ปี 2569", "5.2 การร้องเรียนเรื่องกลิ่น (ไม่เปิดเผยต่อสาธารณะ)") == [
        "ที่ประชุมอภิปรายกันอย่างกว้างขวาง",
        "นางสาวน้ำทิพย์ ผู้แทนดี ไม่ร่วมพิจารณา เนื่องจากมีส่วนได้เสีย (เป็นกรรมการของโรงงานในพื้นที่)",
        "มติที่ประชุม เห็นชอบให้ตำบลรัษฎาเป็นพื้นที่ต้นแบบ",
        (
            "การลงคะแนนเสียง เห็นชอบ 4 เสียง ไม่เห็นชอบ 4 เสียง งดออกเสียง 1 เสียง "
            "คะแนนเสียงเท่ากัน ประธานในที่ประชุมออกเสียงเพิ่มขึ้นอีกเสียงหนึ่งเป็นเสียงชี้ขาดว่าเห็นชอบ"
        ),
        "ความเห็นแย้งของนายวีระ กล้าหาญ ข้อมูลน้ำเสียยังไม่ครบ ควรเลื่อนออกไปก่อน",
        "มติที่ประชุม เห็นชอบแผนปฏิบัติการ โดยไม่มีผู้คัดค้าน",
    ]


def test_a_secret_vote_names_nobody_anywhere_in_what_is_frozen():
    content = of_minutes(build.full_minutes())
    said = arabic(content)

    assert said[said.index("มติที่ประชุม ไม่เห็นชอบคำขอ") + 1 :][:2] == [
        "การลงคะแนนเสียง ลงคะแนนลับ เห็นชอบ 2 เสียง ไม่เห็นชอบ 6 เสียง งดออกเสียง 0 เสียง",
        "ความเห็นแย้ง เห็นว่าคำขอมีเหตุผล",
    ]
    assert "ไม่ออกนาม" not in str(content)


def test_the_text_keeps_its_paragraphs_numbering_bold_and_table():
    content = of_minutes(build.full_minutes())
    text = [block for block in content["blocks"] if block["is"] == "text" and block["number"]]
    (table,) = [block for block in content["blocks"] if block.get("look") == "grid"]

    assert [(block["number"], block["level"]) for block in text] == [("1.", 1), ("1.1", 2), ("2.", 1)]
    assert (table["head"], table["rows"][1]) == (["พื้นที่", "ผู้รับผิดชอบ"], ["ตำบลฉลอง", "เทศบาลตำบลฉลอง"])
    assert ["ระยะที่ 3", True] in [run for block in content["blocks"] for run in block.get("runs", [])]


def test_a_section_without_a_matter_and_the_adoption_item_of_a_first_meeting_read_nothing():
    said = arabic(of_minutes(build.full_minutes()))

    for heading in (
        "ระเบียบวาระที่ 2 เรื่องรับรองรายงานการประชุม",
        "ระเบียบวาระที่ 3 เรื่องสืบเนื่อง",
        "ระเบียบวาระที่ 6 เรื่องอื่น ๆ (ถ้ามี)",
    ):
        assert said[said.index(heading) + 1] == "– ไม่มี –"


def test_what_the_source_does_not_tell_is_said_and_not_made_up():
    meeting = build.meeting(
        held_on=date(2020, 6, 29), number=1, state="closed", attendance_note="หัวหน้าส่วนราชการเข้าร่วมอย่างพร้อมเพรียง"
    )
    said = arabic(of_minutes(build.minutes(meeting=meeting)))

    assert part(said, "ผู้มาประชุม", "ผู้ไม่มาประชุม") == ["หัวหน้าส่วนราชการเข้าร่วมอย่างพร้อมเพรียง"]
    assert part(said, "ผู้ไม่มาประชุม", "ผู้เข้าร่วมประชุม") == ["ไม่ปรากฏในแหล่งที่มา"]
    assert "เริ่มประชุมเวลา ไม่ปรากฏในแหล่งที่มา" in said


def test_minutes_bear_the_mark_of_a_draft_until_they_are_adopted():
    minutes = build.full_minutes(is_example=True)
    assert of_minutes(minutes)["marks"] == ["ร่าง", "ข้อมูลตัวอย่าง"]

    minutes.state, minutes.method, minutes.adopted_on, minutes.adopted_in = (
        "adopted", 1, minutes.meeting.held_on, minutes.meeting,
    )  # fmt: skip
    minutes.save()

    content = of_minutes(minutes)
    assert content["marks"] == ["ข้อมูลตัวอย่าง"]
    assert arabic(content)[-1] == ("รับรองในการประชุมครั้งนั้นเอง ครั้งที่ 2/2569 เมื่อวันที่ 18 สิงหาคม 2569 (รับรองโดยไม่มีการแก้ไข)")


def test_sealed_minutes_print_what_was_frozen_and_a_later_edition_its_reason():
    minutes = build.full_minutes()
    frozen = {**_said(minutes), "body": "คณะกรรมการตามที่ปิดผนึก"}
    Minutes.objects.filter(pk=minutes.pk).update(
        state="locked", frozen=frozen, method=1, adopted_on=minutes.meeting.held_on,
        adopted_in=minutes.meeting,
    )  # fmt: skip
    first = of_minutes(minutes)
    assert (first["edition"], arabic(first)[1]) == (1, "คณะกรรมการตามที่ปิดผนึก")

    later = {**frozen, "venue": "ห้องประชุมชั้น 4"}
    MinutesVersion.objects.create(
        minutes=minutes, number=2, reason="สถานที่ประชุมผิด", frozen=later, frozen_sha256="0" * 64
    )

    second = of_minutes(minutes)
    assert second["edition"] == 2
    assert arabic(second)[4:7] == [
        "ณ ห้องประชุมชั้น 4", "ประชุมผ่านสื่ออิเล็กทรอนิกส์ ระบบประชุมทางไกลของจังหวัด", "ฉบับที่ 2 แก้ไขเนื่องจาก สถานที่ประชุมผิด",
    ]  # fmt: skip


def _said(minutes: Minutes) -> dict[str, Any]:
    return paper_of(Minutes.objects.for_page().get(pk=minutes.pk))


# -- digits


def test_digits_are_thai_but_for_addresses_and_codes_and_arabic_where_the_office_says_so():
    minutes = build.full_minutes()
    said = papers.paragraphs(of_minutes(minutes))

    assert "เมื่อวันที่ ๑๘ สิงหาคม ๒๕๖๙" in said
    assert "รายละเอียดที่ https://example.go.th/eit/2569 และ PM2.5 ตามเอกสารแนบ" in said

    OfficeSetting.objects.create(province_id="83", thai_digits=["invitation"])
    assert "เมื่อวันที่ 18 สิงหาคม 2569" in papers.paragraphs(of_minutes(minutes))
