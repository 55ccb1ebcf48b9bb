"""What the papers in the official forms say, what is frozen of them, and who may do what with them."""

import json
import re
from datetime import date, time
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from committee import papers
from committee.models import AgendaPaper, Meeting, Minutes, MinutesVersion, OfficeSetting, Paper, Person, Resolution
from committee.paper import HEADINGS
from committee.paper import paper as paper_of
from committee.services.office import change_office
from committee.services.papers import attach_scan, content_hash, make_paper, retry_paper, send_out
from ecotown.kernel import files
from ecotown.kernel.models import JournalEntry
from ecotown.kernel.rules import Actor, Refused
from tests import build

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_too]

# The words that offices write by mistake, with what form 11 has in their place.
WRONG = re.compile(
    "บันทึกการประชุม|ผู้เข้าประชุม|ผู้ที่ไม่เข้าประชุม|เปิดประชุมเวลา|ปิดประชุมเวลา|ผู้บันทึกรายงานการประชุม|(?<!ระเบียบ)วาระการประชุม"
)
LETTER = {"number": "ภก 0033/ว 123", "dated": date(2026, 8, 3)}


def of_minutes(minutes: Minutes) -> papers.Content:
    return papers.minutes(Minutes.objects.for_page().get(pk=minutes.pk))


def arabic(content: papers.Content) -> list[str]:
    return papers.paragraphs({**content, "digits": "arabic"})


def part(said: list[str], begin: str, end: str) -> list[str]:
    return said[said.index(begin) + 1 : said.index(end)]


def excerpt(text: str, **typed: Any) -> list[str]:
    resolution = Resolution.objects.with_standing().get(text__contains=text)
    return arabic(papers.excerpt(resolution, papers.Outgoing(**typed)))


# -- รายงานการประชุม


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
        "2.", "นายปิติ ยินดี", "ประธานสภาอุตสาหกรรมจังหวัดภูเก็ต", "กรรมการ", "(ผู้แทนไม่มีหนังสือมอบหมาย)",
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
            "คะแนนเสียงเท่ากัน ประธานในที่ประชุมออกเสียงเพิ่มขึ้นอีกเสียงหนึ่งเป็นเสียงชี้ขาดเห็นชอบ"
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


# -- made, sent out, signed


def journalled(act: str, what: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(JournalEntry.objects.filter(act=act).latest("number").body)[what]
    return told


def test_making_a_paper_freezes_it_and_queues_one_job(staff: Actor):
    minutes = build.full_minutes()

    paper = make_paper(staff, "minutes", minutes.meeting_id)
    minutes.entries.update(text="แก้ภายหลัง")

    paper = Paper.objects.get(pk=paper.pk)
    assert paper.job is not None
    assert (paper.job.kind, paper.job.payload, paper.job.state) == ("paper.render", {"paper_id": paper.pk}, "queued")
    assert paper.content_sha256 == content_hash(paper.content)
    assert "แก้ภายหลัง" not in str(paper.content)
    assert (paper.made_by_id, paper.pdf, paper.is_out) == (staff.person_id, None, False)
    assert journalled("paper.make", "after")["sha256"] == paper.content_sha256


def test_the_same_records_give_the_same_content(staff: Actor):
    meeting = build.full_minutes().meeting

    first, second = (make_paper(staff, "minutes", meeting.pk) for _ in range(2))

    assert first.content_sha256 == second.content_sha256


@pytest.mark.parametrize("role", ["member", "chair"])
def test_only_the_office_makes_papers(role: str):
    with pytest.raises(Refused):
        make_paper(build.seated(role), "agenda", build.meeting().pk)


def test_no_invitation_is_made_to_a_cancelled_meeting(staff: Actor):
    with pytest.raises(Refused):
        make_paper(staff, "invitation", build.meeting(state="cancelled").pk)


def test_minutes_that_are_not_begun_have_no_paper(staff: Actor):
    with pytest.raises(ValidationError):
        make_paper(staff, "minutes", build.meeting().pk)


def made(staff: Actor, **typed: Any) -> Paper:
    """As the worker leaves it."""
    paper = make_paper(staff, "invitation", build.meeting().pk, **typed)
    paper.pdf = files.keep(b"%PDF-1.7 made", name="made.pdf", mime="application/pdf")
    paper.docx = files.keep(b"PK made", name="made.docx", mime="application/zip")
    paper.save()
    return paper


def test_a_letter_goes_out_only_with_number_date_and_signer(staff: Actor):
    with pytest.raises(Refused):
        send_out(staff, paper_id=made(staff).pk)

    paper = made(staff, **LETTER, signer_id=staff.person_id)
    assert send_out(staff, paper_id=paper.pk).is_out
    with pytest.raises(Refused):
        send_out(staff, paper_id=paper.pk)


def test_members_see_a_letter_once_it_is_out_and_minutes_once_they_may_read_them(staff: Actor):
    member, paper = build.seated("member"), made(staff, **LETTER, signer_id=staff.person_id)
    assert not Paper.objects.visible_to(member).exists()
    send_out(staff, paper_id=paper.pk)
    assert Paper.objects.visible_to(member).get() == paper

    minutes = build.full_minutes()
    of_draft = make_paper(staff, "minutes", minutes.meeting_id)
    Minutes.objects.update(state="circulated")
    circulated = make_paper(staff, "minutes", minutes.meeting_id)

    seen = set(Paper.objects.visible_to(member))
    assert circulated in seen
    assert of_draft not in seen
    Minutes.objects.update(state="draft")
    assert circulated not in set(Paper.objects.visible_to(member))


def test_the_signed_scan_becomes_the_copy_of_record_and_an_earlier_one_stays_in_the_journal(staff: Actor):
    paper = made(staff)
    first, second = (files.keep(f"%PDF-1.7 scan {n}".encode(), name="scan.pdf", mime="application/pdf") for n in (1, 2))

    attach_scan(staff, paper_id=paper.pk, scan_id=first.pk)
    done = attach_scan(staff, paper_id=paper.pk, scan_id=second.pk)

    assert (done.scan_id, done.pdf_id) == (second.pk, paper.pdf_id)
    assert journalled("paper.attach", "before") == {"scan": first.sha256}


def test_a_paper_that_did_not_fail_is_not_made_again(staff: Actor):
    with pytest.raises(Refused):
        retry_paper(staff, paper_id=made(staff).pk)


# -- the office


def office(**fields: Any) -> dict[str, Any]:
    return {
        "name": "สำนักงานอุตสาหกรรมจังหวัดภูเก็ต", "address": "", "telephone": "", "email": "", "thai_digits": ["minutes"],
        "docx_font": "TH Sarabun New", "docx_size": 15, "needs_online_record": True, **fields,
    }  # fmt: skip


def test_settings_of_the_office_shape_papers_made_from_then_on(staff: Actor):
    meeting = build.meeting()
    before = make_paper(staff, "agenda", meeting.pk)

    change_office(staff, **office())
    after = make_paper(staff, "agenda", meeting.pk)

    assert (before.content["digits"], before.content["font"]) == ("thai", {"name": "TH SarabunPSK", "size": 16})
    assert (after.content["digits"], after.content["font"]) == ("arabic", {"name": "TH Sarabun New", "size": 15})
    assert Paper.objects.get(pk=before.pk).content == before.content
    assert journalled("office.change", "before")["docx_size"] == 16


def test_an_unknown_kind_of_paper_and_a_member_are_refused(staff: Actor):
    with pytest.raises(ValidationError):
        change_office(staff, **office(thai_digits=["novel"]))
    with pytest.raises(Refused):
        change_office(build.seated("member"), **office())
