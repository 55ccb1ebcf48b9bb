"""What the agenda of a body takes over from before: follow-ups that are open, and minutes that wait to be adopted.

A meeting is often planned before the last one is closed; until it is held itself, its agenda can be brought up to date.
"""

from dataclasses import dataclass
from typing import Any

from committee.models import AgendaItem, FollowUp, Meeting
from committee.models.section import Section
from ecotown.kernel import thai

NOTHING = "ไม่มี"
ADOPT = "รับรองรายงานการประชุม ครั้งที่"


@dataclass(frozen=True)
class Renewal:
    """What has come up since the agenda was drawn up, and what has been settled since."""

    follow_ups: list[FollowUp]
    settled: list[AgendaItem]
    adoption: tuple[AgendaItem, dict[str, Any]] | None

    def __bool__(self) -> bool:
        return bool(self.follow_ups or self.settled or self.adoption)

    @property
    def lines(self) -> list[str]:
        """What would come, for the page."""
        told = [each.agenda_title for each in self.follow_ups]
        return told + ([self.adoption[1]["title"]] if self.adoption else [])


def renewal_of(meeting: Meeting, items: list[AgendaItem]) -> Renewal:
    """`items` are the meeting's, `with_text()`; two queries, and more only where a task has been settled."""
    known = {item.follow_up_id for item in items if item.follow_up_id}
    is_open = list(FollowUp.objects.open_of(meeting.body_id).with_resolution())
    open_ids = {each.pk for each in is_open}
    return Renewal(
        follow_ups=[
            each for each in is_open if each.pk not in known and each.resolution.agenda_item.meeting != meeting
        ],
        settled=_free(
            [item for item in items if item.follow_up_id and item.follow_up_id not in open_ids and not item.is_touched]
        ),
        adoption=_new_adoption(meeting, items),
    )


def _free(items: list[AgendaItem]) -> list[AgendaItem]:
    """Those on which nothing hangs: no paper, no text saved once, no later matter, nothing of an upper app."""
    if not items:
        return []
    free = AgendaItem.objects.filter(
        papers=None, moved_to=None, entry__history=None, pk__in=[each.pk for each in items]
    )
    keys = set(free.values_list("pk", flat=True))
    return [item for item in items if item.pk in keys and not item.is_tied]


def _new_adoption(meeting: Meeting, items: list[AgendaItem]) -> tuple[AgendaItem, dict[str, Any]] | None:
    item = next((each for each in items if each.section == Section.ADOPTION), None)
    if item is None or item.is_touched or not (item.title == NOTHING or item.title.startswith(ADOPT)):
        return None
    wanted = to_adopt(meeting)
    minutes = wanted.get("adopts")
    is_so = item.title == wanted["title"] and (minutes is None or item.adopts_id == minutes.pk)
    return None if is_so else (item, wanted)


def to_adopt(meeting: Meeting) -> dict[str, Any]:
    """Title and minutes of the adoption item."""
    waiting = (
        Meeting.objects.filter(body_id=meeting.body_id, state="closed", held_on__lte=meeting.held_on)
        .exclude(minutes__state__in=["adopted", "locked"])
        .exclude(pk=meeting.pk)
        .select_related("minutes")
        .order_by("be_year", "number")
        .last()
    )
    if waiting is None:
        return {"title": NOTHING}
    title = f"{ADOPT} {waiting.display_number} เมื่อวันที่ {thai.long_date(waiting.held_on)}"
    return {"title": title, "adopts": getattr(waiting, "minutes", None)}


def bring_in(meeting: Meeting, follow_ups: list[FollowUp]) -> None:
    for each in follow_ups:
        AgendaItem.objects.append(
            meeting, Section.FOLLOW_UP, each.agenda_title, follow_up=each, is_confidential=each.is_confidential
        )
