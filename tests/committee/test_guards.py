"""What the database itself refuses, whichever way it is asked."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from committee.models import EntryVersion, FollowUp, FollowUpNote, Holder, Minutes, MinutesVersion
from tests import build

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_too]

APRIL, MAY, JUNE = date(2026, 4, 1), date(2026, 5, 1), date(2026, 6, 1)


@pytest.mark.parametrize(
    ("since", "until", "taken"),
    [
        (MAY, JUNE, True), (MAY, None, True), (APRIL, MAY, True), (date(2026, 5, 31), None, True),
        (JUNE, None, False), (date(2026, 3, 1), APRIL, False),
    ],
)  # fmt: skip
def test_no_two_hold_one_seat_on_one_day(since: date, until: date | None, taken: bool):
    held = build.holder(since=APRIL, until=JUNE)

    if taken:
        with pytest.raises(IntegrityError), transaction.atomic():
            build.holder(seat=held.seat, since=since, until=until)
    else:
        build.holder(seat=held.seat, since=since, until=until)

    assert Holder.objects.filter(seat=held.seat).count() == (1 if taken else 2)


def test_a_term_cannot_be_drawn_out_over_the_next_one():
    first = build.holder(since=APRIL, until=MAY)
    build.holder(seat=first.seat, since=MAY)

    with pytest.raises(IntegrityError), transaction.atomic():
        Holder.objects.filter(pk=first.pk).update(until=JUNE)


def sealed(*, is_example: bool = False) -> Minutes:
    meeting = build.closed_meeting(is_example=is_example)
    minutes = build.minutes(meeting=meeting)
    entry = build.entry(minutes=minutes, text="ที่ประชุมรับทราบ")
    EntryVersion.objects.create(entry=entry, version=1, text=entry.text)
    MinutesVersion.objects.create(
        minutes=minutes, number=2, reason="แก้ชื่อ", frozen={"kind": "minutes"}, frozen_sha256="0" * 64
    )
    task = FollowUp.objects.create(resolution=build.resolution(meeting=meeting), task="จัดทำแผน", agency="เทศบาล")
    FollowUpNote.objects.create(follow_up=task, on=meeting.held_on, text="เริ่มแล้ว", reported_by="portal")
    Minutes.objects.filter(pk=minutes.pk).update(
        state="locked", method=1, adopted_on=meeting.held_on, adopted_in=meeting, frozen={"kind": "minutes"}
    )
    return Minutes.objects.get(pk=minutes.pk)


ATTACKS: dict[str, Callable[[Minutes], object]] = {
    "state": lambda minutes: Minutes.objects.filter(pk=minutes.pk).update(state="draft", frozen=None),
    "frozen": lambda minutes: Minutes.objects.filter(pk=minutes.pk).update(frozen={"kind": "other"}),
    "delete": lambda minutes: minutes._meta.model._base_manager.filter(pk=minutes.pk)._raw_delete("default"),
    "text": lambda minutes: minutes.entries.update(text="อื่น"),
    "edition": lambda minutes: minutes.versions.update(frozen={}),
    "history": lambda minutes: EntryVersion.objects.filter(entry__minutes=minutes).update(text="อื่น"),
    "note": lambda minutes: FollowUpNote.objects.update(text="อื่น"),
    "no note": lambda minutes: FollowUpNote.objects.all().delete(),
}


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS.keys())
def test_sealed_minutes_and_what_was_saved_refuse_every_change(attack: Callable[[Minutes], object]):
    minutes = sealed()

    with pytest.raises(DatabaseError), transaction.atomic():
        attack(minutes)


def test_a_draft_is_written_on_as_before():
    entry = build.entry(text="ก")

    entry.text = "ข"
    entry.save()

    assert entry.minutes.entries.get().text == "ข"


def test_sealed_examples_can_be_taken_away_but_not_changed():
    minutes = sealed(is_example=True)
    with pytest.raises(DatabaseError), transaction.atomic():
        minutes.entries.update(text="อื่น")

    EntryVersion.objects.filter(entry__minutes=minutes).delete()
    minutes.versions.all().delete()
    minutes.entries.all().delete()
    minutes.delete()

    assert not Minutes.objects.filter(pk=minutes.pk).exists()


def test_a_table_rebuilt_by_a_migration_has_its_guards_again():
    """SQLite drops the triggers of a table that it rebuilds; PostgreSQL keeps them."""
    from committee.guards import HOLDER
    from ecotown.kernel import ddl

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"ALTER TABLE committee_holder DROP CONSTRAINT {HOLDER}")
    else:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP TRIGGER {HOLDER}")
    assert ddl.missing() == [HOLDER]

    ddl.install()

    assert ddl.missing() == []
