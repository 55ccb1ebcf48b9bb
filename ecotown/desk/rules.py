"""Acts of the house itself: reading the journal, and what the seed commands do."""

from ecotown.kernel.rules import Role, Row

# fmt: off
RULES: dict[str, Row] = {
    # act              who may ever                         why not now
    "journal.read":   ((Role.AUDITOR, Role.SECRETARY),      None),
    # Done by commands on the server only; no page offers them.
    "facts.load":     ((Role.ADMIN,),                       None),
    "example.remove": ((Role.ADMIN,),                       None),
}
