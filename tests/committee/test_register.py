"""The register: found in Thai without blanks between words, filtered by its address, taken away as it was asked for."""

import csv
from io import BytesIO, StringIO
from itertools import product
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from openpyxl import load_workbook

from committee import register
from committee.models import Resolution
from ecotown.kernel import thai
from tests import build
from tests.committee.conftest import address

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_too]
# น้ำ as keyboards and other programs spell it.
WATER = ["\u0e19\u0e49\u0e33", "\u0e19\u0e4d\u0e49\u0e32", "\u0e19\u0e33\u0e49"]


def resolution(text: str, title: str = "เรื่องเสนอ", **fields: Any) -> Resolution:
    meeting = fields.pop("meeting", None) or build.closed_meeting()
    item = build.agenda_item(meeting=meeting, title=title, is_confidential=fields.pop("is_confidential", False))
    return build.resolution(agenda_item=item, text=text, **fields)


def found(words: str) -> list[str]:
    return sorted(each.text for each in Resolution.objects.saying(words))


# -- words


def test_a_word_is_found_inside_another():
    resolution("พัฒนาเมืองอุตสาหกรรมเชิงนิเวศ")
    resolution("จัดการขยะ")

    assert found("อุตสาหกรรม") == ["พัฒนาเมืองอุตสาหกรรมเชิงนิเวศ"]


@pytest.mark.parametrize("stored", WATER)
@pytest.mark.parametrize("typed", WATER)
def test_three_spellings_of_one_word_find_the_same_row(stored: str, typed: str):
    made = resolution(f"ตรวจคุณภาพ{stored}เสีย")

    assert [each.pk for each in Resolution.objects.saying(typed)] == [made.pk]


@pytest.mark.parametrize("typed", ["กำ", "\u0e01\u0e4d\u0e32", "ก%", "_", "\\"])
def test_what_only_looks_alike_is_not_found(typed: str):
    resolution("จัดการกรรม")

    assert found(typed) == []


def test_every_word_must_stand_somewhere_in_the_resolution_its_matter_or_its_kind():
    resolution("ตรวจคลองบางใหญ่", title="คุณภาพน้ำ", kind="approve")
    resolution("ตรวจคลองท่าจีน", title="คุณภาพอากาศ", kind="agree")

    assert found("คลอง คุณภาพ") == ["ตรวจคลองท่าจีน", "ตรวจคลองบางใหญ่"]
    assert found("คลอง น้ำ") == ["ตรวจคลองบางใหญ่"]
    assert found("อนุมัติ  คลอง") == ["ตรวจคลองบางใหญ่"]
    assert found("คลอง โรงงาน") == []


@pytest.mark.parametrize("typed", ["3528", "๓๕๒๘"])
def test_digits_are_found_in_either_script(typed: str):
    resolution("ตามคำสั่งที่ 3528/2563")
    resolution("ตามคำสั่งที่ ๓๕๒๘/๒๕๖๓")

    assert len(found(typed)) == 2


def test_capitals_make_no_difference():
    resolution("โครงการ PM2.5")

    assert found("pm2.5") == ["โครงการ PM2.5"]


# -- columns


def test_the_database_knows_what_is_in_effect_and_final_as_the_row_does():
    for state, quorum, is_old, adopted in product(
        ("planned", "closed"), (True, False, None), (False, True), (None, "draft", "adopted")
    ):
        numbers = {} if quorum is None else {
            "seats_filled": 10, "quorum_needed": 5, "quorum_present": 8 if quorum else 3,
        }  # fmt: skip
        meeting = build.meeting(state=state, is_old=is_old, **numbers)
        build.resolution(meeting=meeting)
        if adopted == "adopted":
            build.adopted(meeting)
        elif adopted:
            build.minutes(meeting=meeting)

    rows = list(Resolution.objects.with_standing())
    asked = {name: set(Resolution.objects.that_stand(name)) for name in ("in_effect", "final", "waiting")}

    assert len(rows) == 36
    assert asked["in_effect"] == {row for row in rows if row.in_effect} != set()
    assert asked["final"] == {row for row in rows if row.final} != set()
    assert asked["waiting"] == {row for row in rows if not row.in_effect} != set()


def test_each_filter_stands_in_the_address_and_narrows_the_list(office: Client):
    duty, group = build.duty(), build.body("คณะทำงาน", kind="working_group")
    wanted = resolution(
        "ตรวจคลองบางใหญ่", kind="approve", duty=duty,
        meeting=build.closed_meeting(body=group, held_on=build.SINCE, number=7),
    )  # fmt: skip
    resolution("ตรวจคลองบางใหญ่")

    for query in (
        {"body": group.pk}, {"year": 2563}, {"kind": "approve"}, {"duty": duty.pk},
        {"q": "คลอง", "year": "2563", "standing": "in_effect"},
    ):  # fmt: skip
        page = office.get(address("resolutions"), query)
        assert [each.pk for each in page.context["page"]] == [wanted.pk], query
    assert len(office.get(address("resolutions"), {"q": "คลอง"}).context["page"].object_list) == 2
    assert list(office.get(address("resolutions"), {"standing": "final"}).context["page"]) == []


@pytest.mark.parametrize("query", [{"year": "เมื่อวาน"}, {"body": "999"}, {"standing": "all"}, {"q": "ก" * 101}])
def test_a_filter_that_cannot_be_is_told_and_shows_nothing(office: Client, query: dict[str, str]):
    resolution("ตรวจคลอง")

    page = office.get(address("resolutions"), query)

    assert (page.status_code, list(page.context["page"])) == (422, [])


def test_the_pages_of_a_question_keep_the_question(office: Client):
    meeting = build.closed_meeting()
    for number in range(51):
        build.resolution(agenda_item=build.agenda_item(meeting=meeting, title=f"เรื่องที่ {number}"))

    page = office.get(address("resolutions"), {"q": "เห็นชอบ", "page": "1"})

    assert f'href="?{urlencode({"q": "เห็นชอบ"})}&amp;page=2"' in page.content.decode()
    assert len(office.get(address("resolutions"), {"q": "เห็นชอบ", "page": "2"}).context["page"].object_list) == 1


def test_a_register_asks_as_often_for_three_votes_as_for_one(office: Client, django_assert_max_num_queries: Any):
    from committee.models import Vote

    def more() -> None:
        Vote.objects.create(resolution=resolution("ตรวจคลอง", duty=build.duty()), in_favour=5, against=1)

    # Session, user, three for the actor; bodies, years, duties; how many; the rows.
    more()
    for page, queries in (("resolutions", 5), ("resolutions_csv", 4), ("resolutions_xlsx", 4)):
        with django_assert_max_num_queries(5 + queries) as one:
            office.get(address(page), {"q": "คลอง"})
        more(), more()
        with django_assert_max_num_queries(len(one)):
            office.get(address(page), {"q": "คลอง"})


# -- taken away


def csv_rows(client: Client, query: dict[str, str] | None = None) -> list[list[str]]:
    answer = client.get(address("resolutions_csv"), query or {})
    assert answer.content.startswith(b"\xef\xbb\xbf")
    assert "attachment" in answer["Content-Disposition"]
    return list(csv.reader(StringIO(answer.content.decode("utf-8-sig"), newline="")))


def xlsx_rows(client: Client, query: dict[str, str] | None = None) -> list[list[str]]:
    answer = client.get(address("resolutions_xlsx"), query or {})
    sheet = load_workbook(BytesIO(answer.content)).active
    return [["" if cell.value is None else cell.value for cell in row] for row in sheet.iter_rows()]


def test_both_tables_hold_what_was_asked_for_with_its_thai_intact(office: Client):
    made = resolution("ตรวจคุณภาพน้ำ\nของคลองบางใหญ่ ที่นี่ กตัญญู", title="เรื่อง “น้ำ”, คลอง", unopposed=True)
    resolution("เรื่องอื่น")

    as_csv, as_xlsx = csv_rows(office, {"q": "น้ำ"}), xlsx_rows(office, {"q": "น้ำ"})

    assert as_csv == as_xlsx
    assert as_csv[0] == [str(words) for words in register.head()]
    assert as_csv[1:] == [[
        made.reference, str(made.agenda_item.meeting.body), thai.long_date(made.agenda_item.meeting.held_on),
        "เรื่อง “น้ำ”, คลอง", "เห็นชอบ", "เห็นชอบ ตรวจคุณภาพน้ำ\nของคลองบางใหญ่ ที่นี่ กตัญญู", "ไม่มีผู้คัดค้าน", "",
        as_csv[1][8], "",
    ]]  # fmt: skip


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "＝"])
def test_no_cell_is_a_formula(office: Client, begin: str):
    resolution("ก", title=f"{begin}cmd|' /C calc'!A0")

    for rows in (csv_rows(office), xlsx_rows(office)):
        assert rows[1][3] == f"'{begin}cmd|' /C calc'!A0"
    book = load_workbook(BytesIO(office.get(address("resolutions_xlsx")).content))
    assert "f" not in {cell.data_type for row in book.active.iter_rows() for cell in row}


@pytest.mark.parametrize("text", ["\tก", "\rก", "=1+1", "-ก"])
def test_a_cell_that_a_spreadsheet_would_read_is_defused(text: str):
    assert register.plain(text) == f"'{text}"
    assert register.plain("ก=1") == "ก=1"


def test_what_is_not_for_the_public_says_so_in_the_table(office: Client):
    resolution("ก", is_confidential=True)

    assert csv_rows(office)[1][9] != ""


def test_another_province_takes_nothing_of_ours_away(signed_in: Any):
    resolution("ของเรา")
    far = build.seated("secretary", body=build.body("คณะกรรมการอื่น", province=build.province("82", "พังงา")))

    assert len(csv_rows(signed_in(far))) == len(xlsx_rows(signed_in(far))) == 1
