from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from committee import papers
from committee.forms.papers import OfficeForm
from committee.services.office import FIELDS, change_office
from committee.views.pages import form_page, trail
from ecotown.kernel import rules
from ecotown.kernel.http import PortalRequest


@require_http_methods(["GET", "HEAD", "POST"])
def office(request: PortalRequest) -> HttpResponse:
    """How the office's papers are set, and whether an online meeting waits for its particulars."""
    rules.require(request.actor, "office.change")
    as_it_is = papers.office_of(request.actor.province)
    form = OfficeForm(request.POST or None, initial={field: getattr(as_it_is, field) for field in FIELDS})
    if request.method == "POST" and form.send(change_office, request.actor):
        messages.success(request, _("The settings have been saved. Papers made from now on follow them."))
        return redirect("committee:office")
    return form_page(
        request, form, heading=_("Settings of the office"), button=_("Save"),
        crumbs=trail((_("Settings of the office"), "")), lead=_("How papers in the official forms are set."),
    )  # fmt: skip
