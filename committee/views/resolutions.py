from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from committee.forms.resolutions import ResolutionChangeForm, ResolutionForm
from committee.models import AgendaItem, Duty, Resolution
from committee.services.resolutions import change_resolution, record_resolution
from committee.views.meetings import meeting_trail
from committee.views.pages import PAGE_SIZE, trail
from ecotown.kernel import rules
from ecotown.kernel.conflicts import Conflict
from ecotown.kernel.http import PortalRequest


@require_safe
def resolutions(request: PortalRequest) -> HttpResponse:
    rows = Resolution.objects.visible_to(request.actor).for_list()
    context = {
        "page": Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page")),
        "crumbs": trail((_("Resolutions"), "")),
    }
    return render(request, "committee/resolutions_list.html", context)


@require_safe
def resolution(request: PortalRequest, pk: int) -> HttpResponse:
    """The resolution, where it was taken, and what other rooms of the house hang on it."""
    found = get_object_or_404(Resolution.objects.visible_to(request.actor).with_standing(), pk=pk)
    meeting = found.agenda_item.meeting
    context = {
        "resolution": found,
        "item": found.agenda_item,
        "meeting": meeting,
        "may_change": rules.allows(request.actor, "resolution.change", found.agenda_item),
        "may_make": rules.allows(request.actor, "paper.make", meeting),
        "crumbs": meeting_trail(meeting, (_("Resolution under %(number)s") % {"number": found.agenda_item.number}, "")),
        "example": meeting.is_example,
    }
    return render(request, "committee/resolution_page.html", context)


def duties_of(request: PortalRequest, item: AgendaItem) -> list[tuple[int, object]]:
    duties = Duty.objects.visible_to(request.actor).of_body(item.meeting.body_id)
    return [(duty.pk, f"{duty.code} {duty.text}") for duty in duties]


def after_resolving(request: PortalRequest, item: AgendaItem) -> HttpResponse:
    """Back to where it was entered: the editor of the minutes, or the page of the meeting."""
    if request.POST.get("back") == "minutes":
        return redirect(f"{reverse('committee:minutes', args=[item.meeting_id])}?item={item.pk}")
    return redirect("committee:meeting", pk=item.meeting_id)


@require_http_methods(["GET", "HEAD", "POST"])
def resolution_add(request: PortalRequest, pk: int) -> HttpResponse:
    item = get_object_or_404(AgendaItem.objects.visible_to(request.actor).with_record(), pk=pk)
    rules.require(request.actor, "resolution.record", item)
    form = ResolutionForm(request.POST or None, duties=duties_of(request, item))
    if request.method == "POST" and form.send(record_resolution, request.actor, agenda_item_id=pk):
        messages.success(request, _("The resolution under %(number)s is recorded.") % {"number": item.number})
        return after_resolving(request, item)
    context = {
        "form": form, "item": item, "heading": _("Resolution under %(number)s") % {"number": item.number},
        "back": request.POST.get("back", ""), "crumbs": meeting_trail(item.meeting, (_("Resolution"), "")),
    }  # fmt: skip
    return render(request, "committee/resolution_form.html", context, status=form.status)


@require_http_methods(["GET", "HEAD", "POST"])
def resolution_change(request: PortalRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Resolution.objects.visible_to(request.actor).with_standing(), pk=pk)
    item = found.agenda_item
    rules.require(request.actor, "resolution.change", item)
    as_it_is = {"kind": found.kind, "text": found.text, "duty": found.duty_id, "seen": found.text}
    form = ResolutionChangeForm(request.POST or None, duties=duties_of(request, item), initial=as_it_is)
    context = {
        "form": form, "item": item, "heading": _("Change the resolution under %(number)s") % {"number": item.number},
        "back": request.POST.get("back", request.GET.get("back", "")),
        "crumbs": meeting_trail(item.meeting, (_("Resolution"), reverse("committee:resolution", args=[pk])), (_("Change"), "")),
    }  # fmt: skip
    if request.method == "POST":
        try:
            if form.send(change_resolution, request.actor, resolution_id=pk):
                messages.success(request, _("The change has been saved."))
                return after_resolving(request, item)
        except Conflict as conflict:
            return render(request, "committee/resolution_form.html", {**context, "conflict": conflict}, status=409)
    return render(request, "committee/resolution_form.html", context, status=form.status)
