"""The blocks of a paper: JSON that says what stands there, not how it looks. Pure."""

from collections.abc import Iterable, Sequence
from typing import Any

from committee import prose
from ecotown.kernel import thai

Block = dict[str, Any]

NOTHING = "– ไม่มี –"
BLANK = "." * 24
_SHORT = 3
#: What says what a block is; everything else in it is read by people.
_MARKUP = ("is", "look", "level", "widths")


def title(text: str) -> Block:
    return {"is": "title", "text": text}


def centre(text: str) -> Block:
    return {"is": "centre", "text": text}


def heading(text: str, level: int = 1) -> Block:
    return {"is": "heading", "text": text, "level": level}


def text(words: str, *, label: str = "") -> Block:
    """A paragraph; `label` is printed bold before it."""
    runs = [[f"{label} ", True], [words, False]] if label else [[words, False]]
    return {"is": "text", "number": "", "level": 0, "runs": runs}


def line(words: str) -> Block:
    """A paragraph without the indent of its first line."""
    return {"is": "line", "text": words}


def labelled(label: str, words: str) -> Block:
    """เรื่อง, เรียน, สิ่งที่ส่งมาด้วย: the words hang behind the label."""
    return {"is": "labelled", "label": label, "text": words}


def table(rows: Iterable[Sequence[str]], *, head: Sequence[str] = (), look: str, widths: Sequence[int] = ()) -> Block:
    """`look`: grid (ruled), sign (ruled, room for a signature), names (not ruled) or letter (the head of a letter).

    `widths` are shares of the width. A cell may hold several lines.
    """
    found = [list(row) for row in rows]
    return {"is": "table", "look": look, "head": list(head), "rows": found, "widths": list(widths)}


def signed(lines: Iterable[str]) -> Block:
    return {"is": "signed", "lines": [each for each in lines if each]}


def new_page() -> Block:
    return {"is": "new_page"}


def is_nothing(words: str) -> bool:
    return words.strip(" -–") == "ไม่มี"


def written(words: str) -> list[Block]:
    """Text of minutes; a line that says that there was nothing is printed as the form has it."""
    if is_nothing(words):
        return [text(NOTHING)]
    return [_of_prose(block) for block in prose.parse(words)]


def _of_prose(block: prose.Block) -> Block:
    if isinstance(block, prose.Table):
        head, *rows = block.rows
        return table(rows, head=head, look="grid")
    runs = [[run.text, run.bold] for run in block.runs]
    return {"is": "text", "number": block.number, "level": block.level, "runs": runs}


def printed(content: dict[str, Any]) -> list[Block]:
    """The blocks with the digits that the paper is printed in."""
    if content["digits"] != "thai":
        return list(content["blocks"])
    return [
        {key: value if key in _MARKUP else _thai(value) for key, value in block.items()} for block in content["blocks"]
    ]


def in_cells(names: Iterable[str]) -> list[str]:
    """What a line in a cell may not break: the words of names, since a whole name may be wider than its cell."""
    return sorted({word for name in names for word in name.split() if len(word) > _SHORT})


def _thai(value: Any) -> Any:
    if isinstance(value, str):
        return thai.thai_digits(value)
    return [_thai(each) for each in value] if isinstance(value, list) else value


def paragraphs(content: dict[str, Any]) -> list[str]:
    """What is read, in order: one entry a paragraph, and one a line of a cell."""
    return [words for block in printed(content) for words in _read(block) if words]


def _read(block: Block) -> list[str]:
    match block["is"]:
        case "title" | "centre" | "heading" | "line":
            return [block["text"]]
        case "text":
            words = "".join(run for run, _bold in block["runs"])
            return [f"{block['number']} {words}".strip()]
        case "labelled":
            return [f"{block['label']} {block['text']}"]
        case "signed":
            return list(block["lines"])
        case "table":
            rows = [block["head"], *block["rows"]]
            return [words for row in rows for cell in row for words in cell.split("\n")]
    return []
