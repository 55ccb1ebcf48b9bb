"""The spread of scores, settling and the result, asked over HTTP."""

import re

import pytest

from indicators.models import Framework, SettledScore
from tests import build
from tests.indicators.asking import (
    HTMX,
    REVEALED,
    SIGNED_IN,
    SUBMITTED,
    area_path,
    revealed,
    sheet_of,
    signed_in,
    words,
)

pytestmark = pytest.mark.django_db


def test_spread_is_sealed_before_the_reveal(secretary):
    round_ = build.round_(state="scoring")

    page = signed_in(secretary).get(area_path(round_))

    assert page.status_code == 200
    assert "indicators/area_sealed.html" in [template.name for template in page.templates]


@pytest.mark.parametrize("asked", ["", "?view=wall", "?view=wall&i=2", "?view=wall&i=99", "?view=wall&i=x"])
def test_spread_is_shown_on_desk_and_wall(member, asked):
    page = signed_in(member).get(area_path(revealed(), asked))

    assert page.status_code == 200
    assert words(page).count("data-next") == 1


def test_disputed_scores_are_sent_to_the_agenda_once(secretary):
    round_, meeting = revealed(), build.meeting()
    build.score(build.sheet(round=round_, **SUBMITTED), round_.framework.indicators.first(), 5)
    client = signed_in(secretary)
    data = {"meeting": meeting.pk, "codes": ["T01"], "view": "wall", "i": "1"}

    sent = client.post(area_path(round_, "agenda/"), data)
    again = client.post(area_path(round_, "agenda/"), data)

    assert (sent.url, again.status_code) == (area_path(round_, "?view=wall&i=1"), 409)
    assert f"/desk/meetings/{meeting.pk}/#item-" in words(client.get(area_path(round_)))
    assert "#indicator-1" in words(client.get(f"/desk/meetings/{meeting.pk}/scores/", **HTMX))


def test_agenda_needs_a_planned_meeting_and_an_indicator(secretary):
    client, round_ = signed_in(secretary), revealed()

    for data in (
        {"codes": ["T01"]},
        {"meeting": build.meeting().pk},
        {"meeting": build.closed_meeting().pk, "codes": ["T01"]},
    ):
        assert client.post(area_path(round_, "agenda/"), data).status_code == 409


def test_medians_stand_proposed_and_one_resolution_settles_many(secretary):
    round_ = revealed()
    resolution = build.resolution(meeting=build.closed_meeting())
    client = signed_in(secretary)
    page = words(client.get(area_path(round_, "settle/")))
    assert page.count('<option value="3" selected>') == 3

    rows = {"value-T01": "3", "value-T02": "3", "value-T03": "", "resolution": resolution.pk}
    answer = client.post(area_path(round_, "settle/"), rows)

    assert answer.url == f"/desk/rounds/{round_.pk}/result/"
    assert SettledScore.objects.filter(resolution=resolution, value=3).count() == 2


def test_rows_that_cannot_be_settled_are_named_and_what_was_typed_is_kept(secretary):
    round_ = revealed()
    resolution = build.resolution(meeting=build.closed_meeting())
    rows = {"value-T01": "5", "reason-T02": "ไม่มีโรงงานในพื้นที่", "value-T02": "na", "resolution": resolution.pk}

    answer = signed_in(secretary).post(area_path(round_, "settle/"), rows)

    assert answer.status_code == 422
    page = words(answer)
    assert 'href="#value-T01"' in page
    assert 'href="#value-T02"' not in page
    assert 'value="ไม่มีโรงงานในพื้นที่"' in page
    assert SettledScore.objects.count() == 0


@pytest.mark.parametrize("rows", [{}, {"resolution": "0", "value-T01": "3"}, {"value-T01": "3"}, {"value-T01": "1e9"}])
def test_settling_without_resolution_or_values_is_422(secretary, rows):
    round_ = revealed()
    build.resolution(meeting=build.closed_meeting())

    assert signed_in(secretary).post(area_path(round_, "settle/"), rows).status_code == 422


def test_nothing_chosen_is_told(secretary):
    resolution = build.resolution(meeting=build.closed_meeting())

    answer = signed_in(secretary).post(area_path(revealed(), "settle/"), {"resolution": resolution.pk})

    assert answer.status_code == 422


def test_settled_value_and_resolution_lead_to_each_other(secretary):
    round_ = revealed()
    one = build.settled(round_, round_.framework.indicators.first())
    client = signed_in(secretary)

    result = words(client.get(f"/desk/rounds/{round_.pk}/result/"))
    fragment = words(client.get(f"/desk/resolutions/{one.resolution_id}/settled/", **HTMX))

    assert f"/desk/resolutions/{one.resolution_id}/" in result
    assert f"#item-{one.resolution.agenda_item_id}" in result
    assert area_path(round_, "#indicator-1") in result
    assert area_path(round_, "#indicator-1") in fragment
    assert "<html" not in fragment


def test_finishing_names_the_meeting_that_is_not_yet_in_effect(secretary):
    round_ = revealed(indicators=1)
    planned = build.resolution(meeting=build.meeting())
    build.settled(round_, round_.framework.indicators.get(), resolution=planned)
    client = signed_in(secretary)

    page = words(client.get(f"/desk/rounds/{round_.pk}/"))

    assert f'href="/desk/meetings/{planned.agenda_item.meeting_id}/"' in page
    assert client.post(f"/desk/rounds/{round_.pk}/finish/").status_code == 409


def test_round_is_finished_in_the_browser(secretary):
    round_ = revealed(indicators=1)
    build.settled(round_, round_.framework.indicators.get())

    assert signed_in(secretary).post(f"/desk/rounds/{round_.pk}/finish/").url == f"/desk/rounds/{round_.pk}/result/"


@pytest.mark.parametrize("count", [1, 3])
def test_pages_of_rounds_cost_the_same_whatever_their_size(secretary, count, django_assert_max_num_queries):
    rounds = [revealed(members=count * 3, indicators=count * 4) for _ in range(count)]
    for one in rounds[0].framework.indicators.all():
        build.settled(rounds[0], one)
    client = signed_in(secretary)

    # count, rounds, their areas
    with django_assert_max_num_queries(SIGNED_IN + 3):
        client.get("/desk/rounds/")
    # round, its areas, levels, indicators, settled, scores, discussions, sheets, what they ask (or whether seats score by
    # dimension), meetings or resolutions (two)
    for path in ("", "result/", "areas/830104/", "areas/830104/?view=wall", "areas/830104/settle/"):
        with django_assert_max_num_queries(SIGNED_IN + 11):
            client.get(f"/desk/rounds/{rounds[0].pk}/{path}")


def test_matter_that_scores_hang_on_stays_on_the_agenda(secretary):
    round_, meeting = revealed(), build.meeting()
    client = signed_in(secretary)
    client.post(area_path(round_, "agenda/"), {"meeting": meeting.pk, "codes": ["T01"]})
    item = meeting.agenda.get()

    answer = client.post(f"/desk/agenda/{item.pk}/remove/")

    assert answer.status_code < 500
    assert meeting.agenda.filter(pk=item.pk).exists()
    assert f'id="item-{item.pk}"' in words(client.get(f"/desk/meetings/{meeting.pk}/"))


def test_own_pass_point_of_an_indicator_is_drawn_wherever_one_is(secretary):
    framework = build.framework(levels=1, indicators=2, state="draft")
    framework.indicators.filter(code="T01").update(pass_point=4)
    framework.indicators.filter(code="T02").update(kind="measured", unit="ตัน", direction="lower", target=1)
    Framework.objects.update(state="in_force")
    round_ = build.round_(**REVEALED, framework=framework)
    sheet = sheet_of(secretary, round_, **SUBMITTED)
    for one in framework.indicators.all():
        build.score(sheet, one, 3)
    build.settled(round_, framework.indicators.get(code="T01"), "3")
    client = signed_in(secretary)
    asked, measured = (words(client.get(f"/desk/sheets/{sheet.pk}/?i={number}")) for number in (1, 2))

    assert asked.index("answer-3") < asked.index('class="pass"') < asked.index("answer-4")
    assert ('class="pass"' in measured, "ค่าเป้าหมายไม่เกิน" in measured) == (False, True)
    wall, settle = (
        words(client.get(f"{area_path(round_)}?view=wall&i=1")),
        words(client.get(area_path(round_, "settle/"))),
    )
    assert "เกณฑ์ผ่าน 4" in wall and "เกณฑ์ผ่าน 3" not in wall
    assert re.findall(r"<option[^>]*>(\d) เกณฑ์ผ่าน<", settle) == ["4"]
    assert "เกณฑ์ผ่าน 4" in words(client.get(f"/desk/rounds/{round_.pk}/result/"))
    assert words(client.get(area_path(round_))).count("from-pass") == 2  # points 4 and 5 of the first
