"""How well: frameworks as data, rounds, score sheets, settled scores."""

from indicators.models.framework import Aspect, Dimension, Framework, Indicator, Level, RubricLine
from indicators.models.interest import Interest
from indicators.models.round import Discussion, Round, RoundArea, RoundSeat
from indicators.models.settlement import SettledScore
from indicators.models.sheet import Score, Sheet

__all__ = [
    "Aspect",
    "Dimension",
    "Discussion",
    "Framework",
    "Indicator",
    "Interest",
    "Level",
    "Round",
    "RoundArea",
    "RoundSeat",
    "RubricLine",
    "Score",
    "SettledScore",
    "Sheet",
]
