"""YAML with line numbers: takes values out by kind, and notes what is wrong with each, and in which line."""

from collections.abc import Iterator
from typing import Any

import yaml
from django.utils.translation import gettext as _

from ecotown.kernel import thai
from indicators.exchange.draft import Fault

LARGEST = 300_000  # characters; the draft of 41 indicators has 52 000

Place = tuple[str | int, ...]


class _Loader(yaml.SafeLoader):
    """Without aliases: ten lines of them can grow into gigabytes."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            mark = self.peek_event().start_mark
            raise yaml.MarkedYAMLError(problem=_("References (& and *) are not accepted."), problem_mark=mark)
        return super().compose_node(parent, index)


class Reader:
    """Takes values out of the parsed file by kind, and notes what is wrong with each, and in which line."""

    def __init__(self, text: str) -> None:
        self.faults: list[Fault] = []
        self.lines: dict[Place, int] = {(): 1}
        self.data = self._parse(text)

    def _parse(self, text: str) -> Any:
        if len(text) > LARGEST:
            self.fault((), _("The file is too large to be a framework."))
            return {}
        try:
            loader = _Loader(text)
            node = loader.get_single_node()
            if node is None:
                self.fault((), _("The file is empty."))
                return {}
            self._number(node, ())
            return loader.construct_document(node)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            self.lines[()] = mark.line + 1 if mark else 1
            self.fault((), _("This line cannot be read as YAML: %(problem)s") % {"problem": error.problem or ""})
        except (yaml.YAMLError, ValueError, RecursionError):
            self.fault((), _("The file cannot be read as YAML."))
        return {}

    def _number(self, node: yaml.Node, place: Place) -> None:
        self.lines.setdefault(place, node.start_mark.line + 1)
        if isinstance(node, yaml.SequenceNode):
            for index, each in enumerate(node.value):
                self._number(each, (*place, index))
        elif isinstance(node, yaml.MappingNode):
            seen = set()
            for key, value in node.value:
                name = str(key.value)
                self.lines[(*place, name)] = key.start_mark.line + 1
                if name in seen:
                    self.fault((*place, name), _("This key stands here twice."))
                seen.add(name)
                self._number(value, (*place, name))

    def fault(self, place: Place, sentence: str) -> None:
        known = next(place[:length] for length in range(len(place), -1, -1) if place[:length] in self.lines)
        self.faults.append(Fault(self.lines[known], shown(place), sentence))

    def mapping(self, value: Any, place: Place, keys: set[str]) -> dict[str, Any]:
        if not isinstance(value, dict):
            self.fault(place, _("Keys with values are expected here."))
            return {}
        for key in value:
            if str(key) not in keys:
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
        if isinstance(value, int) and not isinstance(value, bool):
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

    def one_of(self, row: dict[str, Any], place: Place, key: str, choices: list[str]) -> str:
        value = row.get(key)
        if value not in choices:
            self.fault((*place, key), _("One of these is expected here: %(choices)s") % {"choices": ", ".join(choices)})
            return choices[0]
        return str(value)

    def unique(self, place: Place, codes: list[str]) -> None:
        for index, code in enumerate(codes):
            if code and code in codes[:index]:
                self.fault((*place, index, "code"), _("The code %(code)s stands here twice.") % {"code": code})


def shown(place: Place) -> str:
    return "".join(f"[{each}]" if isinstance(each, int) else f".{each}" for each in place).removeprefix(".")
