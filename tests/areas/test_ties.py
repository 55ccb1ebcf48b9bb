"""Areas tie themselves to a resolution that speaks of them."""

import pytest
from django.core.exceptions import ValidationError

from areas.models import AreaStatus, ResolutionArea
from areas.services.ties import tie_area, untie_area
from ecotown.kernel.models import JournalEntry
from ecotown.kernel.rules import Refused, Role
from tests import build

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_too]
HTMX = {"HX-Request": "true"}


def test_a_tie_is_made_once_and_taken_back_and_both_are_journalled():
    area, resolution, staff = build.area(), build.resolution(), build.assigned(Role.STAFF)

    for _ in range(2):
        tie_area(staff, area_id=area.pk, resolution_id=resolution.pk)
    assert ResolutionArea.objects.count() == 1

    for _ in range(2):
        untie_area(staff, area_id=area.pk, resolution_id=resolution.pk)
    assert ResolutionArea.objects.count() == 0
    assert [line.act for line in JournalEntry.objects.about(area)] == ["area.tie", "area.untie"]


def test_an_area_that_has_its_status_by_the_resolution_stays_tied_to_it():
    area, resolution = build.area(), build.resolution(meeting=build.closed_meeting())
    AreaStatus.objects.create(area=area, status="target", since=build.SINCE, resolution=resolution)
    staff = build.assigned(Role.STAFF)
    tie_area(staff, area_id=area.pk, resolution_id=resolution.pk)

    with pytest.raises(ValidationError):
        untie_area(staff, area_id=area.pk, resolution_id=resolution.pk)

    assert ResolutionArea.objects.count() == 1


@pytest.mark.parametrize("role", ["member", "chair"])
def test_only_the_office_ties(role: str):
    area, resolution = build.area(), build.resolution()

    with pytest.raises(Refused):
        tie_area(build.seated(role), area_id=area.pk, resolution_id=resolution.pk)


def test_the_form_offers_what_is_not_tied_yet_and_works_without_javascript():
    area, other, resolution = build.area(), build.area("830106", "ฉลอง"), build.resolution()
    browser, page = build.browser(build.assigned(Role.STAFF)), f"/desk/resolutions/{resolution.pk}/areas/"

    done = browser.post(f"{page}tie/", {"area": area.code})

    assert (done.status_code, done["Location"]) == (302, page)
    shown = browser.get(page)
    assert [code for code, _label in shown.context["form"].fields["area"].choices] == ["", other.code]
    assert browser.post(f"{page}{area.code}/untie/")["Location"] == page
    assert not ResolutionArea.objects.exists()


def test_with_htmx_the_part_comes_back_as_it_now_stands():
    area, resolution = build.area(), build.resolution()
    browser, page = build.browser(build.assigned(Role.STAFF)), f"/desk/resolutions/{resolution.pk}/areas/"

    answer = browser.post(f"{page}tie/", {"area": area.code}, headers=HTMX)

    part = answer.content.decode()
    assert answer.status_code == 200
    assert part.lstrip().startswith('<div id="resolution-areas">')
    assert f'href="/desk/areas/{area.code}/"' in part and "<html" not in part


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_nothing_chosen_is_told_beside_the_field(headers: dict[str, str]):
    build.area()
    resolution = build.resolution()

    answer = build.browser(build.assigned(Role.STAFF)).post(
        f"/desk/resolutions/{resolution.pk}/areas/tie/", {"area": ""}, headers=headers
    )

    assert answer.status_code == 422
    assert 'class="invalid-feedback"' in answer.content.decode()


def test_a_member_reads_the_ties_and_sees_no_form():
    area, resolution = build.area(), build.resolution()
    ResolutionArea.objects.create(area=area, resolution=resolution)

    page = build.browser(build.seated()).get(f"/desk/resolutions/{resolution.pk}/areas/").content.decode()

    assert f'href="/desk/areas/{area.code}/"' in page and "/tie/" not in page and "/untie/" not in page
