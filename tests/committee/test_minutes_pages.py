"""The editor and the paper, with htmx and without."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from committee.models import Minutes, MinutesEntry
from committee.todo import todo
from ecotown.kernel import thai
from ecotown.kernel.rules import Actor, Role
from tests import build
from tests.committee.conftest import SignIn, address
from tests.committee.records import days_pass

pytestmark = pytest.mark.django_db
TODAY = thai.today()
HTMX = {"HX-Request": "true"}
WRONG_WORDS = ["บันทึกการประชุม", "ผู้เข้าประชุม", "ผู้ที่ไม่เข้าประชุม", "เปิดประชุมเวลา", "ปิดประชุมเวลา", "ผู้บันทึกรายงานการประชุม"]


def drafted(**fields: object) -> MinutesEntry:
    """A draft of a closed meeting with one written matter, a resolution and one present member."""
    meeting = build.closed_meeting(held_on=TODAY - timedelta(days=9), **fields)
    held = build.holder()
    build.attendance(
        meeting=meeting, kind="present", seat=held.seat, person=held.person, name=str(held.person), post=held.seat.post
    )
    entry = build.entry(minutes=build.minutes(meeting=meeting), text="ที่ประชุมได้ร่วมพิจารณา")
    build.resolution(agenda_item=entry.agenda_item)
    return entry


def put_out(entry: MinutesEntry) -> None:
    Minutes.objects.filter(pk=entry.minutes_id).update(state="circulated", circulated_on=TODAY)


# -- the editor


def test_beginning_leads_to_the_editor(writer: Client):
    meeting = build.closed_meeting()
    build.agenda_item(meeting=meeting)

    begun = writer.post(address("minutes_begin", meeting.pk))

    assert begun["Location"] == address("minutes", meeting.pk)
    assert 'id="entry-form"' in writer.get(begun["Location"]).content.decode()


def test_a_saved_text_answers_with_its_version_and_the_marks_beside_it(writer: Client):
    entry = drafted()

    answer = writer.post(address("entry_write", entry.pk), {"version": "1", "text": "เพิ่มเติม"}, headers=HTMX)

    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'id="entry-version" name="version" value="2"' in page
    assert f'id="matter-{entry.agenda_item_id}"' in page and 'id="minutes-rail"' in page
    assert "<textarea" not in page


def test_without_javascript_the_button_saves(writer: Client):
    entry = drafted()

    answer = writer.post(address("entry_write", entry.pk), {"version": "1", "text": "เพิ่มเติม"})

    assert answer["Location"] == f"{address('minutes', entry.minutes.meeting_id)}?item={entry.agenda_item_id}"
    assert MinutesEntry.objects.get(pk=entry.pk).text == "เพิ่มเติม"


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_the_second_of_two_writers_gets_409_with_both_texts(writer: Client, headers: dict[str, str]):
    entry = drafted()
    writer.post(address("entry_write", entry.pk), {"version": "1", "text": "ของคนแรก ที่บันทึกก่อน"})

    answer = writer.post(address("entry_write", entry.pk), {"version": "1", "text": "ของคนที่สอง"}, headers=headers)

    page = answer.content.decode()
    assert answer.status_code == 409
    assert re.sub("<[^>]+>", "", page).count("ของคนแรก ที่บันทึกก่อน") == 1
    assert 'name="over" value="2"' in page
    if headers:
        # The field with the typed text stays as it is; only what stands beside it is changed.
        assert answer["HX-Retarget"] == "#entry-problem" and "<textarea" not in page
    else:
        assert ">ของคนที่สอง</textarea>" in page


def test_after_reading_both_the_second_may_save_over_what_was_read_and_nothing_newer(writer: Client):
    entry = drafted()
    writer.post(address("entry_write", entry.pk), {"version": "1", "text": "ของคนแรก"})
    writer.post(address("entry_write", entry.pk), {"version": "2", "text": "ของคนแรก แก้อีกครั้ง"})

    stale = writer.post(address("entry_write", entry.pk), {"version": "1", "over": "2", "text": "ของคนที่สอง"})
    assert stale.status_code == 409

    writer.post(address("entry_write", entry.pk), {"version": "1", "over": "3", "text": "ของคนที่สอง"})
    assert MinutesEntry.objects.get(pk=entry.pk).text == "ของคนที่สอง"


def test_the_rail_lists_what_blocks_the_circulation(writer: Client):
    meeting = build.meeting(state="closed", held_on=TODAY)
    minutes = build.minutes(meeting=meeting)
    empty = build.entry(minutes=minutes)

    page = writer.get(address("minutes", meeting.pk))

    assert [reason["href"] for reason in page.context["next"]["reasons"]] == [
        address("attendance", meeting.pk),
        address("meeting_close", meeting.pk),
        f"{address('minutes', meeting.pk)}?item={empty.agenda_item_id}",
    ]
    assert page.content.decode().count("data-next") == 1


# -- from circulation to the seal


def test_minutes_go_through_circulation_adoption_and_seal_by_plain_forms(writer: Client):
    entry = drafted()
    meeting, day = entry.minutes.meeting_id, thai.long_date(TODAY)

    writer.post(address("minutes_circulate", meeting), {"closes_on": day})
    writer.post(address("minutes_take_back", meeting), {"reason": "แก้คำผิด"})
    writer.post(address("minutes_signers", meeting), {"taken_by": "", "taken_post": "", "checked_by": ""})
    writer.post(address("minutes_circulate", meeting), {"closes_on": day})
    days_pass(entry.minutes)
    writer.post(address("minutes_adopt", meeting), {"method": "3", "adopted_on": day})
    writer.post(address("minutes_lock", meeting))

    minutes = Minutes.objects.get()
    assert (minutes.state, minutes.method, minutes.closes_on) == ("locked", 3, TODAY - timedelta(days=1))
    assert minutes.frozen_sha256 in writer.get(address("minutes", meeting)).content.decode()


def test_a_draft_offers_method_1_and_circulated_minutes_the_other_two(writer: Client):
    entry = drafted()
    page = address("minutes_adopt", entry.minutes.meeting_id)

    assert [value for value, _ in writer.get(page).context["form"].fields["method"].choices] == [1]
    put_out(entry)
    assert [value for value, _ in writer.get(page).context["form"].fields["method"].choices] == [2, 3]


def test_adoption_by_a_later_meeting_is_proposed_where_there_is_one(writer: Client):
    entry = drafted(number=1)
    put_out(entry)
    later = build.closed_meeting(number=2, held_on=TODAY)

    form = writer.get(address("minutes_adopt", entry.minutes.meeting_id)).context["form"]

    assert (form.initial["method"], form.initial["adopted_in"], form.initial["adopted_on"]) == (2, later.pk, TODAY)


def test_the_meeting_that_resolved_to_adopt_these_minutes_is_proposed_before_a_nearer_one(writer: Client):
    entry = drafted(number=1)
    put_out(entry)
    nearer, resolved = (build.closed_meeting(number=number, held_on=TODAY) for number in (2, 3))
    build.agenda_item(meeting=nearer, section=2)
    item = build.agenda_item(meeting=resolved, section=2, title="รับรองรายงานการประชุม", adopts=entry.minutes)
    page = address("minutes_adopt", entry.minutes.meeting_id)
    assert writer.get(page).context["form"].initial["adopted_in"] == nearer.pk

    build.resolution(agenda_item=item, kind="adopt", text="รับรองรายงานการประชุม")

    proposed = writer.get(page).context["form"].initial
    assert (proposed["method"], proposed["adopted_in"]) == (2, resolved.pk)


def test_staff_see_who_adopts(signed_in: SignIn):
    entry = drafted()
    put_out(entry)
    staff = signed_in(build.assigned(Role.STAFF))

    assert staff.get(address("minutes", entry.minutes.meeting_id)).content.decode().count("data-next") == 1
    assert staff.get(address("minutes_adopt", entry.minutes.meeting_id)).status_code == 403
    assert staff.post(address("minutes_lock", entry.minutes.meeting_id)).status_code == 403


# -- members


def test_members_see_no_draft_and_read_what_is_circulated(signed_in: SignIn):
    entry, member = drafted(), signed_in(build.seated("member"))
    meeting = entry.minutes.meeting_id

    assert member.get(address("minutes", meeting))["Location"] == address("meeting", meeting)
    assert "ที่ประชุมได้ร่วมพิจารณา" not in member.get(address("meeting", meeting)).content.decode()
    assert member.get(address("minutes_paper", meeting)).status_code == 404
    assert member.post(address("entry_write", entry.pk), {"version": "1", "text": "แก้"}).status_code == 404

    put_out(entry)
    page = member.get(address("minutes", meeting)).content.decode()
    assert "ที่ประชุมได้ร่วมพิจารณา" in page and "<textarea" not in page
    assert member.post(address("entry_write", entry.pk), {"version": "1", "text": "แก้"}).status_code == 403


def test_the_paper_has_the_headings_of_form_11_in_their_order(writer: Client):
    entry = drafted()

    page = re.sub("<[^>]+>", "", writer.get(address("minutes_paper", entry.minutes.meeting_id)).content.decode())

    body = page[page.index("ผู้มาประชุม") :]
    places = [
        body.index(word)
        for word in ("ผู้มาประชุม", "เริ่มประชุมเวลา", "ระเบียบวาระที่ 1", "มติที่ประชุม", "เลิกประชุมเวลา", "ผู้จดรายงานการประชุม")
    ]
    assert places == sorted(places)
    assert [word for word in WRONG_WORDS if word in page] == []


# -- the to-do list


def test_the_office_is_told_of_each_step_and_members_of_what_to_read(secretary: Actor):
    staff, member = build.assigned(Role.STAFF), build.seated("member")
    build.meeting(held_on=TODAY + timedelta(days=3))
    build.meeting(held_on=TODAY)
    build.meeting(held_on=TODAY, state="cancelled")
    build.closed_meeting(held_on=TODAY - timedelta(days=40))
    draft, out = drafted(), drafted()
    put_out(out)
    build.adopted(build.closed_meeting(held_on=TODAY - timedelta(days=80)))

    def pages(actor: Actor) -> list[str]:
        return [each.url for each in todo(actor)]

    assert len(pages(staff)) == 4
    assert address("minutes", draft.minutes.meeting_id) in pages(staff)
    assert len(pages(secretary)) == 6 + 2
    asked, read = pages(member)[:-1], pages(member)[-1]
    assert len(asked) == 2 and all("/replies/" in page for page in asked)
    assert read == address("minutes", out.minutes.meeting_id)
    assert pages(build.assigned(Role.ADMIN)) == []
