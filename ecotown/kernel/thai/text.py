"""One spelling for one Thai word, and cutting text without cutting a letter.

Unicode leaves three spellings of น้ำ apart (NFC) or breaks it (NFKC), so the rules of Thai typing stand here.
"""

import re
import unicodedata
from itertools import groupby, pairwise

from ecotown.kernel.thai.digits import arabic_digits

_LINE_END = re.compile("\r\n|[\r\x85\u2028\u2029]")
# Signs that nobody sees: controls, soft hyphen, zero width, direction, tags. They hide words from a search.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]"
)
_SPACES = re.compile("[ \xa0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_LINE_TAIL = re.compile("(?<![ \t])[ \t]++\n")

_TONES = "\u0e48\u0e49\u0e4a\u0e4b"  # ่ ้ ๊ ๋
_AFTER = "ะาำ"  # vowels that stand behind; a tone belongs before them
_NIKHAHIT = "\u0e4d"
_SARA_AM = re.compile(f"([{_TONES}]*){_NIKHAHIT}([{_TONES}]*)า")
_BEHIND = re.compile(f"[{_AFTER}][{_AFTER}{_TONES}]*")
_UPPER = frozenset("\u0e31\u0e34\u0e35\u0e36\u0e37\u0e47" + _NIKHAHIT)  # ั ิ ี ึ ื ็
_LAST = frozenset("\u0e4c\u0e4e")  # ์ and yamakkan
_MOST_MARKS = 30
# Everything but ASCII, the Thai letters that stand on the line, and Thai digits: only there can marks be out of order.
_PERHAPS_MARKS = re.compile("[^\t-~ก-ะาำ฿-ๆ๏-๛]{2,}")

_REPEAT = re.compile(" *ๆ")
_LEADING = "เแโใไ"


def normalize(text: str) -> str:
    """Give text its one spelling: NFC, no unseen signs, marks in order, one space; line breaks stay.

    Doubled letters and tones stay too: they are typing errors for people to see. Of more than 30 marks on one letter,
    which no language writes, none stays.
    """
    plain = _SPACES.sub(" ", _UNSEEN.sub("", _LINE_END.sub("\n", text)))
    # In order before NFC as well: its own ordering takes quadratic time on a long row of marks.
    plain = unicodedata.normalize("NFC", _PERHAPS_MARKS.sub(_marks_in_order, plain))
    plain = plain.replace("เเ", "แ")
    plain = _SARA_AM.sub(r"\1\2ำ", plain)
    plain = _BEHIND.sub(_tones_first, plain)
    plain = unicodedata.normalize("NFC", _PERHAPS_MARKS.sub(_marks_in_order, plain))
    return _LINE_TAIL.sub("\n", plain).strip()


def normalize_name(text: str) -> str:
    """The one spelling of a name, a title or a word to search: on one line."""
    return " ".join(normalize(text).split())


def search_key(text: str) -> str:
    """What two spellings that a reader takes for the same word have in common."""
    seen = "".join(sign for sign in normalize_name(text) if unicodedata.category(sign) != "Cf")
    return _REPEAT.sub("ๆ", normalize_name(arabic_digits(seen.casefold())))


def graphemes(text: str) -> list[str]:
    """The letters as a reader counts them: ที่ is one, น้ำ is two."""
    starts = [0] if text else []
    for place in range(1, len(text)):
        if not _joins(text[place - 1], text[place], first=place - 1 == starts[-1]):
            starts.append(place)
    return [text[start:end] for start, end in pairwise([*starts, len(text)])]


def shorten(text: str, n: int) -> str:
    """At most n letters, the last one then being …; never ends inside a letter or on a vowel that waits for its own."""
    if n < 1:
        raise ValueError("a shortened text has at least one letter")
    letters = graphemes(text)
    if len(letters) <= n:
        return text
    return "".join(letters[: n - 1]).rstrip(_LEADING + " \xa0\t\n") + "…"


def _is_mark(sign: str) -> bool:
    return sign in _UPPER or sign in _LAST or unicodedata.combining(sign) != 0


def _place(mark: str) -> int:
    """Upper vowels, then what Unicode orders (lower vowels before tones), then ์."""
    if mark in _UPPER:
        return 0
    return 255 if mark in _LAST else unicodedata.combining(mark)


def _marks_in_order(match: re.Match[str]) -> str:
    return "".join(_stacked(list(run)) if marks else "".join(run) for marks, run in groupby(match[0], key=_is_mark))


def _stacked(marks: list[str]) -> str:
    return "" if len(marks) > _MOST_MARKS else "".join(sorted(marks, key=_place))


def _tones_first(match: re.Match[str]) -> str:
    run, after = match[0], match.string[match.end() : match.end() + 1]
    if after and _is_mark(after):
        run = run.rstrip(_TONES)
    tones = "".join(sign for sign in run if sign in _TONES)
    return tones + "".join(sign for sign in run if sign not in _TONES) + match[0][len(run) :]


def _joins(last: str, sign: str, *, first: bool) -> bool:
    """Whether a sign belongs to the letter of the sign before it, which may be the first of that letter."""
    if last in "\r\n\t" or sign in "\r\n\t":
        return last == "\r" and sign == "\n"
    if sign in "ำ\u200c\u200d" or unicodedata.category(sign) in ("Mn", "Mc", "Me"):
        return True
    if "\U0001f3fb" <= sign <= "\U0001f3ff":  # skin tone of an emoji
        return unicodedata.category(last) == "So"
    if "\U0001f1e6" <= sign <= "\U0001f1ff":  # the two letters of a flag
        return first and "\U0001f1e6" <= last <= "\U0001f1ff"
    return last == "\u200d" and unicodedata.category(sign) == "So"
