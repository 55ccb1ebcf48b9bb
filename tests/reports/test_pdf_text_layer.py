"""What a reader finds in a Thai PDF is what was written (R2.01), drawn in Sarabun only (R2.02), on A4 (R2.03).

No test here needs the database.
"""

import re
import time
import unicodedata
from collections import Counter
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pymupdf
import pytest

from reports.pdf import Rendered, RenderFailed, caller, font_assets, press, render
from reports.pdf.failure import Refusal
from reports.pdf.textlayer import compose, decompose
from tests.reports.pdf_readers import READERS, contents, squeezed, told_by, without_actual_text

GOLDEN = Path(__file__).with_name("golden_th.html").read_text(encoding="utf-8")
TITLE = "รายงานความก้าวหน้า สำนักงานอุตสาหกรรมจังหวัดภูเก็ต"
OFFICE = "สำนักงานอุตสาหกรรมจังหวัดภูเก็ต"
CHART = """<svg xmlns="http://www.w3.org/2000/svg" width="360" height="30" viewBox="0 0 360 30"><title>น้ำ</title>
<text x="180" y="20" text-anchor="middle" font-family="Sarabun" font-size="14">คัดแยกซ้ำ ๓ ตำบล</text></svg>"""
#: What CSS adds to the text: each page's margins, and the words before each h3.
MARGINS = [
    ["ตามคำสั่งที่ ๓๕๒๘/๒๕๖๓", "", OFFICE, "- ๑ -"],
    ["ตามคำสั่งที่ ๓๕๒๘/๒๕๖๓", "น้ำเสียและน้ำใช้ซ้ำ", OFFICE, "- ๒ -"],
    ["ตามคำสั่งที่ ๓๕๒๘/๒๕๖๓", "ภาพประกอบ", OFFICE, "- ๓ -"],
]
BEFORE = {"h3": ["ข้อ 1 ดำเนินงาน: ", "ข้อ 2 ดำเนินงาน: "]}
CONSONANTS = [chr(code) for code in range(0x0E01, 0x0E2F) if code not in (0x0E24, 0x0E26)]
VOWELS = ["", *"\u0e31\u0e34\u0e35\u0e36\u0e37\u0e47\u0e38\u0e39"]
TONES = ["", *"\u0e48\u0e49\u0e4a\u0e4b\u0e4c"]


class Blocks(HTMLParser):
    """The text of each block of the golden document, as the source has it, in the order of the source."""

    STARTS = {"h1", "h2", "h3", "p", "th", "td", "li", "text"}
    SILENT = {"title", "style"}

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[str] = []
        self.silent = False
        self.before = {tag: list(words) for tag, words in BEFORE.items()}

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.silent = tag in self.SILENT
        if tag in self.STARTS:
            self.blocks.append(self.before[tag].pop(0) if tag in self.before else "")

    def handle_endtag(self, tag: str) -> None:
        self.silent = False

    def handle_data(self, data: str) -> None:
        if self.blocks and not self.silent:
            self.blocks[-1] += data


def blocks_of(html: str) -> list[str]:
    parser = Blocks()
    parser.feed(html)
    return [block for block in parser.blocks if block.strip()]


def assets() -> dict[str, tuple[str, bytes]]:
    return font_assets() | {"chart.svg": ("image/svg+xml", CHART.encode())}


def made(body: str, style: str = "") -> bytes:
    page = "@page { size: A4; margin: 2cm } p { margin: 0 }"
    html = (
        f"<!doctype html><html lang=th><link rel=stylesheet href='asset:fonts.css'><style>{page}{style}</style>{body}"
    )
    return render(html, assets=assets(), title="ทดสอบ").pdf


@pytest.fixture(scope="module")
def golden() -> Rendered:
    return render(GOLDEN, assets=assets(), title=TITLE, dated=date(2020, 6, 29))


@pytest.fixture(scope="module")
def source() -> list[str]:
    """Every line of text that must be found: blocks, the chart that is a file of its own, running headers."""
    return [*blocks_of(GOLDEN), *blocks_of(CHART), *(words for page in MARGINS for words in page if words)]


@pytest.mark.parametrize("reader", READERS)
def test_each_block_reads_back_as_it_was_written(golden: Rendered, source: list[str], reader: str):
    read = squeezed(READERS[reader](golden.pdf))

    assert [block for block in source if squeezed(block) not in read] == []


@pytest.mark.parametrize("reader", READERS)
def test_no_letter_is_added_lost_or_repeated(golden: Rendered, source: list[str], reader: str):
    read = squeezed(READERS[reader](golden.pdf))

    assert Counter(read) == Counter(squeezed("".join(source)))
    assert read.count("\u0e49\u0e33") == squeezed("".join(source)).count("\u0e49\u0e33"), "stray ้ำ"
    assert [letter for letter in read if unicodedata.category(letter) in ("Co", "Cn") or letter == "\ufffd"] == []


@pytest.mark.parametrize("reader", READERS)
def test_words_stay_apart_and_whole(golden: Rendered, reader: str):
    words = re.search(r'<p class="words">(.*?)</p>', GOLDEN)
    assert words
    expected = re.sub(r"<[^>]*>", "", words[1]).replace("&nbsp;", " ").split()

    read = READERS[reader](golden.pdf).split()

    assert [word for word in expected if word not in read] == []
    assert "น้ำ ที่ นี่ ซ้ำ ค่ำ ทำ แล้ว (ตัวอย่าง)" in " ".join(read)


def test_a_reader_that_ignores_actual_text_finds_every_word_after_folding(golden: Rendered, source: list[str]):
    raw = squeezed(without_actual_text(golden.pdf))

    assert "\u0e33" not in raw, "each glyph is one letter"
    assert [block for block in source if squeezed(block) not in compose(raw)] == []


@pytest.mark.parametrize("style", ["400", "700"])
def test_every_letter_with_every_marks_reads_back(style: str):
    words = [f"{letter}{vowel}{tone}น" for letter in CONSONANTS for vowel in VOWELS for tone in TONES]
    words += [f"{letter}{tone}\u0e33น" for letter in CONSONANTS for tone in TONES[:-1]]
    lines = [" ".join(words[at : at + 14]) for at in range(0, len(words), 14)]

    pdf = made("".join(f"<p>{line}</p>" for line in lines), f"html {{ font: {style} 11pt Sarabun }}")

    for name, reader in READERS.items():
        read = reader(pdf)
        assert squeezed(read) == squeezed("".join(lines)), name
        assert set(words) - set(read.split()) <= {"ษำน", "ษ่ำน", "ษ้ำน", "ษ๊ำน", "ษ๋ำน"}, name  # pdfium, in bold


def test_bold_and_plain_words_keep_their_spaces():
    pieces = ["ที่", "<b>ปี</b>", "น้ำ", "<b>คู่</b>", "<i>ทำ</i>", "<b>ขึ้นไป</b>", "ฝั่ง<b>ทะเล</b>", "<b>ซ้ำ</b>ๆ", "A"]
    lines = [[*pieces[at:], *pieces[:at]] for at in range(len(pieces))]

    pdf = made("".join(f"<p>{' '.join(line)}</p>" for line in lines))

    for name, reader in READERS.items():
        read = " ".join(reader(pdf).split())
        assert read == re.sub("<[^>]*>", "", " ".join(" ".join(line) for line in lines)), name


def test_words_are_broken_where_the_composed_word_may_be():
    """Decomposed before layout, สำนักงาน would be สำ|นักงาน: libthai does not know นํ้า, only น้ำ."""
    text = "สำนักงานกำหนดคำสั่งดำเนินงานอำนาจสำหรับจำนวนประจำปีลำดับตำบลอำเภอ" * 2

    pdf = made("".join(f'<p style="width: {width}pt">{text}</p>' for width in range(60, 300, 12)))

    with pymupdf.open(stream=pdf, filetype="pdf") as document:
        lines = [line.strip() for page in document for line in page.get_text().split("\n") if line.strip()]
    assert len(lines) > 100
    assert [line for line in lines if line.endswith(("สำ", "กำ", "ดำ", "อำ", "ลำ", "ตำ"))] == []
    assert [line for line in lines if line[0] in "ะาำ" or unicodedata.category(line[0]) == "Mn"] == []


def test_thai_in_a_chart_is_shaped_as_in_a_paragraph(golden: Rendered):
    rows: dict[int, list[pymupdf.Rect]] = {}
    with pymupdf.open(stream=golden.pdf, filetype="pdf") as document:
        for part in document[2].search_for("น้ำเสียอยู่ที่นี่"):
            rows.setdefault(round(part.y1), []).append(part)
    widths = [max(part.x1 for part in row) - min(part.x0 for part in row) for _, row in sorted(rows.items())]

    drawn, written = widths
    chart_size, text_size = 14 * 0.75, 11
    assert drawn / chart_size == pytest.approx(written / text_size, rel=0.02)


def test_decomposed_text_composes_to_the_same():
    words = [f"{letter}{tone}\u0e33" for letter in CONSONANTS for tone in TONES[:-1]]

    assert [word for word in words if compose(decompose(word)) != word] == []
    assert decompose("น้ำ") == "น\u0e4d\u0e49\u0e32"


def test_marks_of_content_are_well_nested(golden: Rendered):
    pairs = {b"ET": (b"BT",), b"EMC": (b"BDC", b"BMC"), b"Q": (b"q",)}
    for stream in contents(golden.pdf):
        open_now: list[bytes] = []
        for token in stream:
            if token in pairs:
                assert open_now, token
                assert open_now.pop() in pairs[token]
            else:
                open_now.append(token)
        assert open_now == []


def test_only_sarabun_is_embedded_and_can_be_read(golden: Rendered, tmp_path: Path):
    rows = told_by("pdffonts", golden.pdf, tmp_path).splitlines()[2:]

    assert len(rows) == 4
    for row in rows:
        assert re.match(r"[A-Z]{6}\+Sarabun\S*\s+CID TrueType\s+Identity-H\s+yes yes yes", row), row


def test_paper_is_a4_with_the_margins_of_an_official_letter(golden: Rendered, tmp_path: Path):
    assert re.search(r"Page size: +595\.2\d+ x 841\.89 pts \(A4\)", told_by("pdfinfo", golden.pdf, tmp_path))

    told_by("pdftotext", golden.pdf, tmp_path, "-bbox")
    words = (tmp_path / "document.html").read_text(encoding="utf-8")
    boxes = re.findall(r'<word xMin="([\d.]+)" yMin="[\d.]+" xMax="([\d.]+)"', words)

    assert min(float(left) for left, _ in boxes) == pytest.approx(85.04, abs=1)
    assert max(float(right) for _, right in boxes) <= 595.28 - 56.69 + 1


def test_document_says_what_it_is(golden: Rendered, tmp_path: Path):
    info = told_by("pdfinfo", golden.pdf, tmp_path)
    about = told_by("pdfinfo", golden.pdf, tmp_path, "-meta")

    assert re.search(r"Title: +" + TITLE, info)
    for said in (
        r"Tagged: +yes",
        r"JavaScript: +no",
        r"Encrypted: +no",
        r"Pages: +3",
        r"CreationDate: +Mon Jun 29 .*2020",
    ):
        assert re.search(said, info), said
    assert 'pdfaid:part="2" pdfaid:conformance="A"' in about
    assert "<pdfuaid:part>1</pdfuaid:part>" in about
    assert golden.pages == 3


def test_document_is_tagged_in_thai_with_bookmarks_from_its_headings(golden: Rendered, tmp_path: Path):
    with pymupdf.open(stream=golden.pdf, filetype="pdf") as document:
        assert document.get_toc() == [
            [1, "รายงานความก้าวหน้าการดำเนินงาน", 1],
            [2, "น้ำเสียและน้ำใช้ซ้ำ", 2],
            [3, "ตัวชี้วัดที่ยังไม่ผ่าน", 2],
            [3, "ความเห็นของที่ประชุม", 2],
            [2, "ภาพประกอบ", 3],
        ]
        catalog = document.xref_object(document.pdf_catalog())
    assert "/Lang (th)" in catalog
    assert "/OutputIntents" in catalog
    structure = told_by("pdfinfo", golden.pdf, tmp_path, "-struct")
    assert Counter(re.findall(r"^ *(\w+)", structure, re.M)) >= Counter(
        H1=1, H2=2, H3=2, Table=1, TH=4, TD=12, LI=2, Figure=2
    )


def test_same_document_gives_the_same_bytes_in_another_process(golden: Rendered):
    caller._desk.dismiss()
    again = render(GOLDEN, assets=assets(), title=TITLE, dated=date(2020, 6, 29))
    time.sleep(1.1)  # a clock that told the second would show now

    assert again.pdf == golden.pdf
    assert render(GOLDEN, assets=assets(), title=TITLE, dated=date(2020, 6, 29)).pdf == golden.pdf


def test_a_letter_that_sarabun_lacks_fails_and_is_named():
    with pytest.raises(RenderFailed, match="แบบอักษรของเอกสารไม่มีตัวอักษร “☑”"):
        made("<p>เห็นชอบ ☑</p>")


def test_no_font_of_the_machine_is_used(tmp_path: Path):
    pdf = made('<p style="font-family: serif">น้ำ <span style="font-family: Garuda, Kinnari, sans-serif">Eco</span></p>')

    assert {row.split()[0][7:14] for row in told_by("pdffonts", pdf, tmp_path).splitlines()[2:]} == {"Sarabun"}


def test_another_version_of_weasyprint_is_refused(monkeypatch: pytest.MonkeyPatch):
    import weasyprint

    monkeypatch.setattr(weasyprint, "__version__", "70.1")
    with pytest.raises(Refusal) as refused:
        press.load.__wrapped__()

    assert (refused.value.code, refused.value.detail) == ("version", "WeasyPrint 70.1, wanted 70.0")
