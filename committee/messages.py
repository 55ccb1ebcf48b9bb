"""What the committee tells people, in the words of a Thai office: the same object is previewed and sent.

Outside the portal stands only what somebody needs in order to come or to answer: no matter of the agenda, no text of
the minutes, nothing confidential. The link leads to the rest, behind the login.
"""

import hashlib
from collections.abc import Iterable
from datetime import date

from django.db.models import Q, Sum
from django.urls import reverse

from committee.models import Assignment, FollowUp, Holder, Meeting, Minutes, OfficeSetting, Person
from committee.models.attendance import AttendanceKind
from committee.models.body import Body, BodyKind
from committee.models.meeting import MeetingState
from ecotown.kernel import thai
from ecotown.kernel.models import Mailing
from ecotown.kernel.notices import Message, Recipient
from ecotown.kernel.rules import Role

OF_MEETING = ["meeting.invitation", "meeting.change", "meeting.cancellation"]
TASK_LETTERS = 300


def about(meeting_id: int) -> str:
    """What a meeting, its minutes and its invitations are told under."""
    return f"meeting:{meeting_id}"


def once(recipients: Iterable[Recipient]) -> tuple[Recipient, ...]:
    """Each once, in the order given: the holder of two seats is one person."""
    return tuple({each.who: each for each in recipients}.values())


def members_of(body: Body, day: date) -> tuple[Recipient, ...]:
    """Who is told what concerns the body: holders of its seats on that day; of a network its partners."""
    if body.kind == BodyKind.NETWORK:
        return once(Recipient(f"partner:{each.pk}", each.name) for each in body.partners.taking_part_on(day))
    holders = Holder.objects.of_body_on(body.pk, day).select_related("person__user")
    return once(each.person.recipient for each in holders)


def office_of(body: Body) -> tuple[str, str]:
    """The last line of a message, and where an answer to it goes."""
    office = OfficeSetting.objects.filter(province_id=body.province_id).first()
    return f"ฝ่ายเลขานุการ {office.name if office and office.name else body.name}", office.email if office else ""


# -- a meeting: called, moved, called off


def of_meeting(meeting: Meeting) -> Message:
    """The invitation; a change where other facts were told before; that it is called off."""
    told = Mailing.objects.filter(about=about(meeting.pk), kind__in=OF_MEETING).order_by("-pk")
    last, facts = told.first(), _fingerprint(meeting)
    kind = "meeting.change" if last else "meeting.invitation"
    if meeting.state == MeetingState.CANCELLED:
        kind = "meeting.cancellation"
    sender, reply_to = office_of(meeting.body)
    same = last if last and last.key.endswith(f":{facts}") else None
    return Message(
        key=same.key if same else f"{about(meeting.pk)}:{told.count() + 1}:{facts}",
        kind=same.kind if same else kind,
        about=about(meeting.pk),
        province=meeting.body.province_id,
        subject=same.subject if same else f"{_OPENINGS[kind]}{meeting.body} {meeting}",
        text=same.text if same else "\n".join([*_when_and_where(meeting), _REQUESTS[kind], sender]),
        path=reverse("committee:meeting", args=[meeting.pk]),
        recipients=members_of(meeting.body, meeting.held_on),
        reply_to=reply_to,
        is_example=meeting.is_example,
    )


_OPENINGS = {
    "meeting.invitation": "ขอเชิญประชุม",
    "meeting.change": "แจ้งเปลี่ยนแปลงกำหนดการประชุม",
    "meeting.cancellation": "แจ้งยกเลิกการประชุม",
}
_REQUESTS = {
    "meeting.invitation": "ระเบียบวาระและเอกสารประกอบการประชุมอยู่ในระบบ โปรดตอบรับการประชุม",
    "meeting.change": "โปรดใช้กำหนดการนี้แทนกำหนดการที่แจ้งไว้เดิม",
    "meeting.cancellation": "ขอยกเลิกการประชุมตามกำหนดการนี้",
}


def _when_and_where(meeting: Meeting) -> list[str]:
    when = thai.formal_date(meeting.held_on)
    if meeting.begins_at:
        when += f" เวลา {thai.thai_time(meeting.begins_at)}"
    room = f"ประชุมผ่านสื่ออิเล็กทรอนิกส์: {meeting.online_place}" if meeting.is_online and meeting.online_place else ""
    return [when, f"ณ {meeting.venue}", *([room] if room else [])]


def _fingerprint(meeting: Meeting) -> str:
    facts = "\n".join([str(meeting), *_when_and_where(meeting), str(meeting.state == MeetingState.CANCELLED)])
    return hashlib.sha256(facts.encode()).hexdigest()[:16]


# -- minutes sent round


def of_minutes(minutes: Minutes, closes_on: date | None, today: date) -> Message:
    """To the members of today and to those who attended; once for each text, which the sum of its versions names, and
    for each last day on which an answer is taken."""
    meeting, versions = minutes.meeting, minutes.entries.aggregate(sum=Sum("version"))["sum"]
    came = meeting.attendances.filter(kind=AttendanceKind.PRESENT, person__isnull=False).select_related("person__user")
    sender, reply_to = office_of(meeting.body)
    until = f"ภายในวันที่ {thai.long_date(closes_on)}" if closes_on else "ต่อฝ่ายเลขานุการ"
    text = [
        "ฝ่ายเลขานุการได้จัดทำรายงานการประชุมแล้ว โปรดตรวจสอบในระบบ",
        f"หากประสงค์จะขอแก้ไข โปรดแจ้ง{until}",
        sender,
    ]
    return Message(
        key=_circulation(f"minutes.circulated:{minutes.pk}:{versions}:", closes_on),
        kind="minutes.circulated",
        about=about(meeting.pk),
        province=meeting.body.province_id,
        subject=f"แจ้งเวียนรายงานการประชุม{meeting.body} {meeting}",
        text="\n".join(text),
        path=reverse("committee:minutes", args=[meeting.pk]),
        recipients=once([*members_of(meeting.body, today), *(each.person.recipient for each in came if each.person)]),
        reply_to=reply_to,
        is_example=meeting.is_example,
    )


def _circulation(text: str, closes_on: date | None) -> str:
    """The key: another last day for the same text is news, that there is none is not."""
    if closes_on is None:
        told = Mailing.objects.filter(key__startswith=text).order_by("pk").values_list("key", flat=True).last()
        return told or text
    return f"{text}{closes_on.isoformat()}"


# -- follow-ups


def of_follow_up(follow_up: FollowUp, today: date, occasion: str) -> Message:
    """A reminder to the agency in charge; `occasion` names which. With `with_resolution()` and its body."""
    item = follow_up.resolution.agenda_item
    body = item.meeting.body
    sender, reply_to = office_of(body)
    task = thai.shorten(thai.normalize_name(follow_up.task), TASK_LETTERS)
    if item.is_confidential:
        task = f"เรื่องตามระเบียบวาระที่ {item.number}"
    due = [f"กำหนดแล้วเสร็จ {thai.long_date(follow_up.due)}"] if follow_up.due else []
    return Message(
        key=f"follow_up:{follow_up.pk}:{occasion}",
        kind="follow_up.due",
        about=f"follow_up:{follow_up.pk}",
        province=body.province_id,
        subject=_subject(follow_up, item.meeting, today),
        text="\n".join([task, f"หน่วยงาน: {follow_up.agency}", *due, "โปรดรายงานผลการดำเนินการในระบบ", sender]),
        path=reverse("committee:follow_up", args=[follow_up.pk]),
        recipients=_in_charge(follow_up.agency, body.province_id, today),
        reply_to=reply_to,
        is_example=item.meeting.is_example,
    )


def _subject(follow_up: FollowUp, meeting: Meeting, today: date) -> str:
    what = f"การดำเนินการตามมติที่ประชุม{meeting}"
    if follow_up.due is None:
        return f"ขอให้รายงานผล{what}"
    left = (follow_up.due - today).days
    if left < 0:
        return f"แจ้งเตือน: {what} พ้นกำหนดแล้ว {-left} วัน"
    return f"แจ้งเตือน: {what} ครบกำหนด{f'ในอีก {left} วัน' if left else 'วันนี้'}"


def _in_charge(agency: str, province_id: str, today: date) -> tuple[Recipient, ...]:
    """Its focal persons and whoever sits for it; where the portal knows neither, the agency itself, by hand."""
    focal = Assignment.objects.in_force_on(today).filter(role=Role.AGENCY, organisation=agency).values("person_id")
    seated = Holder.objects.serving_on(today).filter(seat__organisation=agency).values("person_id")
    people = Person.objects.filter(Q(pk__in=focal) | Q(pk__in=seated), province_id=province_id).select_related("user")
    found = once(each.recipient for each in people.order_by("pk"))
    return found or (Recipient(f"agency:{agency}", agency),)
