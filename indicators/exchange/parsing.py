"""A framework out of a document, whether YAML or a workbook: every fault is named with its place.

The keys are those of `indicators/data/*.yaml`. Keys that only explain a file to its authors (English names, provenance,
hints on measuring) are accepted and not kept; any other unknown key is a fault, since it is most often a known one
mistyped.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from indicators import scoring
from indicators.exchange.draft import (
    AspectDraft,
    DimensionDraft,
    FrameworkDraft,
    FrameworkFaulty,
    IndicatorDraft,
    LevelDraft,
    RuleDraft,
)
from indicators.exchange.values import Place, Values
from indicators.models.framework import FrameworkKind, IndicatorKind, Scope

# As files spell it -> as rows keep it.
DIRECTIONS = {"higher_is_better": "higher", "lower_is_better": "lower"}
LEVELS_AT_MOST = 19
HIGHEST_POINT = 10

ASIDE = {"language", "title_en", "status", "disclaimer_en", "provenance", "labels"}
FRAMEWORK_KEYS = ASIDE | {
    "code", "version", "kind", "title_th", "official", "note_th", "disclaimer_th", "scale", "scoring_th",
    "not_applicable_th",
}  # fmt: skip
KEYS_OF_KIND = {
    "level": {"level_rule", "levels", "dimensions", "aspects", "indicators"},
    "selection": {"groups", "criteria"},
}
RULE_KEYS = {"mode", "requires_lower", *scoring.NEEDS.values()}
LEVEL_KEYS = {"number", "name_th", "wording_th", "short_th", "name_en", "rule"}
COMMON_KEYS = {
    "code", "name_th", "name_en", "not_applicable_allowed", "origin", "rubric", "evidence", "seat_hint", "weight",
    "area_kinds", "source_th",
}  # fmt: skip
INDICATOR_KEYS = COMMON_KEYS | {
    "level", "aspect", "scope", "kind", "requirement_th", "pass_point", "unit", "direction", "baseline_hint", "baseline",
    "target",
}  # fmt: skip
CRITERION_KEYS = COMMON_KEYS | {"group", "question_th"}


def parse(values: Values) -> FrameworkDraft:
    """The framework that a document describes; FrameworkFaulty with every fault, if it has any."""
    if values.faults and not values.data:
        raise FrameworkFaulty(values.faults)
    top = values.data if isinstance(values.data, dict) else {}
    kind = values.one_of(top, (), "kind", FrameworkKind.values, default="level")
    top = values.mapping(values.data, (), FRAMEWORK_KEYS | KEYS_OF_KIND[kind])
    is_level = kind == FrameworkKind.LEVEL
    scale = values.mapping(top.get("scale"), ("scale",), {"min", "max", *(["pass_point"] if is_level else [])})
    least = values.whole(scale, ("scale",), "min", 0, HIGHEST_POINT - 1)
    most = values.whole(scale, ("scale",), "max", least + 1, HIGHEST_POINT)
    pass_point = values.whole(scale, ("scale",), "pass_point", least + 1, most) if is_level else most
    points = range(least, most + 1)
    parts: dict[str, Any] = _of_levels(values, top, points, pass_point) if is_level else _of_choice(values, top, points)
    draft = FrameworkDraft(
        kind=kind, code=values.text(top, (), "code", 40), version=values.text(top, (), "version", 40),
        title=values.text(top, (), "title_th", 300), is_official=values.flag(top, (), "official", default=False),
        note=values.text(top, (), "note_th", needed=False),
        disclaimer=values.text(top, (), "disclaimer_th", needed=False),
        scoring_note=values.text(top, (), "scoring_th", needed=False),
        not_applicable_note=values.text(top, (), "not_applicable_th", needed=False),
        scale_min=least, scale_max=most, pass_point=pass_point, **parts,
    )  # fmt: skip
    if values.faults:
        raise FrameworkFaulty(sorted(values.faults, key=lambda fault: fault.line))
    return draft


def _of_levels(values: Values, top: dict[str, Any], points: range, pass_point: int) -> dict[str, Any]:
    usual = values.mapping(top.get("level_rule"), ("level_rule",), RULE_KEYS | {"pass_point", "text_th"})
    if usual.get("pass_point", pass_point) != pass_point:
        values.fault(("level_rule", "pass_point"), _("The pass point differs from that of the scale."))
    rule = _rule(values, usual, ("level_rule",))
    levels = tuple(
        LevelDraft(
            number=values.whole(row, place, "number", 1, LEVELS_AT_MOST),
            name=values.text(row, place, "name_th", 80),
            wording=values.text(row, place, "wording_th"),
            short=values.text(row, place, "short_th", 60, needed=False),
            rule=_level_rule(values, row, place, rule),
        )
        for place, row in values.rows(top.get("levels"), ("levels",), LEVEL_KEYS)
    )
    if [level.number for level in levels] != list(range(1, len(levels) + 1)) or not levels:
        values.fault(("levels",), _("The levels must be numbered 1, 2, 3 … in this order."))
    dimensions = tuple(
        DimensionDraft(values.text(row, place, "code", 12), values.text(row, place, "name_th", 120))
        for place, row in values.rows(top.get("dimensions"), ("dimensions",), {"code", "name_th", "name_en"})
    )
    codes = [each.code for each in dimensions]
    aspects = tuple(
        AspectDraft(
            code=values.text(row, place, "code", 12),
            dimension=values.one_of(row, place, "dimension", codes or [""]),
            name=values.text(row, place, "name_th", 160),
        )
        for place, row in values.rows(top.get("aspects"), ("aspects",), {"code", "dimension", "name_th", "name_en"})
    )
    indicators = tuple(
        IndicatorDraft(
            level=values.whole(row, place, "level", 1, max(len(levels), 1)),
            aspect=values.one_of(row, place, "aspect", [each.code for each in aspects] or [""]),
            requirement=values.text(row, place, "requirement_th"),
            scope=values.one_of(row, place, "scope", Scope.values),
            kind=values.one_of(row, place, "kind", IndicatorKind.values),
            pass_point=values.maybe_whole(row, place, "pass_point", points[0] + 1, points[-1]),
            **_measured(values, row, place), **_common(values, row, place, points),
        )
        for place, row in values.rows(top.get("indicators"), ("indicators",), INDICATOR_KEYS)
    )  # fmt: skip
    for key, rows in (("dimensions", dimensions), ("aspects", aspects), ("indicators", indicators)):
        values.unique((key,), [each.code for each in rows])  # type: ignore[attr-defined]
    for index, level in enumerate(levels):
        if said := unreachable(level, indicators, points[-1]):
            values.fault(("levels", index, "rule"), said)
    return {
        "rule_text": values.text(usual, ("level_rule",), "text_th"), "levels": levels, "dimensions": dimensions,
        "aspects": aspects, "indicators": indicators,
    }  # fmt: skip


def _of_choice(values: Values, top: dict[str, Any], points: range) -> dict[str, Any]:
    """A selection: groups and criteria, each with its weight. A group is a dimension with one aspect of its own name."""
    groups = tuple(
        DimensionDraft(values.text(row, place, "code", 12), values.text(row, place, "name_th", 120), _weight(values, row, place))
        for place, row in values.rows(top.get("groups"), ("groups",), {"code", "name_th", "name_en", "weight"})
    )  # fmt: skip
    codes = [each.code for each in groups]
    criteria = tuple(
        IndicatorDraft(
            level=None,
            aspect=values.one_of(row, place, "group", codes or [""]),
            requirement=values.text(row, place, "question_th"),
            scope=Scope.BOTH.value,
            kind=IndicatorKind.SCORED.value,
            **_common(values, row, place, points),
        )
        for place, row in values.rows(top.get("criteria"), ("criteria",), CRITERION_KEYS)
    )
    values.unique(("groups",), codes)
    values.unique(("criteria",), [each.code for each in criteria])
    if not groups:
        values.fault(("groups",), _("A selection needs at least one group of criteria."))
    for index, code in enumerate(codes):
        if not any(one.aspect == code for one in criteria):
            values.fault(("groups", index), _("This group has no criteria."))
    aspects = tuple(AspectDraft(each.code, each.code, each.name) for each in groups)
    return {"rule_text": "", "levels": (), "dimensions": groups, "aspects": aspects, "indicators": criteria}


def _common(values: Values, row: dict[str, Any], place: Place, points: range) -> dict[str, Any]:
    return {
        "code": values.text(row, place, "code", 12),
        "name": values.text(row, place, "name_th", 200),
        "rubric": _rubric(values, row, (*place, "rubric"), points),
        "evidence": values.texts(row, place, "evidence"),
        "informant": values.texts(row, place, "seat_hint", 300),
        "may_be_not_applicable": values.flag(row, place, "not_applicable_allowed", default=True),
        "weight": _weight(values, row, place),
        "area_kinds": values.texts(row, place, "area_kinds"),
        "source": values.text(row, place, "source_th", 300, needed=False),
    }


def _weight(values: Values, row: dict[str, Any], place: Place) -> Decimal:
    one = Decimal(1)
    return values.number(row, place, "weight", whole=4, places=2, default=one, positive=True) or one


def _measured(values: Values, row: dict[str, Any], place: Place) -> dict[str, Any]:
    """Of another kind, unit and direction only explain what a point means; they are not kept."""
    if row.get("kind") != IndicatorKind.MEASURED:
        for key in ("target", "baseline"):
            if row.get(key) not in (None, ""):
                values.fault((*place, key), _("Only a measured indicator (kind: measured) has this."))
        return {}
    return {
        "unit": values.text(row, place, "unit", 40),
        "direction": DIRECTIONS[values.one_of(row, place, "direction", DIRECTIONS)],
        "baseline": values.number(row, place, "baseline", whole=10, places=4),
        "target": values.number(row, place, "target", whole=10, places=4, needed=True),
    }


def _rubric(values: Values, row: dict[str, Any], place: Place, points: range) -> tuple[str, ...]:
    lines = row.get("rubric")
    if not isinstance(lines, dict) or list(lines) != list(points):
        said = _("One text for each point from %(least)s to %(most)s is expected here, in this order.")
        values.fault(place, said % {"least": points[0], "most": points[-1]})
        return ("",) * len(points)
    named = {str(point): text for point, text in lines.items()}
    return tuple(values.text(named, place, str(point)) for point in points)


def _level_rule(values: Values, row: dict[str, Any], place: Place, usual: RuleDraft) -> RuleDraft:
    if row.get("rule") is None:
        return usual
    return _rule(values, values.mapping(row["rule"], (*place, "rule"), RULE_KEYS), (*place, "rule"))


def _rule(values: Values, row: dict[str, Any], place: Place) -> RuleDraft:
    mode = values.one_of(row, place, "mode", scoring.MODES, default="ALL")
    lower = values.flag(row, place, "requires_lower", default=True)
    key = scoring.NEEDS.get(mode)
    for other in set(scoring.NEEDS.values()) - {key}:
        if row.get(other) is not None:
            values.fault((*place, other), _("The rule %(mode)s has no such bar.") % {"mode": mode})
    if key is None:
        return RuleDraft(mode, lower)
    need = values.number(row, place, key, whole=7, places=2, needed=True, positive=True)
    return RuleDraft(mode, lower, need or Decimal(1))


def unreachable(level: LevelDraft, indicators: Sequence[IndicatorDraft], top: int) -> str:
    """Why no area could ever pass a level, whatever it does; "" where one could."""
    mine = [one for one in indicators if one.level == level.number]
    counted = [one for one in mine if one.kind != IndicatorKind.PRECONDITION]
    need = level.rule.need or Decimal(0)
    if level.rule.mode == "MANDATORY" and all(one.kind in ("scored", "measured") for one in mine):
        return _("The level has neither preconditions nor mandatory indicators.")
    if level.rule.mode == "MIN_PERCENT" and need > scoring.WHOLE:
        return _("A percentage is at most 100.")
    if level.rule.mode == "CHOOSE" and need != int(need):
        return _("The rule CHOOSE needs a whole number.")
    if level.rule.mode == "CHOOSE" and need > len(counted):
        return _("The level has only %(count)s indicators that count.") % {"count": len(counted)}
    most = sum((one.weight for one in counted), Decimal(0)) * top
    if level.rule.mode == "MIN_POINTS" and need > most:
        return _("The indicators of the level give at most %(points)s points.") % {"points": scoring.plain(most)}
    if level.rule.need is not None and not counted:
        return _("The level has only %(count)s indicators that count.") % {"count": 0}
    return ""
