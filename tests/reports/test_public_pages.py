"""The public addresses before the first release: the facts alone, without a session."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from committee.models import Body, Person
from ecotown.kernel import thai
from ecotown.kernel.journal import record
from ecotown.kernel.rules import Actor
from reports import pages, telling
from reports.pages import Edition
from tests import build
from tests.reports.sample import result, snapshot
from tests.reports.test_snapshot import settled_round

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_dir")]
ADDRESSES = [
    "/", "/areas/830104/", "/areas/830302/", "/areas/830106/", "/committee/", "/decisions/", "/documents/", "/how/",
    "/about/", "/releases/",
]  # fmt: skip


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_public_page_answers_from_the_facts_without_a_cookie(facts: None, address: str):
    answer = Client().get(address)

    said = answer.content.decode()
    assert (answer.status_code, answer.cookies) == (200, {})
    assert answer["Cache-Control"] == "public, max-age=30"
    assert len(re.findall("data-next", said)) == 1
    assert len(re.findall("<h1", said)) == 1
    assert not re.search(r"\{\{|\{%|ข้อมูลตัวอย่าง|Example data", said)


def test_home_says_that_there_is_no_result_yet(facts: None):
    said = Client().get("/").content.decode()

    assert telling.NO_RESULT in said
    assert all(name in said for name in ("รัษฎา", "ศรีสุนทร", "ฉลอง", "3528", "/2563"))
    assert "dateline" in said


def test_committee_page_says_what_the_source_does_not(facts: None):
    said = Client().get("/committee/").content.decode()

    assert "unknown-text" in said
    assert "นายพิทักษ์ บุญคงแก้ว" in said


def test_what_is_settled_but_not_released_is_not_public(facts: None):
    settled_round(areas=3)

    for address in ADDRESSES:
        said = Client().get(address).content.decode()
        assert "ตัวชี้วัดทดสอบ" not in said, address
        assert "ผ่านระดับที่ 1" not in said, address


def test_resolution_of_adopted_minutes_is_public_at_once(facts: None):
    held = build.closed_meeting(body=Body.objects.get(), held_on=date(2026, 8, 18))
    build.resolution(meeting=held, text="เห็นชอบแผนปฏิบัติการ")
    assert "เห็นชอบแผนปฏิบัติการ" not in Client().get("/decisions/").content.decode()

    build.adopted(held)
    record(Actor.system("test", thai.today(), "83"), "minutes.adopt", held)

    assert "เห็นชอบแผนปฏิบัติการ" in Client().get("/decisions/").content.decode()


def test_page_is_drawn_anew_only_after_something_was_done(facts: None, django_assert_num_queries: Any):
    client = Client()
    client.get("/")

    with django_assert_num_queries(1):  # the head of the journal
        client.get("/about/")


@pytest.mark.parametrize(
    "address", ["/areas/830199/", "/areas/1/", "/nothing/", "/releases/1/", "/releases/1/report.pdf"]
)
def test_unknown_public_address_is_not_found(facts: None, address: str):
    assert Client().get(address).status_code == 404


def test_public_pages_take_no_post(facts: None):
    assert Client().post("/").status_code == 405


def test_empty_portal_has_a_home_too():
    build.province()

    answer = Client().get("/")

    assert (answer.status_code, telling.NO_RESULT in answer.content.decode()) == (200, True)


def test_names_and_texts_are_never_markup(facts: None):
    Person.objects.filter(given="วงศกร").update(family="<script>alert(1)</script>")
    Client().get("/")
    build.area()

    told = snapshot(result(1, low=1))
    told["areas"][0]["result"]["missing"][0]["name"] = "<img src=x onerror=alert(1)>"
    for address in pages.addresses(told):
        page = pages.page(address, told, Edition(number=1, as_of=date(2026, 9, 30), is_example=False))
        assert "<img" not in page
    assert "<script>" not in Client().get("/committee/").content.decode()


def test_every_link_of_a_page_leads_somewhere(facts: None, site_dir: Path):
    told = snapshot(result(1, low=1), result(1, undecided=2))
    known = {*pages.addresses(told), "/releases/", "/desk/", "/releases/1/report.pdf"}
    edition = Edition(number=1, as_of=date(2026, 9, 30), is_example=False, pdf="/releases/1/report.pdf", pdf_pages=3)
    for address in pages.addresses(told):
        page = pages.page(address, told, edition)
        links = {link.split("#")[0] for link in re.findall(r'<a [^>]*href="([^"#][^"]*)"', page)}
        assert links - known == set(), address
        anchors = re.findall(r'href="([^"]*)#([^"]+)"', page)
        for target, anchor in anchors:
            there = pages.page(target or address, told, edition)
            assert f'id="{anchor}"' in there, (address, anchor)
