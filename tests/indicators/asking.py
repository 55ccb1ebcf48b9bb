"""Asking the pages of scoring over HTTP: who is signed in, a revealed round, the words of an answer."""

import re
from typing import Any

from django.test import Client

from committee.models import Holder
from ecotown.kernel.models import User
from ecotown.kernel.rules import Actor
from indicators.models import Round, Sheet
from tests import build

REVEALED: dict[str, Any] = {"state": "revealed", "revealed_at": "2026-01-01T00:00Z"}
SUBMITTED: dict[str, Any] = {"state": "submitted", "submitted_at": "2026-01-01T00:00Z"}
HTMX: dict[str, Any] = {"headers": {"HX-Request": "true"}}
# session, user; person, holders, assignments of the actor
SIGNED_IN = 5


def signed_in(actor: Actor) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=actor.user_id))
    return client


def sheet_of(actor: Actor, round_: Round, **fields: Any) -> Sheet:
    return build.sheet(round=round_, holder=Holder.objects.get(person_id=actor.person_id), **fields)


def revealed(members: int = 2, indicators: int = 3, points: tuple[int, ...] = (2, 4)) -> Round:
    """A round of one level; its members gave `points` in turn."""
    round_ = build.round_(**REVEALED, framework=build.framework(levels=1, indicators=indicators))
    for number in range(members):
        sheet = build.sheet(round=round_, **SUBMITTED)
        for one in round_.framework.indicators.all():
            build.score(sheet, one, points[number % len(points)])
    return round_


def area_path(round_: Round, rest: str = "") -> str:
    return f"/desk/rounds/{round_.pk}/areas/830104/{rest}"


def words(response: Any) -> str:
    """A page without what changes from one answer to the next."""
    return re.sub(r'(X-CSRFToken": "|csrfmiddlewaretoken" value=")[^"]+', "", response.content.decode())
