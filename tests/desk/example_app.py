"""An app that offers the desk what a test puts here."""

from ecotown.kernel.rules import Actor
from ecotown.kernel.todo import Todo

WAITING: list[Todo] = []


def todo(actor: Actor) -> list[Todo]:
    return list(WAITING)
