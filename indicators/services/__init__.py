"""What is done to frameworks, rounds, sheets and settled scores: verbs, the actor first."""

from indicators.models.settlement import Settlement
from indicators.services.frameworks import bring_into_force, import_framework
from indicators.services.rounds import finish_round, open_round, prepare_round, put_off_round, reveal_round
from indicators.services.settlement import send_to_agenda, settle_scores
from indicators.services.sheets import save_score, submit_sheet, take_back_sheet

__all__ = [
    "Settlement",
    "bring_into_force",
    "finish_round",
    "import_framework",
    "open_round",
    "prepare_round",
    "put_off_round",
    "reveal_round",
    "save_score",
    "send_to_agenda",
    "settle_scores",
    "submit_sheet",
    "take_back_sheet",
]
