"""Substitutes and their letters, what was replied beforehand, and the page on which the day is recorded."""

from datetime import datetime, time
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from committee.models import Reply
from committee.services.attendance import (
    Guest,
    Particulars,
    Presence,
    StandIn,
    attach_letter,
    record_attendance,
    record_the_rest,
)
from ecotown.kernel import thai
from ecotown.kernel.rules import Actor, Refused
from tests import build
from tests.committee.conftest import address
from tests.committee.records import DAY, closed, planned

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_too]


# -- substitutes


def test_a_substitute_is_kept_beside_the_member_whom_he_stands_in_for(staff: Actor):
    held = build.holder()
    meeting = planned(staff)
    came = StandIn("นายผู้แทน ตัวอย่าง", "รองหัวหน้า", "ภก 0023/99", DAY)

    record_attendance(staff, meeting_id=meeting.pk, rows=[Presence(held.seat_id, False, "ติดราชการ", came)])

    row = meeting.attendances.get()
    assert (row.kind, row.name, row.post) == ("substitute", "นายผู้แทน ตัวอย่าง", "รองหัวหน้า")
    assert (row.person, row.absent_name, row.in_place_of) == (held.person, str(held.person), held.seat.post)
    assert (row.letter_number, row.letter_on, row.counts) == ("ภก 0023/99", DAY, True)


def test_a_seat_by_name_takes_no_substitute(staff: Actor):
    held = build.holder(seat=build.seat(kind="by_name"))
    meeting = planned(staff)

    with pytest.raises(ValidationError) as refused:
        record_attendance(
            staff, meeting_id=meeting.pk, rows=[Presence(held.seat_id, False, stand_in=StandIn("นายผู้แทน ตัวอย่าง"))]
        )

    assert held.seat.post in str(refused.value) and not meeting.attendances.exists()


def test_somebody_acting_is_present_in_own_right_with_the_words_of_that_day(staff: Actor):
    seat = build.seat(post="ผู้ว่าราชการจังหวัด")
    held = build.holder(seat=seat, acting="for_absent", acting_post="รองผู้ว่าราชการจังหวัด", acting_order="ที่ 1/2569")
    meeting = planned(staff)

    record_attendance(staff, meeting_id=meeting.pk, rows=[Presence(held.seat_id, True)])

    row = meeting.attendances.get()
    assert (row.kind, row.post) == ("present", "รองผู้ว่าราชการจังหวัด รักษาราชการแทนผู้ว่าราชการจังหวัด")


def test_a_member_who_came_after_all_leaves_no_letter_behind(staff: Actor):
    held = build.holder()
    meeting = planned(staff)
    stood = Presence(held.seat_id, False, stand_in=StandIn("นายผู้แทน ตัวอย่าง", letter_number="1"))
    record_attendance(staff, meeting_id=meeting.pk, rows=[stood])

    record_attendance(staff, meeting_id=meeting.pk, rows=[Presence(held.seat_id, True)])

    row = meeting.attendances.get()
    assert (row.kind, row.letter_number, row.in_place_of, row.name) == ("present", "", "", str(held.person))


def test_a_substitute_with_a_letter_may_preside_and_one_without_may_not(staff: Actor):
    chair, other = build.holder(seat=build.seat(role="chair")), build.holder()
    meeting = planned(staff)
    record_attendance(
        staff, meeting_id=meeting.pk,
        rows=[Presence(chair.seat_id, False, stand_in=StandIn("นายผู้แทน ตัวอย่าง", "รองผู้ว่าฯ")), Presence(other.seat_id, True)],
    )  # fmt: skip
    with pytest.raises(ValidationError) as refused:
        closed(staff, meeting, stand_in_seat_id=chair.seat_id)
    assert list(refused.value.message_dict) == ["presided_by"]

    attach_letter(staff, attendance_id=meeting.attendances.get(kind="substitute").pk, letter_number="1", letter_on=None)
    done = closed(staff, meeting, stand_in_seat_id=chair.seat_id)

    assert (done.presided_by, done.presided_name, done.presided_post) == (None, "นายผู้แทน ตัวอย่าง", "รองผู้ว่าฯ")
    assert done.quorum_present == 2


def test_only_a_substitute_brings_a_letter_and_none_after_closing(staff: Actor):
    one, other = build.holder(), build.holder()
    meeting = planned(staff)
    rows = [Presence(one.seat_id, True), Presence(other.seat_id, False, stand_in=StandIn("นายผู้แทน ตัวอย่าง"))]
    record_attendance(staff, meeting_id=meeting.pk, rows=rows)
    member, stood = meeting.attendances.get(kind="present"), meeting.attendances.get(kind="substitute")

    with pytest.raises(ValidationError):
        attach_letter(staff, attendance_id=member.pk, letter_number="1", letter_on=None)
    closed(staff, meeting)
    with pytest.raises(Refused):
        attach_letter(staff, attendance_id=stood.pk, letter_number="1", letter_on=None)


# -- all others came


def test_the_rest_is_recorded_as_replied_and_else_as_present(staff: Actor):
    ticked, coming, away, sends, silent = (build.holder() for _ in range(5))
    meeting = planned(staff)
    record_attendance(staff, meeting_id=meeting.pk, rows=[Presence(ticked.seat_id, False, "ป่วย")])
    for held, said in [
        (coming, {"kind": "coming"}), (away, {"kind": "not_coming", "reason": "ลาพักผ่อน"}),
        (sends, {"kind": "substitute", "name": "นายผู้แทน ตัวอย่าง", "post": "รองหัวหน้า"}), (ticked, {"kind": "coming"}),
    ]:  # fmt: skip
        Reply.objects.create(meeting=meeting, seat=held.seat, **said)

    record_the_rest(staff, meeting_id=meeting.pk)

    assert [(row.seat_id, row.kind, row.reason) for row in meeting.attendances.all()] == [
        (ticked.seat_id, "absent", "ป่วย"), (coming.seat_id, "present", ""), (away.seat_id, "absent", "ลาพักผ่อน"),
        (sends.seat_id, "substitute", ""), (silent.seat_id, "present", ""),
    ]  # fmt: skip
    assert meeting.attendances.get(kind="substitute").lacks_letter


def test_guests_who_stay_on_the_list_keep_what_is_known_of_them(staff: Actor):
    meeting = planned(staff)
    came = timezone.make_aware(datetime.combine(DAY, time(9, 20)))
    record_attendance(
        staff, meeting_id=meeting.pk, guests=[Guest("นางสาวแขก รับเชิญ", "นักวิชาการ", Particulars("บัญชีผู้ใช้", came))]
    )

    record_attendance(staff, meeting_id=meeting.pk, guests=[Guest("นายใหม่"), Guest("นางสาวแขก รับเชิญ", "นักวิชาการ")])

    assert [(row.name, row.joined_at) for row in meeting.attendances.all()] == [
        ("นายใหม่", None),
        ("นางสาวแขก รับเชิญ", came),
    ]


# -- the page


def test_a_substitute_is_ticked_and_the_letter_handed_in_later(office: Client):
    held = build.holder()
    meeting = build.meeting(held_on=thai.today())
    seat, page = held.seat_id, address("attendance", meeting.pk)

    ticked = office.post(page, {f"came-{seat}": "substitute"}, headers={"HX-Request": "true"})
    assert ticked.status_code == 422 and str(held.person) in ticked.content.decode()
    named = {f"came-{seat}": "substitute", f"name-{seat}": "นายผู้แทน ตัวอย่าง", f"post-{seat}": "รองหัวหน้า"}
    told = office.post(page, named, headers={"HX-Request": "true"}).content.decode()
    row = meeting.attendances.get()
    assert "หนังสือมอบหมาย" in told and address("attendance_letter", row.pk) in told and not row.counts

    office.post(address("attendance_letter", row.pk), {
        "letter_number": "ภก 0023/99", "letter_on": "18 ส.ค. 2569", "letter": SimpleUploadedFile("หนังสือ.pdf", b"%PDF-1.7 x"),
    })  # fmt: skip
    row.refresh_from_db()
    assert row.counts and row.letter_on == DAY
    assert office.get(address("attendance_letter_file", row.pk)).status_code == 200
    lettered = {f"letter-{seat}": "ภก 0023/99", f"dated-{seat}": "18 ส.ค. 2569"}
    again = office.post(page, {**named, **lettered}, headers={"HX-Request": "true"})
    assert again.status_code == 200 and type(row).objects.get().letter_id == row.letter_id

    # A page loaded before the letter was handed in; and then somebody else comes, without that letter.
    office.post(page, named, headers={"HX-Request": "true"})
    kept = meeting.attendances.get()
    assert (kept.letter_number, kept.letter_on, kept.letter_id) == ("ภก 0023/99", DAY, row.letter_id)
    office.post(page, {**named, f"name-{seat}": "นางอีกคน ตัวอย่าง", f"letter-{seat}": "ภก 0023/100"})
    other = meeting.attendances.get()
    assert (other.letter_number, other.letter_on, other.letter_id) == ("ภก 0023/100", None, None)


def test_the_page_shows_replies_and_fills_them_in_without_ticking(office: Client):
    held = build.holder()
    meeting = build.meeting(held_on=thai.today())
    Reply.objects.create(meeting=meeting, seat=held.seat, kind="substitute", name="นายผู้แทน ตัวอย่าง", reason="ติดราชการ")

    page = office.get(address("attendance", meeting.pk))

    row = page.context["form"].rows()[0]
    assert row["came"].value() == "" and row["name"].value() == "นายผู้แทน ตัวอย่าง"
    assert "ตอบรับไว้" in page.content.decode()


def test_all_others_came_is_one_button(office: Client):
    for _ in range(3):
        build.holder()
    meeting = build.meeting(held_on=thai.today())
    assert address("attendance_rest", meeting.pk) in office.get(address("attendance", meeting.pk)).content.decode()

    office.post(address("attendance_rest", meeting.pk))

    assert meeting.attendances.filter(kind="present").count() == 3


def test_a_reply_that_cannot_be_recorded_is_told_and_breaks_nothing(office: Client):
    held = build.holder(seat=build.seat(kind="by_name"))
    meeting = build.meeting(held_on=thai.today())
    Reply.objects.create(meeting=meeting, seat=held.seat, kind="substitute", name="นายผู้แทน ตัวอย่าง")

    page = office.post(address("attendance_rest", meeting.pk), follow=True)

    assert page.status_code == 200 and not meeting.attendances.exists()


def test_who_presided_is_chosen_among_all_who_count(office: Client):
    chair, other = build.holder(seat=build.seat(role="chair")), build.holder()
    meeting = build.meeting(held_on=thai.today())
    build.stand_in(meeting=meeting, seat=chair.seat, person=chair.person, letter_number="1")
    build.attendance(meeting=meeting, kind="present", seat=other.seat, person=other.person, name="นางกรรมการ")

    offered = office.get(address("meeting_close", meeting.pk)).context["form"].fields["presided_by"].choices
    assert [key for key, _name in offered] == ["", f"seat-{chair.seat_id}", str(other.person_id)]
    office.post(
        address("meeting_close", meeting.pk),
        {"started_at": "9.30", "ended_at": "12.00", "presided_by": f"seat-{chair.seat_id}"},
    )

    meeting.refresh_from_db()
    assert (meeting.state, meeting.presided_name) == ("closed", "นายผู้แทน ตัวอย่าง")


@pytest.mark.parametrize("mode", ["on_site", "online"])
def test_the_page_asks_as_often_for_one_seat_as_for_three(
    office: Client, django_assert_max_num_queries: Any, mode: str
):
    meeting = build.meeting(held_on=thai.today(), mode=mode)

    def one_more() -> None:
        held = build.holder()
        build.stand_in(meeting=meeting, seat=held.seat, person=held.person)

    one_more()
    # Meeting with body and chair, its attendances with seats and people, holders of the day, replies.
    with django_assert_max_num_queries(5 + 6) as one:
        office.get(address("attendance", meeting.pk))
    one_more(), one_more()
    with django_assert_max_num_queries(len(one)):
        office.get(address("attendance", meeting.pk))


def test_without_the_chair_the_vice_chair_is_proposed_to_have_presided(office: Client):
    meeting = build.meeting(held_on=thai.today())
    chair, vice = (build.holder(seat=build.seat(role=role)) for role in ("chair", "vice_chair"))
    build.attendance(meeting=meeting, kind="absent", seat=chair.seat, person=chair.person)
    build.attendance(meeting=meeting, kind="present", seat=vice.seat, person=vice.person)

    form = office.get(address("meeting_close", meeting.pk)).context["form"]

    assert form["presided_by"].value() == str(vice.person_id)

    # Who comes in place of the chair does not preside by that.
    meeting.attendances.filter(seat=chair.seat).update(
        kind="substitute", name="นายผู้แทน ตัวอย่าง", in_place_of="ประธาน", letter_number="1"
    )
    form = office.get(address("meeting_close", meeting.pk)).context["form"]
    assert form["presided_by"].value() == str(vice.person_id)
