"""Minutes from draft to sealed, and what that makes of resolutions."""

import hashlib
from datetime import date, timedelta
from typing import Any

import pytest
import rfc8785
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from committee.models import Minutes, Resolution
from committee.paper import HEADINGS, paper
from committee.services.minutes import (
    adopt_minutes,
    begin_minutes,
    circulate_minutes,
    lock_minutes,
    name_signers,
    take_back_minutes,
    write_entry,
)
from committee.services.resolutions import change_resolution, record_resolution
from ecotown.kernel import thai
from ecotown.kernel.conflicts import Conflict
from ecotown.kernel.models import JournalEntry, Notice
from ecotown.kernel.rules import Actor, Refused, Role
from tests import build

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_too]
TODAY = thai.today()


@pytest.fixture
def secretary() -> Actor:
    return build.seated("secretary")


def written(**fields: Any) -> Minutes:
    """Minutes of a closed meeting with text under its one matter and one resolution."""
    meeting = fields.pop("meeting", None) or build.closed_meeting(held_on=TODAY - timedelta(days=30), **fields)
    minutes = build.minutes(meeting=meeting)
    entry = build.entry(minutes=minutes, text="ที่ประชุมได้ร่วมพิจารณา")
    build.resolution(agenda_item=entry.agenda_item)
    return minutes


def standing(minutes: Minutes) -> tuple[bool, bool]:
    resolution = Resolution.objects.with_standing().get(agenda_item__meeting=minutes.meeting, kind="agree")
    return resolution.in_effect, resolution.final


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
    change_resolution(secretary, resolution_id=resolution.pk, kind="approve", text="ของคนแรก", seen="เดิม")

    with pytest.raises(Conflict) as conflict:
        change_resolution(secretary, resolution_id=resolution.pk, kind="agree", text="ของคนที่สอง", seen="เดิม")

    assert (conflict.value.mine, conflict.value.theirs) == ("ของคนที่สอง", "ของคนแรก")
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


# -- adoption


def test_method_1_adopts_a_draft_by_a_resolution_of_the_same_meeting(secretary: Actor):
    minutes = written()
    own = minutes.meeting
    with pytest.raises(ValidationError):
        adopt_minutes(secretary, minutes_id=minutes.pk, method=1, adopted_on=own.held_on)

    build.resolution(meeting=own, kind="adopt", text="รับรองรายงานการประชุม")
    assert standing(minutes) == (True, False)
    done = adopt_minutes(secretary, minutes_id=minutes.pk, method=1, adopted_on=own.held_on)

    assert (done.state, done.adopted_in, done.closes_on) == ("adopted", own, None)
    assert standing(minutes) == (True, True)


def test_method_1_is_not_for_circulated_minutes_and_the_others_not_for_drafts(secretary: Actor):
    minutes = written()

    with pytest.raises(ValidationError):
        adopt_minutes(secretary, minutes_id=minutes.pk, method=3, adopted_on=TODAY, closes_on=TODAY)
    circulate_minutes(secretary, minutes_id=minutes.pk)
    with pytest.raises(ValidationError):
        adopt_minutes(secretary, minutes_id=minutes.pk, method=1, adopted_on=minutes.meeting.held_on)


def test_method_2_adopts_by_the_resolution_under_item_2_of_a_later_meeting(secretary: Actor):
    minutes = written(number=2)
    circulate_minutes(secretary, minutes_id=minutes.pk, closes_on=TODAY)
    later = build.closed_meeting(number=3, held_on=TODAY)
    asked: dict[str, Any] = {"minutes_id": minutes.pk, "method": 2, "adopted_in_id": later.pk, "adopted_on": TODAY}

    build.resolution(agenda_item=build.agenda_item(meeting=later, section=5), kind="adopt")
    with pytest.raises(ValidationError):
        adopt_minutes(secretary, **asked)
    build.resolution(agenda_item=build.agenda_item(meeting=later, section=2), kind="adopt")
    with pytest.raises(ValidationError):
        adopt_minutes(secretary, **{**asked, "adopted_on": TODAY - timedelta(days=1)})
    done = adopt_minutes(secretary, **asked)

    assert (done.state, done.adopted_in, done.adopted_on, done.closes_on) == ("adopted", later, TODAY, None)
    assert standing(minutes) == (True, True)


@pytest.mark.parametrize(
    "later",
    [
        {"number": 1, "held_on": TODAY},
        {"number": 3, "held_on": TODAY - timedelta(days=60)},
        {"number": 3, "held_on": TODAY, "quorum": False},
    ],
)
def test_an_earlier_meeting_or_one_without_a_quorum_adopts_nothing(secretary: Actor, later: dict[str, Any]):
    minutes = written(number=2)
    circulate_minutes(secretary, minutes_id=minutes.pk)
    meeting = build.closed_meeting(**later)
    build.resolution(agenda_item=build.agenda_item(meeting=meeting, section=2), kind="adopt")

    with pytest.raises(ValidationError) as refused:
        adopt_minutes(secretary, minutes_id=minutes.pk, method=2, adopted_in_id=meeting.pk, adopted_on=meeting.held_on)

    assert list(refused.value.message_dict) == ["adopted_in"]


def test_a_meeting_of_another_body_adopts_nothing(secretary: Actor):
    minutes = written()
    circulate_minutes(secretary, minutes_id=minutes.pk)
    other = build.closed_meeting(body=build.body("คณะทำงานอื่น"), number=99, held_on=TODAY)
    build.resolution(agenda_item=build.agenda_item(meeting=other, section=2), kind="adopt")

    with pytest.raises(ValidationError):
        adopt_minutes(secretary, minutes_id=minutes.pk, method=2, adopted_in_id=other.pk, adopted_on=TODAY)


def test_method_3_adopts_after_the_closing_day_without_a_meeting(secretary: Actor):
    minutes = written()
    circulate_minutes(secretary, minutes_id=minutes.pk)
    Minutes.objects.filter(pk=minutes.pk).update(circulated_on=TODAY - timedelta(days=9))
    asked: dict[str, Any] = {"minutes_id": minutes.pk, "method": 3, "adopted_on": TODAY}

    for wrong in ({}, {"closes_on": TODAY - timedelta(days=10)}, {"closes_on": TODAY + timedelta(days=1)}):
        with pytest.raises(ValidationError):
            adopt_minutes(secretary, **asked, **wrong)
    done = adopt_minutes(secretary, **asked, closes_on=TODAY - timedelta(days=1))

    assert (done.state, done.adopted_in, done.closes_on) == ("adopted", None, TODAY - timedelta(days=1))
    assert standing(minutes) == (True, True)


def test_nothing_is_adopted_twice_or_in_the_future(secretary: Actor):
    minutes = written()
    circulate_minutes(secretary, minutes_id=minutes.pk, closes_on=TODAY)

    with pytest.raises(ValidationError):
        adopt_minutes(secretary, minutes_id=minutes.pk, method=3, adopted_on=TODAY + timedelta(days=1))
    adopt_minutes(secretary, minutes_id=minutes.pk, method=3, adopted_on=TODAY)
    with pytest.raises(Refused):
        adopt_minutes(secretary, minutes_id=minutes.pk, method=3, adopted_on=TODAY)


def test_without_a_quorum_nothing_is_in_effect_even_when_adopted(secretary: Actor):
    minutes = written(quorum=False)
    circulate_minutes(secretary, minutes_id=minutes.pk, closes_on=TODAY)

    adopt_minutes(secretary, minutes_id=minutes.pk, method=3, adopted_on=TODAY)

    assert standing(minutes) == (False, False)


@pytest.mark.parametrize(
    "wrong",
    [
        {"method": 1, "adopted_on": TODAY},
        {"method": 2, "adopted_on": TODAY, "own": True},
        {"method": 3, "adopted_on": TODAY},
        {"method": 3, "adopted_on": TODAY, "closes_on": TODAY, "own": True},
        {"method": 1, "adopted_on": TODAY, "closes_on": TODAY, "own": True},
        {"method": 3, "closes_on": TODAY},
        {"adopted_on": TODAY, "closes_on": TODAY},
        {"adopted_on": TODAY, "own": True},
    ],
)
def test_the_database_knows_the_three_methods(wrong: dict[str, Any]):
    minutes = written()
    own = {"adopted_in": minutes.meeting} if wrong.pop("own", False) else {}

    with pytest.raises(IntegrityError), transaction.atomic():
        Minutes.objects.filter(pk=minutes.pk).update(state="adopted", **wrong, **own)


# -- the seal


def test_locking_freezes_the_paper_under_its_hash(secretary: Actor):
    minutes = written()
    circulate_minutes(secretary, minutes_id=minutes.pk, closes_on=TODAY)
    adopt_minutes(secretary, minutes_id=minutes.pk, method=3, adopted_on=TODAY)

    done = lock_minutes(secretary, minutes_id=minutes.pk)
    minutes.meeting.body.name = "ชื่อใหม่"
    minutes.meeting.body.save()

    sealed = Minutes.objects.for_page().get(pk=minutes.pk)
    assert paper(sealed)["body"] == "คณะกรรมการพัฒนาเมืองอุตสาหกรรมเชิงนิเวศระดับจังหวัด"
    assert hashlib.sha256(rfc8785.dumps(sealed.frozen)).hexdigest() == done.frozen_sha256
    before = JournalEntry.objects.get(number=sealed.frozen["journal"]["number"])
    assert (before.act, before.hash) == ("minutes.adopt", sealed.frozen["journal"]["hash"])
    assert standing(minutes) == (True, True)


def test_the_paper_has_the_headings_of_form_11_and_none_of_the_wrong_words():
    wrong = ["บันทึกการประชุม", "ผู้เข้าประชุม", "ผู้ที่ไม่เข้าประชุม", "เปิดประชุมเวลา", "ปิดประชุมเวลา", "ผู้บันทึกรายงานการประชุม"]

    assert [word for word in wrong if word in HEADINGS.values()] == []
    assert set(HEADINGS.values()) >= {
        "รายงานการประชุม", "ครั้งที่", "ผู้มาประชุม", "ผู้ไม่มาประชุม", "ผู้เข้าร่วมประชุม", "เริ่มประชุมเวลา",
        "เลิกประชุมเวลา", "ผู้จดรายงานการประชุม", "มติที่ประชุม", "ระเบียบวาระที่",
    }  # fmt: skip


def test_the_paper_prints_six_sections_and_the_day_in_full():
    minutes = written(meeting=build.closed_meeting(held_on=date(2020, 6, 29), number=1))

    said = paper(Minutes.objects.for_page().get(pk=minutes.pk))

    assert (said["number"], said["held_on_text"]) == ("1/2563", "วันจันทร์ที่ 29 มิถุนายน พ.ศ. 2563")
    assert [section["number"] for section in said["sections"]] == [1, 2, 3, 4, 5, 6]
    assert said["sections"][4]["items"][0]["resolutions"][0]["text"] == "เห็นชอบตามที่เสนอ"
