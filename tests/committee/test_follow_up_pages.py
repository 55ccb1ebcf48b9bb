"""The pages of follow-ups: the list by its address, the chain, and the forms of the office and of an agency."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from committee.models import FollowUp, FollowUpNote
from committee.services.follow_ups import close_follow_up, reopen_follow_up
from ecotown.kernel import thai
from ecotown.kernel.rules import Actor, Role
from tests import build
from tests.committee.conftest import SignIn, address
from tests.committee.records import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_too]
TOWN, ROADS = "เทศบาลตำบลรัษฎา", "แขวงทางหลวงภูเก็ต"


@pytest.fixture
def town(signed_in: SignIn) -> Client:
    return signed_in(build.assigned(Role.AGENCY, organisation=TOWN))


def shown(client: Client, **query: str) -> list[int]:
    return [each.pk for each in client.get(address("follow_ups"), query).context["page"]]


# -- the list


def test_the_address_says_which_tasks_are_listed_the_most_pressing_first(office: Client):
    late = build.follow_up(due=TODAY - timedelta(days=9), agency=TOWN)
    open_ended = build.follow_up(agency=TOWN)
    soon = build.follow_up(due=TODAY + timedelta(days=9), agency=ROADS)
    done = build.follow_up(state="closed", closed_on=TODAY, outcome="เสร็จ", agency=ROADS, due=TODAY)

    assert shown(office) == shown(office, show="open") == [late.pk, soon.pk, open_ended.pk]
    assert shown(office, show="overdue") == [late.pk]
    assert shown(office, show="closed") == [done.pk]
    assert shown(office, show="all") == [late.pk, soon.pk, open_ended.pk, done.pk]
    assert shown(office, show="all", agency=ROADS) == [soon.pk, done.pk]


@pytest.mark.parametrize("query", [{"show": "everything"}, {"agency": "ไม่มีหน่วยงานนี้"}])
def test_a_word_that_the_list_does_not_know_is_told_and_shows_nothing(office: Client, query: dict[str, str]):
    build.follow_up()

    answer = office.get(address("follow_ups"), query)

    assert (answer.status_code, list(answer.context["page"])) == (422, [])


def test_an_agency_is_offered_no_name_of_another(town: Client):
    own = build.follow_up(agency=TOWN)
    build.follow_up(agency=ROADS)

    page = town.get(address("follow_ups"))

    assert [each.pk for each in page.context["page"]] == [own.pk]
    assert ROADS not in page.content.decode()


def test_the_list_asks_as_often_for_three_tasks_as_for_one(office: Client, django_assert_max_num_queries: Any):
    build.note(follow_up=build.follow_up(due=TODAY - timedelta(days=1)))
    # Agencies to choose from, how many are overdue, how many are listed, the rows.
    with django_assert_max_num_queries(5 + 4) as one:
        office.get(address("follow_ups"))
    for _ in range(2):
        build.note(follow_up=build.follow_up(due=TODAY - timedelta(days=1)))
    with django_assert_max_num_queries(len(one)):
        office.get(address("follow_ups"))


# -- one task


def test_the_chain_is_told_in_the_order_of_its_days(office: Client, staff: Actor):
    meeting = build.closed_meeting(held_on=TODAY - timedelta(days=60))
    task = build.follow_up(resolution=build.resolution(meeting=meeting, kind="assign", text="มอบหมาย"))
    later = build.closed_meeting(held_on=TODAY - timedelta(days=20))
    item = build.agenda_item(meeting=later, section=3, title="ติดตามแผน", follow_up=task)
    answer = build.resolution(agenda_item=item, kind="acknowledge", text="รับทราบ")
    build.note(follow_up=task, on=TODAY - timedelta(days=40), reported_by="letter", reference="ที่ ภก 52001/9")
    close_follow_up(staff, follow_up_id=task.pk, outcome="จัดทำแผนแล้ว")
    reopen_follow_up(staff, follow_up_id=task.pk, reason="แผนยังไม่ครบ")

    page = office.get(address("follow_up", task.pk))

    assert [step["kind"] for step in page.context["chain"]] == ["note", "returned", "closed", "reopened"]
    html = page.content.decode()
    for href in (
        address("resolution", task.resolution_id),
        address("meeting", later.pk),
        address("resolution", answer.pk),
    ):
        assert f'href="{href}' in html, href
    for words in ("ที่ ภก 52001/9", "จัดทำแผนแล้ว", "แผนยังไม่ครบ"):
        assert words in html
    assert html.count("data-next") == 1


def test_a_page_asks_as_often_for_three_reports_as_for_one(office: Client, django_assert_max_num_queries: Any):
    task = build.follow_up()

    def more() -> None:
        build.note(follow_up=task, entered_by=build.person(user=build.user()).user)
        build.agenda_item(meeting=build.meeting(), section=3, title="ติดตาม", follow_up=task)

    more()
    # The task with its resolution; its matters, their resolutions; its reports; closings, from the journal.
    with django_assert_max_num_queries(5 + 6) as one:
        office.get(address("follow_up", task.pk))
    more(), more()
    with django_assert_max_num_queries(len(one)):
        office.get(address("follow_up", task.pk))


# -- reports


def test_an_agency_reports_with_evidence_that_only_those_who_see_the_task_may_take(
    town: Client, office: Client, signed_in: SignIn
):
    task = build.follow_up(agency=TOWN)
    form = town.get(address("follow_up_report", task.pk)).context["form"]
    assert "reported_by" not in form.fields and "reference" not in form.fields

    answer = town.post(address("follow_up_report", task.pk), {
        "on": thai.long_date(TODAY), "text": "สำรวจแล้ว 6 จุด",
        "evidence": SimpleUploadedFile("ภาพ.pdf", b"%PDF-1.7 photographs", "application/pdf"),
    })  # fmt: skip

    assert answer["Location"] == address("follow_up", task.pk)
    note = FollowUpNote.objects.get()
    assert (note.reported_by, note.text) == ("portal", "สำรวจแล้ว 6 จุด")
    evidence = address("follow_up_evidence", note.pk)
    assert f'href="{evidence}"' in office.get(address("follow_up", task.pk)).content.decode()
    taken = office.get(evidence)
    assert b"".join(taken.streaming_content) == b"%PDF-1.7 photographs"
    assert taken["Content-Disposition"].startswith("attachment")
    other = signed_in(build.assigned(Role.AGENCY, organisation=ROADS))
    assert other.get(evidence).status_code == 404


def test_the_office_enters_an_answer_and_names_the_letter(office: Client):
    task = build.follow_up()
    page = address("follow_up_report", task.pk)
    said = {"on": thai.long_date(TODAY), "text": "ส่งแผนแล้ว", "reported_by": "letter", "reference": ""}
    assert [value for value, _ in office.get(page).context["form"].fields["reported_by"].choices] == [
        "letter", "call", "meeting",
    ]  # fmt: skip

    wrong = office.post(page, said)
    done = office.post(page, {**said, "reference": "ที่ ภก 52001/9"})

    assert (wrong.status_code, list(wrong.context["form"].errors)) == (422, ["reference"])
    assert "ส่งแผนแล้ว" in wrong.content.decode()
    assert done.status_code == 302


def test_a_file_that_is_not_what_its_name_says_is_no_evidence(office: Client):
    task = build.follow_up()

    answer = office.post(address("follow_up_report", task.pk), {
        "on": thai.long_date(TODAY), "text": "ส่งแล้ว", "reported_by": "meeting",
        "evidence": SimpleUploadedFile("ภาพ.pdf", b"<html>", "application/pdf"),
    })  # fmt: skip

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["evidence"])
    assert not FollowUpNote.objects.exists()


@pytest.mark.parametrize("page", ["follow_up", "follow_up_report", "follow_up_close", "follow_up_change"])
def test_the_task_of_another_agency_is_not_there(town: Client, page: str):
    task = build.follow_up(agency=ROADS)

    assert town.get(address(page, task.pk)).status_code == 404


@pytest.mark.parametrize("page", ["follow_up_close", "follow_up_change"])
def test_an_agency_closes_and_changes_nothing(town: Client, page: str):
    task = build.follow_up(agency=TOWN)

    answer = town.post(address(page, task.pk), {"outcome": "เสร็จ", "task": "อื่น", "agency": TOWN})

    assert answer.status_code == 403
    assert FollowUp.objects.get(pk=task.pk).state == "open"


def test_the_office_opens_changes_closes_and_reopens_by_plain_forms(office: Client):
    made = build.resolution(meeting=build.closed_meeting(), kind="assign", text="มอบหมาย")
    office.post(address("follow_up_open", made.pk), {"task": "จัดทำแผน", "agency": TOWN, "due": ""})
    task = FollowUp.objects.get()

    office.post(address("follow_up_change", task.pk), {
        "task": "จัดทำแผน", "agency": ROADS, "due": thai.long_date(TODAY), "reason": "เปลี่ยนหน่วยงาน",
    })  # fmt: skip
    empty = office.post(address("follow_up_close", task.pk), {"outcome": " "})
    office.post(address("follow_up_close", task.pk), {"outcome": "เสร็จแล้ว"})

    closed = FollowUp.objects.get(pk=task.pk)
    assert (closed.agency, closed.due, closed.state, closed.outcome) == (ROADS, TODAY, "closed", "เสร็จแล้ว")
    assert empty.status_code == 422
    office.post(address("follow_up_reopen", task.pk), {"reason": "ยังไม่ครบ"})
    assert FollowUp.objects.get(pk=task.pk).state == "open"


def test_the_desk_of_an_agency_leads_to_its_tasks(town: Client):
    own = build.follow_up(agency=TOWN, due=TODAY)
    foreign = build.follow_up(agency=ROADS, due=TODAY)

    desk = town.get("/desk/").content.decode()

    assert f'href="{address("follow_up", own.pk)}"' in desk
    assert address("follow_up", foreign.pk) not in desk
