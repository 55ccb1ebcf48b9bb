"""Papers in the official forms as documents: PDF and Word say the same, every reader reads it, and twice is the same."""

import hashlib
import io
import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from docx import Document
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

from committee import papers
from committee.models import Minutes, OfficeSetting, Paper, Person, Resolution
from committee.paper import HEADINGS
from committee.services.papers import make_paper, retry_paper
from ecotown.kernel import files, jobs
from ecotown.kernel.models import JournalEntry, StoredFile
from ecotown.kernel.rules import Actor, Role
from reports import papers as making
from reports import pdf
from reports.papers.printed import compose, typeset
from reports.papers.word import write
from tests import build
from tests.committee.test_papers import WRONG
from tests.reports.pdf_readers import READERS, squeezed, told_by

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_dir")]
KINDS = ["minutes", "invitation", "each", "agenda", "attendance", "excerpt"]
_MADE: dict[str, tuple[papers.Content, pdf.Rendered, bytes]] = {}


def contents() -> dict[str, papers.Content]:
    minutes = build.full_minutes(is_example=True)
    meeting, signer = minutes.meeting, Person.objects.get(given="วีระ")
    OfficeSetting.objects.create(
        province_id="83", name="สำนักงานอุตสาหกรรมจังหวัดภูเก็ต", address="ศาลากลางจังหวัดภูเก็ต ถนนนริศร\nอำเภอเมืองภูเก็ต 83000",
        telephone="0 7621 2345", email="phuket@industry.go.th",
    )  # fmt: skip
    out = papers.Outgoing(
        "ภก 0033/ว 123", date(2026, 8, 3), signer, "อุตสาหกรรมจังหวัดภูเก็ต", note="ในการนี้ ขอให้นำข้อมูลน้ำเสียมาด้วย"
    )
    each = papers.Outgoing("ภก 0033/ว 123", date(2026, 8, 3), signer, "อุตสาหกรรมจังหวัดภูเก็ต", to_each=True)
    carried = Resolution.objects.with_standing().get(text__contains="รัษฎา")
    return {
        "minutes": papers.minutes(Minutes.objects.for_page().get(pk=minutes.pk)),
        "invitation": papers.invitation(meeting, out),
        "each": papers.invitation(meeting, each),
        "agenda": papers.agenda(meeting),
        "attendance": papers.attendance(meeting),
        "excerpt": papers.excerpt(carried, out),
    }


@pytest.fixture
def made(db: None) -> dict[str, tuple[papers.Content, pdf.Rendered, bytes]]:
    """Each paper, made once for all tests here."""
    if not _MADE:
        _MADE.update({kind: (said, typeset(said), write(said)) for kind, said in contents().items()})
    return _MADE


@pytest.fixture
def staff() -> Actor:
    return build.assigned(Role.STAFF)


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


# -- the PDF


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


# -- the Word file


def read_docx(docx: bytes) -> Iterator[tuple[str, str]]:
    """Style and text of each paragraph, in the order of the file; of a cell's the style is that of its table."""
    document = Document(io.BytesIO(docx))
    for element in document.element.body:
        if element.tag == qn("w:p"):
            paragraph = Paragraph(element, document)
            yield paragraph.style.name if paragraph.style else "", paragraph.text
        elif element.tag == qn("w:tbl"):
            table = Table(element, document)
            for row in table.rows:
                for cell in row.cells:
                    for paragraph in cell.paragraphs:
                        yield table.style.name if table.style else "", paragraph.text


def spaced(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("kind", KINDS)
def test_word_and_pdf_carry_the_same_paragraphs_in_the_same_order(kind: str, made: Any):
    content, _rendered, docx = made[kind]

    assert [spaced(text) for _style, text in read_docx(docx) if text.strip()] == [
        spaced(each) for each in papers.paragraphs(content)
    ]


def test_word_has_its_own_styles_and_tables(made: Any):
    found = {(style, spaced(text)) for style, text in read_docx(made["minutes"][2])}

    assert found >= {
        ("Title", "รายงานการประชุม"), ("Subtitle", "ครั้งที่ ๒/๒๕๖๙"), ("Heading 1", "ผู้มาประชุม"),
        ("Heading 1", "ระเบียบวาระที่ ๕ เรื่องเสนอเพื่อพิจารณา"), ("Heading 2", "๕.๑ พิจารณาคัดเลือกพื้นที่ต้นแบบ ปี ๒๕๖๙"),
        ("Body Text", "มติที่ประชุม รับทราบ"), ("List", "๑. ให้ทุกหน่วยงานเตรียมข้อมูลพื้นฐานด้านน้ำเสียและกากของเสีย"),
        ("List 2", "๑.๑ ข้อมูลของตำบลรัษฎา อำเภอเมืองภูเก็ต"), ("Normal", "เลิกประชุมเวลา ๑๒.๐๐ น."), ("Table Grid", "ตำบลฉลอง"),
        ("Normal Table", "นายสมศักดิ์ ใจสุจริต"), ("Signature", "ผู้จดรายงานการประชุม"),
    }  # fmt: skip
    assert ("Table Grid", "ลายมือชื่อ") in {(style, text) for style, text in read_docx(made["attendance"][2])}


def test_typeface_size_and_weight_hold_for_complex_script_and_the_language_is_thai():
    content = {**contents()["minutes"], "font": {"name": "TH Sarabun New", "size": 15}}
    with zipfile.ZipFile(io.BytesIO(write(content))) as packed:
        styles, body = packed.read("word/styles.xml").decode(), packed.read("word/document.xml").decode()
    defaults = styles[styles.index("<w:rPrDefault>") : styles.index("</w:rPrDefault>")]

    for said in (
        'w:cs="TH Sarabun New"',
        'w:ascii="TH Sarabun New"',
        '<w:sz w:val="30"/>',
        '<w:szCs w:val="30"/>',
        'w:bidi="th-TH"',
    ):
        assert said in defaults
    heading = styles[styles.index('<w:name w:val="heading 1"/>') :].split("</w:style>")[0]
    assert "<w:bCs/>" in heading
    assert "themeColor" not in heading
    assert "asciiTheme" not in heading
    assert "<w:b/><w:bCs/>" in body


def test_word_pages_have_the_margins_numbers_and_marks(made: Any):
    document = Document(io.BytesIO(made["minutes"][2]))
    (section,) = document.sections

    margins = (section.left_margin, section.right_margin, section.top_margin, section.bottom_margin)
    assert [round(each.cm, 1) for each in margins if each] == [3, 2, 2.5, 2]
    assert (round(section.page_width.cm), round(section.page_height.cm, 1)) == (21, 29.7)  # type: ignore[union-attr]
    assert section.different_first_page_header_footer
    numbers = section._sectPr.find(qn("w:pgNumType"))
    assert numbers is not None
    assert numbers.get(qn("w:fmt")) == "thaiNumbers"
    assert "PAGE" in section.header._element.xml
    assert "PAGE" not in section.first_page_header._element.xml
    assert "ร่าง ข้อมูลตัวอย่าง" in section.header.paragraphs[0].text
    assert "ร่าง ข้อมูลตัวอย่าง" in section.first_page_header.paragraphs[0].text


def test_dates_and_names_do_not_break_in_word(made: Any):
    texts = [text for _style, text in read_docx(made["minutes"][2])]

    assert "เมื่อวันที่\xa0๑๘\xa0สิงหาคม\xa0๒๕๖๙" in texts
    assert "(นายวีระ\xa0กล้าหาญ)" in texts
    assert "นายสมศักดิ์ ใจสุจริต" in texts  # in a cell, which may be narrower than a name


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


# -- the command


def test_the_command_writes_each_kind_in_each_form(tmp_path: Path):
    build.full_minutes()

    for kind in ("minutes", "invitation", "agenda", "attendance", "excerpt"):
        for form in ("html", "docx", "json"):
            call_command("render_report", kind, "--meeting", "๒/๒๕๖๙", "--out", str(tmp_path / f"{kind}.{form}"))
        content = json.loads((tmp_path / f"{kind}.json").read_text())
        assert content["kind"] == kind
        assert "๒/๒๕๖๙" in (tmp_path / f"{kind}.html").read_text()
        assert zipfile.is_zipfile(tmp_path / f"{kind}.docx")
    call_command("render_report", "agenda", "--now", "--out", str(tmp_path / "agenda.pdf"))
    assert (tmp_path / "agenda.pdf").read_bytes().startswith(b"%PDF-1.")


def test_the_command_writes_the_newest_paper_and_says_when_there_is_none(staff: Actor, tmp_path: Path):
    with pytest.raises(CommandError):
        call_command("render_report", "agenda", "--out", str(tmp_path / "none.html"))
    with pytest.raises(CommandError):
        call_command("render_report", "minutes", "--meeting", "9/2569", "--out", str(tmp_path / "none.html"))
    paper = make_paper(staff, "agenda", build.meeting(venue="ห้องประชุมใหม่").pk)

    call_command("render_report", "agenda", "--paper", str(paper.pk), "--out", str(tmp_path / "kept.html"))

    assert "ห้องประชุมใหม่" in (tmp_path / "kept.html").read_text()


# -- the job


def run(paper: Paper) -> Paper:
    assert paper.job_id is not None
    jobs.work(paper.job_id)
    return Paper.objects.select_related("job", "pdf", "docx").get(pk=paper.pk)


@pytest.mark.sqlite_too
def test_the_worker_makes_both_files_with_the_real_renderer(staff: Actor):
    paper = run(make_paper(staff, "minutes", build.full_minutes().meeting_id))

    assert paper.job and paper.pdf and paper.docx
    assert (paper.job.state, paper.job.error, paper.job.steps_done) == ("done", "", making.TOTAL)
    assert files.read(paper.pdf).startswith(b"%PDF-1.")
    assert zipfile.is_zipfile(io.BytesIO(files.read(paper.docx)))
    assert (paper.pages, paper.pdf.name) == (3, f"{paper.content['title'].replace('/', '-')}.pdf")


@pytest.mark.sqlite_too
def test_running_the_job_twice_leaves_one_paper(staff: Actor):
    paper = run(make_paper(staff, "agenda", build.meeting().pk))
    lines, kept = JournalEntry.objects.count(), StoredFile.objects.count()
    assert paper.job is not None

    type(paper.job).objects.update(state="queued", attempts=0)
    again = run(paper)
    assert (again.pdf_id, again.docx_id) == (paper.pdf_id, paper.docx_id)

    # As after a crash between the files and the row: the same bytes, and so the same files.
    Paper.objects.update(pdf=None, docx=None)
    type(paper.job).objects.update(state="queued", attempts=0)
    healed = run(again)
    assert (healed.pdf_id, healed.docx_id) == (paper.pdf_id, paper.docx_id)
    assert (StoredFile.objects.count(), JournalEntry.objects.count()) == (kept, lines + 1)


@pytest.mark.sqlite_too
def test_a_failure_says_why_and_can_be_tried_again(staff: Actor, monkeypatch: Any):
    paper = make_paper(staff, "agenda", build.meeting().pk)

    def too_large(*_args: Any, **_more: Any) -> None:
        raise pdf.RenderFailed("เอกสารใช้หน่วยความจำเกินกำหนด", "memory: 2 GiB")

    with monkeypatch.context() as broken:
        broken.setattr(making, "typeset", too_large)
        paper = run(paper)
    assert paper.job is not None
    assert (paper.job.state, paper.job.error, paper.pdf) == ("failed", "เอกสารใช้หน่วยความจำเกินกำหนด", None)

    retry_paper(staff, paper_id=paper.pk)
    assert run(paper).pdf is not None


@pytest.mark.sqlite_too
def test_text_that_was_changed_after_freezing_is_not_made(staff: Actor):
    paper = make_paper(staff, "agenda", build.meeting().pk)
    Paper.objects.update(content={**paper.content, "title": "อื่น"})

    paper = run(paper)

    assert paper.job is not None
    assert (paper.job.state, paper.pdf) == ("failed", None)
