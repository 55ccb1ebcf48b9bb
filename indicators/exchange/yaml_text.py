"""YAML with line numbers."""

from typing import Any

import yaml
from django.utils.translation import gettext as _

from indicators.exchange.values import Place, Values

LARGEST = 300_000  # characters; the draft of 41 indicators has 52 000


class _Loader(yaml.SafeLoader):
    """Without aliases: ten lines of them can grow into gigabytes."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            mark = self.peek_event().start_mark
            raise yaml.MarkedYAMLError(problem=_("References (& and *) are not accepted."), problem_mark=mark)
        return super().compose_node(parent, index)


class YamlText(Values):
    """A YAML text, with the line of each of its places."""

    def __init__(self, text: str) -> None:
        super().__init__()
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

    def at(self, place: Place) -> tuple[int, str]:
        known = next(place[:length] for length in range(len(place), -1, -1) if place[:length] in self.lines)
        return self.lines[known], shown(place)


def shown(place: Place) -> str:
    return "".join(f"[{each}]" if isinstance(each, int) else f".{each}" for each in place).removeprefix(".")
