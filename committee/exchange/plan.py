"""What a member list would change: rows against the seats and holders of a day. Pure: it compares and writes nothing."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from committee.exchange.members import MemberRow
from committee.exchange.standing import HolderNow, PersonNow, SeatNow, State
from committee.exchange.workbook import Fault
from ecotown.kernel import thai


@dataclass(frozen=True)
class Step:
    """One change: `kind` is added, changed or ended; `row` is 0 where no row of the file speaks of it."""

    kind: str
    row: int
    sentence: str


@dataclass
class Plan:
    new_people: dict[tuple[str, str, str], int] = field(default_factory=dict)  # the row that names them first
    renamed: dict[int, str] = field(default_factory=dict)  # person -> prefix
    new_seats: list[MemberRow] = field(default_factory=list)
    changed_seats: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    ended_seats: list[int] = field(default_factory=list)
    ended_terms: list[tuple[int, date]] = field(default_factory=list)
    changed_terms: list[tuple[int, dict[str, Any]]] = field(default_factory=list)
    # (row, seat or None for the row's new seat, person or None for a new one, from, until)
    new_terms: list[tuple[MemberRow, int | None, int | None, date, date | None]] = field(default_factory=list)
    sequence: list[int | MemberRow] = field(default_factory=list)  # empty: the list keeps its sequence
    steps: list[Step] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def of_kind(self, kind: str) -> list[Step]:
        return [step for step in self.steps if step.kind == kind]

    @property
    def mark(self) -> str:
        """Of what would be done: another one when confirmed means that somebody else was quicker."""
        said = repr((
            self.new_people, self.renamed, self.new_seats, self.changed_seats, self.ended_seats, self.ended_terms,
            self.changed_terms, self.new_terms, self.sequence,
        ))  # fmt: skip
        return hashlib.sha256(said.encode()).hexdigest()


def make_plan(state: State, rows: Sequence[MemberRow], *, ends_missing: bool = False) -> Plan:
    return _Planner(state).plan(rows, ends_missing=ends_missing)


class _Planner:
    def __init__(self, state: State) -> None:
        self.state, self.result = state, Plan()

    def plan(self, rows: Sequence[MemberRow], *, ends_missing: bool) -> Plan:
        matched = self._match(rows)
        for row in rows:
            seat = matched.get(row.row)
            if seat is None:
                self._new_seat(row)
            else:
                self._old_seat(row, seat)
        if ends_missing:
            self._end_missing({seat.pk for seat in matched.values()})
        self._put_in_order(rows, matched)
        return self.result

    def note(self, kind: str, row: int, sentence: str) -> None:
        self.result.steps.append(Step(kind, row, sentence))

    def fault(self, row: int, key: str, sentence: str) -> None:
        """`key` names the column; which letter it has, the table knows."""
        self.result.faults.append(Fault(row, key, sentence))

    # -- which seat a row speaks of

    def _match(self, rows: Sequence[MemberRow]) -> dict[int, SeatNow]:
        by_id = {seat.pk: seat for seat in self.state.seats}
        matched: dict[int, SeatNow] = {}
        for row in rows:
            if row.seat_id is None:
                continue
            if row.seat_id in by_id:
                matched[row.row] = by_id[row.seat_id]
            else:
                day = thai.long_date(self.state.on)
                facts = {"seat": row.seat_id, "day": day}
                self.fault(row.row, "seat_id", _("No seat of this body has the number %(seat)s on %(day)s.") % facts)
                matched[row.row] = SeatNow(0, 0, self.state.on, None, row.seat_facts, False, ())
        taken = {seat.pk for seat in matched.values()}
        for row in rows:
            if row.row not in matched:
                same = (each for each in self.state.seats if each.pk not in taken and _same(each, row))
                seat = next(same, None)
                if seat is not None:
                    matched[row.row] = seat
                    taken.add(seat.pk)
        return matched

    # -- seats

    def _new_seat(self, row: MemberRow) -> None:
        self.result.new_seats.append(row)
        self.note("added", row.row, _("Seat %(post)s") % {"post": row.post})
        if row.given:
            self._new_term(row, None, self.state.from_day, self.state.until_day)

    def _old_seat(self, row: MemberRow, seat: SeatNow) -> None:
        if not seat.pk:
            return
        before, after = seat.facts, row.seat_facts
        if before != after:
            if seat.has_sat and (before["role"], before["kind"]) != (after["role"], after["kind"]):
                said = _(
                    "This seat has sat in a meeting. Another role or kind takes an order that ends it and adds a new one."
                )
                self.fault(row.row, "role" if before["role"] != after["role"] else "kind", f"{seat.post}: {said}")
            self.result.changed_seats.append((seat.pk, after))
            changed = ", ".join(
                f"{before[key] or '–'} → {after[key] or '–'}" for key in after if before[key] != after[key]
            )
            self.note("changed", row.row, _("Seat %(post)s: %(changed)s") % {"post": seat.post, "changed": changed})
        self._holder(row, seat)

    def _end_missing(self, kept: set[int]) -> None:
        day = self.state.from_day
        # One that ends by itself before that day is not brought back to end on it.
        lasting = [seat for seat in self.state.seats if seat.until is None or seat.until > day]
        gone = [seat for seat in lasting if seat.pk not in kept and seat.order_id != self.state.order_id]
        if gone and not self.state.takes_away:
            self.fault(0, "", _("Only an order that amends another or cancels a part of it ends single seats."))
            return
        for seat in gone:
            late = [each for each in seat.holders if each.since >= day]
            if seat.since >= day or late:
                facts = {"what": str(late[0].person) if late else seat.post, "day": thai.long_date(day)}
                self.fault(0, "", _("%(what)s begins on or after %(day)s and cannot end on it.") % facts)
            self.result.ended_seats.append(seat.pk)
            facts = {"post": seat.post, "day": thai.long_date(day)}
            self.note("ended", 0, _("Seat %(post)s, with the term in it, on %(day)s") % facts)

    # -- who holds them

    def _holder(self, row: MemberRow, seat: SeatNow) -> None:
        current = next((each for each in seat.holders if each.serves_on(self.state.on)), None)
        if not row.given:
            if current is not None:
                facts = {"person": current.person, "post": seat.post}
                said = _(
                    "%(person)s holds %(post)s, and the row names nobody. To end the term, keep the name and give the day."
                )
                self.fault(row.row, "given", said % facts)
            return
        if (
            current is None
            or not _same_person(current.person, row)
            or (row.since is not None and row.since > current.since)
        ):
            self._succeed(row, seat, current)
            return
        self._rename(row, current.person)
        after: dict[str, Any] = {
            "since": row.since or current.since,
            "until": row.until or seat.until,
            **row.acting_facts,
        }
        before: dict[str, Any] = {"since": current.since, "until": current.until or seat.until, **current.acting_facts}
        if after != before:
            self.result.changed_terms.append((current.pk, after))
            ends = after["until"] != before["until"] and after["until"] is not None
            told = f"{row.name} {seat.post}: " + ", ".join(
                _told(before[key], after[key]) for key in after if before[key] != after[key]
            )
            self.note("ended" if ends else "changed", row.row, told)
            self._check_days(row, seat, after["since"], after["until"], but={current.pk})

    def _succeed(self, row: MemberRow, seat: SeatNow, current: HolderNow | None) -> None:
        if current is not None and (row.since is None or row.since <= current.since):
            facts = {"person": current.person, "since": thai.long_date(current.since)}
            said = _("%(person)s holds this seat since %(since)s: give a later day on which the next one begins.")
            self.fault(row.row, "since", f"{seat.post}: {said % facts}")
            return
        since = row.since or seat.since
        but = set()
        if current is not None and (current.until is None or current.until > since):
            self.result.ended_terms.append((current.pk, since))
            facts = {"person": str(current.person), "post": seat.post, "day": thai.long_date(since)}
            self.note("ended", row.row, _("%(person)s as %(post)s on %(day)s") % facts)
            but = {current.pk}
        self._check_days(row, seat, since, row.until or seat.until, but=but)
        self._new_term(row, seat.pk, seat.since, seat.until)

    def _new_term(self, row: MemberRow, seat_id: int | None, first: date, last: date | None) -> None:
        since, until = row.since or first, row.until or last
        if seat_id is None and (since < first or (last is not None and since >= last)):
            said = _("The seat does not exist on that day; it begins on %(day)s.") % {"day": thai.long_date(first)}
            self.fault(row.row, "since", f"{row.post}: {said}")
        if until is not None and until <= since:
            said = _("The end must come after the beginning, %(day)s.") % {"day": thai.long_date(since)}
            self.fault(row.row, "until", f"{row.name}: {said}")
        self.result.new_terms.append((row, seat_id, self._person(row), since, until))
        facts = {"person": row.name, "post": row.post, "day": thai.long_date(since)}
        self.note("added", row.row, _("%(person)s as %(post)s from %(day)s") % facts)

    def _check_days(self, row: MemberRow, seat: SeatNow, since: date, until: date | None, *, but: set[int]) -> None:
        if since < seat.since or (seat.until is not None and since >= seat.until):
            day = {"day": thai.long_date(seat.since)}
            said = _("The seat does not exist on that day; it begins on %(day)s.") % day
            self.fault(row.row, "since", f"{seat.post}: {said}")
        elif seat.until is not None and (until is None or until > seat.until):
            said = _("The seat ends on %(day)s.") % {"day": thai.long_date(seat.until)}
            self.fault(row.row, "until", f"{seat.post}: {said}")
        for other in seat.holders:
            if other.pk not in but and _overlap(since, until, other.since, other.until):
                facts = {"one": row.name, "other": str(other.person), "post": seat.post}
                self.fault(row.row, "since", _("%(one)s and %(other)s would both hold %(post)s on one day.") % facts)

    # -- people

    def _person(self, row: MemberRow) -> int | None:
        """The person of that name; None for somebody new."""
        alike = [each for each in self.state.people if (each.given, each.family) == (row.given, row.family)]
        exact = [each for each in alike if each.prefix == row.prefix]
        if len(exact) > 1 or (not exact and len(alike) > 1):
            self.fault(
                row.row,
                "given",
                _("There are several people named %(name)s. Seat this one on the page of the order.")
                % {"name": row.name},
            )
            return None
        if exact:
            return exact[0].pk
        if alike:
            self._rename(row, alike[0])
            return alike[0].pk
        key = (row.prefix, row.given, row.family)
        if key not in self.result.new_people:
            self.result.new_people[key] = row.row
            self.note("added", row.row, _("Person %(name)s") % {"name": row.name})
        return None

    def _rename(self, row: MemberRow, person: PersonNow) -> None:
        known = self.result.renamed.get(person.pk, person.prefix)
        if known == row.prefix:
            return
        if person.pk in self.result.renamed:
            self.fault(
                row.row, "prefix", _("%(name)s stands here with two prefixes.") % {"name": f"{row.given} {row.family}"}
            )
            return
        self.result.renamed[person.pk] = row.prefix
        self.note("changed", row.row, f"{person} → {row.name}")

    # -- the sequence of the list

    def _put_in_order(self, rows: Sequence[MemberRow], matched: dict[int, SeatNow]) -> None:
        """Rows in their sequence; a seat that the file does not name keeps its place behind the one before it."""
        listed: list[int | MemberRow] = [matched[row.row].pk if row.row in matched else row for row in rows]
        result, before = list(listed), None
        for pk in (seat.pk for seat in self.state.seats):
            if pk not in listed:
                result.insert(0 if before is None else result.index(before) + 1, pk)
            before = pk
        now: list[int | MemberRow] = [seat.pk for seat in self.state.seats]
        if [each for each in result if isinstance(each, int)] != now:
            self.note("changed", 0, _("The sequence of the list"))
        elif result[: len(now)] == now:
            return
        self.result.sequence = result


def _same(seat: SeatNow, row: MemberRow) -> bool:
    return (seat.facts["post"], seat.facts["organisation"]) == (row.post, row.organisation)


def _same_person(person: PersonNow, row: MemberRow) -> bool:
    return (person.given, person.family) == (row.given, row.family)


def _overlap(since: date, until: date | None, other_since: date, other_until: date | None) -> bool:
    return (other_until is None or since < other_until) and (until is None or other_since < until)


def _told(before: object, after: object) -> str:
    return f"{_word(before)} → {_word(after)}"


def _word(value: object) -> str:
    return thai.long_date(value) if isinstance(value, date) else str(value or "–")
