"""Seats, holders and people as they stand when a member list is compared with them. Plain data."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class PersonNow:
    pk: int
    prefix: str
    given: str
    family: str

    def __str__(self) -> str:
        return f"{self.prefix}{self.given} {self.family}"


@dataclass(frozen=True)
class HolderNow:
    pk: int
    person: PersonNow
    since: date
    until: date | None
    acting: str = ""
    acting_post: str = ""
    acting_order: str = ""

    def serves_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)

    @property
    def acting_facts(self) -> dict[str, str]:
        return {"acting": self.acting, "acting_post": self.acting_post, "acting_order": self.acting_order}


@dataclass(frozen=True)
class SeatNow:
    """A seat in force on the day, with all its holders, those of other days too; `has_sat`: attendance hangs on it."""

    pk: int
    order_id: int
    since: date
    until: date | None
    facts: dict[str, str]
    has_sat: bool
    holders: tuple[HolderNow, ...]

    @property
    def post(self) -> str:
        return self.facts["post"]


@dataclass(frozen=True)
class State:
    """What there is on the day that the list is compared with. `takes_away`: the order is of a kind that ends seats."""

    order_id: int
    on: date
    from_day: date
    until_day: date | None
    takes_away: bool
    seats: tuple[SeatNow, ...]
    people: tuple[PersonNow, ...]
