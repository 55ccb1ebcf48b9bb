"""Takes values out of a document that was read, by kind, and notes what is wrong with each, and where it stands."""

from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from ecotown.kernel import thai
from indicators.exchange.draft import Fault

Place = tuple[str | int, ...]


HUGE = 128  # bits; Python refuses to write out a number of many thousand digits, and no framework holds one


def is_huge(value: Any) -> bool:
    return isinstance(value, int) and value.bit_length() > HUGE


class Values:
    """`data` is the document as plain dicts, lists, texts and numbers; `at` says where a place of it stands."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self.data: Any = {}

    def at(self, place: Place) -> tuple[int, str]:
        """The line (row) of a place, and its name for people."""
        raise LookupError(place)

    def fault(self, place: Place, sentence: str) -> None:
        self.faults.append(Fault(*self.at(place), sentence))

    def mapping(self, value: Any, place: Place, keys: set[str]) -> dict[str, Any]:
        if not isinstance(value, dict):
            self.fault(place, _("Keys with values are expected here."))
            return {}
        for key in value:
            if is_huge(key):
                self.fault(place, _("This key is not known."))
            elif str(key) not in keys:
                self.fault((*place, str(key)), _("This key is not known."))
        return value

    def rows(self, value: Any, place: Place, keys: set[str]) -> Iterator[tuple[Place, dict[str, Any]]]:
        if not isinstance(value, list | None):
            self.fault(place, _("A list is expected here."))
            return
        for index, each in enumerate(value or []):
            yield (*place, index), self.mapping(each, (*place, index), keys)

    def text(self, row: dict[str, Any], place: Place, key: str, longest: int = 2000, *, needed: bool = True) -> str:
        value = row.get(key)
        if isinstance(value, int) and not isinstance(value, bool) and not is_huge(value):
            value = str(value)
        if value is None or value == "":
            if needed:
                self.fault((*place, key), _("A text is missing here."))
            return ""
        if not isinstance(value, str):
            self.fault((*place, key), _("A text is expected here; put it in quotation marks."))
            return ""
        spelled = thai.normalize(value) if longest >= 2000 else thai.normalize_name(value)
        if len(spelled) > longest:
            self.fault((*place, key), _("The text is longer than %(longest)s characters.") % {"longest": longest})
        return spelled

    def whole(
        self, row: dict[str, Any], place: Place, key: str, least: int, most: int, default: int | None = None
    ) -> int:
        value = row.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            said = _("A whole number from %(least)s to %(most)s is expected here.") % {"least": least, "most": most}
            self.fault((*place, key), said)
            return least
        return value

    def maybe_whole(self, row: dict[str, Any], place: Place, key: str, least: int, most: int) -> int | None:
        return None if row.get(key) in (None, "") else self.whole(row, place, key, least, most)

    def number(
        self, row: dict[str, Any], place: Place, key: str, *, whole: int, places: int, default: Decimal | None = None,
        needed: bool = False, positive: bool = False,
    ) -> Decimal | None:  # fmt: skip
        """A number of at most so many digits before and after the point; a text of digits is one too."""
        value = row.get(key)
        if value in (None, ""):
            if needed:
                self.fault((*place, key), _("A number is missing here."))
            return default
        try:
            if isinstance(value, bool) or not isinstance(value, int | float | str) or is_huge(value):
                raise InvalidOperation
            found = Decimal(str(value))
        except InvalidOperation:
            self.fault((*place, key), _("A number is expected here."))
            return default
        if not found.is_finite() or found.copy_abs() >= 10**whole or found != round(found, places):
            said = _("A number with at most %(whole)s digits before and %(places)s after the point is expected here.")
            self.fault((*place, key), said % {"whole": whole, "places": places})
            return default
        if positive and found <= 0:
            self.fault((*place, key), _("A number above zero is expected here."))
            return default
        return found.normalize() + 0

    def flag(self, row: dict[str, Any], place: Place, key: str, *, default: bool) -> bool:
        value = row.get(key, default)
        if not isinstance(value, bool):
            self.fault((*place, key), _("true or false is expected here."))
            return default
        return value

    def texts(self, row: dict[str, Any], place: Place, key: str, longest: int = 2000) -> tuple[str, ...]:
        """A list of one-line texts; `longest` is of all of them, joined by comma and space."""
        value = row.get(key) or []
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            self.fault((*place, key), _("A list of texts is expected here."))
            return ()
        spelled = tuple(thai.normalize_name(each) for each in value)
        if len(", ".join(spelled)) > longest:
            self.fault((*place, key), _("The text is longer than %(longest)s characters.") % {"longest": longest})
        return spelled

    def one_of(
        self, row: dict[str, Any], place: Place, key: str, choices: Iterable[str], default: str | None = None
    ) -> str:
        choices, value = list(choices), row.get(key, default)
        if value not in choices:
            self.fault((*place, key), _("One of these is expected here: %(choices)s") % {"choices": ", ".join(choices)})
            return choices[0]
        return str(value)

    def unique(self, place: Place, codes: list[str]) -> None:
        for index, code in enumerate(codes):
            if code and code in codes[:index]:
                self.fault((*place, index, "code"), _("The code %(code)s stands here twice.") % {"code": code})
