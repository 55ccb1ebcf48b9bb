"""What a resolution asked of an agency: it returns to each meeting until it is closed, and says what has been done."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from committee.ballot import Charge
from committee.models import AgendaItem, FollowUp, Meeting
from committee.services.attendance import record_attendance
from committee.services.follow_ups import (
    change_follow_up,
    close_follow_up,
    open_follow_up,
    reopen_follow_up,
    report_on_follow_up,
)
from committee.services.resolutions import record_resolution
from committee.todo import todo
from ecotown.kernel.flow import IllegalStep
from ecotown.kernel.models import JournalEntry
from ecotown.kernel.rules import Actor, Refused, Role
from tests import build
from tests.committee.conftest import address
from tests.committee.records import DAY, TODAY, closed, everybody, planned

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_too]
TOWN, ROADS = "เทศบาลตำบลรัษฎา", "แขวงทางหลวงภูเก็ต"


@pytest.fixture
def town(db: None) -> Actor:
    return build.assigned(Role.AGENCY, organisation=TOWN)


def charged(staff: Actor, meeting: Meeting, *agencies: str) -> list[FollowUp]:
    """A resolution มอบหมาย of that meeting, with a task for each agency."""
    item = meeting.agenda.get(section=5)
    made = record_resolution(
        staff, agenda_item_id=item.pk, kind="assign", text=f"มอบหมาย {' '.join(agencies)}",
        charges=[Charge(f"งานของ{agency}", agency, meeting.held_on + timedelta(days=30)) for agency in agencies],
    )  # fmt: skip
    return list(made.follow_ups.all())


def held(staff: Actor, **fields: object) -> Meeting:
    meeting = planned(staff, **fields)
    if not meeting.body.seats.exists():
        build.holder(seat=build.seat(body=meeting.body))
    record_attendance(staff, meeting_id=meeting.pk, rows=everybody(meeting, present=1))
    return meeting


def returned(meeting: Meeting) -> list[str]:
    return [item.follow_up.agency for item in meeting.agenda.exclude(follow_up=None)]


# -- from meeting to meeting


def test_what_is_open_at_one_meeting_stands_in_the_agenda_of_the_next_and_what_is_closed_does_not(staff: Actor):
    first = held(staff)
    town, roads = charged(staff, first, TOWN, ROADS)
    closed(staff, first)
    close_follow_up(staff, follow_up_id=roads.pk, outcome="ติดตั้งป้ายแล้ว")

    second = held(staff, number=3, held_on=DAY + timedelta(days=30))
    assert returned(second) == [TOWN]
    assert [str(item) for item in second.agenda.filter(section=3)] == [
        "3.1 งานของเทศบาลตำบลรัษฎา (เทศบาลตำบลรัษฎา) ตามมติที่ประชุมครั้งที่ 2/2569"
    ]

    closed(staff, second)
    third = planned(staff, number=4, held_on=DAY + timedelta(days=60))
    assert returned(third) == [TOWN]

    close_follow_up(staff, follow_up_id=town.pk, outcome="จัดทำแผนแล้ว")
    assert returned(planned(staff, number=5, held_on=DAY + timedelta(days=90))) == []


def test_a_task_given_after_the_next_meeting_was_planned_stands_there_all_the_same(staff: Actor):
    first, second = held(staff), planned(staff, number=3, held_on=DAY + timedelta(days=30))
    assert returned(second) == []

    charged(staff, first, TOWN)

    assert returned(second) == [TOWN]


def test_a_task_does_not_return_to_its_own_meeting_to_an_earlier_one_or_to_another_body(staff: Actor):
    group = build.body("คณะทำงาน")
    earlier, own = planned(staff, number=1, held_on=DAY - timedelta(days=30)), held(staff)
    other = planned(staff, body_id=group.pk, number=9, held_on=DAY + timedelta(days=30))

    charged(staff, own, TOWN)

    assert [returned(meeting) for meeting in (earlier, own, other)] == [[], [], []]


def test_what_is_opened_again_returns_to_the_agendas_that_are_planned(staff: Actor):
    first = held(staff)
    task = charged(staff, first, TOWN)[0]
    close_follow_up(staff, follow_up_id=task.pk, outcome="จัดทำแผนแล้ว")
    second = planned(staff, number=3, held_on=DAY + timedelta(days=30))

    reopen_follow_up(staff, follow_up_id=task.pk, reason="แผนยังไม่ครบ")

    assert returned(second) == [TOWN]
    again = FollowUp.objects.get(pk=task.pk)
    assert (again.state, again.closed_on, again.outcome) == ("open", None, "")
    assert [(turn.kind, turn.on, turn.text) for turn in again.turns()] == [
        ("closed", TODAY, "จัดทำแผนแล้ว"), ("reopened", TODAY, "แผนยังไม่ครบ"),
    ]  # fmt: skip


def test_one_more_task_is_opened_on_the_page_of_a_resolution_that_charges(staff: Actor):
    charging = build.resolution(meeting=build.closed_meeting(held_on=DAY), kind="assign", text="มอบหมาย")
    coming = planned(staff, number=30_000, held_on=DAY + timedelta(days=1))

    made = open_follow_up(staff, resolution_id=charging.pk, task="ตรวจน้ำ", agency=TOWN)

    assert (made.due, made.state, returned(coming)) == (None, "open", [TOWN])
    with pytest.raises(Refused):
        open_follow_up(staff, resolution_id=build.resolution(kind="agree").pk, task="ตรวจน้ำ", agency=TOWN)
    with pytest.raises(ValidationError):
        open_follow_up(staff, resolution_id=charging.pk, task="ตรวจน้ำ", agency=TOWN, due=DAY - timedelta(days=1))


# -- reports


def test_an_agency_reports_in_its_own_name_and_the_office_names_the_letter(staff: Actor, town: Actor):
    task = build.follow_up(agency=TOWN)

    report_on_follow_up(town, follow_up_id=task.pk, on=TODAY, text="สำรวจแล้ว", reported_by="portal", reference="เลขที่ 1")
    report_on_follow_up(
        staff, follow_up_id=task.pk, on=TODAY, text="ส่งแผนแล้ว", reported_by="letter", reference="ที่ ภก 52001/9"
    )

    assert [(note.reported_by, note.reference, note.entered_by_id) for note in task.notes.all()] == [
        ("portal", "", town.user_id), ("letter", "ที่ ภก 52001/9", staff.user_id),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("source", "reference", "field"),
    [
        ("letter", "", "reference"),
        ("call", " ", "reference"),
        ("portal", "", "reported_by"),
        ("fax", "1", "reported_by"),
    ],
)
def test_the_office_says_where_an_answer_comes_from(staff: Actor, source: str, reference: str, field: str):
    task = build.follow_up()

    with pytest.raises(ValidationError) as refused:
        report_on_follow_up(
            staff, follow_up_id=task.pk, on=TODAY, text="สำรวจแล้ว", reported_by=source, reference=reference
        )

    assert list(refused.value.message_dict) == [field]


def test_an_agency_enters_no_letter_and_no_report_of_another(town: Actor):
    own, foreign = build.follow_up(agency=TOWN), build.follow_up(agency=ROADS)

    with pytest.raises(ValidationError):
        report_on_follow_up(town, follow_up_id=own.pk, on=TODAY, text="ก", reported_by="letter", reference="ที่ 1")
    with pytest.raises(FollowUp.DoesNotExist):
        report_on_follow_up(town, follow_up_id=foreign.pk, on=TODAY, text="ก", reported_by="portal")


@pytest.mark.parametrize("days", [1, -400])
def test_a_report_is_of_a_day_between_the_resolution_and_today(staff: Actor, days: int):
    task = build.follow_up()

    with pytest.raises(ValidationError) as refused:
        report_on_follow_up(
            staff, follow_up_id=task.pk, on=TODAY + timedelta(days=days), text="ก", reported_by="meeting"
        )

    assert list(refused.value.message_dict) == ["on"]


# -- closing


def test_closing_needs_an_outcome_and_opening_again_a_reason(staff: Actor):
    task = build.follow_up()
    with pytest.raises(ValidationError):
        close_follow_up(staff, follow_up_id=task.pk, outcome=" \u200b ")

    done = close_follow_up(staff, follow_up_id=task.pk, outcome="จัดทำแผนแล้ว")
    assert (done.state, done.closed_on) == ("closed", TODAY)

    with pytest.raises(ValidationError):
        reopen_follow_up(staff, follow_up_id=task.pk, reason="")
    with pytest.raises(Refused):
        close_follow_up(staff, follow_up_id=task.pk, outcome="อีกครั้ง")
    with pytest.raises(Refused):
        report_on_follow_up(staff, follow_up_id=task.pk, on=TODAY, text="ก", reported_by="meeting")
    with pytest.raises(Refused):
        change_follow_up(staff, follow_up_id=task.pk, task="อื่น", agency=TOWN)


def test_the_flow_has_two_steps_and_no_other():
    from committee.states import FOLLOW_UP_FLOW

    assert (FOLLOW_UP_FLOW.steps("open"), FOLLOW_UP_FLOW.steps("closed")) == (["close"], ["reopen"])
    with pytest.raises(IllegalStep):
        FOLLOW_UP_FLOW.after("closed", "close")


def test_a_changed_day_is_journalled_with_what_stood_there(staff: Actor):
    task = build.follow_up(due=TODAY)

    change_follow_up(
        staff, follow_up_id=task.pk, task=task.task, agency=TOWN, due=TODAY + timedelta(days=9), reason="ขอขยายเวลา"
    )

    entry = JournalEntry.objects.about(task).get()
    assert entry.act == "followup.change"
    assert str(TODAY) in entry.body and "ขอขยายเวลา" in entry.body


def test_overdue_is_asked_of_the_day_and_never_stored():
    past, today, none = (build.follow_up(due=due) for due in (TODAY - timedelta(days=1), TODAY, None))
    done = build.follow_up(due=date(2020, 1, 1), state="closed", closed_on=TODAY, outcome="เสร็จ")

    assert [each.is_overdue(TODAY) for each in (past, today, none, done)] == [True, False, False, False]
    assert list(FollowUp.objects.overdue_on(TODAY)) == [past]
    assert set(FollowUp.objects.overdue_on(TODAY + timedelta(days=1))) == {past, today}


# -- who sees what, and what waits


def test_a_focal_person_sees_the_tasks_of_the_own_agency_only(staff: Actor, town: Actor):
    own, foreign = build.follow_up(agency=TOWN), build.follow_up(agency=ROADS)

    assert list(FollowUp.objects.visible_to(town)) == [own]
    assert set(FollowUp.objects.visible_to(staff)) == {own, foreign}
    assert not FollowUp.objects.visible_to(build.assigned(Role.AGENCY)).exists()


def test_a_focal_person_who_is_also_a_member_reads_all_and_reports_on_the_own(town: Actor):
    from dataclasses import replace

    both = replace(town, seats=(*town.seats, *build.seated("member").seats))
    foreign = build.follow_up(agency=ROADS)

    assert list(FollowUp.objects.visible_to(both)) == [foreign]
    with pytest.raises(Refused):
        report_on_follow_up(both, follow_up_id=foreign.pk, on=TODAY, text="ก", reported_by="portal")


def test_the_desk_of_the_office_shows_what_is_late_or_due_and_that_of_an_agency_its_own(staff: Actor, town: Actor):
    late = build.follow_up(agency=ROADS, due=TODAY - timedelta(days=3))
    soon = build.follow_up(agency=TOWN, due=TODAY + timedelta(days=30))
    later = build.follow_up(agency=TOWN, due=TODAY + timedelta(days=31))
    build.follow_up(agency=TOWN, state="closed", closed_on=TODAY, outcome="เสร็จ", due=TODAY)

    def pages(actor: Actor) -> list[str]:
        return [each.url for each in todo(actor) if "follow-ups" in each.url]

    assert pages(staff) == [address("follow_up", each.pk) for each in (late, soon)]
    assert pages(town) == [address("follow_up", each.pk) for each in (soon, later)]
    assert pages(build.seated("member")) == []
    assert [each.due for each in todo(town)] == [soon.due, later.due]


def test_a_matter_that_returned_is_found_from_its_task_and_back(staff: Actor):
    first = held(staff)
    task = charged(staff, first, TOWN)[0]
    closed(staff, first)
    second = held(staff, number=3, held_on=DAY + timedelta(days=30))

    item = AgendaItem.objects.get(follow_up=task)

    assert (item.meeting, list(FollowUp.objects.get(pk=task.pk).agenda_items.all())) == (second, [item])
