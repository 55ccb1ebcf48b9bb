"""Where `seed_demo` does nothing, and says why; and its first stage."""

from typing import Any

import pytest
from django.core.management import CommandError, call_command

from committee.models import Meeting
from ecotown.management.seeds.demo.build import Stage, stage_reached
from ecotown.management.seeds.demo.cast import PARTS
from indicators.models import Round
from tests import build
from tests.seeds.rows import counts, every_row

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_too]


def test_published_needs_demonstration_mode(settings: Any):
    settings.DEMO = False
    call_command("seed_phuket")

    with pytest.raises(CommandError, match="DEMO=1"):
        call_command("seed_demo")

    assert stage_reached() == Stage.NOTHING


def test_facts_come_first():
    with pytest.raises(CommandError, match="seed_phuket"):
        call_command("seed_demo", "--stage", "scoring")


def test_a_committee_with_real_members_is_left_alone():
    call_command("seed_phuket")
    build.holder()
    before = every_row()

    with pytest.raises(CommandError, match="real members"):
        call_command("seed_demo", "--stage", "scoring")

    assert counts(every_row()) == counts(before)


def test_login_names_of_real_people_are_not_taken():
    call_command("seed_phuket")
    build.user(PARTS[0].username)

    with pytest.raises(CommandError, match="chair"):
        call_command("seed_demo", "--stage", "scoring")


def test_stage_scoring_has_an_open_round_and_nothing_settled():
    call_command("seed_phuket")

    call_command("seed_demo", "--stage", "scoring")

    assert [round_.state for round_ in Round.objects.all()] == ["scoring"]
    assert Meeting.objects.filter(is_example=True).count() == 0
    with pytest.raises(CommandError, match="--remove first"):
        call_command("seed_demo", "--stage", "settled")
