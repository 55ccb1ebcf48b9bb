"""What the committee's records ask of the database itself: one holder a day, and sealed minutes that nobody changes.

Example data may be taken away again (`seed_demo --remove`), so deleting is refused for real meetings only.
"""

from ecotown.kernel.ddl import Guard, kept

HOLDER = "committee_holder_one_a_day"


def one_holder_a_day() -> Guard:
    """`since` counts, `until` does not, an empty `until` is open. Ranges of one number keep btree_gist out of it."""
    clash = (
        "EXISTS (SELECT 1 FROM committee_holder h WHERE h.seat_id = NEW.seat_id AND h.id IS NOT NEW.id"
        " AND h.since < COALESCE(NEW.until, '9999-12-31') AND NEW.since < COALESCE(h.until, '9999-12-31'))"
    )
    abort = f"BEGIN SELECT RAISE(ABORT, '{HOLDER}'); END"
    return Guard(
        HOLDER,
        "committee_holder",
        postgres=(
            f"ALTER TABLE committee_holder DROP CONSTRAINT IF EXISTS {HOLDER}",
            (
                f"ALTER TABLE committee_holder ADD CONSTRAINT {HOLDER} EXCLUDE USING gist"
                " (int8range(seat_id, seat_id, '[]') WITH &&, daterange(since, until) WITH &&)"
            ),
        ),
        sqlite=(
            f"CREATE TRIGGER IF NOT EXISTS {HOLDER} BEFORE INSERT ON committee_holder WHEN {clash} {abort}",
            f"CREATE TRIGGER IF NOT EXISTS {HOLDER}_update BEFORE UPDATE ON committee_holder WHEN {clash} {abort}",
        ),
    )


def _example(minutes: str) -> str:
    return (
        "EXISTS (SELECT 1 FROM committee_minutes m JOIN committee_meeting g ON g.id = m.meeting_id"
        f" WHERE m.id = {minutes} AND g.is_example)"
    )


def _of_entry(entry: str) -> str:
    return (
        "EXISTS (SELECT 1 FROM committee_minutesentry e JOIN committee_minutes m ON m.id = e.minutes_id"
        f" JOIN committee_meeting g ON g.id = m.meeting_id WHERE e.id = {entry} AND g.is_example)"
    )


def _of_follow_up(follow_up: str) -> str:
    return (
        "EXISTS (SELECT 1 FROM committee_followup f JOIN committee_resolution r ON r.id = f.resolution_id"
        " JOIN committee_agendaitem a ON a.id = r.agenda_item_id JOIN committee_meeting g ON g.id = a.meeting_id"
        f" WHERE f.id = {follow_up} AND g.is_example)"
    )


GUARDS = [
    one_holder_a_day(),
    kept("committee_minutes", sealed="OLD.state = 'locked'", example=_example("OLD.id")),
    kept(
        "committee_minutesentry",
        sealed="EXISTS (SELECT 1 FROM committee_minutes m WHERE m.id = OLD.minutes_id AND m.state = 'locked')",
        example=_example("OLD.minutes_id"),
        columns="text, version, minutes_id, agenda_item_id",  # who edited it may lose the account
    ),
    kept(
        "committee_minutesversion",
        sealed="1 = 1",
        example=_example("OLD.minutes_id"),
        columns="minutes_id, number, reason, frozen, frozen_sha256",
    ),
    kept(
        "committee_entryversion",
        sealed="1 = 1",
        example=_of_entry("OLD.entry_id"),
        columns="entry_id, version, text",
    ),
    kept(
        "committee_followupnote",
        sealed="1 = 1",
        example=_of_follow_up("OLD.follow_up_id"),
        columns='follow_up_id, "on", text, reported_by, reference, evidence_id',
    ),
]
