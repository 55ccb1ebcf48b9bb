"""Buddhist-era dates, times, years and digits: what is read, what is refused with which sentence, what is printed."""

from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from ecotown.kernel import thai

TODAY = date(2026, 11, 23)
MEETING_DAY = date(2020, 6, 29)
days = st.dates(min_value=date(1967, 1, 1), max_value=date(2036, 12, 31))


@pytest.mark.parametrize(
    "typed",
    [
        "29/6/2563",
        "๒๙/๖/๒๕๖๓",
        "29/06/2563",
        "29/6/63",
        "29 / 6 / 2563",
        "29-6-2563",
        "29.6.2563",
        "29 มิ.ย. 63",
        "29 มิ.ย. 2563",
        "29มิ.ย.63",
        "29 มิย 63",
        "๒๙ มิ.ย. ๖๓",
        "29 มิถุนายน 2563",
        "  29  มิถุนายน\u00a02563\u200b ",
        "29 เดือนมิถุนายน พ.ศ.2563",
        "29 มิถุนายน พุทธศักราช 2563",
        "๒๙ มิถุนายน ๒๕๖๓",
        "วันที่ 29 มิถุนายน 2563",
        "วันจันทร์ที่ 29 มิถุนายน พ.ศ. 2563",
        "วันจันทร์ที่ ๒๙ มิถุนายน พ.ศ. ๒๕๖๓",
        "29 มิถุนายน ค.ศ. 2020",
        "29/6/ค.ศ. 2020",
        "2020-06-29",
        "2563-06-29",
        "๒๕๖๓-๐๖-๒๙",
    ],
)
def test_a_day_is_read_in_every_way_offices_type_it(typed: str) -> None:
    assert thai.parse_date(typed, TODAY) == MEETING_DAY


@pytest.mark.parametrize("month", range(1, 13))
@pytest.mark.parametrize("in_digits", [str, thai.thai_digits], ids=["arabic", "thai"])
def test_every_month_is_read_by_number_name_and_abbreviation(month: int, in_digits: type[str]) -> None:
    day = date(2020, month, 7)
    ways = [f"7/{month}/2563", f"7 {thai.MONTHS[month - 1]} 2563", f"7 {thai.SHORT_MONTHS[month - 1]} 63"]

    assert [thai.parse_date(in_digits(way), TODAY) for way in ways] == [day, day, day]


def test_the_leap_day_of_2563_is_a_day() -> None:
    assert thai.parse_date("29 ก.พ. 2563", TODAY) == date(2020, 2, 29)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "โปรดระบุวันที่ เช่น 29 มิถุนายน 2563"),
        (" \u200b ", "โปรดระบุวันที่ เช่น 29 มิถุนายน 2563"),
        ("เมื่อวาน", "อ่านวันที่ “เมื่อวาน” ไม่ได้ โปรดพิมพ์เช่น 29 มิถุนายน 2563 หรือ 29/6/2563"),
        ("29 มิถุ 2563", "อ่านวันที่ “29 มิถุ 2563” ไม่ได้ โปรดพิมพ์เช่น 29 มิถุนายน 2563 หรือ 29/6/2563"),
        ("29/6-2563", "อ่านวันที่ “29/6-2563” ไม่ได้ โปรดพิมพ์เช่น 29 มิถุนายน 2563 หรือ 29/6/2563"),
        ("29 ก.พ. 2564", "ไม่มีวันที่ 29 กุมภาพันธ์ 2564 เพราะเดือนกุมภาพันธ์ 2564 มี 28 วัน"),
        ("31/4/2563", "ไม่มีวันที่ 31 เมษายน 2563 เพราะเดือนเมษายน 2563 มี 30 วัน"),
        ("0/4/2563", "ไม่มีวันที่ 0 เมษายน 2563 เพราะเดือนเมษายน 2563 มี 30 วัน"),
        ("29/13/2563", "ไม่มีเดือนที่ 13 โปรดพิมพ์วัน/เดือน/ปี เช่น 29/6/2563"),
        ("29/6/2020", "ปี 2020 เป็น ค.ศ. โปรดพิมพ์ปีเป็น พ.ศ. คือ 2563"),
        ("29 มิถุนายน 2020", "ปี 2020 เป็น ค.ศ. โปรดพิมพ์ปีเป็น พ.ศ. คือ 2563"),
        ("29/6/563", "โปรดพิมพ์ปี พ.ศ. สี่หลัก เช่น 29 มิถุนายน 2563"),
        ("29 มิ.ย. ค.ศ. 20", "โปรดพิมพ์ปี พ.ศ. สี่หลัก เช่น 29 มิถุนายน 2563"),
        ("29/6/2508", "ปี พ.ศ. 2508 อยู่นอกช่วงที่รับได้ คือ พ.ศ. 2509 ถึง 2579 โปรดตรวจสอบ"),
        ("29/6/2580", "ปี พ.ศ. 2580 อยู่นอกช่วงที่รับได้ คือ พ.ศ. 2509 ถึง 2579 โปรดตรวจสอบ"),
        ("29/6/99", "ปี พ.ศ. 2599 อยู่นอกช่วงที่รับได้ คือ พ.ศ. 2509 ถึง 2579 โปรดตรวจสอบ"),
        ("29 มิ.ย. พ.ศ. 2020", "ปี พ.ศ. 2020 อยู่นอกช่วงที่รับได้ คือ พ.ศ. 2509 ถึง 2579 โปรดตรวจสอบ"),
        ("วันอังคารที่ 29 มิถุนายน 2563", "29 มิถุนายน 2563 เป็นวันจันทร์ ไม่ใช่วันอังคาร โปรดตรวจสอบ"),
    ],
)
def test_what_is_no_day_is_refused_with_a_sentence(typed: str, sentence: str) -> None:
    with pytest.raises(thai.ThaiDateError) as refusal:
        thai.parse_date(typed, TODAY)

    assert str(refusal.value) == sentence


def test_the_first_and_the_last_year_taken_are_60_back_and_10_ahead() -> None:
    assert thai.parse_date("1/1/2509", TODAY) == date(1966, 1, 1)
    assert thai.parse_date("31/12/2579", TODAY) == date(2036, 12, 31)


def test_a_megabyte_is_refused_as_a_date_and_its_sentence_stays_short() -> None:
    with pytest.raises(thai.ThaiDateError) as refusal:
        thai.parse_date("1" * 1_000_000, TODAY)

    assert len(str(refusal.value)) < 120


@given(days)
def test_every_way_of_printing_a_day_is_read_back(day: date) -> None:
    for printed in (thai.long_date(day), thai.formal_date(day), thai.short_date(day), thai.compact_date(day)):
        assert thai.parse_date(printed, TODAY) == day
        assert thai.parse_date(thai.thai_digits(printed), TODAY) == day
    assert thai.parse_date(f"{day.day}/{day.month}/{thai.be_year(day)}", TODAY) == day
    assert thai.parse_date(day.isoformat(), TODAY) == day


@given(st.text(max_size=40))
def test_any_text_is_a_day_in_reach_or_a_refusal(typed: str) -> None:
    with suppress(thai.ThaiDateError):
        assert 1966 <= thai.parse_date(typed, TODAY).year <= 2036


def test_a_day_is_printed_in_four_forms() -> None:
    assert thai.long_date(MEETING_DAY) == "29 มิถุนายน 2563"
    assert thai.formal_date(MEETING_DAY) == "วันจันทร์ที่ 29 มิถุนายน พ.ศ. 2563"
    assert thai.short_date(MEETING_DAY) == "29 มิ.ย. 2563"
    assert thai.compact_date(MEETING_DAY) == "29 มิ.ย. 63"
    assert thai.thai_digits(thai.long_date(MEETING_DAY)) == "๒๙ มิถุนายน ๒๕๖๓"


@pytest.mark.parametrize(
    ("month", "name", "short"),
    [
        (1, "มกราคม", "ม.ค."),
        (2, "กุมภาพันธ์", "ก.พ."),
        (3, "มีนาคม", "มี.ค."),
        (4, "เมษายน", "เม.ย."),
        (5, "พฤษภาคม", "พ.ค."),
        (6, "มิถุนายน", "มิ.ย."),
        (7, "กรกฎาคม", "ก.ค."),
        (8, "สิงหาคม", "ส.ค."),
        (9, "กันยายน", "ก.ย."),
        (10, "ตุลาคม", "ต.ค."),
        (11, "พฤศจิกายน", "พ.ย."),
        (12, "ธันวาคม", "ธ.ค."),
    ],
)
def test_every_month_is_printed_by_its_name(month: int, name: str, short: str) -> None:
    day = date(2021, month, 1)

    assert (thai.long_date(day), thai.short_date(day)) == (f"1 {name} 2564", f"1 {short} 2564")


def test_the_seven_weekdays_follow_monday() -> None:
    week = [thai.formal_date(MEETING_DAY + timedelta(days=n)).split("ที่ ")[0] for n in range(7)]

    assert week == ["วันจันทร์", "วันอังคาร", "วันพุธ", "วันพฤหัสบดี", "วันศุกร์", "วันเสาร์", "วันอาทิตย์"]


# -- years


@pytest.mark.parametrize(
    ("day", "calendar", "fiscal", "quarter"),
    [
        (date(2020, 9, 30), 2563, 2563, 4),
        (date(2020, 10, 1), 2563, 2564, 1),
        (date(2020, 12, 31), 2563, 2564, 1),
        (date(2021, 1, 1), 2564, 2564, 2),
        (date(2021, 3, 31), 2564, 2564, 2),
        (date(2021, 4, 1), 2564, 2564, 3),
        (date(2021, 6, 30), 2564, 2564, 3),
        (date(2021, 7, 1), 2564, 2564, 4),
    ],
)
def test_the_budget_year_begins_on_1_october(day: date, calendar: int, fiscal: int, quarter: int) -> None:
    assert (thai.be_year(day), thai.fiscal_year(day), thai.fiscal_quarter(day)) == (calendar, fiscal, quarter)


def test_the_last_half_hour_of_december_in_bangkok_belongs_to_the_old_year() -> None:
    before, after = datetime(2026, 12, 31, 16, 30, tzinfo=UTC), datetime(2026, 12, 31, 17, 0, tzinfo=UTC)

    assert thai.moment(before) == "31 ธันวาคม 2569 เวลา 23.30 น."
    assert thai.moment(after) == "1 มกราคม 2570 เวลา 00.00 น."
    assert (thai.be_year(before), thai.be_year(after)) == (2569, 2570)


def test_today_is_the_day_in_bangkok_whatever_the_machine_says() -> None:
    with time_machine.travel(datetime(2026, 12, 31, 16, 59, tzinfo=UTC), tick=False):
        assert thai.today() == date(2026, 12, 31)
    with time_machine.travel(datetime(2026, 12, 31, 17, 0, tzinfo=UTC), tick=False):
        assert thai.today() == date(2027, 1, 1)


def test_a_moment_without_a_time_zone_is_an_error_of_the_programmer() -> None:
    with pytest.raises(ValueError, match="time zone"):
        thai.long_date(datetime(2020, 6, 29, 9, 30))  # noqa: DTZ001 - the very thing refused


# -- times


@pytest.mark.parametrize(
    "typed", ["09.30", "9:30", "9.30", "09.30 น.", "๐๙.๓๐ น.", "09.30น", "เวลา 09.30 น.", "9.30 นาฬิกา"]
)
def test_a_time_is_read_with_dot_or_colon(typed: str) -> None:
    assert thai.parse_time(typed) == time(9, 30)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "โปรดระบุเวลา เช่น 09.30 น."),
        ("เก้าโมง", "อ่านเวลา “เก้าโมง” ไม่ได้ โปรดพิมพ์เช่น 09.30"),
        ("9.3", "อ่านเวลา “9.3” ไม่ได้ โปรดพิมพ์เช่น 09.30"),
        ("24.00", "เวลาต้องอยู่ระหว่าง 00.00 น. ถึง 23.59 น."),
        ("12.60", "เวลาต้องอยู่ระหว่าง 00.00 น. ถึง 23.59 น."),
    ],
)
def test_what_is_no_time_is_refused_with_a_sentence(typed: str, sentence: str) -> None:
    with pytest.raises(thai.ThaiTimeError) as refusal:
        thai.parse_time(typed)

    assert str(refusal.value) == sentence


@given(st.times())
def test_a_printed_time_is_read_back(clock: time) -> None:
    assert thai.parse_time(thai.thai_time(clock)) == clock.replace(second=0, microsecond=0, fold=0)


# -- digits and numbers of a year


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("คำสั่งที่ 3528/2563", "คำสั่งที่ ๓๕๒๘/๒๕๖๓"),
        ("1,234.50 บาท", "๑,๒๓๔.๕๐ บาท"),
        ("ดู https://example.go.th/areas/830104/?p=2 หน้า 3", "ดู https://example.go.th/areas/830104/?p=2 หน้า ๓"),
        ("www.diw.go.th/p36855 ข้อ 2", "www.diw.go.th/p36855 ข้อ ๒"),
        ("a1@phuket.go.th โทร 12", "a1@phuket.go.th โทร ๑๒"),
        ("9f86d081884c7d65 ครั้งที่ 1", "9f86d081884c7d65 ครั้งที่ ๑"),
        ("1" * 64, "1" * 64),
        ("PM2.5 เกิน 37.5", "PM2.5 เกิน ๓๗.๕"),
    ],
)
def test_thai_digits_leave_what_machines_read_alone(text: str, printed: str) -> None:
    assert thai.thai_digits(text) == printed


@given(st.text(alphabet=st.sampled_from("0123456789๐๑๙ก้า./@aA -"), max_size=60))
def test_digits_go_there_and_back(text: str) -> None:
    assert thai.arabic_digits(thai.thai_digits(text)) == thai.arabic_digits(text)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("3528/2563", (3528, 2563)),
        ("๓๕๒๘/๒๕๖๓", (3528, 2563)),
        (" 3528 / 2563 ", (3528, 2563)),
        ("ที่ 3528/2563", (3528, 2563)),
        ("ครั้งที่ 1/2563", (1, 2563)),
        ("010/2564", (10, 2564)),
    ],
)
def test_a_number_of_a_year_is_read_in_either_digits(typed: str, read: tuple[int, int]) -> None:
    assert thai.parse_number_of_year(typed) == read


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "โปรดระบุเลขที่และปี พ.ศ. เช่น 1/2563"),
        ("3528", "อ่านเลขที่ไม่ได้ โปรดพิมพ์เลขที่ ตามด้วย / และปี พ.ศ. เช่น 1/2563"),
        ("0/2563", "เลขที่เริ่มจาก 1"),
        ("1/63", "โปรดพิมพ์ปี พ.ศ. สี่หลัก เช่น 1/2563"),
        ("3528/2020", "ปี 2020 เป็น ค.ศ. โปรดพิมพ์เป็น พ.ศ. คือ 3528/2563"),
        ("1/2763", "ปี พ.ศ. 2763 ไม่ถูกต้อง โปรดตรวจสอบ"),
    ],
)
def test_what_is_no_number_of_a_year_is_refused_with_a_sentence(typed: str, sentence: str) -> None:
    with pytest.raises(thai.ThaiNumberError) as refusal:
        thai.parse_number_of_year(typed)

    assert str(refusal.value) == sentence


@given(st.integers(1, 99_999), st.integers(2400, 2699))
def test_a_printed_number_of_a_year_is_read_back(number: int, year: int) -> None:
    assert thai.parse_number_of_year(thai.thai_digits(thai.number_of_year(number, year))) == (number, year)
