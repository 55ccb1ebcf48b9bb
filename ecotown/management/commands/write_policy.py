"""Prints the law of the house, docs/policy.md, from the rules tables and the flows."""

import ast
import inspect
import textwrap
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import FunctionType
from typing import Any

import polib
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from ecotown.desk.acts import ACTS, ROLES
from ecotown.kernel import rules
from ecotown.kernel.flow import Flow
from ecotown.kernel.rules import Reason, Role

HEAD = """\
# Policy

Written by `manage.py write_policy` from the rules tables (`*/rules.py`) and the flows (`*/states.py`); `make check`
fails when it is stale. Do not edit it by hand.

- **Who may ever** names roles. A role comes from a seat held today, or from an assignment of the office in force today.
  A seat on one body gives no right on another. Whoever is not named is refused, always.
- **Refused while** gives the sentences that somebody of the right role reads when the time or the state is wrong.
- Reading is not in this table: each list and page starts from what its asker may see (`visible_to`), and what one may not
  see is as if it were not there.

## Roles

| role | Thai | held by |
|---|---|---|
"""
HELD_BY = {
    Role.PUBLIC: "everybody, without a login",
    Role.MEMBER: "any seat of the body",
    Role.CHAIR: "the chair's seat",
    Role.SECRETARY: "the secretary's seat",
}
FLOWS_HEAD = """
## States

What is not drawn cannot happen. A state without an arrow leaving it is final.
"""


class Command(BaseCommand):
    help = "Writes docs/policy.md from the rules tables and the flows; --check only compares."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--check", action="store_true", help="fail where the file is not what would be written")
        parser.add_argument("--out", default=str(settings.BASE_DIR / "docs" / "policy.md"))

    def handle(self, *args: Any, **options: Any) -> None:
        target, text = Path(options["out"]), policy()
        if not options["check"]:
            target.write_text(text, encoding="utf-8")
            self.stdout.write(f"{target.name}: {len(rules.TABLE)} acts.")
        elif not target.exists() or target.read_text(encoding="utf-8") != text:
            raise CommandError(f"{target.name} is stale: run manage.py write_policy.")


def policy() -> str:
    with translation.override("en"):
        thai = catalogue()
        parts = [HEAD, *(f"| {role} | {thai.get(str(ROLES[role]), '')} | {held_by(role)} |\n" for role in Role)]
        parts += [table(name, thai) for name in settings.RULES_MODULES]
        parts += [FLOWS_HEAD, *(chart(flow) for flow in flows())]
    return "".join(parts)


def catalogue() -> dict[str, str]:
    """The Thai of each msgid, from the source of the catalogue: its compiled form may be older."""
    found: dict[str, str] = {}
    for folder in settings.LOCALE_PATHS:
        for path in sorted(Path(folder).glob("th/LC_MESSAGES/*.po")):
            found |= {entry.msgid: entry.msgstr for entry in polib.pofile(str(path)) if not entry.obsolete}
    return found


def held_by(role: Role) -> str:
    return HELD_BY.get(role, "assignment of the office")


def table(module: str, thai: dict[str, str]) -> str:
    app = module.removesuffix(".rules").rpartition(".")[2]
    lines = [f"\n## Acts: {app}\n", "| act | words | who may ever | refused while |", "|---|---|---|---|"]
    for act, (roles, reason) in import_module(module).RULES.items():
        who = ", ".join(role for role in Role if role in set(roles))
        why = "<br>".join(both(sentence, thai) for sentence in dict.fromkeys(sentences(reason)))
        lines.append(f"| `{act}` | {both(str(ACTS[act]), thai)} | {who} | {why} |")
    return "\n".join(lines) + "\n"


def both(english: str, thai: dict[str, str]) -> str:
    translated = thai.get(english, "")
    return f"{english} – {translated}" if translated else english


def sentences(reason: Reason | None) -> Iterator[str]:
    """What a reason may answer, read from its text: every `_("…")` in it and in the functions of its module it calls."""
    if not isinstance(reason, FunctionType):
        return
    tree = ast.parse(textwrap.dedent(inspect.getsource(reason)))
    for call in sorted(
        (node for node in ast.walk(tree) if isinstance(node, ast.Call)), key=lambda node: (node.lineno, node.col_offset)
    ):
        if not isinstance(call.func, ast.Name):
            continue
        if call.func.id == "_" and isinstance(call.args[0], ast.Constant):
            yield str(call.args[0].value)
        else:
            called = reason.__globals__.get(call.func.id)
            if isinstance(called, FunctionType) and called.__module__ == reason.__module__:
                yield from sentences(called)


def flows() -> Iterator[Flow]:
    for module in settings.RULES_MODULES:
        app = module.removesuffix(".rules")
        if (settings.BASE_DIR / Path(*app.split(".")) / "states.py").exists():
            yield from import_module(f"{app}.states").FLOWS


def chart(flow: Flow) -> str:
    return f"\n### {flow.name}\n\n```mermaid\n{flow.chart()}\n```\n"
