"""Minutes from draft to sealed, and what that makes of resolutions."""

import hashlib
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from committee.models import Minutes, Resolution
from committee.services.minutes import begin_minutes, circulate_minutes, name_signers, take_back_minutes, write_entry
from committee.services.resolutions import change_resolution, record_resolution
from ecotown.kernel.conflicts import Conflict
from ecotown.kernel.models import JournalEntry, Notice
from ecotown.kernel.rules import Actor, Refused, Role
from tests import build
from tests.committee.records import TODAY, written

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_too]

# -- writing


def test_beginning_gives_each_matter_a_place_and_the_beginner_the_pen(secretary: Actor):
    meeting = build.meeting()
    items = [build.agenda_item(meeting=meeting, section=2, title="ไม่มี"), build.agenda_item(meeting=meeting)]

    minutes = begin_minutes(secretary, meeting_id=meeting.pk)

    assert [(entry.agenda_item, entry.text) for entry in minutes.entries.all()] == [(items[0], "ไม่มี"), (items[1], "")]
    assert (minutes.taken_by_id, minutes.state) == (secretary.person_id, "draft")
    with pytest.raises(ValidationError):
        begin_minutes(secretary, meeting_id=meeting.pk)


def test_each_save_goes_one_version_up(secretary: Actor):
    entry = build.entry()

    first = write_entry(secretary, entry_id=entry.pk, version=1, text="ที่ประชุมรับทราบ")
    second = write_entry(secretary, entry_id=entry.pk, version=2, text="ที่ประชุมรับทราบ  และมอบหมาย")

    assert (first.version, second.version, second.text) == (2, 3, "ที่ประชุมรับทราบ และมอบหมาย")
    assert second.edited_by_id == secretary.user_id


def test_the_second_of_two_writers_keeps_both_texts(secretary: Actor):
    entry = build.entry(text="เดิม")
    write_entry(secretary, entry_id=entry.pk, version=1, text="ของคนแรก")

    with pytest.raises(Conflict) as conflict:
        write_entry(build.assigned(Role.STAFF), entry_id=entry.pk, version=1, text="ของคนที่สอง")

    assert (conflict.value.mine, conflict.value.theirs, conflict.value.version) == ("ของคนที่สอง", "ของคนแรก", 2)
    entry.refresh_from_db()
    assert (entry.text, entry.version) == ("ของคนแรก", 2)


def test_the_same_text_sent_twice_is_no_conflict(secretary: Actor):
    entry = build.entry()
    write_entry(secretary, entry_id=entry.pk, version=1, text="ข้อความ")

    again = write_entry(secretary, entry_id=entry.pk, version=1, text="ข้อความ ")

    assert again.version == 2
    assert JournalEntry.objects.filter(act="minutes.write").count() == 1


def test_the_journal_tells_of_a_text_by_its_hash(secretary: Actor):
    entry = write_entry(secretary, entry_id=build.entry().pk, version=1, text="ความลับของวาระ")

    line = JournalEntry.objects.get(act="minutes.write").body
    assert hashlib.sha256(entry.text.encode()).hexdigest() in line
    assert "ความลับ" not in line.replace(str(entry), "")


@pytest.mark.parametrize("state", ["circulated", "adopted"])
def test_nothing_is_written_into_minutes_that_are_out(secretary: Actor, state: str):
    minutes = written()
    Minutes.objects.filter(pk=minutes.pk).update(
        state=state,
        **({} if state == "circulated" else {"method": 1, "adopted_on": TODAY, "adopted_in": minutes.meeting}),
    )
    entry, resolution = minutes.entries.get(), Resolution.objects.get()

    with pytest.raises(Refused):
        write_entry(secretary, entry_id=entry.pk, version=entry.version, text="แก้ภายหลัง")
    with pytest.raises(Refused):
        record_resolution(secretary, agenda_item_id=entry.agenda_item_id, kind="agree", text="แก้ภายหลัง")
    with pytest.raises(Refused):
        change_resolution(secretary, resolution_id=resolution.pk, kind="agree", text="แก้ภายหลัง", seen=resolution.text)


def test_members_write_nothing():
    entry = build.entry(minutes=build.minutes(state="circulated"))

    with pytest.raises(Refused):
        write_entry(build.seated("member"), entry_id=entry.pk, version=1, text="แก้")


def test_signers_are_named_with_their_post(secretary: Actor):
    minutes, taker = written(), build.holder()

    name_signers(secretary, minutes_id=minutes.pk, taken_by_id=taker.person_id, checked_by_id=secretary.person_id)

    minutes.refresh_from_db()
    assert (minutes.taken_by, minutes.taken_post) == (taker.person, taker.seat.post)
    assert minutes.checked_by_id == secretary.person_id


# -- resolutions


def test_resolutions_of_a_matter_are_numbered_and_name_a_duty_of_their_order(secretary: Actor):
    duty = build.duty()
    item = build.agenda_item(meeting=build.meeting(body=duty.order.body, held_on=TODAY))

    one = record_resolution(secretary, agenda_item_id=item.pk, kind="agree", text="เห็นชอบ", duty_id=duty.pk)
    two = record_resolution(secretary, agenda_item_id=item.pk, kind="assign", text="มอบหมายสำนักงานอุตสาหกรรมจังหวัด")

    assert [(each.number, each.duty) for each in (one, two)] == [(1, duty), (2, None)]


def test_nothing_is_resolved_before_the_day(secretary: Actor):
    item = build.agenda_item(meeting=build.meeting(held_on=TODAY + timedelta(days=1)))

    with pytest.raises(ValidationError):
        record_resolution(secretary, agenda_item_id=item.pk, kind="agree", text="เห็นชอบ")


def test_a_secretary_resolves_for_their_own_body_only():
    item = build.agenda_item(meeting=build.meeting(held_on=TODAY))

    with pytest.raises(Refused):
        record_resolution(
            build.seated("secretary", body=build.body("คณะทำงานอื่น")),
            agenda_item_id=item.pk,
            kind="agree",
            text="เห็นชอบ",
        )


def test_a_resolution_changed_by_two_keeps_both_texts(secretary: Actor):
    resolution = build.resolution(meeting=build.closed_meeting(), text="เดิม")
    seen = resolution.mark
    change_resolution(secretary, resolution_id=resolution.pk, kind="approve", text="ของคนแรก", seen=seen)

    with pytest.raises(Conflict) as conflict:
        change_resolution(secretary, resolution_id=resolution.pk, kind="agree", text="ของคนที่สอง", seen=seen)

    assert (conflict.value.mine, conflict.value.theirs) == ("ของคนที่สอง", "อนุมัติ ของคนแรก")
    resolution.refresh_from_db()
    assert (resolution.kind, resolution.text) == ("approve", "ของคนแรก")


# -- circulation


def test_circulation_tells_the_members_once_for_each_text(secretary: Actor):
    member = build.seated("member")
    minutes = written()

    circulate_minutes(secretary, minutes_id=minutes.pk, closes_on=TODAY + timedelta(days=7))
    assert Notice.objects.filter(user_id=member.user_id).count() == 1

    take_back_minutes(secretary, minutes_id=minutes.pk)
    circulate_minutes(secretary, minutes_id=minutes.pk)
    assert Notice.objects.filter(user_id=member.user_id).count() == 1

    take_back_minutes(secretary, minutes_id=minutes.pk, reason="แก้คำผิด")
    entry = minutes.entries.get()
    write_entry(secretary, entry_id=entry.pk, version=entry.version, text="แก้แล้ว")
    circulate_minutes(secretary, minutes_id=minutes.pk)
    assert Notice.objects.filter(user_id=member.user_id).count() == 2


def test_drafts_are_seen_by_those_who_write_and_circulated_ones_by_members(secretary: Actor):
    member, minutes = build.seated("member"), written()

    assert not Minutes.objects.visible_to(member).exists()
    circulate_minutes(secretary, minutes_id=minutes.pk)
    assert Minutes.objects.visible_to(member).get() == minutes


def test_a_matter_with_neither_text_nor_resolution_stops_the_circulation(secretary: Actor):
    minutes = written()
    build.entry(minutes=minutes, text="")

    with pytest.raises(ValidationError) as refused:
        circulate_minutes(secretary, minutes_id=minutes.pk)

    assert "5.2" in str(refused.value)


def test_the_last_day_for_answers_is_not_over_already(secretary: Actor):
    with pytest.raises(ValidationError) as refused:
        circulate_minutes(secretary, minutes_id=written().pk, closes_on=TODAY - timedelta(days=1))

    assert list(refused.value.message_dict) == ["closes_on"]
