"""Seats that score a dimension each: what stands on a sheet, and what n is."""

import pytest

from committee.models import Holder
from ecotown.kernel.conflicts import Conflict
from ecotown.kernel.rules import Refused
from indicators.models import Aspect, Dimension, Framework, Indicator, Round, RoundSeat, Sheet
from indicators.reading import read_spread
from indicators.services import assign_seats, open_round, reveal_round, save_score, submit_sheet
from tests import build
from tests.indicators.asking import signed_in, words

pytestmark = [pytest.mark.sqlite_too, pytest.mark.django_db]


@pytest.fixture
def round_(secretary) -> Round:
    """Two dimensions: T01 and T02 of the first, T03 of the second."""
    return round_with("T03")


def round_with(code: str) -> Round:
    """Three indicators, of which this one is of the second dimension."""
    framework = build.framework(levels=1, indicators=3, state="draft")
    second = Dimension.objects.create(framework=framework, code="ENV", name="สิ่งแวดล้อม", sort=2)
    aspect = Aspect.objects.create(dimension=second, code="ENV1", name="น้ำ", sort=1)
    Indicator.objects.filter(framework=framework, code=code).update(aspect=aspect)
    Framework.objects.filter(pk=framework.pk).update(state="in_force")
    return build.round_(framework=Framework.objects.get(pk=framework.pk))


def give(secretary, round_, **codes):
    seat_of = {actor: Holder.objects.get(person_id=actor.person_id).seat_id for actor in codes["of"]}
    dimension = dict(round_.framework.dimensions.values_list("code", "pk"))
    pairs = [(seat_of[actor], dimension[code]) for actor, each in codes["of"].items() for code in each]
    return assign_seats(secretary, round_id=round_.pk, pairs=pairs)


def codes_of(actor, round_):
    sheet = Sheet.objects.get(round=round_, person_id=actor.person_id)
    return sheet, list(sheet.indicators.in_order().values_list("code", flat=True))


def test_each_sheet_asks_what_its_seat_was_given_and_n_follows(secretary, member, round_):
    third = build.seated()
    give(secretary, round_, of={secretary: ["PHY", "ENV"], member: ["ENV"]})
    open_round(secretary, round_id=round_.pk)

    assert not Sheet.objects.filter(person_id=third.person_id).exists()
    for actor, expected in ((secretary, ["T01", "T02", "T03"]), (member, ["T03"])):
        sheet, codes = codes_of(actor, round_)
        assert codes == expected
        for code in codes:
            save_score(actor, sheet_id=sheet.pk, code=code, kind="value", value=3)
        submit_sheet(actor, sheet_id=sheet.pk)
    reveal_round(secretary, round_id=round_.pk)

    spread = read_spread(Round.objects.get(pk=round_.pk), "830104")
    said = {item.indicator.code: (item.row.proposal.counted, item.of) for item in spread.items}
    assert said == {"T01": (1, 1), "T02": (1, 1), "T03": (2, 2)}


def test_indicator_of_another_dimension_is_not_on_the_sheet(secretary, member, round_):
    give(secretary, round_, of={secretary: ["PHY"], member: ["ENV"]})
    open_round(secretary, round_id=round_.pk)
    sheet, _codes = codes_of(member, round_)
    client = signed_in(member)

    with pytest.raises(Indicator.DoesNotExist):
        save_score(member, sheet_id=sheet.pk, code="T01", kind="value", value=3)
    assert client.post(f"/desk/sheets/{sheet.pk}/scores/T01/", {"answer": "3"}).status_code == 404
    assert client.get(f"/desk/sheets/{sheet.pk}/?i=1").status_code == 404
    assert client.get(f"/desk/sheets/{sheet.pk}/?i=3").status_code == 200


def test_round_does_not_open_while_a_dimension_is_given_to_nobody(secretary, round_):
    give(secretary, round_, of={secretary: ["PHY"]})

    with pytest.raises(Conflict) as caught:
        open_round(secretary, round_id=round_.pk)

    assert "สิ่งแวดล้อม" in caught.value.sentence


def test_table_is_filled_over_the_page_and_closed_when_the_round_opens(secretary, round_):
    client, path = signed_in(secretary), f"/desk/rounds/{round_.pk}/seats/"
    seat = Holder.objects.get(person_id=secretary.person_id).seat_id
    cells = [f"{seat}-{one.pk}" for one in round_.framework.dimensions.all()]

    assert client.post(path, {"cells": ["1-99999"]}).status_code == 422
    assert client.post(path, {"cells": cells}).status_code == 302
    assert (RoundSeat.objects.count(), words(client.get(path)).count(" checked")) == (2, 2)
    open_round(secretary, round_id=round_.pk)
    assert client.post(path, {"cells": cells}).status_code == 403
    with pytest.raises(Refused):
        assign_seats(secretary, round_id=round_.pk, pairs=[])


def test_save_and_go_on_leads_to_the_next_one_on_the_sheet(secretary, member):
    round_ = round_with("T02")
    give(secretary, round_, of={secretary: ["ENV"], member: ["PHY"]})
    open_round(secretary, round_id=round_.pk)
    sheet, codes = codes_of(member, round_)
    client, here = signed_in(member), f"/desk/sheets/{sheet.pk}/"

    led = [client.post(f"{here}scores/{code}/", {"answer": "3", "then": "next"}).url for code in codes]

    assert led == [f"{here}?i=3", here]
