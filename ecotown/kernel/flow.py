"""States and named steps as a table. Pure: no Django."""

from collections.abc import Mapping
from dataclasses import dataclass


class IllegalStep(Exception):
    """A step that the table does not know from this state."""

    def __init__(self, flow: str, state: str, step: str) -> None:
        super().__init__(f"{flow}: no step {step!r} from {state!r}")
        self.flow, self.state, self.step = flow, state, step


@dataclass(frozen=True)
class Flow:
    """(state, step) -> state. Whatever is not listed is illegal; a final state has no row."""

    name: str
    table: Mapping[tuple[str, str], str]

    def after(self, state: str, step: str) -> str:
        try:
            return self.table[str(state), step]
        except KeyError:
            raise IllegalStep(self.name, str(state), step) from None

    def can(self, state: str, step: str) -> bool:
        return (str(state), step) in self.table

    def steps(self, state: str) -> list[str]:
        return [step for (source, step) in self.table if source == str(state)]

    def chart(self) -> str:
        """The table as a Mermaid state diagram."""
        lines = [f"    {source} --> {target}: {step}" for (source, step), target in self.table.items()]
        return "\n".join(["stateDiagram-v2", *lines])
