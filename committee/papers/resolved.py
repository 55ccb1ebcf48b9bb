"""มติที่ประชุม as it is printed: the words, the vote where one was taken, who stood aside, and who thought otherwise.

Sources: sections 13, 82 and 83 of the Administrative Procedure Act B.E. 2539.
"""

from typing import Any

from committee.ballot import AGAINST, FOR, Count
from committee.paper import HEADINGS
from committee.papers import blocks
from committee.papers.blocks import Block

UNOPPOSED = "ไม่มีผู้คัดค้าน"
DISSENT = "ความเห็นแย้ง"


def resolution(said: dict[str, Any]) -> list[Block]:
    found = [blocks.text(_wording(said), label=HEADINGS["resolution"])]
    if vote := said.get("vote"):
        found.append(blocks.text(counted(vote), label="การลงคะแนนเสียง"))
    for dissent in said.get("dissents", []):
        whose = f"ของ{dissent['name']}" if dissent["name"] else ""
        found.append(blocks.text(dissent["text"], label=f"{DISSENT}{whose}"))
    return found


def _wording(said: dict[str, Any]) -> str:
    wording = str(said["wording"]).strip()
    if said.get("unopposed") and UNOPPOSED not in wording:
        return f"{wording} โดย{UNOPPOSED}"
    return wording


def counted(vote: dict[str, Any]) -> str:
    """Of a secret vote the counts alone; the casting vote is told apart from them."""
    casting = {"เห็นชอบ": FOR, "ไม่เห็นชอบ": AGAINST}.get(vote["casting"], "")
    return Count(vote["in_favour"], vote["against"], vote["abstained"], casting, vote["is_secret"]).words


def recusal(said: dict[str, Any]) -> Block:
    return blocks.text(f"{said['name']} ไม่ร่วมพิจารณา เนื่องจากมีส่วนได้เสีย ({said['reason']})")
