from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from committee import history
from committee.forms.minutes import BringBackForm
from committee.models import EntryVersion, MinutesEntry
from committee.services.minutes import write_entry
from committee.views.minutes import minutes_trail
from committee.views.pages import conflict_page
from ecotown.kernel import rules
from ecotown.kernel.conflicts import Conflict
from ecotown.kernel.http import PortalRequest


@require_safe
def entry_history(request: PortalRequest, pk: int) -> HttpResponse:
    """Who wrote which paragraph; every saved text; and what two of them have in common."""
    entry = get_object_or_404(MinutesEntry.objects.visible_to(request.actor).with_history(), pk=pk)
    rules.require(request.actor, "minutes.history", entry.minutes)
    saved = {each.version: _saved(each) for each in entry.history.all()}
    found = history.sittings(saved.values())
    before, after = _chosen(request, saved, found)
    context = {
        "entry": entry,
        "item": entry.agenda_item,
        "meeting": entry.minutes.meeting,
        "origins": history.origins(saved.values()),
        "sittings": found[::-1],
        "before": before,
        "after": after,
        "rows": history.compare(before.text if before else "", after.text) if after else [],
        "may_write": rules.allows(request.actor, "minutes.write", entry.minutes),
        "crumbs": minutes_trail(entry.minutes, (_("History of %(number)s") % {"number": entry.agenda_item.number}, "")),
        "example": entry.minutes.meeting.is_example,
    }
    return render(request, "committee/entry_history.html", context)


def _saved(version: EntryVersion) -> history.Saved:
    who = version.edited_by
    name = str(getattr(who, "person", None) or who) if who else _("Not known")
    return history.Saved(version.version, version.text, name, version.edited_at)


def _chosen(
    request: PortalRequest, saved: dict[int, history.Saved], found: list[history.Sitting]
) -> tuple[history.Saved | None, history.Saved | None]:
    """The two texts asked for; otherwise the newest and the one that the sitting before it ended with."""

    def asked(name: str) -> history.Saved | None:
        said = request.GET.get(name, "")
        return saved.get(int(said)) if said.isdecimal() and len(said) < 10 else None

    newest = found[-1].last if found else None
    earlier = found[-2].last if len(found) > 1 else None
    after = asked("after") or newest
    return asked("before") or (earlier if after == newest else None), after


@require_POST
def entry_bring_back(request: PortalRequest, pk: int) -> HttpResponse:
    """An old text as a new save: what stands there now stays in the history."""
    entry = get_object_or_404(MinutesEntry.objects.visible_to(request.actor).with_history(), pk=pk)
    rules.require(request.actor, "minutes.write", entry.minutes)
    form = BringBackForm(request.POST)
    wanted = form.cleaned_data["wanted"] if form.is_valid() else None
    old = next((each for each in entry.history.all() if each.version == wanted), None)
    if old is None:
        messages.error(request, _("Choose one of the saved texts."))
        return redirect("committee:entry_history", pk=pk)
    asked: dict[str, Any] = {"entry_id": pk, "version": form.cleaned_data["version"], "text": old.text}
    try:
        write_entry(request.actor, **asked)
    except Conflict as conflict:
        return conflict_page(request, conflict)
    messages.success(request, _("The old text stands again; the one before it is kept in the history."))
    return redirect(f"{reverse('committee:minutes', args=[entry.minutes.meeting_id])}?item={entry.agenda_item_id}")
