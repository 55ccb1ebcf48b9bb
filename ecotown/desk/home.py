"""The desk: what waits for the one who asks, first of all one next act."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import Count, F, Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from ecotown.kernel import notices
from ecotown.kernel.http import PortalRequest
from ecotown.kernel.models import Notice
from ecotown.kernel.rules import Actor, Role
from ecotown.kernel.todo import Todo
from indicators.models import Round, Sheet
from indicators.models.round import READERS
from indicators.models.sheet import SheetState
from indicators.results import area_results

NOTICES_SHOWN = 10
NOTICES_PER_PAGE = 50
THIS_WEEK = 7


@dataclass(frozen=True)
class Waiting:
    """A thing to do with the days that are left: negative when it is late, None without a date."""

    todo: Todo
    days: int | None

    @property
    def late_by(self) -> int:
        return -self.days if self.days is not None and self.days < 0 else 0


@dataclass(frozen=True)
class Group:
    title: str | Promise
    items: list[Waiting]


def gather(actor: Actor) -> list[Waiting]:
    """What every app has waiting, the most pressing first; what has no date comes last, in the order of the apps."""
    found: list[Todo] = []
    for name in settings.DESK_SOURCES:
        found += import_module(name).todo(actor)
    found.sort(key=lambda each: each.due or date.max)
    return [Waiting(each, each.days_left(actor.on)) for each in found]


def grouped(waiting: Iterable[Waiting]) -> list[Group]:
    groups = [Group(_("Overdue"), []), Group(_("This week"), []), Group(_("Later"), []), Group(_("Without a date"), [])]
    for each in waiting:
        place = 3 if each.days is None else 0 if each.days < 0 else 1 if each.days <= THIS_WEEK else 2
        groups[place].items.append(each)
    return [group for group in groups if group.items]


def idle(actor: Actor) -> Todo:
    """Where somebody goes for whom nothing waits: to the room that is theirs."""
    if READERS & actor.roles or Role.AGENCY in actor.roles:
        return Todo("", reverse("areas:list"), act=gettext("See the areas"))
    return Todo("", reverse("committee:accounts"), act=gettext("See the accounts"))


def sheets_of(round_: Round) -> dict[str, Any]:
    """How many people have sent in all their sheets: who, never what."""
    people = (
        Sheet.objects.of_round(round_.pk)
        .order_by()
        .values("person_id")
        .annotate(open=Count("pk", filter=Q(state=SheetState.OPEN)))
    )
    still_open = [row["open"] for row in people]
    return {"total": len(still_open), "submitted": still_open.count(0)}


@require_safe
def home(request: PortalRequest) -> HttpResponse:
    actor = request.actor
    waiting = gather(actor)
    rounds = list(Round.objects.visible_to(actor).filter(state="scoring"))
    context = {
        "waiting": waiting,
        "first": waiting[0] if waiting else None,
        "idle": idle(actor),
        "groups": grouped(waiting),
        "notices": list(Notice.objects.visible_to(actor).unread()[:NOTICES_SHOWN]),
        "rounds": [{"round": round_, "sheets": sheets_of(round_)} for round_ in rounds],
        "shows_levels": bool(READERS & actor.roles),
        "example": any(round_.is_example for round_ in rounds),
    }
    return render(request, "desk/home.html", context)


@require_safe
def levels(request: PortalRequest) -> HttpResponse:
    """The level of each area in the newest round that was revealed; the desk borrows it after it has been drawn."""
    rounds = Round.objects.visible_to(request.actor).of_levels().filter(revealed_at__isnull=False)
    round_ = rounds.order_by("revealed_at").last()
    context = {
        "round": round_,
        "results": area_results(round_) if round_ else [],
        "example": bool(round_ and round_.is_example),
    }
    response = render(request, "desk/_levels.html" if request.htmx else "desk/levels.html", context)
    patch_vary_headers(response, ["HX-Request"])
    return response


@require_safe
def all_notices(request: PortalRequest) -> HttpResponse:
    """Everything one was told, the unread first."""
    mine = Notice.objects.visible_to(request.actor).order_by(F("read_at").desc(nulls_first=True), "-created_at", "-pk")
    page = Paginator(mine, NOTICES_PER_PAGE).get_page(request.GET.get("page"))
    crumbs = [{"label": gettext("Desk"), "href": "/desk/"}, {"label": gettext("Notices")}]
    unread = Notice.objects.visible_to(request.actor).unread().count()
    return render(request, "desk/notices.html", {"page": page, "unread": unread, "crumbs": crumbs})


@require_POST
def read_notices(request: PortalRequest) -> HttpResponse:
    notices.mark_read(request.actor.user_id)
    return redirect("desk:home")
