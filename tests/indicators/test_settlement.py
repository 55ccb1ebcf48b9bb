from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from ecotown.kernel.conflicts import Conflict
from ecotown.kernel.models import JournalEntry
from ecotown.kernel.rules import Refused
from indicators.models import Framework, SettledScore
from indicators.results import area_results
from indicators.services import Settlement, send_to_agenda, settle_scores
from tests import build
from tests.indicators.asking import REVEALED, area_path, signed_in

pytestmark = [pytest.mark.sqlite_too, pytest.mark.django_db]


@pytest.fixture
def revealed():
    """Three indicators; two members gave 2 and 4 to the first, 3 and 4 to the second, nothing to the third."""
    round_ = build.round_(
        framework=build.framework(levels=1, indicators=3, always=("T02",)),
        state="revealed",
        revealed_at="2026-01-01T00:00Z",
    )
    first, second, _third = round_.framework.indicators.all()
    for a, b in ((2, 3), (4, 4)):
        sheet = build.sheet(round=round_, state="submitted", submitted_at="2026-01-01T00:00Z")
        build.score(sheet, first, a)
        build.score(sheet, second, b)
    return round_


def value(code, point, reason=""):
    return Settlement(code, "value", Decimal(point), reason)


def settle(actor, round_, *rows, **fields):
    return settle_scores(actor, **{
        "round_id": round_.pk, "area_id": round_.areas.get().pk, "rows": rows,
        "resolution_id": fields.pop("resolution", None) or build.resolution(meeting=build.closed_meeting()).pk, **fields,
    })  # fmt: skip


def test_values_are_settled_with_their_resolution_and_what_was_proposed(secretary, revealed):
    resolution = build.resolution(meeting=build.closed_meeting())

    settle(secretary, revealed, value("T01", 3), value("T03", 5), resolution=resolution.pk)

    first, third = SettledScore.objects.order_by("indicator__sort")
    assert (first.value, first.proposed, first.counted, first.distribution["2"]) == (3, 3, 2, 1)
    assert (third.value, third.proposed, third.counted, third.resolution) == (5, None, 0, resolution)
    assert JournalEntry.objects.get().act == "score.settle"


def test_measured_indicator_is_settled_as_a_number_and_met_at_its_target(secretary):
    framework = build.framework(levels=1, indicators=2, state="draft")
    water = framework.indicators.first()
    water.kind, water.unit, water.direction, water.target = "measured", "ลบ.ม. ต่อตัน", "lower", Decimal("1.25")
    water.save()
    Framework.objects.update(state="in_force")
    round_ = build.round_(framework=framework, state="revealed", revealed_at="2026-01-01T00:00Z")
    sheet = build.sheet(round=round_, state="submitted", submitted_at="2026-01-01T00:00Z")
    build.score(sheet, water, 5)

    for wrong in (None, Decimal("NaN"), Decimal("1.23456"), Decimal(10**10)):
        with pytest.raises(ValidationError):
            settle(secretary, round_, Settlement("T01", "value", wrong))
    settle(secretary, round_, Settlement("T01", "value", Decimal("1.1")), value("T02", 3))

    (result,) = area_results(round_)
    assert (result.result.level, result.rows[0].value, result.rows[0].passed) == (1, Decimal("1.1"), True)
    settle(secretary, round_, Settlement("T01", "value", Decimal("1250.5"), "วัดซ้ำ"))
    assert area_results(round_)[0].rows[0].passed is False


def test_value_far_from_the_median_needs_a_reason(secretary, revealed):
    with pytest.raises(ValidationError) as caught:
        settle(secretary, revealed, value("T01", 5), value("T02", 4))

    assert list(caught.value.message_dict) == ["T01"]
    assert SettledScore.objects.count() == 0
    settle(secretary, revealed, value("T01", 5, "มีหลักฐานเพิ่มเติม"), value("T02", 4))
    assert SettledScore.objects.count() == 2


def test_median_between_two_points_takes_either_without_a_reason(secretary, revealed):
    for point in (3, 4):
        SettledScore.objects.all().delete()
        settle(secretary, revealed, value("T02", point))

        assert SettledScore.objects.get().value == point


def test_settled_value_is_changed_only_with_a_reason_and_both_stand_in_the_journal(secretary, revealed):
    settle(secretary, revealed, value("T02", 3))
    with pytest.raises(ValidationError):
        settle(secretary, revealed, value("T02", 4))

    settle(secretary, revealed, value("T02", 4, "มีหลักฐานเพิ่มเติม"))

    assert SettledScore.objects.get().value == 4
    body = JournalEntry.objects.order_by("number").last().body
    assert '"value":"3"' in body and '"value":"4"' in body and "มีหลักฐานเพิ่มเติม" in body


def test_not_applicable_is_settled_with_a_reason_where_the_indicator_allows_it(secretary, revealed):
    with pytest.raises(ValidationError) as caught:
        settle(secretary, revealed, Settlement("T01", "na"), Settlement("T02", "na", reason="ไม่มี"))
    assert list(caught.value.message_dict) == ["T01", "T02"]

    settle(secretary, revealed, Settlement("T01", "na", reason="ไม่มีโรงงาน"))

    assert (SettledScore.objects.get().kind, SettledScore.objects.get().value) == ("na", None)


@pytest.mark.parametrize("row", [value("T01", "2.5"), value("T01", 6), value("T99", 3), Settlement("T01", "value")])
def test_anything_off_the_scale_or_framework_is_refused(secretary, revealed, row):
    with pytest.raises(ValidationError):
        settle(secretary, revealed, row)


def test_resolution_must_be_of_the_rounds_body_and_decide_something(secretary, revealed):
    elsewhere = build.resolution(meeting=build.closed_meeting(body=build.body("คณะทำงานอื่น")))
    postponed = build.resolution(meeting=build.closed_meeting(), kind="postpone")
    cancelled = build.resolution(meeting=build.meeting(state="cancelled"))

    for resolution in (elsewhere, postponed, cancelled):
        with pytest.raises(Conflict):
            settle(secretary, revealed, value("T01", 3), resolution=resolution.pk)


def test_value_is_changed_until_its_minutes_are_adopted(secretary, revealed):
    meeting = build.closed_meeting()
    resolution = build.resolution(meeting=meeting)
    settle(secretary, revealed, value("T01", 3), resolution=resolution.pk)
    settle(secretary, revealed, value("T01", 4, "แก้ไขตามที่ประชุมทักท้วง"), resolution=resolution.pk)
    build.adopted(meeting)

    with pytest.raises(ValidationError):
        settle(secretary, revealed, value("T01", 2, "ขอแก้อีกครั้ง"), resolution=resolution.pk)

    assert SettledScore.objects.get().value == 4


def test_final_value_sent_again_unchanged_is_left_alone(secretary, revealed):
    meeting = build.closed_meeting()
    settle(secretary, revealed, value("T01", 3), resolution=build.resolution(meeting=meeting).pk)
    build.adopted(meeting)

    changed = settle(secretary, revealed, value("T01", 3), value("T02", 3))

    assert [one.indicator.code for one in changed] == ["T02"]


def test_nothing_is_settled_before_reveal_or_by_a_member(secretary, revealed):
    with pytest.raises(Refused):
        settle(build.seated(), revealed, value("T01", 3))
    type(revealed).objects.update(state="scoring", revealed_at=None)
    with pytest.raises(Refused):
        settle(secretary, revealed, value("T01", 3))


def test_settling_nothing_is_refused(secretary, revealed):
    with pytest.raises(Conflict):
        settle(secretary, revealed)


def send(actor, round_, meeting, *codes):
    return send_to_agenda(actor, round_id=round_.pk, area_id=round_.areas.get().pk, meeting_id=meeting.pk, codes=codes)


def test_disagreement_becomes_a_matter_to_consider(secretary, revealed):
    item = send(secretary, revealed, build.meeting(), "T01")

    assert (item.number, item.discussions.get().indicator.code) == ("5.1", "T01")
    assert item.title.startswith("พิจารณาคะแนนตัวชี้วัดที่ 1 ตัวชี้วัดทดสอบ 1 ตำบลรัษฎา")


def test_several_indicators_become_one_matter(secretary, revealed):
    item = send(secretary, revealed, build.meeting(), "T01", "T02")

    assert item.discussions.count() == 2 and "2 ตัวชี้วัด" in item.title


def test_same_scores_go_onto_an_agenda_once(secretary, revealed):
    meeting = build.meeting()
    send(secretary, revealed, meeting, "T01")

    with pytest.raises(Conflict):
        send(secretary, revealed, meeting, "T01", "T02")


def test_scores_go_only_to_a_planned_meeting_of_the_body(secretary, revealed):
    for meeting in (build.closed_meeting(), build.meeting(body=build.body("คณะทำงานอื่น"))):
        with pytest.raises((Conflict, Refused)):
            send(secretary, revealed, meeting, "T01")


@pytest.mark.parametrize("typed", ["1e9999999", "-1e9999999", "1e-9999999", "sNaN", "NaN", "Infinity"])
def test_odd_number_is_told_of_and_settles_nothing(secretary, typed):
    framework = build.framework(levels=1, indicators=1, state="draft")
    framework.indicators.update(kind="measured", unit="ตัน", direction="lower", target=Decimal(1))
    Framework.objects.update(state="in_force")
    round_ = build.round_(framework=framework, **REVEALED)
    resolution = build.resolution(meeting=build.closed_meeting(body=round_.body))
    build.settled(round_, framework.indicators.get(), "1", resolution=resolution)
    fields = {"resolution": resolution.pk, "value-T01": typed, "reason-T01": "วัดซ้ำ"}

    answer = signed_in(secretary).post(area_path(round_, "settle/"), fields)

    assert (answer.status_code, SettledScore.objects.get().value) == (422, 1)
