"""The report as a document: every heading and name is found by every reader, and nothing that should not be there.

No test here needs the database: the paper is drawn from a snapshot.
"""

import json
import re
import subprocess
from datetime import date
from functools import cache
from typing import Any

import pymupdf
import pytest

from ecotown.kernel import thai
from reports import build, telling
from reports.pdf import Rendered
from reports.rows import ladder_rows
from tests.reports.pdf_readers import READERS, squeezed
from tests.reports.sample import AREAS, LEVELS, result, snapshot

SHA = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"  # pragma: allowlist secret
TITLE = "รายงานความก้าวหน้า รอบประเมินที่ 1/2569 ณ วันที่ 30 กันยายน 2569"


def told() -> dict[str, Any]:
    return snapshot(result(2, low=2, final=False), result(1, low=1, undecided=1), None, final=False, is_example=True)


@cache
def paper() -> Rendered:
    return build.typeset(build.compose(told(), title=TITLE, sha256=SHA), title=TITLE, dated=date(2026, 9, 30))


@cache
def text_of(reader: str) -> str:
    return READERS[reader](paper().pdf)


def pages() -> list[str]:
    with pymupdf.open(stream=paper().pdf, filetype="pdf") as document:
        return [squeezed(page.get_text()) for page in document]


def printed(text: str) -> str:
    return squeezed(thai.thai_digits(text))


def headings() -> list[str]:
    html = build.compose(told(), title=TITLE, sha256=SHA)
    found = re.findall(r"<h[23][^>]*>(.*?)</h[23]>", html, re.S)
    return [squeezed(re.sub(r"<[^>]+>", "", each)) for each in found]


@pytest.mark.parametrize("reader", READERS)
def test_every_heading_and_area_is_found(reader: str):
    text = squeezed(text_of(reader))

    wanted = [*headings(), *(printed(f"ตำบล{name} อำเภอ{district}") for _code, name, district in AREAS)]
    assert len(wanted) > 20
    assert [each for each in wanted if each not in text] == []


@pytest.mark.parametrize("reader", READERS)
def test_every_sentence_and_figure_of_the_snapshot_is_found(reader: str):
    text, frozen = squeezed(text_of(reader)), told()

    wanted = [
        telling.finding(frozen),
        *(row["word"] for row in ladder_rows(frozen)),
        *(telling.area_finding(frozen, area) for area in frozen["areas"]),
        *(each["wording"] for each in frozen["levels"]),
        *(reason for area in frozen["areas"] if area["result"] for reason in area["result"]["reasons"]),
        *(row["name"] for area in frozen["areas"] if area["result"] for row in area["result"]["indicators"]),
        *(row["requirement"] for area in frozen["areas"] if area["result"] for row in area["result"]["missing"]),
        *(each["text"] for each in frozen["resolutions"]),
        frozen["framework"]["rule"], frozen["framework"]["disclaimer"], frozen["order"]["number"],
    ]  # fmt: skip
    assert [each for each in wanted if printed(each) not in text] == []


def test_every_quote_of_the_source_is_found():
    """Of cells side by side with several lines each, Poppler reads line by line; in the order of the file it does not."""
    raw = subprocess.run(
        ["pdftotext", "-raw", "-", "-"], input=paper().pdf, capture_output=True, check=True
    ).stdout.decode()
    quotes = [printed(fact["quote"]) for fact in told()["facts"].values()]

    for text in (raw, text_of("PyMuPDF"), text_of("pdfium")):
        assert [each for each in quotes if each not in squeezed(text)] == []


@pytest.mark.parametrize("reader", READERS)
def test_no_stray_mark_is_in_the_text(reader: str):
    text = text_of(reader)

    assert not re.search("[\ufffd\ue000-\uf8ff\uffff]", text)
    assert not re.search("้ำ(?<!น้ำ)(?<!ซ้ำ)(?<!ย้ำ)", squeezed(text))
    assert not re.search(r"\{\{|\{%|None|True|False", text)
    assert not re.search("\\s[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]", text)


def test_every_page_says_whose_by_what_as_of_when_and_that_it_is_example_data():
    wanted = [
        squeezed(telling.WHOSE), squeezed(telling.DRAFT), "ข้อมูลตัวอย่าง", printed("ข้อมูล ณ วันที่ 30 กันยายน 2569"),
        squeezed(telling.PENDING),
    ]  # fmt: skip
    for number, page in enumerate(pages(), start=1):
        assert [each for each in wanted if each not in page] == [], f"page {number}"


def test_pages_are_numbered_from_the_second_in_thai_digits():
    for number, page in enumerate(pages()[1:], start=2):
        assert f"-{thai.thai_digits(str(number))}-" in page


def test_contents_names_the_page_of_each_section():
    found = pages()
    for number, section in enumerate(build.sections(told()), start=1):
        title = printed(section["title"])
        place = next(
            i for i, page in enumerate(found[2:], start=3) if f"{thai.thai_digits(str(number))}{title}" in page
        )
        assert f"{title}{thai.thai_digits(str(place))}" in found[1], section["title"]


def test_digits_are_thai_but_for_hashes():
    text = squeezed(text_of("pdftotext"))

    assert set(re.findall(r"[0-9]+", text.replace(SHA, "").replace("ab" * 32, ""))) <= {"256"}
    assert SHA in text


def test_last_page_proves_the_content():
    assert SHA in pages()[-1]


def test_there_is_no_picture_and_so_no_garuda():
    with pymupdf.open(stream=paper().pdf, filetype="pdf") as document:
        assert [page.get_images() for page in document if page.get_images()] == []
        assert document.metadata["title"] == TITLE


def test_cover_says_each_step_of_the_province():
    cover = pages()[0]

    assert [short for _number, short in LEVELS if squeezed(short) not in cover] == []


def test_same_snapshot_gives_the_same_paper():
    first, second = (build.compose(told(), title=TITLE, sha256=SHA) for _ in range(2))

    assert first == second
    assert json.dumps(told()) == json.dumps(told())


def test_paper_of_facts_alone_says_that_there_is_no_result():
    html = build.compose(snapshot(), title="รายงานความก้าวหน้า", sha256=SHA)

    assert telling.NO_RESULT in html
    assert telling.WHOSE not in html
    assert "ข้อมูลตัวอย่าง" not in html


def test_text_of_a_snapshot_is_never_markup():
    hostile = told()
    hostile["areas"][0]["result"]["indicators"][0]["name"] = "<script>alert(1)</script>"
    hostile["framework"]["rule"] = '"><img src=x onerror=y>'

    html = build.compose(hostile, title="<b>", sha256=SHA)

    assert "<script" not in html
    assert "<img" not in html
