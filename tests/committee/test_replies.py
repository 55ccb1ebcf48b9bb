"""Whether the holders of seats will come: at their own desks, or told to the office."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from committee.models import Holder, Meeting, Reply
from committee.services.replies import give_reply
from committee.todo import todo
from ecotown.kernel import thai
from ecotown.kernel.rules import Actor, Refused
from tests import build
from tests.committee.conftest import SignIn, address

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_too]
TODAY = thai.today()


@pytest.fixture
def member(db: None) -> Actor:
    return build.seated("member")


def coming_up(**fields: Any) -> Meeting:
    return build.meeting(**{"held_on": TODAY + timedelta(days=7), **fields})


def seat_of(actor: Actor) -> int:
    return Holder.objects.filter(person_id=actor.person_id).latest("pk").seat_id


def asked(actor: Actor) -> list[str]:
    return [each.url for each in todo(actor) if "/replies/" in each.url]


def test_a_member_answers_at_the_own_desk_and_is_not_asked_again(member: Actor, signed_in: SignIn):
    meeting, client = coming_up(), signed_in(member)
    page = address("reply", meeting.pk, seat_of(member))
    assert asked(member) == [page]
    assert client.get(address("meeting", meeting.pk)).context["next"]["href"] == page

    answer = client.post(
        page, {"kind": "substitute", "name": "นายผู้แทน ตัวอย่าง", "post": "รองหัวหน้า", "reason": "ติดราชการ"}
    )

    assert answer["Location"] == address("meeting", meeting.pk)
    reply = Reply.objects.get()
    assert (reply.kind, reply.name, reply.answered_by_id) == ("substitute", "นายผู้แทน ตัวอย่าง", member.user_id)
    assert asked(member) == []
    client.post(page, {"kind": "coming", "name": "ยังค้างอยู่"})
    assert (Reply.objects.get().kind, Reply.objects.get().name) == ("coming", "")


def test_a_member_does_not_answer_for_another_seat(member: Actor, signed_in: SignIn):
    other = build.holder()
    meeting = coming_up()

    assert signed_in(member).post(address("reply", meeting.pk, other.seat_id), {"kind": "coming"}).status_code == 403
    assert signed_in(member).get(address("reply", meeting.pk, 987654)).status_code == 404
    assert not Reply.objects.exists()


def test_the_office_enters_what_was_said_on_the_telephone_and_the_page_counts_it(staff: Actor, office: Client):
    one, other, third = build.holder(), build.holder(), build.holder()
    meeting = coming_up()

    answer = office.post(address("reply", meeting.pk, one.seat_id), {"kind": "coming"})
    assert answer["Location"] == f"{address('meeting', meeting.pk)}#invitation"
    office.post(address("reply", meeting.pk, other.seat_id), {"kind": "not_coming", "reason": "ลาพักผ่อน"})

    page = office.get(address("meeting", meeting.pk))
    assert page.context["said"] == [("มาประชุม", 1), ("ไม่มาประชุม", 1), ("ยังไม่ตอบรับ", 1)]
    assert "ลาพักผ่อน" in page.content.decode() and str(third.person) in page.content.decode()


def test_reasons_are_for_the_office_and_members_see_the_count(member: Actor, signed_in: SignIn):
    meeting = coming_up()
    Reply.objects.create(meeting=meeting, seat=build.holder().seat, kind="not_coming", reason="ลาป่วย")

    page = signed_in(member).get(address("meeting", meeting.pk))

    assert "ลาป่วย" not in page.content.decode()
    assert page.context["said"] == [("ยังไม่ตอบรับ", 1), ("ไม่มาประชุม", 1)]


def test_a_seat_by_name_answers_without_a_substitute(staff: Actor, office: Client):
    held = build.holder(seat=build.seat(kind="by_name"))
    meeting = coming_up()

    form = office.get(address("reply", meeting.pk, held.seat_id)).context["form"]

    assert "name" not in form.fields and "substitute" not in dict(form.fields["kind"].choices)
    with pytest.raises(ValidationError):
        give_reply(staff, meeting_id=meeting.pk, seat_id=held.seat_id, kind="substitute", name="นายผู้แทน")


def test_a_substitute_has_a_name(staff: Actor):
    held = build.holder()

    with pytest.raises(ValidationError) as refused:
        give_reply(staff, meeting_id=coming_up().pk, seat_id=held.seat_id, kind="substitute")
    assert list(refused.value.message_dict) == ["name"]


def test_nobody_answers_when_the_meeting_is_over(staff: Actor, member: Actor):
    meeting = build.closed_meeting()

    for actor in (staff, member):
        with pytest.raises(Refused):
            give_reply(actor, meeting_id=meeting.pk, seat_id=seat_of(member), kind="coming")


def test_only_who_holds_a_seat_of_the_body_on_the_day_is_asked(member: Actor):
    coming_up(body=build.body("คณะทำงาน"))
    coming_up(held_on=TODAY - timedelta(days=1)), coming_up(state="cancelled")
    later = coming_up()
    assert asked(member) == [address("reply", later.pk, seat_of(member))]

    Holder.objects.filter(person_id=member.person_id).update(until=later.held_on)
    assert asked(member) == []


def test_a_member_with_two_seats_answers_for_each(member: Actor):
    second = build.holder(person=Holder.objects.get(person_id=member.person_id).person)
    meeting = coming_up()
    assert len(asked(member)) == 2

    give_reply(member, meeting_id=meeting.pk, seat_id=second.seat_id, kind="coming")
    assert len(asked(member)) == 1


@pytest.mark.parametrize("count", [1, 3])
def test_looking_for_things_to_do_costs_two_queries(member: Actor, django_assert_num_queries: Any, count: int):
    for _ in range(count):
        coming_up()

    with django_assert_num_queries(2):
        assert len(asked(member)) == count
