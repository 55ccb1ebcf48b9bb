"""Reading the sheet of a member list into rows, with every fault of the file at once. Pure."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from committee.exchange.columns import CHOICES, HEADING, HEADING_ROWS, LONGEST, NEEDED
from committee.exchange.workbook import Fault, Sheet
from committee.models.seat import SeatKind
from ecotown.kernel import thai


@dataclass(frozen=True)
class MemberRow:
    """One seat and who holds it, as a row says; without a name nobody holds it."""

    row: int
    place: int | None
    role: str
    post: str
    kind: str
    organisation: str
    sector: str
    prefix: str
    given: str
    family: str
    since: date | None
    until: date | None
    acting: str
    acting_post: str
    acting_order: str
    seat_id: int | None

    @property
    def name(self) -> str:
        return f"{self.prefix}{self.given} {self.family}" if self.given else ""

    @property
    def seat_facts(self) -> dict[str, str]:
        return {
            "role": self.role, "post": self.post, "kind": self.kind, "organisation": self.organisation, "sector": self.sector,
        }  # fmt: skip

    @property
    def acting_facts(self) -> dict[str, str]:
        return {"acting": self.acting, "acting_post": self.acting_post, "acting_order": self.acting_order}


@dataclass
class Table:
    """What was typed, column by heading; it travels through the dry run as text and is read again when confirmed."""

    letters: dict[str, str]
    rows: list[tuple[int, dict[str, str]]]
    faults: list[Fault] = field(default_factory=list)

    def with_letters(self, faults: Sequence[Fault]) -> list[Fault]:
        """Faults whose column is a key, with its letter in this sheet."""
        return [replace(fault, column=self.letters.get(fault.column, "")) for fault in faults]

    def dump(self) -> str:
        return json.dumps([self.letters, self.rows], ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def load(cls, text: str) -> "Table":
        """ValueError unless it is what `dump` wrote."""
        try:
            letters, rows = json.loads(text)
            told = {key: str(letters[key]) for key in letters if key in HEADING}
            typed = [
                (int(number), {key: str(said) for key, said in cells.items() if key in HEADING})
                for number, cells in rows
            ]
        except (AttributeError, KeyError, RecursionError, TypeError, ValueError) as broken:
            raise ValueError("not a table") from broken
        return cls(told, typed)


def table_of(sheet: Sheet) -> Table:
    """Find the heading row among the first ten and take the columns by their headings, in whatever sequence they stand."""
    keys = {heading: key for key, heading in HEADING.items()}
    best: tuple[int, dict[str, int]] = (0, {})
    for at, (_number, texts) in enumerate(sheet.rows[:HEADING_ROWS]):
        columns = {keys[text]: place for place, text in reversed(list(enumerate(texts))) if text in keys}
        if len(columns) > len(best[1]):
            best = (at, columns)
    at, columns = best
    missing = [HEADING[key] for key in NEEDED if key not in columns]
    if missing:
        said = _("These columns are missing: %(names)s. Begin with an exported list.") % {"names": ", ".join(missing)}
        return Table({}, [], [*sheet.faults, Fault(0, "", said)])
    letters = {key: get_column_letter(place + 1) for key, place in columns.items()}
    rows = [
        (number, {key: texts[place] for key, place in columns.items() if place < len(texts)})
        for number, texts in sheet.rows[at + 1 :]
    ]
    rows = [(number, cells) for number, cells in rows if any(text for key, text in cells.items() if key != "place")]
    faults = list(sheet.faults)
    if not rows:
        faults.append(Fault(0, "", _("The sheet holds no row beneath its headings.")))
    return Table(letters, rows, faults)


class _Reader:
    """One row: takes its cells by kind, and notes what is wrong with each."""

    def __init__(self, table: Table, row: int, cells: dict[str, str], faults: list[Fault]) -> None:
        self.letters, self.row, self.cells, self.faults = table.letters, row, cells, faults

    def fault(self, key: str, sentence: str) -> None:
        self.faults.append(Fault(self.row, self.letters.get(key, ""), f"{HEADING[key]}: {sentence}"))

    def text(self, key: str, *, needed: bool = False) -> str:
        text = thai.normalize_name(self.cells.get(key, ""))
        if needed and not text:
            self.fault(key, _("This cell is empty."))
        if len(text) > LONGEST.get(key, 300):
            self.fault(key, _("The text is longer than %(longest)s characters.") % {"longest": LONGEST.get(key, 300)})
        if thai.find_national_ids(text):
            self.fault(key, _("A citizen's number stands here. It is not kept; take it out."))
        return text

    def one_of(self, key: str, *, needed: bool = True) -> str:
        text = self.text(key, needed=needed)
        if text and text not in CHOICES[key]:
            said = {"text": thai.shorten(text, 40), "choices": ", ".join(CHOICES[key])}
            self.fault(key, _("“%(text)s” is not known. One of these: %(choices)s") % said)
        return CHOICES[key].get(text, "")

    def number(self, key: str) -> int | None:
        text = thai.arabic_digits(self.text(key)).removesuffix(".")
        if text and not (text.isascii() and text.isdecimal() and int(text[:9]) > 0 and len(text) <= 9):
            self.fault(key, _("A whole number is expected here."))
            return None
        return int(text) if text else None

    def day(self, key: str) -> date | None:
        text = self.text(key)
        try:
            return thai.parse_date(text) if text else None
        except thai.ThaiInputError as refusal:
            self.fault(key, str(refusal))
            return None


def read_members(table: Table) -> tuple[list[MemberRow], list[Fault]]:
    """The rows in the sequence of their places, and every fault of the file, by row and column."""
    faults = list(table.faults)
    rows = [_read(_Reader(table, number, cells, faults)) for number, cells in table.rows]
    _once(table, rows, "seat_id", lambda each: each.seat_id, faults)
    _once(table, rows, "place", lambda each: each.place, faults)
    _two_on_one_day(table, rows, faults)
    placed, last = [], 0
    for at, each in enumerate(rows):
        last = last if each.place is None else each.place
        placed.append((last, at, each))
    ordered = [each for _place, _at, each in sorted(placed, key=lambda one: one[:2])]
    return ordered, sorted(faults, key=lambda fault: (fault.row, len(fault.column), fault.column))


def _read(cell: _Reader) -> MemberRow:
    kind = cell.one_of("kind")
    organisation = cell.text("organisation", needed=kind == SeatKind.ORGANISATION)
    named = any(cell.cells.get(key) for key in ("prefix", "given", "family"))
    acting = cell.one_of("acting", needed=False)
    found = MemberRow(
        row=cell.row,
        place=cell.number("place"),
        role=cell.one_of("role"),
        post=cell.text("post", needed=True),
        kind=kind,
        organisation=organisation if kind == SeatKind.ORGANISATION else "",
        sector=cell.one_of("sector"),
        prefix=cell.text("prefix", needed=named),
        given=cell.text("given", needed=named),
        family=cell.text("family", needed=named),
        since=cell.day("since"),
        until=cell.day("until"),
        acting=acting,
        acting_post=cell.text("acting_post"),
        acting_order=cell.text("acting_order", needed=bool(acting)),
        seat_id=cell.number("seat_id"),
    )
    _hangs_together(cell, found, named=named)
    return found


def _hangs_together(cell: _Reader, found: MemberRow, *, named: bool) -> None:
    if found.since and found.until and found.until <= found.since:
        cell.fault("until", _("The end must come after the beginning, %(day)s.") % {"day": thai.long_date(found.since)})
    if found.acting and found.kind == SeatKind.BY_NAME:
        cell.fault("acting", _("Somebody appointed by name is not acted for: the order names the person."))
    if not found.acting and (found.acting_post or found.acting_order):
        cell.fault("acting", _("Say in which way this person is acting."))
    if not named and (found.since or found.until or found.acting):
        cell.fault("given", _("Dates or words of acting stand here, but no name."))


def _once(
    table: Table, rows: Sequence[MemberRow], key: str, of: Callable[[MemberRow], int | None], faults: list[Fault]
) -> None:
    seen: dict[int, int] = {}
    for each in rows:
        value = of(each)
        if value is None:
            continue
        if value in seen:
            said = _("%(value)s stands in row %(row)s already.") % {"value": value, "row": seen[value]}
            faults.append(Fault(each.row, table.letters.get(key, ""), f"{HEADING[key]}: {said}"))
        seen.setdefault(value, each.row)


def _two_on_one_day(table: Table, rows: Sequence[MemberRow], faults: list[Fault]) -> None:
    """A post that is a member by itself has one holder a day; the same post in two rows is one post."""
    seen: dict[tuple[str, ...], MemberRow] = {}
    for each in rows:
        if each.kind != SeatKind.EX_OFFICIO or not each.post:
            continue
        other = seen.setdefault((each.post, each.organisation), each)
        if other is each:
            continue
        facts = {"post": each.post, "row": other.row}
        said = _("%(post)s stands in row %(row)s already: two holders on one day.") % facts
        faults.append(Fault(each.row, table.letters.get("post", ""), f"{HEADING['post']}: {said}"))
