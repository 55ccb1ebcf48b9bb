"""The flows of meetings, minutes and follow-ups. What is not listed cannot happen."""

from ecotown.kernel.flow import Flow

MEETING_FLOW = Flow(
    "meeting",
    {
        ("planned", "close"): "closed",
        ("planned", "cancel"): "cancelled",
    },
)

MINUTES_FLOW = Flow(
    "minutes",
    {
        ("draft", "circulate"): "circulated",
        # Method 1: read out and adopted at the end of the same meeting.
        ("draft", "adopt_in_same"): "adopted",
        ("circulated", "take_back"): "draft",
        ("circulated", "adopt"): "adopted",
        ("adopted", "lock"): "locked",
    },
)

CORRECTION_FLOW = Flow(
    "correction",
    {
        ("open", "take"): "taken",
        ("open", "decline"): "declined",
    },
)

FOLLOW_UP_FLOW = Flow(
    "follow-up",
    {
        ("open", "close"): "closed",
        ("closed", "reopen"): "open",
    },
)

FLOWS = [MEETING_FLOW, MINUTES_FLOW, CORRECTION_FLOW, FOLLOW_UP_FLOW]
