"""How well: frameworks as data, rounds, score sheets, settled scores."""

from indicators.models.framework import Aspect, Dimension, Framework, Indicator, Level, RubricLine
from indicators.models.round import Discussion, Round, RoundArea
from indicators.models.settlement import SettledScore
from indicators.models.sheet import Score, Sheet

__all__ = [
    "Aspect",
    "Dimension",
    "Discussion",
    "Framework",
    "Indicator",
    "Level",
    "Round",
    "RoundArea",
    "RubricLine",
    "Score",
    "SettledScore",
    "Sheet",
]
