"""A Word file is read without losing a paragraph, parted at its headings, and placed; a hostile one is refused."""

from io import BytesIO
from typing import Any

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from committee.prose import Paragraph, Run, Table, paragraphs, write
from committee.word import docx
from committee.word.numbering import written
from committee.word.package import MOST_BYTES, NotTaken
from committee.word.placing import Place, kind_of, place
from committee.word.split import split
from tests.committee.word_files import bytes_of, listed, minutes_in_word, repacked

KINDS = {"เห็นชอบ": "agree", "ไม่เห็นชอบ": "disagree", "รับทราบ": "acknowledge", "มอบหมาย": "assign"}


def read(content: bytes) -> list[Any]:
    return docx.read(content).blocks


# -- reading


def test_every_paragraph_of_the_file_is_there_in_order_with_the_numbers_that_word_counts():
    said = paragraphs(write(read(minutes_in_word())))

    start = said.index("ฝ่ายเลขานุการเสนอพื้นที่ ดังนี้")
    assert said[start + 1 : start + 18] == [
        "๑. ตำบลรัษฎา", "๒. ตำบลวิชิต", "๒.๑ หมู่ที่ 1", "(ก) ริมคลอง", "(ข) ริมทะเล", "๑. เริ่มนับใหม่",
        "พื้นที่", "ผลการประเมิน", "ผ่าน", "หมายเหตุ", "รัษฎา", "38", "ย่อหน้าแรก ย่อหน้าที่สอง",
        "มติที่ประชุม ที่ประชุมมีมติเห็นชอบพื้นที่เป้าหมาย โดยมีเงื่อนไข ดังนี้", "๒. ให้รายงานทุกไตรมาส", "5.2 แผนปฏิบัติการ",
        "ที่ประชุมอภิปรายแผน",
    ]  # fmt: skip


def test_no_paragraph_of_the_body_is_lost():
    content = minutes_in_word()
    body = Document(BytesIO(content)).element.body
    typed = ["".join(text.text or "" for text in each.iter("{*}t")) for each in body.iter("{*}p")]

    kept = write(read(content)).replace("**", "")

    assert [text for text in typed if text not in kept] == []
    assert len([text for text in typed if text]) == 33


def test_merged_cells_are_flattened_and_their_words_stand_once():
    (table,) = [each for each in read(minutes_in_word()) if isinstance(each, Table)]

    assert table.rows == (
        ("พื้นที่", "ผลการประเมิน", ""), ("", "ผ่าน", "หมายเหตุ"), ("รัษฎา", "38", "ย่อหน้าแรก ย่อหน้าที่สอง"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("count", "style", "word"),
    [
        (12, "thaiNumbers", "๑๒"), (1, "thaiLetters", "ก"), (3, "thaiLetters", "ค"), (4, "thaiLetters", "ง"),
        (41, "thaiLetters", "ฮ"), (42, "thaiLetters", "กก"), (27, "lowerLetter", "aa"), (4, "upperRoman", "IV"),
        (7, "decimalZero", "07"), (7, "none", ""), (7, "ordinal", "7"),
    ],
)  # fmt: skip
def test_each_format_of_numbers_is_written_as_word_writes_it(count: int, style: str, word: str):
    assert written(count, style) == word


def test_numbering_of_a_style_text_boxes_breaks_and_tracked_changes_are_read():
    document = Document()
    document.add_paragraph("หนึ่ง", style="List Number")
    document.add_paragraph("สอง", style="List Number")
    document.add_paragraph("จุด", style="List Bullet")
    document.add_paragraph("บรรทัดแรก").add_run().add_break()
    document.paragraphs[-1].add_run("บรรทัดที่สอง")
    changed = document.add_paragraph("คงไว้")._p
    run = "<w:r><w:{tag}>{text}</w:{tag}></w:r>"
    changed.append(parse_xml(f'<w:ins {nsdecls("w")} w:id="1">{run.format(tag="t", text=" ที่เพิ่ม")}</w:ins>'))
    changed.append(parse_xml(f'<w:del {nsdecls("w")} w:id="2">{run.format(tag="delText", text="ที่ลบ")}</w:del>'))
    box = f"<w:p>{run.format(tag='t', text='ในกล่อง')}</w:p>"
    document.add_paragraph("นอกกล่อง")._p.append(
        parse_xml(f"<w:r {nsdecls('w')}><w:pict><w:txbxContent>{box}</w:txbxContent></w:pict></w:r>")
    )

    assert paragraphs(write(read(bytes_of(document)))) == [
        "1. หนึ่ง", "2. สอง", "- จุด", "บรรทัดแรก", "บรรทัดที่สอง", "คงไว้ ที่เพิ่ม", "นอกกล่อง", "ในกล่อง",
    ]  # fmt: skip


def test_bold_of_thai_letters_alone_is_bold():
    blocks = read(minutes_in_word())

    assert Paragraph((Run("๕.๑ พื้นที่เป้าหมาย", True),)) in blocks
    assert [each.runs[0] for each in blocks if isinstance(each, Paragraph) and "โดยมีเงื่อนไข" in each.text] == [
        Run("มติที่ประชุม", True)
    ]


# -- parting


def test_the_text_is_parted_at_headings_that_are_bold_styled_or_plain():
    found = split(read(minutes_in_word()))

    assert [(part.number, part.name) for part in found.parts] == [
        (1, "เรื่องที่ประธานแจ้งให้ที่ประชุมทราบ"), (2, "เรื่องรับรองรายงานการประชุม"), (5, "เรื่องเสนอเพื่อพิจารณา"), (6, "เรื่องอื่น ๆ"),
    ]  # fmt: skip
    first, second = found.parts[2].matters
    assert [(each.number, each.title) for each in (first, second)] == [(1, "พื้นที่เป้าหมาย"), (2, "แผนปฏิบัติการ")]
    assert first.resolutions == ["ที่ประชุมมีมติเห็นชอบพื้นที่เป้าหมาย โดยมีเงื่อนไข ดังนี้\n๒. ให้รายงานทุกไตรมาส"]
    assert second.resolutions == ["มอบหมายสำนักงานอุตสาหกรรมจังหวัด"]
    assert found.parts[1].matters[0].is_empty
    assert write(found.tail) == "เลิกประชุมเวลา 12.00 น.\nผู้จดรายงานการประชุม"


def test_headings_whose_words_word_counts_by_itself_are_headings():
    document = Document()
    root = document.part.numbering_part.element
    levels = '<w:lvl w:ilvl="{0}"><w:numFmt w:val="thaiNumbers"/><w:lvlText w:val="{1}"/></w:lvl>'
    inside = levels.format(0, "ระเบียบวาระที่ %1") + levels.format(1, "%1.%2")
    ns = nsdecls("w")
    root.find(qn("w:num")).addprevious(parse_xml(f'<w:abstractNum {ns} w:abstractNumId="95">{inside}</w:abstractNum>'))
    root.append(parse_xml(f'<w:num {ns} w:numId="95"><w:abstractNumId w:val="95"/></w:num>'))
    for text, level in (("เรื่องประธานแจ้ง", 0), ("เรื่องรับรองรายงานการประชุม", 0), ("เรื่องแรก", 1), ("เรื่องที่สอง", 1)):
        listed(document, text, level=level, num=95)

    found = split(read(bytes_of(document)))

    assert [(part.number, part.name) for part in found.parts] == [(1, "เรื่องประธานแจ้ง"), (2, "เรื่องรับรองรายงานการประชุม")]
    assert [(each.number, each.title) for each in found.parts[1].matters] == [(1, "เรื่องแรก"), (2, "เรื่องที่สอง")]


def test_a_list_of_contents_before_the_minutes_is_no_section():
    lines = ["ระเบียบวาระที่ 1 ก", "ระเบียบวาระที่ 2 ข", "ระเบียบวาระที่ 1", "เรื่องประธานแจ้ง", "เนื้อความ", "ระเบียบวาระที่ 2 ข"]

    found = split([Paragraph((Run(line),)) for line in lines])

    assert [(part.number, part.name) for part in found.parts] == [(1, "เรื่องประธานแจ้ง"), (2, "ข")]
    assert write(found.head) == "ระเบียบวาระที่ 1 ก\nระเบียบวาระที่ 2 ข"


def test_words_that_only_look_like_headings_stay_text():
    lines = ["ระเบียบวาระที่ 5 พิจารณา", "5.1 เรื่องแรก", "5.1.1 ข้อย่อย", "5.9 ล้านบาท", "วาระที่ 3 ผ่านแล้ว", "4.2 เรื่องอื่น"]

    (part,) = split([Paragraph((Run(line),)) for line in lines]).parts

    assert [each.title for each in part.matters] == ["เรื่องแรก"]
    assert part.matters[0].text.split("\n") == lines[2:]


# -- placing

AGENDA = [
    Place(1, 1, "เรื่องที่ประธานแจ้งให้ที่ประชุมทราบ", 1, "เรื่องที่ประธานแจ้งให้ที่ประชุมทราบ"),
    Place(2, 2, "เรื่องรับรองรายงานการประชุม", 1, "ไม่มี"),
    Place(4, 4, "เรื่องเสนอเพื่อทราบ", 1, "เรื่องเสนอเพื่อทราบ"),
    Place(51, 5, "เรื่องเสนอเพื่อพิจารณา", 1, "แผนปฏิบัติการ"),
    Place(52, 5, "เรื่องเสนอเพื่อพิจารณา", 2, "การกำหนดพื้นที่เป้าหมาย"),
    Place(61, 6, "เรื่องอื่น ๆ (ถ้ามี)", 1, "เรื่องที่หนึ่ง"),
    Place(62, 6, "เรื่องอื่น ๆ (ถ้ามี)", 2, "เรื่องที่สอง"),
]


def test_names_are_believed_before_numbers_and_the_rest_is_told():
    found = place(split(read(minutes_in_word())), AGENDA, KINDS)

    assert sorted(found.proposals) == [1, 51, 52]
    assert found.proposals[1].text == "ประธานกล่าวเปิดประชุม"
    assert found.proposals[1].resolutions == [("acknowledge", "รับทราบ")]
    assert found.proposals[51].resolutions == [("assign", "มอบหมายสำนักงานอุตสาหกรรมจังหวัด")]
    assert found.proposals[52].resolutions[0][0] == "agree"
    assert "| รัษฎา | 38 | ย่อหน้าแรก ย่อหน้าที่สอง |" in found.proposals[52].text
    assert [each.found_at for each in found.left] == [
        "ระเบียบวาระที่ 6 เรื่องอื่น ๆ",
        "ก่อนระเบียบวาระแรก",
        "หลังเลิกประชุม",
    ]


def test_minutes_of_five_sections_find_their_place_in_an_agenda_of_six():
    lines = ["ระเบียบวาระที่ 4 เรื่องเสนอเพื่อพิจารณา", "4.1 แผนปฏิบัติการ", "อภิปราย"]

    found = place(split([Paragraph((Run(line),)) for line in lines]), AGENDA, KINDS)

    assert {key: each.text for key, each in found.proposals.items()} == {51: "อภิปราย"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("ไม่เห็นชอบ", "disagree"), ("ที่ประชุมมีมติเห็นชอบตามเสนอ", "agree"), ("รับทราบ และมอบหมายให้ติดตาม", "acknowledge"),
        ("ให้ดำเนินการต่อ", ""),
    ],
)  # fmt: skip
def test_the_kind_of_a_resolution_is_read_from_its_first_words(text: str, kind: str):
    assert kind_of(text, KINDS) == kind


# -- refusing


def types(content: str) -> dict[str, bytes]:
    return {"[Content_Types].xml": content.encode()}


HOSTILE = {
    "nothing": lambda: b"",
    "a PDF": lambda: b"%PDF-1.7 ...",
    "no zip": lambda: b"PK\x03\x04 but no zip",
    "too large": lambda: b"0" * (MOST_BYTES + 1),
    "too many entries": lambda: repacked(minutes_in_word(), add={f"word/media/{n}": b"" for n in range(2001)}),
    "a bomb": lambda: repacked(minutes_in_word(), add={"word/media/bomb.png": b"\0" * 2**26}),
    "too much to parse": lambda: repacked(minutes_in_word(), add={"word/more.xml": b"<a/>" + b" " * 21 * 2**20}),
    "a way out": lambda: repacked(minutes_in_word(), add={"../out.xml": b"<a/>"}),
    "macros": lambda: repacked(minutes_in_word(), add={"word/vbaProject.bin": b"x"}),
    "another type": lambda: repacked(minutes_in_word(), change=types("<Types/>")),
    "entities": lambda: repacked(
        minutes_in_word(), change={"word/document.xml": b'<!DOCTYPE x [<!ENTITY a "b">]><w:document/>'}
    ),
    "broken XML": lambda: repacked(minutes_in_word(), change={"word/document.xml": b"<w:document"}),
    "no relations": lambda: repacked(minutes_in_word(), change={"_rels/.rels": b"<a/>"}),
}


@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE.keys())
def test_what_is_no_plain_word_document_is_refused_with_a_sentence(hostile: Any):
    with pytest.raises(NotTaken):
        docx.read(hostile())


def test_a_word_document_damaged_on_its_way_is_refused_with_a_sentence():
    whole = minutes_in_word()
    outcomes = set()
    for start in range(0, len(whole), len(whole) // 60):
        damaged = whole[:start] + b"\xff" * 12 + whole[start + 12 :]
        try:
            docx.read(damaged)
        except NotTaken:
            outcomes.add("refused")
        else:
            outcomes.add("read")  # for instance in a picture or a name that nobody reads
    assert "refused" in outcomes
