"""Every row of the portal, for comparing what a command has done with what was there before."""

from typing import Any

from django.apps import apps

JOURNAL = {"kernel.JournalEntry", "kernel.JournalHead"}


def every_row(*, but: frozenset[str] | set[str] = frozenset()) -> dict[str, list[dict[str, Any]]]:
    found = {}
    for name in ("kernel", "committee", "areas", "indicators", "reports"):
        for model in apps.get_app_config(name).get_models(include_auto_created=True):
            if model._meta.label not in but:
                found[model._meta.label] = list(model._default_manager.order_by("pk").values())
    return found


def counts(rows: dict[str, list[dict[str, Any]]]) -> dict[str, int]:
    return {label: len(each) for label, each in rows.items()}
