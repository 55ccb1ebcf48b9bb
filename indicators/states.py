"""The flows of frameworks, rounds and sheets."""

from ecotown.kernel.flow import Flow

# fmt: off
FRAMEWORK_FLOW = Flow("framework", {
    ("draft", "bring_into_force"): "in_force",
    ("in_force", "retire"): "retired",
})

ROUND_FLOW = Flow("round", {
    ("preparing", "open"): "scoring",
    ("scoring", "reveal"): "revealed",
    ("revealed", "settle"): "settled",
})

SHEET_FLOW = Flow("sheet", {
    ("open", "submit"): "submitted",
    ("submitted", "take_back"): "open",
    ("submitted", "reopen"): "open",
    ("open", "reopen"): "open",
})
# fmt: on

FLOWS = [FRAMEWORK_FLOW, ROUND_FLOW, SHEET_FLOW]
