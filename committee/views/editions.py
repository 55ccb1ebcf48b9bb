"""Editions of sealed minutes: made, read, taken away. The first one is what was sealed."""

from typing import Any

import rfc8785
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from committee.forms.minutes import EditionForm
from committee.models import Meeting, Minutes
from committee.paper import paper
from committee.services.editions import make_edition
from committee.views.minutes import minutes_trail, reading
from committee.views.pages import conflict_page, form_page
from ecotown.kernel import rules
from ecotown.kernel.conflicts import Conflict
from ecotown.kernel.http import PortalRequest


@require_http_methods(["GET", "HEAD", "POST"])
def edition_make(request: PortalRequest, pk: int) -> HttpResponse:
    minutes = get_object_or_404(Minutes.objects.visible_to(request.actor).for_page(), meeting_id=pk)
    rules.require(request.actor, "minutes.edition", minutes)
    later = list(Meeting.objects.visible_to(request.actor).closed_after(minutes.meeting))
    form = EditionForm(request.POST or None, said=paper(minutes), later=later, initial={"seen": minutes.edition})
    if request.method == "POST":
        try:
            made = form.send(make_edition, request.actor, minutes_id=minutes.pk)
        except Conflict as conflict:
            return conflict_page(request, conflict)
        if made:
            messages.success(
                request, _("Edition %(number)s is sealed; the earlier ones stay.") % {"number": made.number}
            )
            return redirect("committee:minutes", pk=pk)
    return form_page(
        request, form, heading=_("Correct sealed minutes by a further edition"), button=_("Seal the edition"),
        crumbs=minutes_trail(minutes, (_("Further edition"), "")), example=minutes.meeting.is_example,
        lead=_("What was sealed stays readable. Resolutions are not changed here: a later meeting resolves otherwise."),
    )  # fmt: skip


@require_safe
def edition(request: PortalRequest, pk: int, number: int) -> HttpResponse:
    minutes = get_object_or_404(Minutes.objects.visible_to(request.actor).for_page(), meeting_id=pk)
    context = reading(request, minutes)
    context |= {"said": _said(minutes, number), "edition": number, "earlier": number < minutes.edition}
    return render(request, "committee/minutes_page.html", context)


@require_safe
def edition_file(request: PortalRequest, pk: int, number: int) -> HttpResponse:
    """The bytes that the hash was taken of."""
    minutes = get_object_or_404(Minutes.objects.visible_to(request.actor).for_page(), meeting_id=pk)
    answer = HttpResponse(rfc8785.dumps(_said(minutes, number)), content_type="application/json")
    name = f"minutes-{minutes.meeting.number}-{minutes.meeting.be_year}-edition-{number}.json"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _said(minutes: Minutes, number: int) -> dict[str, Any]:
    if minutes.frozen is None or number not in {1, *(each.number for each in minutes.versions.all())}:
        raise Http404
    return paper(minutes, number)
