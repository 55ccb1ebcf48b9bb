"""The order of words in a Thai dictionary, the same as PostgreSQL gives with COLLATE "th-x-icu"."""

import re
import unicodedata

from ecotown.kernel.thai.digits import arabic_digits
from ecotown.kernel.thai.text import normalize_name

# A word is looked up under its consonant: the vowel that is written before it comes after.
_LEADING_VOWEL = re.compile("([เแโใไ])([ก-ฮ])")
# Tones and the like decide only between words that are otherwise the same; in this order.
_SECONDARY = {mark: chr(2 + n) for n, mark in enumerate("\u0e4e\u0e4c\u0e47\u0e48\u0e49\u0e4a\u0e4b")}
_PLAIN = "\x01"
_FOREIGN_MARK = "\x0a"
# Nikhahit stands before the vowels, ๅ after า and phinthu last; the code points say otherwise.
_THAI_PLACES = str.maketrans({"\u0e4d": "\u0e2f", "ๅ": "า\u0e00", "\u0e3a": "\u0e45"})


def sort_key(text: str) -> tuple[str, str, str, str]:
    """A key for sorted(): letters, then tones, then small letters before capitals, then spaces and punctuation."""
    name = normalize_name(text)
    primary, secondary = [], []
    looked_up = _LEADING_VOWEL.sub(r"\2\1", arabic_digits(unicodedata.normalize("NFD", name.casefold())))
    for sign in looked_up:
        category = unicodedata.category(sign)
        if sign in _SECONDARY:
            secondary.append(_SECONDARY[sign])
        elif _is_ignored(sign):
            continue
        elif "\u0e01" <= sign <= "\u0e4e":
            primary.append(f"2{sign.translate(_THAI_PLACES)}" if category[0] != "S" else f"0{sign}")
            secondary.append(_PLAIN)
        elif category[0] == "M":
            secondary.append(_FOREIGN_MARK)
        else:
            primary.append({"S": "0", "N": "1"}.get(category[0], "3") + sign)
            secondary.append(_PLAIN)
    cases = "".join(sign for sign in name if not _is_ignored(sign)).swapcase()
    return "".join(primary), "".join(secondary), cases, name


def _is_ignored(sign: str) -> bool:
    return sign in "ฯๆ" or unicodedata.category(sign)[0] in "PZC"
