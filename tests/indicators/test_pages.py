"""The pages of frameworks, rounds, sheets and results, asked over HTTP."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from committee.models import Holder
from ecotown.kernel import thai
from ecotown.kernel.models import User
from ecotown.kernel.rules import Role
from indicators.models import Framework, Round, Score, SettledScore, Sheet
from tests import build
from tests.indicators.test_exchange import SMALL

pytestmark = pytest.mark.django_db

REVEALED = {"state": "revealed", "revealed_at": "2026-01-01T00:00Z"}
SUBMITTED = {"state": "submitted", "submitted_at": "2026-01-01T00:00Z"}
# session, user; person, holders, assignments of the actor
SIGNED_IN = 5


def signed_in(actor) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=actor.user_id))
    return client


@pytest.fixture
def secretary():
    return build.seated("secretary")


@pytest.fixture
def member():
    return build.seated()


def sheet_of(actor, round_, **fields) -> Sheet:
    return build.sheet(round=round_, holder=Holder.objects.get(person_id=actor.person_id), **fields)


def revealed(members: int = 2, indicators: int = 3, points: tuple[int, ...] = (2, 4)) -> Round:
    round_ = build.round_(**REVEALED, framework=build.framework(levels=1, indicators=indicators))
    for number in range(members):
        sheet = build.sheet(round=round_, **SUBMITTED)
        for one in round_.framework.indicators.all():
            build.score(sheet, one, points[number % len(points)])
    return round_


def words(response) -> str:
    """A page without what changes from one answer to the next."""
    return re.sub(r'(X-CSRFToken": "|csrfmiddlewaretoken" value=")[^"]+', "", response.content.decode())


# -- frameworks


def test_import_shows_what_a_file_holds_and_stores_nothing_before_it_is_confirmed(secretary):
    client = signed_in(secretary)

    shown = client.post("/desk/frameworks/import/", {"text": SMALL})
    assert shown.status_code == 200
    assert "เกณฑ์ย่อ" in words(shown)
    assert Framework.objects.count() == 0

    taken = client.post("/desk/frameworks/import/", {"text": SMALL, "confirm": "on"})
    assert taken.url == f"/desk/frameworks/{Framework.objects.get().pk}/"


def test_import_names_every_fault_with_its_line(secretary):
    answer = signed_in(secretary).post("/desk/frameworks/import/", {"text": SMALL.replace("scope: both", "scope: all")})

    assert answer.status_code == 422
    assert "indicators[0].scope" in words(answer)


def test_draft_that_ships_can_be_looked_through(secretary):
    answer = signed_in(secretary).post("/desk/frameworks/import/", {"shipped": "eit-level-draft"})

    assert answer.status_code == 200
    assert "41" in words(answer)


def test_framework_is_brought_into_force_and_taken_home(secretary):
    client = signed_in(secretary)
    client.post("/desk/frameworks/import/", {"text": SMALL, "confirm": "on"})
    framework = Framework.objects.get()

    client.post(f"/desk/frameworks/{framework.pk}/bring-into-force/")
    framework.refresh_from_db()
    assert framework.state == "in_force"

    exported = client.get(f"/desk/frameworks/{framework.pk}/export/")
    again = client.post("/desk/frameworks/import/", {"text": exported.content.decode()})
    assert again.status_code == 200


def test_member_reads_a_framework_and_imports_none(member):
    client = signed_in(member)
    framework = build.framework()

    assert client.get(f"/desk/frameworks/{framework.pk}/").status_code == 200
    assert client.get("/desk/frameworks/import/").status_code == 403


# -- rounds


def round_form(**fields):
    return {
        "number_of_year": "๑/๒๕๖๙", "title": "รอบแรก", "body": build.body().pk, "framework": build.framework().pk,
        "areas": [build.area().pk], "opens_on": thai.long_date(thai.today()),
        "closes_on": thai.long_date(thai.today() + timedelta(7)), **fields,
    }  # fmt: skip


def test_round_is_prepared_opened_and_revealed_in_the_browser(secretary):
    client = signed_in(secretary)

    prepared = client.post("/desk/rounds/add/", round_form())
    round_ = Round.objects.get()
    assert prepared.url == f"/desk/rounds/{round_.pk}/"
    client.post(f"/desk/rounds/{round_.pk}/open/")
    Sheet.objects.update(**SUBMITTED)
    client.post(f"/desk/rounds/{round_.pk}/reveal/")

    round_.refresh_from_db()
    assert (str(round_), round_.state) == ("รอบประเมินที่ 1/2569", "revealed")


def test_wrong_dates_are_told_and_what_was_typed_is_kept(secretary):
    typed = round_form(closes_on="29 ก.พ. 2564")

    answer = signed_in(secretary).post("/desk/rounds/add/", typed)

    assert answer.status_code == 422
    assert "29 ก.พ. 2564" in words(answer)


def test_reveal_with_somebody_missing_asks_for_a_tick(secretary, member):
    round_ = build.round_(state="scoring")
    sheet_of(secretary, round_, **SUBMITTED)
    sheet_of(member, round_)
    client = signed_in(secretary)

    refused = client.post(f"/desk/rounds/{round_.pk}/reveal/")
    assert refused.status_code == 422
    assert member.label in words(refused)

    assert client.post(f"/desk/rounds/{round_.pk}/reveal/", {"confirm": "on"}).status_code == 302


def test_round_in_preparation_is_shown_to_the_office_only(secretary, member):
    round_ = build.round_(state="preparing")

    assert signed_in(secretary).get(f"/desk/rounds/{round_.pk}/").status_code == 200
    assert signed_in(member).get(f"/desk/rounds/{round_.pk}/").status_code == 404


@pytest.mark.parametrize("role", [Role.ADMIN, Role.AGENCY])
def test_administrator_and_agency_see_no_scores(role):
    round_ = revealed()
    client = signed_in(build.assigned(role))

    for path in ("", "result/", "areas/830104/"):
        assert client.get(f"/desk/rounds/{round_.pk}/{path}").status_code == 404


# -- nobody sees what others gave


SEEN_BEFORE_REVEAL = [
    "/desk/", "/desk/rounds/", "/desk/rounds/{round}/", "/desk/rounds/{round}/reveal/", "/desk/rounds/{round}/result/",
    "/desk/rounds/{round}/areas/830104/", "/desk/rounds/{round}/areas/830104/?view=wall", "/desk/areas/830104/level/",
    "/desk/areas/830104/", "/desk/levels/", "/desk/journal/",
]  # fmt: skip


@pytest.mark.parametrize("role", ["secretary", "chair", Role.STAFF, Role.AUDITOR])
def test_no_page_depends_on_what_a_member_gave_before_the_reveal(role, member):
    round_ = build.round_(state="scoring")
    sheet = sheet_of(member, round_, **SUBMITTED)
    score = build.score(sheet, round_.framework.indicators.first(), 0)
    client = signed_in(build.assigned(role) if isinstance(role, Role) else build.seated(role))
    paths = [path.format(round=round_.pk) for path in SEEN_BEFORE_REVEAL]

    before = [words(client.get(path)) for path in paths]
    Score.objects.filter(pk=score.pk).update(kind="na", value=None, reason="ความลับของกรรมการ")
    after = [words(client.get(path)) for path in paths]

    assert before == after
    assert client.get(f"/desk/sheets/{sheet.pk}/").status_code == 404


def test_sheet_of_another_member_is_not_there_even_after_the_reveal(member):
    round_ = revealed()

    assert signed_in(member).get(f"/desk/sheets/{round_.sheets.first().pk}/").status_code == 404


# -- the sheet


@pytest.fixture
def sheet(member):
    return sheet_of(member, build.round_(state="scoring"))


def score_path(sheet: Sheet, code: str = "T01") -> str:
    return reverse("indicators:score", args=[sheet.pk, code])


HTMX = {"headers": {"HX-Request": "true"}}


def test_choice_is_saved_by_a_plain_form_and_leads_on(member, sheet):
    client = signed_in(member)

    stays = client.post(score_path(sheet), {"answer": "4", "version": "0"})
    goes_on = client.post(score_path(sheet, "T02"), {"answer": "abstain", "version": "0", "then": "next"})
    ends = client.post(score_path(sheet, "T03"), {"answer": "3", "version": "0", "then": "next"})

    here = f"/desk/sheets/{sheet.pk}/"
    assert [stays.url, goes_on.url, ends.url] == [f"{here}?i=1", f"{here}?i=3", here]
    assert sorted(Score.objects.values_list("kind", "value")) == [("abstain", None), ("value", 3), ("value", 4)]


def test_saved_choice_stands_there_after_a_reload(member, sheet):
    client = signed_in(member)
    client.post(score_path(sheet), {"answer": "4", "reason": "ดูเอกสารแล้ว", "version": "0"})

    page = words(client.get(f"/desk/sheets/{sheet.pk}/?i=1"))

    assert re.search(r'id="answer-4" value="4" checked', page)
    assert "ดูเอกสารแล้ว" in page
    assert 'name="version" id="score-version" value="1"' in page


def test_htmx_answer_renews_version_progress_and_index(member, sheet):
    other = build.sheet(round=sheet.round)
    for one in sheet.round.framework.indicators.all():
        build.score(other, one, 5)

    answer = signed_in(member).post(score_path(sheet), {"answer": "4", "version": "0"}, **HTMX)

    assert answer.status_code == 200
    found = words(answer)
    assert [name in found for name in ('id="score-version" value="1"', 'id="sheet-progress"', 'id="index-1"')] == [
        True
    ] * 3
    assert "<html" not in found
    assert re.search(r"\b1\D+3\b", found[found.index("sheet-progress") :])


@pytest.mark.parametrize("typed", [{}, {"answer": "9"}, {"answer": "na"}, {"answer": "3", "version": "x"}])
def test_answer_that_cannot_be_taken_is_422_and_kept(member, sheet, typed):
    client = signed_in(member)
    typed = {"reason": "หมายเหตุที่พิมพ์ไว้" if typed.get("answer") != "na" else "", **typed}

    plain = client.post(score_path(sheet), typed)
    part = client.post(score_path(sheet), typed, **HTMX)

    assert (plain.status_code, part.status_code, part["HX-Retarget"]) == (422, 422, "#score-problem")
    assert typed["reason"] in words(plain)
    assert Score.objects.count() == 0


def test_second_window_is_told_both_answers_and_may_save_its_own(member, sheet):
    client = signed_in(member)
    client.post(score_path(sheet), {"answer": "5", "version": "0"})

    told = client.post(score_path(sheet), {"answer": "2", "version": "0"})
    part = client.post(score_path(sheet), {"answer": "2", "version": "0"}, **HTMX)
    assert (told.status_code, part.status_code) == (409, 409)
    assert 'id="score-version" value="1"' in words(part)
    assert re.search(r'id="answer-2" value="2" checked', words(told))

    client.post(score_path(sheet), {"answer": "2", "version": "1"})
    assert Score.objects.get().value == 2


def test_ended_session_is_401_for_htmx_and_a_sign_in_that_leads_back_otherwise(member, sheet):
    stranger = Client()

    assert stranger.post(score_path(sheet), {"answer": "3"}, **HTMX).status_code == 401
    plain = stranger.post(score_path(sheet), {"answer": "3"})
    assert plain.url.endswith(f"?next={score_path(sheet)}")
    assert signed_in(member).get(score_path(sheet)).url == f"/desk/sheets/{sheet.pk}/?i=1"


@pytest.mark.parametrize("asked", ["?i=99", "?i=x", "?i=-1", "?i=11111111111111111111"])
def test_indicator_that_is_not_there_is_404(member, sheet, asked):
    assert signed_in(member).get(f"/desk/sheets/{sheet.pk}/{asked}").status_code == 404


def test_unknown_code_is_404(member, sheet):
    assert signed_in(member).post(score_path(sheet, "T99"), {"answer": "3"}).status_code == 404


def test_sheet_is_submitted_and_taken_back(member, sheet):
    client = signed_in(member)
    assert client.post(f"/desk/sheets/{sheet.pk}/submit/").status_code == 409
    for code in ("T01", "T02", "T03"):
        client.post(score_path(sheet, code), {"answer": "3", "version": "0"})

    assert client.post(f"/desk/sheets/{sheet.pk}/submit/").status_code == 302
    reading = words(client.get(f"/desk/sheets/{sheet.pk}/?i=1"))
    assert "<fieldset disabled>" in reading
    assert "hx-post" not in reading
    assert client.post(f"/desk/sheets/{sheet.pk}/take-back/").status_code == 302
    sheet.refresh_from_db()
    assert sheet.state == "open"


@pytest.mark.parametrize("indicators", [3, 30])
def test_sheet_costs_the_same_whatever_its_length(member, indicators, django_assert_max_num_queries):
    sheet = sheet_of(member, build.round_(state="scoring", framework=build.framework(indicators=indicators)))
    for one in sheet.round.framework.indicators.all():
        build.score(sheet, one, 3)
    client = signed_in(member)

    # sheet with round, framework and area; scores; indicators; rubric; last settled; evidence; cited
    with django_assert_max_num_queries(SIGNED_IN + 7):
        client.get(f"/desk/sheets/{sheet.pk}/?i=2")
    with django_assert_max_num_queries(SIGNED_IN + 3):
        client.get(f"/desk/sheets/{sheet.pk}/")


def test_saving_a_choice_costs_at_most_ten_queries(member, sheet, django_assert_max_num_queries):
    client = signed_in(member)
    client.post(score_path(sheet), {"answer": "3", "version": "0"}, **HTMX)

    # Of the twelve, two are the savepoint that the test's own transaction makes of `atomic`.
    with django_assert_max_num_queries(SIGNED_IN + 12):
        client.post(score_path(sheet), {"answer": "4", "version": "1"}, **HTMX)


# -- spread, settling, result


def area_path(round_: Round, rest: str = "") -> str:
    return f"/desk/rounds/{round_.pk}/areas/830104/{rest}"


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
    round_.framework.indicators.exclude(code="T01")
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
    # round, its areas, levels, indicators, settled, scores, discussions, sheets, meetings or resolutions (two)
    for path in ("", "result/", "areas/830104/", "areas/830104/?view=wall", "areas/830104/settle/"):
        with django_assert_max_num_queries(SIGNED_IN + 10):
            client.get(f"/desk/rounds/{rounds[0].pk}/{path}")
