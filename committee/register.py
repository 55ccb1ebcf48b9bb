"""The register of resolutions as a table to take away: XLSX, and CSV that a spreadsheet opens with its Thai intact.

A cell is never a formula, whatever somebody typed: what a spreadsheet would take for one gets an apostrophe before it.
"""

import csv
from collections.abc import Iterable, Iterator
from io import BytesIO, StringIO

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from committee.models import Resolution
from ecotown.kernel import thai

# Also the wide forms of an Asian keyboard; a spreadsheet reads them as the narrow ones.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
WIDTHS = [34, 40, 18, 34, 16, 60, 40, 20, 16, 14]
BOM = "\ufeff"


def head() -> list[str]:
    return [
        _("Number"), _("Body"), _("Date"), _("Matter"), _("Kind"), _("Resolution"), _("Vote"), _("Duty"),
        _("Standing"), _("Publicity"),
    ]  # fmt: skip


def rows(resolutions: Iterable[Resolution]) -> Iterator[list[str]]:
    """From `Resolution.objects.for_list()`. No name of a voter or dissenter is among the columns."""
    for each in resolutions:
        item = each.agenda_item
        yield [
            each.reference, str(item.meeting.body), thai.long_date(item.meeting.held_on), item.title,
            each.get_kind_display(), each.wording, each.voting, each.duty.code if each.duty else "",
            standing_words(each), _("Not for the public") if item.is_confidential else "",
        ]  # fmt: skip


def standing_words(resolution: Resolution) -> str:
    if resolution.final:
        return _("Final")
    return _("In effect") if resolution.in_effect else _("Not in effect")


def plain(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA) else text


def to_csv(resolutions: Iterable[Resolution]) -> bytes:
    out = StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(head())
    writer.writerows([plain(cell) for cell in row] for row in rows(resolutions))
    return (BOM + out.getvalue()).encode()


def to_xlsx(resolutions: Iterable[Resolution]) -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.title = "ทะเบียนมติ"
    for line, row in enumerate([head(), *rows(resolutions)], start=1):
        for column, text in enumerate(row, start=1):
            cell = sheet.cell(line, column, plain(text))
            cell.data_type = "s"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if line == 1:
                cell.font = Font(bold=True)
    for column, width in enumerate(WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "A2"
    out = BytesIO()
    book.save(out)
    return out.getvalue()
