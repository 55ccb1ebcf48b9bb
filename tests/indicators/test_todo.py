import re
from datetime import time, timedelta

import pytest

from ecotown.kernel import thai
from indicators.models import Round, Sheet
from indicators.todo import todo
from tests import build
from tests.indicators.asking import REVEALED, SUBMITTED, sheet_of, signed_in, words

pytestmark = [pytest.mark.sqlite_too, pytest.mark.django_db]


def addresses(actor) -> list[str]:
    return [each.url for each in todo(actor)]


def test_member_finds_each_open_sheet_until_it_is_submitted(member):
    sheet = sheet_of(member, build.round_(state="scoring"))
    sheet_of(member, build.round_(state="preparing"))

    assert [(each.url, each.due) for each in todo(member)] == [(f"/desk/sheets/{sheet.pk}/", sheet.round.closes_on)]
    Sheet.objects.update(**SUBMITTED)
    assert todo(member) == []


def test_secretary_finds_rounds_to_open_reveal_and_settle(secretary, member):
    yesterday = thai.today() - timedelta(1)
    to_open = build.round_(state="preparing")
    build.round_(state="preparing", opens_on=thai.today() + timedelta(1))
    over = build.round_(state="scoring", opens_on=yesterday, closes_on=yesterday)
    complete, going_on = build.round_(state="scoring"), build.round_(state="scoring")
    sheet_of(member, over)
    sheet_of(member, complete, **SUBMITTED)
    sheet_of(member, going_on)
    to_settle = build.round_(**REVEALED)
    build.round_(state="settled", revealed_at=REVEALED["revealed_at"])

    wanted = [f"/desk/rounds/{round_.pk}/" for round_ in (over, to_open, complete, to_settle)]
    assert addresses(secretary) == wanted
    assert f"/desk/rounds/{to_open.pk}/" not in addresses(member)


def test_secretary_finds_drafts_to_bring_into_force(secretary, member):
    draft = build.framework(state="draft")
    build.framework(state="in_force")

    assert addresses(secretary) == [f"/desk/frameworks/{draft.pk}/"]
    assert addresses(member) == []


@pytest.mark.parametrize("count", [1, 3])
def test_looking_for_things_to_do_costs_three_queries(secretary, count, django_assert_num_queries):
    for _ in range(count):
        sheet_of(secretary, build.round_(state="scoring"))
        build.round_(**REVEALED)
        build.framework(state="draft")

    with django_assert_num_queries(3):
        assert len(todo(secretary)) == count * 3


def test_end_is_told_of_the_sheet_and_with_its_time(secretary, member):
    today = thai.today()
    sheet = sheet_of(member, build.round_(state="scoring", closes_on=today, closes_time=time(23, 59)))
    paths = (f"/desk/rounds/{sheet.round_id}/", f"/desk/sheets/{sheet.pk}/")
    pages = [bare(signed_in(member).get(path)) for path in paths]
    said = f"{thai.long_date(today)} เวลา 23.59 น."
    (one,) = todo(member)
    assert (one.due, one.why.endswith(said), all(said in page for page in pages)) == (today, True, True)

    Sheet.objects.update(reopened_until=today + timedelta(2), reopened_reason="ระบบขัดข้อง")

    (one,) = todo(member)
    assert (one.due, one.why) == (today + timedelta(2), str(sheet.round))
    for path in paths:
        assert thai.long_date(today + timedelta(2)) in bare(signed_in(member).get(path))
    Round.objects.update(closes_time=time(0, 0))
    assert "พ้นกำหนดให้คะแนนแล้ว" in todo(secretary)[0].why


def bare(page) -> str:
    """The text alone: words that stay on one line are wrapped."""
    return re.sub(r"<[^>]+>", "", words(page)).replace("\xa0", " ")
