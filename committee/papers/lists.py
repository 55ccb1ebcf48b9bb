"""ใบลงชื่อผู้มาประชุม: the seats in the order of the order, then room for substitutes and for those who attend."""

from collections.abc import Iterable

from committee.models import Holder, Meeting, Reply
from committee.models.attendance import ReplyKind
from committee.models.paper import PaperKind
from committee.paper import HEADINGS, SUBSTITUTE
from committee.papers import blocks
from committee.papers.agendas import head
from committee.papers.blocks import Block

ROOM = 4
_SIGN = "ลายมือชื่อ"


def attendance(meeting: Meeting, holders: list[Holder], replies: dict[int, Reply]) -> list[Block]:
    return [
        *head(meeting, str(PaperKind.ATTENDANCE.label)),
        blocks.heading(HEADINGS["present"]),
        blocks.table(
            [
                [str(place), _two(str(each.person), each.post), each.seat.get_role_display(), "", ""]
                for place, each in enumerate(holders, start=1)
            ],
            head=["ที่", "ชื่อและตำแหน่ง", "ตำแหน่งในคณะ", _SIGN, "หมายเหตุ"],
            look="sign",
            widths=[7, 35, 20, 20, 18],
        ),
        blocks.heading(f"ผู้{SUBSTITUTE}"),
        blocks.table(
            _numbered([*_announced(holders, replies), *[["", "", "", ""]] * ROOM]),
            head=["ที่", "ชื่อและตำแหน่ง", "มาประชุมแทน", "หนังสือมอบหมาย", _SIGN],
            look="sign",
            widths=[7, 31, 24, 18, 20],
        ),
        blocks.heading(HEADINGS["guests"]),
        blocks.table(
            _numbered([["", "", ""]] * ROOM),
            head=["ที่", "ชื่อ", "ตำแหน่ง", _SIGN],
            look="sign",
            widths=[7, 35, 36, 22],
        ),
    ]


def _announced(holders: list[Holder], replies: dict[int, Reply]) -> list[list[str]]:
    """Substitutes that members have said they will send."""
    return [
        [_two(reply.name, reply.post), holder.seat.post, "", ""]
        for holder in holders
        if (reply := replies.get(holder.seat_id)) and reply.kind == ReplyKind.SUBSTITUTE and reply.name
    ]


def _numbered(rows: Iterable[list[str]]) -> list[list[str]]:
    return [[str(place), *row] for place, row in enumerate(rows, start=1)]


def _two(name: str, post: str) -> str:
    return "\n".join(each for each in (name, post) if each)
