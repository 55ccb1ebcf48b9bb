"""Meetings through electronic means: what their record has to say, and what of it is missing."""

from datetime import date, time
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from committee import online
from committee.models import Meeting, OfficeSetting
from committee.services.attendance import Particulars, Presence, record_attendance
from committee.services.meetings import describe_online
from ecotown.kernel import thai
from ecotown.kernel.rules import Actor, Refused
from tests import build
from tests.committee.conftest import address
from tests.committee.records import DAY, closed, planned

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_too]


def online_meeting(**fields: Any) -> Meeting:
    return build.meeting(**{"held_on": DAY, "mode": "online", **fields})


# -- what the record lacks


def complete(staff: Actor, meeting: Meeting) -> None:
    describe_online(
        staff,
        meeting_id=meeting.pk,
        online_place="ห้อง 42",
        recording="NAS/2569/2",
        unrecorded_reason="",
        incidents="ไม่มี",
    )


def attended(staff: Actor, meeting: Meeting, seat_id: int, **told: Any) -> None:
    clock = timezone.make_aware(timezone.datetime.combine(DAY, time(9, 0)))
    facts = {"identified_by": "บัญชีผู้ใช้", "joined_at": clock, "left_at": clock, **told}
    record_attendance(staff, meeting_id=meeting.pk, rows=[Presence(seat_id, True, online=Particulars(**facts))])


def lacks(meeting: Meeting) -> int:
    meeting.refresh_from_db()
    return len(online.missing(meeting, meeting.attendances.all()))


def test_the_record_of_an_online_meeting_tells_what_it_lacks(staff: Actor):
    held = build.holder()
    meeting = planned(staff, mode="online")
    assert lacks(meeting) == 4

    complete(staff, meeting)
    assert lacks(meeting) == 1
    attended(staff, meeting, held.seat_id, identified_by="", left_at=None)
    assert lacks(meeting) == 2
    attended(staff, meeting, held.seat_id)
    assert lacks(meeting) == 0


def test_in_a_meeting_of_both_kinds_only_those_online_have_particulars(staff: Actor):
    there, away = build.holder(), build.holder()
    meeting = planned(staff, mode="hybrid")
    complete(staff, meeting)
    record_attendance(staff, meeting_id=meeting.pk, rows=[Presence(there.seat_id, True)])
    assert lacks(meeting) == 1

    attended(staff, meeting, away.seat_id)
    assert lacks(meeting) == 0


def test_what_is_missing_blocks_closing_only_where_the_office_says_so(staff: Actor):
    held = build.holder()
    setting = OfficeSetting.objects.create(province=build.province(), needs_online_record=True)
    meeting, on_site = planned(staff, mode="online"), planned(staff, number=3)
    for each in (meeting, on_site):
        record_attendance(staff, meeting_id=each.pk, rows=[Presence(held.seat_id, True)])

    assert closed(staff, on_site).state == "closed"
    with pytest.raises(ValidationError) as refused:
        closed(staff, meeting)
    assert len(refused.value.messages) == 1 + lacks(meeting)

    setting.needs_online_record = False
    setting.save()
    assert closed(staff, meeting).state == "closed"


def test_a_complete_record_closes_where_it_is_needed(staff: Actor):
    held = build.holder()
    OfficeSetting.objects.create(province=build.province(), needs_online_record=True)
    meeting = planned(staff, mode="online")
    complete(staff, meeting)
    attended(staff, meeting, held.seat_id)

    assert closed(staff, meeting).state == "closed"


def test_the_recording_is_told_after_closing_until_the_minutes_go_out(staff: Actor):
    meeting = build.closed_meeting(held_on=DAY, mode="online")
    complete(staff, meeting)

    build.minutes(meeting=meeting, state="circulated")
    with pytest.raises(Refused):
        complete(staff, meeting)


def test_a_recording_and_a_reason_for_none_exclude_each_other(staff: Actor):
    with pytest.raises(ValidationError) as refused:
        describe_online(
            staff, meeting_id=planned(staff, mode="online").pk, online_place="", recording="NAS", unrecorded_reason="ประชุมลับ",
            incidents="",
        )  # fmt: skip
    assert list(refused.value.message_dict) == ["unrecorded_reason"]


def test_the_page_shows_what_is_missing_from_the_day_of_the_meeting_on(office: Client):
    build.holder()
    today, later = online_meeting(held_on=thai.today()), online_meeting(held_on=date(2099, 1, 5))

    assert "ข้อมูลที่ยังขาด" in office.get(address("meeting", today.pk)).content.decode()
    assert "ข้อมูลที่ยังขาด" not in office.get(address("meeting", later.pk)).content.decode()
    office.post(
        address("meeting_online", today.pk), {"online_place": "ห้อง 42", "recording": "NAS/2569/2", "incidents": "ไม่มี"}
    )
    assert "NAS/2569/2" in office.get(address("meeting", today.pk)).content.decode()


def test_particulars_are_typed_on_the_page_of_the_attendance(office: Client):
    held = build.holder()
    meeting, seat = online_meeting(), held.seat_id

    office.post(address("attendance", meeting.pk), {
        f"came-{seat}": "present", f"identified-{seat}": "บัญชีผู้ใช้", f"joined-{seat}": "๙.๒๐", f"left-{seat}": "12.05",
    })  # fmt: skip

    row = meeting.attendances.get()
    assert (timezone.localtime(row.joined_at).time(), row.identified_by) == (time(9, 20), "บัญชีผู้ใช้")
    page = office.get(address("attendance", meeting.pk)).content.decode()
    assert 'value="09.20 น."' in page


def test_a_guest_on_record_has_particulars_too(office: Client):
    meeting = online_meeting()
    guest = build.attendance(meeting=meeting, name="นางสาวแขก รับเชิญ", post="นักวิชาการ")
    sent = {"guests": "นายใหม่\nนางสาวแขก รับเชิญ, นักวิชาการ", f"identified-g{guest.pk}": "รหัสผ่านใช้ครั้งเดียว"}

    wrong = office.post(address("attendance", meeting.pk), {**sent, f"left-g{guest.pk}": "12.00"})
    assert wrong.status_code == 422 and "นางสาวแขก รับเชิญ" in " ".join(wrong.context["form"].non_field_errors())
    office.post(
        address("attendance", meeting.pk), {**sent, f"joined-g{guest.pk}": "9.20", f"left-g{guest.pk}": "12.00"}
    )

    guest.refresh_from_db()
    assert guest.identified_by == "รหัสผ่านใช้ครั้งเดียว" and timezone.localtime(guest.left_at).time() == time(12, 0)
    assert meeting.attendances.get(name="นายใหม่").joined_at is None
