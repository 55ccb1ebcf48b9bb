"""What is classified is not kept here: of such a paper only the number and where it is kept.

Source: the regulation on the keeping of official secrets (ระเบียบว่าด้วยการรักษาความลับของทางราชการ).
"""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

# The word of a class by itself: กลับ is none.
CLASSED = re.compile(r"(?<![ก-๙])ลับ(?:ที่สุด|มาก)?(?![ก-๙])")


def check_paper(*, title: str, secrecy: str, number: str, kept_at: str, file_name: str) -> None:
    """A file without a class, or a class without a file; asked before any byte of an upload is kept."""
    if secrecy and file_name:
        raise ValidationError(
            {
                "file": _(
                    "A classified paper is not kept here. Leave the file out; give its number and where it is kept."
                )
            }
        )
    if secrecy:
        missing = {"number": number, "kept_at": kept_at}
        wrong = {field: _("Of a classified paper give this.") for field, value in missing.items() if not value}
        if wrong:
            raise ValidationError(wrong)
        return
    if not file_name:
        raise ValidationError({"file": _("Choose a file, or the class of secrecy of a paper that is kept elsewhere.")})
    if CLASSED.search(title) or CLASSED.search(file_name):
        raise ValidationError(
            {"file": _("The name says that this paper is classified. Such a paper is not kept here: choose its class.")}
        )
