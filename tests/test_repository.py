"""Habits of the house that no linter knows: each is a rule of docs/architecture.md."""

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
APPS = ["ecotown", "committee", "areas", "indicators", "reports"]


def tracked(*patterns: str) -> list[Path]:
    """Files git knows, or would take: what is ignored is not the repository."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *patterns],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split("\n")
    return [ROOT / name for name in listed if name and (ROOT / name).is_file()]


def code() -> list[Path]:
    return [path for path in tracked("*.py") if "migrations" not in path.parts]


def templates() -> list[Path]:
    return tracked("templates/*.html", "templates/*.svg", "templates/*.txt", "templates/*.xml")


def lines_with(pattern: str, paths: list[Path]) -> list[str]:
    wanted = re.compile(pattern)
    return [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:100]}"
        for path in paths
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if wanted.search(line)
    ]


def test_the_top_level_is_the_agreed_one():
    agreed = {
        "manage.py",
        "ecotown",
        "committee",
        "indicators",
        "areas",
        "reports",
        "templates",
        "static",
        "requirements.txt",
        "tests",
        "README.md",
        "Makefile",
        "pyproject.toml",
        "requirements-dev.txt",
        "requirements.in",
        "requirements-dev.in",
        "docs",
        "LICENSE",
        "CONTRIBUTING.md",
    }

    found = {path.relative_to(ROOT).parts[0] for path in tracked("*")}

    assert {name for name in found if not name.startswith(".")} == agreed


def test_no_file_has_more_than_300_lines():
    watched = [*code(), *templates(), *tracked("static/*.css", "static/*.js")]

    assert [f"{path.relative_to(ROOT)}" for path in watched if len(path.read_text().splitlines()) > 300] == []


@pytest.mark.parametrize(
    ("why", "pattern", "where"),
    [
        ("markup is never trusted", r"\|safe\b|mark_safe|\{% autoescape off", "both"),
        (
            "the policy header allows no inline style or script",
            r"\sstyle=[\"']|<script(?![^>]*\bsrc=)|\son\w+=[\"']",
            "templates",
        ),
        (
            "Django's dates store 2563 as a year of our Lord",
            r"\bforms\.(Split)?Date(Time)?Field|\|date\b|\|time\b",
            "both",
        ),
        ("Django's word tools do not know Thai", r"\|(truncatewords|wordcount|slugify)|\bslugify\(", "both"),
        ("work asked for is done, not noted", r"\b(TODO|FIXME|XXX)\b|NotImplementedError\(\"", "both"),
        ("no other host", r"(?:src|href)=[\"']https?://", "templates"),
        ("no signals between apps", r"@receiver\(|django\.db\.models\.signals import (?!post_migrate)", "code"),
        ("no Django admin", r"contrib\.admin|admin\.site", "code"),
    ],
)
def test_habit_is_kept(why: str, pattern: str, where: str):
    own = [path for path in code() if path.relative_to(ROOT).parts[0] in APPS]
    paths = {"code": own, "templates": templates(), "both": [*own, *templates()]}[where]

    assert lines_with(pattern, paths) == [], why


def test_no_code_of_scoring_knows_a_number_of_the_example_framework():
    """Points, aspects and indicators are counted in the data: five, twenty and forty-one stand in no code."""
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}: {node.value}"
        for path in code()
        if path.relative_to(ROOT).parts[0] == "indicators"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and type(node.value) in (int, float) and node.value in (5, 20, 41)
    ]

    assert found == []


def test_no_template_knows_the_name_of_a_level():
    """But for the gallery of components, which shows examples and no result."""
    names = {
        row[key]
        for path in tracked("indicators/data/*.yaml")
        for row in yaml.safe_load(path.read_text(encoding="utf-8")).get("levels", [])
        for key in ("name_th", "short_th", "wording_th", "name_en")
    }
    own = [path for path in templates() if path.name != "gallery.html"]

    assert names
    assert [line for name in sorted(names) for line in lines_with(re.escape(name), own)] == []


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def test_every_view_starts_from_what_its_actor_may_see():
    """In views, an object is fetched from `.visible_to(…)` and nothing is written."""
    guilty = []
    for path in code():
        if "views" not in path.parts and path.name != "views.py":
            continue
        for call in calls(ast.parse(path.read_text(encoding="utf-8"))):
            said = ast.unparse(call)
            name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
            place = f"{path.relative_to(ROOT)}:{call.lineno}: {said[:80]}"
            if name in ("get_object_or_404", "get_list_or_404") and "visible_to(" not in said:
                guilty.append(place)
            if name in ("get", "all", "filter") and ".objects." in said and "visible_to(" not in said:
                guilty.append(place)
            if name in ("create", "save", "update", "delete", "bulk_create") and ".objects" in said:
                guilty.append(place)
    assert guilty == []


def test_no_template_is_unused():
    """A template is named somewhere: by code, by another template, or by a library that looks for it."""
    by_libraries = ("account/", "allauth/", "bootstrap5/", "429.html")
    words = "\n".join(path.read_text(encoding="utf-8") for path in [*code(), *templates()])
    names = [str(path.relative_to(ROOT / "templates")) for path in templates()]

    assert [name for name in names if not name.startswith(by_libraries) and name not in words] == []


def test_each_fragment_and_component_states_its_contract():
    parts = [
        path
        for path in templates()
        if path.name.startswith("_") or "components" in path.parts or "charts" in path.parts
    ]

    assert [str(path.relative_to(ROOT)) for path in parts if not path.read_text().startswith("{# expects")] == []


def test_migrations_are_one_named_line_per_app():
    for folder in [*(ROOT / app / "migrations" for app in APPS[1:]), ROOT / "ecotown/kernel/migrations"]:
        names = sorted(path.stem for path in folder.glob("0*.py"))

        assert [name[:4] for name in names] == [f"{number:04}" for number in range(1, len(names) + 1)], folder
        assert [name for name in names if "_auto_" in name] == []


def test_every_migration_can_go_back():
    assert lines_with(r"RunPython\([^,)]+\)|RunSQL\([^,)]+\)", tracked("*/migrations/*.py")) == []
