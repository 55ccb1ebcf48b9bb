"""The three ways of adoption, the seal, and what they make of resolutions."""

import hashlib
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
import rfc8785
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from committee.models import Minutes
from committee.paper import HEADINGS, paper
from committee.services.adoption import adopt_minutes, lock_minutes
from committee.services.minutes import circulate_minutes
from ecotown.kernel.models import JournalEntry
from ecotown.kernel.rules import Actor, Refused
from tests import build
from tests.committee.records import TODAY, days_pass, standing, written

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_too]


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


def test_a_matter_that_adopts_other_minutes_does_not_adopt_these(secretary: Actor):
    minutes, other = written(number=2), written(number=1)
    circulate_minutes(secretary, minutes_id=minutes.pk)
    later = build.closed_meeting(number=3, held_on=TODAY)
    asked: dict[str, Any] = {"minutes_id": minutes.pk, "method": 2, "adopted_in_id": later.pk, "adopted_on": TODAY}

    build.resolution(agenda_item=build.agenda_item(meeting=later, section=2, title="ก", adopts=other), kind="adopt")
    with pytest.raises(ValidationError):
        adopt_minutes(secretary, **asked)
    build.resolution(agenda_item=build.agenda_item(meeting=later, section=2, title="ข", adopts=minutes), kind="adopt")

    assert adopt_minutes(secretary, **asked).adopted_in == later


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


def test_no_minutes_are_adopted_before_the_last_day_that_the_members_were_told(secretary: Actor):
    told = TODAY + timedelta(days=1)
    minutes = circulate_minutes(secretary, minutes_id=written().pk, closes_on=told)
    asked: dict[str, Any] = {"minutes_id": minutes.pk, "method": 3, "adopted_on": TODAY}

    for earlier in (None, TODAY, TODAY - timedelta(days=3)):
        with pytest.raises(ValidationError) as refused:
            adopt_minutes(secretary, **asked, closes_on=earlier)
        assert list(refused.value.message_dict) == ["adopted_on"]

    tomorrow = replace(secretary, on=told)
    assert adopt_minutes(tomorrow, **{**asked, "adopted_on": told}).closes_on == told


def test_nothing_is_adopted_twice_or_in_the_future(secretary: Actor):
    minutes = written()
    days_pass(circulate_minutes(secretary, minutes_id=minutes.pk, closes_on=TODAY))

    with pytest.raises(ValidationError):
        adopt_minutes(secretary, minutes_id=minutes.pk, method=3, adopted_on=TODAY + timedelta(days=1))
    adopt_minutes(secretary, minutes_id=minutes.pk, method=3, adopted_on=TODAY)
    with pytest.raises(Refused):
        adopt_minutes(secretary, minutes_id=minutes.pk, method=3, adopted_on=TODAY)


def test_without_a_quorum_nothing_is_in_effect_even_when_adopted(secretary: Actor):
    minutes = written(quorum=False)
    days_pass(circulate_minutes(secretary, minutes_id=minutes.pk, closes_on=TODAY))

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
    days_pass(circulate_minutes(secretary, minutes_id=minutes.pk, closes_on=TODAY))
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


def test_a_way_of_adoption_that_is_only_for_old_papers_is_refused_with_a_sentence(secretary: Actor):
    minutes = written()

    with pytest.raises(ValidationError) as refused:
        adopt_minutes(secretary, minutes_id=minutes.pk, method=4, adopted_on=TODAY)
    assert list(refused.value.message_dict) == ["method"]
