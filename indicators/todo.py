"""What waits for the one who asks."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from ecotown.kernel import thai
from ecotown.kernel.rules import Actor, Role, allows
from ecotown.kernel.todo import Todo
from indicators.models import Framework, Round, Sheet
from indicators.models.framework import FrameworkState
from indicators.models.sheet import is_awaited


def todo(actor: Actor) -> list[Todo]:
    """Sheets to fill in for a member; rounds to open, reveal or settle and drafts to bring into force for the secretary."""
    return [*_sheets(actor), *_rounds(actor), *_frameworks(actor)]


def _sheets(actor: Actor) -> list[Todo]:
    if Role.MEMBER not in actor.roles:
        return []
    return [
        Todo(
            title=_("Score %(area)s") % {"area": sheet.area},
            url=reverse("indicators:sheet", args=[sheet.pk]),
            why=_why(sheet),
            due=thai.last_day(sheet.closes_at),
            act=_("Open my score sheet"),
        )
        for sheet in Sheet.objects.visible_to(actor).waiting()
    ]


def _why(sheet: Sheet) -> str:
    """The round; with the end where that is a time of day, which the day alone would not tell."""
    named, end = str(sheet.round), thai.until(sheet.closes_at)
    return named if end == thai.long_date(thai.last_day(sheet.closes_at)) else f"{named} {_('Answers until')} {end}"


def _rounds(actor: Actor) -> list[Todo]:
    if Role.SECRETARY not in actor.roles:
        return []
    rounds = Round.objects.visible_to(actor).open_now().annotate(is_awaited=is_awaited())
    return [todo for round_ in rounds if (todo := _round(actor, round_))]


def _round(actor: Actor, round_: Any) -> Todo | None:
    """What the secretary can do with a round now, if there is something to do."""
    named, here = {"round": round_}, reverse("indicators:round", args=[round_.pk])
    if allows(actor, "round.open", round_):
        return Todo(_("Open %(round)s") % named, here, due=round_.opens_on, act=_("Open the round"))
    if allows(actor, "round.reveal", round_):
        if timezone.now() >= round_.closes_at:
            why = _("The time for scoring has ended.")
        elif not round_.is_awaited:
            why = _("Everybody has submitted.")
        else:
            return None
        return Todo(_("Reveal %(round)s") % named, here, why, thai.last_day(round_.closes_at), _("Reveal the scores"))
    if allows(actor, "score.settle", round_):
        why = _("The scores are revealed; the committee settles them in a meeting.")
        return Todo(_("Settle %(round)s") % named, here, why, act=_("Settle the scores"))
    return None


def _frameworks(actor: Actor) -> list[Todo]:
    if not allows(actor, "framework.bring_into_force", _DRAFT):
        return []
    drafts = Framework.objects.visible_to(actor).filter(state=FrameworkState.DRAFT).order_by("pk")
    return [
        Todo(
            title=_("Bring into force: %(framework)s") % {"framework": draft},
            url=reverse("indicators:framework", args=[draft.pk]),
            why=_("No round can use it before."),
            act=_("Open the draft"),
        )
        for draft in drafts
    ]


_DRAFT = Framework(state=FrameworkState.DRAFT)
