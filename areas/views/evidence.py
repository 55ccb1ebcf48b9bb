"""Adding evidence to an area, and taking its file."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from areas.forms.evidence import EvidenceForm
from areas.models import Area, Evidence
from areas.services.evidence import add_evidence
from areas.views.areas import crumbs
from ecotown.kernel import files
from ecotown.kernel.http import PortalRequest
from ecotown.kernel.rules import require


@require_http_methods(["GET", "HEAD", "POST"])
def new_evidence(request: PortalRequest, code: str) -> HttpResponse:
    area = get_object_or_404(Area.objects.visible_to(request.actor), code=code)
    require(request.actor, "evidence.add", area)
    form = EvidenceForm(request.POST or None, request.FILES or None, today=request.actor.on)
    if form.is_valid():
        given = form.cleaned_data
        upload = given["file"]
        stored = files.keep_upload(upload, user_id=request.actor.user_id) if upload else None
        evidence = add_evidence(
            request.actor,
            area_id=area.pk,
            title=given["title"],
            dated=given["dated"],
            file_id=stored.pk if stored else None,
            link=given["link"],
        )
        messages.success(request, _("Evidence added: %(title)s") % {"title": evidence.title})
        return redirect("areas:area", code=code)
    here = {"label": str(area), "href": f"/desk/areas/{code}/"}
    context = {"area": area, "form": form, "crumbs": crumbs(here, {"label": _("Add evidence")})}
    return render(request, "areas/evidence_add.html", context, status=422 if form.is_bound else 200)


@require_safe
def evidence_file(request: PortalRequest, pk: int) -> HttpResponseBase:
    """Always as a download: what was uploaded is never opened inside the portal."""
    evidence = get_object_or_404(Evidence.objects.visible_to(request.actor).for_list(), pk=pk)
    if evidence.file is None:
        raise Http404
    return files.response(evidence.file)
