"""What the tests of papers share: their words, read in Arabic digits, and the words that must not stand there."""

import re
from datetime import date

from committee import papers

# The words that offices write by mistake, with what form 11 has in their place.
WRONG = re.compile(
    "บันทึกการประชุม|ผู้เข้าประชุม|ผู้ที่ไม่เข้าประชุม|เปิดประชุมเวลา|ปิดประชุมเวลา|ผู้บันทึกรายงานการประชุม|(?<!ระเบียบ)วาระการประชุม"
)
LETTER = {"number": "ภก 0033/ว 123", "dated": date(2026, 8, 3)}


def arabic(content: papers.Content) -> list[str]:
    return papers.paragraphs({**content, "digits": "arabic"})
