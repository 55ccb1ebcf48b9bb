"""The agenda: printed in the body's order, brought up to date, put in order, moved."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from committee.models import AgendaItem, FollowUp, Meeting, Minutes
from committee.models.section import Section, default_agenda
from committee.paper import paper
from committee.papers import agenda
from committee.renewal import renewal_of
from committee.services.agenda import move_agenda_item, renew_agenda, shift_agenda_item
from ecotown.kernel import thai
from ecotown.kernel.models import JournalEntry, StoredFile
from ecotown.kernel.rules import Actor, Refused
from indicators.models import Discussion
from tests import build
from tests.committee.conftest import address
from tests.committee.records import DAY, planned, titles

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_too]
TODAY = thai.today()
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def task(text: str = "สำรวจโรงงาน", **fields: object) -> FollowUp:
    """An open follow-up of a closed meeting whose minutes are adopted."""
    meeting = build.closed_meeting(held_on=DAY - timedelta(days=90))
    build.adopted(meeting)
    resolution = build.resolution(meeting=meeting, kind="assign", text="มอบหมาย")
    return FollowUp.objects.create(resolution=resolution, task=text, agency="สำนักงานอุตสาหกรรมจังหวัด", **fields)


def stored() -> StoredFile:
    return StoredFile.objects.create(sha256="a" * 64, size=1, mime="application/pdf", name="แผน.pdf")


def close(follow_up: FollowUp) -> None:
    FollowUp.objects.filter(pk=follow_up.pk).update(state="closed", closed_on=DAY, outcome="แล้วเสร็จ")


def matter(meeting: Meeting, title: str, section: int = Section.CONSIDERATION) -> AgendaItem:
    return AgendaItem.objects.append(meeting, section, title)


# -- the order of printing


def test_a_meeting_keeps_the_sections_that_its_body_had_when_it_was_planned(staff: Actor, office: Client):
    body = build.body()
    body.agenda_template = [[6, "เรื่องด่วน"], [2, "รับรองรายงาน"], [5, "เรื่องพิจารณา"], [3, "เรื่องสืบเนื่อง"]]
    body.save()
    meeting = planned(staff)
    body.agenda_template = default_agenda()
    body.save()
    matter(meeting, "ขยะอุตสาหกรรม")

    page = office.get(address("meeting", meeting.pk)).content.decode()

    assert [str(item) for item in sorted(meeting.agenda.all(), key=lambda each: each.place)] == [
        "1.1 เรื่องด่วน", "2.1 ไม่มี", "3.1 ขยะอุตสาหกรรม", "4.1 เรื่องสืบเนื่อง",
    ]  # fmt: skip
    places = [
        page.index(f"ระเบียบวาระที่ {number} {name}")
        for number, name in enumerate(("เรื่องด่วน", "รับรองรายงาน", "เรื่องพิจารณา"), 1)
    ]
    assert places == sorted(places)


def test_a_matter_whose_section_the_agenda_leaves_out_stands_in_minutes_and_agenda_paper_all_the_same():
    sections = [[2, "รับรองรายงาน"], [5, "เรื่องพิจารณา"], [3, "เรื่องสืบเนื่อง"]]
    meeting = build.closed_meeting(sections=sections)
    matter(meeting, "โครงการที่แจ้งเพื่อทราบ", Section.INFORMATION)
    minutes = Minutes.objects.for_page().get(pk=build.minutes(meeting=meeting).pk)

    said = paper(minutes)["sections"][-1]

    assert (said["number"], [item["title"] for item in said["items"]]) == (4, ["โครงการที่แจ้งเพื่อทราบ"])
    assert "โครงการที่แจ้งเพื่อทราบ" in str(agenda(meeting))


def test_what_the_minutes_lack_is_told_in_the_order_of_printing(writer: Client, secretary: Actor):
    from committee.models import Minutes
    from committee.views.steps import blockers

    meeting = build.closed_meeting(sections=[[5, "เรื่องพิจารณา"], [2, "รับรอง"], [3, "สืบเนื่อง"]])
    matter(meeting, "รับรองฉบับก่อน", 2), matter(meeting, "ขยะอุตสาหกรรม", 5)
    build.minutes(meeting=meeting)

    told = [each["text"] for each in blockers(Minutes.objects.for_page().get(meeting=meeting))]

    assert [("ขยะอุตสาหกรรม" in text, "รับรองฉบับก่อน" in text) for text in told] == [(True, False), (False, True)]


# -- brought up to date


def test_open_follow_ups_stand_on_the_next_agenda_and_closed_ones_do_not(staff: Actor):
    done, is_open = task("เรื่องที่แล้วเสร็จ"), task("เรื่องที่ยังค้าง")
    close(done)

    followed = [item.title for item in planned(staff).agenda.filter(section=Section.FOLLOW_UP)]

    assert len(followed) == 1 and followed[0].startswith("เรื่องที่ยังค้าง (สำนักงานอุตสาหกรรมจังหวัด) ตามมติที่ประชุมครั้งที่")
    assert is_open.agenda_items.count() == 1


def test_an_agenda_drawn_up_early_is_brought_up_to_date(staff: Actor):
    before = task("เรื่องเดิม")
    meeting = planned(staff)
    close(before)
    later = task("เรื่องใหม่")
    last = build.closed_meeting(held_on=DAY - timedelta(days=7), number=1)

    renew_agenda(staff, meeting_id=meeting.pk)

    assert [item.follow_up for item in meeting.agenda.filter(section=Section.FOLLOW_UP)] == [later]
    assert f"2.1 รับรองรายงานการประชุม ครั้งที่ {last.display_number}" in titles(meeting)[1]
    assert not renewal_of(meeting, list(meeting.agenda.with_text()))
    assert JournalEntry.objects.latest("pk").act == "agenda.renew"


def test_a_closed_follow_up_with_something_written_under_it_stays(staff: Actor):
    follow_up = task()
    meeting = planned(staff)
    build.resolution(agenda_item=meeting.agenda.get(follow_up=follow_up))
    close(follow_up)

    renew_agenda(staff, meeting_id=meeting.pk)

    assert meeting.agenda.filter(follow_up=follow_up).exists()


def test_a_settled_task_with_papers_or_moved_on_does_not_keep_the_agenda_from_being_renewed(staff: Actor):
    with_paper, moved, free = task("ก"), task("ข"), task("ค")
    meeting = planned(staff)
    build.agenda_paper(agenda_item=meeting.agenda.get(follow_up=with_paper))
    AgendaItem.objects.carry(meeting.agenda.get(follow_up=moved), build.meeting(held_on=DAY + timedelta(days=30)))
    for each in (with_paper, moved, free):
        close(each)

    renew_agenda(staff, meeting_id=meeting.pk)

    assert {item.follow_up for item in meeting.agenda.exclude(follow_up=None)} == {with_paper, moved}
    assert not renewal_of(meeting, list(meeting.agenda.with_text()))


def test_a_standing_item_with_a_paper_or_somebody_who_stood_aside_is_not_taken_for_another_matter(staff: Actor):
    meeting = planned(staff)
    for section in (Section.INFORMATION, Section.CONSIDERATION):
        standing = meeting.agenda.get(section=section)
        if section == Section.INFORMATION:
            build.agenda_paper(agenda_item=standing)
        else:
            build.recusal(agenda_item=standing, seat=build.seat())

        assert AgendaItem.objects.append(meeting, section, "เรื่องใหม่") != standing


def test_an_adoption_item_that_somebody_has_worded_is_left_alone(staff: Actor):
    meeting = planned(staff)
    meeting.agenda.filter(section=Section.ADOPTION).update(title="รับรองรายงานของคณะทำงาน")
    build.closed_meeting(held_on=DAY - timedelta(days=7), number=1)

    assert not renewal_of(meeting, list(meeting.agenda.with_text()))


def test_the_page_offers_what_has_come_up_and_takes_it_in(office: Client):
    meeting = build.meeting(held_on=TODAY + timedelta(days=7))
    assert "renew-agenda" not in office.get(address("meeting", meeting.pk)).content.decode()

    task("เรื่องใหม่")
    assert "เรื่องใหม่" in office.get(address("meeting", meeting.pk)).content.decode()
    page = office.post(address("agenda_renew", meeting.pk), follow=True).content.decode()

    assert "renew-agenda" not in page and meeting.agenda.filter(follow_up__isnull=False).count() == 1


# -- put in order


def test_a_matter_changes_places_with_its_neighbour(staff: Actor):
    meeting = planned(staff)
    first, second, third = (matter(meeting, each) for each in "กขค")

    shift_agenda_item(staff, agenda_item_id=third.pk, up=True)
    shift_agenda_item(staff, agenda_item_id=first.pk, up=False)
    shift_agenda_item(staff, agenda_item_id=second.pk, up=False)

    assert [str(item) for item in meeting.agenda.filter(section=5)] == ["5.1 ค", "5.2 ก", "5.3 ข"]


def test_the_first_stays_first_and_the_last_last(staff: Actor):
    meeting = planned(staff)
    first, last = matter(meeting, "ก"), matter(meeting, "ข")

    shift_agenda_item(staff, agenda_item_id=first.pk, up=True)
    shift_agenda_item(staff, agenda_item_id=last.pk, up=False)

    assert [str(item) for item in meeting.agenda.filter(section=5)] == ["5.1 ก", "5.2 ข"]


def test_a_matter_is_shifted_by_a_button_of_the_page(office: Client):
    meeting = build.meeting(held_on=TODAY + timedelta(days=7))
    matter(meeting, "ก")
    second = matter(meeting, "ข")

    answer = office.post(address("agenda_shift", second.pk), {"to": "up"})

    assert answer["Location"].endswith(f"#item-{second.pk}")
    assert meeting.agenda.get(pk=second.pk).position == 1


# -- moved to a later meeting


def test_a_moved_matter_goes_on_in_the_later_meeting_with_its_papers_and_both_say_so(staff: Actor, office: Client):
    source, target = planned(staff), planned(staff, number=3, held_on=DAY + timedelta(days=30))
    item = matter(source, "ขยะอุตสาหกรรม")
    paper = build.agenda_paper(agenda_item=item, file=stored())

    office.post(address("agenda_move", item.pk), {"meeting": target.pk})

    moved = target.agenda.get(title="ขยะอุตสาหกรรม")
    assert (moved.moved_from, moved.section) == (item, Section.CONSIDERATION)
    assert moved.papers.get().file == paper.file
    assert "เลื่อนไปพิจารณาใน" in office.get(address("meeting", source.pk)).content.decode()
    assert (
        f"{address('meeting', source.pk)}#item-{item.pk}" in office.get(address("meeting", target.pk)).content.decode()
    )
    with pytest.raises(Refused):
        move_agenda_item(staff, agenda_item_id=item.pk, meeting_id=target.pk)


def test_a_matter_moves_only_to_a_later_planned_meeting_of_the_same_body(staff: Actor):
    source = planned(staff)
    item = matter(source, "ขยะอุตสาหกรรม")
    before = planned(staff, number=1, held_on=DAY - timedelta(days=30))
    over = build.closed_meeting(held_on=DAY + timedelta(days=10))
    far = build.meeting(body=build.body("คณะทำงาน"), held_on=DAY + timedelta(days=10))

    for wrong in (source, before, over, far):
        with pytest.raises(ValidationError):
            move_agenda_item(staff, agenda_item_id=item.pk, meeting_id=wrong.pk)
    with pytest.raises(Meeting.DoesNotExist):
        move_agenda_item(staff, agenda_item_id=item.pk, meeting_id=987654)


def test_a_resolved_matter_does_not_move_but_a_postponed_one_does_also_after_closing(staff: Actor):
    source, target = build.closed_meeting(held_on=DAY), planned(staff, number=3, held_on=DAY + timedelta(days=30))
    done, put_off = matter(source, "เรื่องที่มีมติ"), matter(source, "เรื่องที่เลื่อน")
    build.resolution(agenda_item=done)
    build.resolution(agenda_item=put_off, kind="postpone")

    assert move_agenda_item(staff, agenda_item_id=put_off.pk, meeting_id=target.pk).meeting == target
    with pytest.raises(Refused):
        move_agenda_item(staff, agenda_item_id=done.pk, meeting_id=target.pk)


def test_the_matters_of_a_cancelled_meeting_can_be_moved(staff: Actor, office: Client):
    source, target = build.meeting(held_on=DAY, state="cancelled"), planned(staff, number=3)
    item = matter(source, "ขยะอุตสาหกรรม")

    assert address("agenda_move", item.pk) in office.get(address("meeting", source.pk)).content.decode()
    assert move_agenda_item(staff, agenda_item_id=item.pk, meeting_id=target.pk).title == "ขยะอุตสาหกรรม"


def test_a_follow_up_that_stands_on_the_later_agenda_already_is_not_doubled(staff: Actor):
    follow_up = task()
    source, target = planned(staff), planned(staff, number=3, held_on=DAY + timedelta(days=30))
    item = source.agenda.get(follow_up=follow_up)

    moved = move_agenda_item(staff, agenda_item_id=item.pk, meeting_id=target.pk)

    assert target.agenda.filter(follow_up=follow_up).get() == moved and moved.moved_from == item


def test_a_matter_with_scores_is_sent_from_the_round_and_not_moved(staff: Actor):
    round_ = build.round_(state="scoring", body=build.body(), framework=build.framework())
    first = build.closed_meeting(held_on=DAY, quorum=False, number=2)
    item = matter(first, "พิจารณาคะแนน")
    Discussion.objects.create(
        round=round_, area=build.area(), indicator=round_.framework.indicators.first(), agenda_item=item
    )

    again = planned(staff, number=3, held_on=DAY + timedelta(days=7), adjourned_from_id=first.pk)

    assert item.is_tied and not again.agenda.filter(title="พิจารณาคะแนน").exists()
    with pytest.raises(ValidationError):
        move_agenda_item(staff, agenda_item_id=item.pk, meeting_id=again.pk)
