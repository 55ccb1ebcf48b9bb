"""Interests: suggested, said, decided; who stands aside is counted nowhere, who is shown apart is in no median."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from committee.models import Holder
from ecotown.kernel import thai
from ecotown.kernel.conflicts import Conflict
from ecotown.kernel.rules import Refused
from indicators.models import Interest, Round, Score, Sheet
from indicators.reading import read_spread
from indicators.reminders import reminders
from indicators.results import area_results
from indicators.services import (
    declare_interest,
    open_round,
    pin_interest,
    prepare_round,
    reveal_round,
    save_score,
    submit_sheet,
)
from indicators.taking import awaited, declarations, taking_part
from indicators.todo import todo
from tests import build
from tests.indicators.asking import REVEALED, SUBMITTED, area_path, sheet_of, signed_in, words

pytestmark = [pytest.mark.sqlite_too, pytest.mark.django_db]


def mayor(**fields):
    """A member whose seat belongs to the local government of the area."""
    member = build.seated(**fields)
    seat = Holder.objects.get(person_id=member.person_id).seat
    seat.post, seat.sector = "นายกเทศมนตรีตำบลรัษฎา", "local"
    seat.save()
    return member


def scoring(policy="disclose", **fields):
    return build.round_(state="scoring", framework=build.framework(indicators=1), interest_policy=policy, **fields)


def test_seat_of_the_local_government_is_asked_and_others_are_not(secretary):
    asked, _other = mayor(), build.seated()
    framework = build.framework()
    round_ = prepare_round(
        secretary, body_id=build.body().pk, framework_id=framework.pk, number=7, be_year=2569, title="รอบ",
        opens_on=secretary.on, closes_on=secretary.on, area_ids=[build.area().pk],
    )  # fmt: skip

    open_round(secretary, round_id=round_.pk)

    one = Interest.objects.get()
    assert (one.person_id, one.standing, one.is_held) == (asked.person_id, "suggested", False)


def test_sheet_is_not_submitted_before_the_question_is_answered(member):
    round_ = scoring()
    sheet = sheet_of(member, round_)
    Interest.objects.create(round=round_, area=sheet.area, seat=sheet.seat, person=sheet.person)
    save_score(member, sheet_id=sheet.pk, code="T01", kind="value", value=3)
    with pytest.raises(Conflict):
        submit_sheet(member, sheet_id=sheet.pk)

    declare_interest(member, sheet_id=sheet.pk, has=False)

    assert submit_sheet(member, sheet_id=sheet.pk).state == "submitted"


def test_interest_needs_words_and_only_ones_own_can_be_declared(member):
    sheet = sheet_of(member, scoring())

    with pytest.raises(ValidationError):
        declare_interest(member, sheet_id=sheet.pk, has=True, reason=" ")
    with pytest.raises(Refused):
        declare_interest(build.seated(), sheet_id=sheet.pk, has=True, reason="เป็นนายกเทศมนตรี")


def test_what_the_chair_pins_the_member_cannot_undo(member):
    round_ = scoring()
    sheet = sheet_of(member, round_)
    chair = build.seated("chair")

    pin_interest(chair, round_id=round_.pk, area_id=sheet.area_id, seat_id=sheet.seat_id, has=True, reason="เป็นคู่สัญญา")

    with pytest.raises(Refused):
        declare_interest(member, sheet_id=sheet.pk, has=False)
    with pytest.raises(Refused):
        pin_interest(member, round_id=round_.pk, area_id=sheet.area_id, seat_id=sheet.seat_id, has=False, reason="")
    pin_interest(chair, round_id=round_.pk, area_id=sheet.area_id, seat_id=sheet.seat_id, has=False, reason="")
    assert Interest.objects.get().is_held is False


def test_after_the_reveal_no_interest_is_changed(member):
    round_ = build.round_(**REVEALED)
    sheet = sheet_of(member, round_, **SUBMITTED)

    with pytest.raises(Refused):
        declare_interest(member, sheet_id=sheet.pk, has=True, reason="เป็นนายกเทศมนตรี")


def test_who_stands_aside_has_no_sheet_or_scores_no_more_and_is_not_awaited(secretary, member):
    round_ = build.round_(interest_policy="recuse", framework=build.framework(indicators=1))
    held = Holder.objects.get(person_id=member.person_id)
    chair = build.seated("chair")
    pin_interest(chair, round_id=round_.pk, area_id=round_.areas.get().pk, seat_id=held.seat_id, has=True, reason="ญาติ")
    open_round(secretary, round_id=round_.pk)
    assert set(Sheet.objects.values_list("person_id", flat=True)) == {secretary.person_id, chair.person_id}

    sheet = Sheet.objects.get(person_id=secretary.person_id)
    save_score(secretary, sheet_id=sheet.pk, code="T01", kind="value", value=5)
    declare_interest(secretary, sheet_id=sheet.pk, has=True, reason="เป็นที่ปรึกษาของเทศบาล")

    with pytest.raises(Refused):
        save_score(secretary, sheet_id=sheet.pk, code="T01", kind="value", value=1, version=1)
    assert [one.name for one in awaited(round_)] == [chair.label]
    assert (taking_part(round_)[sheet.area_id].given, Score.objects.count()) == (1, 1)


def marked(policy: str, marks: list[tuple[int, bool]]) -> Round:
    """A revealed round of one indicator: (point, whether the member has an interest)."""
    round_ = build.round_(**REVEALED, framework=build.framework(indicators=1), interest_policy=policy)
    for point, interested in marks:
        sheet = build.sheet(round=round_, **SUBMITTED)
        build.score(sheet, round_.framework.indicators.get(), point)
        if interested:
            Interest.objects.create(
                round=round_, area=sheet.area, seat=sheet.seat, person=sheet.person, standing="declared", reason="ญาติ"
            )
    return round_


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
@given(marks=st.lists(st.tuples(st.integers(0, 5), st.booleans()), min_size=1, max_size=5), data=st.data())
def test_marks_of_those_with_an_interest_move_no_figure_whatever_they_are(marks, data):
    clean = sorted(point for point, interested in marks if not interested)
    for policy in ("recuse", "disclose"):
        shuffled = data.draw(st.permutations(marks))
        row = area_results(marked(policy, shuffled))[0].rows[0]

        said = row.proposal
        assert (said.counted if said else 0) == len(clean)
        if clean:
            assert row.mean == round_half_up(sum(clean), len(clean))
            assert (said.low, said.high) == (clean[0], clean[-1])
        apart = len(marks) - len(clean) if policy == "disclose" else 0
        assert (row.apart.counted if row.apart else 0) == apart


def round_half_up(total: int, count: int) -> Decimal:
    """By whole numbers: hundredths, half up."""
    return Decimal((200 * total + count) // (2 * count)) / 100


def test_mean_stands_beside_the_median_and_interests_apart(secretary):
    round_ = marked("disclose", [(1, False), (2, False), (2, False), (5, True)])

    page = words(signed_in(secretary).get(area_path(round_)))

    assert ("1.67" in page, page.count("ผู้มีส่วนได้เสียในพื้นที่ นับแยก:")) == (True, 1)


def test_declarations_are_sentences_for_the_minutes(secretary):
    round_ = marked("disclose", [(1, False), (5, True)])
    area = round_.areas.get()
    one = Interest.objects.get()

    assert declarations({(round_.pk, area.pk)}) == [
        f"{one.person} ({one.seat.post}) แจ้งว่ามีส่วนได้เสียใน{area} เนื่องจากญาติ โดยคะแนนแสดงและนับแยกต่างหาก"
    ]
    assert declarations(set()) == []


def test_member_declares_and_chair_decides_over_the_pages(member):
    round_ = scoring()
    sheet, chair = sheet_of(member, round_), build.seated("chair")
    client, path = signed_in(member), f"/desk/sheets/{sheet.pk}/interest/"
    assert client.post(path, {"has": "yes", "reason": ""}).status_code == 422

    assert client.post(path, {"has": "yes", "reason": "เป็นปลัดเทศบาล"}).status_code == 302
    pinned = {"seat": sheet.seat_id, "area": sheet.area_id, "has": "yes", "reason": "เป็นคู่สัญญา"}
    refused = client.post(f"/desk/rounds/{round_.pk}/interests/", pinned)
    decided = signed_in(chair).post(f"/desk/rounds/{round_.pk}/interests/", pinned)

    assert (refused.status_code, decided.status_code, Interest.objects.get().standing) == (403, 302, "pinned")
    assert "เป็นคู่สัญญา" in words(client.get(f"/desk/rounds/{round_.pk}/interests/"))


def test_round_in_which_all_stand_aside_has_nothing_to_reveal(secretary):
    round_ = scoring("recuse")
    sheet = sheet_of(secretary, round_, **SUBMITTED)
    Interest.objects.create(
        round=round_, area=sheet.area, seat=sheet.seat, person=sheet.person, standing="pinned", reason="ญาติ"
    )

    with pytest.raises(Conflict):
        reveal_round(secretary, round_id=round_.pk)


def test_who_stands_aside_is_neither_reminded_nor_asked_nor_waited_for(secretary, member):
    round_ = scoring("recuse", closes_on=thai.today() + timedelta(7))
    sheet = sheet_of(member, round_)
    sheet_of(secretary, round_, **SUBMITTED)
    Interest.objects.create(
        round=round_, area=sheet.area, seat=sheet.seat, person=sheet.person, standing="declared", reason="ญาติ"
    )

    (message,) = reminders(thai.today())

    assert message.recipients == ()
    assert [each.title for each in todo(secretary)] == [f"เปิดผล{round_}"]
    assert signed_in(member).get(f"/desk/rounds/{round_.pk}/").context["open_sheet"] is None


def test_chair_sees_a_round_that_is_prepared_and_decides_there(member):
    round_, chair = build.round_(), build.seated("chair")
    held = Holder.objects.get(person_id=member.person_id)
    path = f"/desk/rounds/{round_.pk}/interests/"
    pinned = {"seat": held.seat_id, "area": round_.areas.get().pk, "has": "yes", "reason": "เป็นคู่สัญญา"}

    assert signed_in(chair).post(path, pinned).status_code == 302
    assert signed_in(chair).get(f"/desk/rounds/{round_.pk}/").status_code == 200
    assert signed_in(member).get(path).status_code == 404
    assert Interest.objects.get().standing == "pinned"


def test_n_of_all_leaves_out_who_is_counted_apart():
    round_ = marked("disclose", [(1, False), (2, False), (5, True)])

    (item,) = read_spread(round_, "830104").items

    assert (item.row.proposal.counted, item.of, item.row.apart.counted) == (2, 2, 1)
