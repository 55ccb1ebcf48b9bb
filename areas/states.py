"""How an area moves from a proposal to a pilot; every step past the first needs a resolution."""

from ecotown.kernel.flow import Flow

AREA_FLOW = Flow(
    "area",
    {
        ("proposed", "consider"): "considered",
        ("proposed", "target"): "target",
        ("considered", "target"): "target",
        ("target", "choose_as_pilot"): "pilot",
        ("proposed", "withdraw"): "withdrawn",
        ("considered", "withdraw"): "withdrawn",
        ("target", "withdraw"): "withdrawn",
        ("pilot", "withdraw"): "withdrawn",
    },
)

FLOWS = [AREA_FLOW]
