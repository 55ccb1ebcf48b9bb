"""How a vote is counted and a matter is decided. Pure arithmetic: no database.

Sources: sections 13, 82 and 83 of the Administrative Procedure Act B.E. 2539 (พ.ร.บ. วิธีปฏิบัติราชการทางปกครอง
พ.ศ. 2539): the majority decides, each member has one voice, in a tie the one who presides has one more; a member with
an interest takes no part; a different opinion is recorded with its reasons.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

FOR, AGAINST = "for", "against"
# These say no to what was proposed; of all others more were for it than against it.
SAYS_NO = frozenset({"disagree", "refuse"})


@dataclass(frozen=True)
class Count:
    """What was counted. The casting vote of the one who presides is not among the counts."""

    in_favour: int
    against: int
    abstained: int = 0
    casting: str = ""
    is_secret: bool = False

    @property
    def cast(self) -> int:
        """How many voices were given or withheld."""
        return self.in_favour + self.against + self.abstained

    @property
    def is_tied(self) -> bool:
        return self.in_favour == self.against

    @property
    def carried(self) -> bool | None:
        """Whether more were for it than against it; a tie goes by the casting vote, None where there was none."""
        if self.is_tied:
            return {FOR: True, AGAINST: False}.get(self.casting)
        return self.in_favour > self.against

    @property
    def words(self) -> str:
        """As minutes print it, on the page, in the register and on paper."""
        said = f"เห็นชอบ {self.in_favour} เสียง ไม่เห็นชอบ {self.against} เสียง งดออกเสียง {self.abstained} เสียง"
        if self.casting:
            way = "เห็นชอบ" if self.casting == FOR else "ไม่เห็นชอบ"
            said += f" คะแนนเสียงเท่ากัน ประธานในที่ประชุมออกเสียงเพิ่มขึ้นอีกเสียงหนึ่งเป็นเสียงชี้ขาดว่า{way}"
        return f"ลงคะแนนลับ {said}" if self.is_secret else said


@dataclass(frozen=True)
class Opinion:
    """A different opinion with its reasons; of a secret vote without a name."""

    text: str
    name: str = ""


@dataclass(frozen=True)
class Charge:
    """A task that a resolution lays on an agency."""

    task: str
    agency: str
    due: date | None = None


@dataclass(frozen=True)
class Voices:
    """Who decides one matter: the heads present without those who stood aside. None: not known."""

    present: int | None
    recused: int = 0
    needed: int | None = None

    @property
    def left(self) -> int | None:
        return None if self.present is None else max(0, self.present - self.recused)

    @property
    def falls_short(self) -> bool:
        """Those who stood aside take the quorum with them: for this matter there is none."""
        if self.left is None or self.needed is None:
            return False
        return self.recused > 0 and self.left < self.needed


def voices_of(
    rows: Iterable[tuple[int | None, str]],
    aside: Iterable[int],
    *,
    present: int | None = None,
    needed: int | None = None,
) -> Voices:
    """From (seat, head) of who came and the seats that stood aside; `present` is the frozen number, where it is frozen.

    An interest is the person's, not the seat's: of somebody on two seats the one head stands aside with both.
    """
    heads = {seat: head for seat, head in rows if head}
    seats = set(aside)
    gone = {head for seat, head in heads.items() if seat in seats}
    if present is None:
        present = len(set(heads.values())) if heads else None
    return Voices(present, len(gone), needed)


def objections(
    kind: str,
    *,
    count: Count | None = None,
    opinions: Sequence[Opinion] = (),
    unopposed: bool = False,
    voices: Voices | None = None,
    names: Iterable[str] = (),
    names_are_known: bool = True,
) -> dict[str, str]:
    """What cannot be true of it, by field; nothing where it can. `names`: who was there, for a secret vote."""
    found: dict[str, str] = {}
    if unopposed and count is not None:
        found["unopposed"] = _("Where votes were counted, leave out that nobody was against it.")
    elif unopposed and opinions:
        found["unopposed"] = _("Somebody dissented: then it is not true that nobody was against it.")
    if count is not None:
        found |= _objections_to_count(kind, count, voices)
    secret = count is not None and count.is_secret
    for opinion in opinions:
        if secret and (opinion.name or _names_somebody(opinion.text, names)):
            found["opinions"] = _("The vote was secret: a dissent carries no name of a member, not in its text either.")
        elif not secret and not opinion.name and names_are_known:
            found["opinions"] = _("Give the name of the one who dissents; only a secret vote leaves it out.")
    return found


def _objections_to_count(kind: str, count: Count, voices: Voices | None) -> dict[str, str]:
    if count.in_favour + count.against == 0:
        return {"in_favour": _("Give the votes that were counted.")}
    if voices is not None and voices.left is not None and count.cast > voices.left:
        facts = {"cast": count.cast, "left": voices.left}
        return {"in_favour": _("%(cast)s votes are counted, but only %(left)s members could vote.") % facts}
    if count.casting and not count.is_tied:
        return {"casting": _("There is a casting vote only where the votes are equal.")}
    if count.carried is None:
        return {"casting": _("The votes are equal: record the casting vote of the one who presided.")}
    if count.carried == (kind in SAYS_NO):
        if count.carried:
            return {"kind": _("More were in favour than against: this kind of resolution says the opposite.")}
        return {"kind": _("It was not carried: more were against it than in favour. Choose the kind that says so.")}
    return {}


def _names_somebody(text: str, names: Iterable[str]) -> bool:
    packed = "".join(text.split())
    return any("".join(name.split()) in packed for name in names if name.strip())
