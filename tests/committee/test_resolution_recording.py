"""Recording a resolution: in one tap, or in words with its vote, its dissents and its tasks."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from committee.ballot import Charge, Count, Opinion
from committee.models import Dissent, FollowUp, Resolution, Vote
from committee.services.resolutions import change_resolution
from ecotown.kernel import thai
from ecotown.kernel.conflicts import Conflict
from ecotown.kernel.rules import Actor, Role
from tests import build
from tests.committee.conftest import address
from tests.committee.records import TODAY
from tests.committee.test_votes import matter, resolved

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_too]


def tap_in(page: str) -> dict[str, str]:
    """What the one button of a page sends."""
    form = page[page.index('class="tap"') :]
    form = form[: form.index("</form>")]
    fields = dict(re.findall(r'name="([a-z]+)" value="([^"]*)"', form))
    fields.pop("csrfmiddlewaretoken", None)
    return fields


# -- one tap


@pytest.mark.parametrize(
    ("section", "kind", "wording", "voting"),
    [
        (1, "acknowledge", "รับทราบ", ""),
        (2, "adopt", "รับรองรายงานการประชุม", "ไม่มีผู้คัดค้าน"),
        (3, "acknowledge", "รับทราบ", ""),
        (4, "acknowledge", "รับทราบ", ""),
        (5, "agree", "เห็นชอบตามที่เสนอ", "ไม่มีผู้คัดค้าน"),
        (6, "agree", "เห็นชอบตามที่เสนอ", "ไม่มีผู้คัดค้าน"),
    ],
)
def test_one_button_records_what_most_matters_of_a_section_end_with(
    office: Client, section: int, kind: str, wording: str, voting: str
):
    item = build.agenda_item(meeting=build.meeting(held_on=TODAY), section=section)
    page = office.get(address("resolution_add", item.pk)).content.decode()

    answer = office.post(address("resolution_add", item.pk), tap_in(page))

    assert answer["Location"] == address("meeting", item.meeting_id)
    made = Resolution.objects.get()
    assert (made.kind, made.wording, made.voting) == (kind, wording, voting)


def test_the_button_stands_in_the_editor_too_and_leads_back_there(office: Client):
    item = build.agenda_item(meeting=build.meeting(held_on=TODAY))
    build.entry(minutes=build.minutes(meeting=item.meeting), agenda_item=item)
    editor = f"{address('minutes', item.meeting_id)}?item={item.pk}"

    sent = tap_in(office.get(editor).content.decode())
    answer = office.post(address("resolution_add", item.pk), sent)

    assert answer["Location"] == editor
    page = office.get(editor).content.decode()
    assert 'class="tap"' not in page and "ไม่มีผู้คัดค้าน" in page


def test_tapped_twice_it_is_recorded_once(office: Client):
    item = build.agenda_item(meeting=build.meeting(held_on=TODAY))
    sent = tap_in(office.get(address("resolution_add", item.pk)).content.decode())

    for _ in range(2):
        assert office.post(address("resolution_add", item.pk), sent).status_code == 302

    assert Resolution.objects.count() == 1


def test_counts_casting_vote_and_secrecy_are_folded_until_a_vote_was_taken(office: Client):
    item = matter()
    empty = office.get(address("resolution_add", item.pk)).content.decode()
    wrong = office.post(address("resolution_add", item.pk), {"kind": "agree", "text": "เห็นชอบ", "in_favour": "3"})

    assert re.search(r'<details class="counted"\s*>', empty)
    assert wrong.status_code == 422
    assert re.search(r'<details class="counted" open>', wrong.content.decode())
    assert list(wrong.context["form"].errors) == ["against"]


# -- in words


def typed(**fields: str) -> dict[str, str]:
    return {"kind": "agree", "text": "เห็นชอบให้ตรวจน้ำ", **fields}


def test_a_vote_and_its_dissents_are_typed_in_thai_digits_too(office: Client):
    item = matter()

    answer = office.post(address("resolution_add", item.pk), typed(
        in_favour="๔", against="1", opinion_name_1="นาย ก", opinion_text_1="ควรรอ", opinion_name_2="นาง ข", opinion_text_2="ไม่คุ้ม",
    ))  # fmt: skip

    assert answer.status_code == 302
    made = Resolution.objects.get()
    assert (made.vote.in_favour, made.vote.against) == (4, 1)
    assert [each.name for each in made.dissents.all()] == ["นาย ก", "นาง ข"]


def test_what_the_law_of_counting_refuses_comes_back_with_what_was_typed(office: Client):
    item = matter()

    answer = office.post(
        address("resolution_add", item.pk),
        typed(in_favour="3", against="3", opinion_text_1="ควรรอ", opinion_name_1="นาย ก"),
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["casting"]
    assert "เห็นชอบให้ตรวจน้ำ" in page and "ควรรอ" in page and 'value="นาย ก"' in page


def test_a_resolution_that_charges_opens_its_tasks_in_the_same_form(office: Client):
    item = matter()
    due = thai.long_date(TODAY + timedelta(days=30))
    page = address("resolution_add", item.pk)

    none = office.post(page, typed(kind="assign", text="มอบหมายเทศบาล"))
    half = office.post(page, typed(kind="assign", text="มอบหมายเทศบาล", task_2="ตรวจน้ำ"))
    office.post(page, typed(
        kind="assign", text="มอบหมายเทศบาล", task_1="จัดทำแผน", agency_1="เทศบาล", due_1=due, task_3="ตรวจน้ำ", agency_3="สสจ.",
    ))  # fmt: skip

    assert (list(none.context["form"].errors), list(half.context["form"].errors)) == (["task_1"], ["agency_2"])
    made = Resolution.objects.get()
    assert [(each.task, each.agency, each.due) for each in made.follow_ups.all()] == [
        ("จัดทำแผน", "เทศบาล", TODAY + timedelta(days=30)), ("ตรวจน้ำ", "สสจ.", None),
    ]  # fmt: skip


def test_tasks_typed_before_another_kind_was_chosen_open_nothing(office: Client):
    item = matter()

    office.post(address("resolution_add", item.pk), typed(task_1="จัดทำแผน", agency_1="เทศบาล"))

    assert Resolution.objects.get().follow_ups.count() == 0


def test_agencies_and_people_known_already_are_proposed_for_typing(office: Client):
    item = matter()
    build.assigned(Role.AGENCY, organisation="เทศบาลตำบลรัษฎา")
    build.follow_up(agency="แขวงทางหลวงภูเก็ต")

    form = office.get(address("resolution_add", item.pk)).context["form"]

    assert form.agencies == ["แขวงทางหลวงภูเก็ต", "เทศบาลตำบลรัษฎา"]  # ข before ท
    assert len(form.people) == 6


def test_a_conflict_over_the_words_carries_the_vote_along(office: Client):
    item = matter()
    made = build.resolution(agenda_item=item, text="เห็นชอบ")
    sent = typed(
        text="เห็นชอบทั้งหมด",
        seen="เห็นชอบตามร่างเดิม",
        in_favour="4",
        against="1",
        opinion_text_1="ควรรอ",
        opinion_name_1="นาย ก",
    )
    page = address("resolution_change", made.pk)

    met = office.post(page, sent)

    assert met.status_code == 409
    again = dict(re.findall(r'<input type="hidden" name="([a-z_0-9]+)" value="([^"]*)"', met.content.decode()))
    assert (again["seen"], again["in_favour"], again["against"], again["opinion_text_1"]) == (
        made.mark,
        "4",
        "1",
        "ควรรอ",
    )
    again.pop("csrfmiddlewaretoken", None)
    assert office.post(page, {**again, "text": "เห็นชอบทั้งหมด"}).status_code == 302
    assert (Vote.objects.get().cast, Resolution.objects.get().text) == (5, "เห็นชอบทั้งหมด")


def test_a_change_form_shows_the_vote_as_it_is_recorded(office: Client):
    made = build.resolution(agenda_item=matter(), unopposed=False)
    Vote.objects.create(resolution=made, in_favour=3, against=3, casting="for")
    made.dissents.create(name="นาย ก", text="ควรรอ")

    page = office.get(address("resolution_change", made.pk)).content.decode()

    assert 'name="in_favour" value="3"' in page and '<details class="counted" open>' in page
    assert 'value="นาย ก"' in page and ">\nควรรอ</textarea>" in page and 'name="task_1"' not in page


# -- sent twice, and changed by two


def test_a_vote_with_its_opinions_or_a_charge_sent_twice_is_one_resolution(secretary: Actor):
    item = matter()
    voted = {"count": Count(4, 2), "opinions": [Opinion("ควรรอ", "นาย ก")]}
    charged = {"kind": "assign", "text": "มอบหมาย", "charges": [Charge("จัดทำแผน", "เทศบาล", TODAY)]}

    for facts in (voted, charged):
        assert resolved(secretary, item, **facts) == resolved(secretary, item, **facts)
    assert resolved(secretary, item, count=Count(5, 1)) != item.resolutions.first()
    assert (item.resolutions.count(), Dissent.objects.count(), FollowUp.objects.count()) == (3, 1, 1)


@pytest.mark.parametrize("changed", ["kind", "duty_id", "unopposed", "opinions"])
def test_a_change_of_anything_of_its_form_is_met_by_whoever_writes_next(secretary: Actor, changed: str):
    made = resolved(secretary, matter())
    seen = Resolution.objects.get(pk=made.pk).mark
    as_it_was: dict[str, Any] = {"resolution_id": made.pk, "kind": "agree", "text": "เห็นชอบ", "seen": seen}
    other = {
        "kind": "approve", "duty_id": build.duty(order=build.order(body=made.agenda_item.meeting.body)).pk,
        "unopposed": True, "opinions": [Opinion("ควรรอ", "นาย ก")],
    }  # fmt: skip
    change_resolution(secretary, **{**as_it_was, changed: other[changed]})

    with pytest.raises(Conflict) as met:
        change_resolution(secretary, **as_it_was)
    now = Resolution.objects.get(pk=made.pk)
    assert (met.value.theirs, met.value.mark) == (now.told, now.mark)
    assert now.told != "เห็นชอบ"
