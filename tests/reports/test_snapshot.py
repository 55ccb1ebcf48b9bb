"""What is frozen: everything the public may read, and nothing else."""

import json
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from areas.models import Area, AreaStatus
from committee.models import Body, Meeting
from committee.services.agenda import renew_agenda
from ecotown.kernel.rules import Role
from indicators.models import Interest, Round
from reports.models import Report
from reports.snapshot import content_hash, freeze
from tests import build

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_too]
DAY = date(2026, 9, 30)


def settled_round(*, areas: int = 1, final: bool = True, **fields: Any) -> Round:
    """Three indicators over two levels: level 1 is met, the one indicator of level 2 is not."""
    body = Body.objects.get()
    round_ = build.round_(
        body=body,
        state="settled",
        revealed_at=timezone.now(),
        areas=list(Area.objects.order_by("sort")[:areas]),
        **fields,
    )
    held = build.closed_meeting(body=body, held_on=date(2026, 8, 18))
    if final:
        build.adopted(held)
    resolution = build.resolution(meeting=held, text="เห็นชอบระดับของพื้นที่")
    for area in round_.areas.all():
        for indicator, value in zip(round_.framework.indicators.all(), ["3", "2", "4"], strict=True):
            build.settled(round_, indicator, value, area=area, resolution=resolution, counted=5)
    return round_


def keys(value: Any) -> set[str]:
    if isinstance(value, dict):
        return set(value) | {key for each in value.values() for key in keys(each)}
    return {key for each in value for key in keys(each)} if isinstance(value, list) else set()


def test_snapshot_holds_the_facts_of_the_source(facts: None):
    told = freeze("83", as_of=DAY)

    assert told["order"]["number"] == "3528/2563"
    assert [len(told[name]) for name in ("people", "meetings", "resolutions", "levels", "areas")] == [2, 1, 2, 5, 3]
    assert len(told["order"]["duties"]) == 13
    assert [each["code"] for each in told["areas"]] == ["830104", "830302", "830106"]
    assert all(fact["quote"] and fact["place"] for fact in told["facts"].values())
    assert told["is_example"] is False


def test_snapshot_tells_level_reasons_and_what_is_missing(facts: None):
    told = freeze("83", round_=settled_round(), as_of=DAY)

    first, second, _third = told["areas"]
    assert (first["result"]["level"], first["result"]["conclusive"], first["result"]["final"]) == (1, True, True)
    assert [(each["name"], each["value"]) for each in first["result"]["missing"]] == [("ตัวชี้วัดทดสอบ 2", "2")]
    assert first["result"]["missing"][0]["requirement"] == "ข้อกำหนด 2"
    assert len(first["result"]["reasons"]) == 2
    assert second["result"] is None


def test_snapshot_is_the_same_when_frozen_twice(facts: None):
    round_ = settled_round(areas=3)

    first, second = freeze("83", round_=round_, as_of=DAY), freeze("83", round_=round_, as_of=DAY)

    assert first == second
    assert content_hash("progress", first) == content_hash("progress", second)


def test_hash_survives_the_database(facts: None):
    told = freeze("83", round_=settled_round(), as_of=DAY)
    digest = content_hash("progress", told)

    stored = Report.objects.create(province_id="83", title="รายงาน", as_of=DAY, snapshot=told, sha256=digest)

    assert content_hash("progress", Report.objects.get(pk=stored.pk).snapshot) == digest


def test_no_score_of_a_person_is_frozen(facts: None):
    round_ = settled_round()
    somebody = build.person(given="ผู้ให้คะแนนลับ")
    sheet = build.sheet(
        round=round_, holder=build.holder(person=somebody), state="submitted", submitted_at=timezone.now()
    )
    for indicator in round_.framework.indicators.all():
        build.score(sheet, indicator, 5, reason="เหตุผลส่วนตัวของกรรมการ")

    told = freeze("83", round_=round_, as_of=DAY)

    said = json.dumps(told, ensure_ascii=False)
    assert "ผู้ให้คะแนนลับ" not in said
    assert "เหตุผลส่วนตัวของกรรมการ" not in said
    assert keys(told).isdisjoint({"distribution", "proposed", "median", "proposal", "person_id", "settled_by"})


def test_no_personal_data_is_frozen_but_name_and_post_of_those_a_source_names(facts: None):
    build.person(given="ไม่มีในแหล่งที่มา", user=build.user("loginname", email="somebody@example.org"))

    said = json.dumps(freeze("83", as_of=DAY), ensure_ascii=False)

    assert [word for word in ("loginname", "somebody@", "ไม่มีในแหล่งที่มา") if word in said] == []
    assert "นายวงศกร นุ่นชูคันธ์" in said


def test_confidential_matters_are_left_out_everywhere(facts: None):
    round_ = settled_round()
    held = build.closed_meeting(body=Body.objects.get(), held_on=date(2026, 9, 1))
    build.adopted(held)
    secret = build.resolution(
        agenda_item=build.agenda_item(meeting=held, title="เรื่องลับของพื้นที่", is_confidential=True), text="มติลับ"
    )
    AreaStatus.objects.create(
        area=Area.objects.get(code="830104"), status="pilot", since=held.held_on, resolution=secret
    )
    one = round_.settled_scores.get(indicator__sort=1)
    one.resolution, one.reason = secret, "เหตุผลลับ"
    one.save()

    told = freeze("83", round_=round_, as_of=DAY)

    said = json.dumps(told, ensure_ascii=False)
    assert [word for word in ("เรื่องลับ", "มติลับ", "เหตุผลลับ", 'พื้นที่ต้นแบบ"') if word in said] == []
    first = told["areas"][0]["result"]["indicators"][0]
    assert (first["value"], first["resolution"], first["reason"]) == ("3", None, "")


@pytest.mark.parametrize("planned_first", [True, False])
def test_a_task_of_a_confidential_matter_is_as_confidential_where_it_returns(facts: None, planned_first: bool):
    body, staff = Body.objects.get(), build.assigned(Role.STAFF)
    held = build.closed_meeting(body=body, number=1, held_on=date(2026, 8, 1))
    secret = build.resolution(
        agenda_item=build.agenda_item(meeting=held, title="เรื่องลับ", is_confidential=True), kind="assign"
    )
    later = build.meeting(body=body, number=2, held_on=date(2026, 9, 1))
    task = build.follow_up(resolution=secret, task="งานลับ")
    if planned_first:
        task.return_to_agendas()
    else:
        renew_agenda(staff, meeting_id=later.pk)
    build.resolution(agenda_item=later.agenda.get(follow_up=task), text="มติสืบเนื่องลับ")
    Meeting.objects.filter(pk=later.pk).update(state="closed", seats_filled=3, quorum_needed=2, quorum_present=3)
    build.adopted(later)

    said = json.dumps(freeze("83", as_of=DAY), ensure_ascii=False)

    assert [word for word in ("เรื่องลับ", "งานลับ", "มติสืบเนื่องลับ") if word in said] == []


def test_value_without_a_quorum_is_not_told(facts: None):
    round_ = settled_round()
    without = build.closed_meeting(body=Body.objects.get(), quorum=False, held_on=date(2026, 9, 2))
    one = round_.settled_scores.get(indicator__sort=2)
    one.resolution = build.resolution(meeting=without, text="มติที่ไม่มีผล")
    one.save()

    told = freeze("83", round_=round_, as_of=DAY)

    row = told["areas"][0]["result"]["indicators"][1]
    assert (row["value"], row["kind"], row["passed"]) == (None, "", None)
    assert "มติที่ไม่มีผล" not in json.dumps(told, ensure_ascii=False)


def test_result_awaits_the_adoption_of_the_minutes(facts: None):
    told = freeze("83", round_=settled_round(final=False), as_of=DAY)

    assert told["areas"][0]["result"]["final"] is False
    assert [(each["in_effect"], each["final"]) for each in told["resolutions"] if not each["sourced"]] == [
        (True, False)
    ]


def test_area_that_was_only_proposed_is_not_public(facts: None):
    proposed = build.area("830105", "วิชิต")
    AreaStatus.objects.create(area=proposed, status="proposed", since=DAY)

    assert "830105" not in [each["code"] for each in freeze("83", as_of=DAY)["areas"]]


def test_pages_before_the_first_release_know_neither_examples_nor_what_awaits_adoption(facts: None):
    settled_round(final=False)
    build.adopted(build.closed_meeting(body=Body.objects.get(), held_on=date(2026, 9, 3), is_example=True))
    told = freeze("83", as_of=DAY, facts_only=True)

    assert [each["number"] for each in told["meetings"]] == ["1/2563"]
    assert all(each["sourced"] for each in told["resolutions"])
    assert told["is_example"] is False


def test_example_round_or_meeting_marks_the_whole(facts: None):
    assert freeze("83", round_=settled_round(is_example=True), as_of=DAY)["is_example"] is True

    build.closed_meeting(body=Body.objects.get(), held_on=date(2026, 9, 4), is_example=True)
    assert freeze("83", as_of=DAY)["is_example"] is True


def test_freezing_asks_the_same_number_of_queries_for_one_area_and_for_three(facts: None):
    counted = []
    for areas in (1, 3):
        round_ = settled_round(areas=areas)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            freeze("83", round_=round_, as_of=DAY)
        counted.append(len(queries))

    assert counted[0] == counted[1] <= 30


def test_sheets_of_those_who_stand_aside_are_not_counted(facts: None):
    round_ = settled_round(interest_policy="recuse")
    for aside in (False, True):
        sheet = build.sheet(round=round_, state="submitted", submitted_at=timezone.now())
        if aside:
            Interest.objects.create(
                round=round_, area=sheet.area, seat=sheet.seat, person=sheet.person, standing="pinned", reason="ญาติ"
            )

    told = freeze("83", round_=round_, as_of=DAY)["round"]

    assert (told["sheets"], told["submitted"], told["people"]) == (1, 1, 1)
