"""What a paper that goes out bears besides its text."""

from dataclasses import dataclass
from datetime import date

from committee.models import Person


@dataclass(frozen=True)
class Outgoing:
    """What a paper that goes out bears besides its text: typed by the office, from its own register."""

    number: str = ""
    dated: date | None = None
    signer: Person | None = None
    signer_post: str = ""
    to_each: bool = False
    note: str = ""
