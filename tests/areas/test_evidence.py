"""Evidence: a file or a link, with title and date."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from areas.models import Evidence
from areas.services.evidence import add_evidence
from areas.todo import todo
from ecotown.kernel import thai
from ecotown.kernel.files import keep
from ecotown.kernel.models import JournalEntry, StoredFile
from ecotown.kernel.rules import Refused, Role
from tests import build

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_too]

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
ADD = "/desk/areas/830104/evidence/add/"


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> None:
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}},
    }


def typed(**fields: Any) -> dict[str, Any]:
    return {"title": "รายงานผลตรวจน้ำทิ้ง", "dated": "29 มิ.ย. 2563", "link": "", **fields}


def pdf(name: str = "รายงาน.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_link_is_kept_with_who_added_it():
    agency, area = build.assigned(Role.AGENCY), build.area()

    evidence = add_evidence(
        agency, area_id=area.pk, title="ผลตรวจ", dated=date(2026, 3, 1), link="https://example.go.th/a"
    )

    assert (evidence.area, evidence.added_by_id, evidence.host) == (area, agency.user_id, "example.go.th")
    assert JournalEntry.objects.about(evidence).get().act == "evidence.add"


def test_file_is_journalled_by_its_hash():
    stored = keep(PDF, name="ก.pdf", mime="application/pdf")

    evidence = add_evidence(
        build.assigned(Role.STAFF), area_id=build.area().pk, title="ผลตรวจ", dated=date(2026, 3, 1), file_id=stored.pk
    )

    assert stored.sha256 in JournalEntry.objects.about(evidence).get().body


@pytest.mark.parametrize("role", [Role.ADMIN, Role.AUDITOR, Role.VERIFIER])
def test_others_may_not_add_evidence(role: Role):
    with pytest.raises(Refused):
        add_evidence(
            build.assigned(role),
            area_id=build.area().pk,
            title="ก",
            dated=date(2026, 3, 1),
            link="https://example.go.th",
        )


def test_form_takes_a_file_and_a_thai_date():
    build.area()
    browser = build.browser(build.assigned(Role.STAFF))

    answer = browser.post(ADD, typed(file=pdf()))

    assert (answer.status_code, answer["Location"]) == (302, "/desk/areas/830104/")
    evidence = Evidence.objects.get()
    assert (evidence.dated, evidence.file.name) == (date(2020, 6, 29), "รายงาน.pdf")


def test_file_goes_out_as_a_download():
    build.area()
    browser = build.browser(build.assigned(Role.STAFF))
    browser.post(ADD, typed(file=pdf()))

    answer = browser.get(f"/desk/evidence/{Evidence.objects.get().pk}/file/")

    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Disposition"].startswith("attachment")


def test_link_has_no_file_to_download():
    evidence, browser = build.evidence(), build.browser(build.seated())

    assert browser.get(f"/desk/evidence/{evidence.pk}/file/").status_code == 404


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"file": "pdf", "link": "https://example.go.th"},
        {"link": "javascript:alert(1)"},
        {"link": "ftp://example.go.th/a"},
        {"link": "https://example.go.th", "dated": "29/6/2020"},
        {"link": "https://example.go.th", "dated": "29 ก.พ. 2564"},
        {"link": "https://example.go.th", "dated": "future"},
        {"link": "https://example.go.th", "title": "   "},
        {"file": "page"},
        {"file": "empty"},
    ],
)
def test_bad_input_is_given_back_with_a_sentence(fields: dict[str, Any]):
    build.area()
    files = {"pdf": pdf(), "page": pdf("a.pdf", b"<html></html>"), "empty": pdf("a.pdf", b"")}
    sent = typed(**fields)
    if "file" in sent:
        sent["file"] = files[sent["file"]]
    if sent["dated"] == "future":
        sent["dated"] = thai.long_date(thai.today() + timedelta(days=1))

    answer = build.browser(build.assigned(Role.STAFF)).post(ADD, sent)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'class="errs"' in page or "invalid-feedback" in page
    assert f'value="{sent["title"]}"' in page
    assert f'value="{sent["dated"]}"' in page
    assert Evidence.objects.count() == StoredFile.objects.count() == 0


def test_form_is_refused_to_those_who_may_not():
    build.area()

    assert build.browser(build.assigned(Role.AUDITOR)).get(ADD).status_code == 403


def test_list_is_paged():
    area, browser = build.area(), build.browser(build.seated())
    for number in range(51):
        build.evidence(area=area, title=f"หลักฐาน {number}")

    first, second = (browser.get(f"/desk/areas/830104/?page={page}").content.decode() for page in (1, 2))

    assert (first.count("หลักฐาน "), second.count("หลักฐาน ")) == (50, 1)


def test_example_is_marked():
    build.evidence(is_example=True)

    page = build.browser(build.seated()).get("/desk/areas/830104/").content.decode()

    assert 'class="stamp"' in page


def test_an_area_without_evidence_waits_for_those_who_gather_it():
    build.area()
    build.evidence(area=build.area("830106", "ฉลอง"))

    waiting = [
        [each.url for each in todo(actor)]
        for actor in (build.assigned(Role.STAFF), build.assigned(Role.AGENCY), build.seated())
    ]

    assert waiting == [[ADD], [ADD], []]
