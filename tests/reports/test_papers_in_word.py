"""Papers in the official forms as Word files: the paragraphs of the PDF, under Word's own styles."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

from committee import papers
from reports.papers.word import write
from tests.reports.paper_sample import KINDS, contents

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_dir")]


def read_docx(docx: bytes) -> Iterator[tuple[str, str]]:
    """Style and text of each paragraph, in the order of the file; of a cell's the style is that of its table."""
    document = Document(io.BytesIO(docx))
    for element in document.element.body:
        if element.tag == qn("w:p"):
            paragraph = Paragraph(element, document)
            yield paragraph.style.name if paragraph.style else "", paragraph.text
        elif element.tag == qn("w:tbl"):
            table = Table(element, document)
            for row in table.rows:
                for cell in row.cells:
                    for paragraph in cell.paragraphs:
                        yield table.style.name if table.style else "", paragraph.text


def spaced(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("kind", KINDS)
def test_word_and_pdf_carry_the_same_paragraphs_in_the_same_order(kind: str, made: Any):
    content, _rendered, docx = made[kind]

    assert [spaced(text) for _style, text in read_docx(docx) if text.strip()] == [
        spaced(each) for each in papers.paragraphs(content)
    ]


def test_word_has_its_own_styles_and_tables(made: Any):
    found = {(style, spaced(text)) for style, text in read_docx(made["minutes"][2])}

    assert found >= {
        ("Title", "รายงานการประชุม"), ("Subtitle", "ครั้งที่ ๒/๒๕๖๙"), ("Heading 1", "ผู้มาประชุม"),
        ("Heading 1", "ระเบียบวาระที่ ๕ เรื่องเสนอเพื่อพิจารณา"), ("Heading 2", "๕.๑ พิจารณาคัดเลือกพื้นที่ต้นแบบ ปี ๒๕๖๙"),
        ("Body Text", "มติที่ประชุม รับทราบ"), ("List", "๑. ให้ทุกหน่วยงานเตรียมข้อมูลพื้นฐานด้านน้ำเสียและกากของเสีย"),
        ("List 2", "๑.๑ ข้อมูลของตำบลรัษฎา อำเภอเมืองภูเก็ต"), ("Normal", "เลิกประชุมเวลา ๑๒.๐๐ น."), ("Table Grid", "ตำบลฉลอง"),
        ("Normal Table", "นายสมศักดิ์ ใจสุจริต"), ("Signature", "ผู้จดรายงานการประชุม"),
    }  # fmt: skip
    assert ("Table Grid", "ลายมือชื่อ") in {(style, text) for style, text in read_docx(made["attendance"][2])}


def test_typeface_size_and_weight_hold_for_complex_script_and_the_language_is_thai():
    content = {**contents()["minutes"], "font": {"name": "TH Sarabun New", "size": 15}}
    with zipfile.ZipFile(io.BytesIO(write(content))) as packed:
        styles, body = packed.read("word/styles.xml").decode(), packed.read("word/document.xml").decode()
    defaults = styles[styles.index("<w:rPrDefault>") : styles.index("</w:rPrDefault>")]

    for said in (
        'w:cs="TH Sarabun New"',
        'w:ascii="TH Sarabun New"',
        '<w:sz w:val="30"/>',
        '<w:szCs w:val="30"/>',
        'w:bidi="th-TH"',
    ):
        assert said in defaults
    heading = styles[styles.index('<w:name w:val="heading 1"/>') :].split("</w:style>")[0]
    assert "<w:bCs/>" in heading
    assert "themeColor" not in heading
    assert "asciiTheme" not in heading
    assert "<w:b/><w:bCs/>" in body


def test_word_pages_have_the_margins_numbers_and_marks(made: Any):
    document = Document(io.BytesIO(made["minutes"][2]))
    (section,) = document.sections

    margins = (section.left_margin, section.right_margin, section.top_margin, section.bottom_margin)
    assert [round(each.cm, 1) for each in margins if each] == [3, 2, 2.5, 2]
    assert (round(section.page_width.cm), round(section.page_height.cm, 1)) == (21, 29.7)  # type: ignore[union-attr]
    assert section.different_first_page_header_footer
    numbers = section._sectPr.find(qn("w:pgNumType"))
    assert numbers is not None
    assert numbers.get(qn("w:fmt")) == "thaiNumbers"
    assert "PAGE" in section.header._element.xml
    assert "PAGE" not in section.first_page_header._element.xml
    assert "ร่าง ข้อมูลตัวอย่าง" in section.header.paragraphs[0].text
    assert "ร่าง ข้อมูลตัวอย่าง" in section.first_page_header.paragraphs[0].text


def test_dates_and_names_do_not_break_in_word(made: Any):
    texts = [text for _style, text in read_docx(made["minutes"][2])]

    assert "เมื่อวันที่\xa0๑๘\xa0สิงหาคม\xa0๒๕๖๙" in texts
    assert "(นายวีระ\xa0กล้าหาญ)" in texts
    assert "นายสมศักดิ์ ใจสุจริต" in texts  # in a cell, which may be narrower than a name
