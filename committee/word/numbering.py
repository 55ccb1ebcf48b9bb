"""The numbers that Word counts by itself and does not write into the text: w:numPr, resolved by numbering.xml."""

from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import qn

from ecotown.kernel import thai

# As Word counts with them: without ฃ ฅ and the vowels ฤ ฦ.
LETTERS = "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"
ROMAN = [(1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i")]  # fmt: skip
DEEPEST = 9


def written(count: int, style: str) -> str:
    """A count in one of Word's number formats; those that Thai offices do not use are told in digits."""
    if style == "none":
        return ""
    if style in ("thaiNumbers", "thaiCounting"):
        return thai.thai_digits(str(count))
    if style == "thaiLetters":
        return _lettered(count, LETTERS)
    if style in ("lowerLetter", "upperLetter"):
        letter = _lettered(count, "abcdefghijklmnopqrstuvwxyz")
        return letter.upper() if style == "upperLetter" else letter
    if style in ("lowerRoman", "upperRoman"):
        roman = _roman(count)
        return roman.upper() if style == "upperRoman" else roman
    return f"{count:02}" if style == "decimalZero" else str(count)


def _lettered(count: int, letters: str) -> str:
    """After the last letter each is written twice, then three times."""
    if count < 1:
        return str(count)
    times, place = divmod(count - 1, len(letters))
    return letters[place] * min(times + 1, 10)


def _roman(count: int) -> str:
    if not 0 < count < 4000:
        return str(count)
    found = ""
    for value, sign in ROMAN:
        found += sign * (count // value)
        count %= value
    return found


@dataclass
class _Level:
    style: str = "decimal"
    text: str = ""
    start: int = 1
    legal: bool = False


@dataclass
class _Num:
    abstract: str
    levels: dict[int, _Level]
    starts: dict[int, int] = field(default_factory=dict)
    used: set[int] = field(default_factory=set)


class Numbering:
    """Asked for each numbered paragraph in the order of the document: it counts along."""

    def __init__(self, root: Any) -> None:
        """`root`: the w:numbering element, None where the document has no numbering."""
        self.counts: dict[str, dict[int, int]] = {}
        self.nums: dict[str, _Num] = {}
        if root is None:
            return
        abstracts = {each.get(qn("w:abstractNumId")): _levels(each) for each in root.findall(qn("w:abstractNum"))}
        for each in root.findall(qn("w:num")):
            abstract = _value(each, "w:abstractNumId", "")
            num = _Num(abstract, dict(abstracts.get(abstract, {})))
            for override in each.findall(qn("w:lvlOverride")):
                place = _whole(override.get(qn("w:ilvl")), 0)
                start = _value(override, "w:startOverride", "")
                if start:
                    num.starts[place] = _whole(start, 1)
                num.levels.update(_levels(override))
            self.nums[each.get(qn("w:numId"))] = num

    def label(self, num_id: str, place: int) -> str:
        """What Word prints before the paragraph; "" for a list that does not exist, "-" for a bullet."""
        num = self.nums.get(num_id)
        level = num.levels.get(place) if num else None
        if num is None or level is None:
            return ""
        counts = self.counts.setdefault(num.abstract, {})
        if place in num.starts and place not in num.used:
            counts[place] = num.starts[place]
        else:
            counts[place] = counts[place] + 1 if place in counts else level.start
        num.used.add(place)
        for deeper in [each for each in counts if each > place]:
            del counts[deeper]
        if level.style == "bullet":
            return level.text if level.text in ("-", "–", "•") else "-"
        return self._filled(num, level, counts)

    def _filled(self, num: _Num, level: _Level, counts: dict[int, int]) -> str:
        text = level.text
        for place in range(DEEPEST):
            if f"%{place + 1}" in text:
                upper = num.levels.get(place, _Level())
                style = "decimal" if level.legal else upper.style
                text = text.replace(f"%{place + 1}", written(counts.get(place, upper.start), style))
        return text.strip()


def _levels(parent: Any) -> dict[int, _Level]:
    return {
        _whole(each.get(qn("w:ilvl")), 0): _Level(
            _value(each, "w:numFmt", "decimal"),
            _value(each, "w:lvlText", ""),
            _whole(_value(each, "w:start", "1"), 1),
            each.find(qn("w:isLgl")) is not None,
        )
        for each in parent.findall(qn("w:lvl"))
    }


def _value(parent: Any, name: str, otherwise: str) -> str:
    found = parent.find(qn(name))
    return otherwise if found is None else str(found.get(qn("w:val")) or "")


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 6 else otherwise
