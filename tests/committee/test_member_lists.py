"""Member lists as workbooks: out, in by a dry run, all of it or nothing."""

from datetime import date
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.test import Client

from committee.models import Holder, Order, Person, Seat
from ecotown.kernel.models import JournalEntry
from ecotown.kernel.rules import Actor
from tests import build
from tests.committee.conftest import address
from tests.committee.workbooks import FIRST, TODAY, cells_of, column, exported, held, plan_of, row, take, told, workbook

pytestmark = pytest.mark.django_db


@pytest.fixture
def order() -> Order:
    return build.order(in_force_from=date(2020, 6, 26))


# -- out and in


@pytest.mark.sqlite_too
def test_a_first_list_becomes_seats_people_and_terms_in_its_sequence(staff: Actor, order: Order):
    take(staff, order, workbook(FIRST, above=2))

    seats = list(Seat.objects.on_body(order.body_id, TODAY))
    assert [(seat.post, seat.role, seat.since) for seat in seats] == [
        ("ผู้ว่าราชการจังหวัดภูเก็ต", "chair", date(2020, 6, 26)), ("ท้องถิ่นจังหวัดภูเก็ต", "member", date(2020, 6, 26)),
        ("อุตสาหกรรมจังหวัดภูเก็ต", "secretary", date(2020, 6, 26)), ("ผู้แทน", "member", date(2020, 6, 26)),
    ]  # fmt: skip
    assert [(each.person.given, each.since, each.until) for each in Holder.objects.order_by("seat__sort")[:3]] == [
        ("หนึ่ง", date(2020, 10, 1), None), ("สอง", date(2020, 10, 1), date(2027, 10, 1)), ("สาม", date(2020, 10, 1), None),
    ]  # fmt: skip
    assert Holder.objects.get(acting="for_absent").post == "นักวิชาการ รักษาราชการแทนอุตสาหกรรมจังหวัดภูเก็ต"
    assert JournalEntry.objects.filter(act="members.import").count() == 1


@pytest.mark.sqlite_too
@pytest.mark.parametrize("on", [date(2023, 6, 1), TODAY])
def test_what_was_exported_changes_nothing_when_it_comes_back(staff: Actor, order: Order, on: date):
    take(staff, order, workbook(FIRST))
    seat = build.seat(order=order, kind="by_name", since=date(2020, 7, 1), post="=ผู้ทรงคุณวุฒิ")
    build.holder(seat=seat, since=date(2020, 7, 1), until=date(2025, 1, 1))
    build.holder(seat=seat, since=date(2025, 1, 1))

    plan, faults = plan_of(staff, order, exported(order.body, on), on=on)

    assert (plan.steps, faults) == ([], [])


@pytest.mark.sqlite_too
def test_a_list_typed_by_hand_taken_in_twice_is_one_list(staff: Actor, order: Order):
    take(staff, order, workbook(FIRST))

    plan, faults = plan_of(staff, order, workbook(FIRST))

    assert (plan.steps, faults) == ([], [])


def test_no_exported_cell_is_a_live_formula(office: Client, order: Order):
    for sign in "=+-@":
        build.seat(order=order, post=f"{sign}cmd|' /C calc'!A0")

    answer = office.get(address("body_members", order.body_id))
    content = b"".join(answer.streaming_content)

    sheet = openpyxl.load_workbook(BytesIO(content)).worksheets[0]
    live = [cell for cells in sheet.iter_rows() for cell in cells if str(cell.value or "").startswith(tuple("=+-@"))]
    assert [(cell.data_type, cell.quotePrefix) for cell in live] == [("s", True)] * 4
    assert "attachment" in answer["Content-Disposition"]
    assert [value for value in cells_of(content)[1] if value][2] == "=cmd|' /C calc'!A0"


# -- what a list would do


@pytest.mark.sqlite_too
def test_the_dry_run_lists_what_would_be_added_changed_and_ended_and_writes_nothing(staff: Actor, order: Order):
    take(staff, order, workbook(FIRST))
    before = (Seat.objects.count(), Holder.objects.count(), Person.objects.count(), JournalEntry.objects.count())
    rows = [
        {**FIRST[0], "given": "สี่", "since": "1 ตุลาคม 2569"},  # a transfer
        {**FIRST[1], "sector": "องค์กรปกครองส่วนท้องถิ่น"},
        {**FIRST[2], "until": "1 มกราคม 2570"},
        {**FIRST[3], "place": 5},
        held("ปลัดจังหวัดภูเก็ต", "ห้า", place=4),
    ]

    plan, faults = plan_of(staff, order, workbook(rows))

    assert faults == []
    assert [step.row for step in plan.of_kind("added")] == [2, 2, 6, 6, 6]  # person, term; seat, person, term
    assert [step.row for step in plan.of_kind("changed")] == [3]
    assert [step.row for step in plan.of_kind("ended")] == [2, 4]
    assert before == (
        Seat.objects.count(),
        Holder.objects.count(),
        Person.objects.count(),
        JournalEntry.objects.count(),
    )

    take(staff, order, workbook(rows))
    seats: list[Any] = list(Seat.objects.on_body(order.body_id, date(2026, 10, 1)))
    assert [seat.post for seat in seats][2:] == ["อุตสาหกรรมจังหวัดภูเก็ต", "ปลัดจังหวัดภูเก็ต", "ผู้แทน"]
    assert [held.person.given for held in seats[0].holders_today] == ["สี่"]
    chair = Holder.objects.filter(seat__role="chair").order_by("since")
    assert [each.until for each in chair] == [date(2026, 10, 1), None]


@pytest.mark.sqlite_too
def test_a_seat_that_the_file_does_not_name_ends_only_where_that_is_asked_for(staff: Actor, order: Order):
    take(staff, order, workbook(FIRST))
    amending = build.order(kind="amend", amends=order, in_force_from=date(2022, 1, 1))
    day = date(2022, 1, 1)

    stays, _faults = plan_of(staff, amending, workbook(FIRST[:3]), on=day)
    _plan, refused = plan_of(staff, order, workbook(FIRST[1:]), on=TODAY, ends_missing=True)
    take(staff, amending, workbook(FIRST[:3]), on=day, ends_missing=True)

    gone = Seat.objects.get(post="ผู้แทน")
    assert stays.steps == []
    assert told(refused) == []  # every seat of the order's own stays its own
    assert (gone.until, gone.ended_by) == (day, amending)


@pytest.mark.sqlite_too
def test_a_seat_that_ends_before_the_order_comes_into_force_is_not_brought_back_by_it(staff: Actor, order: Order):
    take(staff, order, workbook(FIRST))
    ended = date(2021, 12, 1)
    Seat.objects.filter(post="ผู้แทน").update(until=ended)
    amending = build.order(kind="amend", amends=order, in_force_from=date(2022, 1, 1))

    take(staff, amending, workbook(FIRST[:3]), on=date(2021, 6, 1), ends_missing=True)

    assert Seat.objects.get(post="ผู้แทน").until == ended


@pytest.mark.sqlite_too
def test_a_changed_prefix_is_a_change_of_the_person_and_not_a_second_one(staff: Actor, order: Order):
    take(staff, order, workbook(FIRST))

    take(staff, order, workbook([{**FIRST[0], "prefix": "ว่าที่ร้อยตรี"}, *FIRST[1:]]))

    assert [person.prefix for person in Person.objects.filter(given="หนึ่ง")] == ["ว่าที่ร้อยตรี"]


# -- every fault at once, by row and column


@pytest.mark.sqlite_too
def test_every_fault_is_told_at_once_with_row_and_column(staff: Actor, order: Order):
    rows = [
        held("ก", "หนึ่ง", role="ประธาน", sector="เอกชน", since="26/6/2020"),
        held("ข", "สอง", since="31/2/2563", until="abc"),
        {"role": "กรรมการ", "given": "สาม"},
        held("ค", "สี่", since="1/1/2565", until="1/1/2564"),
        held("ง", "ห้า", acting="รักษาราชการแทน"),
        row("จ", kind="ผู้แทนหน่วยงาน", since="1/1/2565"),
        held("ฉ", "หก", kind="โดยชื่อบุคคล", acting="รักษาการในตำแหน่ง", acting_order="คำสั่งที่ 1/2565"),
        held("ช", "1101700230708", place="หนึ่ง"),
    ]

    _plan, faults = plan_of(staff, order, workbook(rows))

    assert told(faults) == [
        (2, "B"), (2, "F"), (2, "J"), (3, "J"), (3, "K"),
        (4, "C"), (4, "D"), (4, "F"), (4, "G"), (4, "I"), (5, "K"), (6, "N"), (7, "E"), (7, "H"), (8, "L"), (9, "A"), (9, "H"),
    ]  # fmt: skip
    sentences = "\n".join(fault.sentence for fault in faults)
    assert "ปี 2020 เป็น ค.ศ. โปรดพิมพ์ปีเป็น พ.ศ. คือ 2563" in sentences
    assert "ไม่มีตัวเลือก “เอกชน” โปรดใช้คำใดคำหนึ่งต่อไปนี้: ส่วนราชการ, องค์กรปกครองส่วนท้องถิ่น, รัฐวิสาหกิจ, ภาคเอกชน" in sentences
    assert "1101700230708" not in sentences


@pytest.mark.sqlite_too
def test_formulas_error_values_and_merged_cells_are_faults(staff: Actor, order: Order):
    def spoil(sheet: Any) -> None:
        sheet.cell(2, column("given"), "=A1")
        sheet.cell(3, column("given"), "#REF!").data_type = "e"
        sheet.merge_cells("B4:C5")

    content = workbook([held("ก", "หนึ่ง"), held("ข", "สอง"), held("ค", "สาม"), held("ง", "สี่")], change=spoil)

    _plan, faults = plan_of(staff, order, content)

    assert {(2, "H"), (3, "H"), (4, "B")} <= set(told(faults))


@pytest.mark.sqlite_too
def test_a_year_of_the_buddhist_era_in_a_true_date_cell_is_understood(staff: Actor, order: Order):
    take(
        staff,
        order,
        workbook([held("ก", "หนึ่ง", since=date(2563, 10, 1)), held("ข", "สอง", since="1 ต.ค. ค.ศ. 2020")]),
    )

    assert set(Holder.objects.values_list("since", flat=True)) == {date(2020, 10, 1)}


@pytest.mark.sqlite_too
def test_two_holders_of_one_seat_on_one_day_are_a_fault(staff: Actor, order: Order):
    seat = build.seat(order=order, post="ก", since=date(2020, 7, 1))
    sitting = build.holder(seat=seat, since=date(2020, 7, 1))
    future = build.seat(order=order, post="ข", since=date(2020, 7, 1))
    build.holder(seat=future, since=date(2030, 1, 1))

    for rows in (
        [held("ก", "หนึ่ง", since="1 กรกฎาคม 2563")],  # somebody else sits there from that very day
        [held("ข", "หนึ่ง", since="1 มกราคม 2564")],  # without an end it runs into the term to come
        [held("ค", "หนึ่ง"), held("ค", "สอง")],  # one post, two rows
        [row("ก")],  # the row names nobody
    ):
        _plan, faults = plan_of(staff, order, workbook(rows))
        assert len(faults) == 1, rows
    assert str(sitting.person) in faults[0].sentence


@pytest.mark.sqlite_too
def test_a_seat_of_another_body_is_not_taken_by_its_number(staff: Actor, order: Order):
    far = build.seat(order=build.order(body=build.body("คณะทำงาน")), post="ก")

    _plan, faults = plan_of(staff, order, workbook([row("ก", seat_id=far.pk), row("ข", seat_id=far.pk)]))

    assert [fault.row for fault in faults] == [3]  # the number twice
    _plan, faults = plan_of(staff, order, workbook([row("ก", seat_id=far.pk)]))
    assert [fault.row for fault in faults] == [2]


@pytest.mark.sqlite_too
def test_a_sheet_without_the_headings_says_which_are_missing(staff: Actor, order: Order):
    _plan, faults = plan_of(staff, order, workbook([], change=lambda sheet: sheet.delete_cols(1, 6)))

    assert told(faults) == [(0, "")]
    assert "ตำแหน่งในคณะกรรมการ" in faults[0].sentence
