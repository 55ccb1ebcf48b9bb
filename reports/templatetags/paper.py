"""For what is printed: Thai digits, unbroken dates and names, and the stair of the cover."""

from collections.abc import Sequence
from typing import Any

from django import template
from django.utils.safestring import SafeString

from ecotown.kernel import thai
from ecotown.kernel.templatetags.charts import Box, Bricks, n, stair
from ecotown.kernel.templatetags.thai import th_text

register = template.Library()


@register.filter
def paper(value: object) -> SafeString:
    """Text as HTML with Thai digits, its dates, numbers and names kept to one line."""
    return th_text("" if value is None else thai.thai_digits(str(value)))


@register.simple_tag
def cover_stair(levels: Sequence[dict[str, Any]], areas: int) -> list[dict[str, Any]]:
    """One column per level, 97 wide; one course per area, solid for each area that stands on this level or higher."""
    columns = []
    for level, (_x, _y, _width, height) in zip(levels, stair(len(levels), 510, 385, 5), strict=True):
        bricks, gap = Bricks(), 6.0
        course = (height - gap * (areas - 1)) / areas if areas else height
        for i in range(max(areas, 1)):
            top = height - (i + 1) * course - i * gap
            kind = "met" if i < level["reached"] else "unknown"
            bricks.put(kind, Box(n(0.5), n(top + 0.5), n(96), n(course - 1)))
        columns.append({**level, "bricks": bricks, "height": n(height)})
    return columns
