"""Frameworks as files, YAML or workbook: in, with every fault and its place; out, in what import accepts again."""

from pathlib import Path

from indicators.exchange.as_workbook import write_workbook
from indicators.exchange.as_yaml import read_framework, write_framework
from indicators.exchange.draft import Fault, FrameworkDraft, FrameworkFaulty
from indicators.exchange.laying import fill, lay_out
from indicators.exchange.rows import draft_of, indicator_draft, level_draft
from indicators.exchange.workbook import read_workbook

# The frameworks that ship: data, not code.
SHIPPED = Path(__file__).resolve().parent.parent / "data"

__all__ = [
    "SHIPPED",
    "Fault",
    "FrameworkDraft",
    "FrameworkFaulty",
    "draft_of",
    "fill",
    "indicator_draft",
    "lay_out",
    "level_draft",
    "read_framework",
    "read_workbook",
    "write_framework",
    "write_workbook",
]
