"""What stays on one line: which pieces are kept whole, and that both engines obey at every width."""

import re
from pathlib import Path

import pytest
import weasyprint
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Page
from weasyprint.formatting_structure.boxes import LineBox, TextBox

from ecotown.kernel import thai
from ecotown.kernel.templatetags.thai import th_text

NAMES = ["นายวงศกร นุ่นชูคันธ์", "นายพิทักษ์ บุญคงแก้ว"]


def whole(text: str, *names: str) -> list[str]:
    return [piece for piece, kept in thai.keep_together(text, names) if kept]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("เมื่อวันที่ 29 มิถุนายน 2563 ณ", ["วันที่ 29 มิถุนายน 2563"]),
        ("วันจันทร์ที่ 29 มิถุนายน พ.ศ. 2563", ["วันจันทร์ที่ 29 มิถุนายน พ.ศ. 2563"]),
        ("ลง ๒๙ มิ.ย. ๖๓ แล้ว", ["๒๙ มิ.ย. ๖๓"]),
        ("ภายในเดือนมิถุนายน 2563", ["เดือนมิถุนายน 2563"]),
        ("ประชุมครั้งที่ 1/2563 แล้ว", ["ครั้งที่ 1/2563"]),
        ("เริ่มประชุมเวลา 09.30 น.", ["เวลา 09.30 น."]),
        ("เวลา 09.30 - 12.00 น.", ["เวลา 09.30 - 12.00 น."]),
        ("น้ำ ไฟ ฯลฯ และ", ["ฯลฯ"]),
        ("ฯพณฯ รัฐมนตรี", ["ฯพณฯ"]),
        ("ระดับที่ 2 และ ระดับ ๓", ["ระดับที่ 2", "ระดับ ๓"]),
        ("5 มิติ 20 ด้าน 41 ตัวชี้วัด", ["5 มิติ", "20 ด้าน", "41 ตัวชี้วัด"]),
        ("1,234.50 บาท ร้อยละ 45.5 และ 30 %", ["1,234.50 บาท", "ร้อยละ 45.5", "30 %"]),
        ("คำสั่งจังหวัดภูเก็ตที่ 3528/2563", ["จังหวัดภูเก็ต", "ที่ 3528/2563"]),
        ("ไม่น้อยกว่า 40 พื้นที่ ในพื้นที่ 3 แห่ง", ["40 พื้นที่", "3 แห่ง"]),
        ("ปีงบประมาณ พ.ศ. 2569", ["ปีงบประมาณ พ.ศ. 2569"]),
        ("ตำบลรัษฎา อ.เมืองภูเก็ต", ["ตำบลรัษฎา", "อ.เมืองภูเก็ต"]),
        ("หมู่ที่ 4 ตำบล เทพกระษัตรี", ["หมู่ที่ 4", "ตำบล เทพกระษัตรี"]),
        ("12 คน ๆ ละ", ["12 คน\u00a0ๆ"]),
        ("ป่าตองๆ ภูเก็ตฯ ฉลองฯลฯ", ["ป่าตองๆ", "ภูเก็ตฯ", "ฉลอง", "ฯลฯ"]),
        ("เปี 2563 5 ปี่ 7 วันะ", []),
        ("ไม่มีอะไรต้องรักษา", []),
    ],
)
def test_dates_numbers_units_and_places_are_kept_whole(text: str, kept: list[str]) -> None:
    assert whole(text) == kept


@pytest.mark.parametrize("place", [*thai.SUBDISTRICTS, *thai.DISTRICTS, *thai.PROVINCES])
def test_every_place_of_phuket_is_kept_whole(place: str) -> None:
    assert whole(f"ใน{place}และ") == [place]


def test_the_province_has_17_subdistricts_and_3_districts() -> None:
    assert (len(set(thai.SUBDISTRICTS)), len(set(thai.DISTRICTS))) == (17, 3)


def test_given_names_are_kept_whole_the_longest_first() -> None:
    text = "โดย นายวงศกร\u00a0นุ่นชูคันธ์ และนายวงศกร"

    assert whole(text, "นายวงศกร", "นายวงศกร นุ่นชูคันธ์", "", " ") == ["นายวงศกร\u00a0นุ่นชูคันธ์", "นายวงศกร"]


def test_a_name_with_signs_of_a_pattern_is_a_name() -> None:
    assert whole("บริษัท ก. (มหาชน) จำกัด", "บริษัท ก. (มหาชน)") == ["บริษัท ก. (มหาชน)"]


def test_the_space_before_a_repeat_does_not_break() -> None:
    assert thai.keep_together("เรื่องอื่น  ๆ (ถ้ามี)") == [("เรื่องอื่น\u00a0ๆ (ถ้ามี)", False)]


parts = st.sampled_from(
    [
        *("29 มิถุนายน 2563", "ครั้งที่ 1/2563", "09.30 น.", "ฯลฯ", "12 คน", "ระดับที่ 2", "ภูเก็ต", "ไม้ขาว"),
        *("ก", "เ", "ที่", "ๆ", "า", " ", "\u00a0", ".", ",", "/", "0", "๑", "ะ", "ำ", "ุ", "่", "ฯ", "(", "”", ")"),
    ]
)


@given(st.lists(parts, max_size=12).map("".join))
def test_pieces_joined_are_the_text_and_none_begins_inside_a_letter(text: str) -> None:
    pieces = [piece for piece, _ in thai.keep_together(text)]

    assert "".join(pieces).replace("\u00a0", " ") == re.sub("[ \u00a0]+ๆ", " ๆ", text).replace("\u00a0", " ")
    for piece in pieces[1:]:
        assert not re.match("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4eะาำๆ]|\u00a0ๆ|ฯ(?!ลฯ|พณฯ)", piece)
    for piece in pieces[:-1]:
        assert piece[-1] not in "เแโใไ"


# -- both engines, 23 widths

SENTENCES = (
    "เมื่อวันจันทร์ที่ 29 มิถุนายน พ.ศ. 2563 เวลา 09.30 น. นายวงศกร นุ่นชูคันธ์ เป็นประธานการประชุมครั้งที่ 1/2563 เรื่องอื่น ๆ (ถ้ามี) น้ำ ไฟ ฯลฯ "
    "ในพื้นที่ตำบลรัษฎา อ.เมืองภูเก็ต ตำบลไม้ขาว “ตำบลเชิงทะเล” และเทพกระษัตรี (29 มิ.ย. 63) มี 5 ระดับ 41 ตัวชี้วัด ธุรกิจต่างๆ ทั้งหลาย "
    "นายพิทักษ์ บุญคงแก้ว อุตสาหกรรมจังหวัดภูเก็ต กล่าวว่า ระดับที่ 2 ใช้เงินคนละ 1,000 บาท 12 คน ๆ ละแห่ง"
)
WIDTHS = range(30, 171, 6)
STYLE = (Path(__file__).parents[2] / "static" / "css" / "base.css").read_text("utf-8")


def assert_lines_are_thai(lines: list[str]) -> None:
    for line in (line.strip() for line in lines):
        assert not re.match("[ๆะาำ\u0e31\u0e34-\u0e3a\u0e47-\u0e4e)”]|ลฯ|ฯ(?!ลฯ)", line), f"{line!r} begins wrongly"
    for piece in whole(SENTENCES, *NAMES):
        assert any(piece in line for line in lines), f"{piece!r} is torn"


def test_the_style_of_the_portal_keeps_such_a_piece_on_one_line() -> None:
    assert re.search(r"\.nb\s*{[^}]*white-space:\s*nowrap", STYLE)


def test_no_line_of_a_pdf_begins_wrongly_at_any_width() -> None:
    for width in WIDTHS:
        page = f"<style>.nb {{ white-space: nowrap }} p {{ width: {width}px }}</style><p lang=th>{th_text(SENTENCES, NAMES)}"
        pages = weasyprint.HTML(string=page).render().pages
        boxes = [box for sheet in pages for box in sheet._page_box.descendants() if isinstance(box, LineBox)]

        assert_lines_are_thai(
            ["".join(part.text for part in box.descendants() if isinstance(part, TextBox)) for box in boxes]
        )


LINES_OF_PARAGRAPH = """width => {
  const paragraph = document.querySelector("p"), lines = [];
  paragraph.style.width = width + "px";
  const texts = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT), range = document.createRange();
  let line = "", top = null;
  while (texts.nextNode()) {
    [...texts.currentNode.data].forEach((letter, place) => {
      if (!/[\\s\\u0e31\\u0e34-\\u0e3a\\u0e47-\\u0e4e]/.test(letter)) {
        range.setStart(texts.currentNode, place);
        range.setEnd(texts.currentNode, place + 1);
        const box = range.getBoundingClientRect();
        if (top !== null && box.top > top + 8) { lines.push(line); line = ""; }
        top = box.top;
      }
      line += letter;
    });
  }
  return [...lines, line];
}"""


def test_no_line_in_the_browser_begins_wrongly_at_any_width(page: Page) -> None:
    page.set_content(f"<style>.nb {{ white-space: nowrap }}</style><p lang=th>{th_text(SENTENCES, NAMES)}")

    for width in WIDTHS:
        assert_lines_are_thai(page.evaluate(LINES_OF_PARAGRAPH, width))
