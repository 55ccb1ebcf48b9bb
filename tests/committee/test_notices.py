"""Who is told of meetings, minutes and tasks, in which words; and that nobody is told twice."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from django.core.exceptions import ValidationError

from committee import messages
from committee.models import Assignment, Holder, Meeting, OfficeSetting, Partner, Person
from committee.services.meetings import cancel_meeting
from committee.services.minutes import circulate_minutes, take_back_minutes
from committee.services.notices import remind_agency, send_again, tell_by_hand, tell_of_meeting
from ecotown.kernel import thai
from ecotown.kernel.models import JournalEntry, Mailing, Notice
from ecotown.kernel.rules import Actor, Refused, Role
from tests import build
from tests.committee.records import written

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_too]
TODAY = thai.today()


def coming(**fields: object) -> Meeting:
    return build.meeting(
        held_on=TODAY + timedelta(days=9), begins_at=time(9, 30), number=fields.pop("number", 3), **fields
    )


def tell(actor: Actor, meeting: Meeting) -> Mailing:
    meeting.refresh_from_db()
    return tell_of_meeting(actor, meeting_id=meeting.pk, text=messages.of_meeting(meeting).text)


# -- the meeting


def test_invitation_says_what_one_needs_in_order_to_come_and_nothing_of_the_agenda(staff: Actor):
    OfficeSetting.objects.create(province=build.province(), name="สำนักงานอุตสาหกรรมจังหวัด", email="office@example.go.th")
    meeting = coming(mode="hybrid", online_place="https://meet.example.go.th/3")
    build.agenda_item(meeting=meeting, title="เรื่องลับของโรงงาน", is_confidential=True)

    message = messages.of_meeting(meeting)

    assert message.subject == f"ขอเชิญประชุม{meeting.body} {meeting}"
    assert message.text.splitlines() == [
        f"{thai.formal_date(meeting.held_on)} เวลา 09.30 น.",
        "ณ ห้องประชุมชั้น 3",
        "ประชุมผ่านสื่ออิเล็กทรอนิกส์: https://meet.example.go.th/3",
        "ระเบียบวาระและเอกสารประกอบการประชุมอยู่ในระบบ โปรดตอบรับการประชุม",
        "ฝ่ายเลขานุการ สำนักงานอุตสาหกรรมจังหวัด",
    ]
    assert (message.reply_to, message.path) == ("office@example.go.th", f"/desk/meetings/{meeting.pk}/")


def test_everybody_who_holds_a_seat_on_the_day_is_told_once_with_or_without_account_and_address(staff: Actor):
    with_both = build.person(user=build.user(email="account@example.go.th"), email="own@example.go.th")
    by_account = build.person(user=build.user(email="account2@example.go.th"))
    without = build.person()
    for person in (with_both, by_account, without, with_both):
        build.holder(person=person)
    leaves = build.holder()
    Holder.objects.filter(pk=leaves.pk).update(until=TODAY + timedelta(days=9))

    recipients = messages.of_meeting(coming()).recipients

    assert [(each.who, each.email, each.user_id) for each in recipients] == [
        (f"person:{with_both.pk}", "own@example.go.th", with_both.user_id),
        (f"person:{by_account.pk}", "account2@example.go.th", by_account.user_id),
        (f"person:{without.pk}", "", None),
    ]


def test_partners_of_a_network_are_told_by_hand():
    network = build.body("เครือข่ายโรงงาน", kind="network")
    Partner.objects.create(body=network, kind="factory", name="บริษัท ก", since=date(2026, 1, 1))
    Partner.objects.create(body=network, kind="factory", name="บริษัท ข", since=date(2026, 1, 1), until=TODAY)

    assert [each.label for each in messages.of_meeting(coming(body=network)).recipients] == ["บริษัท ก"]


def test_a_meeting_is_told_once_a_new_holder_is_told_later(staff: Actor):
    meeting, first = coming(), build.holder()
    mailing = tell(staff, meeting)
    late = build.holder()

    again = tell(staff, meeting)

    assert again == mailing
    assert [notice.who for notice in mailing.notices.order_by("pk")] == [
        f"person:{first.person_id}", f"person:{late.person_id}",
    ]  # fmt: skip


def test_a_meeting_that_is_moved_is_told_anew_and_one_that_is_moved_back_too(staff: Actor):
    meeting, _member = coming(), build.holder()
    tell(staff, meeting)

    Meeting.objects.update(venue="ห้องประชุมใหญ่")
    changed = tell(staff, meeting)
    Meeting.objects.update(venue="ห้องประชุมชั้น 3")
    back = tell(staff, meeting)

    assert [each.kind for each in Mailing.objects.order_by("pk")] == [
        "meeting.invitation", "meeting.change", "meeting.change",
    ]  # fmt: skip
    assert changed.subject.startswith("แจ้งเปลี่ยนแปลงกำหนดการประชุม")
    assert "ณ ห้องประชุมใหญ่" in changed.text and "ณ ห้องประชุมชั้น 3" in back.text


def test_a_meeting_that_is_called_off_is_told(staff: Actor):
    meeting, _member = coming(), build.holder()
    tell(staff, meeting)
    cancel_meeting(staff, meeting_id=meeting.pk, reason="ประธานติดราชการ")

    mailing = tell(staff, meeting)

    assert mailing.kind == "meeting.cancellation"
    assert mailing.subject.startswith("แจ้งยกเลิกการประชุม")


def test_of_a_meeting_that_is_over_nobody_is_told(staff: Actor):
    for meeting in (build.closed_meeting(), build.meeting(held_on=TODAY - timedelta(days=1))):
        with pytest.raises(Refused):
            tell_of_meeting(staff, meeting_id=meeting.pk, text="ก")


def test_the_words_may_be_changed_before_they_go_out_and_not_afterwards(staff: Actor):
    meeting, _member = coming(), build.holder()
    mailing = tell_of_meeting(staff, meeting_id=meeting.pk, text="แต่งกายชุดสุภาพ")

    again = tell_of_meeting(staff, meeting_id=meeting.pk, text="อย่างอื่น")

    assert (mailing.text, again.text) == ("แต่งกายชุดสุภาพ", "แต่งกายชุดสุภาพ")
    assert messages.of_meeting(meeting).text == "แต่งกายชุดสุภาพ"


def test_a_body_without_holders_has_nobody_to_tell(staff: Actor):
    with pytest.raises(ValidationError):
        tell(staff, coming())

    assert not Mailing.objects.exists()


def test_members_may_not_send(staff: Actor):
    with pytest.raises(Refused):
        tell(build.seated(), coming())


def test_sending_is_journalled_with_the_words(staff: Actor):
    build.holder()

    mailing = tell(staff, coming())

    line = JournalEntry.objects.get(act="meeting.tell")
    assert line.object_id == str(mailing.pk) and "ณ ห้องประชุมชั้น 3" in line.body


# -- minutes


def test_circulated_minutes_are_told_to_the_members_of_today_and_to_those_who_came(staff: Actor):
    minutes, member = written(), build.holder()
    gone = build.holder()
    Holder.objects.filter(pk=gone.pk).update(until=TODAY)
    build.attendance(meeting=minutes.meeting, kind="present", seat=gone.seat, person=gone.person, name="ก")

    circulate_minutes(staff, minutes_id=minutes.pk, closes_on=TODAY + timedelta(days=7))

    mailing = Mailing.objects.get()
    assert sorted(mailing.notices.values_list("who", flat=True)) == sorted(
        [f"person:{member.person_id}", f"person:{gone.person_id}"]
    )
    assert f"ภายในวันที่ {thai.long_date(TODAY + timedelta(days=7))}" in mailing.text
    assert "ที่ประชุมได้ร่วมพิจารณา" not in mailing.text
    assert mailing.about == messages.about(minutes.meeting_id)


def test_minutes_sent_round_again_with_another_last_day_are_told_anew(staff: Actor):
    minutes, _member = written(), build.holder()
    for days in (7, 7, 14):
        circulate_minutes(staff, minutes_id=minutes.pk, closes_on=TODAY + timedelta(days=days))
        take_back_minutes(staff, minutes_id=minutes.pk)

    assert Notice.objects.count() == 2


# -- tasks


def test_a_reminder_goes_to_the_focal_persons_of_the_agency_and_to_who_sits_for_it():
    focal, former, seated = (
        build.person(),
        build.person(),
        build.holder(seat=build.seat(kind="organisation", organisation="เทศบาลตำบลรัษฎา")),
    )
    Assignment.objects.create(person=focal, role=Role.AGENCY, organisation="เทศบาลตำบลรัษฎา", since=build.SINCE)
    Assignment.objects.create(
        person=former, role=Role.AGENCY, organisation="เทศบาลตำบลรัษฎา", since=build.SINCE, until=TODAY
    )

    message = messages.of_follow_up(build.task(), TODAY, "x")

    assert {each.who for each in message.recipients} == {f"person:{focal.pk}", f"person:{seated.person_id}"}


def test_an_agency_that_nobody_stands_for_is_told_by_hand():
    message = messages.of_follow_up(build.task(), TODAY, "x")

    assert [(each.who, each.label) for each in message.recipients] == [("agency:เทศบาลตำบลรัษฎา", "เทศบาลตำบลรัษฎา")]


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (30, "แจ้งเตือน: การดำเนินการตามมติที่ประชุม{} ครบกำหนดในอีก 30 วัน"),
        (0, "แจ้งเตือน: การดำเนินการตามมติที่ประชุม{} ครบกำหนดวันนี้"),
        (-3, "แจ้งเตือน: การดำเนินการตามมติที่ประชุม{} พ้นกำหนดแล้ว 3 วัน"),
        (None, "ขอให้รายงานผลการดำเนินการตามมติที่ประชุม{}"),
    ],
)
def test_a_reminder_says_how_many_days_are_left(left: int | None, words: str):
    task = build.task(due=None if left is None else TODAY + timedelta(days=left))

    meeting = task.resolution.agenda_item.meeting
    assert messages.of_follow_up(task, TODAY, "x").subject == words.format(meeting)


def test_a_confidential_task_is_told_by_its_number_only():
    item = build.agenda_item(title="เรื่องลับ", is_confidential=True)
    task = build.task(resolution=build.resolution(agenda_item=item, kind="assign"), task="ตรวจโรงงานของนาย ก")

    message = messages.of_follow_up(task, TODAY, "x")

    assert "นาย ก" not in message.text + message.subject and "เรื่องลับ" not in message.text
    assert f"ระเบียบวาระที่ {item.number}" in message.text


def test_a_reminder_by_hand_goes_out_once_a_day(staff: Actor):
    task = build.task()
    first = remind_agency(staff, follow_up_id=task.pk, text="โปรดรายงาน")

    assert remind_agency(staff, follow_up_id=task.pk, text="โปรดรายงานอีก") == first
    assert Notice.objects.count() == 1
    tomorrow = replace(staff, on=TODAY + timedelta(days=1))
    assert remind_agency(tomorrow, follow_up_id=task.pk, text="โปรดรายงาน") != first


def test_of_a_task_that_is_done_nobody_is_reminded(staff: Actor):
    task = build.task(state="closed", closed_on=TODAY, outcome="แล้วเสร็จ")

    with pytest.raises(Refused):
        remind_agency(staff, follow_up_id=task.pk, text="ก")


# -- by hand


def test_what_was_told_by_hand_is_journalled_with_channel_and_names(staff: Actor):
    mailing = build.mailing([build.person(given="สมชาย").recipient])

    tell_by_hand(staff, mailing_id=mailing.pk, notice_ids=[mailing.notices.get().pk], channel="telephone")

    line = JournalEntry.objects.get(act="notice.tell")
    assert '"channel":"telephone"' in line.body and "สมชาย" in line.body


def test_ticking_nobody_is_refused(staff: Actor):
    mailing = build.mailing([build.person().recipient])

    with pytest.raises(ValidationError):
        tell_by_hand(staff, mailing_id=mailing.pk, notice_ids=[], channel="line")


def test_sending_again_is_journalled_where_there_was_something_to_send(staff: Actor):
    person = build.person(email="wrong@example.go.th")
    mailing = build.mailing([person.recipient])
    assert send_again(staff, mailing_id=mailing.pk) == 0
    mailing.notices.update(state="failed", error="550")
    Person.objects.filter(pk=person.pk).update(email="right@example.go.th")

    assert send_again(staff, mailing_id=mailing.pk) == 1

    assert list(mailing.notices.values_list("state", "email")) == [("ready", "right@example.go.th")]
    assert JournalEntry.objects.filter(act="notice.retry").count() == 1
