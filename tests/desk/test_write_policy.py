"""docs/policy.md is printed from the tables, and says so when it is stale."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from committee.rules import RULES
from ecotown.kernel import rules
from ecotown.management.commands.write_policy import catalogue, flows, policy, sentences


def test_every_act_stands_in_it_once():
    text = policy()

    assert [act for act in rules.TABLE if text.count(f"\n| `{act}` |") != 1] == []


def test_sentences_of_a_reason_include_those_of_what_it_calls():
    _roles, reason = RULES["minutes.adopt"]

    told = list(sentences(reason))

    assert told[0] == "The minutes have been adopted already."
    assert "Close the meeting first: its attendance is part of the minutes." in told


def test_every_flow_is_drawn_once():
    names = [flow.name for flow in flows()]

    assert sorted(names) == sorted(set(names))
    assert {"meeting", "minutes", "area", "round", "sheet", "release"} <= set(names)
    assert all(f"### {name}\n" in policy() for name in names)


def test_an_act_is_told_in_thai_where_the_catalogue_has_it():
    words = catalogue().get("Close a meeting")

    assert (f"Close a meeting – {words}" if words else "Close a meeting") in policy()


def test_check_passes_on_what_was_just_written_and_fails_on_any_other(tmp_path: Path):
    target = tmp_path / "policy.md"
    call_command("write_policy", out=str(target))

    call_command("write_policy", "--check", out=str(target))

    target.write_text(target.read_text().replace("staff", "chair", 1))
    with pytest.raises(CommandError, match="stale"):
        call_command("write_policy", "--check", out=str(target))


def test_check_fails_where_there_is_no_file(tmp_path: Path):
    with pytest.raises(CommandError, match="stale"):
        call_command("write_policy", "--check", out=str(tmp_path / "none.md"))
