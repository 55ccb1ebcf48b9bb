"""Text pasted from a word processor; without JavaScript a browser pastes its plain text."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from committee.forms.minutes import PasteForm
from committee.models import MinutesEntry
from committee.word.html import TooMuch, convert
from ecotown.kernel import rules
from ecotown.kernel.http import PortalRequest


@require_POST
def entry_paste(request: PortalRequest, pk: int) -> HttpResponse:
    """The markup of the clipboard as the text of minutes; nothing is saved."""
    entry = get_object_or_404(MinutesEntry.objects.visible_to(request.actor).for_page(), pk=pk)
    rules.require(request.actor, "minutes.write", entry.minutes)
    form = PasteForm(request.POST)
    try:
        pasted = convert(form.cleaned_data["markup"]) if form.is_valid() else None
    except TooMuch:
        pasted = None
    if pasted is None:
        return JsonResponse({"note": _("Too much at once: it was pasted as plain text.")}, status=422)
    note = _("Pasted with its paragraphs, numbering, bold words and tables.")
    if pasted.pictures:
        left = ngettext(
            "%(count)s picture was left out: minutes hold text; add it to the papers of the matter.",
            "%(count)s pictures were left out: minutes hold text; add them to the papers of the matter.",
            pasted.pictures,
        )
        note = f"{note} {left % {'count': pasted.pictures}}"
    return JsonResponse({"text": pasted.text, "note": note})
