"""The calendar: read back by a reader of RFC 5545; the secret address shows little, and nothing once it is revoked."""

import hashlib
import logging
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar, Event

from committee.calendar import calendar_of
from committee.middleware import actor_of
from committee.models import Assignment, CalendarFeed, Holder, Meeting
from committee.services.calendar import make_feed, revoke_feed
from committee.services.meetings import cancel_meeting, change_meeting
from ecotown.kernel import thai
from ecotown.kernel.context import LogContext
from ecotown.kernel.models import JournalEntry, User
from ecotown.kernel.rules import Actor, Refused, Role
from tests import build
from tests.committee.conftest import address
from tests.committee.records import planned

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_too]
TODAY = thai.today()
SOON = TODAY + timedelta(days=9)


def events(content: bytes) -> list[Event]:
    return list(Calendar.from_ical(content).walk("VEVENT"))


def event_of(meeting: Meeting) -> Event:
    meeting.refresh_from_db()
    return events(calendar_of([meeting]))[0]


def feed(token: str) -> Any:
    return Client().get(f"/calendar/{token}.ics")


# -- one meeting


def test_event_says_when_where_and_which(settings: Any):
    settings.SITE_URL = "https://portal.example.go.th"
    meeting = build.meeting(
        held_on=date(2026, 12, 4), begins_at=time(9, 30), number=3, mode="hybrid", online_place="https://meet.go.th/3"
    )

    event = event_of(meeting)

    assert event["SUMMARY"] == f"ประชุม{meeting.body} ครั้งที่ 3/2569"
    assert event.decoded("DTSTART") == datetime(2026, 12, 4, 9, 30, tzinfo=thai.BANGKOK)
    assert event["DTSTART"].params["TZID"] == "Asia/Bangkok"
    assert event.decoded("DTEND") > event.decoded("DTSTART")
    assert event["LOCATION"] == "ห้องประชุมชั้น 3 / https://meet.go.th/3"
    assert event["URL"] == f"https://portal.example.go.th/desk/meetings/{meeting.pk}/"
    assert event["UID"] == f"meeting-{meeting.pk}@portal.example.go.th"
    assert event["STATUS"] == "CONFIRMED"


def test_meeting_without_a_time_takes_the_day():
    event = event_of(build.meeting(held_on=date(2026, 12, 4)))

    assert (event.decoded("DTSTART"), event.decoded("DTEND")) == (date(2026, 12, 4), date(2026, 12, 5))


def test_meeting_that_was_held_has_the_times_it_was_held():
    event = event_of(build.closed_meeting(held_on=date(2026, 8, 18)))

    assert event.decoded("DTEND") == datetime(2026, 8, 18, 12, 0, tzinfo=thai.BANGKOK)


def test_online_meeting_is_held_in_its_room():
    meeting = build.meeting(mode="online", online_place="https://meet.go.th/9", venue="ประชุมออนไลน์")

    assert event_of(meeting)["LOCATION"] == "https://meet.go.th/9"


def test_sequence_grows_with_each_change_and_the_uid_stays(staff: Actor):
    meeting = planned(staff, held_on=SOON, be_year=thai.be_year(SOON))
    seen = [event_of(meeting)]
    facts = {"number": 2, "be_year": meeting.be_year, "held_on": SOON, "venue": "ห้องประชุมใหญ่", "mode": "on_site"}
    change_meeting(staff, meeting_id=meeting.pk, **facts)
    seen.append(event_of(meeting))
    cancel_meeting(staff, meeting_id=meeting.pk, reason="ประธานติดราชการ")
    seen.append(event_of(meeting))

    assert [int(event["SEQUENCE"]) for event in seen] == [0, 1, 2]
    assert len({event["UID"] for event in seen}) == 1
    assert [str(event["STATUS"]) for event in seen] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    assert seen[1]["LOCATION"] == "ห้องประชุมใหญ่"


def test_thai_text_is_folded_between_letters_and_read_back_whole():
    name = "คณะกรรมการพัฒนาเมืองอุตสาหกรรมเชิงนิเวศระดับจังหวัด กลุ่มที่ยี่สิบเอ็ด; น้ำ, ลม และ\\ไฟ"
    meeting = build.meeting(body=build.body(name))

    content = calendar_of([meeting])

    lines = content.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    for line in lines:
        line.decode()  # no letter is cut in two
    assert events(content)[0]["SUMMARY"] == f"ประชุม{name} {meeting}"
    assert b"BEGIN:VTIMEZONE" in calendar_of([build.meeting(begins_at=time(9, 0))])


def test_a_member_takes_a_meeting_and_a_stranger_does_not():
    meeting = build.meeting(held_on=SOON)

    answer = build.browser(build.seated()).get(address("meeting_ics", meeting.pk))

    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert len(events(answer.content)) == 1
    far = build.body("คณะกรรมการ จังหวัดพังงา", province=build.province("82", "พังงา"))
    assert build.browser(build.seated("secretary", body=far)).get(address("meeting_ics", meeting.pk)).status_code == 404


# -- the secret address


def test_feed_shows_the_meetings_of_the_bodies_one_serves_on_and_no_agenda():
    member, group = build.seated(), build.body("คณะทำงานอื่น", kind="working_group")
    mine, other = build.meeting(held_on=SOON), build.meeting(held_on=SOON, body=group)
    build.agenda_item(meeting=mine, title="เรื่องลับมาก", is_confidential=True)
    build.agenda_item(meeting=mine, title="เรื่องเปิดเผย")
    long_ago = build.meeting(held_on=TODAY - timedelta(days=500))

    answer = feed(make_feed(member))

    assert [str(event["UID"]).split("@")[0] for event in events(answer.content)] == [f"meeting-{mine.pk}"]
    assert "เรื่อง" not in b"".join(answer.content.split(b"\r\n ")).decode().replace("เมืองอุตสาหกรรม", "")
    assert {other, long_ago}


def test_staff_see_the_meetings_of_all_bodies_of_their_province():
    build.meeting(held_on=SOON)
    build.meeting(held_on=SOON, body=build.body("คณะทำงานอื่น", kind="working_group"))
    build.meeting(held_on=SOON, body=build.body("คณะกรรมการ จังหวัดพังงา", province=build.province("82", "พังงา")))

    assert len(events(feed(make_feed(build.assigned(Role.STAFF))).content)) == 2


def test_feed_needs_no_login_and_sets_no_cookie():
    answer = feed(make_feed(build.seated()))

    assert answer.status_code == 200
    assert not answer.cookies and "Set-Cookie" not in answer
    assert "no-store" in answer["Cache-Control"]


def ends_by_revoking(actor: Actor) -> None:
    revoke_feed(actor)


def ends_by_a_new_address(actor: Actor) -> None:
    make_feed(actor)


def ends_with_the_term(actor: Actor) -> None:
    Holder.objects.filter(person_id=actor.person_id).update(until=TODAY)


def ends_with_the_account(actor: Actor) -> None:
    User.objects.filter(pk=actor.user_id).update(is_active=False)


@pytest.mark.parametrize(
    "end",
    [ends_by_revoking, ends_by_a_new_address, ends_with_the_term, ends_with_the_account],
    ids=lambda end: end.__name__,
)
def test_an_address_that_has_ended_answers_like_one_that_never_was(end: Any):
    member = build.seated()
    token = make_feed(member)
    assert feed(token).status_code == 200

    end(member)

    ended, unknown = feed(token), feed("A" * 43)
    assert (ended.status_code, unknown.status_code) == (404, 404)
    assert ended.content == unknown.content
    assert {name: value for name, value in ended.items() if name != "X-Request-Id"} == {
        name: value for name, value in unknown.items() if name != "X-Request-Id"
    }
    assert not ended.cookies


def test_only_the_hash_of_the_address_is_kept():
    token = make_feed(build.seated())

    assert len(token) >= 43
    assert CalendarFeed.objects.get().token_sha256 == hashlib.sha256(token.encode()).hexdigest()
    assert not any(token in entry.body for entry in JournalEntry.objects.all())


def test_the_log_of_requests_does_not_know_the_address(caplog: pytest.LogCaptureFixture):
    token = make_feed(build.seated())

    with caplog.at_level("INFO"):
        feed(token)

    assert "/calendar/***.ics" in caplog.text
    assert token not in caplog.text


@pytest.mark.parametrize(
    ("method", "end", "status"),
    [
        ("post", ".ics", 405),
        ("propfind", ".ics", 405),
        ("post", ".ics?csrf", 403),
        ("get", ".ics/", 404),
        ("get", "", 404),
    ],
)
def test_no_line_of_the_log_knows_the_address_whatever_is_asked_of_it(
    caplog: pytest.LogCaptureFixture, method: str, end: str, status: int
):
    token = make_feed(build.seated())
    handler = next(
        each for each in logging.getLogger().handlers if any(isinstance(f, LogContext) for f in each.filters)
    )

    with caplog.at_level("INFO"):
        client = Client(enforce_csrf_checks="csrf" in end)
        answer = client.generic(method.upper(), f"/calendar/{token}{end}")

    written = [handler.format(record) for record in caplog.records if handler.filter(record)]
    assert answer.status_code == status
    assert any("django" in line for line in written) and not any(token in line for line in written)


def test_a_guess_costs_one_look_at_an_index():
    with CaptureQueriesContext(connection) as seen:
        feed("A" * 43)

    assert len(seen) == 1


def test_query_count_of_the_feed_is_flat():
    member = build.seated()
    token = make_feed(member)
    build.meeting(held_on=SOON)
    with CaptureQueriesContext(connection) as one:
        feed(token)
    for _more in range(2):
        build.meeting(held_on=SOON)
    with CaptureQueriesContext(connection) as three:
        assert len(events(feed(token).content)) == 3

    assert len(three) == len(one)


def test_whoever_holds_nothing_makes_no_address():
    member = build.seated()
    Holder.objects.update(until=TODAY)
    Assignment.objects.all().delete()
    with pytest.raises(Refused):
        make_feed(actor_of(User.objects.get(pk=member.user_id)))


def test_the_page_makes_an_address_shows_it_once_and_revokes_it(signed_in: Any, settings: Any):
    browser = signed_in(build.seated())

    made = browser.post(address("calendar_make"))

    shown = made.context["address"]
    assert shown.startswith(f"{settings.SITE_URL}/calendar/") and shown in made.content.decode()
    assert feed(shown.split("/")[-1].removesuffix(".ics")).status_code == 200
    assert shown not in browser.get(address("calendar")).content.decode()
    assert browser.post(address("calendar_revoke"))["Location"] == address("calendar")
    assert feed(shown.split("/")[-1].removesuffix(".ics")).status_code == 404
    assert sorted(JournalEntry.objects.values_list("act", flat=True)) == ["calendar.make", "calendar.revoke"]
