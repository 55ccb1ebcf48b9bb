"""The charts are arithmetic before they are pictures."""

import itertools
from decimal import Decimal

import pytest
from django.template import engines
from hypothesis import given
from hypothesis import strategies as st

from ecotown.kernel.templatetags import charts, compare


def parts(bricks):
    return len(bricks.met), len(bricks.unmet), len(bricks.unknown)


def draw(source, **context):
    return engines["django"].from_string(source).render(context)


def test_a_step_done_is_one_block():
    shape = charts.step_shape(number=2, total=9, met=9, state="done")

    assert parts(shape["bricks"]) == (1, 0, 0)
    assert shape["height"] == "2.8em"


def test_a_step_in_progress_shows_each_indicator_once():
    shape = charts.step_shape(number=3, total=10, met=6, unsettled=3, state="now")

    assert parts(shape["bricks"]) == (6, 1, 3)


def test_a_step_not_reached_keeps_the_courses_that_are_met_inside_a_dashed_frame():
    shape = charts.step_shape(number=4, total=7, met=2, state="not")

    assert parts(shape["bricks"]) == (2, 0, 1)


def test_a_step_without_indicators_is_a_frame():
    shape = charts.step_shape(number=1, total=0, state="now")

    assert parts(shape["bricks"]) == (0, 0, 1)


@given(
    total=st.integers(1, 60), data=st.data(), number=st.integers(1, 12), state=st.sampled_from(["now", "not", "done"])
)
def test_courses_never_leave_their_step_nor_cover_one_another(total, data, number, state):
    met = data.draw(st.integers(0, total))
    unsettled = data.draw(st.integers(0, total - met))

    bricks = charts.step_shape(number=number, total=total, met=met, unsettled=unsettled, state=state)["bricks"]

    courses = sorted(
        (float(box.y.rstrip("%")), float(box.height.rstrip("%")))
        for box in [*bricks.met, *bricks.unmet, *(bricks.unknown if state == "now" else [])]
    )
    assert all(y >= -0.01 and y + height <= 100.01 for y, height in courses)
    assert all(y + height <= after + 0.02 for (y, height), (after, _) in itertools.pairwise(courses))


@pytest.mark.parametrize("count", [1, 2, 5, 9])
def test_the_ladder_takes_any_number_of_levels(count):
    steps = [{"number": i + 1, "total": 4, "met": 4, "state": "done"} for i in range(count)]

    shape = charts.ladder_shape(steps)

    boxes = shape["bricks"].met
    assert len(boxes) == count
    assert float(boxes[-1].x) + float(boxes[-1].width) == pytest.approx(500, abs=0.1)
    heights = [float(box.height) for box in boxes]
    assert heights == sorted(heights)
    assert (shape["level"], shape["of"], shape["now"]) == (str(count), str(count), None)


def test_the_level_of_a_ladder_counts_only_unbroken_steps():
    steps = [
        {"number": 1, "total": 2, "met": 1, "state": "now"},
        {"number": 2, "total": 2, "met": 2, "state": "done"},
    ]

    assert charts.summary(steps)["level"] == "0"


def test_the_meter_fills_the_current_bar_by_its_part():
    steps = [{"number": 1, "total": 4, "met": 1, "state": "now"}]

    bricks = charts.meter_shape(steps, width=40)["bricks"]

    outline, filled = bricks.unmet[0], bricks.met[0]
    assert float(filled.height) == pytest.approx((float(outline.height) + 1) / 4)


def test_the_histogram_is_hollow_below_the_pass_point_and_solid_from_it():
    shape = charts.histogram_shape([2, 5, 6, 3, 6, 1], pass_point=3, median=Decimal("2.0"))

    assert parts(shape["bricks"]) == (3, 3, 0)
    assert [label["text"] for label in shape["labels"]] == ["2", "5", "6", "3", "6", "1"]
    assert shape["people"] == "23"


def test_the_median_stands_between_two_bars_when_it_is_a_half():
    shape = charts.histogram_shape([0, 0, 1, 1, 0, 0], median=Decimal("2.5"))

    peak = shape["mark"].split(" ")[2]
    assert peak.split(",")[0] == "180"


def test_a_histogram_of_nobody_has_no_bar_and_no_median():
    shape = charts.histogram_shape([0] * 6, pass_point=3)

    assert parts(shape["bricks"]) == (0, 0, 0)
    assert (shape["median"], shape["mark"]) == (None, "")


def test_one_scale_serves_several_histograms():
    alone = charts.histogram_shape([0, 3])["bricks"].met[0]
    beside_a_higher_one = charts.histogram_shape([0, 3], top=6)["bricks"].met[0]

    assert float(beside_a_higher_one.height) == pytest.approx(float(alone.height) / 2)


def test_the_heat_map_tells_met_not_met_and_not_settled_apart():
    cells = [
        {"number": 1, "value": 3, "met": True},
        {"number": 2, "value": 0, "met": False},
        {"number": 3, "value": None},
    ]

    shape = charts.heat_shape([{"number": 1, "cells": cells}])

    assert parts(shape["bricks"]) == (1, 1, 1)
    assert [cell["value"] for cell in shape["cells"]] == ["3", "0", "–"]


def test_a_long_level_wraps_within_the_heat_map():
    cells = [{"number": i, "value": 3, "met": True} for i in range(30)]

    shape = charts.heat_shape([{"number": 1, "cells": cells}], columns=12)

    assert len({box.y for box in shape["bricks"].met}) == 3


def test_a_score_not_settled_has_dashed_squares_only():
    shape = charts.mini_shape(None, pass_point=3)

    assert parts(shape["bricks"]) == (0, 0, 5)


def test_the_stair_of_the_province_lays_one_course_per_area_that_holds_the_level():
    levels = [{"number": 1, "name": "ก", "reached": 3}, {"number": 2, "name": "ข", "reached": 1}]

    shape = charts.province_shape(levels, areas=3)

    assert parts(shape["bricks"]) == (4, 0, 2)


def test_figures_turn_thai_on_paper_only():
    assert (charts.figure(41), charts.figure(41, "thai")) == ("41", "๔๑")


def test_coordinates_never_carry_a_comma_or_needless_zeros():
    assert [charts.n(12.0), charts.n(0.5, "%"), charts.n(1234.567)] == ["12", "0.5%", "1234.57"]


def test_a_chart_says_in_one_sentence_what_it_shows():
    steps = [
        {"number": 1, "total": 9, "met": 9, "state": "done"},
        {"number": 2, "total": 10, "met": 6, "state": "now", "unsettled": 3},
    ]

    svg = draw('{% include "charts/inline_ladder.svg" with steps=steps only %}', steps=steps)

    assert 'role="img"' in svg
    assert svg.count("<title>") == 1
    assert all(number in svg.split("<title>")[1].split("</title>")[0] for number in ("1", "2", "6", "10", "3"))


def test_a_name_in_a_chart_is_text_never_markup():
    svg = draw(
        '{% include "charts/dimension_bars.svg" with rows=rows only %}',
        rows=[{"name": "<script>alert(1)</script>", "met": 1, "total": 2}],
    )

    assert "<script>" not in svg


def test_the_comparison_keeps_every_word_of_the_second_text():
    first, second = "กำหนดตำบลรัษฎา และตำบลฉลอง", "กำหนดตำบลรัษฎา ตำบลศรีสุนทร และตำบลฉลอง\nเป็นพื้นที่เป้าหมาย"

    pieces = compare.difference(first, second)

    assert "".join(text for _, text in pieces) == second
    assert [text.strip() for kind, text in pieces if kind == "new"] == ["ตำบลศรีสุนทร", "เป็นพื้นที่เป้าหมาย"]


@given(st.text(), st.text())
def test_the_comparison_loses_nothing_of_any_text(first, second):
    assert "".join(text for _, text in compare.difference(first, second)) == second


def test_a_ladder_that_nobody_has_assessed_says_so_and_not_level_nought():
    steps = [{"number": number, "total": 0, "met": 0, "state": "not"} for number in (1, 2, 3)]

    svg = draw('{% include "charts/ladder.svg" with steps=steps only %}', steps=steps)

    assert svg.split("<title>")[1].split("</title>")[0].strip() == "ยังไม่มีผลการประเมิน จาก 3 ระดับ"
