"""The law is a table: act -> who may ever, and why not now.

Each app's `rules.py` holds rows in a dict `RULES`; they are merged here at start-up and printed as `docs/policy.md`.
A reason is a function (actor, thing) -> a sentence, or "" for "go ahead"; it reads plain attributes and never queries.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from importlib import import_module
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Role(StrEnum):
    PUBLIC = "public"
    MEMBER = "member"
    AGENCY = "agency"
    STAFF = "staff"
    SECRETARY = "secretary"
    CHAIR = "chair"
    VERIFIER = "verifier"
    AUDITOR = "auditor"
    ADMIN = "admin"


@dataclass(frozen=True)
class Held:
    """A role held today; `body_id` is None where it is held for the whole province."""

    role: Role
    body_id: int | None = None
    organisation: str = ""


@dataclass(frozen=True)
class Actor:
    """Who acts: what travels inward instead of a request or a user."""

    kind: str  # person, command, system, public
    label: str
    on: date
    province: str
    user_id: int | None = None
    person_id: int | None = None
    seats: tuple[Held, ...] = field(default=())

    @property
    def roles(self) -> frozenset[Role]:
        return frozenset(held.role for held in self.seats)

    @property
    def is_known(self) -> bool:
        """Somebody who holds something today. An account whose term has ended sees no more than the public."""
        return bool(self.seats) or self.kind in ("command", "system")

    def holds(self, role: Role, body_id: int | None = None) -> bool:
        """Whether the role is held, for this body or for the whole province; any body where none is asked for."""
        return any(held.role == role and (body_id is None or held.body_id in (None, body_id)) for held in self.seats)

    def office_bodies(self) -> frozenset[int] | None:
        """The bodies whose office they are, as staff or secretary; None is every body of the province."""
        held = {each.body_id for each in self.seats if each.role in (Role.STAFF, Role.SECRETARY)}
        return None if None in held else frozenset(each for each in held if each is not None)

    @classmethod
    def command(cls, name: str, on: date, province: str) -> "Actor":
        """A management command on the server: whoever may run it has the database anyway."""
        every = tuple(Held(role) for role in Role if role is not Role.PUBLIC)
        return cls(kind="command", label=name, on=on, province=province, seats=every)

    @classmethod
    def system(cls, name: str, on: date, province: str) -> "Actor":
        """The portal itself, for instance the worker; it holds no role."""
        return cls(kind="system", label=name, on=on, province=province)

    @classmethod
    def public(cls, on: date, province: str) -> "Actor":
        return cls(kind="public", label="", on=on, province=province)


Reason = Callable[[Actor, Any], str | Promise]
Row = tuple[Iterable[Role], Reason | None]

TABLE: dict[str, Row] = {}


class Refused(PermissionDenied):
    """An act refused, with the sentence that says why."""

    def __init__(self, act: str, sentence: str) -> None:
        super().__init__(sentence)
        self.act = act
        self.sentence = sentence


def load() -> None:
    """Merge the tables of all apps; an act named twice is an error."""
    TABLE.clear()
    for name in settings.RULES_MODULES:
        rows: dict[str, Row] = import_module(name).RULES
        twice = rows.keys() & TABLE.keys()
        if twice:
            raise ImproperlyConfigured(f"{name} names acts that another app has: {sorted(twice)}")
        TABLE.update(rows)


def refusal(actor: Actor, act: str, thing: Any = None) -> str:
    """Why the actor may not do this now; "" if nothing stands against it. An unknown act is a KeyError."""
    roles, reason = TABLE[act]
    body_id = getattr(thing, "body_id", None)
    if not any(actor.holds(role, body_id) for role in roles):
        return str(_("Your role does not allow this."))
    return str(reason(actor, thing)) if reason else ""


def allows(actor: Actor, act: str, thing: Any = None) -> bool:
    return not refusal(actor, act, thing)


def require(actor: Actor, act: str, thing: Any = None) -> None:
    sentence = refusal(actor, act, thing)
    if sentence:
        raise Refused(act, sentence)
