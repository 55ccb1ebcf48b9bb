"""A paper as PDF, by the press of the reports."""

from datetime import date
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import override

from committee import papers
from reports import pdf


def compose(content: papers.Content) -> str:
    """The whole paper as HTML: the same content gives the same text."""
    context = {
        "title": content["title"],
        "blocks": papers.printed(content),
        "names": content["names"],
        "words": papers.in_cells(content["names"]),
        "marks": " ".join(content["marks"]),
        "pages": "plain" if not content["numbered"] else content["digits"],
    }
    with override(settings.LANGUAGE_CODE):
        return render_to_string("print/paper.html", context)


def typeset(content: papers.Content, *, on_step: Any = None) -> pdf.Rendered:
    sheet = settings.BASE_DIR / "static" / "css" / "official.css"
    assets = {**pdf.font_assets(), "official.css": ("text/css", sheet.read_bytes())}
    dated = date.fromisoformat(content["dated"])
    return pdf.render(compose(content), assets=assets, title=content["title"], dated=dated, on_step=on_step)
