"""A member's own sheet, asked over HTTP."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from indicators.models import Score, Sheet
from tests import build
from tests.indicators.asking import (
    HTMX,
    SIGNED_IN,
    sheet_of,
    signed_in,
    words,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def sheet(member):
    return sheet_of(member, build.round_(state="scoring"))


def score_path(sheet: Sheet, code: str = "T01") -> str:
    return reverse("indicators:score", args=[sheet.pk, code])


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
