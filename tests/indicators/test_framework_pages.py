"""The pages of frameworks."""

import pytest

from indicators.models import Framework
from tests import build
from tests.indicators.asking import (
    signed_in,
    words,
)
from tests.indicators.test_exchange import SMALL

pytestmark = pytest.mark.django_db


def test_import_shows_what_a_file_holds_and_stores_nothing_before_it_is_confirmed(secretary):
    client = signed_in(secretary)

    shown = client.post("/desk/frameworks/import/", {"text": SMALL})
    assert shown.status_code == 200
    assert "เกณฑ์ย่อ" in words(shown)
    assert Framework.objects.count() == 0

    taken = client.post("/desk/frameworks/import/", {"text": SMALL, "confirm": "on"})
    assert taken.url == f"/desk/frameworks/{Framework.objects.get().pk}/"


def test_import_names_every_fault_with_its_line(secretary):
    answer = signed_in(secretary).post("/desk/frameworks/import/", {"text": SMALL.replace("scope: both", "scope: all")})

    assert answer.status_code == 422
    assert "indicators[0].scope" in words(answer)


def test_draft_that_ships_can_be_looked_through(secretary):
    answer = signed_in(secretary).post("/desk/frameworks/import/", {"shipped": "eit-level-draft"})

    assert answer.status_code == 200
    assert "41" in words(answer)


def test_framework_is_brought_into_force_and_taken_home(secretary):
    client = signed_in(secretary)
    client.post("/desk/frameworks/import/", {"text": SMALL, "confirm": "on"})
    framework = Framework.objects.get()

    client.post(f"/desk/frameworks/{framework.pk}/bring-into-force/")
    framework.refresh_from_db()
    assert framework.state == "in_force"

    exported = client.get(f"/desk/frameworks/{framework.pk}/export/")
    again = client.post("/desk/frameworks/import/", {"text": exported.content.decode()})
    assert again.status_code == 200


def test_member_reads_a_framework_and_imports_none(member):
    client = signed_in(member)
    framework = build.framework()

    assert client.get(f"/desk/frameworks/{framework.pk}/").status_code == 200
    assert client.get("/desk/frameworks/import/").status_code == 403
