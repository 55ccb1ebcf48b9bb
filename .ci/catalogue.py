"""Is every text that people see translated? Reads the sources as Django does, so it needs no gettext tools.

Prints each msgid that the Thai catalogue lacks, leaves empty or marks fuzzy, and each it holds for no source.
"""

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import django
import polib

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = ROOT / "ecotown" / "locale" / "th" / "LC_MESSAGES" / "django.po"
# The function's name, and how many of its first arguments are msgids after the context.
SINGLE = {"_", "gettext", "gettext_lazy", "gettext_noop"}
PLURAL = {"ngettext", "ngettext_lazy"}
WITH_CONTEXT = {"pgettext", "pgettext_lazy"}
IN_TAG = re.compile(r"""_\((?P<quote>["'])(?P<text>.+?)(?P=quote)\)""")

Key = tuple[str, str]  # context, msgid


def sources(*endings: str) -> Iterator[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    for name in sorted(filter(None, listed.stdout.split("\0"))):
        path = ROOT / name
        if path.suffix in endings and not name.startswith(("tests/", ".ci/")) and path.exists():
            yield path


def in_python(path: Path) -> Iterator[Key]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        texts = [arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
        if name in SINGLE | PLURAL and texts:
            yield "", texts[0]
        elif name in WITH_CONTEXT and len(texts) > 1:
            yield texts[0], texts[1]
        elif name in SINGLE | PLURAL | WITH_CONTEXT and any(isinstance(arg, ast.JoinedStr) for arg in node.args):
            raise SystemExit(f"{path.relative_to(ROOT)}:{node.lineno}: an f-string can never be found in a catalogue")


def in_template(path: Path) -> Iterator[Key]:
    from django.template import engines
    from django.templatetags.i18n import BlockTranslateNode, TranslateNode

    source = path.read_text(encoding="utf-8")
    for match in IN_TAG.finditer(source):
        yield "", match["text"]
    template = engines["django"].engine.from_string(source)
    for node in template.nodelist.get_nodes_by_type((TranslateNode, BlockTranslateNode)):
        context = getattr(node.message_context, "var", "") if node.message_context else ""
        if isinstance(node, BlockTranslateNode):
            yield str(context), node.render_token_list(node.singular)[0]
        elif isinstance(literal := getattr(node.filter_expression.var, "literal", None), str):
            yield str(context), literal


def needed() -> dict[Key, str]:
    found: dict[Key, str] = {}
    for path in sources(".py", ".html", ".svg", ".txt"):
        if path.suffix != ".py" and "templates" not in path.parts:
            continue
        for key in in_python(path) if path.suffix == ".py" else in_template(path):
            found.setdefault(key, str(path.relative_to(ROOT)))
    return found


def faults() -> Iterator[str]:
    wanted = needed()
    entries = {
        (entry.msgctxt or "", entry.msgid): entry for entry in polib.pofile(str(CATALOGUE)) if not entry.obsolete
    }
    for key, where in wanted.items():
        entry = entries.get(key)
        if entry is None:
            yield f"missing:  {key[1]!r} ({where})"
        elif entry.fuzzy:
            yield f"fuzzy:    {key[1]!r} ({where})"
        elif not entry.translated():
            yield f"empty:    {key[1]!r} ({where})"
    for key in entries.keys() - wanted.keys():
        yield f"not used: {key[1]!r}"


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ecotown.settings")
    django.setup()
    lines = sorted(faults()) if CATALOGUE.exists() else [f"{CATALOGUE.relative_to(ROOT)} does not exist."]
    print("\n".join(lines) or "The Thai catalogue is complete.")
    sys.exit(bool(lines))
