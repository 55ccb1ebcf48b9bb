"""Two texts side by side: which words of the second are not in the first."""

import re
from difflib import SequenceMatcher

from django import template

register = template.Library()

# Thai puts spaces between phrases, not words; a phrase with the space after it is the smallest part one can compare
# without a dictionary.
PHRASE = re.compile(r"\S+\s*|\s+")


@register.simple_tag
def difference(first: str, second: str) -> list[tuple[str, str]]:
    """The second text in pieces: ("same", …) or ("new", …), in order and complete."""
    before, after = PHRASE.findall(first or ""), PHRASE.findall(second or "")
    bare_before, bare_after = [part.strip() for part in before], [part.strip() for part in after]
    pieces = []
    for act, _, _, start, end in SequenceMatcher(None, bare_before, bare_after, autojunk=False).get_opcodes():
        text = "".join(after[start:end])
        if text:
            pieces.append(("same" if act == "equal" else "new", text))
    return pieces
