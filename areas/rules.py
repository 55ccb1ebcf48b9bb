"""Who may do what to areas and evidence."""

from ecotown.kernel.rules import Role, Row

RULES: dict[str, Row] = {
    # act              who may ever                                              why not now
    "area.move":      ((Role.SECRETARY,),                                        None),
    "evidence.add":   ((Role.STAFF, Role.SECRETARY, Role.MEMBER, Role.AGENCY),   None),
}
