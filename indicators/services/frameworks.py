"""Taking frameworks in and bringing them into force. There is no act that edits one: a change is a new version."""

from django.db import transaction
from django.utils.translation import gettext as _

from committee.models import Province
from ecotown.kernel import rules
from ecotown.kernel.conflicts import Conflict
from ecotown.kernel.journal import record
from ecotown.kernel.rules import Actor
from indicators.exchange import FrameworkDraft
from indicators.exchange.draft import IndicatorDraft
from indicators.models import Aspect, Dimension, Framework, Indicator, Level, RubricLine
from indicators.models.framework import FrameworkState
from indicators.states import FRAMEWORK_FLOW

# What a document of an indicator and its row call alike.
SAME = [
    "code", "name", "requirement", "scope", "kind", "may_be_not_applicable", "weight", "pass_point", "unit", "direction",
    "baseline", "target", "source",
]  # fmt: skip


@transaction.atomic
def import_framework(actor: Actor, *, draft: FrameworkDraft) -> Framework:
    """Lay a document down as rows, as a draft. The same document twice is one framework, unchanged.

    A draft of this code and version is replaced; one in force or retired never is: Conflict.
    """
    Province.objects.select_for_update().get(pk=actor.province)
    named = Framework.objects.filter(province_id=actor.province, code=draft.code, version=draft.version)
    old = named.first()
    rules.require(actor, "framework.import", old)
    if old is not None and old.content_sha256 == draft.sha256:
        return old
    if old is not None and old.state != FrameworkState.DRAFT:
        raise Conflict(
            _("%(code)s version %(version)s is in use and is never changed. Give the file a new version.")
            % {"code": draft.code, "version": draft.version}
        )
    framework = Framework(
        pk=old.pk if old else None, province_id=actor.province, code=draft.code, version=draft.version
    )
    _fill(framework, draft)
    framework.save()
    if old is not None:
        framework.indicators.all().delete()
        framework.levels.all().delete()
        framework.dimensions.all().delete()
    _lay_out(framework, draft)
    record(
        actor, "framework.import", framework,
        before={"content_sha256": old.content_sha256} if old else None,
        after={"content_sha256": draft.sha256, "indicators": len(draft.indicators)},
    )  # fmt: skip
    return framework


def _fill(framework: Framework, draft: FrameworkDraft) -> None:
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


def _lay_out(framework: Framework, draft: FrameworkDraft) -> None:
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
        _say(indicator, each, level_of.get(each.level), aspect_of[each.aspect])
        made.append(indicator)
    indicators = Indicator.objects.bulk_create(made)
    RubricLine.objects.bulk_create(
        RubricLine(indicator=indicator, point=point, text=text)
        for indicator, each in zip(indicators, draft.indicators, strict=True)
        for point, text in enumerate(each.rubric, draft.scale_min)
    )


def _say(indicator: Indicator, draft: IndicatorDraft, level: Level | None, aspect: Aspect) -> None:
    """Give an indicator what its document says."""
    for name in SAME:
        setattr(indicator, name, getattr(draft, name))
    indicator.level, indicator.aspect = level, aspect
    indicator.evidence_expected, indicator.informant = list(draft.evidence), ", ".join(draft.informant)
    indicator.area_kinds = list(draft.area_kinds)


@transaction.atomic
def bring_into_force(actor: Actor, *, framework_id: int) -> Framework:
    """From now on rounds may use this version; an older one of the same code is retired."""
    framework = Framework.objects.select_for_update(of=("self",)).get(pk=framework_id)
    rules.require(actor, "framework.bring_into_force", framework)
    older = Framework.objects.select_for_update(of=("self",)).filter(
        province_id=framework.province_id, code=framework.code, state=FrameworkState.IN_FORCE
    )
    retired = list(older)
    for each in retired:
        each.state = FRAMEWORK_FLOW.after(each.state, "retire")
        each.save(update_fields=["state"])
    framework.state = FRAMEWORK_FLOW.after(framework.state, "bring_into_force")
    framework.save(update_fields=["state"])
    record(
        actor, "framework.bring_into_force", framework,
        before={"state": "draft"}, after={"state": framework.state, "retired": [each.version for each in retired]},
    )  # fmt: skip
    return framework
