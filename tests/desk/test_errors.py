"""Refused, not found, too late, broken: each with a sentence in Thai and the right status."""

import pytest
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from ecotown.desk import errors
from ecotown.kernel.conflicts import Conflict
from ecotown.kernel.flow import IllegalStep
from ecotown.kernel.rules import Refused, Role
from tests import build


@pytest.fixture
def request_(rf: RequestFactory) -> HttpRequest:
    request = rf.get("/desk/")
    request.actor = build.actor(Role.STAFF)  # type: ignore[attr-defined]
    return request


def answer_to(request: HttpRequest, fault: Exception) -> HttpResponse | None:
    return errors.Conflicts(lambda _: HttpResponse()).process_exception(request, fault)


def test_refusal_prints_its_sentence(request_: HttpRequest):
    page = errors.forbidden(request_, Refused("x", "ยังไม่ถึงเวลา"))

    assert (page.status_code, "ยังไม่ถึงเวลา" in page.content.decode()) == (403, True)


def test_conflict_shows_both_texts(request_: HttpRequest):
    page = answer_to(request_, Conflict("มีผู้บันทึกก่อน", mine="ของฉัน", theirs="ของเขา"))

    assert page is not None and page.status_code == 409
    for words in ("มีผู้บันทึกก่อน", "ของฉัน", "ของเขา"):
        assert words in page.content.decode()


def test_illegal_step_is_a_conflict(request_: HttpRequest):
    page = answer_to(request_, IllegalStep("minutes", "locked", "adopt"))

    assert page is not None and page.status_code == 409


def test_conflict_asked_for_by_htmx_takes_the_place_of_the_page(request_: HttpRequest):
    request_.htmx = True  # type: ignore[attr-defined]

    page = answer_to(request_, Conflict("ก"))

    assert page is not None and page["HX-Retarget"] == "#main"


def test_other_faults_are_not_taken_for_conflicts(request_: HttpRequest):
    assert answer_to(request_, ValueError("x")) is None


@pytest.mark.parametrize(("fault", "status"), [(OperationalError("away"), 503), (ValueError("x"), 500)])
def test_a_broken_page_asks_nothing_of_the_database(request_: HttpRequest, fault: Exception, status: int):
    """No `django_db` mark: a query would fail here."""
    try:
        raise fault
    except (OperationalError, ValueError):
        page = errors.server_error(request_)

    assert page.status_code == status
    assert page.content.decode().count("data-next") == 1


@pytest.mark.django_db
def test_unknown_address_under_the_desk_is_404():
    assert build.browser(build.assigned(Role.STAFF)).get("/desk/nothing-here/").status_code == 404
