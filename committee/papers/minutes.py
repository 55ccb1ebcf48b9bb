"""รายงานการประชุม in form 11, from what `committee.paper` reads of the minutes or what was frozen of them."""

from datetime import date
from typing import Any

from committee.paper import CLOSED, HEADINGS, SUBSTITUTE
from committee.papers import blocks
from committee.papers.blocks import Block
from committee.papers.resolved import recusal, resolution
from ecotown.kernel import thai

UNKNOWN = "ไม่ปรากฏในแหล่งที่มา"
WIDTHS = [6, 32, 38, 24]


def read(said: dict[str, Any], *, edition: int = 0, reason: str = "") -> list[Block]:
    return [
        *_head(said, edition, reason),
        *_people(said),
        blocks.line(f"{HEADINGS['started_at']} {said['started_at'] or UNKNOWN}"),
        *_opening(said),
        *(block for section in said["sections"] for block in _section(section)),
        blocks.line(f"{HEADINGS['ended_at']} {said['ended_at'] or UNKNOWN}"),
        _signer(said["taken_by"], HEADINGS["taken_by"]),
        *([_signer(said["checked_by"], HEADINGS["checked_by"])] if said["checked_by"]["name"] else []),
        *_adopted(said["adoption"]),
    ]


def _head(said: dict[str, Any], edition: int, reason: str) -> list[Block]:
    day = thai.long_date(date.fromisoformat(said["held_on"]))
    head = [
        blocks.title(HEADINGS["title"]),
        blocks.centre(said["body"]),
        blocks.centre(f"{HEADINGS['number']} {said['number']}"),
        blocks.centre(f"{HEADINGS['held_on']} {day}"),
        blocks.centre(f"{HEADINGS['venue']} {said['venue'] or UNKNOWN}"),
    ]
    if said.get("online"):
        head.append(blocks.centre(said["online"]))
    if edition > 1:
        head.append(blocks.centre(f"ฉบับที่ {edition} แก้ไขเนื่องจาก {reason}"))
    return head


def _people(said: dict[str, Any]) -> list[Block]:
    """Three lists of form 11. Where the source tells of nobody by name, its own words stand in their place."""
    is_known = bool(said["present"]) or said["quorum"] is not None
    note = [blocks.text(said["attendance_note"])] if said["attendance_note"] else []
    found = [blocks.heading(HEADINGS["present"]), *note]
    if said["present"] or not note:
        found += _list(said["present"], is_known)
    for key in ("absent", "guests"):
        found += [blocks.heading(HEADINGS[key]), *_list(said[key], is_known, has_reason=key == "absent")]
    return found


def _list(rows: list[dict[str, Any]], is_known: bool, *, has_reason: bool = False) -> list[Block]:
    if not rows:
        return [blocks.text(blocks.NOTHING if is_known else UNKNOWN)]
    return [
        blocks.table(
            [
                [f"{place}.", row["name"], row["post"], _remark(row, has_reason)]
                for place, row in enumerate(rows, start=1)
            ],
            look="names",
            widths=WIDTHS,
        )
    ]


def _remark(row: dict[str, Any], has_reason: bool) -> str:
    if row.get("substitute"):
        return SUBSTITUTE
    reason = f"({row['reason']})" if has_reason and row["reason"] else ""
    return "\n".join(each for each in (row["role"], reason) if each)


def _opening(said: dict[str, Any]) -> list[Block]:
    presided = said["presided_by"]
    who = " ".join(each for each in (presided["name"], presided["post"]) if each)
    words = [f"{who} เป็นประธานในที่ประชุม"] if who else []
    quorum = said["quorum"]
    if quorum:
        reached = "ครบองค์ประชุม" if quorum["present"] >= quorum["needed"] else "ไม่ครบองค์ประชุม"
        words.append(f"มีผู้มาประชุม {quorum['present']} คน จากกรรมการ {quorum['seats']} คน {reached}")
    return [blocks.text(" ".join(words))] if words else []


def _section(section: dict[str, Any]) -> list[Block]:
    found = [blocks.heading(f"{HEADINGS['section']} {section['number']} {section['name']}")]
    if not section["items"]:
        return [*found, blocks.text(blocks.NOTHING if section["is_known"] else UNKNOWN)]
    return [*found, *(block for item in section["items"] for block in _item(item))]


def _item(item: dict[str, Any]) -> list[Block]:
    found: list[Block] = []
    if not item["is_standing"] and not blocks.is_nothing(item["title"]):
        closed = f" {CLOSED}" if item["is_confidential"] else ""
        found.append(blocks.heading(f"{item['number']} {item['title']}{closed}", level=2))
    if item["text"] and not (item["resolutions"] and blocks.is_nothing(item["text"])):
        found += blocks.written(item["text"])
    elif not item["resolutions"]:
        found.append(blocks.text(blocks.NOTHING))
    found += [recusal(each) for each in item.get("recusals", [])]
    for each in item["resolutions"]:
        found += resolution(each)
    return found


def _signer(who: dict[str, Any], heading: str) -> Block:
    name = f"({who['name']})" if who["name"] else f"({blocks.BLANK})"
    return blocks.signed([f"ลงชื่อ {blocks.BLANK}", name, who["post"], heading])


def _adopted(adoption: dict[str, Any] | None) -> list[Block]:
    if not adoption:
        return []
    where = f" ครั้งที่ {adoption['in']}" if adoption["in"] else ""
    when = f" เมื่อวันที่ {adoption['on_text']}" if adoption["on_text"] else ""
    wording = adoption.get("wording", "")
    how = f" ({wording})" if wording not in ("", adoption["method_text"]) else ""
    return [blocks.line(f"{adoption['method_text']}{where}{when}{how}")]
