"""Areas: how they move, and what their pages show to whom."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from areas.models import Area, AreaStatus, ResolutionArea
from areas.services.status import move_area
from ecotown.kernel.conflicts import Conflict
from ecotown.kernel.flow import IllegalStep
from ecotown.kernel.models import JournalEntry
from ecotown.kernel.rules import Refused, Role
from tests import build

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_too]


def target(area: Area, since: date = date(2020, 6, 29)) -> AreaStatus:
    return AreaStatus.objects.create(
        area=area,
        status="target",
        since=since,
        resolution=build.resolution(meeting=build.closed_meeting(held_on=since)),
    )


# -- the service


def test_move_counts_from_the_day_of_the_meeting_and_ties_the_resolution():
    area, secretary = build.area(), build.seated("secretary")
    target(area)
    resolution = build.resolution(meeting=build.closed_meeting(held_on=date(2026, 8, 18)))

    moved = move_area(secretary, area_id=area.pk, step="choose_as_pilot", resolution_id=resolution.pk)

    assert (moved.status, moved.since, moved.resolution) == ("pilot", date(2026, 8, 18), resolution)
    assert ResolutionArea.objects.filter(area=area, resolution=resolution).count() == 1
    entry = JournalEntry.objects.about(area).get()
    assert (entry.act, entry.actor_id) == ("area.move", str(secretary.user_id))


def test_move_by_a_resolution_without_quorum_is_refused():
    area, secretary = build.area(), build.seated("secretary")
    resolution = build.resolution(meeting=build.closed_meeting(quorum=False))

    with pytest.raises(Refused):
        move_area(secretary, area_id=area.pk, step="target", resolution_id=resolution.pk)

    assert AreaStatus.objects.count() == 0


def test_move_is_the_secretarys():
    resolution = build.resolution(meeting=build.closed_meeting())

    with pytest.raises(Refused):
        move_area(build.assigned(Role.STAFF), area_id=build.area().pk, step="target", resolution_id=resolution.pk)


def test_move_cannot_leave_out_a_step():
    resolution = build.resolution(meeting=build.closed_meeting())

    with pytest.raises(IllegalStep):
        move_area(
            build.seated("secretary"), area_id=build.area().pk, step="choose_as_pilot", resolution_id=resolution.pk
        )


def test_move_by_an_older_resolution_than_the_present_status_is_a_conflict():
    area = build.area()
    target(area, since=date(2026, 8, 18))
    older = build.resolution(meeting=build.closed_meeting(held_on=date(2026, 2, 2)))

    with pytest.raises(Conflict):
        move_area(build.seated("secretary"), area_id=area.pk, step="choose_as_pilot", resolution_id=older.pk)


# -- the pages


def test_list_shows_each_area_with_status_and_resolution():
    area, member = build.area(), build.seated()
    status = target(area)

    page = build.browser(member).get("/desk/areas/").content.decode()

    assert "พื้นที่เป้าหมาย" in page
    assert f'href="/desk/areas/{area.code}/"' in page
    assert f'href="/desk/resolutions/{status.resolution_id}/"' in page


def test_page_links_the_status_to_its_resolution_and_the_resolution_back_to_the_area():
    area, member = build.area(), build.seated()
    status = target(area)
    ResolutionArea.objects.create(area=area, resolution=status.resolution)
    browser = build.browser(member)

    there = browser.get(f"/desk/areas/{area.code}/").content.decode()
    back = browser.get(f"/desk/resolutions/{status.resolution_id}/areas/").content.decode()

    assert f'href="/desk/resolutions/{status.resolution_id}/"' in there
    assert f'href="/desk/areas/{area.code}/"' in back


def test_resolution_fragment_is_part_of_its_page():
    area, browser = build.area(), build.browser(build.seated())
    status = target(area)
    ResolutionArea.objects.create(area=area, resolution=status.resolution)
    address = f"/desk/resolutions/{status.resolution_id}/areas/"

    whole, part = browser.get(address), browser.get(address, headers={"HX-Request": "true"})

    assert part.content.decode().strip() in whole.content.decode()
    assert "<html" not in part.content.decode()
    assert "HX-Request" in part["Vary"]


def test_area_of_another_province_is_as_if_it_were_not_there():
    Area.objects.create(
        province=build.province("81", "กระบี่"), code="810101", name="ปากน้ำ", district_code="8101", district="เมืองกระบี่"
    )
    browser = build.browser(build.seated("secretary"))

    statuses = [
        browser.get(f"/desk/areas/{code}/{rest}").status_code
        for code in ("810101", "999999")
        for rest in ("", "move/", "evidence/add/")
    ]

    assert statuses == [404] * 6


def test_pages_need_a_login():
    area = build.area()
    anonymous = Client()

    answers = [anonymous.get(f"/desk/areas/{rest}") for rest in ("", f"{area.code}/", f"{area.code}/move/")]

    assert [(answer.status_code, answer["Location"].split("?")[0]) for answer in answers] == [
        (302, "/accounts/login/")
    ] * 3


@pytest.mark.parametrize("role", [Role.STAFF, Role.AGENCY])
def test_status_form_is_refused_with_a_sentence_to_others_than_the_secretary(role: Role):
    answer = build.browser(build.assigned(role)).get(f"/desk/areas/{build.area().code}/move/")

    assert answer.status_code == 403
    assert "<h1>" in answer.content.decode()


def test_status_form_offers_legal_steps_and_resolutions_in_effect_only():
    area = build.area()
    status = target(area)
    idle = build.resolution(meeting=build.closed_meeting(quorum=False))

    page = build.browser(build.seated("secretary")).get(f"/desk/areas/{area.code}/move/")

    form = page.context["form"]
    assert [step for step, _label in form.fields["step"].choices] == ["", "choose_as_pilot", "withdraw"]
    assert [pk for pk, _label in form.fields["resolution"].choices] == ["", status.resolution_id]
    assert idle.pk not in dict(form.fields["resolution"].choices)


def test_status_form_moves_the_area():
    area = build.area()
    status = target(area)
    browser = build.browser(build.seated("secretary"))

    answer = browser.post(f"/desk/areas/{area.code}/move/", {"step": "withdraw", "resolution": status.resolution_id})

    assert (answer.status_code, answer["Location"]) == (302, f"/desk/areas/{area.code}/")
    assert AreaStatus.objects.filter(area=area).last().status == "withdrawn"


def test_status_form_with_an_illegal_step_is_given_back():
    area = build.area()
    status = target(area)

    answer = build.browser(build.seated("secretary")).post(
        f"/desk/areas/{area.code}/move/", {"step": "consider", "resolution": status.resolution_id}
    )

    assert answer.status_code == 422
    assert AreaStatus.objects.count() == 1


def test_status_form_says_what_is_missing_where_no_resolution_is_in_effect():
    page = build.browser(build.seated("secretary")).get(f"/desk/areas/{build.area().code}/move/").content.decode()

    assert 'class="locked"' in page
    assert page.count("data-next") == 1


@pytest.mark.parametrize("who", ["secretary", "member"])
def test_each_page_has_one_next_act(who: str):
    area = build.area()
    target(area)
    browser = build.browser(build.seated(who))
    chair = build.browser(build.assigned(Role.AUDITOR))

    for each in (browser, chair):
        for address in ("/desk/areas/", f"/desk/areas/{area.code}/"):
            assert each.get(address).content.decode().count("data-next") == 1, address


def queries_of(address: str, browser: Any) -> int:
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert browser.get(address).status_code == 200
    return len(seen)


@pytest.mark.parametrize("address", ["/desk/areas/", "/desk/areas/830104/"])
def test_query_count_is_flat(address: str):
    """Session, user, three for the actor; then areas and their history; on the page also evidence, counted and read."""
    browser = build.browser(build.seated("secretary"))
    target(build.area())
    build.evidence()
    one = queries_of(address, browser)

    for code, name in (("830106", "ฉลอง"), ("830107", "เกาะแก้ว")):
        target(build.area(code, name))
        build.evidence()
    target(build.area(), since=date(2021, 1, 1))

    assert queries_of(address, browser) == one
    assert one <= 15
