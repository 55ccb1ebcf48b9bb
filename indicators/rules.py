"""Who may do what to frameworks, rounds, sheets and settled scores, and why not now."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ecotown.kernel.rules import Actor, Role, Row

OFFICE = (Role.STAFF, Role.SECRETARY)


def _framework_is_draft(actor: Actor, framework: Any) -> str | Promise:
    return "" if framework.state == "draft" else _("A framework in use is never changed; make a new version.")


def _round_is_preparing(actor: Actor, round_: Any) -> str | Promise:
    if round_.state != "preparing":
        return _("The round has been opened already.")
    if round_.framework.state != "in_force":
        return _("The framework of this round is not in force.")
    if actor.on < round_.opens_on:
        return _("The day on which the round opens has not come yet; change the dates to open it earlier.")
    if actor.on > round_.closes_on:
        return _("The last day for answers has passed; change the dates first.")
    return ""


def _round_is_scoring(actor: Actor, round_: Any) -> str | Promise:
    return "" if round_.state == "scoring" else _("The round is not open for scoring.")


def _round_may_be_assigned(actor: Actor, round_: Any) -> str | Promise:
    if round_.state != "preparing":
        return _("The round has been opened; who scores what can no longer be changed.")
    return ""


def _round_may_be_put_off(actor: Actor, round_: Any) -> str | Promise:
    return (
        ""
        if round_.state in ("preparing", "scoring")
        else _("The scores have been revealed; the dates no longer matter.")
    )


def _round_is_revealed(actor: Actor, round_: Any) -> str | Promise:
    if round_.state in ("preparing", "scoring"):
        return _("The scores have not been revealed yet.")
    return "" if round_.state == "revealed" else _("All scores of this round are settled.")


def _sheet_is_open(actor: Actor, sheet: Any) -> str | Promise:
    if sheet.person_id != actor.person_id:
        return _("This is another member's sheet.")
    if sheet.round.state != "scoring":
        return _("The round is not open for scoring.")
    if sheet.ended:
        return _("The time for scoring has ended; the secretary can extend it.")
    if sheet.stands_aside:
        return _("You have an interest in this area and do not score it. You may still add evidence and explain.")
    return "" if sheet.state == "open" else _("The sheet has been submitted. Take it back to change it.")


def _sheet_is_submitted(actor: Actor, sheet: Any) -> str | Promise:
    if sheet.person_id != actor.person_id:
        return _("This is another member's sheet.")
    if sheet.round.state != "scoring":
        return _("The scores have been revealed; a sheet can no longer be taken back.")
    return "" if sheet.state == "submitted" else _("The sheet has not been submitted.")


def _sheet_may_be_reopened(actor: Actor, sheet: Any) -> str | Promise:
    if sheet.round.state != "scoring":
        return _("The scores have been revealed; no sheet is opened again.")
    if sheet.stands_aside:
        return _("This member has an interest in the area and does not score it.")
    return ""


def _interest_may_be_said(actor: Actor, sheet: Any) -> str | Promise:
    if sheet.person_id != actor.person_id:
        return _("This is another member's sheet.")
    if sheet.round.state != "scoring":
        return _("The round is not open for scoring.")
    return "" if sheet.interest_standing != "pinned" else _("The chair has decided this; only the chair can change it.")


def _interest_may_be_pinned(actor: Actor, round_: Any) -> str | Promise:
    if round_.state not in ("preparing", "scoring"):
        return _("The scores have been revealed; interests can no longer be changed.")
    return ""


# fmt: off
RULES: dict[str, Row] = {
    # act                          who may ever         why not now
    "framework.import":           (OFFICE,              None),
    "framework.copy":             (OFFICE,              None),
    "framework.edit":             (OFFICE,              _framework_is_draft),
    "framework.bring_into_force": ((Role.SECRETARY,),   _framework_is_draft),
    "round.prepare":              (OFFICE,              None),
    "round.assign":               (OFFICE,              _round_may_be_assigned),
    "round.put_off":              (OFFICE,              _round_may_be_put_off),
    "round.open":                 ((Role.SECRETARY,),   _round_is_preparing),
    "round.reveal":               ((Role.SECRETARY,),   _round_is_scoring),
    "round.settle":               ((Role.SECRETARY,),   _round_is_revealed),
    "score.save":                 ((Role.MEMBER,),      _sheet_is_open),
    "sheet.submit":               ((Role.MEMBER,),      _sheet_is_open),
    "sheet.take_back":            ((Role.MEMBER,),      _sheet_is_submitted),
    "sheet.reopen":               ((Role.SECRETARY,),   _sheet_may_be_reopened),
    "interest.declare":           ((Role.MEMBER,),      _interest_may_be_said),
    "interest.pin":               ((Role.CHAIR,),       _interest_may_be_pinned),
    "discussion.send":            (OFFICE,              _round_is_revealed),
    "score.settle":               ((Role.SECRETARY,),   _round_is_revealed),
}
# fmt: on
