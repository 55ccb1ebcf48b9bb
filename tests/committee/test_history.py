"""The history of a text: every save is kept, told by paragraph, compared and brought back."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from committee.history import CLOSELY, MOST_PARAGRAPHS, PAUSE, Saved, compare, origins, sittings
from committee.models import EntryVersion, Minutes, MinutesEntry
from committee.services.minutes import begin_minutes, write_entry
from ecotown.kernel.rules import Actor, Refused, Role
from tests import build
from tests.committee.conftest import SignIn, address

NINE = datetime(2026, 8, 18, 9, 0, tzinfo=ZoneInfo("Asia/Bangkok"))
OPENING = "ประธานกล่าวเปิดประชุม"


def saved(version: int, text: str, by: str = "ก", minutes: int = 0) -> Saved:
    return Saved(version, text, by, NINE + timedelta(minutes=minutes))


# -- pure


def test_saves_of_one_person_without_a_long_pause_are_one_sitting():
    long = int(PAUSE.total_seconds() // 60) + 1
    texts = [saved(1, "ก"), saved(2, "กข", minutes=1), saved(3, "กขค", by="ข", minutes=2)]
    texts += [saved(4, "กขคง", minutes=3), saved(5, "กขคงจ", minutes=3 + long)]

    assert [(each.last.version, each.saves) for each in sittings(texts)] == [(2, 2), (3, 1), (4, 1), (5, 1)]


def test_each_paragraph_tells_who_wrote_it_and_who_changed_it():
    found = origins(
        [
            saved(1, f"{OPENING}\nฝ่ายเลขานุการรายงานผลการดำเนินงาน"),
            saved(2, f"{OPENING}\nฝ่ายเลขานุการรายงานผลการดำเนินงานสามพื้นที่\nที่ประชุมรับทราบ", by="ข"),
            saved(3, f"นำ\n{OPENING}\nฝ่ายเลขานุการรายงานผลการดำเนินงานสามพื้นที่\nที่ประชุมรับทราบ", by="ค"),
        ]
    )

    assert [(each.written.by, each.changed and each.changed.by) for each in found] == [
        ("ค", None), ("ก", None), ("ก", "ข"), ("ข", None),
    ]  # fmt: skip


def test_two_texts_stand_side_by_side_and_complete():
    before, after = f"{OPENING}\nหายไป\nรับทราบรายงานผล", f"{OPENING}\nรับทราบรายงานผลแล้ว\nเพิ่มใหม่ทั้งย่อหน้า"

    rows = compare(before, after)

    assert [(row.before, row.after) for row in rows if row.kind == "same"] == [(OPENING, OPENING)]
    assert [row.before for row in rows if row.before] == before.split("\n")
    assert [row.after for row in rows if row.after] == after.split("\n")
    assert ("changed", "รับทราบรายงานผล", "รับทราบรายงานผลแล้ว") in [(row.kind, row.before, row.after) for row in rows]


def test_of_two_long_texts_that_differ_everywhere_only_so_many_pairs_are_compared_closely():
    before = [f"{place} ที่ประชุมรับทราบรายงานผลการดำเนินงาน" for place in range(1200)]
    after = [f"ก{line}" for line in before]

    rows = compare("\n".join(["นำ", *before, "จบ"]), "\n".join(["นำ", *after, "จบ"]))

    assert [row.kind for row in rows].count("changed") == CLOSELY
    assert [row.before for row in rows if row.before] == ["นำ", *before, "จบ"]
    assert [row.after for row in rows if row.after] == ["นำ", *after, "จบ"]
    assert (rows[0].kind, rows[-1].kind) == ("same", "same")


def test_what_was_put_into_a_very_long_text_is_told_and_the_rest_is_the_same():
    lines = ["ไม่มี"] * MOST_PARAGRAPHS

    rows = compare("\n".join(lines), "\n".join([*lines[:7], "เพิ่ม", *lines[7:]]))

    assert [(row.kind, row.after) for row in rows if row.kind != "same"] == [("new", "เพิ่ม")]


# -- kept


@pytest.mark.django_db
@pytest.mark.sqlite_too
def test_every_save_is_kept_with_its_writer_and_the_same_text_only_once(staff: Actor, secretary: Actor):
    entry = build.entry()

    write_entry(staff, entry_id=entry.pk, version=1, text="หนึ่ง")
    write_entry(secretary, entry_id=entry.pk, version=2, text="สอง")
    write_entry(secretary, entry_id=entry.pk, version=3, text="สอง")

    kept = EntryVersion.objects.filter(entry=entry)
    assert list(kept.values_list("version", "text", "edited_by_id")) == [
        (2, "หนึ่ง", staff.user_id), (3, "สอง", secretary.user_id),
    ]  # fmt: skip


@pytest.mark.django_db
@pytest.mark.sqlite_too
def test_what_stood_there_before_the_first_save_is_kept_too(staff: Actor):
    meeting = build.closed_meeting()
    build.agenda_item(meeting=meeting, section=2, title="ไม่มี")
    begun = begin_minutes(staff, meeting_id=meeting.pk).entries.get()
    older = build.entry(text="เขียนไว้ก่อนมีประวัติ", version=7)

    write_entry(staff, entry_id=begun.pk, version=1, text="มีเรื่องรับรอง")
    write_entry(staff, entry_id=older.pk, version=7, text="แก้แล้ว")

    assert list(begun.history.values_list("version", "text")) == [(1, "ไม่มี"), (2, "มีเรื่องรับรอง")]
    assert list(older.history.values_list("version", "text")) == [(7, "เขียนไว้ก่อนมีประวัติ"), (8, "แก้แล้ว")]
    assert older.history.get(version=7).edited_at == older.edited_at


# -- the page


@pytest.mark.django_db
def test_the_page_tells_writers_and_differences_in_a_flat_number_of_queries(
    writer: Client, staff: Actor, secretary: Actor, django_assert_num_queries
):
    entry = build.entry()
    write_entry(staff, entry_id=entry.pk, version=1, text=OPENING)
    queries = 10  # session, user, person, seats, assignments, entry, saved texts; notices of the frame

    with django_assert_num_queries(queries, exact=False) as first:
        one = writer.get(address("entry_history", entry.pk))
    for version in range(2, 5):
        write_entry(secretary, entry_id=entry.pk, version=version, text=f"{OPENING}\nย่อหน้าที่ {version}")
    with django_assert_num_queries(len(first.captured_queries)):
        three = writer.get(address("entry_history", entry.pk))

    assert (one.status_code, three.status_code) == (200, 200)
    assert [each.written.by for each in three.context["origins"]] == [
        str(entry.history.first().edited_by.person), str(entry.history.last().edited_by.person),
    ]  # fmt: skip
    assert three.content.decode().count("data-next") == 1
    chosen = writer.get(address("entry_history", entry.pk), {"before": "3", "after": "4"})
    assert [row.kind for row in chosen.context["rows"]] == ["same", "changed"]


@pytest.mark.django_db
def test_an_old_text_is_brought_back_as_a_new_save(writer: Client, staff: Actor):
    entry = build.entry()
    write_entry(staff, entry_id=entry.pk, version=1, text="ก่อน")
    write_entry(staff, entry_id=entry.pk, version=2, text="หลัง")

    stale = writer.post(address("entry_bring_back", entry.pk), {"wanted": "2", "version": "2"})
    assert stale.status_code == 409
    writer.post(address("entry_bring_back", entry.pk), {"wanted": "2", "version": "3"})

    assert MinutesEntry.objects.get(pk=entry.pk).text == "ก่อน"
    assert list(entry.history.values_list("text", flat=True)) == ["ก่อน", "หลัง", "ก่อน"]


@pytest.mark.django_db
def test_nothing_is_brought_back_once_the_minutes_are_circulated_and_members_see_no_history(
    writer: Client, staff: Actor, signed_in: SignIn
):
    entry = build.entry()
    write_entry(staff, entry_id=entry.pk, version=1, text="ก่อน")
    Minutes.objects.filter(pk=entry.minutes_id).update(state="circulated")

    assert writer.post(address("entry_bring_back", entry.pk), {"wanted": "2", "version": "2"}).status_code == 403
    assert writer.get(address("entry_history", entry.pk)).status_code == 200
    assert signed_in(build.seated("member")).get(address("entry_history", entry.pk)).status_code == 403
    with pytest.raises(Refused):
        write_entry(build.assigned(Role.STAFF), entry_id=entry.pk, version=2, text="แก้")
