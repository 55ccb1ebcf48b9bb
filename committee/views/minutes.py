from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from committee.forms.minutes import EntryForm
from committee.forms.resolutions import tap_of
from committee.models import AgendaItem, Correction, Meeting, Minutes, MinutesEntry
from committee.paper import HEADINGS, paper
from committee.services.minutes import write_entry
from committee.views.meetings import meeting_trail
from committee.views.pages import Crumbs
from committee.views.resolutions import form_of
from committee.views.steps import editor_step, reading_step
from ecotown.kernel import rules
from ecotown.kernel.conflicts import Conflict
from ecotown.kernel.http import PortalRequest
from ecotown.kernel.rules import Actor


@require_safe
def minutes(request: PortalRequest, pk: int) -> HttpResponse:
    """The draft in its editor for those who write; the paper for everybody else, once it is circulated."""
    found = Minutes.objects.visible_to(request.actor).for_page().of_meeting(pk)
    if found is None:
        meeting = get_object_or_404(Meeting.objects.visible_to(request.actor), pk=pk)
        return redirect("committee:meeting", pk=meeting.pk)
    if found.state == "draft":
        return render(request, "committee/minutes_editor.html", editor(request, found))
    return render(request, "committee/minutes_page.html", reading(request, found))


@require_safe
def minutes_paper(request: PortalRequest, pk: int) -> HttpResponse:
    """What the paper will look like, of a draft too."""
    found = get_object_or_404(Minutes.objects.visible_to(request.actor).for_page(), meeting_id=pk)
    return render(
        request, "committee/minutes_page.html", {**reading(request, found), "preview": found.state == "draft"}
    )


@require_POST
def entry_write(request: PortalRequest, pk: int) -> HttpResponse:
    """Save the text under one matter: from the editor after each pause, or by its button.

    `over` comes with the button of a conflict: the version that its writer has now seen and writes over.
    """
    entry = get_object_or_404(MinutesEntry.objects.visible_to(request.actor).for_page(), pk=pk)
    here = f"{reverse('committee:minutes', args=[entry.minutes.meeting_id])}?item={entry.agenda_item_id}"
    form, conflict = EntryForm(request.POST), None
    if form.is_valid():
        try:
            write_entry(request.actor, entry_id=pk, **form.facts())
        except Conflict as met:
            conflict = met
        else:
            return _saved(request, entry) if request.htmx else redirect(here)
    found = get_object_or_404(Minutes.objects.visible_to(request.actor).for_page(), pk=entry.minutes_id)
    context = editor(request, found, item=entry.agenda_item_id, form=form, conflict=conflict)
    if request.htmx:
        response = render(request, "committee/_entry_problem.html", context, status=409 if conflict else 422)
        response["HX-Retarget"], response["HX-Reswap"] = "#entry-problem", "outerHTML"
        return response
    return render(request, "committee/minutes_editor.html", context, status=409 if conflict else 422)


def _saved(request: PortalRequest, entry: MinutesEntry) -> HttpResponse:
    """The new version for the open form, and beside it what the saved text has changed."""
    found = get_object_or_404(Minutes.objects.visible_to(request.actor).for_page(), pk=entry.minutes_id)
    context = editor(request, found, item=entry.agenda_item_id)
    return render(request, "committee/_entry_saved.html", context)


def editor(
    request: PortalRequest,
    minutes: Minutes,
    *,
    item: int | None = None,
    form: EntryForm | None = None,
    conflict: Conflict | None = None,
) -> dict[str, Any]:
    """Agenda on the left, one matter in the middle, what blocks the circulation on the right."""
    items = sorted(minutes.meeting.agenda.all(), key=lambda each: each.place)
    current = _current(items, item or request.GET.get("item"))
    entry = getattr(current, "entry", None)
    later = items[items.index(current) + 1 :] if current else []
    return {
        "minutes": minutes,
        "meeting": minutes.meeting,
        "sections": minutes.meeting.sections_with(items),
        "item": current,
        "alone": current is not None and sum(each.section == current.section for each in items) == 1,
        "current_section": minutes.meeting.section_of(current.section) if current else None,
        "entry": entry,
        "typed": form["text"].value() if form is not None else (entry.text if entry else ""),
        "version": form["version"].value() if form is not None else (entry.version if entry else 1),
        "form": form,
        "conflict": conflict,
        "next_item": later[0] if later else None,
        "resolution_form": form_of(request, current, auto_id="id_resolution_%s") if current else None,
        "tap": tap_of(current.section) if current else None,
        "next": editor_step(minutes),
        "facts": facts(minutes),
        "path": path(minutes),
        "may_sign": rules.allows(request.actor, "minutes.sign", minutes),
        "crumbs": minutes_trail(minutes),
        "example": minutes.meeting.is_example,
    }


def reading(request: PortalRequest, minutes: Minutes) -> dict[str, Any]:
    """The paper and what can be done with it now."""
    return {
        "minutes": minutes,
        "meeting": minutes.meeting,
        "said": paper(minutes),
        "headings": HEADINGS,
        "next": reading_step(request.actor, minutes),
        "facts": facts(minutes),
        "path": path(minutes),
        "editions": editions_of(minutes),
        "may_make_edition": rules.allows(request.actor, "minutes.edition", minutes),
        "may_correct": rules.allows(request.actor, "correction.file", minutes) or sees_all(request.actor, minutes),
        "corrections": len(open_corrections(request.actor, minutes)),
        "may_take_back": rules.allows(request.actor, "minutes.take_back", minutes),
        "crumbs": minutes_trail(minutes),
        "example": minutes.meeting.is_example,
    }


def editions_of(minutes: Minutes) -> list[dict[str, Any]]:
    """Of sealed minutes, the newest first: number, hash, and of later ones why, where and when."""
    if minutes.frozen is None:
        return []
    first = {"number": 1, "sha256": minutes.frozen_sha256}
    later = [
        {
            "number": each.number, "sha256": each.frozen_sha256, "reason": each.reason, "made_at": each.made_at,
            "resolved_in": each.frozen.get("edition", {}).get("resolved_in", ""),
        }
        for each in minutes.versions.all()
    ]  # fmt: skip
    return [first, *later][::-1]


def sees_all(actor: Actor, minutes: Minutes) -> bool:
    """Every correction that was asked for, not the own ones alone."""
    return rules.allows(actor, "minutes.history", minutes)


def open_corrections(actor: Actor, minutes: Minutes) -> list[Correction]:
    """Those that wait and may be seen by the one who asks. Of `for_page()` it costs no query."""
    mine = [each for each in minutes.corrections.all() if each.state == "open"]
    return mine if sees_all(actor, minutes) else [each for each in mine if each.person_id == actor.person_id]


def minutes_trail(minutes: Minutes, *places: tuple[object, str]) -> Crumbs:
    here = reverse("committee:minutes", args=[minutes.meeting_id])
    return meeting_trail(minutes.meeting, (_("Minutes"), here), *places)


def path(minutes: Minutes) -> list[dict[str, str]]:
    """Draft, circulated, adopted, sealed: done, now or next."""
    names = {"draft": _("Draft"), "circulated": _("Circulated"), "adopted": _("Adopted"), "locked": _("Sealed")}
    states = list(names)
    now = states.index(minutes.state)
    return [
        {"label": name, "state": "done" if place < now else "now" if place == now else "next"}
        for place, name in enumerate(names.values())
    ]


def facts(minutes: Minutes) -> list[dict[str, Any]]:
    said = paper(minutes)
    quorum = said["quorum"]
    words = ""
    if quorum:
        words = _("%(present)s of %(seats)s members came, the quorum is %(needed)s") % quorum
    rows = [
        {"label": "ประธานในที่ประชุม", "value": said["presided_by"]["name"], "note": said["presided_by"]["post"]},
        {"label": "องค์ประชุม", "value": words},
        {"label": HEADINGS["started_at"], "value": said["started_at"]},
        {"label": HEADINGS["ended_at"], "value": said["ended_at"]},
        {"label": HEADINGS["taken_by"], "value": said["taken_by"]["name"], "note": said["taken_by"]["post"]},
    ]
    if said["adoption"]:
        rows.append(
            {"label": _("Adopted"), "value": said["adoption"]["on_text"], "note": said["adoption"]["method_text"]}
        )
    return rows


def _current(items: list[AgendaItem], asked: object) -> AgendaItem | None:
    """The matter asked for; otherwise the first one that nothing is written under."""
    chosen = [item for item in items if str(item.pk) == str(asked)]
    empty = [item for item in items if not getattr(getattr(item, "entry", None), "text", "")]
    return next(iter([*chosen, *empty, *items]), None)
