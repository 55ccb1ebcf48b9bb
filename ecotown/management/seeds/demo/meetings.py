"""The meetings of the example: one decides on the scores, the next adopts its minutes, a third is to come."""

from datetime import date, time, timedelta

from areas.models import Area
from committee.ballot import Charge, Count, Opinion
from committee.models import AgendaItem, Duty, FollowUp, Holder, Meeting, Minutes, MinutesEntry, Resolution
from committee.models.follow_up import ReportedBy
from committee.models.minutes import AdoptionMethod
from committee.models.resolution import ResolutionKind
from committee.models.section import Section
from committee.services.adoption import adopt_minutes, lock_minutes
from committee.services.agenda import add_agenda_item
from committee.services.attendance import Guest, Presence, record_attendance
from committee.services.follow_ups import report_on_follow_up
from committee.services.meetings import call_meeting, close_meeting, plan_meeting
from committee.services.minutes import begin_minutes, circulate_minutes, name_signers, write_entry
from committee.services.resolutions import record_resolution
from ecotown.kernel import thai
from ecotown.management.seeds.demo.cast import ORGANISATION, Cast
from ecotown.management.seeds.demo.days import next_meeting
from ecotown.management.seeds.demo.plan import PLANS, settlement
from ecotown.management.seeds.demo.scoring import indicators_of
from indicators.models import Discussion, Indicator, Round
from indicators.services import Settlement, send_to_agenda, settle_scores

VENUE = "ห้องประชุมตัวอย่าง ศาลากลางจังหวัด"
ABSENT, EXCUSE = "member5", "ติดราชการ"
NOTHING = "ไม่มี"
WATCHED = "การเฝ้าระวังคุณภาพน้ำของคลองในพื้นที่ (ตัวอย่าง)"
EXAMPLE = "ข้อความนี้เป็นข้อมูลตัวอย่าง จัดทำขึ้นเพื่อแสดงการทำงานของระบบ"


def plan(cast: Cast, held_on: date, written_on: date) -> Meeting:
    return plan_meeting(
        cast.on("staff", written_on),
        body_id=cast.body.pk,
        number=next_meeting(cast.body, held_on),
        be_year=thai.be_year(held_on),
        held_on=held_on,
        venue=VENUE,
        begins_at=time(9, 30),
        is_example=True,
    )


def invite(cast: Cast, meeting: Meeting, day: date) -> None:
    call_meeting(cast.on("staff", day), meeting_id=meeting.pk, called_on=day)


def prepare_deciding(cast: Cast, round_: Round, held_on: date, day: date) -> Meeting:
    """The agenda: the scores as a whole, and each real disagreement by itself."""
    meeting, staff = plan(cast, held_on, day), cast.on("staff", day)
    invite(cast, meeting, day)
    add_agenda_item(staff, meeting_id=meeting.pk, section=Section.INFORMATION, title=f"ผลการให้คะแนน {round_}")
    add_agenda_item(staff, meeting_id=meeting.pk, section=Section.CONSIDERATION, title=f"พิจารณาผลการประเมิน {round_}")
    add_agenda_item(staff, meeting_id=meeting.pk, section=Section.OTHER, title=WATCHED)
    for area in Area.objects.filter(code__in=PLANS).order_by("sort"):
        send_to_agenda(
            staff, round_id=round_.pk, area_id=area.pk, meeting_id=meeting.pk, codes=PLANS[area.code].disputed
        )
    return meeting


def hold(cast: Cast, meeting: Meeting) -> None:
    """All but one come; the chair presides."""
    staff = cast.on("staff", meeting.held_on)
    absent = cast.actors[ABSENT].person_id
    rows = [
        Presence(holder.seat_id, holder.person_id != absent, EXCUSE if holder.person_id == absent else "")
        for holder in Holder.objects.of_body_on(meeting.body_id, meeting.held_on)
    ]
    guests = [Guest("นายตัวอย่าง ผู้เข้าร่วม", "นักวิชาการ (ตัวอย่าง)")]
    record_attendance(staff, meeting_id=meeting.pk, rows=rows, guests=guests)


def close(cast: Cast, meeting: Meeting) -> Meeting:
    return close_meeting(
        cast.on("staff", meeting.held_on),
        meeting_id=meeting.pk,
        started_at=time(9, 30),
        ended_at=time(12, 0),
        presided_by_id=cast.actors["chair"].person_id or 0,
    )


def decide(cast: Cast, round_: Round, meeting: Meeting) -> None:
    """Resolutions in the meeting: one for what nobody disputes, one for each disagreement; then the settled scores."""
    hold(cast, meeting)
    staff = cast.on("staff", meeting.held_on)
    duty = Duty.objects.filter(order__body=cast.body, code="D1").first()
    general = record_resolution(
        staff,
        agenda_item_id=item_of(meeting, Section.CONSIDERATION, discussed=False).pk,
        kind=ResolutionKind.AGREE,
        text=f"เห็นชอบคะแนนของสามพื้นที่ตามค่ามัธยฐานของคณะกรรมการ {round_} ยกเว้นข้อที่แยกพิจารณา",
        duty_id=duty.pk if duty else None,
    )
    apart = {}
    for discussion in Discussion.objects.filter(agenda_item__meeting=meeting).select_related("agenda_item"):
        item = discussion.agenda_item
        if discussion.area_id not in apart:
            text = f"เห็นชอบคะแนนตามที่ที่ประชุมอภิปราย: {item.title}"
            apart[discussion.area_id] = record_resolution(
                staff, agenda_item_id=item.pk, kind=ResolutionKind.AGREE, text=text
            )
    charge(cast, meeting)
    close(cast, meeting)
    indicators = indicators_of(round_)
    for area in Area.objects.filter(code__in=PLANS).order_by("sort"):
        disputed = PLANS[area.code].disputed
        settle(cast, round_, area, [one for one in indicators if one.code not in disputed], general)
        settle(cast, round_, area, [one for one in indicators if one.code in disputed], apart[area.pk])


def charge(cast: Cast, meeting: Meeting) -> None:
    """What was voted on, with a different opinion, and what the municipality was charged with."""
    staff, matter = cast.on("staff", meeting.held_on), meeting.agenda.get(section=Section.OTHER)
    record_resolution(
        staff, agenda_item_id=matter.pk, kind=ResolutionKind.AGREE,
        text="เห็นชอบให้ตรวจคุณภาพน้ำของคลองทุกสามเดือน (ตัวอย่าง)", count=Count(in_favour=4, against=1, abstained=1),
        opinions=[Opinion("เห็นว่าควรตรวจทุกเดือน เพราะน้ำทิ้งเปลี่ยนแปลงตามฤดูกาล (ตัวอย่าง)", cast.actors["member4"].label)],
    )  # fmt: skip
    record_resolution(
        staff, agenda_item_id=matter.pk, kind=ResolutionKind.ASSIGN,
        text=f"มอบหมาย{ORGANISATION}จัดทำแผนการตรวจคุณภาพน้ำเสนอที่ประชุม (ตัวอย่าง)",
        charges=[Charge("จัดทำแผนการตรวจคุณภาพน้ำของคลองในพื้นที่ (ตัวอย่าง)", ORGANISATION, meeting.held_on + timedelta(days=60))],
    )  # fmt: skip


def report(cast: Cast, meeting: Meeting, on: date) -> None:
    """The focal person tells what has been done; the task stays open."""
    task = FollowUp.objects.get(resolution__agenda_item__meeting=meeting)
    report_on_follow_up(
        cast.on("agency", on), follow_up_id=task.pk, on=on, reported_by=ReportedBy.PORTAL,
        text="สำรวจจุดเก็บตัวอย่างน้ำแล้ว 6 จุด อยู่ระหว่างขอใบเสนอราคาจากห้องปฏิบัติการ (ตัวอย่าง)",
    )  # fmt: skip


def settle(cast: Cast, round_: Round, area: Area, indicators: list[Indicator], resolution: Resolution) -> None:
    rows = [Settlement(one.code, *settlement(area.code, one.code, one.part.number)) for one in indicators]
    day = resolution.agenda_item.meeting.held_on
    settle_scores(
        cast.on("secretary", day), round_id=round_.pk, area_id=area.pk, rows=rows, resolution_id=resolution.pk
    )


def item_of(meeting: Meeting, section: Section, *, discussed: bool) -> AgendaItem:
    return meeting.agenda.filter(section=section, discussions__isnull=not discussed).order_by("position")[0]


def write_up(cast: Cast, meeting: Meeting, *, days_later: int, words: dict[str, str]) -> Minutes:
    """The whole minutes: under each item what `words` has for its number, otherwise that there was nothing."""
    day = meeting.held_on + timedelta(days=days_later)
    staff = cast.on("staff", day)
    minutes = begin_minutes(staff, meeting_id=meeting.pk)
    for entry in MinutesEntry.objects.filter(minutes=minutes).select_related("agenda_item"):
        text = words.get(entry.agenda_item.number) or entry.text or NOTHING
        write_entry(staff, entry_id=entry.pk, version=entry.version, text=text)
    name_signers(
        staff,
        minutes_id=minutes.pk,
        taken_by_id=staff.person_id,
        checked_by_id=cast.actors["secretary"].person_id,
    )
    return minutes


def words_of_deciding(meeting: Meeting, round_: Round) -> dict[str, str]:
    words = {
        "1.1": f"ประธานแจ้งวัตถุประสงค์ของการประชุม {EXAMPLE}",
        "2.1": "ยังไม่มีรายงานการประชุมเสนอให้รับรอง",
        "6.1": f"ที่ประชุมอภิปรายความถี่ของการตรวจคุณภาพน้ำ {EXAMPLE}",
        "4.1": f"ฝ่ายเลขานุการรายงานว่า กรรมการทุกคนส่งแบบให้คะแนน {round_} ครบทั้งสามพื้นที่ {EXAMPLE}",
    }
    for item in meeting.agenda.filter(section=Section.CONSIDERATION):
        words[item.number] = f"ที่ประชุมพิจารณาการกระจายของคะแนนและหลักฐานของพื้นที่แล้ว {EXAMPLE}"
    return words


def adopt(cast: Cast, minutes: Minutes, held_on: date) -> Meeting:
    """The next meeting adopts the minutes of the one before; then they are sealed."""
    circulate_minutes(cast.on("staff", minutes.meeting.held_on + timedelta(days=5)), minutes_id=minutes.pk)
    meeting = plan(cast, held_on, held_on - timedelta(days=10))
    invite(cast, meeting, held_on - timedelta(days=10))
    hold(cast, meeting)
    staff, secretary = cast.on("staff", held_on), cast.on("secretary", held_on)
    record_resolution(
        staff,
        agenda_item_id=meeting.agenda.get(section=Section.ADOPTION).pk,
        kind=ResolutionKind.ADOPT,
        text=f"รับรองรายงานการประชุม{minutes.meeting} โดยไม่มีการแก้ไข",
    )
    close(cast, meeting)
    adopt_minutes(
        secretary,
        minutes_id=minutes.pk,
        method=AdoptionMethod.LATER_MEETING,
        adopted_on=held_on,
        adopted_in_id=meeting.pk,
    )
    lock_minutes(secretary, minutes_id=minutes.pk)
    return meeting
