"""Takes the example data away, and nothing else. The journal stays: what was done was done."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.files.storage import default_storage
from django.core.management.base import CommandError
from django.db import models, transaction
from django.db.models import ProtectedError

from areas.models import AreaStatus, Evidence, ResolutionArea
from committee.models import (
    AgendaItem,
    AgendaPaper,
    Assignment,
    Attendance,
    Correction,
    Dissent,
    EntryVersion,
    FollowUp,
    FollowUpNote,
    Holder,
    Meeting,
    Minutes,
    MinutesEntry,
    MinutesVersion,
    Paper,
    Person,
    Recusal,
    Reply,
    Resolution,
    Seat,
    Source,
    Vote,
)
from ecotown.kernel.journal import record
from ecotown.kernel.models import Job, Mailing, Notice, StoredFile, User
from ecotown.kernel.rules import Actor
from ecotown.management.seeds.demo import EXAMPLE_SOURCE
from indicators.models import Discussion, Framework, Interest, Round, RoundArea, RoundSeat, Score, SettledScore, Sheet
from reports import site
from reports.models import Release, ReleaseState, Report
from reports.states import RELEASE_FLOW


def remove(actor: Actor) -> int:
    """The number of rows deleted. Files go last, when the rows are gone for certain."""
    published = list(Release.objects.filter(is_example=True, number__isnull=False))
    try:
        with transaction.atomic():
            candidates = files_of_examples()
            rows = delete_rows()
            orphans = delete_orphans(candidates)
            rows += len(orphans)
            newest = restore_newest(actor.province) if published else None
            if rows:
                about = Source(key=EXAMPLE_SOURCE, title="ข้อมูลตัวอย่าง", pk=0)
                record(actor, "example.remove", about, before={"rows": rows})
    except ProtectedError as held:
        names = "; ".join(sorted({f"{thing._meta.verbose_name} {thing}" for thing in held.protected_objects})[:5])
        raise CommandError(f"Nothing was removed: these are not examples and hold on to some: {names}") from held
    for path in orphans:
        Path(default_storage.path(path)).unlink(missing_ok=True)
    take_from_site(published, newest)
    return rows


def delete_rows() -> int:
    """From the top floor down, so that nothing is left pointing at what is gone."""
    meetings, rounds = Meeting.objects.filter(is_example=True), Round.objects.filter(is_example=True)
    users, mailings = User.objects.filter(is_example=True), Mailing.objects.filter(is_example=True)
    of_examples = (
        models.Q(reports__is_example=True)
        | models.Q(releases__is_example=True)
        | models.Q(papers__meeting__is_example=True)
    )
    jobs = list(Job.objects.filter(of_examples).values_list("pk", flat=True))
    occasions = [
        f"{kind}:{pk}" for pk in rounds.values_list("pk", flat=True) for kind in ("round.open", "round.reveal")
    ]
    # Matters point at follow-ups, minutes and other matters, a meeting at the one it repeats; that goes first.
    AgendaItem.objects.filter(meeting__in=meetings).update(follow_up=None, adopts=None, moved_from=None)
    meetings.update(adjourned_from=None)
    in_order: list[models.QuerySet[Any]] = [
        Release.objects.filter(is_example=True),
        Report.objects.filter(is_example=True),
        Paper.objects.filter(meeting__in=meetings),
        Job.objects.filter(pk__in=jobs),
        SettledScore.objects.filter(round__in=rounds),
        Discussion.objects.filter(round__in=rounds),
        Score.objects.filter(sheet__round__in=rounds),
        Sheet.objects.filter(round__in=rounds),
        Interest.objects.filter(round__in=rounds),
        RoundSeat.objects.filter(round__in=rounds),
        RoundArea.objects.filter(round__in=rounds),
        rounds,
        Framework.objects.filter(source__key=EXAMPLE_SOURCE, rounds=None),
        Evidence.objects.filter(is_example=True),
        AreaStatus.objects.filter(resolution__agenda_item__meeting__in=meetings),
        ResolutionArea.objects.filter(resolution__agenda_item__meeting__in=meetings),
        Correction.objects.filter(minutes__meeting__in=meetings),
        EntryVersion.objects.filter(entry__minutes__meeting__in=meetings),
        MinutesVersion.objects.filter(minutes__meeting__in=meetings),
        MinutesEntry.objects.filter(minutes__meeting__in=meetings),
        Minutes.objects.filter(meeting__in=meetings),
        FollowUpNote.objects.filter(follow_up__resolution__agenda_item__meeting__in=meetings),
        FollowUp.objects.filter(resolution__agenda_item__meeting__in=meetings),
        Vote.objects.filter(resolution__agenda_item__meeting__in=meetings),
        Dissent.objects.filter(resolution__agenda_item__meeting__in=meetings),
        Recusal.objects.filter(agenda_item__meeting__in=meetings),
        Resolution.objects.filter(agenda_item__meeting__in=meetings),
        AgendaPaper.objects.filter(agenda_item__meeting__in=meetings),
        Reply.objects.filter(meeting__in=meetings),
        Attendance.objects.filter(meeting__in=meetings),
        AgendaItem.objects.filter(meeting__in=meetings),
        meetings,
        Holder.objects.filter(is_example=True),
        Seat.objects.filter(is_example=True),
        Assignment.objects.filter(is_example=True),
        Person.objects.filter(is_example=True),
        Job.objects.filter(kind="notices.mail", payload__mailing__in=list(mailings.values_list("pk", flat=True))),
        mailings,
        Notice.objects.filter(key__in=occasions),
        users,
        Source.objects.filter(key=EXAMPLE_SOURCE),
    ]
    # A real round may have taken up the framework meanwhile; then it is no longer only an example.
    Framework.objects.filter(source__key=EXAMPLE_SOURCE, rounds__is_example=False).update(source=None)
    return sum(rows.delete()[0] for rows in in_order)


def files_of_examples() -> set[int]:
    meeting = {"meeting__is_example": True}
    held = [
        Report.objects.filter(is_example=True).values_list("file_id", flat=True),
        Evidence.objects.filter(is_example=True).values_list("file_id", flat=True),
        Release.objects.filter(is_example=True).values_list("memo_scan_id", flat=True),
        Attendance.objects.filter(**meeting).values_list("letter_id", flat=True),
        AgendaPaper.objects.filter(agenda_item__meeting__is_example=True).values_list("file_id", flat=True),
        FollowUpNote.objects.filter(
            follow_up__resolution__agenda_item__meeting__is_example=True
        ).values_list("evidence_id", flat=True),
        *(Paper.objects.filter(**meeting).values_list(f"{name}_id", flat=True) for name in ("pdf", "docx", "scan")),
    ]  # fmt: skip
    return {pk for files in held for pk in files if pk is not None}


def delete_orphans(candidates: Iterable[int]) -> list[str]:
    """Of these files, those that nothing refers to any more: the same bytes may serve a real row too. Their paths."""
    orphans = []
    for stored in StoredFile.objects.filter(pk__in=candidates):
        try:
            with transaction.atomic():
                stored_path = stored.path
                stored.delete()
        except ProtectedError:
            continue
        orphans.append(stored_path)
    return orphans


def restore_newest(province: str) -> Release | None:
    """The newest real release, which an example may have superseded, holds again."""
    real = Release.objects.filter(province_id=province, is_example=False)
    newest = real.filter(state__in=[ReleaseState.PUBLISHED, ReleaseState.SUPERSEDED]).order_by("-number").first()
    if newest is not None and newest.state == ReleaseState.SUPERSEDED:
        newest.state = RELEASE_FLOW.after(newest.state, "restore")
        newest.save(update_fields=["state"])
    return newest


def take_from_site(releases: list[Release], newest: Release | None) -> None:
    for release in releases:
        site.take_away(release, newest)
    for province in {release.province_id for release in releases}:
        site.write_list(province)
