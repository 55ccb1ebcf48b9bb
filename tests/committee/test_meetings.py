"""Meetings: numbers, agenda, attendance and what closing freezes."""

import json
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from committee.models import AgendaItem, Meeting, MinutesEntry, Reply
from committee.models.section import Section
from committee.services.agenda import add_agenda_item, change_agenda_item, remove_agenda_item
from committee.services.meetings import cancel_meeting, change_meeting
from ecotown.kernel.models import JournalEntry
from ecotown.kernel.rules import Actor, Refused
from tests import build
from tests.committee.records import DAY, planned, titles

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_too]

# -- planning


def test_a_first_meeting_has_the_six_sections_and_no_minutes_to_adopt(staff: Actor):
    assert titles(planned(staff)) == [
        "1.1 เรื่องที่ประธานแจ้งให้ที่ประชุมทราบ", "2.1 ไม่มี", "3.1 เรื่องสืบเนื่อง",
        "4.1 เรื่องเสนอเพื่อทราบ", "5.1 เรื่องเสนอเพื่อพิจารณา", "6.1 เรื่องอื่น ๆ (ถ้ามี)",
    ]  # fmt: skip


def test_the_next_meeting_refers_to_the_last_unadopted_minutes(staff: Actor):
    build.closed_meeting(number=1, held_on=date(2020, 6, 29))

    second = planned(staff)
    assert titles(second)[1] == "2.1 รับรองรายงานการประชุม ครั้งที่ 1/2563 เมื่อวันที่ 29 มิถุนายน 2563"

    build.adopted(Meeting.objects.get(be_year=2563))
    assert titles(planned(staff, number=3))[1] == "2.1 ไม่มี"


def test_a_number_counts_within_one_body_and_calendar_year(staff: Actor):
    planned(staff)

    with pytest.raises(ValidationError) as refused:
        planned(staff)
    assert list(refused.value.message_dict) == ["number"]
    assert planned(staff, body_id=build.body("คณะทำงาน").pk).display_number == "2/2569"


@pytest.mark.parametrize(
    ("be_year", "held_on", "taken"),
    [(2564, date(2021, 1, 4), True), (2563, date(2021, 1, 4), False), (2564, date(2020, 10, 1), False)],
)
def test_the_year_of_the_number_is_the_calendar_year_of_the_date(
    staff: Actor, be_year: int, held_on: date, taken: bool
):
    if taken:
        assert planned(staff, number=1, be_year=be_year, held_on=held_on).be_year == be_year
        return
    with pytest.raises(ValidationError) as refused:
        planned(staff, number=1, be_year=be_year, held_on=held_on)
    assert list(refused.value.message_dict) == ["held_on"]


def test_meetings_sort_by_year_and_number_not_by_text():
    for number, day in [(10, date(2020, 6, 1)), (2, date(2020, 3, 1)), (1, date(2021, 1, 1))]:
        build.meeting(number=number, held_on=day)

    assert [str(each) for each in Meeting.objects.all()] == ["ครั้งที่ 2/2563", "ครั้งที่ 10/2563", "ครั้งที่ 1/2564"]


def test_a_planned_meeting_can_be_changed_or_cancelled_but_a_closed_one_not(staff: Actor):
    meeting = planned(staff)

    change_meeting(
        staff,
        meeting_id=meeting.pk,
        number=3,
        be_year=2569,
        held_on=DAY + timedelta(1),
        venue="ศาลากลาง",
        mode="hybrid",
    )
    meeting.refresh_from_db()
    assert (meeting.display_number, meeting.venue) == ("3/2569", "ศาลากลาง")

    assert cancel_meeting(staff, meeting_id=meeting.pk, reason="ประธานติดราชการ").state == "cancelled"
    for done in (meeting, build.closed_meeting()):
        with pytest.raises(Refused):
            change_meeting(staff, meeting_id=done.pk, number=4, be_year=2569, held_on=DAY, venue="ก", mode="online")


def test_another_day_takes_back_the_invitation_and_the_answers_to_it(staff: Actor):
    meeting, seat = planned(staff), build.holder().seat
    as_it_is = {"number": 2, "be_year": 2569, "mode": "online", "meeting_id": meeting.pk}
    Meeting.objects.filter(pk=meeting.pk).update(called_on=DAY - timedelta(2), urgent_reason="เร่งด่วน")
    Reply.objects.create(meeting=meeting, seat=seat, kind="coming")

    assert change_meeting(staff, held_on=DAY, venue="ศาลากลาง", **as_it_is).called_on == DAY - timedelta(2)
    assert meeting.replies.exists()

    change_meeting(staff, held_on=DAY + timedelta(7), venue="ศาลากลาง", **as_it_is)
    meeting.refresh_from_db()
    assert (meeting.called_on, meeting.urgent_reason, meeting.replies.exists()) == (None, "", False)
    told = json.loads(JournalEntry.objects.latest("pk").body)["after"]
    assert (told["called_on_before"], told["replies_taken_off"]) == ("2026-08-16", [[seat.pk, "coming"]])


def test_a_meeting_that_has_resolved_something_is_not_cancelled(staff: Actor):
    meeting = planned(staff)
    build.resolution(agenda_item=meeting.agenda.first())

    with pytest.raises(ValidationError):
        cancel_meeting(staff, meeting_id=meeting.pk, reason="ผิดพลาด")


# -- agenda


def test_the_first_matter_takes_the_place_of_the_standing_item(staff: Actor):
    meeting = planned(staff)

    add_agenda_item(staff, meeting_id=meeting.pk, section=5, title="กำหนดพื้นที่เป้าหมาย")
    add_agenda_item(staff, meeting_id=meeting.pk, section=5, title="แผนปฏิบัติการ", is_confidential=True)

    considered = meeting.agenda.filter(section=Section.CONSIDERATION)
    assert [str(item) for item in considered] == ["5.1 กำหนดพื้นที่เป้าหมาย", "5.2 แผนปฏิบัติการ"]
    assert [item.is_confidential for item in considered] == [False, True]


def test_a_standing_item_with_text_or_resolution_keeps_its_place(staff: Actor):
    meeting = planned(staff)
    build.resolution(agenda_item=meeting.agenda.get(section=5))
    minutes = build.minutes(meeting=meeting)
    minutes.entries.create(agenda_item=meeting.agenda.get(section=4), text="รายงานผล")

    assert str(add_agenda_item(staff, meeting_id=meeting.pk, section=5, title="ใหม่")) == "5.2 ใหม่"
    assert str(add_agenda_item(staff, meeting_id=meeting.pk, section=4, title="ใหม่")) == "4.2 ใหม่"


def test_minutes_already_begun_get_a_place_for_a_new_matter(staff: Actor):
    meeting = planned(staff)
    minutes = build.minutes(meeting=meeting)
    build.resolution(agenda_item=meeting.agenda.get(section=5))

    item = add_agenda_item(staff, meeting_id=meeting.pk, section=5, title="เรื่องที่เสนอในที่ประชุม")

    assert minutes.entries.filter(agenda_item=item).count() == 1


def test_a_matter_is_renamed_or_removed_and_the_rest_move_up(staff: Actor):
    meeting = planned(staff)
    first, second, third = (add_agenda_item(staff, meeting_id=meeting.pk, section=5, title=each) for each in "กขค")

    change_agenda_item(staff, agenda_item_id=third.pk, title="คง", is_confidential=True)
    remove_agenda_item(staff, agenda_item_id=first.pk)

    assert [str(item) for item in meeting.agenda.filter(section=5)] == ["5.1 ข", "5.2 คง"]
    build.resolution(agenda_item=second)
    with pytest.raises(ValidationError):
        remove_agenda_item(staff, agenda_item_id=second.pk)


def test_a_matter_whose_text_was_typed_and_erased_stays(staff: Actor):
    item = build.agenda_item(meeting=planned(staff))
    entry = build.entry(minutes=build.minutes(meeting=item.meeting), agenda_item=item)
    for version, text in enumerate(("พิมพ์ผิด", ""), start=entry.version):
        MinutesEntry.objects.rewrite(entry.pk, version=version, text=text, user_id=staff.user_id)

    with pytest.raises(ValidationError):
        remove_agenda_item(staff, agenda_item_id=item.pk)


def test_the_agenda_of_a_closed_meeting_stands(staff: Actor):
    item = build.agenda_item(meeting=build.closed_meeting())

    for act in (
        lambda: add_agenda_item(staff, meeting_id=item.meeting_id, section=5, title="ใหม่"),
        lambda: change_agenda_item(staff, agenda_item_id=item.pk, title="ใหม่", is_confidential=False),
        lambda: remove_agenda_item(staff, agenda_item_id=item.pk),
    ):
        with pytest.raises(Refused):
            act()
    assert AgendaItem.objects.filter(meeting=item.meeting).count() == 1
