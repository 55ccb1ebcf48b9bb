"""One spelling, dictionary order, letters as readers count them, and the numbers of citizens."""

import time
import unicodedata
from pathlib import Path

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from ecotown.kernel import thai

THAI = "".join(chr(code) for code in range(0x0E01, 0x0E5C) if unicodedata.category(chr(code)) != "Cn")
# The Thai block with what makes it hard: marks more often, unseen signs, spaces, marks of other scripts.
thai_text = st.text(st.sampled_from(THAI + "ิุ่้์ําำเ" * 3 + " \n\t\u00a0\u200b\ufeff\u0301\u0327aé"), max_size=40)

# Spelled by code point: an editor may put marks in order, and these tests are about the wrong order.
NAM = "\u0e19\u0e49\u0e33"  # น้ำ


@pytest.mark.parametrize(
    ("typed", "spelled"),
    [
        ("\u0e19\u0e4d\u0e49\u0e32", NAM),
        ("\u0e19\u0e49\u0e4d\u0e32", NAM),
        ("\u0e19\u0e33\u0e49", NAM),
        (NAM, NAM),
        ("\u0e01\u0e4d\u0e32", "กำ"),
        ("เเละ", "และ"),
        ("\u0e17\u0e48\u0e35", "ที่"),
        ("\u0e01\u0e48\u0e38", "กุ่"),
        ("\u0e1e\u0e31\u0e19\u0e18\u0e4c\u0e38", "พันธุ์"),
        ("\u0e2a\u0e34\u0e17\u0e18\u0e4c\u0e34", "สิทธิ์"),
        ("\u0e08\u0e30\u0e49", "จ้ะ"),
        ("เมือง\u200bภู\u00adเก็ต\ufeff", "เมืองภูเก็ต"),
        ("ก\u200c\u200d\u2060\u202e\u2066\u0000\u0007ข", "กข"),
        ("นาย\u00a0ก\u2003 ข", "นาย ก ข"),
        ("  ก  ข \r\nค\rง\u2028จ  ", "ก ข\nค\nง\nจ"),
        ("ก\tข", "ก\tข"),
        ("Cafe\u0301", "Café"),
        ("นานาาา ก้้", "นานาาา ก้้"),
    ],
)
def test_a_text_gets_its_one_spelling(typed: str, spelled: str) -> None:
    assert thai.normalize(typed) == spelled


@given(thai_text)
def test_spelling_twice_changes_nothing_and_is_nfc(text: str) -> None:
    once = thai.normalize(text)

    assert thai.normalize(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert not set(once) & set("\u200b\u200c\u200d\u2060\ufeff\u00a0")


@given(st.text(max_size=60))
def test_spelling_any_script_twice_changes_nothing(text: str) -> None:
    once = thai.normalize(text)

    assert thai.normalize(once) == once
    assert unicodedata.is_normalized("NFC", once)


def test_sara_am_is_never_taken_apart() -> None:
    assert thai.normalize("ทำน้ำคำสั่ง") == "ทำน้ำคำสั่ง"
    assert unicodedata.normalize("NFKC", "ทำ") != "ทำ", "why NFKC may not be used"


def test_correct_thai_stays_as_it_is() -> None:
    framework = Path(__file__).parents[2] / "indicators" / "data"
    lines = [line.strip() for path in framework.glob("*.yaml") for line in path.read_text("utf-8").splitlines()]

    assert len(lines) > 100
    assert [line for line in lines if thai.normalize(line) != " ".join(line.split(" ")).strip()] == []


@pytest.mark.parametrize(
    "name",
    ["ม.ล. ปนัดดา ดิศกุล", "พระครูวิสุทฺธิสารคุณ", "สมศักดิ์ ณ ภูเก็ต", "เพ็ญพักตร์ จิ๋วพันธุ์", "ว่าที่ร้อยตรี ก้องเกียรติ์ กี่สุ้น", "O'Neil-สมิธ"],
)
def test_names_keep_their_marks(name: str) -> None:
    assert thai.normalize_name(name) == name


def test_a_name_is_on_one_line_without_zero_width_spaces() -> None:
    assert thai.normalize_name(" นาย\u200bวงศกร\n นุ่น\u200bชูคันธ์\t") == "นายวงศกร นุ่นชูคันธ์"


def test_more_marks_than_any_language_writes_are_dropped() -> None:
    assert thai.normalize("ก" + "\u0e49" * 31 + "ข") == "กข"


@pytest.mark.parametrize("row", ["\u0e38\u0e48", "ก่้", "ำ้", " \t", "\u0327\u0e38", "ํ่"])
def test_four_times_the_row_costs_no_more_than_ten_times_the_work(row: str) -> None:
    def work(repeats: int) -> float:
        started = time.process_time()
        thai.search_key(row * repeats)
        return time.process_time() - started

    assert min(work(40_000) for _ in range(2)) < 10 * max(work(10_000) for _ in range(2))  # quadratic: sixteen times


def test_three_ways_of_typing_water_search_alike_and_kam_is_not_kamma() -> None:
    ways = {thai.search_key(way) for way in (NAM, "\u0e19\u0e4d\u0e49\u0e32", "\u0e19\u0e49\u0e4d\u0e32")}

    assert ways == {NAM}
    assert thai.search_key("กำ") not in thai.search_key("กรรม")


def test_a_search_sees_no_difference_in_digits_case_and_space_before_repeat() -> None:
    assert thai.search_key("ครั้งที่ ๑/๒๕๖๓") == thai.search_key("ครั้งที่ 1/2563")
    assert thai.search_key("ECO Town") == thai.search_key("eco\u00a0town\u200b")
    assert thai.search_key("ต่าง ๆ") == thai.search_key("ต่างๆ")


# -- the order of words

DICTIONARY = ["กมลา", "กะทู้", "กะรน", "ก้าว", "กำ", "เกาะแก้ว", "แก้ว", "ไก่"]
MORE_WORDS = [
    *("เก", "เกง", "เก็ง", "เก่ง", "กา", "ก่า", "ก้า", "กาก", "ก ข", "กข", "ก.ข", "ขา", "ฤดู", "ริม", "ลม", "ฦๅ", "วัน"),
    *thai.SUBDISTRICTS,
    *("พันธุ์", "พันธ", "สิทธิ์", "สิทธิ", "eco", "Eco", "Town", "10", "๑๐", "2", "เกาะ 2", "โรงงาน", "ใจ", "ไทย"),
]


def test_words_stand_as_in_a_thai_dictionary() -> None:
    assert sorted(set(DICTIONARY), key=thai.sort_key) == DICTIONARY


def test_tones_decide_only_between_words_otherwise_the_same() -> None:
    assert sorted(["กาก", "ก้า", "ก่า", "กา"], key=thai.sort_key) == ["กา", "ก่า", "ก้า", "กาก"]


@pytest.mark.django_db
def test_postgresql_puts_words_in_the_same_order() -> None:
    words = sorted({*DICTIONARY, *MORE_WORDS})

    with connection.cursor() as cursor:
        cursor.execute('SELECT w FROM unnest(%s::text[]) AS w ORDER BY w COLLATE "th-x-icu"', [words])
        by_database = [word for (word,) in cursor.fetchall()]

    assert sorted(words, key=thai.sort_key) == by_database


@given(thai_text)
def test_two_spellings_of_a_word_share_one_place(text: str) -> None:
    assert thai.sort_key(text) == thai.sort_key(thai.normalize_name(text))


# -- letters as readers count them


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("ที่", ["ที่"]),
        (NAM, [NAM]),
        ("น้ำป่า", ["น้ำ", "ป่", "า"]),
        ("แก้ว", ["แ", "ก้", "ว"]),
        ("พันธุ์", ["พั", "น", "ธุ์"]),
        ("a\r\nb", ["a", "\r\n", "b"]),
        ("e\u0301x", ["e\u0301", "x"]),
        ("👩‍🌾🇹🇭🇹🇭👍🏽", ["👩‍🌾", "🇹🇭", "🇹🇭", "👍🏽"]),
        ("", []),
    ],
)
def test_letters_are_counted_as_readers_do(text: str, letters: list[str]) -> None:
    assert thai.graphemes(text) == letters


def test_a_text_is_shortened_between_letters() -> None:
    assert thai.shorten("น้ำป่าไหลหลาก", 99) == "น้ำป่าไหลหลาก"
    assert thai.shorten("ที่ปู่ชี้", 3) == "ที่ปู่ชี้"
    assert thai.shorten("ที่ปู่ชี้", 2) == "ที่…"
    assert thai.shorten("น้ำไหล", 3) == "น้ำ…", "a vowel that waits for its consonant goes with it"


@given(thai_text, st.integers(1, 12))
def test_a_shortened_text_fits_and_never_cuts_a_letter(text: str, n: int) -> None:
    short = thai.shorten(text, n)

    assert len(thai.graphemes(short)) <= n
    if short != text:
        kept = short.removesuffix("…")
        assert text.startswith(kept)
        assert not kept.endswith(tuple("เแโใไ "))
        assert kept == "".join(thai.graphemes(text)[: len(thai.graphemes(kept))])


@given(thai_text)
def test_letters_joined_are_the_text(text: str) -> None:
    assert "".join(thai.graphemes(text)) == text


# -- numbers of citizens; these belong to nobody


@pytest.mark.parametrize("written", ["1234567890121", "1-2345-67890-12-1", "1 2345 67890 12 1", "๑๒๓๔๕๖๗๘๙๐๑๒๑"])
def test_a_number_of_a_citizen_is_known_by_its_check_digit(written: str) -> None:
    assert thai.is_national_id(written)


@pytest.mark.parametrize("written", ["1234567890122", "123456789012", "12345678901211", "0000000000000", "", "สิบสาม"])
def test_other_numbers_are_not_numbers_of_citizens(written: str) -> None:
    assert not thai.is_national_id(written)


def test_numbers_of_citizens_are_found_in_a_text() -> None:
    text = "นาย ก เลข 1-2345-67890-12-1 และ ๑๒๓๔๕๖๗๘๙๐๑๒๑ โทร 0812345678 รหัส 1234567890122 บัญชี 12345678901211"

    assert thai.find_national_ids(text) == ["1234567890121", "1234567890121"]
