"""`docs/data-model.md`, drawn from the models, so that it cannot be stale."""

from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import Field, ForeignKey, ManyToManyField, Model

APPS = ["kernel", "committee", "areas", "indicators", "reports"]
HEAD = """# Data model

Written by `manage.py write_data_model` from the models; `make check` fails when it is stale.
Arrows are foreign keys; they point downward only: reports -> indicators -> areas -> committee -> kernel.
"""


class Command(BaseCommand):
    help = "Write docs/data-model.md from the models; --check only says whether it is fresh."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(settings.BASE_DIR) / "docs" / "data-model.md"
        text = document()
        if options["check"]:
            if not path.exists() or path.read_text(encoding="utf-8") != text:
                raise CommandError("docs/data-model.md is stale: run `manage.py write_data_model`")
            return
        path.write_text(text, encoding="utf-8")


def document() -> str:
    return "\n".join([HEAD, *(section(label) for label in APPS)])


def section(label: str) -> str:
    models = [model for model in apps.get_app_config(label).get_models() if not model._meta.auto_created]
    arrows = [
        f"    {model.__name__} --> {field.related_model.__name__}: {field.name}"  # type: ignore[union-attr]
        for model in models
        for field in fields(model)
        if isinstance(field, ForeignKey | ManyToManyField)
    ]
    drawing = ["```mermaid", "classDiagram", *(f"    class {model.__name__}" for model in models), *arrows, "```"]
    return "\n".join([f"## {label}\n", *drawing, "", *(table(model) for model in models)])


def fields(model: type[Model]) -> "list[Field[Any, Any]]":
    return [*model._meta.fields, *model._meta.many_to_many]  # type: ignore[list-item]


def table(model: type[Model]) -> str:
    says = (
        (model.__doc__ or "").strip().splitlines()[0]
        if not (model.__doc__ or "").startswith(f"{model.__name__}(")
        else ""
    )
    rows = [f"| `{field.name}` | {kind(field)} | {'may be empty' if field.null else ''} |" for field in fields(model)]
    rules = [f"- {constraint.name}" for constraint in model._meta.constraints]
    return "\n".join([f"### {model.__name__}\n", says, "", "| field | is | |", "|---|---|---|", *rows, "", *rules, ""])


def kind(field: "Field[Any, Any]") -> str:
    if isinstance(field, ForeignKey | ManyToManyField):
        return f"-> {field.related_model._meta.label}"  # type: ignore[union-attr]
    if field.choices:
        return ", ".join(str(value) for value, _label in field.flatchoices)  # type: ignore[attr-defined]
    return type(field).__name__.removesuffix("Field").lower()
