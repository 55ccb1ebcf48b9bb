"""What is pasted from Word: paragraphs, numbering, bold and tables stay, the rest goes, nothing breaks."""

import time
from contextlib import suppress

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from committee.models import Minutes
from committee.prose import Paragraph, Run, Table, parse
from committee.word.html import MOST_LETTERS, TooMuch, convert
from ecotown.kernel import thai
from tests import build
from tests.committee.conftest import SignIn, address
from tests.committee.word_samples import AS_TEXT, CLIPBOARD


def test_the_clipboard_of_word_becomes_the_text_of_minutes_without_losing_a_paragraph():
    pasted = convert(CLIPBOARD)

    assert pasted.text.split("\n") == AS_TEXT.split("\n")
    assert pasted.pictures == 1


def test_numbering_of_word_is_read_as_numbering_again():
    blocks = parse(convert(CLIPBOARD).text)

    assert [(each.number, each.level) for each in blocks if isinstance(each, Paragraph) and each.number] == [
        ("๑.", 1), ("๑.๑", 2), ("-", 1),
    ]  # fmt: skip
    assert [len(each.rows) for each in blocks if isinstance(each, Table)] == [3]


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<ol><li>หนึ่ง<li><p>สอง</p><p>ต่อ</p></ol>", "1. หนึ่ง\n2. สอง\nต่อ"),
        ("<ol start=3 style='list-style-type: thai'><li>สาม</ol>", "๓. สาม"),
        ("<ol type=a><li>ก</ol><ul><li>ข</ul>", "a. ก\n- ข"),
        ("<p>บรรทัดแรก<br>บรรทัดที่สอง</p>", "บรรทัดแรก\nบรรทัดที่สอง"),
        ("<h2>หัวเรื่อง</h2>เนื้อความ", "**หัวเรื่อง**\nเนื้อความ"),
        ("<b style='font-weight:normal'>เบา</b> <span style='font-weight:700'>หนา </span>เบา", "เบา **หนา** เบา"),
        ("<b>หนา</b><b> ต่อ</b>", "**หนา ต่อ**"),
        ("<table><tr><td><p>กรอบเดียว<p>สองย่อหน้า</table>", "กรอบเดียว\nสองย่อหน้า"),
        ("<table><tr><td>ก<table><tr><td>ใน<td>ใน</table><td>ข</table>", "| ก ใน ใน | ข |"),
        ("<table><tr><td>ก|ข<td>ค</table>", "| ก/ข | ค |"),
        ("<p>ก<!--[if x]><b>ไม่ใช่</b><![endif]--></p><p style='display:none'>ซ่อน</p>", "ก"),
        ("คำเดียว", "คำเดียว"),
        ("", ""),
    ],
)
def test_each_form_of_the_markup_keeps_what_minutes_know(markup: str, text: str):
    assert convert(markup).text == text


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script><style>p{}</style><p onclick=x>คำ<img src=x onerror=alert(1)>",
        "<svg><script>x</script></svg><iframe srcdoc='<p>x'></iframe><p>คำ</p><object data=x>",
        "<xml><w:x>1</w:x></xml><textarea><p>x</textarea><p>คำ",
    ],
)
def test_scripts_and_objects_leave_nothing_behind(hostile: str):
    assert convert(hostile).text == "คำ"


@pytest.mark.parametrize(
    "piece",
    [
        "<b>ก ",
        "<table>",
        "<td>",
        "<table><tr><td>ก",
        "<!--",
        "<a ",
        "&#",
        "<td colspan=9999 rowspan=9999>ก",
        "<tr>",
        "<p>",
    ],
)
def test_however_hostile_the_markup_it_takes_bounded_work(piece: str):
    beginning = time.process_time()
    with suppress(TooMuch):
        convert(piece * (MOST_LETTERS // len(piece)))
    assert time.process_time() - beginning < 30  # about two seconds here; an unbounded one takes minutes

    with pytest.raises(TooMuch):
        convert("ก" * (MOST_LETTERS + 1))


def test_no_nesting_is_too_deep_for_a_word():
    assert convert("<p>" + "<span>" * 20_000 + "ลึก" + "</span>" * 20_000 + "<p>หลัง").text == "ลึก\nหลัง"


words = st.text(alphabet="กขค 12่", min_size=1, max_size=8).map(thai.normalize_name).filter(bool)


@given(st.lists(st.tuples(st.sampled_from(["p", "li", "h3", "div", "td", "b"]), words), max_size=12))
def test_no_word_is_lost_and_none_is_added(parts: list[tuple[str, str]]):
    text = convert("".join(f"<{tag}>{word}</{tag}>" for tag, word in parts)).text

    kept = "".join(sign for sign in text if sign not in " *|-\n")
    assert kept == thai.normalize("".join(word for _tag, word in parts)).replace(" ", "")


def test_bold_words_stay_bold():
    (paragraph,) = parse(convert("<p>มติ <strong>เห็นชอบ</strong>ตามเสนอ").text)

    assert isinstance(paragraph, Paragraph)
    assert paragraph.runs == (Run("มติ "), Run("เห็นชอบ", True), Run("ตามเสนอ"))


# -- the route


@pytest.mark.django_db
def test_the_office_gets_the_text_and_is_told_of_the_picture_and_nothing_is_saved(office: Client):
    entry = build.entry(text="เดิม")

    answer = office.post(address("entry_paste", entry.pk), {"markup": CLIPBOARD})

    assert answer.json()["text"] == AS_TEXT
    assert "1" in answer.json()["note"]
    assert entry.minutes.entries.get().text == "เดิม"


@pytest.mark.django_db
@pytest.mark.parametrize("markup", ["", "ก" * (MOST_LETTERS + 1), "<table>" + "<td>" * 20_001])
def test_nothing_or_too_much_is_answered_with_a_sentence(office: Client, markup: str):
    answer = office.post(address("entry_paste", build.entry().pk), {"markup": markup})

    assert answer.status_code in (400, 422)


@pytest.mark.django_db
def test_only_who_may_write_may_paste(office: Client, signed_in: SignIn):
    entry = build.entry()
    member = signed_in(build.seated("member"))

    assert member.post(address("entry_paste", entry.pk), {"markup": "<p>ก"}).status_code == 404
    Minutes.objects.update(state="circulated")
    assert member.post(address("entry_paste", entry.pk), {"markup": "<p>ก"}).status_code == 403
    assert office.post(address("entry_paste", entry.pk), {"markup": "<p>ก"}).status_code == 403
