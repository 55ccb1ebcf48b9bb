"""What the portal refuses to start with."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register


@register()
def celery_is_a_real_worker(**_: Any) -> list[CheckMessage]:
    """An eager or in-memory queue would render inside the request and hide every fault of a real one."""
    found: list[CheckMessage] = []
    if getattr(settings, "CELERY_TASK_ALWAYS_EAGER", False):
        found.append(Error("CELERY_TASK_ALWAYS_EAGER is set: reports must be rendered by a worker.", id="kernel.E001"))
    if str(settings.CELERY_BROKER_URL).startswith("memory:"):
        found.append(Error("The broker memory:// is lost with its process.", id="kernel.E002"))
    return found


@register()
def job_handlers_are_named(**_: Any) -> list[CheckMessage]:
    return [
        Error(f"JOB_HANDLERS[{kind!r}] is not a dotted path into a tasks module.", id="kernel.E003")
        for kind, path in settings.JOB_HANDLERS.items()
        if ".tasks." not in path
    ]
