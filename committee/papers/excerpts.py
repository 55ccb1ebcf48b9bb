"""สำเนามติที่ประชุม: one resolution, where it was taken, and how it stands."""

from committee.models import Resolution
from committee.models.paper import PaperKind
from committee.paper import CLOSED, HEADINGS, resolved
from committee.papers import blocks
from committee.papers.agendas import head
from committee.papers.blocks import BLANK, Block
from committee.papers.letters import signature
from committee.papers.outgoing import Outgoing
from committee.papers.resolved import resolution as printed
from ecotown.kernel import thai

TRUE_COPY = "สำเนาถูกต้อง"


def excerpt(resolution: Resolution, out: Outgoing) -> list[Block]:
    item = resolution.agenda_item
    meeting = item.meeting
    section = meeting.section_of(item.section)
    found = head(meeting, str(PaperKind.EXCERPT.label))
    if out.number or out.dated:
        found = [blocks.line(_reference(out)), *found]
    found.append(blocks.heading(f"{HEADINGS['section']} {section.number} {section.name}"))
    if not item.is_standing:
        closed = f" {CLOSED}" if item.is_confidential else ""
        found.append(blocks.heading(f"{item.number} {item.title}{closed}", level=2))
    return [
        *found,
        *printed(resolved(resolution)),
        *[blocks.text(each) for each in out.note.split("\n") if each.strip()],
        blocks.line(standing(resolution)),
        blocks.signed([TRUE_COPY, f"ลงชื่อ {BLANK}", *signature(out.signer, out.signer_post)]),
    ]


def _reference(out: Outgoing) -> str:
    day = f"ลงวันที่ {thai.long_date(out.dated)}" if out.dated else ""
    return " ".join(each for each in (f"ที่ {out.number}" if out.number else "", day) if each)


def standing(resolution: Resolution) -> str:
    if resolution.final:
        return "ที่ประชุมรับรองรายงานการประชุมครั้งนี้แล้ว"
    if resolution.in_effect:
        return "มตินี้มีผลแล้ว แต่ยังไม่มีการรับรองรายงานการประชุม"
    return "มตินี้ยังไม่มีผล"
