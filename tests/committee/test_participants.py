"""The list of participants of a meeting tool: read, looked through, taken in."""

from datetime import date, time
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from committee.models import Meeting
from committee.participants import Participant, Unreadable, match, read
from committee.services.attendance import Guest, record_attendance, record_participants
from ecotown.kernel.rules import Actor
from tests import build
from tests.committee.conftest import address
from tests.committee.records import DAY

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_too]

ZOOM = """Meeting ID,Topic,Start Time,End Time,User Email,Duration (Minutes),Participants
123 456,ประชุมคณะกรรมการ,08/18/2026 09:00:00 AM,08/18/2026 12:05:00 PM,office@example.go.th,185,3

Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest,In Waiting Room
นายก้าว ตัวอย่าง (อุตสาหกรรมจังหวัด),,08/18/2026 09:21:10 AM,08/18/2026 10:00:00 AM,39,Yes,No
"น้ำ  ตัวอย่าง",,08/18/2026 09:25:00 AM,08/18/2026 12:00:00 PM,155,Yes,No
นายก้าว ตัวอย่าง (อุตสาหกรรมจังหวัด),,08/18/2026 10:02:10 AM,08/18/2026 12:03:00 PM,120,Yes,No
ช่างเทคนิค,,08/18/2026 09:00:00 AM,08/18/2026 12:05:00 PM,185,Yes,No
"""
TEAMS = """1. Summary
Meeting title\tประชุมคณะกรรมการ
Attended participants\t2
Start time\t8/18/26, 9:00:00 AM

2. Participants
Name\tFirst Join\tLast Leave\tIn-Meeting Duration\tEmail\tParticipant ID (UPN)\tRole
ก้าว ตัวอย่าง\t8/18/26, 9:21:10 AM\t8/18/26, 12:03:00 PM\t2h 41m\ta@b\ta@b\tOrganizer
น้ำ ตัวอย่าง (Guest)\t8/18/26, 9:25:00 AM\t8/18/26, 12:00:00 PM\t2h 35m\t\t\tAttendee

3. In-Meeting Activities
Name\tJoin Time\tLeave Time\tDuration\tEmail\tRole
ก้าว ตัวอย่าง\t8/18/26, 9:21:10 AM\t8/18/26, 12:03:00 PM\t2h 41m\ta@b\tOrganizer
"""
TEAMS_OLD = """Full Name\tUser Action\tTimestamp
ก้าว ตัวอย่าง\tJoined\t18/8/2569 9:21:10
น้ำ ตัวอย่าง\tJoined before\t18/8/2569 9:25:00
ก้าว ตัวอย่าง\tLeft\t18/8/2569 10:00:00
ก้าว ตัวอย่าง\tJoined\t18/8/2569 10:02:10
ก้าว ตัวอย่าง\tLeft\t18/8/2569 12:03:00
"""


def summary(found: list[Participant]) -> list[tuple[str, str, str, int]]:
    return [
        (
            each.name,
            f"{each.joined:%H.%M}" if each.joined else "",
            f"{each.left:%H.%M}" if each.left else "",
            each.joins,
        )
        for each in found
    ]


# -- reading the list


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "utf-16", "cp874"])
def test_zooms_list_is_read_in_each_encoding_with_several_joins_as_one_person(encoding: str):
    assert summary(read(ZOOM.encode(encoding), DAY)) == [
        ("นายก้าว ตัวอย่าง (อุตสาหกรรมจังหวัด)", "09.21", "12.03", 2),
        ("น้ำ ตัวอย่าง", "09.25", "12.00", 1),
        ("ช่างเทคนิค", "09.00", "12.05", 1),
    ]


def test_teams_list_is_read_from_its_second_part_only():
    assert summary(read(TEAMS.encode("utf-16"), DAY)) == [
        ("ก้าว ตัวอย่าง", "09.21", "12.03", 1),
        ("น้ำ ตัวอย่าง (Guest)", "09.25", "12.00", 1),
    ]


def test_teams_older_list_of_joined_and_left_is_read():
    assert summary(read(TEAMS_OLD.encode("utf-16"), DAY)) == [
        ("ก้าว ตัวอย่าง", "09.21", "12.03", 2),
        ("น้ำ ตัวอย่าง", "09.25", "", 1),
    ]


@pytest.mark.parametrize(
    ("stamp", "day", "is_read"),
    [
        ("8/9/2026 9:00:00 AM", date(2026, 8, 9), True), ("8/9/2026 9:00:00 AM", date(2026, 9, 8), True),
        ("9/8/2569 09:00", date(2026, 8, 9), True), ("2026-08-09 09:00:00", date(2026, 8, 9), True),
        ("8/10/2026 9:00:00 AM", date(2026, 8, 9), False),
    ],
)  # fmt: skip
def test_the_day_of_the_meeting_tells_day_from_month_and_another_day_is_left_out(stamp: str, day: date, is_read: bool):
    content = f"Name,Join Time,Leave Time\nก้าว,{stamp},\n".encode()

    if is_read:
        assert [each.joined for each in read(content, day)] == [time(9, 0)]
    else:
        with pytest.raises(Unreadable):
            read(content, day)


@pytest.mark.parametrize(
    "content", [b"", b"%PDF-1.7", b"a,b\n1,2\n", b"\xff\xfeN", b"Name,Join Time\n", bytes(range(256))]
)
def test_what_is_no_list_of_participants_is_refused(content: bytes):
    with pytest.raises(Unreadable):
        read(content, DAY)


def test_a_name_is_told_with_or_without_prefix_post_and_spaces_and_not_where_two_fit():
    people = [(1, "ก้าวตัวอย่าง"), (2, "น้ำตัวอย่าง"), (3, "น้ำตัวอย่างดี")]

    assert match("ก้าว ตัวอย่าง", people) == 1
    assert match("อก.ภก.-นายก้าว  ตัวอย่าง (iPad)", people) == 1
    assert match("นำ้ ตัวอย่าง", people) == 2
    assert match("น้ำ ตัวอย่างดี", people) is None
    assert match("ช่างเทคนิค", people) is None


# -- taking it in


def online_meeting(**fields: Any) -> Meeting:
    return build.meeting(**{"held_on": DAY, "mode": "online", **fields})


def two_members() -> tuple[Any, Any]:
    return (
        build.holder(person=build.person(prefix="นาย", given="ก้าว", family="ตัวอย่าง")),
        build.holder(person=build.person(prefix="นาง", given="น้ำ", family="ตัวอย่าง")),
    )


def review(office: Client, meeting: Meeting, text: str = ZOOM) -> Any:
    upload = SimpleUploadedFile("participants.csv", text.encode("utf-8-sig"), "text/csv")
    return office.post(address("participants", meeting.pk), {"file": upload})


def typed(page: Any) -> dict[str, str]:
    """What the form of the review would send as it stands."""
    form = page.context["form"]
    sent = {name: form[name].value() for name in form.fields}
    return {name: "" if value is None else str(value) for name, value in sent.items()}


def test_the_list_is_looked_through_before_anything_is_saved(office: Client):
    one, other = two_members()
    meeting = online_meeting()

    page = review(office, meeting)

    assert [line["who"].value() for line in page.context["form"].lines()] == [
        str(one.seat_id),
        str(other.seat_id),
        "guest",
    ]
    assert not meeting.attendances.exists()

    done = office.post(address("participants", meeting.pk), {**typed(page), "who-2": ""})
    assert done["Location"] == address("attendance", meeting.pk)
    rows = list(meeting.attendances.order_by("sort"))
    assert [(row.seat_id, row.kind) for row in rows] == [(one.seat_id, "present"), (other.seat_id, "present")]
    assert timezone.localtime(rows[0].joined_at).time() == time(9, 21)
    assert timezone.localtime(rows[0].left_at).time() == time(12, 3)
    assert rows[0].identified_by


def test_a_wrong_guess_is_corrected_and_a_guest_keeps_the_times(office: Client):
    _one, other = two_members()
    third = build.holder()
    meeting = online_meeting()
    page = review(office, meeting)

    office.post(
        address("participants", meeting.pk),
        {**typed(page), "who-0": str(third.seat_id), "name-2": "นายช่าง เทคนิค", "joined-2": "08.55"},
    )

    assert set(meeting.attendances.filter(kind="present").values_list("seat_id", flat=True)) == {
        third.seat_id,
        other.seat_id,
    }
    guest = meeting.attendances.get(kind="guest")
    assert guest.name == "นายช่าง เทคนิค" and timezone.localtime(guest.joined_at).time() == time(8, 55)


def test_two_names_in_one_seat_give_everything_back_and_save_nothing(office: Client):
    one, _other = two_members()
    meeting = online_meeting()
    page = review(office, meeting)

    answer = office.post(
        address("participants", meeting.pk), {**typed(page), "who-1": str(one.seat_id), "name-2": "นายที่พิมพ์ไว้"}
    )

    assert answer.status_code == 422 and "นายที่พิมพ์ไว้" in answer.content.decode()
    assert not meeting.attendances.exists()


def test_a_substitute_already_recorded_stays_one(office: Client):
    held = build.holder()
    meeting = online_meeting()
    build.stand_in(meeting=meeting, seat=held.seat, person=held.person, name="นายก้าว ตัวอย่าง", letter_number="1")

    office.post(address("participants", meeting.pk), typed(review(office, meeting)))

    row = meeting.attendances.get(seat=held.seat)
    assert (row.kind, row.letter_number) == ("substitute", "1") and row.joined_at is not None


def test_a_guest_of_the_same_name_and_another_post_stays_on_the_list(staff: Actor):
    meeting = online_meeting()
    record_attendance(staff, meeting_id=meeting.pk, guests=[Guest("นายก้าว", "วิศวกร"), Guest("นายก้าว", "ช่าง")])

    record_participants(staff, meeting_id=meeting.pk, seats={}, guests=[Guest("นายก้าว"), Guest("นางใหม่")])

    assert {(row.name, row.post) for row in meeting.attendances.all()} == {
        ("นายก้าว", "วิศวกร"), ("นายก้าว", "ช่าง"), ("นางใหม่", ""),
    }  # fmt: skip


def test_a_list_with_a_stamp_but_no_action_is_read_by_its_times():
    assert summary(read("Name,Join Time,Timestamp\nก้าว,9:21,9:21\n".encode(), DAY)) == [("ก้าว", "09.21", "", 1)]


def test_a_file_without_participants_of_the_day_says_so(office: Client):
    build.holder()

    answer = review(office, online_meeting(held_on=date(2026, 8, 19)))

    assert answer.status_code == 422 and list(answer.context["form"].errors) == ["file"]


def test_lines_that_are_made_up_do_not_break_the_page(office: Client):
    meeting = online_meeting()

    for rows in ("-1", "abc", "99999999", "9" * 5000, "๒", ""):
        assert office.post(address("participants", meeting.pk), {"rows": rows}).status_code == 422
