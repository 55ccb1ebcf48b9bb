"""Whether enough members came: heads against a share of the seats. Pure: no Django.

Sources: section 79 of the Administrative Procedure Act B.E. 2539 where the order is silent; the share is data of the
body. A substitute counts with a letter of delegation only, and one person on two seats is one head.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol


class Came(Protocol):
    """One row of a list of those who came."""

    @property
    def head(self) -> str:
        """Who is counted, "" for who is not."""

    @property
    def name(self) -> str: ...

    @property
    def in_place_of(self) -> str:
        """The post of the seat that a substitute came for, "" for a member."""


@dataclass(frozen=True)
class Share:
    """At least this share of the seats, rounded up: half of 15 is 8, and so is half of 16."""

    numerator: int
    denominator: int

    def of(self, seats: int) -> int:
        return -(-seats * self.numerator // self.denominator)


@dataclass(frozen=True)
class Quorum:
    """`seats` are filled, `base` is what the share was taken of; of `unrecorded` seats nothing is known yet."""

    seats: int
    needed: int
    present: int
    unrecorded: int = 0
    base: int = 0

    @property
    def reached(self) -> bool:
        return self.seats > 0 and self.present >= self.needed


def heads(rows: Iterable[Came]) -> set[str]:
    """Who counts. A member who came and stands in for another as well is one head and one voice."""
    counted = [row for row in rows if row.head]
    members = {row.name for row in counted if not row.in_place_of}
    return {row.head for row in counted if not (row.in_place_of and row.name in members)}


def take(rows: Iterable[Came], *, share: Share, seats: int, base: int, unrecorded: int = 0) -> Quorum:
    return Quorum(seats, share.of(base), len(heads(rows)), unrecorded, base)
