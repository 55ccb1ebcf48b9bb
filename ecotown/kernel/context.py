"""Who asks, for which request, in which job: carried beside the call, for logs and the journal."""

import logging
from contextvars import ContextVar

request_id: ContextVar[str] = ContextVar("request_id", default="")
actor_id: ContextVar[str] = ContextVar("actor_id", default="")
job_id: ContextVar[str] = ContextVar("job_id", default="")


class LogContext(logging.Filter):
    """Puts the three onto each log record."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = request_id.get()
        record.actor_id = actor_id.get()
        record.job_id = job_id.get()
        return True
