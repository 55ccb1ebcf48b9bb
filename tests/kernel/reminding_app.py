"""An app with reminders, for the tests of the daily job."""

from datetime import date

from ecotown.kernel.notices import Message

MESSAGES: list[Message] = []


def reminders(today: date) -> list[Message]:
    return MESSAGES
