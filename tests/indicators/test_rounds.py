from datetime import timedelta

import pytest

from committee.models import Person
from ecotown.kernel import thai
from ecotown.kernel.conflicts import Conflict
from ecotown.kernel.models import JournalEntry, Notice
from ecotown.kernel.rules import Refused
from indicators.models import Round, Sheet
from indicators.services import finish_round, open_round, prepare_round, put_off_round, reveal_round
from tests import build

pytestmark = [pytest.mark.sqlite_too, pytest.mark.django_db]


def prepare(actor, **fields):
    today = thai.today()
    return prepare_round(actor, **{
        "body_id": build.body().pk, "framework_id": build.framework().pk, "number": 1, "be_year": 2569,
        "title": "รอบแรก", "opens_on": today, "closes_on": today, "area_ids": [build.area().pk], **fields,
    })  # fmt: skip


def test_round_is_prepared_with_framework_and_areas(secretary):
    round_ = prepare(secretary, area_ids=[build.area().pk, build.area("830302", "ศรีสุนทร", "ถลาง").pk])

    assert (round_.state, str(round_), round_.areas.count()) == ("preparing", "รอบประเมินที่ 1/2569", 2)
    assert JournalEntry.objects.get().act == "round.prepare"


@pytest.mark.parametrize("state", ["draft", "retired"])
def test_round_needs_a_framework_in_force(secretary, state):
    with pytest.raises(Conflict):
        prepare(secretary, framework_id=build.framework(state=state).pk)


def test_round_needs_indicators_and_an_area_of_the_province(secretary):
    with pytest.raises(Conflict):
        prepare(secretary, framework_id=build.framework(indicators=0).pk)
    with pytest.raises(Conflict):
        prepare(secretary, area_ids=[])


def test_round_number_stands_once_in_a_year(secretary):
    prepare(secretary)

    with pytest.raises(Conflict):
        prepare(secretary)


def test_opening_gives_each_person_one_sheet_for_each_area_and_tells_them(secretary):
    member = build.seated()
    build.holder(seat=build.seat(), person=Person.objects.get(pk=member.person_id))
    areas = [build.area().pk, build.area("830302", "ศรีสุนทร", "ถลาง").pk]
    round_ = prepare(secretary, area_ids=areas)

    open_round(secretary, round_id=round_.pk)

    assert sorted(Sheet.objects.values_list("person_id", flat=True)) == sorted(
        [secretary.person_id, member.person_id] * 2
    )
    assert sorted(Notice.objects.values_list("user_id", flat=True)) == sorted([secretary.user_id, member.user_id])


def test_round_without_filled_seats_cannot_be_opened(secretary):
    round_ = prepare(secretary)
    secretary_of_the_province = build.actor(*secretary.roles)
    build.body().seats.first().holders.update(until=thai.today())

    with pytest.raises(Conflict):
        open_round(secretary_of_the_province, round_id=round_.pk)

    assert Round.objects.get().state == "preparing"


def test_round_opens_only_within_its_dates(secretary):
    today = thai.today()
    early = prepare(secretary, opens_on=today + timedelta(1), closes_on=today + timedelta(9))
    late = prepare(secretary, number=2, opens_on=today - timedelta(9), closes_on=today - timedelta(1))

    for round_ in (early, late):
        with pytest.raises(Refused):
            open_round(secretary, round_id=round_.pk)

    put_off_round(secretary, round_id=early.pk, opens_on=today, closes_on=today)
    put_off_round(secretary, round_id=late.pk, closes_on=today)
    assert {open_round(secretary, round_id=each.pk).state for each in (early, late)} == {"scoring"}


def test_last_day_cannot_lie_before_the_first(secretary):
    round_ = prepare(secretary)

    with pytest.raises(Conflict):
        put_off_round(secretary, round_id=round_.pk, closes_on=round_.opens_on - timedelta(1))


def test_member_opens_and_reveals_nothing(secretary):
    member = build.seated()
    round_ = prepare(secretary)

    with pytest.raises(Refused):
        open_round(member, round_id=round_.pk)
    open_round(secretary, round_id=round_.pk)
    with pytest.raises(Refused):
        reveal_round(member, round_id=round_.pk)


def test_secretary_of_another_body_may_not_open_it(secretary):
    round_ = prepare(secretary)
    other = build.seated("secretary", body=build.body("คณะทำงานอื่น"))

    with pytest.raises(Refused):
        open_round(other, round_id=round_.pk)


def test_revealing_needs_a_submitted_sheet_and_names_who_has_not_submitted(secretary):
    member = build.seated()
    round_ = open_round(secretary, round_id=prepare(secretary).pk)
    with pytest.raises(Conflict):
        reveal_round(secretary, round_id=round_.pk)
    Sheet.objects.filter(person_id=member.person_id).update(state="submitted", submitted_at="2026-01-01T00:00Z")

    revealed = reveal_round(secretary, round_id=round_.pk)

    assert revealed.state == "revealed" and revealed.revealed_at is not None
    entry = JournalEntry.objects.get(act="round.reveal")
    assert secretary.label in entry.body and '"sheets_submitted":1' in entry.body


def test_round_is_finished_when_every_value_is_in_effect(secretary):
    framework = build.framework(levels=1, indicators=2)
    round_ = build.round_(framework=framework, state="revealed", revealed_at="2026-01-01T00:00Z")
    first, second = framework.indicators.all()
    build.settled(round_, first)
    without_quorum = build.resolution(meeting=build.closed_meeting(quorum=False))
    loose = build.settled(round_, second, resolution=without_quorum)
    with pytest.raises(Conflict):
        finish_round(secretary, round_id=round_.pk)
    loose.resolution = build.resolution(meeting=build.closed_meeting())
    loose.save()

    assert finish_round(secretary, round_id=round_.pk).state == "settled"
