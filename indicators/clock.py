"""The clock of the database: one for all web servers, and what a deadline is measured by."""

from typing import Any

from django.db import models
from django.db.models import Value


class DatabaseClock(models.Func):
    """The instant at which the row is read, not the one at which its transaction began."""

    function = "strftime"

    def __init__(self, **extra: Any) -> None:
        super().__init__(Value("%Y-%m-%d %H:%M:%f"), Value("now"), **{"output_field": models.DateTimeField(), **extra})

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        return "clock_timestamp()", []
