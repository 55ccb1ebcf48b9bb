"""The news item that the facts of Phuket were taken from: its words, and where in it a quote stands."""

from functools import cache
from pathlib import Path

KEY = "phuket-news-2563-06-29"
HEADLINE = "หัวข่าว"


@cache
def text() -> str:
    return (Path(__file__).parent / "phuket-meeting-1-2563.txt").read_text(encoding="utf-8")


@cache
def paragraphs() -> tuple[str, ...]:
    """Headline first, so that a paragraph's place in this tuple is the number that people cite."""
    return tuple(line for line in text().splitlines() if line.strip())


def place_of(quote: str) -> str:
    """ "ย่อหน้าที่ 4", counted below the headline; LookupError for words that the source does not say."""
    for number, paragraph in enumerate(paragraphs()):
        if quote in paragraph:
            return f"ย่อหน้าที่ {number}" if number else HEADLINE
    raise LookupError(f"not in the source: {quote}")
