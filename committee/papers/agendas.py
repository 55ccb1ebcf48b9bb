"""ระเบียบวาระการประชุม: what lies before a meeting, and which papers with each matter."""

from committee.models import AgendaItem, AgendaPaper, Meeting
from committee.models.section import AgendaSection, Section
from committee.paper import CLOSED, HEADINGS, ONLINE
from committee.papers import blocks
from committee.papers.blocks import Block
from ecotown.kernel import thai

TITLE = "ระเบียบวาระการประชุม"
# What comes up in these is said in the meeting itself.
_OPEN = (Section.CHAIR, Section.OTHER)


def agenda(meeting: Meeting) -> list[Block]:
    """From a meeting with its agenda and their papers."""
    sections = meeting.sections_with(meeting.agenda.all())
    return [*head(meeting, TITLE), *(each for one, items in sections for each in _section(one, items))]


def head(meeting: Meeting, title: str) -> list[Block]:
    """What the papers of one meeting begin with."""
    begins = f" เวลา {thai.thai_time(meeting.begins_at)}" if meeting.begins_at else ""
    found = [
        blocks.title(title),
        blocks.centre(meeting.body.name),
        blocks.centre(str(meeting)),
        blocks.centre(f"{HEADINGS['held_on']} {thai.long_date(meeting.held_on)}{begins}"),
    ]
    if meeting.venue:
        found.append(blocks.centre(f"{HEADINGS['venue']} {meeting.venue}"))
    if meeting.is_online:
        found.append(blocks.centre(f"{ONLINE} {meeting.online_place}".strip()))
    return found


def _section(section: AgendaSection, items: list[AgendaItem]) -> list[Block]:
    found = [blocks.heading(f"{HEADINGS['section']} {section.number} {section.name}")]
    if not items and section.section not in _OPEN:
        return [*found, blocks.text(blocks.NOTHING)]
    for item in items:
        if not item.is_standing:
            closed = f" {CLOSED}" if item.is_confidential else ""
            found.append(blocks.heading(f"{item.number} {item.title}{closed}", level=2))
        found += [blocks.text(_paper(each)) for each in item.papers.all()]
    if all(item.is_standing for item in items) and section.section == Section.ADOPTION:
        found.append(blocks.text(blocks.NOTHING))
    return found


def _paper(paper: AgendaPaper) -> str:
    """Of a classified one its number and where it is kept; it is not in the portal."""
    if not paper.secrecy:
        return f"เอกสารประกอบ: {paper.title}"
    return f"เอกสารประกอบ ({paper.get_secrecy_display()}): {paper.title} ที่ {paper.number} เก็บไว้ที่ {paper.kept_at}"
