"""Minutes from Word: upload, preview, and one confirmed act that never writes over anything silently."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from committee.models import EntryVersion, Minutes, MinutesEntry, Resolution
from committee.services.intake import ResolutionIn, TextIn, take_in
from committee.services.minutes import write_entry
from ecotown.kernel.conflicts import Conflict
from ecotown.kernel.models import JournalEntry
from ecotown.kernel.rules import Actor, Refused
from tests import build
from tests.committee.conftest import SignIn, address
from tests.committee.word_files import minutes_in_word

pytestmark = pytest.mark.django_db


def draft() -> tuple[Minutes, dict[str, MinutesEntry]]:
    """The agenda that the file is for: its matters by name."""
    meeting = build.closed_meeting()
    matters = {
        "chair": build.agenda_item(meeting=meeting, section=1, title="เรื่องที่ประธานแจ้งให้ที่ประชุมทราบ"),
        "plan": build.agenda_item(meeting=meeting, section=5, title="แผนปฏิบัติการ"),
        "area": build.agenda_item(meeting=meeting, section=5, title="การกำหนดพื้นที่เป้าหมาย"),
    }
    minutes = build.minutes(meeting=meeting)
    return minutes, {name: build.entry(minutes=minutes, agenda_item=item) for name, item in matters.items()}


def upload(content: bytes | None = None, name: str = "รายงาน.docx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, minutes_in_word() if content is None else content)


def preview_of(client: Client, minutes: Minutes) -> Any:
    return client.post(address("minutes_take_in", minutes.meeting_id), {"file": upload()}).context["preview"]


def sent(preview: Any) -> dict[str, Any]:
    """The preview as a browser sends it back, nothing changed."""
    rows = [(row.text, row.resolutions) for row in preview.rows]
    data = {f"{text.prefix}-resolutions": len(resolutions) for text, resolutions in rows}
    for form in [form for text, resolutions in rows for form in (text, *resolutions)] + preview.left:
        data |= {field.html_name: field.value() or "" for field in form}
    return {**data, "left": len(preview.left)}


# -- the service


@pytest.mark.sqlite_too
def test_texts_and_resolutions_come_in_by_one_act_with_history_and_journal(staff: Actor):
    minutes, entries = draft()
    write_entry(staff, entry_id=entries["plan"].pk, version=1, text="มีอยู่แล้ว")

    take_in(
        staff,
        minutes_id=minutes.pk,
        texts=[
            TextIn(entries["chair"].pk, 1, "ประธานกล่าวเปิด"),
            TextIn(entries["plan"].pk, 2, "ต่อท้าย", below=True),
        ],
        resolutions=[ResolutionIn(entries["plan"].agenda_item_id, "agree", "เห็นชอบแผน")],
    )

    assert dict(minutes.entries.values_list("agenda_item__title", "text"))["แผนปฏิบัติการ"] == "มีอยู่แล้ว\nต่อท้าย"
    assert list(EntryVersion.objects.order_by("pk").values_list("text", flat=True)) == [
        "มีอยู่แล้ว", "ประธานกล่าวเปิด", "มีอยู่แล้ว\nต่อท้าย",
    ]  # fmt: skip
    assert Resolution.objects.get().text == "เห็นชอบแผน"
    assert JournalEntry.objects.filter(act="minutes.take_in").count() == 1


@pytest.mark.sqlite_too
def test_a_preview_sent_twice_takes_everything_in_once(staff: Actor):
    minutes, entries = draft()
    asked = {
        "minutes_id": minutes.pk, "texts": [TextIn(entries["plan"].pk, 1, "อภิปราย")],
        "resolutions": [ResolutionIn(entries["plan"].agenda_item_id, "agree", "เห็นชอบแผน")],
    }  # fmt: skip

    for _ in range(2):
        take_in(staff, **asked)

    assert entries["plan"].agenda_item.resolutions.count() == 1
    assert EntryVersion.objects.count() == 1


@pytest.mark.sqlite_too
def test_one_text_saved_meanwhile_stops_the_whole_act(staff: Actor):
    minutes, entries = draft()
    write_entry(staff, entry_id=entries["plan"].pk, version=1, text="บันทึกก่อน")

    with pytest.raises(Conflict):
        take_in(
            staff,
            minutes_id=minutes.pk,
            texts=[TextIn(entries["chair"].pk, 1, "ใหม่"), TextIn(entries["plan"].pk, 1, "ใหม่")],
            resolutions=[],
        )

    assert sorted(minutes.entries.values_list("text", flat=True)) == ["", "", "บันทึกก่อน"]


@pytest.mark.sqlite_too
def test_nothing_chosen_and_circulated_minutes_are_refused(staff: Actor):
    minutes, entries = draft()
    with pytest.raises(ValidationError):
        take_in(staff, minutes_id=minutes.pk, texts=[], resolutions=[])

    Minutes.objects.filter(pk=minutes.pk).update(state="circulated")
    with pytest.raises(Refused):
        take_in(staff, minutes_id=minutes.pk, texts=[TextIn(entries["chair"].pk, 1, "ใหม่")], resolutions=[])


# -- the pages


def test_the_preview_shows_what_goes_where_and_what_was_not_placed_and_changes_nothing(writer: Client):
    minutes, _entries = draft()

    page = writer.post(address("minutes_take_in", minutes.meeting_id), {"file": upload()})

    preview = page.context["preview"]
    assert page.status_code == 200
    assert {row.item.title for row in preview.rows} == {
        "เรื่องที่ประธานแจ้งให้ที่ประชุมทราบ", "แผนปฏิบัติการ", "การกำหนดพื้นที่เป้าหมาย",
    }  # fmt: skip
    assert [form["found_at"].value() for form in preview.left][-2:] == ["ก่อนระเบียบวาระแรก", "หลังเลิกประชุม"]
    assert page.content.decode().count("data-next") == 1
    assert set(minutes.entries.values_list("text", flat=True)) == {""}


def test_confirming_the_preview_writes_the_draft(writer: Client):
    minutes, entries = draft()
    data = sent(preview_of(writer, minutes))

    answer = writer.post(address("minutes_take_in_confirm", minutes.meeting_id), data)

    assert answer["Location"] == address("minutes", minutes.meeting_id)
    assert MinutesEntry.objects.get(pk=entries["chair"].pk).text == "ประธานกล่าวเปิดประชุม"
    assert "| รัษฎา | 38 | ย่อหน้าแรก ย่อหน้าที่สอง |" in MinutesEntry.objects.get(pk=entries["area"].pk).text
    assert sorted(Resolution.objects.values_list("kind", flat=True)) == ["acknowledge", "agree", "assign"]


def test_text_that_stands_there_is_shown_beside_and_waits_for_a_choice(writer: Client, staff: Actor):
    minutes, entries = draft()
    write_entry(staff, entry_id=entries["chair"].pk, version=1, text="เขียนไว้แล้ว")
    page = writer.post(address("minutes_take_in", minutes.meeting_id), {"file": upload()})
    data = sent(page.context["preview"])
    way = f"m{entries['chair'].agenda_item_id}-way"

    assert "เขียนไว้แล้ว" in page.content.decode() and data[way] == ""
    assert writer.post(address("minutes_take_in_confirm", minutes.meeting_id), data).status_code == 422
    assert Resolution.objects.count() == 0
    writer.post(address("minutes_take_in_confirm", minutes.meeting_id), {**data, way: "below"})

    assert MinutesEntry.objects.get(pk=entries["chair"].pk).text == "เขียนไว้แล้ว\nประธานกล่าวเปิดประชุม"


def test_a_part_left_over_is_put_under_a_matter_by_hand(writer: Client):
    minutes, entries = draft()
    data = sent(preview_of(writer, minutes))
    number = next(key for key, value in data.items() if value == "หลังเลิกประชุม").split("-")[0]

    writer.post(
        address("minutes_take_in_confirm", minutes.meeting_id),
        {**data, f"{number}-place": entries["plan"].agenda_item_id},
    )

    assert MinutesEntry.objects.get(pk=entries["plan"].pk).text.endswith("เลิกประชุมเวลา 12.00 น.\nผู้จดรายงานการประชุม")


def test_a_text_saved_since_the_preview_gives_409_with_both_and_asks_again(writer: Client, staff: Actor):
    minutes, entries = draft()
    data = sent(preview_of(writer, minutes))
    write_entry(staff, entry_id=entries["chair"].pk, version=1, text="บันทึกระหว่างนั้น")

    answer = writer.post(address("minutes_take_in_confirm", minutes.meeting_id), data)

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "บันทึกระหว่างนั้น" in page and "ประธานกล่าวเปิดประชุม" in page
    renewed = sent(answer.context["preview"])
    prefix = f"m{entries['chair'].agenda_item_id}"
    assert (renewed[f"{prefix}-version"], renewed[f"{prefix}-way"]) == ("2", "")
    assert set(minutes.entries.exclude(pk=entries["chair"].pk).values_list("text", flat=True)) == {""}
    writer.post(address("minutes_take_in_confirm", minutes.meeting_id), {**renewed, f"{prefix}-way": "place"})
    assert MinutesEntry.objects.get(pk=entries["chair"].pk).text == "ประธานกล่าวเปิดประชุม"


def test_a_file_that_is_no_word_document_is_told_at_its_field(writer: Client):
    minutes, _entries = draft()

    answer = writer.post(address("minutes_take_in", minutes.meeting_id), {"file": upload(b"%PDF-1.7", "a.docx")})

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["file"])


def test_members_take_nothing_in(writer: Client, signed_in: SignIn):
    minutes, _entries = draft()
    member = signed_in(build.seated("member"))

    assert member.get(address("minutes_take_in", minutes.meeting_id)).status_code == 404
    Minutes.objects.update(state="circulated")
    assert member.get(address("minutes_take_in", minutes.meeting_id)).status_code == 403
    assert writer.get(address("minutes_take_in", minutes.meeting_id)).status_code == 403
    assert writer.post(address("minutes_take_in_confirm", minutes.meeting_id), {}).status_code == 403
