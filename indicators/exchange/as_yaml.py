"""A framework as YAML, in the keys that import accepts; what is left at its default is left out."""

from decimal import Decimal
from typing import Any

import yaml

from indicators.exchange.draft import FrameworkDraft, IndicatorDraft, LevelDraft, RuleDraft
from indicators.exchange.parsing import DIRECTIONS, parse
from indicators.exchange.yaml_text import YamlText
from indicators.models.framework import FrameworkKind

SPELLED = {kept: spelled for spelled, kept in DIRECTIONS.items()}


def read_framework(text: str) -> FrameworkDraft:
    """The framework that a YAML text describes; FrameworkFaulty with every fault, if it has any."""
    return parse(YamlText(text))


def write_framework(draft: FrameworkDraft) -> str:
    """The document as YAML; the same document always gives the same bytes."""
    is_level = draft.kind == FrameworkKind.LEVEL
    scale = {"min": draft.scale_min, "max": draft.scale_max}
    data: dict[str, Any] = {
        "code": draft.code, "version": draft.version, "kind": draft.kind, "language": "th", "title_th": draft.title,
        "official": draft.is_official, "note_th": draft.note, "disclaimer_th": draft.disclaimer,
        "scale": scale | ({"pass_point": draft.pass_point} if is_level else {}),
        "scoring_th": draft.scoring_note, "not_applicable_th": draft.not_applicable_note,
        **(_of_levels(draft) if is_level else _of_choice(draft)),
    }  # fmt: skip
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=1000)


def _of_levels(draft: FrameworkDraft) -> dict[str, Any]:
    rules = [each.rule for each in draft.levels]
    usual = rules[0] if rules and rules.count(rules[0]) == len(rules) else RuleDraft()
    return {
        "level_rule": _rule(usual) | {"pass_point": draft.pass_point, "text_th": draft.rule_text},
        "levels": [_level(each, usual) for each in draft.levels],
        "dimensions": [{"code": each.code, "name_th": each.name} for each in draft.dimensions],
        "aspects": [
            {"code": each.code, "dimension": each.dimension, "name_th": each.name} for each in draft.aspects
        ],
        "indicators": [
            {
                "code": each.code, "level": each.level, "aspect": each.aspect, "name_th": each.name,
                "scope": each.scope, "kind": each.kind, **_more(each), "requirement_th": each.requirement,
                **_last(draft, each),
            }
            for each in draft.indicators
        ],
    }  # fmt: skip


def _of_choice(draft: FrameworkDraft) -> dict[str, Any]:
    return {
        "groups": [
            {"code": each.code, "name_th": each.name, "weight": number(each.weight)} for each in draft.dimensions
        ],
        "criteria": [
            {
                "code": each.code, "group": each.aspect, "name_th": each.name, **_more(each),
                "question_th": each.requirement, **_last(draft, each),
            }
            for each in draft.indicators
        ],
    }  # fmt: skip


def _level(each: LevelDraft, usual: RuleDraft) -> dict[str, Any]:
    own = {} if each.rule == usual else {"rule": _rule(each.rule)}
    return {
        "number": each.number, "name_th": each.name, "wording_th": each.wording, "short_th": each.short, **own,
    }  # fmt: skip


def _rule(rule: RuleDraft) -> dict[str, Any]:
    data = rule.data
    if rule.need is not None:
        *_others, key = data
        data[key] = number(rule.need)
    return data


def _more(each: IndicatorDraft) -> dict[str, Any]:
    more = {
        "weight": number(each.weight) if each.weight != 1 else None, "pass_point": each.pass_point,
        "unit": each.unit, "direction": SPELLED.get(each.direction), "baseline": number(each.baseline),
        "target": number(each.target), "area_kinds": list(each.area_kinds), "source_th": each.source,
    }  # fmt: skip
    kept = {key: value for key, value in more.items() if value not in (None, "", [])}
    return {"not_applicable_allowed": each.may_be_not_applicable, **kept}


def _last(draft: FrameworkDraft, each: IndicatorDraft) -> dict[str, Any]:
    points = range(draft.scale_min, draft.scale_max + 1)
    return {
        "rubric": dict(zip(points, each.rubric, strict=True)),
        "evidence": list(each.evidence),
        "seat_hint": list(each.informant),
    }


def number(value: Decimal | None) -> int | float | None:
    """As a file holds it: 3, 2.5."""
    if value is None:
        return None
    return int(value) if value == int(value) else float(value)
