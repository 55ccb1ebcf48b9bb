"""The rows of a framework as a document again."""

from indicators import scoring
from indicators.exchange.draft import (
    AspectDraft,
    DimensionDraft,
    FrameworkDraft,
    IndicatorDraft,
    LevelDraft,
    RuleDraft,
)
from indicators.models.framework import Framework, Indicator, Level


def draft_of(framework: Framework) -> FrameworkDraft:
    """Give it a framework loaded by `whole()`."""
    dimensions = list(framework.dimensions.all())
    return FrameworkDraft(
        kind=framework.kind, code=framework.code, version=framework.version, title=framework.title,
        is_official=framework.is_official, note=framework.note, disclaimer=framework.disclaimer,
        scoring_note=framework.scoring_note, not_applicable_note=framework.not_applicable_note,
        scale_min=framework.scale_min, scale_max=framework.scale_max, pass_point=framework.pass_point,
        rule_text=framework.rule_text,
        levels=tuple(level_draft(level) for level in framework.levels.all()),
        dimensions=tuple(DimensionDraft(each.code, each.name, each.weight) for each in dimensions),
        aspects=tuple(
            AspectDraft(aspect.code, each.code, aspect.name) for each in dimensions for aspect in each.aspects.all()
        ),
        indicators=tuple(indicator_draft(one) for one in framework.indicators.all()),
    )  # fmt: skip


def level_draft(level: Level) -> LevelDraft:
    spec = scoring.rule_of(level.number, level.name, level.rule)
    rule = RuleDraft(spec.mode, spec.requires_lower, spec.need)
    return LevelDraft(level.number, level.name, level.wording, level.short, rule)


def indicator_draft(one: Indicator) -> IndicatorDraft:
    """Give it an indicator with level, aspect and rubric at hand."""
    return IndicatorDraft(
        code=one.code, level=one.level.number if one.level else None, aspect=one.aspect.code, name=one.name,
        requirement=one.requirement, scope=one.scope, kind=one.kind,
        rubric=tuple(line.text for line in one.rubric.all()), evidence=tuple(one.evidence_expected),
        informant=tuple(one.informant.split(", ")) if one.informant else (),
        may_be_not_applicable=one.may_be_not_applicable, weight=one.weight, pass_point=one.pass_point, unit=one.unit,
        direction=one.direction, baseline=one.baseline, target=one.target, area_kinds=tuple(one.area_kinds),
        source=one.source,
    )  # fmt: skip
