"""The example from its first seat to its release, stage by stage."""

import time
from enum import IntEnum

from django.conf import settings
from django.core.management.base import CommandError
from django.db import transaction

from committee.models import Meeting
from committee.services.notices import tell_by_hand
from ecotown.kernel import jobs, notices, thai
from ecotown.kernel.mailings import Channel, Mailing
from ecotown.kernel.models import Job
from ecotown.kernel.rules import Actor
from ecotown.management.seeds.demo import documents, meetings, scoring
from ecotown.management.seeds.demo.cast import Cast, appointing_order, engage
from ecotown.management.seeds.demo.days import Calendar
from indicators.models import Framework, Round
from indicators.services import finish_round, reveal_round
from reports.models import Release, Report
from reports.services import approve_release, make_report, prepare_release

WORKER_PATIENCE_SECONDS = 180


class Stage(IntEnum):
    """How far the example goes. Each holds what the one before holds."""

    NOTHING = 0
    SCORING = 1
    SETTLED = 2
    PUBLISHED = 3


def stage_reached() -> Stage:
    """What the database holds of it."""
    if Release.objects.filter(is_example=True, published_at__isnull=False).exists():
        return Stage.PUBLISHED
    if Round.objects.filter(is_example=True, state="settled").exists():
        return Stage.SETTLED
    return Stage.SCORING if Round.objects.filter(is_example=True).exists() else Stage.NOTHING


def build(wanted: Stage, province: str) -> Stage:
    """Make what is missing; the stage that was there before. Up to the settled scores it is all there or not at all."""
    before = stage_reached()
    if before >= wanted:
        return before
    if before == Stage.SCORING:
        raise CommandError("The example stands at the stage 'scoring' and cannot go on from there: use --remove first.")
    if wanted == Stage.PUBLISHED and not settings.DEMO:
        raise CommandError(
            "The stage 'published' brings example data before the public: set DEMO=1, or --stage settled."
        )
    calendar = Calendar(thai.today())
    command = Actor.command("seed_demo", calendar.today, province)
    order = appointing_order(province)
    content = documents.paper()
    with transaction.atomic():
        cast = engage(command, order, calendar.seated)
        framework = scoring.bring_in_framework(cast)
        documents.add_evidence_of_areas(cast, calendar, content)
        if before < Stage.SETTLED <= wanted:
            settle_first_round(cast, calendar, framework)
        if before < Stage.SCORING:
            current = scoring.begin(cast, framework, calendar.second_round)
            scoring.fill_some(cast, current, calendar.today)
    if wanted == Stage.PUBLISHED:
        publish(cast)
    return before


def settle_first_round(cast: Cast, calendar: Calendar, framework: Framework) -> None:
    """Scored, revealed, discussed, settled; its minutes adopted in the next meeting; a further meeting is planned."""
    round_ = scoring.begin(cast, framework, calendar.first_round)
    scoring.fill_all(cast, round_, calendar.first_round[1])
    reveal_round(cast.on("secretary", calendar.revealed), round_id=round_.pk)
    round_.refresh_from_db()
    held_on = calendar.deciding_meeting
    deciding = meetings.prepare_deciding(cast, round_, held_on, calendar.revealed)
    meetings.decide(cast, round_, deciding)
    deciding = Meeting.objects.get(pk=deciding.pk)
    minutes = meetings.write_up(cast, deciding, days_later=3, words=meetings.words_of_deciding(deciding, round_))
    meetings.report(cast, deciding, calendar.reported)
    adopting = meetings.adopt(cast, minutes, calendar.adopting_meeting)
    finish_round(cast.on("secretary", calendar.adopting_meeting), round_id=round_.pk)
    meetings.write_up(cast, adopting, days_later=4, words={"1.1": meetings.EXAMPLE})
    meetings.plan(cast, calendar.coming_meeting, calendar.today)
    for actor in cast.actors.values():  # what is over is no news
        notices.mark_read(actor.user_id)
    for mailing in Mailing.objects.filter(is_example=True):
        ids = list(mailing.notices.values_list("pk", flat=True))
        tell_by_hand(cast.actors["staff"], mailing_id=mailing.pk, notice_ids=ids, channel=Channel.LINE)


def publish(cast: Cast) -> None:
    """Staff make and propose the report, the chair approves: two people, as always."""
    staff, chair = cast.actors["staff"], cast.actors["chair"]
    round_ = Round.objects.get(is_example=True, state="settled")
    report = Report.objects.filter(is_example=True, round=round_).first() or make_report(staff, round_id=round_.pk)
    work_out(report.job)
    release = Release.objects.filter(report=report).first() or prepare_release(
        staff, report_id=report.pk, note="ฉบับตัวอย่าง จัดทำขึ้นเพื่อแสดงการทำงานของระบบ"
    )
    if release.state == "draft":
        release = approve_release(chair, release_id=release.pk)
    work_out(release.job)


def work_out(job: Job | None) -> None:
    """Do the job here and now, or wait for the worker that was quicker."""
    if job is None:
        raise CommandError("The report or release has no job.")
    jobs.work(job.pk, message_id="seed_demo")
    end = time.monotonic() + WORKER_PATIENCE_SECONDS
    job.refresh_from_db()
    while not job.is_over and time.monotonic() < end:
        time.sleep(0.2)
        job.refresh_from_db()
    if job.state != "done":
        raise CommandError(f"{job.kind} is {job.state}: {job.error}")
