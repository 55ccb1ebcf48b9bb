"""The content of each kind of paper, whole: its blocks, and how the office has its papers set."""

from collections.abc import Iterable
from typing import Any

from committee.models import Holder, Meeting, Minutes, OfficeSetting, Reply, Resolution, Seat
from committee.models.paper import PaperKind
from committee.models.seat import Acting
from committee.paper import SUBSTITUTE, paper
from committee.papers import agendas, excerpts, letters, lists
from committee.papers import minutes as form_11
from committee.papers.blocks import Block
from committee.papers.outgoing import Outgoing

FORMAT = 1
DRAFT, EXAMPLE = "ร่าง", "ข้อมูลตัวอย่าง"
# Words that a line may not break either.
WHOLE = [acting.label for acting in Acting if acting] + [SUBSTITUTE, "หนึ่งในสาม", "กึ่งหนึ่ง"]
Content = dict[str, Any]


def office_of(province_code: str) -> OfficeSetting:
    """The settings, or their defaults where nobody has changed them."""
    found = OfficeSetting.objects.select_related("province").filter(province_id=province_code).first()
    return found or OfficeSetting(province_id=province_code)


def _content(
    kind: PaperKind, meeting: Meeting, blocks: Iterable[Block], *, names: Iterable[str] = (), **more: Any
) -> Content:
    office = office_of(meeting.body.province_id)
    marks = [EXAMPLE] if meeting.is_example else []
    return {
        "format": FORMAT,
        "kind": kind.value,
        "title": f"{kind.label}{meeting.body.name} ครั้งที่ {meeting.display_number}",
        "state": "",
        "dated": meeting.held_on.isoformat(),
        "digits": "thai" if kind in office.thai_digits else "arabic",
        "font": {"name": office.docx_font, "size": office.docx_size},
        "names": sorted({*(name for name in names if name), *WHOLE}),
        "numbered": True,
        **more,
        "marks": [*more.get("marks", []), *marks],
        "blocks": list(blocks),
    }


def invitation(meeting: Meeting, out: Outgoing) -> Content:
    seats = list(Seat.objects.on_body(meeting.body_id, meeting.held_on))
    signer_id = out.signer.pk if out.signer else None
    invited = [seat for seat in seats if signer_id not in {each.person_id for each in _held(seat)}]
    return _content(
        PaperKind.INVITATION,
        meeting,
        letters.invitation(meeting, office_of(meeting.body.province_id), invited, out),
        names=[str(each.person) for seat in seats for each in _held(seat)],
        dated=(out.dated or meeting.held_on).isoformat(),
        numbered=not out.to_each,
    )


def _held(seat: Seat) -> list[Holder]:
    return list(getattr(seat, "holders_today", []))


def agenda(meeting: Meeting) -> Content:
    found = Meeting.objects.select_related("body").prefetch_related("agenda__papers").get(pk=meeting.pk)
    return _content(PaperKind.AGENDA, found, agendas.agenda(found))


def attendance(meeting: Meeting) -> Content:
    holders = list(Holder.objects.of_body_on(meeting.body_id, meeting.held_on))
    replies = Reply.objects.by_seat(meeting)
    names = [str(each.person) for each in holders] + [each.name for each in replies.values()]
    return _content(PaperKind.ATTENDANCE, meeting, lists.attendance(meeting, holders, replies), names=names)


def minutes(found: Minutes) -> Content:
    """From `Minutes.objects.for_page()`; of sealed minutes the latest edition."""
    meeting = found.meeting
    latest = max(found.versions.all(), key=lambda each: each.number, default=None)
    edition = latest.number if latest else int(found.frozen is not None)
    said = paper(found)
    people = [row["name"] for key in ("present", "absent", "guests") for row in said[key]]
    return _content(
        PaperKind.MINUTES,
        meeting,
        form_11.read(said, edition=edition, reason=latest.reason if latest else ""),
        names=[*people, said["presided_by"]["name"], said["taken_by"]["name"], said["checked_by"]["name"]],
        state=found.state,
        edition=edition,
        marks=[] if found.is_adopted else [DRAFT],
    )


def excerpt(resolution: Resolution, out: Outgoing) -> Content:
    """From `Resolution.objects.with_standing()`."""
    meeting = resolution.agenda_item.meeting
    return _content(
        PaperKind.EXCERPT,
        meeting,
        excerpts.excerpt(resolution, out),
        names=[str(out.signer or "")],
        dated=(out.dated or meeting.held_on).isoformat(),
    )
