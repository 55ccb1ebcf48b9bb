"""The law of the committee, asked of plain attributes."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from ecotown.kernel import rules
from ecotown.kernel.rules import Actor, Held, Role
from tests import build

TODAY = date(2026, 11, 23)


def asking(*roles: Role, **fields: object) -> Actor:
    return build.actor(*roles, on=TODAY, **fields)


def meeting(
    state: str = "closed",
    held_on: date = TODAY,
    quorum_needed: int | None = 5,
    is_old: bool = False,
    **fields: object,
) -> SimpleNamespace:
    facts = {"state": state, "held_on": held_on, "quorum_needed": quorum_needed, "is_old": is_old, "body_id": 1}
    return SimpleNamespace(**facts, **fields)


def minutes(state: str = "draft", **fields: object) -> SimpleNamespace:
    return SimpleNamespace(state=state, meeting=meeting(**fields), body_id=1)


@pytest.mark.parametrize(
    "act", ["person.add", "seat.add", "holder.seat", "meeting.plan", "minutes.begin", "minutes.write"]
)
def test_only_the_office_prepares(act: str):
    thing = minutes() if act == "minutes.write" else meeting(state="planned")

    assert [role for role in Role if rules.allows(asking(role), act, thing)] == [
        role for role in Role if role in (Role.STAFF, Role.SECRETARY) or (role, act) == (Role.ADMIN, "person.add")
    ]


@pytest.mark.parametrize("act", ["account.give", "account.password", "account.restore", "assignment.give"])
def test_only_the_admin_gives_accounts_and_roles(act: str):
    assert [role for role in Role if rules.allows(asking(role), act)] == [Role.ADMIN]


def test_only_the_secretary_adopts_and_locks():
    assert [role for role in Role if rules.allows(asking(role), "minutes.adopt", minutes("circulated"))] == [
        Role.SECRETARY
    ]
    assert [role for role in Role if rules.allows(asking(role), "minutes.lock", minutes("adopted"))] == [Role.SECRETARY]


def test_the_secretary_of_another_body_adopts_nothing():
    other = asking(seats=(Held(Role.SECRETARY, 2),))

    assert rules.refusal(other, "minutes.adopt", minutes("circulated")) == rules.refusal(
        asking(), "minutes.adopt", minutes("circulated")
    )


def test_a_meeting_is_closed_on_its_day_or_later_and_once():
    tomorrow = date(2026, 11, 24)

    assert rules.allows(asking(Role.STAFF), "meeting.close", meeting("planned"))
    assert not rules.allows(asking(Role.STAFF), "meeting.close", meeting("planned", held_on=tomorrow))
    assert not rules.allows(asking(Role.STAFF), "meeting.close", meeting("closed"))


def test_what_the_source_did_not_say_can_be_filled_in_and_only_that():
    assert rules.allows(asking(Role.STAFF), "meeting.complete", meeting(quorum_needed=None))
    assert rules.allows(asking(Role.STAFF), "attendance.record", meeting(quorum_needed=None))
    assert rules.allows(asking(Role.STAFF), "agenda.add", meeting(quorum_needed=None))
    assert not rules.allows(asking(Role.STAFF), "meeting.complete", meeting())
    assert not rules.allows(asking(Role.STAFF), "attendance.record", meeting())


@pytest.mark.parametrize("state", ["circulated", "adopted", "locked"])
def test_text_and_resolutions_stand_still_once_the_minutes_are_out(state: str):
    item = SimpleNamespace(body_id=1, meeting=meeting(minutes=minutes(state)))

    assert not rules.allows(asking(Role.SECRETARY), "minutes.write", minutes(state))
    assert not rules.allows(asking(Role.SECRETARY), "resolution.record", item)
    assert not rules.allows(asking(Role.SECRETARY), "resolution.change", item)


def test_minutes_without_attendance_are_neither_circulated_nor_adopted():
    unknown = {"quorum_needed": None}

    assert not rules.allows(asking(Role.SECRETARY), "minutes.circulate", minutes("draft", **unknown))
    assert not rules.allows(asking(Role.SECRETARY), "minutes.adopt", minutes("circulated", **unknown))
    not_closed = SimpleNamespace(state="draft", meeting=meeting("planned"), body_id=1)
    assert not rules.allows(asking(Role.SECRETARY), "minutes.circulate", not_closed)


def test_nobody_suspends_their_own_account_or_ends_their_own_care_of_accounts():
    me = asking(Role.ADMIN, user_id=7, person_id=8)

    assert not rules.allows(me, "account.suspend", SimpleNamespace(pk=7))
    assert rules.allows(me, "account.suspend", SimpleNamespace(pk=9))
    assert not rules.allows(me, "assignment.end", SimpleNamespace(until=None, role=Role.ADMIN, person_id=8))
    assert rules.allows(me, "assignment.end", SimpleNamespace(until=None, role=Role.STAFF, person_id=8))


def task(state: str = "open", agency: str = "เทศบาล") -> SimpleNamespace:
    return SimpleNamespace(state=state, agency=agency, body_id=1)


def test_only_the_office_closes_and_reopens_a_follow_up():
    assert [role for role in Role if rules.allows(asking(role), "followup.close", task())] == [
        Role.STAFF,
        Role.SECRETARY,
    ]
    assert [role for role in Role if rules.allows(asking(role), "followup.reopen", task("closed"))] == [
        Role.STAFF, Role.SECRETARY,
    ]  # fmt: skip
    assert not rules.allows(asking(Role.STAFF), "followup.close", task("closed"))
    assert not rules.allows(asking(Role.STAFF), "followup.reopen", task("open"))


def test_a_focal_person_reports_on_the_own_agency_and_the_office_on_all():
    own = asking(seats=(Held(Role.AGENCY, None, "เทศบาล"),))

    assert rules.allows(own, "followup.report", task())
    assert not rules.allows(own, "followup.report", task(agency="แขวงทางหลวง"))
    assert not rules.allows(own, "followup.report", task("closed"))
    assert not rules.allows(own, "followup.close", task())
    assert rules.allows(asking(Role.STAFF), "followup.report", task(agency="แขวงทางหลวง"))
    assert not rules.allows(asking(seats=(Held(Role.SECRETARY, 2),)), "followup.report", task())


def test_only_a_resolution_that_charges_opens_follow_ups():
    item = SimpleNamespace(meeting=meeting())

    assert rules.allows(
        asking(Role.STAFF), "followup.open", SimpleNamespace(kind="assign", agenda_item=item, body_id=1)
    )
    assert not rules.allows(
        asking(Role.STAFF), "followup.open", SimpleNamespace(kind="agree", agenda_item=item, body_id=1)
    )


@pytest.mark.parametrize("state", ["circulated", "adopted", "locked"])
def test_nobody_stands_aside_from_a_matter_whose_minutes_are_out(state: str):
    item = SimpleNamespace(body_id=1, meeting=meeting(minutes=minutes(state)))

    assert not rules.allows(asking(Role.SECRETARY), "recusal.record", item)
    assert not rules.allows(asking(Role.SECRETARY), "recusal.remove", item)


def test_the_record_of_an_old_meeting_is_its_paper():
    old = meeting(quorum_needed=None, is_old=True)

    for act in ("agenda.add", "agenda.remove", "attendance.record", "meeting.complete"):
        assert not rules.allows(asking(Role.SECRETARY), act, old)


@pytest.mark.parametrize(
    ("state", "came", "closes_on", "may"),
    [
        ("circulated", True, None, True), ("circulated", True, TODAY, True), ("circulated", False, None, False),
        ("circulated", True, TODAY - timedelta(days=1), False), ("draft", True, None, False), ("adopted", True, None, False),
    ],
)  # fmt: skip
def test_corrections_are_asked_for_by_those_who_came_while_circulated(
    state: str, came: bool, closes_on: date | None, may: bool
):
    out = SimpleNamespace(state=state, body_id=1, closes_on=closes_on, attended=lambda _person: came)

    assert rules.allows(asking(Role.MEMBER), "correction.file", out) is may
    assert not rules.allows(asking(Role.STAFF), "correction.file", out)
