"""A QR code as plain geometry: module for module what the encoder gives, with its quiet border."""

import re

import segno
from django.template.loader import render_to_string

from ecotown.kernel.templatetags.qr import QUIET, qr_code

LINK = "https://portal.example.go.th/desk/meetings/12/"


def drawn(size: int, path: str) -> list[list[int]]:
    """The modules that a path of runs paints."""
    grid = [[0] * size for _row in range(size)]
    for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", path):
        for offset in range(int(length)):
            grid[int(y)][int(x) + offset] = 1
    return grid


def test_path_paints_exactly_the_modules_of_the_code():
    code = qr_code(LINK)

    expected = [list(row) for row in segno.make(LINK, error="m", micro=False).matrix_iter(border=QUIET)]

    assert drawn(code.size, code.path) == expected
    assert re.sub(r"M\d+ \d+h\d+v1h-\d+z", "", code.path) == ""


def test_drawing_has_a_name_and_no_style_of_its_own():
    svg = render_to_string("charts/qr.svg", {"link": LINK, "title": "คิวอาร์โค้ดของลิงก์"})

    assert 'role="img" aria-label="คิวอาร์โค้ดของลิงก์"' in svg
    assert "style=" not in svg and 'fill="#ffffff"' in svg
