"""Resolutions as they were decided: one tap, votes, dissent, recusals; and secret votes that tell no name."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from openpyxl import load_workbook

from committee.ballot import Charge, Count, Opinion
from committee.models import AgendaItem, Dissent, Meeting, Recusal, Resolution, Vote
from committee.models.vote import voices_on
from committee.paper import paper
from committee.services.recusals import record_recusal, remove_recusal
from committee.services.resolutions import change_resolution, record_resolution
from ecotown.kernel.conflicts import Conflict
from ecotown.kernel.models import JournalEntry
from ecotown.kernel.rules import Actor, Refused
from tests import build
from tests.committee.conftest import address
from tests.committee.records import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_too]
CANARY = "นกกระจิบ คีรีขันธ์"


def matter(present: int = 6, seats: int = 9, **fields: Any) -> AgendaItem:
    """A matter of a meeting of today to which so many of the members came; its quorum is five."""
    meeting = build.meeting(held_on=TODAY, **fields)
    for place in range(seats):
        held = build.holder()
        kind = "present" if place < present else "absent"
        build.attendance(meeting=meeting, kind=kind, seat=held.seat, person=held.person, name=str(held.person))
    return build.agenda_item(meeting=meeting, title="เรื่องคลองบางใหญ่")


def resolved(actor: Actor, item: AgendaItem, **fields: Any) -> Resolution:
    return record_resolution(actor, agenda_item_id=item.pk, **{"kind": "agree", "text": "เห็นชอบ", **fields})


def refusal(actor: Actor, item: AgendaItem, **fields: Any) -> list[str]:
    with pytest.raises(ValidationError) as refused:
        resolved(actor, item, **fields)
    return sorted(refused.value.message_dict)


# -- recording


def test_a_vote_is_kept_with_its_dissent_and_printed_under_the_resolution(secretary: Actor):
    item = matter()

    made = resolved(secretary, item, count=Count(4, 2), opinions=[Opinion("ควรรอผลตรวจน้ำ", "นาย ก")])

    assert made.vote.count == Count(4, 2)
    assert made.voting == "เห็นชอบ 4 เสียง ไม่เห็นชอบ 2 เสียง งดออกเสียง 0 เสียง"
    assert [(each.name, each.text) for each in made.dissents.all()] == [("นาย ก", "ควรรอผลตรวจน้ำ")]


def test_the_same_words_sent_twice_are_one_resolution(secretary: Actor):
    item = matter()

    first, second = (resolved(secretary, item, unopposed=True) for _ in range(2))

    assert first == second
    assert JournalEntry.objects.filter(act="resolution.record").count() == 1


def test_what_was_counted_fits_those_who_came_without_those_who_stood_aside(secretary: Actor):
    item = matter(present=6)
    seat = item.meeting.attendances.filter(kind="present").first().seat
    assert refusal(secretary, item, count=Count(5, 2)) == ["in_favour"]

    record_recusal(secretary, agenda_item_id=item.pk, seat_id=seat.pk, reason="เป็นผู้ถือหุ้น")

    assert refusal(secretary, item, count=Count(4, 2)) == ["in_favour"]
    assert resolved(secretary, item, count=Count(3, 2)).vote.cast == 5


def test_a_substitute_without_a_letter_has_no_vote(secretary: Actor):
    item = matter(present=2, seats=2)
    for letter in ("", "ภก 0017/12"):
        held = build.holder()
        build.attendance(
            meeting=item.meeting, kind="substitute", seat=held.seat, person=held.person, name=f"ผู้แทน {letter}",
            in_place_of=held.seat.post, letter_number=letter,
        )  # fmt: skip

    assert refusal(secretary, item, count=Count(3, 1)) == ["in_favour"]
    assert resolved(secretary, item, count=Count(2, 1)).vote.cast == 3


def test_a_member_who_stands_in_for_another_has_one_vote(secretary: Actor):
    item = matter(present=2, seats=2)
    absent, member = build.holder(), item.meeting.attendances.first()
    build.attendance(
        meeting=item.meeting, kind="substitute", seat=absent.seat, person=absent.person, name=member.name,
        in_place_of=absent.seat.post, letter_number="ภก 0017/12",
    )  # fmt: skip

    assert voices_on(AgendaItem.objects.get(pk=item.pk)).left == 2
    record_recusal(secretary, agenda_item_id=item.pk, seat_id=absent.seat_id, reason="เป็นผู้ถือหุ้น")
    assert voices_on(AgendaItem.objects.get(pk=item.pk)).left == 1


def test_of_a_closed_meeting_the_frozen_number_counts(secretary: Actor):
    item = build.agenda_item(meeting=build.closed_meeting())  # eight came

    assert refusal(secretary, item, count=Count(8, 1)) == ["in_favour"]
    assert resolved(secretary, item, count=Count(7, 1)).vote.cast == 8


def test_a_tie_needs_the_casting_vote_and_the_kind_that_it_says(secretary: Actor):
    item = matter()

    assert refusal(secretary, item, count=Count(3, 3)) == ["casting"]
    assert refusal(secretary, item, count=Count(3, 3, casting="against")) == ["kind"]
    made = resolved(secretary, item, kind="disagree", text="ไม่เห็นชอบ", count=Count(3, 3, casting="against"))
    assert made.vote.carried is False


def test_a_change_takes_the_vote_away_or_writes_it_anew_and_sees_what_another_wrote(secretary: Actor):
    made = resolved(secretary, matter(), count=Count(4, 2), opinions=[Opinion("ควรรอ", "นาย ก")])
    same = {"resolution_id": made.pk, "kind": "agree", "text": "เห็นชอบ"}

    found = Resolution.objects.get(pk=made.pk).mark
    made = change_resolution(secretary, **same, seen=found, count=Count(5, 1))
    with pytest.raises(Conflict) as met:
        change_resolution(secretary, **same, seen=found, count=Count(6, 0))
    assert met.value.theirs == "เห็นชอบ\n(เห็นชอบ 5 เสียง ไม่เห็นชอบ 1 เสียง งดออกเสียง 0 เสียง)"
    assert (Vote.objects.get().count, Dissent.objects.count()) == (Count(5, 1), 0)

    change_resolution(secretary, **same, seen=Resolution.objects.get(pk=made.pk).mark, unopposed=True)
    assert (Vote.objects.count(), Resolution.objects.get(pk=made.pk).unopposed) == (0, True)


def test_only_a_resolution_that_charges_somebody_opens_tasks_and_stays_one(secretary: Actor):
    item = matter()
    charges = [Charge("จัดทำแผน", "เทศบาล"), Charge("ตรวจน้ำ", "สำนักงานสิ่งแวดล้อม", TODAY + timedelta(days=30))]

    assert refusal(secretary, item, charges=charges) == ["kind"]
    made = resolved(secretary, item, kind="assign", text="มอบหมาย", charges=charges)
    assert [(each.task, each.agency, each.state) for each in made.follow_ups.all()] == [
        ("จัดทำแผน", "เทศบาล", "open"), ("ตรวจน้ำ", "สำนักงานสิ่งแวดล้อม", "open"),
    ]  # fmt: skip
    with pytest.raises(ValidationError):
        change_resolution(secretary, resolution_id=made.pk, kind="agree", text="เห็นชอบ", seen=made.mark)


# -- recusals


def test_a_recusal_lowers_the_voices_of_its_matter_only_and_may_take_its_quorum(secretary: Actor):
    item = matter(present=6)  # the secretary has a seat too: of ten seats five are the quorum
    other = build.agenda_item(meeting=item.meeting, title="เรื่องอื่น")
    came = item.meeting.attendances.filter(kind="present")

    for row in came[:2]:
        record_recusal(secretary, agenda_item_id=item.pk, seat_id=row.seat_id, reason="เป็นผู้ถือหุ้น")

    item, other = AgendaItem.objects.get(pk=item.pk), AgendaItem.objects.get(pk=other.pk)
    assert (voices_on(item).left, voices_on(item).needed, voices_on(item).falls_short) == (4, 5, True)
    assert (voices_on(other).left, voices_on(other).falls_short) == (6, False)


def test_a_recusal_is_entered_once_for_a_seat_of_the_body_and_taken_back(secretary: Actor):
    item = matter()
    row = item.meeting.attendances.filter(kind="present").first()
    made = record_recusal(secretary, agenda_item_id=item.pk, seat_id=row.seat_id, reason="เป็นผู้ถือหุ้น")
    assert made.name == row.name

    far = build.holder(seat=build.seat(body=build.body("คณะทำงาน")))
    for seat in (row.seat_id, far.seat_id):
        with pytest.raises(ValidationError):
            record_recusal(secretary, agenda_item_id=item.pk, seat_id=seat, reason="เป็นญาติ")

    remove_recusal(secretary, recusal_id=made.pk)
    assert not Recusal.objects.exists()
    assert [line.act for line in JournalEntry.objects.about(made)] == ["recusal.record", "recusal.remove"]


def test_nobody_stands_aside_after_more_votes_were_counted_than_would_be_left(secretary: Actor):
    item = matter(present=6)
    resolved(secretary, item, count=Count(4, 2))
    seat = item.meeting.attendances.filter(kind="present").first().seat_id

    with pytest.raises(ValidationError):
        record_recusal(secretary, agenda_item_id=item.pk, seat_id=seat, reason="เป็นผู้ถือหุ้น")

    assert not Recusal.objects.exists()


def test_members_record_no_recusal():
    item, member = matter(), build.seated("member")

    with pytest.raises(Refused):
        record_recusal(member, agenda_item_id=item.pk, seat_id=build.holder().seat_id, reason="ก")


# -- a secret vote: no name of a voter or dissenter anywhere


def secret_form(**fields: str) -> dict[str, str]:
    return {
        "kind": "agree", "text": "เห็นชอบโครงการ", "in_favour": "4", "against": "2", "is_secret": "on",
        "opinion_name_1": CANARY, "opinion_text_1": "เห็นว่าควรรอผลตรวจน้ำ", **fields,
    }  # fmt: skip


def everything_told(writer: Client, meeting: Meeting) -> dict[str, str]:
    """Every page, export and record that speaks of the resolutions of a meeting."""
    found = Resolution.objects.get(agenda_item__meeting=meeting)
    pages = {
        "page": address("resolution", found.pk), "form": address("resolution_change", found.pk),
        "register": address("resolutions"), "csv": address("resolutions_csv"),
        "meeting": address("meeting", meeting.pk),
        "editor": f"{address('minutes', meeting.pk)}?item={found.agenda_item_id}",
        "paper": address("minutes_paper", meeting.pk), "matter": address("recusals", found.agenda_item_id),
    }  # fmt: skip
    told = {name: writer.get(where).content.decode() for name, where in pages.items()}
    book = load_workbook(BytesIO(writer.get(address("resolutions_xlsx")).content))
    told["xlsx"] = " ".join(str(cell.value) for row in book.active.iter_rows() for cell in row)
    told["journal"] = " ".join(f"{line.body} {line.object_label}" for line in JournalEntry.objects.all())
    told["frozen"] = str(paper(type(meeting.minutes).objects.for_page().get(pk=meeting.minutes.pk)))
    told["rows"] = str([*Dissent.objects.values_list(), *Vote.objects.values_list(), *Resolution.objects.values_list()])
    return told


def test_a_secret_vote_tells_no_name_in_any_page_export_journal_or_log(
    writer: Client, caplog: pytest.LogCaptureFixture
):
    item = matter()
    build.minutes(meeting=item.meeting)
    build.entry(minutes=item.meeting.minutes, agenda_item=item, text="อภิปราย")

    answer = writer.post(address("resolution_add", item.pk), secret_form())

    assert answer.status_code == 302
    told = everything_told(writer, item.meeting)
    assert {name: "เห็นว่าควรรอผลตรวจน้ำ" in told[name] for name in ("page", "form", "paper", "frozen")} == dict.fromkeys(
        ("page", "form", "paper", "frozen"), True
    )
    assert [name for name, text in told.items() if "นกกระจิบ" in text] == []
    assert "นกกระจิบ" not in caplog.text
    assert Vote.objects.get().is_secret


def test_a_vote_that_turns_out_to_be_secret_loses_the_names_that_were_kept(writer: Client):
    item = matter()
    build.minutes(meeting=item.meeting)
    build.entry(minutes=item.meeting.minutes, agenda_item=item, text="อภิปราย")
    open_vote = secret_form()
    del open_vote["is_secret"]
    writer.post(address("resolution_add", item.pk), open_vote)
    assert Dissent.objects.get().name == CANARY

    found = Resolution.objects.get()
    writer.post(address("resolution_change", found.pk), secret_form(seen=found.mark))

    told = everything_told(writer, item.meeting)
    assert [name for name, text in told.items() if "นกกระจิบ" in text] == []


def test_a_secret_form_that_is_given_back_gives_no_name_back(writer: Client):
    item = matter()

    answer = writer.post(address("resolution_add", item.pk), secret_form(in_favour="40"))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "นกกระจิบ" not in page and "เห็นว่าควรรอผลตรวจน้ำ" in page
    assert str(item.meeting.attendances.first().name) not in page


def test_a_secret_dissent_that_names_a_member_in_its_text_is_refused(secretary: Actor):
    item = matter()
    name = item.meeting.attendances.first().name

    assert refusal(secretary, item, count=Count(4, 2, is_secret=True), opinions=[Opinion(f"{name} เห็นว่าควรรอ")]) == [
        "opinions"
    ]
    assert refusal(secretary, item, count=Count(4, 2, is_secret=True), opinions=[Opinion("ควรรอ", CANARY)]) == [
        "opinions"
    ]
