"""Minutes that were typed in Word: taken in by one upload, one preview and one confirmed act."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from committee.forms.intake import Preview, WordFileForm
from committee.models import AgendaItem, Meeting, Minutes
from committee.models.resolution import ResolutionKind
from committee.services.intake import ResolutionIn, TextIn, take_in
from committee.views.minutes import minutes_trail
from committee.views.pages import form_page
from committee.word import docx
from committee.word.package import NotTaken
from committee.word.placing import Place, place
from committee.word.split import split
from ecotown.kernel import rules
from ecotown.kernel.conflicts import Conflict
from ecotown.kernel.http import PortalRequest

KINDS = {str(label): str(kind) for kind, label in ResolutionKind.choices}


@require_http_methods(["GET", "HEAD", "POST"])
def minutes_take_in(request: PortalRequest, pk: int) -> HttpResponse:
    """The file is read and shown; it is not kept, and nothing is changed yet."""
    minutes = get_object_or_404(Minutes.objects.visible_to(request.actor).for_page(), meeting_id=pk)
    rules.require(request.actor, "minutes.take_in", minutes)
    form = WordFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            taken = docx.read(form.cleaned_data["file"].read())
        except NotTaken as refused:
            form.add_error("file", str(refused))
        else:
            items = list(minutes.meeting.agenda.all())
            placed = place(split(taken.blocks), places_of(minutes.meeting, items), KINDS)
            return _preview(request, minutes, Preview(items, placed), pictures=taken.pictures)
    return form_page(
        request, form, heading=_("Take in the minutes from Word"), button=_("Read the file"), multipart=True,
        crumbs=minutes_trail(minutes, (_("From Word"), "")),
        lead=_("The file is parted by ระเบียบวาระ and shown first: nothing is changed before you confirm it."),
    )  # fmt: skip


@require_POST
def minutes_take_in_confirm(request: PortalRequest, pk: int) -> HttpResponse:
    minutes = get_object_or_404(Minutes.objects.visible_to(request.actor).for_page(), meeting_id=pk)
    rules.require(request.actor, "minutes.take_in", minutes)
    preview = Preview(list(minutes.meeting.agenda.all()), data=request.POST)
    if not preview.is_valid():
        return _preview(request, minutes, preview, status=422)
    try:
        texts = [TextIn(**each) for each in preview.texts()]
        resolutions = [ResolutionIn(**each) for each in preview.resolutions()]
        take_in(request.actor, minutes_id=minutes.pk, texts=texts, resolutions=resolutions)
    except Conflict as conflict:
        messages.error(request, conflict.sentence)
        return _again(request, preview, pk, status=409)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return _preview(request, minutes, preview, status=422)
    words = ngettext("%(count)s matter was taken in.", "%(count)s matters were taken in.", len(texts))
    messages.success(request, words % {"count": len(texts)})
    return redirect("committee:minutes", pk=pk)


def _again(request: PortalRequest, preview: Preview, pk: int, *, status: int) -> HttpResponse:
    """What was sent, beside the texts as they stand now."""
    minutes = get_object_or_404(Minutes.objects.visible_to(request.actor).for_page(), meeting_id=pk)
    renewed = preview.renewed(list(minutes.meeting.agenda.all()))
    renewed.is_valid()
    return _preview(request, minutes, renewed, status=status)


def _preview(
    request: PortalRequest, minutes: Minutes, preview: Preview, *, pictures: int = 0, status: int = 200
) -> HttpResponse:
    context = {
        "minutes": minutes,
        "meeting": minutes.meeting,
        "preview": preview,
        "pictures": pictures,
        "crumbs": minutes_trail(minutes, (_("From Word"), "")),
        "example": minutes.meeting.is_example,
    }
    return render(request, "committee/minutes_take_in.html", context, status=status)


def places_of(meeting: Meeting, items: list[AgendaItem]) -> list[Place]:
    found = []
    for item in items:
        section = meeting.section_of(item.section)
        found.append(Place(item.pk, section.number, section.name, item.position, item.title))
    return found
