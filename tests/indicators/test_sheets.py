from datetime import timedelta

import pytest

from areas.models import Evidence
from committee.models import Holder
from ecotown.kernel import thai
from ecotown.kernel.conflicts import Conflict
from ecotown.kernel.models import JournalEntry
from ecotown.kernel.rules import Refused
from indicators.models import Score, Sheet
from indicators.services import save_score, submit_sheet, take_back_sheet
from indicators.services.sheets import seal
from tests import build

pytestmark = [pytest.mark.sqlite_too, pytest.mark.django_db]


@pytest.fixture
def sheet(member):
    return sheet_of(member, build.round_(state="scoring", framework=build.framework(indicators=3, always=("T02",))))


def sheet_of(member, round_):
    return build.sheet(round=round_, holder=Holder.objects.get(person_id=member.person_id))


def save(actor, sheet, **fields):
    return save_score(actor, **{"sheet_id": sheet.pk, "code": "T01", "kind": "value", "value": 3, **fields})


def test_choice_is_saved_and_changed(member, sheet):
    first = save(member, sheet)
    second = save(member, sheet, value=4, reason="ดูแล้ว", version=first.version)

    assert (second.pk, second.value, second.reason, second.version) == (first.pk, 4, "ดูแล้ว", 2)


def test_same_answer_sent_twice_is_one_answer(member, sheet):
    save(member, sheet)
    again = save(member, sheet, version=0)

    assert again.version == 1 and JournalEntry.objects.count() == 1


def test_second_window_gets_both_answers_and_loses_none(member, sheet):
    save(member, sheet, value=4, reason="หน้าต่างแรก")

    with pytest.raises(Conflict) as caught:
        save(member, sheet, value=2, version=0)

    assert Score.objects.get().value == 4
    assert ("2" in caught.value.mine, "4" in caught.value.theirs, caught.value.version) == (True, True, 1)


def test_not_applicable_needs_a_reason_and_an_indicator_that_allows_it(member, sheet):
    with pytest.raises(Conflict):
        save(member, sheet, kind="na", value=None, reason=" ")
    with pytest.raises(Conflict):
        save(member, sheet, code="T02", kind="na", value=None, reason="ไม่มีโรงงาน")

    saved = save(member, sheet, kind="na", value=None, reason="ไม่มีโรงงาน")

    assert (saved.kind, saved.value) == ("na", None)


@pytest.mark.parametrize("value", [-1, 6, None])
def test_point_off_the_scale_is_refused(member, sheet, value):
    with pytest.raises(Conflict):
        save(member, sheet, value=value)


def test_evidence_of_another_area_is_not_cited(member, sheet):
    mine = Evidence.objects.create(area=sheet.area, title="ผลตรวจ", dated=thai.today(), link="https://example.go.th/a")
    other = build.area("830302", "ศรีสุนทร", "ถลาง")
    theirs = Evidence.objects.create(area=other, title="ผลตรวจ", dated=thai.today(), link="https://example.go.th/b")

    score = save(member, sheet, evidence_ids=[mine.pk, theirs.pk])

    assert list(score.evidence.all()) == [mine]
    assert list(save(member, sheet, evidence_ids=[], version=1).evidence.all()) == []


def test_journal_proves_a_score_without_showing_it(member, sheet):
    score = save(member, sheet, kind="na", value=None, reason="เหตุผลลับ")

    entry = JournalEntry.objects.get()
    assert seal(score) in entry.body
    assert "เหตุผลลับ" not in entry.body and '"na"' not in entry.body and entry.object_type == "indicators.sheet"


def test_seal_tells_any_change(member, sheet):
    score = save(member, sheet)
    kept = seal(score)
    score.value = 5

    assert seal(score) != kept


def test_another_members_sheet_is_refused(member, sheet):
    with pytest.raises(Refused):
        save(build.seated(), sheet)


def test_sheet_is_closed_before_opening_after_the_last_day_and_after_reveal(member, sheet):
    for fields in (
        {"state": "preparing"},
        {"closes_on": thai.today() - timedelta(1)},
        {"state": "revealed", "revealed_at": "2026-01-01T00:00Z"},
    ):
        before = {key: getattr(sheet.round, key) for key in fields}
        type(sheet.round).objects.filter(pk=sheet.round_id).update(**fields)
        with pytest.raises(Refused):
            save(member, sheet)
        type(sheet.round).objects.filter(pk=sheet.round_id).update(**before)


def test_sheet_is_submitted_when_all_is_answered_and_taken_back_until_reveal(member, sheet):
    for code in ("T01", "T02"):
        save(member, sheet, code=code)
    with pytest.raises(Conflict) as caught:
        submit_sheet(member, sheet_id=sheet.pk)
    assert "3" in caught.value.sentence
    save(member, sheet, code="T03", kind="abstain", value=None)

    assert submit_sheet(member, sheet_id=sheet.pk).state == "submitted"
    with pytest.raises(Refused):
        save(member, sheet, value=5, version=1)
    assert take_back_sheet(member, sheet_id=sheet.pk).submitted_at is None


def test_submitted_sheet_cannot_be_taken_back_after_reveal(member, sheet):
    Sheet.objects.update(state="submitted", submitted_at="2026-01-01T00:00Z")
    type(sheet.round).objects.update(state="revealed", revealed_at="2026-01-01T00:00Z")

    with pytest.raises(Refused):
        take_back_sheet(member, sheet_id=sheet.pk)


def test_saving_a_score_costs_at_most_eight_queries(member, sheet, django_assert_max_num_queries):
    first = save(member, sheet)

    # Two of them are the savepoint that the test's own transaction makes of `atomic`.
    with django_assert_max_num_queries(10):
        save(member, sheet, value=5, version=first.version)
