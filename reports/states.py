"""How a release comes before the public, and how it leaves."""

from ecotown.kernel.flow import Flow

RELEASE_FLOW = Flow("release", {
    ("draft", "approve"): "approved",
    ("draft", "drop"): "dropped",
    ("approved", "publish"): "published",
    ("approved", "drop"): "dropped",
    ("published", "supersede"): "superseded",
    ("published", "withdraw"): "withdrawn",
    ("superseded", "withdraw"): "withdrawn",
    ("superseded", "restore"): "published",
})  # fmt: skip

FLOWS = [RELEASE_FLOW]
