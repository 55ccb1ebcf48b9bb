"""A framework that was brought into force is never changed, whichever way it is asked: a change is a new version.

Its state moves on and its source may be forgotten; nothing else does. The example's framework may be taken away again.
"""

from ecotown.kernel.ddl import Guard, kept


def _of(framework: str) -> tuple[str, str]:
    """Whether the framework of that id is sealed, and whether it is the example's, as SQL."""
    row = f"EXISTS (SELECT 1 FROM indicators_framework f WHERE f.id = {framework} AND f.state <> 'draft')"
    example = (
        "EXISTS (SELECT 1 FROM indicators_framework f JOIN committee_source s ON s.id = f.source_id"
        f" WHERE f.id = {framework} AND s.kind = 'example')"
    )
    return row, example


def _part(table: str, framework: str) -> Guard:
    """No column of such a row ever changes, so none is named: one that is added later is guarded with the rest."""
    sealed, example = _of(framework)
    closed, _example = _of(framework.replace("OLD.", "NEW."))
    return kept(table, sealed=sealed, example=example, closed=closed)


GUARDS = [
    kept(
        "indicators_framework",
        sealed="OLD.state <> 'draft'",
        example=_of("OLD.id")[1],
        columns="province_id, code, version, kind, title, is_official, note, disclaimer, scoring_note,"
        " not_applicable_note, scale_min, scale_max, pass_point, rule_text, content_sha256",
    ),
    _part("indicators_dimension", "OLD.framework_id"),
    _part("indicators_level", "OLD.framework_id"),
    _part("indicators_indicator", "OLD.framework_id"),
    _part(
        "indicators_aspect",
        "(SELECT d.framework_id FROM indicators_dimension d WHERE d.id = OLD.dimension_id)",
    ),
    _part(
        "indicators_rubricline",
        "(SELECT i.framework_id FROM indicators_indicator i WHERE i.id = OLD.indicator_id)",
    ),
]
