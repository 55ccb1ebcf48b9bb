"""Corrections to circulated minutes: asked for by those who attended, answered by the office, shown before adoption."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from committee.models import Attendance, Correction, Minutes, Paper
from committee.paper import paper
from committee.services.adoption import adopt_minutes
from committee.services.corrections import decline_correction, file_correction, take_correction
from committee.services.minutes import circulate_minutes, take_back_minutes
from committee.services.papers import make_paper
from committee.todo import todo
from ecotown.kernel.models import JournalEntry, Notice
from ecotown.kernel.rules import Actor, Refused
from tests import build
from tests.committee.conftest import SignIn, address
from tests.committee.records import TODAY, days_pass, written

pytestmark = pytest.mark.django_db


@pytest.fixture
def minutes(secretary: Actor) -> Minutes:
    minutes = written()
    return circulate_minutes(secretary, minutes_id=minutes.pk, closes_on=TODAY)


def came(minutes: Minutes, kind: str = "present", **fields: Any) -> Actor:
    """A member with an account, and how the list of the meeting has them."""
    actor = build.seated("member")
    holder = build.body().seats.get(holders__person_id=actor.person_id).holders.get()
    build.attendance(
        meeting=minutes.meeting, kind=kind, seat=holder.seat, person=holder.person, name=str(holder.person),
        post=holder.seat.post, **fields,
    )  # fmt: skip
    return actor


def filed(actor: Actor, minutes: Minutes, **fields: Any) -> Correction:
    return file_correction(actor, minutes_id=minutes.pk, **{"text": "แก้ชื่อผู้เสนอ", **fields})


# -- who, when


@pytest.mark.sqlite_too
def test_who_came_or_sent_a_substitute_may_ask_and_nobody_else(minutes: Minutes, secretary: Actor, staff: Actor):
    member, delegating = came(minutes), came(minutes, "substitute", in_place_of="ท้องถิ่นจังหวัด")
    item = minutes.meeting.agenda.get()

    filed(member, minutes, agenda_item_id=item.pk)
    filed(delegating, minutes)
    for nobody in (came(minutes, "absent"), build.seated("member"), secretary, staff):
        with pytest.raises(Refused):
            filed(nobody, minutes)

    assert list(Correction.objects.values_list("agenda_item_id", "person_id", "state")) == [
        (item.pk, member.person_id, "open"), (None, delegating.person_id, "open"),
    ]  # fmt: skip
    assert JournalEntry.objects.filter(act="correction.file").count() == 2


@pytest.mark.sqlite_too
def test_corrections_are_asked_for_while_circulated_and_until_the_last_day(minutes: Minutes, secretary: Actor):
    member = came(minutes)

    Minutes.objects.filter(pk=minutes.pk).update(closes_on=TODAY - timedelta(days=1))
    with pytest.raises(Refused):
        filed(member, minutes)
    Minutes.objects.filter(pk=minutes.pk).update(closes_on=None)
    filed(member, minutes)
    take_back_minutes(secretary, minutes_id=minutes.pk)
    with pytest.raises(Minutes.DoesNotExist):
        filed(member, minutes)


@pytest.mark.sqlite_too
def test_a_matter_of_another_meeting_is_not_corrected_here(minutes: Minutes):
    with pytest.raises(ValidationError):
        filed(came(minutes), minutes, agenda_item_id=build.agenda_item().pk)


# -- what becomes of it


@pytest.mark.sqlite_too
def test_a_correction_is_marked_as_made_on_a_draft_only_and_answered_once(
    minutes: Minutes, secretary: Actor, staff: Actor
):
    correction = filed(came(minutes), minutes)

    with pytest.raises(Refused):
        take_correction(staff, correction_id=correction.pk)
    take_back_minutes(secretary, minutes_id=minutes.pk)
    take_correction(staff, correction_id=correction.pk)
    with pytest.raises(Refused):
        decline_correction(staff, correction_id=correction.pk, answer="ถูกต้องแล้ว")

    correction.refresh_from_db()
    assert (correction.state, correction.answer) == ("taken", "")
    assert Notice.objects.filter(key=f"correction.answered:{correction.pk}").count() == 1


@pytest.mark.sqlite_too
def test_a_correction_is_declined_with_an_answer_at_any_time(minutes: Minutes, staff: Actor):
    correction = filed(came(minutes), minutes)

    decline_correction(staff, correction_id=correction.pk, answer="ตรงกับเทปบันทึกเสียงแล้ว")

    correction.refresh_from_db()
    assert (correction.state, correction.answer) == ("declined", "ตรงกับเทปบันทึกเสียงแล้ว")
    assert "ตรงกับเทปบันทึกเสียงแล้ว" in JournalEntry.objects.get(act="correction.decline").body


@pytest.mark.sqlite_too
@pytest.mark.parametrize(
    ("taken", "wording"), [(True, "รับรองโดยมีการแก้ไข"), (False, "รับรองโดยไม่มีการแก้ไข")]
)  # fmt: skip
def test_adoption_says_whether_something_was_corrected(minutes: Minutes, secretary: Actor, taken: bool, wording: str):
    correction = filed(came(minutes), minutes)
    if taken:
        take_back_minutes(secretary, minutes_id=minutes.pk)
        take_correction(secretary, correction_id=correction.pk)
        circulate_minutes(secretary, minutes_id=minutes.pk, closes_on=TODAY)

    adopt_minutes(secretary, minutes_id=days_pass(minutes).pk, method=3, adopted_on=TODAY)

    said = paper(Minutes.objects.for_page().get(pk=minutes.pk))["adoption"]
    assert (said["wording"], said["with_corrections"]) == (wording, taken)
    assert f'"with_corrections":{str(taken).lower()}' in JournalEntry.objects.get(act="minutes.adopt").body


# -- pages


def test_a_member_asks_reads_the_answer_and_sees_nobody_elses(minutes: Minutes, signed_in: SignIn, writer: Client):
    asking, other = came(minutes), came(minutes)
    member, meeting = signed_in(asking), minutes.meeting_id
    page = member.get(address("minutes", meeting))
    assert page.context["next"]["href"] == address("correction_file", meeting)

    answer = member.post(address("correction_file", meeting), {"agenda_item": "", "text": "แก้วันที่ในย่อหน้าแรก"})
    correction = Correction.objects.get()
    assert answer["Location"] == address("corrections", meeting)
    assert "แก้วันที่ในย่อหน้าแรก" in writer.get(address("corrections", meeting)).content.decode()
    assert "แก้วันที่ในย่อหน้าแรก" not in signed_in(other).get(address("corrections", meeting)).content.decode()
    assert signed_in(other).post(address("correction_take", correction.pk)).status_code == 404
    assert member.get(address("correction_decline", correction.pk)).status_code == 403

    assert writer.post(address("correction_decline", correction.pk), {"answer": ""}).status_code == 422
    writer.post(address("correction_decline", correction.pk), {"answer": "ตรงแล้ว"})
    assert "ตรงแล้ว" in member.get(address("corrections", meeting)).content.decode()


def test_the_secretary_sees_before_adopting_what_has_no_answer(minutes: Minutes, writer: Client):
    filed(came(minutes), minutes, text="แก้ตัวเลข")

    page = writer.get(address("minutes_adopt", minutes.meeting_id))

    assert "แก้ตัวเลข" in page.content.decode()
    assert [each.text for each in page.context["waiting"]] == ["แก้ตัวเลข"]


def test_the_office_marks_it_as_made_after_taking_the_minutes_back(minutes: Minutes, writer: Client):
    correction = filed(came(minutes), minutes)
    assert writer.post(address("correction_take", correction.pk)).status_code == 403

    writer.post(address("minutes_take_back", minutes.meeting_id), {"reason": ""})
    page = writer.get(address("minutes", minutes.meeting_id)).content.decode()
    writer.post(address("correction_take", correction.pk))

    assert address("corrections", minutes.meeting_id) in page
    assert Correction.objects.get().state == "taken"


def test_the_office_finds_what_waits_for_an_answer_on_its_list(minutes: Minutes, staff: Actor):
    page = address("corrections", minutes.meeting_id)
    assert page not in [each.url for each in todo(staff)]

    correction = filed(came(minutes), minutes)
    filed(came(minutes), minutes)
    assert [each.url for each in todo(staff)].count(page) == 1

    for each in Correction.objects.all():
        decline_correction(staff, correction_id=each.pk, answer="ตรงแล้ว")
    assert page not in [each.url for each in todo(staff)]
    assert correction.minutes_id == minutes.pk


def test_the_list_costs_the_same_for_one_and_for_three(minutes: Minutes, writer: Client, django_assert_num_queries):
    member = came(minutes)
    filed(member, minutes)
    page = address("corrections", minutes.meeting_id)
    # session, user, person, seats, assignments, minutes, agenda, resolutions, dissents, recusals, attendance, seats,
    # editions, corrections of the minutes, corrections of the page
    with django_assert_num_queries(20, exact=False) as one:
        writer.get(page)
    filed(member, minutes)
    filed(came(minutes), minutes, agenda_item_id=minutes.meeting.agenda.get().pk)
    with django_assert_num_queries(len(one.captured_queries)):
        writer.get(page)

    assert Attendance.objects.count() == 2


def test_who_asked_finds_the_answer_also_while_the_minutes_are_a_draft_again(
    minutes: Minutes, secretary: Actor, signed_in: SignIn
):
    member = came(minutes)
    correction = filed(member, minutes)
    take_back_minutes(secretary, minutes_id=minutes.pk)
    take_correction(secretary, correction_id=correction.pk)

    path = Notice.objects.get(user_id=member.user_id, key=f"correction.answered:{correction.pk}").path
    page = signed_in(member).get(path)

    assert page.status_code == 200 and [row["correction"] for row in page.context["rows"]] == [correction]
    assert signed_in(build.seated("member")).get(path).status_code == 404


@pytest.mark.sqlite_too
def test_the_secretary_of_another_body_reads_no_draft_no_correction_and_no_unsent_paper(
    minutes: Minutes, secretary: Actor
):
    correction = filed(came(minutes), minutes)
    letter = make_paper(secretary, "attendance", minutes.meeting_id)
    of_group = build.seated("secretary", body=build.body("คณะทำงาน"))

    def reads(actor: Actor) -> list[bool]:
        asked = (
            Minutes.objects.visible_to(actor).filter(pk=minutes.pk, state="draft"),
            Correction.objects.visible_to(actor).filter(pk=correction.pk),
            Paper.objects.visible_to(actor).filter(pk=letter.pk),
        )
        return [each.exists() for each in asked]

    take_back_minutes(secretary, minutes_id=minutes.pk)
    assert (reads(of_group), reads(secretary)) == ([False] * 3, [True] * 3)


@pytest.mark.sqlite_too
def test_a_paper_of_an_earlier_circulation_is_closed_to_members_once_it_was_taken_back(
    minutes: Minutes, secretary: Actor
):
    member = build.seated("member")
    first = make_paper(secretary, "minutes", minutes.meeting_id)
    assert first in Paper.objects.visible_to(member)

    take_back_minutes(secretary, minutes_id=minutes.pk)
    circulate_minutes(secretary, minutes_id=minutes.pk)
    second = make_paper(secretary, "minutes", minutes.meeting_id)

    assert list(Paper.objects.visible_to(member)) == [second]
    assert first in Paper.objects.visible_to(secretary)
