"""Changing a draft in the browser, row by row. What is in force or retired is never changed: a change is a new version."""

from dataclasses import replace

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from ecotown.kernel import rules
from ecotown.kernel.conflicts import Conflict
from ecotown.kernel.journal import record
from ecotown.kernel.rules import Actor
from indicators.exchange import FrameworkDraft, FrameworkFaulty, draft_of, read_framework, write_framework
from indicators.exchange.differences import compare
from indicators.exchange.draft import IndicatorDraft, LevelDraft
from indicators.exchange.laying import say
from indicators.models import Aspect, Framework, Indicator, RubricLine


@transaction.atomic
def change_indicator(
    actor: Actor, *, framework_id: int, code: str, seen: str, said: IndicatorDraft
) -> Indicator:  # fmt: skip
    """Make an indicator of a draft say this. `seen` is the hash of what the page showed: who was second gets a Conflict.

    ValidationError names each fault by the field it is in.
    """
    framework, old = _held(actor, framework_id)
    place = _place(old, code)
    new = replace(old, indicators=_with(old.indicators, place, said))
    if old.indicators[place] != said and old.indicators[place].sha256 != seen:
        raise _conflict(old, new)
    _check(new, f"indicators[{place}]" if not framework.is_selection else f"criteria[{place}]")
    indicator = framework.indicators.get(code=code)
    level = framework.levels.filter(number=said.level or 0).first()
    say(indicator, said, level, Aspect.objects.get(dimension__framework=framework, code=said.aspect))
    indicator.save()
    for point, text in enumerate(said.rubric, framework.scale_min):
        RubricLine.objects.filter(indicator=indicator, point=point).update(text=text)
    _keep(actor, framework, old, new, "change", code)
    return indicator


@transaction.atomic
def change_level(actor: Actor, *, framework_id: int, number: int, seen: str, said: LevelDraft) -> Framework:
    """Make a level of a draft say this, with its rule."""
    framework, old = _held(actor, framework_id)
    place = next((place for place, level in enumerate(old.levels) if level.number == number), None)
    if place is None:
        raise Conflict(_("The level is no longer there."))
    new = replace(old, levels=(*old.levels[:place], said, *old.levels[place + 1 :]))
    if old.levels[place] != said and old.levels[place].sha256 != seen:
        raise _conflict(old, new)
    _check(new, f"levels[{place}]")
    level = framework.levels.get(number=number)
    level.name, level.wording, level.short, level.rule = said.name, said.wording, said.short, said.rule.data
    level.save()
    _keep(actor, framework, old, new, "change", f"level {number}")
    return framework


@transaction.atomic
def remove_indicator(actor: Actor, *, framework_id: int, code: str, seen: str) -> Framework:
    """Take an indicator out of a draft; those behind it move up."""
    framework, old = _held(actor, framework_id)
    place = _place(old, code)
    if old.indicators[place].sha256 != seen:
        raise Conflict(_("The indicator was changed in another window; look at it again."))
    new = replace(old, indicators=(*old.indicators[:place], *old.indicators[place + 1 :]))
    framework.indicators.filter(code=code).delete()
    for sort, one in enumerate(framework.indicators.order_by("sort"), 1):
        if one.sort != sort:
            Indicator.objects.filter(pk=one.pk).update(sort=sort)
    _keep(actor, framework, old, new, "remove", code)
    return framework


def _held(actor: Actor, framework_id: int) -> tuple[Framework, FrameworkDraft]:
    """The draft, held to the end, and what it says now."""
    Framework.objects.select_for_update(of=("self",)).get(pk=framework_id)
    framework = Framework.objects.whole().get(pk=framework_id)
    rules.require(actor, "framework.edit", framework)
    return framework, draft_of(framework)


def _place(draft: FrameworkDraft, code: str) -> int:
    found = next((place for place, one in enumerate(draft.indicators) if one.code == code), None)
    if found is None:
        raise Conflict(_("The indicator is no longer there."))
    return found


def _with(some: tuple[IndicatorDraft, ...], place: int, one: IndicatorDraft) -> tuple[IndicatorDraft, ...]:
    return (*some[:place], one, *some[place + 1 :])


def _check(new: FrameworkDraft, row: str) -> None:
    """An edited row must be one that import would accept, word for word. Faults elsewhere in the draft stop nothing here:
    they stop it from coming into force.
    """
    try:
        read = read_framework(write_framework(new))
    except FrameworkFaulty as faulty:
        faults: dict[str, list[str]] = {}
        for fault in faulty.faults:
            if fault.place.startswith(row):
                faults.setdefault(fault.place.removeprefix(row).lstrip(".") or "__all__", []).append(fault.sentence)
        if faults:
            raise ValidationError({key: " ".join(said) for key, said in faults.items()}) from faulty
        return
    if read != new:
        raise ValidationError(_("The texts hold signs that cannot be kept; type them again."))


def _conflict(old: FrameworkDraft, new: FrameworkDraft) -> Conflict:
    changes = compare(old, new).changes
    return Conflict(
        _("Somebody changed this row of the draft while you were writing."),
        mine="\n".join(f"{change.label}: {change.after}" for change in changes),
        theirs="\n".join(f"{change.label}: {change.before}" for change in changes),
    )


def _keep(
    actor: Actor, framework: Framework, old: FrameworkDraft, new: FrameworkDraft, what: str, code: str
) -> None:  # fmt: skip
    Framework.objects.filter(pk=framework.pk).update(content_sha256=new.sha256)
    if old != new:
        changes = [] if what == "remove" else compare(old, new).changes
        record(
            actor, "framework.edit", framework,
            before={"content_sha256": old.sha256, **{change.key: change.before for change in changes}},
            after={"content_sha256": new.sha256, what: code, **{change.key: change.after for change in changes}},
        )  # fmt: skip
