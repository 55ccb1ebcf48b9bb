"""The sentences that open every page. Pure."""

from typing import Any

import pytest

from reports import rows, telling
from tests.reports.sample import result, snapshot


@pytest.mark.parametrize(
    ("results", "sentence"),
    [
        ([], "สามพื้นที่เป้าหมาย ยังไม่มีผลการประเมิน"),
        ([result(2, low=3), result(1, low=3), result(1, low=1)], "รัษฎาถึงระดับที่ 2 แล้ว ฉลองขาดอีก 1 ตัวชี้วัด"),
        ([result(2, low=3), result(1, low=2), result(1, low=2)], "รัษฎาถึงระดับที่ 2 แล้ว ศรีสุนทรและฉลองขาดอีกพื้นที่ละ 2 ตัวชี้วัด"),
        ([result(1, low=2), result(1, low=3), result(1, low=1)], "ทั้งสามพื้นที่ถึงระดับที่ 1 แล้ว ฉลองขาดอีก 1 ตัวชี้วัด จะถึงระดับที่ 2"),
        ([result(0, low=2), result(0, low=3)], "รัษฎาขาดอีก 2 ตัวชี้วัด จะถึงระดับที่ 1"),
        ([result(0, undecided=4)], "รัษฎายังสรุปไม่ได้ รอมติอีก 4 ตัวชี้วัด"),
        ([result(2, low=1), None, result(1, undecided=2)], "รัษฎาถึงระดับที่ 2 แล้ว ฉลองยังสรุปไม่ได้ รอมติอีก 2 ตัวชี้วัด"),
        ([result(3), result(3), result(3)], "ทั้งสามพื้นที่ถึงระดับที่ 3 แล้ว"),
        ([result(1, low=2)], "รัษฎาถึงระดับที่ 1 แล้ว ขาดอีก 2 ตัวชี้วัด จะถึงระดับที่ 2"),
    ],
)
def test_finding_names_who_stands_highest_and_who_is_nearest(results: list[Any], sentence: str):
    assert telling.finding(snapshot(*results)) == sentence


@pytest.mark.parametrize(
    ("found", "level", "word"),
    [
        (None, None, "ยังไม่มีผลการประเมิน"),
        (result(2, low=1), 2, "ระดับที่ 2 จาก 3"),
        (result(0, low=1), None, "ยังไม่ถึงระดับที่ 1"),
        (result(0, undecided=1), None, "ยังสรุปไม่ได้"),
        (result(1, undecided=1), None, "ยังสรุปไม่ได้ ถึงระดับที่ 1 เป็นอย่างน้อย"),
    ],
)
def test_level_is_a_figure_only_where_it_is_certain(found: Any, level: int | None, word: str):
    told = snapshot(found)

    assert (rows.level_of(told["areas"][0]), telling.level_word(told, found)) == (level, word)


@pytest.mark.parametrize(
    ("found", "sentence"),
    [
        (result(1, low=2), "ขาดอีก 2 ตัวชี้วัด จะถึงระดับที่ 2 ยกระดับการจัดการสิ่งแวดล้อม"),
        (result(1, undecided=3), "ระดับที่ 2 ยกระดับการจัดการสิ่งแวดล้อมยังสรุปไม่ได้ รอมติอีก 3 ตัวชี้วัด"),
        (result(1, low=1, undecided=2), "ขาดอีก 1 ตัวชี้วัด และรอมติอีก 2 ตัวชี้วัด จะถึงระดับที่ 2 ยกระดับการจัดการสิ่งแวดล้อม"),
        (result(3), "ผ่านครบทุกระดับแล้ว"),
        (None, "ยังไม่มีผลการประเมิน"),
    ],
)
def test_area_says_what_is_missing(found: Any, sentence: str):
    told = snapshot(found)

    assert telling.area_finding(told, told["areas"][0]) == sentence


def test_marks_say_whose_by_what_and_how_final():
    assert telling.marks(snapshot()) == [telling.NO_RESULT]
    assert telling.marks(snapshot(result(1, low=1), official=True)) == [telling.WHOSE]
    assert telling.marks(snapshot(result(1, low=1, final=False))) == [telling.WHOSE, telling.DRAFT, telling.PENDING]


def test_stair_counts_only_areas_whose_level_is_certain():
    told = snapshot(result(2, low=1), result(1, undecided=1), result(1, low=1))

    assert [each["reached"] for each in rows.reached_by(told)] == [2, 1, 0]


def test_resolution_is_not_told_twice_by_its_kind():
    assert telling.words_of({"kind": "เห็นชอบ", "text": "เห็นชอบระดับ"}) == "เห็นชอบระดับ"
    assert telling.words_of({"kind": "เห็นชอบ", "text": "ระดับของพื้นที่"}) == "เห็นชอบระดับของพื้นที่"
    assert telling.words_of({"kind": "", "text": "กำหนดเป้าหมาย"}) == "กำหนดเป้าหมาย"
