"""The pages of rounds; and that nobody sees what others gave."""

from datetime import timedelta

import pytest

from ecotown.kernel import thai
from ecotown.kernel.rules import Role
from indicators.models import Round, Score, Sheet
from tests import build
from tests.indicators.asking import (
    SUBMITTED,
    revealed,
    sheet_of,
    signed_in,
    words,
)

pytestmark = pytest.mark.django_db


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
