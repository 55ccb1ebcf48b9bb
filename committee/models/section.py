"""The sections of an agenda (ระเบียบวาระที่ …): what a body's template lists and a meeting keeps."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _


class Section(models.IntegerChoices):
    """What a section is for. The labels are the custom of Thai offices; a body may word and order them otherwise."""

    CHAIR = 1, "เรื่องที่ประธานแจ้งให้ที่ประชุมทราบ"
    ADOPTION = 2, "เรื่องรับรองรายงานการประชุม"
    FOLLOW_UP = 3, "เรื่องสืบเนื่อง"
    INFORMATION = 4, "เรื่องเสนอเพื่อทราบ"
    CONSIDERATION = 5, "เรื่องเสนอเพื่อพิจารณา"
    OTHER = 6, "เรื่องอื่น ๆ (ถ้ามี)"


# The portal itself puts matters into these: minutes to adopt, open follow-ups, scores to settle.
NEEDED = frozenset({Section.ADOPTION, Section.FOLLOW_UP, Section.CONSIDERATION})


@dataclass(frozen=True)
class AgendaSection:
    """One section of one agenda: its purpose, the number it is printed with, its wording there."""

    section: int
    number: int
    name: str


def default_agenda() -> list[list[Any]]:
    """As it is stored: [purpose, wording] each, in the order of printing."""
    return [[section.value, section.label] for section in Section]


def read_agenda(stored: list[list[Any]]) -> list[AgendaSection]:
    return [AgendaSection(section, number, name) for number, (section, name) in enumerate(stored, start=1)]


def check_agenda(stored: Any) -> None:
    """ValidationError unless each purpose stands there once at most, with a wording, and none that is needed is missing."""
    purposes = [section for section, _name in stored]
    if len(set(purposes)) != len(purposes) or not set(purposes) <= set(Section.values):
        raise ValidationError(_("Each section of the agenda stands there once."))
    if not all(str(name).strip() for _section, name in stored):
        raise ValidationError(_("Each section of the agenda has a name."))
    missing = NEEDED - set(purposes)
    if missing:
        names = ", ".join(Section(each).label for each in sorted(missing))
        raise ValidationError(_("These sections must stay on the agenda: %(names)s") % {"names": names})
