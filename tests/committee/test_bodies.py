"""Bodies: who makes one up on a day, its settings, its agenda; networks and their partners."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from committee.models import Body, Partner, Seat
from committee.models.section import default_agenda
from committee.services.bodies import add_network, change_body, join_network, leave_network, set_agenda
from committee.services.meetings import plan_meeting
from ecotown.kernel import thai
from ecotown.kernel.rules import Actor, Refused
from tests import build
from tests.committee.conftest import SignIn, address

pytestmark = pytest.mark.django_db
TODAY = thai.today()


def network(**fields: Any) -> Body:
    return build.body("เครือข่ายชุมชนน่าอยู่คู่อุตสาหกรรม", kind="network", **fields)


# -- settings


@pytest.mark.sqlite_too
def test_a_changed_quorum_holds_for_later_meetings_and_a_closed_one_keeps_its_own(staff: Actor):
    body = build.body()
    meeting = build.closed_meeting(body=body)

    change_body(
        staff,
        body_id=body.pk,
        name=body.name,
        quorum_numerator=2,
        quorum_denominator=3,
        quorum_base="all",
        notice_days=7,
    )

    body.refresh_from_db()
    meeting.refresh_from_db()
    assert (body.quorum_of(15), body.quorum_base, body.notice_days) == (10, "all", 7)
    assert (meeting.quorum_needed, meeting.had_quorum) == (5, True)


@pytest.mark.sqlite_too
@pytest.mark.parametrize("fraction", [(0, 2), (3, 2)])
def test_a_quorum_is_a_fraction_of_the_seats(staff: Actor, fraction: tuple[int, int]):
    body = build.body()

    with pytest.raises(ValidationError) as refused:
        change_body(
            staff, body_id=body.pk, name=body.name, quorum_numerator=fraction[0], quorum_denominator=fraction[1]
        )

    assert list(refused.value.message_dict) == ["quorum"]


@pytest.mark.sqlite_too
def test_the_agenda_template_is_worded_ordered_and_shortened_for_meetings_planned_from_then_on(staff: Actor):
    body = build.body()
    before = build.meeting(body=body)
    own = [[2, "รับรองรายงานการประชุม"], [1, "ประธานแจ้ง"], [5, "พิจารณา"], [3, "สืบเนื่อง"]]

    set_agenda(staff, body_id=body.pk, sections=own)
    after = plan_meeting(staff, body_id=body.pk, number=9, be_year=2569, held_on=date(2026, 12, 1), venue="ห้องประชุม")

    assert [(each.number, each.name) for each in after.agenda_sections] == [
        (1, "รับรองรายงานการประชุม"), (2, "ประธานแจ้ง"), (3, "พิจารณา"), (4, "สืบเนื่อง"),
    ]  # fmt: skip
    assert before.sections == default_agenda()


@pytest.mark.sqlite_too
@pytest.mark.parametrize(
    "sections", [[[2, "ก"], [3, "ข"]], [[2, "ก"], [3, "ข"], [5, "ค"], [5, "ง"]], [[2, " "], [3, "ข"], [5, "ค"]]]
)
def test_what_the_portal_writes_into_stays_on_the_agenda(staff: Actor, sections: list[list[Any]]):
    body = build.body()

    with pytest.raises(ValidationError):
        set_agenda(staff, body_id=body.pk, sections=sections)

    assert Body.objects.get(pk=body.pk).agenda_template == default_agenda()


# -- networks


@pytest.mark.sqlite_too
def test_a_network_is_added_without_an_order_and_partners_come_and_go_by_date(staff: Actor):
    body = add_network(staff, name="เครือข่ายโรงงาน", parent_id=build.body().pk)
    one = join_network(staff, body_id=body.pk, kind="factory", name="โรงงาน ก", since=date(2024, 1, 1))

    with pytest.raises(ValidationError):
        join_network(staff, body_id=body.pk, kind="factory", name="โรงงาน ก", since=date(2024, 6, 1))
    leave_network(staff, partner_id=one.pk, until=date(2025, 1, 1))
    again = join_network(staff, body_id=body.pk, kind="factory", name="โรงงาน ก", since=date(2025, 6, 1))

    def there(day: date) -> list[Partner]:
        return list(Partner.objects.taking_part_on(day).filter(body=body))

    assert (body.kind, body.orders.count()) == ("network", 0)
    assert [there(date(2024, 12, 31)), there(date(2025, 1, 1)), there(date(2025, 6, 1))] == [[one], [], [again]]
    with pytest.raises(ValidationError):
        leave_network(staff, partner_id=one.pk, until=date(2025, 2, 1))


@pytest.mark.sqlite_too
def test_a_committee_has_no_partners_and_a_network_no_agenda(staff: Actor):
    with pytest.raises(Refused):
        join_network(staff, body_id=build.body().pk, kind="factory", name="โรงงาน ก", since=TODAY)
    with pytest.raises(Refused):
        set_agenda(staff, body_id=network().pk, sections=default_agenda())


@pytest.mark.sqlite_too
def test_a_network_answers_to_the_secretary_of_the_body_it_works_for(secretary: Actor):
    other = build.body("คณะทำงานอื่น")
    ours = network(parent=build.body())
    far = build.body("เครือข่ายของคณะทำงานอื่น", kind="network", parent=other)

    assert join_network(secretary, body_id=ours.pk, kind="school", name="โรงเรียน", since=TODAY)
    with pytest.raises(Refused):
        join_network(secretary, body_id=far.pk, kind="school", name="โรงเรียน", since=TODAY)


def test_no_meeting_can_be_planned_and_no_order_recorded_for_a_network(office: Client, staff: Actor):
    body = network()

    with pytest.raises(Refused):
        plan_meeting(staff, body_id=body.pk, number=1, be_year=2569, held_on=date(2026, 12, 1), venue="ห้องประชุม")
    for page in ("meeting_plan", "order_add"):
        form = office.get(address(page)).context["form"]
        assert body.pk not in [key for key, _label in form.fields["body"].choices]


# -- pages


def test_the_page_of_a_body_shows_a_day_in_the_sequence_of_the_order_with_the_words_of_acting(office: Client):
    order = build.order()
    second = build.seat(order=order, post="ข", sort=2, sector="private")
    first = build.holder(
        seat=build.seat(order=order, post="ฮ", sort=1, role="chair"), until=date(2026, 1, 1), acting="for_absent",
        acting_post="รองผู้ว่า", acting_order="คำสั่งที่ 5/2568",
    )  # fmt: skip

    answer = office.get(address("body", order.body_id), {"on": "31 ธันวาคม 2568"})
    page = answer.content.decode()

    assert [seat.post for seat in answer.context["seats"]] == ["ฮ", second.post]
    assert "รองผู้ว่า รักษาราชการแทนฮ" in page
    assert "5/2568" in page
    assert str(first.person) not in office.get(address("body", order.body_id)).content.decode()
    assert office.get(address("body", order.body_id), {"on": "เมื่อวาน"}).status_code == 422


def test_the_four_sectors_stand_there_as_figures_and_as_a_table(office: Client):
    order = build.order()
    for sector in ("government", "government", "local", "private"):
        build.seat(order=order, sector=sector)
    build.holder(seat=Seat.objects.filter(sector="local").get())

    shares = office.get(address("body", order.body_id)).context["shares"]

    assert [(row["sector"], row["seats"], row["filled"], row["percent"]) for row in shares] == [
        ("ส่วนราชการ", 2, 0, 50), ("องค์กรปกครองส่วนท้องถิ่น", 1, 1, 25), ("รัฐวิสาหกิจ", 0, 0, 0), ("ภาคเอกชน", 1, 0, 25),
    ]  # fmt: skip


def test_a_body_leads_to_its_orders_groups_networks_and_meetings(office: Client):
    body = build.body()
    order, meeting = build.order(body=body), build.meeting(body=body)
    group = build.body("คณะทำงาน", kind="working_group", parent=body)
    net = network(parent=body)

    page = office.get(address("body", body.pk)).content.decode()

    for name, thing in (("order", order), ("meeting", meeting), ("body", group), ("body", net)):
        assert f'href="{address(name, thing.pk)}"' in page
    assert address("body", body.pk) in office.get(address("body", group.pk)).content.decode()
    assert address("bodies") in office.get(address("orders")).content.decode()
    assert address("bodies") in office.get(address("meetings")).content.decode()


def test_settings_are_typed_as_fractions_in_either_digits_and_given_back_when_wrong(office: Client):
    body = build.body()
    typed = {
        "name": body.name, "quorum": "๒/๓", "quorum_base": "filled", "adjourned": "1/3", "adjourned_days": "14",
        "notice_days": "3",
    }  # fmt: skip

    wrong = office.post(address("body_change", body.pk), {**typed, "quorum": "3/2"})
    office.post(address("body_change", body.pk), typed)

    body.refresh_from_db()
    assert (wrong.status_code, 'value="3/2"' in wrong.content.decode()) == (422, True)
    assert (body.quorum_numerator, body.quorum_denominator) == (2, 3)


def test_the_agenda_template_is_edited_in_the_browser_without_a_script(office: Client):
    body = build.body()
    typed: dict[str, Any] = {}
    for place, (section, name) in enumerate(default_agenda(), start=1):
        typed |= {f"place-{section}": place, f"name-{section}": name, f"keep-{section}": "on"}
    typed |= {"place-1": 2, "place-2": 1, "name-6": "เรื่องอื่น ๆ"}
    del typed["keep-4"], typed["keep-5"]  # the fifth cannot be left out, whatever is sent

    twice = office.post(address("body_agenda", body.pk), {**typed, "place-1": 1})
    office.post(address("body_agenda", body.pk), typed)

    body.refresh_from_db()
    assert twice.status_code == 422
    assert [section for section, _name in body.agenda_template] == [2, 1, 3, 5, 6]
    assert body.agenda_template[-1] == [6, "เรื่องอื่น ๆ"]


def test_a_network_and_its_partners_are_kept_in_the_browser(office: Client):
    made = office.post(address("network_add"), {"name": "เครือข่ายโรงเรียน", "parent": build.body().pk})
    body = Body.objects.get(name="เครือข่ายโรงเรียน")
    office.post(address("partner_join", body.pk), {"name": "โรงเรียน ก", "kind": "school", "since": "1/1/2567"})
    partner = Partner.objects.get(body=body)
    office.post(address("partner_leave", partner.pk), {"until": "1/1/2568"})

    partner.refresh_from_db()
    page = office.get(address("body", body.pk)).content.decode()
    assert made["Location"] == address("body", body.pk)
    assert (partner.since, partner.until) == (date(2024, 1, 1), date(2025, 1, 1))
    assert "โรงเรียน ก" in page
    assert "องค์ประชุม" not in page


def test_a_member_reads_bodies_and_finds_no_way_to_change_them(signed_in: SignIn):
    member = build.seated("member")
    body = build.body()

    page = signed_in(member).get(address("body", body.pk)).content.decode()

    assert address("body_change", body.pk) not in page
    assert address("body_members", body.pk) in page


# Of the list: bodies with parent and number of meetings. Of a page: body with parent, groups, orders, meetings, seats of
# the day with body and order, holders.
@pytest.mark.parametrize(("page", "queries"), [("bodies", 1), ("body", 6)])
def test_bodies_ask_as_often_for_one_row_as_for_three(
    office: Client, django_assert_max_num_queries: Any, page: str, queries: int
):
    body = build.body()
    target = address(page) if page == "bodies" else address(page, body.pk)

    def more(number: int) -> None:
        build.holder(seat=build.seat(order=build.order(body=body)))
        build.meeting(body=body)
        build.body(f"คณะทำงาน {number}", kind="working_group", parent=body)

    more(1)
    with django_assert_max_num_queries(5 + queries) as one:
        assert office.get(target).status_code == 200
    more(2), more(3)
    with django_assert_max_num_queries(len(one)):
        office.get(target)
