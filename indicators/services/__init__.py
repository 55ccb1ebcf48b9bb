"""What is done to frameworks, rounds, sheets and settled scores: verbs, the actor first."""

from indicators.models.settlement import Settlement
from indicators.services.editing import change_indicator, change_level, remove_indicator
from indicators.services.frameworks import bring_into_force, copy_framework, import_framework
from indicators.services.interests import declare_interest, pin_interest
from indicators.services.rounds import (
    assign_seats,
    finish_round,
    open_round,
    prepare_round,
    put_off_round,
    reveal_round,
)
from indicators.services.settlement import send_to_agenda, settle_scores
from indicators.services.sheets import reopen_sheet, save_score, submit_sheet, take_back_sheet

__all__ = [
    "Settlement",
    "assign_seats",
    "bring_into_force",
    "change_indicator",
    "change_level",
    "copy_framework",
    "declare_interest",
    "finish_round",
    "import_framework",
    "open_round",
    "pin_interest",
    "prepare_round",
    "put_off_round",
    "remove_indicator",
    "reopen_sheet",
    "reveal_round",
    "save_score",
    "send_to_agenda",
    "settle_scores",
    "submit_sheet",
    "take_back_sheet",
]
