"""The little markup of minutes: paragraphs, numbering, bold, tables."""

import re

import pytest
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from committee.prose import Block, Paragraph, Run, Table, paragraphs, parse, write


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("ที่ประชุมรับทราบ", [Paragraph((Run("ที่ประชุมรับทราบ"),))]),
        ("ก\n\nข", [Paragraph((Run("ก"),)), Paragraph((Run("ข"),))]),
        ("1. เรื่อง", [Paragraph((Run("เรื่อง"),), "1.", 1)]),
        ("๑.๒ เรื่อง", [Paragraph((Run("เรื่อง"),), "๑.๒", 2)]),
        ("(ก) เรื่อง", [Paragraph((Run("เรื่อง"),), "(ก)", 1)]),
        ("ก. เรื่อง", [Paragraph((Run("เรื่อง"),), "ก.", 1)]),
        ("- เรื่อง", [Paragraph((Run("เรื่อง"),), "-", 1)]),
        ("มติ **เห็นชอบ** ตามเสนอ", [Paragraph((Run("มติ "), Run("เห็นชอบ", True), Run(" ตามเสนอ")))]),
        ("2 ** 3 ** 4", [Paragraph((Run("2 ** 3 ** 4"),))]),
        (
            "| พื้นที่ | ระดับ |\n|---|---|\n| รัษฎา | 2 |\nจบ",
            [Table((("พื้นที่", "ระดับ"), ("รัษฎา", "2"))), Paragraph((Run("จบ"),))],
        ),
        ("| ก | ข |\n| ค |", [Table((("ก", "ข"), ("ค", "")))]),
        ("29 มิ.ย. 2563 เวลา", [Paragraph((Run("29 มิ.ย. 2563 เวลา"),))]),
    ],
)
def test_a_text_is_read_as_its_blocks(text: str, blocks: list[Block]):
    assert parse(text) == blocks


def test_bold_words_do_not_reach_across_stars_so_that_a_long_row_of_them_is_read_in_one_go():
    assert parse("**a **a b**") == [Paragraph((Run("**a "), Run("a b", True)))]

    text = ("**a " * 25_000).strip()
    assert parse(text) == [Paragraph((Run(text),))]


def test_what_a_reader_reads_has_no_signs_of_the_markup():
    assert paragraphs("1. **เห็นชอบ**\n| ก | ข |") == ["1. เห็นชอบ", "ก", "ข"]


signs = st.text(alphabet="กขำ่ 1๒.()|*-–\nab", max_size=60)


@given(signs)
def test_no_letter_is_lost_and_writing_gives_the_same_blocks_again(text: str):
    blocks = parse(text)

    kept = "".join(sign for block in blocks for each in [write([block])] for sign in each if sign not in " |*\n-–")
    assert kept == "".join(sign for sign in text if sign not in " |*\n-–")
    assert parse(write(blocks)) == blocks


def test_spaces_at_the_ends_of_bold_words_stand_outside_the_stars():
    assert write([Paragraph((Run("มติ"), Run(" เห็นชอบ ", True), Run("ตามเสนอ")))]) == "มติ **เห็นชอบ** ตามเสนอ"


def test_the_page_shows_indented_numbering_bold_words_and_a_table_with_its_head():
    page = render_to_string(
        "committee/_prose.html", {"text": "1. **เห็นชอบ** แล้ว\n1.2 ย่อย\n| พื้นที่ | |\n| รัษฎา | 2 |\n<script>"}
    )

    assert '<p class="numbered" data-level="1"><span class="no">1.</span> <span><b>เห็นชอบ</b> แล้ว</span></p>' in page
    assert 'data-level="2"' in page
    assert '<tr><th scope="col">พื้นที่</th><td></td></tr>' in page
    assert re.sub("</?span[^>]*>", "", page).count("<td>รัษฎา</td><td>2</td>") == 1
    assert "&lt;script&gt;" in page and "<script>" not in page
