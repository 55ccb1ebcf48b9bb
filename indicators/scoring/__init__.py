"""The arithmetic of scores, levels and choosing. Pure: dataclasses in, dataclasses out; no Django, no database.

Values are points of the framework's scale as Decimal. Rounding is half up. Levels are ordinal: there is no level 2.67.
"""

from indicators.scoring.choosing import Answer, Choice, Criterion, Standing, Test, choose
from indicators.scoring.gates import MODES, NEEDS, WHOLE, IndicatorSpec, LevelSpec, Settled, rule_of
from indicators.scoring.levels import LevelResult, Step, level_reached
from indicators.scoring.marks import Mark, Proposal, half_up, mean, median, plain, proposal
from indicators.scoring.sentences import rule_sentence

__all__ = [
    "MODES",
    "NEEDS",
    "WHOLE",
    "Answer",
    "Choice",
    "Criterion",
    "IndicatorSpec",
    "LevelResult",
    "LevelSpec",
    "Mark",
    "Proposal",
    "Settled",
    "Standing",
    "Step",
    "Test",
    "choose",
    "half_up",
    "level_reached",
    "mean",
    "median",
    "plain",
    "proposal",
    "rule_of",
    "rule_sentence",
]
