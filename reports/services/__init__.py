"""What people do with reports and releases."""

from reports.services.releases import (
    approve_release,
    drop_release,
    prepare_release,
    record_approval,
    retry_publishing,
    withdraw_release,
)
from reports.services.reports import make_report, retry_report

__all__ = [
    "approve_release",
    "drop_release",
    "make_report",
    "prepare_release",
    "record_approval",
    "retry_publishing",
    "retry_report",
    "withdraw_release",
]
