"""A QR code as the path of a drawing: plain geometry, so that no markup is trusted and the policy header holds."""

from dataclasses import dataclass
from itertools import groupby

import segno
from django import template

register = template.Library()

QUIET = 4  # modules of white on each side, as the standard asks


@dataclass(frozen=True)
class QrCode:
    size: int
    path: str


@register.simple_tag
def qr_code(text: str) -> QrCode:
    """Black runs, line by line; to be filled on white."""
    rows = list(segno.make(text, error="m", micro=False).matrix)
    path = []
    for y, row in enumerate(rows, start=QUIET):
        x = QUIET
        for dark, run in groupby(row):
            length = len(list(run))
            if dark:
                path.append(f"M{x} {y}h{length}v1h-{length}z")
            x += length
    return QrCode(len(rows) + 2 * QUIET, "".join(path))
