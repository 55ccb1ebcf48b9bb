"""The gallery is complete: what is not in it nobody looks at."""

import re
from pathlib import Path

import pytest

from ecotown.kernel.rules import Role
from tests import build

TEMPLATES = Path(__file__).resolve().parent.parent.parent / "templates"
# Parts of every page, and what is drawn inside another part.
FRAME = {
    "masthead.html",
    "footer.html",
    "messages.html",
    "sign_in_dialog.html",
    "breadcrumbs.html",
    "example_strip.html",
}
INSIDE = {"step_words.html", "mark.svg", "tick.svg", "step.svg", "courses.svg", "mini.svg", "agreement.svg"}


def test_the_gallery_shows_every_part_and_chart():
    source = (TEMPLATES / "desk/gallery.html").read_text()
    shown = set(re.findall(r'include "(?:components|charts)/([a-z_]+\.\w+)"', source))
    parts = {path.name for folder in ("components", "charts") for path in (TEMPLATES / folder).glob("[a-z]*.*")}

    assert parts - shown - FRAME - INSIDE == set()


@pytest.mark.django_db
def test_the_gallery_opens_and_marks_its_figures_as_invented():
    page = build.browser(build.assigned(Role.STAFF)).get("/desk/gallery/")

    assert page.status_code == 200
    assert "<title>ข้อมูลตัวอย่าง" in page.content.decode()
