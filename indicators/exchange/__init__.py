"""Frameworks as files: YAML in, with every fault and its line; YAML out, which import accepts again."""

from pathlib import Path

from indicators.exchange.draft import Fault, FrameworkDraft, FrameworkFaulty
from indicators.exchange.framework import draft_of, read_framework, write_framework

# The frameworks that ship: data, not code.
SHIPPED = Path(__file__).resolve().parent.parent / "data"

__all__ = ["SHIPPED", "Fault", "FrameworkDraft", "FrameworkFaulty", "draft_of", "read_framework", "write_framework"]
