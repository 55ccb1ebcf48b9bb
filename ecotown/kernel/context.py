"""Who asks, for which request, in which job: carried beside the call, for logs and the journal."""

import logging
import re
from contextvars import ContextVar
from typing import Any

request_id: ContextVar[str] = ContextVar("request_id", default="")
actor_id: ContextVar[str] = ContextVar("actor_id", default="")
job_id: ContextVar[str] = ContextVar("job_id", default="")


# Whoever knows the address of somebody's calendar reads it; also an address mistyped around it names it.
SECRET = re.compile(r"(?<=/calendar/)[\w%-]{16,}")


def masked(said: Any) -> Any:
    return SECRET.sub("***", said) if isinstance(said, str) else said


class LogContext(logging.Filter):
    """Puts the three onto each log record, and takes secret addresses out of it: of our own lines and of Django's."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = masked(record.msg)
        if isinstance(record.args, tuple):
            record.args = tuple(masked(each) for each in record.args)
        if hasattr(record, "request"):
            record.request = masked(repr(record.request))
        record.request_id = request_id.get()
        record.actor_id = actor_id.get()
        record.job_id = job_id.get()
        return True
