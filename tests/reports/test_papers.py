"""Papers in the official forms as PDF: every reader finds each paragraph, and twice is the same."""

import hashlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from committee import papers
from committee.paper import HEADINGS
from reports.papers.printed import compose
from tests.committee.paper_words import WRONG
from tests.reports.paper_sample import KINDS, contents
from tests.reports.pdf_readers import READERS, squeezed, told_by

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_dir")]


def in_order(wanted: list[str], text: str) -> list[str]:
    """Those that are not found in the text behind the one before."""
    lost, place = [], 0
    for each in map(squeezed, wanted):
        found = text.find(each, place)
        if found < 0:
            lost.append(each)
        else:
            place = found + len(each)
    return lost


def raw(document: bytes) -> str:
    """Poppler in the order of the file: of cells side by side it reads one after the other."""
    return subprocess.run(
        ["pdftotext", "-raw", "-", "-"], input=document, capture_output=True, check=True
    ).stdout.decode()


def without_headers(text: str) -> str:
    """Without page numbers and marks, which stand between the lines of a paragraph that goes on."""
    return squeezed(re.sub(r"(?m)^(- [0-9๐-๙]+ -|ร่าง.*|ข้อมูลตัวอย่าง)\s*$|\f", "", text))


@pytest.mark.parametrize("reader", ["pdftotext -raw", "PyMuPDF", "pdfium"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_paragraph_is_read_whole_and_in_order(kind: str, reader: str, made: Any):
    content, rendered, _docx = made[kind]
    text = raw(rendered.pdf) if reader == "pdftotext -raw" else READERS[reader](rendered.pdf)

    assert in_order(papers.paragraphs(content), without_headers(text)) == []


@pytest.mark.parametrize("kind", KINDS)
def test_no_wrong_word_and_no_stray_mark_is_in_the_text(kind: str, made: Any):
    for read in READERS.values():
        text = read(made[kind][1].pdf)
        assert WRONG.findall(squeezed(text)) == []
        assert not re.search("[\ufffd\ue000-\uf8ff\uffff]", text)
        assert not re.search(r"\{\{|\{%|None|True|False", text)
        assert not re.search("้ำ(?<!น้ำ)(?<!ซ้ำ)(?<!ย้ำ)", squeezed(text))


def test_the_headings_of_form_11_stand_in_order_in_the_pdf(made: Any):
    rendered = made["minutes"][1]
    wanted = [
        HEADINGS["title"], HEADINGS["number"], HEADINGS["held_on"], HEADINGS["venue"], HEADINGS["present"],
        HEADINGS["absent"], HEADINGS["guests"], HEADINGS["started_at"], HEADINGS["section"], HEADINGS["resolution"],
        HEADINGS["ended_at"], HEADINGS["taken_by"], HEADINGS["checked_by"],
    ]  # fmt: skip

    for read in (raw, *READERS.values()):
        assert in_order(wanted, squeezed(read(rendered.pdf))) == []


@pytest.mark.parametrize("kind", KINDS)
def test_digits_are_thai_but_for_addresses_and_codes(kind: str, made: Any):
    text = READERS["PyMuPDF"](made[kind][1].pdf)

    assert set(re.findall("[0-9]+", text)) <= ({"2569", "2", "5"} if kind == "minutes" else set())


def test_pages_are_numbered_above_from_the_second_and_marked_on_each(made: Any):
    rendered = made["minutes"][1]
    text = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=rendered.pdf, capture_output=True, check=True
    ).stdout.decode()
    first, *others = text.split("\f")[: rendered.pages]

    assert "- ๑ -" not in first
    assert rendered.pages >= 3
    for number, page in zip("๒๓๔๕", others, strict=False):
        assert squeezed(page).startswith(f"-{number}-")
    for page in (first, *others):
        assert "ร่าง ข้อมูลตัวอย่าง" in page.lstrip().split("\n")[0]


@pytest.mark.parametrize("kind", KINDS)
def test_the_page_keeps_the_margins_of_official_papers_and_one_typeface(kind: str, made: Any, tmp_path: Path):
    document = made[kind][1].pdf
    assert "595.276 x 841.89" in told_by("pdfinfo", document, tmp_path)
    words = _boxes(document, tmp_path)
    assert min(left for left, _right in words) >= 84
    assert max(right for _left, right in words) <= 539.5
    fonts = told_by("pdffonts", document, tmp_path).splitlines()[2:]
    assert fonts
    assert all(re.match(r"[A-Z]{6}\+Sarabun", line) and re.search(r"yes yes yes", line) for line in fonts)


def _boxes(document: bytes, folder: Path) -> list[tuple[float, float]]:
    (folder / "page.pdf").write_bytes(document)
    subprocess.run(["pdftotext", "-bbox", str(folder / "page.pdf"), str(folder / "page.html")], check=True)
    found = re.findall(r'<word xMin="([\d.]+)" yMin="[\d.]+" xMax="([\d.]+)"', (folder / "page.html").read_text())
    return [(float(left), float(right)) for left, right in found]


def test_there_is_no_garuda_and_a_letter_to_each_begins_a_page(made: Any, tmp_path: Path):
    letters = made["each"]
    assert len(told_by("pdfimages", letters[1].pdf, tmp_path, "-list").splitlines()) == 2
    assert letters[1].pages == sum(each.startswith("เรียน ") for each in papers.paragraphs(letters[0]))


def test_text_of_the_records_is_never_markup():
    content = {**contents()["agenda"]}
    content["blocks"] = [papers_block('<script>alert(1)</script>"><img src=x>')]

    html = compose(content)

    assert "<script" not in html
    assert "<img" not in html


def papers_block(words: str) -> dict[str, Any]:
    return {"is": "text", "number": "", "level": 0, "runs": [[words, False]]}


# -- twice is the same

FRESH = """
import hashlib, json, sys, django
django.setup()
from reports.papers.printed import typeset
from reports.papers.word import write
content = json.load(sys.stdin)
print(hashlib.sha256(typeset(content).pdf).hexdigest(), hashlib.sha256(write(content)).hexdigest())
"""


@pytest.mark.parametrize("kind", ["minutes", "invitation"])
def test_another_process_makes_the_same_bytes(kind: str, made: Any, settings: Any):
    content, rendered, docx = made[kind]

    told = subprocess.run(
        [sys.executable, "-c", FRESH], input=json.dumps(content), capture_output=True, check=True, text=True,
        cwd=settings.BASE_DIR, env={**os.environ, "PYTHONHASHSEED": "7", "DJANGO_SETTINGS_MODULE": "ecotown.settings"},
    ).stdout.split()  # fmt: skip

    assert told == [hashlib.sha256(rendered.pdf).hexdigest(), hashlib.sha256(docx).hexdigest()]
