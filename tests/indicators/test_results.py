from decimal import Decimal

import pytest

from indicators.models import Round, Score, SettledScore, Sheet
from indicators.results import area_results
from tests import build

pytestmark = [pytest.mark.sqlite_too, pytest.mark.django_db]

# its levels, and its indicators with level, aspect and dimension
FRAMEWORK = 2


def revealed(members: int = 2, **fields):
    round_ = build.round_(state="revealed", revealed_at="2026-01-01T00:00Z", **fields)
    for _ in range(members):
        for area in round_.areas.all():
            sheet = build.sheet(round=round_, area=area, state="submitted", submitted_at="2026-01-01T00:00Z")
            Score.objects.bulk_create(
                Score(sheet=sheet, indicator=one, kind="value", value=4) for one in round_.framework.indicators.all()
            )
    return round_


def test_result_joins_proposal_settled_value_and_level():
    round_ = revealed(framework=build.framework(levels=2, indicators=3))
    first, second, third = round_.framework.indicators.all()
    meeting = build.closed_meeting()
    for one in (first, third):
        build.settled(round_, one, "4", resolution=build.resolution(meeting=meeting))
    build.adopted(meeting)
    build.settled(round_, second, "2", resolution=build.resolution(meeting=build.closed_meeting()))

    result = area_results(round_)[0]

    assert (result.result.level, result.result.unmet, result.result.conclusive, result.result.final) == (
        1, ("T02",), True, False,
    )  # fmt: skip
    assert [(row.passed, row.in_effect, row.final) for row in result.rows] == [
        (True, True, True), (False, True, False), (True, True, True),
    ]  # fmt: skip
    assert result.rows[0].proposal.median == Decimal(4)
    assert [row.indicator.code for row in result.missing] == ["T02"]
    assert result.steps[1] == {
        "number": 2, "name": "ระดับที่ 2", "total": 1, "met": 0, "unmet": 1, "unsettled": 0, "not_applicable": 0,
        "state": "now",
    }  # fmt: skip


@pytest.mark.parametrize("meeting", [{"quorum": False}, None])
def test_value_of_a_meeting_without_quorum_or_still_open_does_not_count(meeting):
    round_ = revealed(framework=build.framework(levels=1, indicators=1))
    held = build.meeting() if meeting is None else build.closed_meeting(**meeting)
    build.settled(round_, round_.framework.indicators.get(), "5", resolution=build.resolution(meeting=held))

    result = area_results(round_)[0].result

    assert (result.level, result.conclusive, result.undecided) == (0, False, ("T01",))


def test_not_applicable_is_neither_passed_nor_failed():
    round_ = revealed(framework=build.framework(levels=1, indicators=2))
    first, second = round_.framework.indicators.all()
    build.settled(round_, first, None, kind="na", reason="ไม่มีโรงงาน")
    build.settled(round_, second, "3")

    result = area_results(round_)[0]

    assert (result.result.level, result.rows[0].passed, result.rows[0].not_applicable) == (1, None, True)


@pytest.mark.parametrize("state", ["preparing", "scoring"])
def test_nothing_of_the_scores_shows_before_reveal(state):
    round_ = revealed()
    Round.objects.update(state=state, revealed_at=None)
    round_.refresh_from_db()

    assert all(row.proposal is None for each in area_results(round_) for row in each.rows)


def test_sheets_not_submitted_are_left_out():
    round_ = revealed(members=3)
    Sheet.objects.filter(pk=Sheet.objects.first().pk).update(state="open", submitted_at=None)

    assert area_results(round_)[0].rows[0].proposal.counted == 2


@pytest.mark.parametrize("members", [1, 10])
def test_result_costs_three_queries_besides_the_framework(members, django_assert_num_queries):
    areas = [build.area(), build.area("830302", "ศรีสุนทร", "ถลาง"), build.area("830106", "ฉลอง")]
    round_ = revealed(members, areas=areas, framework=build.framework(levels=5, indicators=10))
    for one in round_.framework.indicators.all():
        build.settled(round_, one, area=areas[0])

    with django_assert_num_queries(FRAMEWORK + 3):
        results = area_results(round_)
        assert [each.result.level for each in results] == [5, 0, 0]
        assert [row.settled.resolution.final for each in results for row in each.rows if row.settled] == [False] * 10

    assert SettledScore.objects.count() == 10
