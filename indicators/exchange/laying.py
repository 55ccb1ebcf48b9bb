"""A document laid down as rows. Services decide whether; here is only how."""

from indicators.exchange.draft import FrameworkDraft, IndicatorDraft
from indicators.models import Aspect, Dimension, Framework, Indicator, Level, RubricLine

# What a document of an indicator and its row call alike.
SAME = [
    "code", "name", "requirement", "scope", "kind", "may_be_not_applicable", "weight", "pass_point", "unit", "direction",
    "baseline", "target", "source",
]  # fmt: skip


def fill(framework: Framework, draft: FrameworkDraft) -> None:
    framework.kind = draft.kind
    framework.title = draft.title
    framework.is_official = draft.is_official
    framework.note = draft.note
    framework.disclaimer = draft.disclaimer
    framework.scoring_note = draft.scoring_note
    framework.not_applicable_note = draft.not_applicable_note
    framework.scale_min, framework.scale_max = draft.scale_min, draft.scale_max
    framework.pass_point = draft.pass_point
    framework.rule_text = draft.rule_text
    framework.content_sha256 = draft.sha256


def lay_out(framework: Framework, draft: FrameworkDraft) -> None:
    """All rows of a framework in five statements, whatever its size."""
    levels = Level.objects.bulk_create(
        Level(
            framework=framework, number=each.number, name=each.name, wording=each.wording, short=each.short,
            rule=each.rule.data,
        )
        for each in draft.levels
    )  # fmt: skip
    dimensions = Dimension.objects.bulk_create(
        Dimension(framework=framework, code=each.code, name=each.name, sort=sort, weight=each.weight)
        for sort, each in enumerate(draft.dimensions, 1)
    )
    dimension_of = {each.code: each for each in dimensions}
    aspects = Aspect.objects.bulk_create(
        Aspect(dimension=dimension_of[each.dimension], code=each.code, name=each.name, sort=sort)
        for sort, each in enumerate(draft.aspects, 1)
    )
    level_of: dict[int | None, Level] = {each.number: each for each in levels}
    aspect_of = {each.code: each for each in aspects}
    made = []
    for sort, each in enumerate(draft.indicators, 1):
        indicator = Indicator(framework=framework, sort=sort)
        say(indicator, each, level_of.get(each.level), aspect_of[each.aspect])
        made.append(indicator)
    indicators = Indicator.objects.bulk_create(made)
    RubricLine.objects.bulk_create(
        RubricLine(indicator=indicator, point=point, text=text)
        for indicator, each in zip(indicators, draft.indicators, strict=True)
        for point, text in enumerate(each.rubric, draft.scale_min)
    )


def say(indicator: Indicator, draft: IndicatorDraft, level: Level | None, aspect: Aspect) -> None:
    """Give an indicator what its document says."""
    for name in SAME:
        setattr(indicator, name, getattr(draft, name))
    indicator.level, indicator.aspect = level, aspect
    indicator.evidence_expected, indicator.informant = list(draft.evidence), ", ".join(draft.informant)
    indicator.area_kinds = list(draft.area_kinds)
