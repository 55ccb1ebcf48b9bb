"""The 13-digit number of a citizen: known here only so that it can be refused and warned of, never kept."""

import re

from ecotown.kernel.thai.digits import arabic_digits

_WRITTEN = re.compile(r"(?<![0-9])(?<![0-9][ -])[0-9](?:[ -]?[0-9]){12}(?![ -]?[0-9])")
_SEPARATORS = re.compile("[ -]")


def is_national_id(text: str) -> bool:
    """Thirteen digits whose last one is the check digit (mod 11); written with or without separators."""
    digits = _SEPARATORS.sub("", arabic_digits(text.strip()))
    if re.fullmatch("[0-9]{13}", digits) is None:
        return False
    weighted = sum(int(digit) * weight for digit, weight in zip(digits, range(13, 1, -1), strict=False))
    return (11 - weighted % 11) % 10 == int(digits[12])


def find_national_ids(text: str) -> list[str]:
    """The valid numbers in a text, digits only, in order. For a warning's count: do not log or store what it returns."""
    found = (_SEPARATORS.sub("", match) for match in _WRITTEN.findall(arabic_digits(text)))
    return [digits for digits in found if is_national_id(digits)]
