"""One thing that waits for somebody. Each app's `todo.py` offers `todo(actor) -> list[Todo]`; the desk shows them."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Todo:
    title: str
    url: str
    why: str = ""
    due: date | None = None
    act: str = ""  # the words on the button, where this is the next act

    def days_left(self, today: date) -> int | None:
        return None if self.due is None else (self.due - today).days
