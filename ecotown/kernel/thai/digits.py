"""Thai and Arabic digits, and the numbers that run by year (3528/2563)."""

import re

_TO_ARABIC = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_TO_THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")

# What a machine or a link reads: addresses, e-mail, codes, hashes, names such as PM2.5. A run of these signs that
# holds a Latin letter keeps its digits, and so does a run of digits as long as a hash.
_TOKEN = re.compile(r"https?://[!-~]+|[0-9A-Za-z._%+@:/?#=&~-]+")
_LATIN = re.compile(r"[A-Za-z]")
_HASH_LENGTH = 32

_NUMBER_OF_YEAR = re.compile(r"(?:ครั้ง)?(?:ที่)? ?([0-9]{1,6}) ?/ ?(?:พ\.ศ\. ?)?([0-9]+)")


class ThaiInputError(ValueError):
    """What was typed cannot be read. Its text is a sentence in Thai for the person who typed it."""


class ThaiNumberError(ThaiInputError):
    """Not a number of a year."""


def arabic_digits(text: str) -> str:
    return text.translate(_TO_ARABIC)


def thai_digits(text: str) -> str:
    """Print the digits of a Thai document; links, addresses, codes and hashes keep theirs."""

    def turn(match: re.Match[str]) -> str:
        token = match[0]
        if _LATIN.search(token) or (len(token) >= _HASH_LENGTH and token.isdigit()):
            return token
        return token.translate(_TO_THAI)

    return _TOKEN.sub(turn, text)


def parse_number_of_year(text: str) -> tuple[int, int]:
    """Read the number of an order or a meeting, in either digits: ๓๕๒๘/๒๕๖๓ is (3528, 2563)."""
    typed = " ".join(arabic_digits(text[:100]).split())
    if not typed:
        raise ThaiNumberError("โปรดระบุเลขที่และปี พ.ศ. เช่น 1/2563")
    match = _NUMBER_OF_YEAR.fullmatch(typed)
    if match is None:
        raise ThaiNumberError("อ่านเลขที่ไม่ได้ โปรดพิมพ์เลขที่ ตามด้วย / และปี พ.ศ. เช่น 1/2563")
    number, year = int(match[1]), int(match[2])
    if number == 0:
        raise ThaiNumberError("เลขที่เริ่มจาก 1")
    if len(match[2]) != 4:
        raise ThaiNumberError("โปรดพิมพ์ปี พ.ศ. สี่หลัก เช่น 1/2563")
    if 1800 <= year < 2400:
        raise ThaiNumberError(f"ปี {year} เป็น ค.ศ. โปรดพิมพ์เป็น พ.ศ. คือ {number}/{year + 543}")
    if not 2400 <= year < 2700:
        raise ThaiNumberError(f"ปี พ.ศ. {year} ไม่ถูกต้อง โปรดตรวจสอบ")
    return number, year


def number_of_year(number: int, year: int) -> str:
    return f"{number}/{year}"
