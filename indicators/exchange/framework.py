"""Frameworks to and from YAML. Reading reports every fault with its line, and what export writes, import accepts.

The keys are those of `indicators/data/eit-level-draft.yaml`. Keys that only explain the file to its authors (English
names, provenance, hints on measuring) are accepted and not kept; any other unknown key is a fault, since it is most
often a known one mistyped.
"""

from typing import Any

import yaml
from django.utils.translation import gettext as _

from indicators.exchange.draft import (
    AspectDraft,
    DimensionDraft,
    FrameworkDraft,
    FrameworkFaulty,
    IndicatorDraft,
    LevelDraft,
)
from indicators.exchange.reader import Place, Reader
from indicators.models.framework import Framework, IndicatorKind, Scope

ASIDE = {"language", "title_en", "status", "disclaimer_en", "provenance", "labels"}
FRAMEWORK_KEYS = ASIDE | {
    "code", "version", "kind", "title_th", "official", "note_th", "disclaimer_th", "scale", "scoring_th",
    "not_applicable_th", "level_rule", "levels", "dimensions", "aspects", "indicators",
}  # fmt: skip
LEVEL_KEYS = {"number", "name_th", "wording_th", "short_th", "name_en"}
INDICATOR_KEYS = {
    "code", "level", "aspect", "name_th", "name_en", "scope", "kind", "not_applicable_allowed", "origin",
    "requirement_th", "rubric", "evidence", "seat_hint", "unit", "direction", "baseline_hint",
}  # fmt: skip


def read_framework(text: str) -> FrameworkDraft:
    """The framework that a YAML text describes; FrameworkFaulty with every fault, if it has any."""
    reader = Reader(text)
    if reader.faults:
        raise FrameworkFaulty(reader.faults)
    if isinstance(reader.data, dict) and reader.data.get("kind", "level") != "level":
        reader.fault(("kind",), _("Only frameworks that measure levels (kind: level) can be taken in for now."))
        raise FrameworkFaulty(reader.faults)
    top = reader.mapping(reader.data, (), FRAMEWORK_KEYS)
    scale = reader.mapping(top.get("scale"), ("scale",), {"min", "max", "pass_point"})
    least = reader.whole(scale, ("scale",), "min", 0, 9)
    most = reader.whole(scale, ("scale",), "max", least + 1, 10)
    pass_point = reader.whole(scale, ("scale",), "pass_point", least + 1, most)
    rule = reader.mapping(top.get("level_rule"), ("level_rule",), {"mode", "pass_point", "requires_lower", "text_th"})
    if rule.get("mode", "ALL") != "ALL":
        reader.fault(
            ("level_rule", "mode"), _("Only the rule ALL can be computed for now: every indicator of the level.")
        )
    if rule.get("pass_point", pass_point) != pass_point:
        reader.fault(("level_rule", "pass_point"), _("The pass point differs from that of the scale."))
    levels = tuple(
        LevelDraft(
            number=reader.whole(row, place, "number", 1, 20),
            name=reader.text(row, place, "name_th", 80),
            wording=reader.text(row, place, "wording_th"),
            short=reader.text(row, place, "short_th", 60, needed=False),
        )
        for place, row in reader.rows(top.get("levels"), ("levels",), LEVEL_KEYS)
    )
    if [level.number for level in levels] != list(range(1, len(levels) + 1)) or not levels:
        reader.fault(("levels",), _("The levels must be numbered 1, 2, 3 … in this order."))
    dimensions = tuple(
        DimensionDraft(reader.text(row, place, "code", 12), reader.text(row, place, "name_th", 120))
        for place, row in reader.rows(top.get("dimensions"), ("dimensions",), {"code", "name_th", "name_en"})
    )
    aspects = _aspects(reader, top, [each.code for each in dimensions])
    indicators = _indicators(reader, top, range(least, most + 1), len(levels), [each.code for each in aspects])
    for key, rows in (("dimensions", dimensions), ("aspects", aspects), ("indicators", indicators)):
        reader.unique((key,), [each.code for each in rows])
    draft = FrameworkDraft(
        code=reader.text(top, (), "code", 40),
        version=reader.text(top, (), "version", 40),
        title=reader.text(top, (), "title_th", 300),
        is_official=reader.flag(top, (), "official", default=False),
        note=reader.text(top, (), "note_th", needed=False),
        disclaimer=reader.text(top, (), "disclaimer_th", needed=False),
        scoring_note=reader.text(top, (), "scoring_th", needed=False),
        not_applicable_note=reader.text(top, (), "not_applicable_th", needed=False),
        scale_min=least, scale_max=most, pass_point=pass_point,
        rule_text=reader.text(rule, ("level_rule",), "text_th"),
        requires_lower=reader.flag(rule, ("level_rule",), "requires_lower", default=True),
        levels=levels, dimensions=dimensions, aspects=aspects, indicators=indicators,
    )  # fmt: skip
    if reader.faults:
        raise FrameworkFaulty(sorted(reader.faults, key=lambda fault: fault.line))
    return draft


def _aspects(reader: Reader, top: dict[str, Any], dimensions: list[str]) -> tuple[AspectDraft, ...]:
    keys = {"code", "dimension", "name_th", "name_en"}
    return tuple(
        AspectDraft(
            code=reader.text(row, place, "code", 12),
            dimension=reader.one_of(row, place, "dimension", dimensions or [""]),
            name=reader.text(row, place, "name_th", 160),
        )
        for place, row in reader.rows(top.get("aspects"), ("aspects",), keys)
    )


def _indicators(
    reader: Reader, top: dict[str, Any], points: range, levels: int, aspects: list[str]
) -> tuple[IndicatorDraft, ...]:
    return tuple(
        IndicatorDraft(
            code=reader.text(row, place, "code", 12),
            level=reader.whole(row, place, "level", 1, max(levels, 1)),
            aspect=reader.one_of(row, place, "aspect", aspects or [""]),
            name=reader.text(row, place, "name_th", 200),
            requirement=reader.text(row, place, "requirement_th"),
            scope=reader.one_of(row, place, "scope", Scope.values),
            kind=reader.one_of(row, place, "kind", IndicatorKind.values),
            rubric=_rubric(reader, row, (*place, "rubric"), points),
            evidence=reader.texts(row, place, "evidence"),
            informant=reader.texts(row, place, "seat_hint", 300),
            may_be_not_applicable=reader.flag(row, place, "not_applicable_allowed", default=True),
        )
        for place, row in reader.rows(top.get("indicators"), ("indicators",), INDICATOR_KEYS)
    )


def _rubric(reader: Reader, row: dict[str, Any], place: Place, points: range) -> tuple[str, ...]:
    lines = row.get("rubric")
    if not isinstance(lines, dict) or list(lines) != list(points):
        said = _("One text for each point from %(least)s to %(most)s is expected here, in this order.")
        reader.fault(place, said % {"least": points[0], "most": points[-1]})
        return ("",) * len(points)
    named = {str(point): text for point, text in lines.items()}
    return tuple(reader.text(named, place, str(point)) for point in points)


def draft_of(framework: Framework) -> FrameworkDraft:
    """The rows as a document again. Give it a framework loaded by `whole()`."""
    levels = list(framework.levels.all())
    dimensions = list(framework.dimensions.all())
    return FrameworkDraft(
        code=framework.code, version=framework.version, title=framework.title, is_official=framework.is_official,
        note=framework.note, disclaimer=framework.disclaimer, scoring_note=framework.scoring_note,
        not_applicable_note=framework.not_applicable_note, scale_min=framework.scale_min,
        scale_max=framework.scale_max, pass_point=framework.pass_point, rule_text=framework.rule_text,
        requires_lower=all(level.rule.get("requires_lower", True) for level in levels),
        levels=tuple(LevelDraft(level.number, level.name, level.wording, level.short) for level in levels),
        dimensions=tuple(DimensionDraft(each.code, each.name) for each in dimensions),
        aspects=tuple(
            AspectDraft(aspect.code, each.code, aspect.name) for each in dimensions for aspect in each.aspects.all()
        ),
        indicators=tuple(
            IndicatorDraft(
                code=one.code, level=one.level.number, aspect=one.aspect.code, name=one.name,
                requirement=one.requirement, scope=one.scope, kind=one.kind,
                rubric=tuple(line.text for line in one.rubric.all()), evidence=tuple(one.evidence_expected),
                informant=tuple(one.informant.split(", ")) if one.informant else (),
                may_be_not_applicable=one.may_be_not_applicable,
            )
            for one in framework.indicators.all()
        ),
    )  # fmt: skip


def write_framework(draft: FrameworkDraft) -> str:
    """The document as YAML in the keys that `read_framework` knows."""
    points = range(draft.scale_min, draft.scale_max + 1)
    data: dict[str, Any] = {
        "code": draft.code, "version": draft.version, "kind": "level", "language": "th", "title_th": draft.title,
        "official": draft.is_official, "note_th": draft.note, "disclaimer_th": draft.disclaimer,
        "scale": {"min": draft.scale_min, "max": draft.scale_max, "pass_point": draft.pass_point},
        "scoring_th": draft.scoring_note, "not_applicable_th": draft.not_applicable_note,
        "level_rule": {
            "mode": "ALL", "pass_point": draft.pass_point, "requires_lower": draft.requires_lower,
            "text_th": draft.rule_text,
        },
        "levels": [
            {"number": each.number, "name_th": each.name, "wording_th": each.wording, "short_th": each.short}
            for each in draft.levels
        ],
        "dimensions": [{"code": each.code, "name_th": each.name} for each in draft.dimensions],
        "aspects": [
            {"code": each.code, "dimension": each.dimension, "name_th": each.name} for each in draft.aspects
        ],
        "indicators": [
            {
                "code": each.code, "level": each.level, "aspect": each.aspect, "name_th": each.name,
                "scope": each.scope, "kind": each.kind, "not_applicable_allowed": each.may_be_not_applicable,
                "requirement_th": each.requirement, "rubric": dict(zip(points, each.rubric, strict=True)),
                "evidence": list(each.evidence), "seat_hint": list(each.informant),
            }
            for each in draft.indicators
        ],
    }  # fmt: skip
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=1000)
