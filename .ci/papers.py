"""Holds what LibreOffice reads of each Word file, and Poppler of each PDF, against the paragraphs that were frozen.

Called by `make papers`; writes the table of docs/evidence/papers.md.
"""

import json
import os
import re
import subprocess
import sys
import unicodedata
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ecotown.settings")

import django  # noqa: E402

django.setup()

from committee import papers  # noqa: E402

_HEADER = re.compile(r"(?m)^\s*(- ?[0-9๐-๙]+ ?-)?\s*(ร่าง|ข้อมูลตัวอย่าง|ร่าง ข้อมูลตัวอย่าง)?\s*$|\f")
_NIKHAHIT = re.compile("\u0e4d([\u0e48-\u0e4b]?)\u0e32|([\u0e48-\u0e4b])\u0e4d\u0e32")


def read(pdf: Path) -> str:
    text = subprocess.run(["pdftotext", "-raw", str(pdf), "-"], capture_output=True, check=True, text=True).stdout
    return squeezed(_HEADER.sub("", text))


def squeezed(text: str) -> str:
    """Without space; and with ำ whole, which LibreOffice's PDF takes apart."""
    whole = _NIKHAHIT.sub(lambda found: f"{found[1] or found[2] or ''}\u0e33", unicodedata.normalize("NFC", text))
    return re.sub(r"\s+", "", whole)


def lost(wanted: list[str], text: str) -> list[str]:
    missing, place = [], 0
    for each in map(squeezed, wanted):
        found = text.find(each, place)
        if found < 0:
            missing.append(each)
        else:
            place = found + len(each)
    return missing


def pages(pdf: Path) -> int:
    told = subprocess.run(["pdfinfo", str(pdf)], capture_output=True, check=True, text=True).stdout
    return int(re.search(r"Pages:\s+(\d+)", told)[1])


def main(folder: Path) -> int:
    rows, failed = [], 0
    for frozen in sorted(folder.glob("*.json")):
        name = frozen.stem
        wanted = papers.paragraphs(json.loads(frozen.read_text(encoding="utf-8")))
        made, opened = folder / f"{name}.pdf", folder / "libreoffice" / f"{name}.pdf"
        missing = {"PDF": lost(wanted, read(made)), "Word": lost(wanted, read(opened))}
        failed += sum(map(len, missing.values()))
        for form, words in missing.items():
            for each in words:
                print(f"{name}: not found in order in the {form}: {each[:80]}")
        rows.append(
            f"| {name} | {len(wanted)} | {pages(made)} | {made.stat().st_size // 1024} KB | {len(missing['PDF'])} "
            f"| {pages(opened)} | {(folder / f'{name}.docx').stat().st_size // 1024} KB | {len(missing['Word'])} |"
        )
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, cwd=ROOT, check=False
    ).stdout.strip()
    table = [
        "# Papers in the official forms",
        "",
        f"`make papers`, commit {commit or 'unknown'}, {datetime.now(UTC):%Y-%m-%d}. Of the example data: each paper as PDF and as a",
        "Word file that LibreOffice Writer opened and printed. *Lost*: paragraphs not found whole and in their order.",
        "LibreOffice sets the Word files in a typeface that stands in for TH SarabunPSK, so its page count is not Word's.",
        "",
        "| paper | paragraphs | PDF pages | PDF size | lost in PDF | Word pages | Word size | lost in Word |",
        "|---|---|---|---|---|---|---|---|",
        *rows,
    ]
    print("\n".join(table))
    (ROOT / "docs" / "evidence").mkdir(parents=True, exist_ok=True)
    (ROOT / "docs" / "evidence" / "papers.md").write_text("\n".join(table) + "\n", encoding="utf-8")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
