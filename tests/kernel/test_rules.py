"""The rules engine: pure, no database."""

from dataclasses import dataclass
from datetime import date

import pytest
from django.core.exceptions import ImproperlyConfigured

from ecotown.kernel import rules
from ecotown.kernel.rules import Actor, Held, Refused, Role
from tests import build


@dataclass
class Thing:
    body_id: int
    state: str = "draft"


@pytest.fixture
def table(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        rules,
        "TABLE",
        {
            "thing.change": ((Role.STAFF,), lambda actor, thing: "" if thing.state == "draft" else "ปิดแล้ว"),
            "thing.score": ((Role.MEMBER,), None),
        },
    )


def test_an_act_nobody_wrote_down_is_an_error(table: None):
    with pytest.raises(KeyError):
        rules.allows(build.actor(Role.STAFF), "thing.burn")


def test_refusal_is_a_sentence_and_require_carries_it(table: None):
    actor = build.actor(Role.STAFF)

    assert rules.refusal(actor, "thing.change", Thing(1)) == ""
    with pytest.raises(Refused, match="ปิดแล้ว") as caught:
        rules.require(actor, "thing.change", Thing(1, state="locked"))
    assert caught.value.act == "thing.change"


def test_a_seat_on_one_body_gives_no_right_on_another(table: None):
    actor = build.actor(seats=(Held(Role.MEMBER, body_id=1),))

    assert rules.allows(actor, "thing.score", Thing(body_id=1))
    assert not rules.allows(actor, "thing.score", Thing(body_id=2))


def test_the_public_and_the_system_hold_no_role():
    day = date(2026, 1, 1)

    assert Actor.public(day, "83").roles == frozenset()
    assert Actor.system("beat", day, "83").roles == frozenset()


def test_two_apps_cannot_name_one_act(settings, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(rules, "TABLE", {})
    settings.RULES_MODULES = ["committee.rules", "committee.rules"]

    with pytest.raises(ImproperlyConfigured, match=r"person\.add"):
        rules.load()
