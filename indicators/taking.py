"""Who takes part in a round: who is awaited, who stands aside, and what is said of interests. Never a score."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Count, Q
from django.http import Http404

from areas.models import Area
from committee.models import Holder
from ecotown.kernel.rules import Actor
from indicators.models import Interest, Round, Sheet
from indicators.models.sheet import SheetState


@dataclass(frozen=True)
class Awaited:
    """A person who was given sheets in a round, and for which areas they have not been submitted: never a score."""

    name: str
    post: str
    sheets: list[Sheet]

    @property
    def open_areas(self) -> list[str]:
        return [sheet.area.name for sheet in self.sheets if sheet.state == SheetState.OPEN]


def awaited(round_: Round) -> list[Awaited]:
    """Everybody who was given sheets, in the order of the committee's order."""
    people: dict[int, Awaited] = {}
    for sheet in Sheet.objects.of_round(round_.pk):
        one = people.setdefault(sheet.person_id, Awaited(str(sheet.person), sheet.seat.post, []))
        one.sheets.append(sheet)
    return list(people.values())


def read_awaited_sheet(round_: Round, sheet_id: int) -> Sheet:
    """A sheet as the one sees it who awaits it: whose, of which area, in which state; Http404 if it is not there."""
    found = Sheet.objects.of_round(round_.pk).with_interest().filter(pk=sheet_id).first()
    if found is None:
        raise Http404
    found.round = round_
    return found


@dataclass(frozen=True)
class Taking:
    """How many members were given a sheet of an area, and how many submitted it."""

    given: int
    submitted: int


def taking_part(round_: Round) -> dict[int, Taking]:
    """By area; without those who stand aside because of an interest."""
    rows = (
        Sheet.objects.filter(round=round_)
        .that_count()
        .values_list("area_id")
        .annotate(given=Count("pk"), submitted=Count("pk", filter=Q(state=SheetState.SUBMITTED)))
        .order_by()
    )
    return {area_id: Taking(given, submitted) for area_id, given, submitted in rows}


def asked_of(round_: Round, area: Area) -> Callable[[int], int]:
    """How many submitted sheets of an area ask the indicators of a dimension: the N of "n of N".

    Like n it leaves out those with an interest in the area, who are shown apart.
    """
    sheets = Sheet.objects.filter(round=round_, area=area, state=SheetState.SUBMITTED).without_interest()
    asks: dict[int, set[int | None]] = {}
    for sheet_id, dimension_id in sheets.values_list("pk", "dimensions"):
        asks.setdefault(sheet_id, set()).add(dimension_id)
    return lambda dimension_id: sum(None in each or dimension_id in each for each in asks.values())


@dataclass(frozen=True)
class SeatInterest:
    """A seat of the body, its holder, and what is said of an interest in each area: (code of the area, interest)."""

    holder: Holder
    said: list[Interest]


def seats_with_interests(actor: Actor, round_: Round) -> list[SeatInterest]:
    """The seats of the body today, in their order."""
    said: dict[int, list[Interest]] = {}
    for one in Interest.objects.of_round(round_.pk):
        said.setdefault(one.person_id, []).append(one)
    holders = Holder.objects.of_body_on(round_.body_id, actor.on)
    return [SeatInterest(holder, said.get(holder.person_id, [])) for holder in holders]


def declarations(treated: set[tuple[int, int]]) -> list[str]:
    """The sentences on interests that belong into the minutes of a meeting which treats these (round, area) pairs."""
    held = Interest.objects.held().filter(round_id__in={round_id for round_id, _area in treated})
    rows = held.select_related("round", "area", "seat", "person").order_by(
        "round_id", "area__sort", "area__code", "seat__sort", "pk"
    )
    return [one.sentence for one in rows if (one.round_id, one.area_id) in treated]
