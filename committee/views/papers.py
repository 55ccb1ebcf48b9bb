"""Papers in the official forms: looked at before they are made, made by a worker, sent out, and signed."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from committee import papers
from committee.forms.papers import PaperForm, ScanForm
from committee.models import Meeting, Minutes, Paper, Resolution
from committee.models.paper import PaperKind
from committee.services.papers import attach_scan, draw, make_paper, outgoing, retry_paper, send_out
from committee.views.meetings import meeting_trail
from committee.views.pages import form_page
from ecotown.kernel import files, rules
from ecotown.kernel.http import PortalRequest
from ecotown.kernel.rules import Actor

OF_MEETINGS = [kind for kind in PaperKind if kind != PaperKind.EXCERPT]


@require_safe
def papers_of_meeting(request: PortalRequest, pk: int) -> HttpResponse:
    """The part that the pages of meeting and minutes borrow; a page of its own without JavaScript."""
    meeting = get_object_or_404(Meeting.objects.visible_to(request.actor).select_related("body"), pk=pk)
    context = {
        **listed(request.actor, meeting),
        "crumbs": meeting_trail(meeting, (_("Official papers"), "")),
        "example": meeting.is_example,
    }
    whole, part = "committee/papers_page.html", "committee/_papers.html"
    response = render(request, part if request.htmx else whole, context)
    patch_vary_headers(response, ["HX-Request"])
    return response


def listed(actor: Actor, meeting: Meeting) -> dict[str, Any]:
    may_make = rules.allows(actor, "paper.make", meeting)
    has_minutes = may_make and Minutes.objects.visible_to(actor).of_meeting(meeting.pk) is not None
    kinds = [kind for kind in OF_MEETINGS if kind != PaperKind.MINUTES or has_minutes] if may_make else []
    return {
        "meeting": meeting,
        "papers": list(Paper.objects.visible_to(actor).of_meeting(meeting)),
        "kinds": [{"value": kind.value, "label": kind.label} for kind in kinds],
    }


@require_http_methods(["GET", "HEAD", "POST"])
def paper_make(request: PortalRequest, pk: int, kind: str) -> HttpResponse:
    meeting = get_object_or_404(Meeting.objects.visible_to(request.actor).select_related("body"), pk=pk)
    if kind not in OF_MEETINGS:
        raise Http404
    if kind == PaperKind.MINUTES and Minutes.objects.visible_to(request.actor).of_meeting(pk) is None:
        raise Http404
    return _make(request, meeting, kind, None)


@require_http_methods(["GET", "HEAD", "POST"])
def excerpt_make(request: PortalRequest, pk: int) -> HttpResponse:
    resolution = get_object_or_404(Resolution.objects.visible_to(request.actor).with_standing(), pk=pk)
    return _make(request, resolution.agenda_item.meeting, PaperKind.EXCERPT, pk)


def _make(request: PortalRequest, meeting: Meeting, kind: str, resolution_id: int | None) -> HttpResponse:
    """The form, and below it the paper as it would be made of what is typed. `look` only looks."""
    actor = request.actor
    rules.require(actor, "paper.make", meeting)
    form = PaperForm(request.POST if request.method == "POST" else None, actor=actor, kind=kind)
    of: dict[str, Any] = {"kind": kind, "meeting_id": meeting.pk, "resolution_id": resolution_id}
    if request.method == "POST" and "look" not in request.POST and (made := form.send(make_paper, actor, **of)):
        messages.success(request, _("The paper is frozen; a worker is making its files."))
        return redirect("committee:paper", pk=made.pk)
    typed = form.facts() if form.is_bound and form.is_valid() else {}
    content = draw(actor, out=outgoing(actor, **typed), **of)
    label = PaperKind(kind).label
    context = {
        "form": form,
        "kind": kind,
        "label": label,
        "meeting": meeting,
        "crumbs": meeting_trail(
            meeting, (_("Official papers"), reverse("committee:papers", args=[meeting.pk])), (label, "")
        ),
        "example": meeting.is_example,
        **_preview(content),
    }
    return render(request, "committee/paper_make.html", context, status=form.status)


def _preview(content: papers.Content) -> dict[str, Any]:
    names = content["names"]
    return {
        "blocks": papers.printed(content), "names": names, "words": papers.in_cells(names), "marks": content["marks"],
    }  # fmt: skip


@require_safe
def paper(request: PortalRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Paper.objects.visible_to(request.actor).for_page(), pk=pk)
    context = {
        **_state(request.actor, found),
        **_preview(found.content),
        "crumbs": _trail(found),
        "example": found.is_example,
    }
    return render(request, "committee/paper_page.html", context)


@require_safe
def paper_state(request: PortalRequest, pk: int) -> HttpResponse:
    """The part of the page that is asked for while the job runs."""
    found = get_object_or_404(Paper.objects.visible_to(request.actor).in_state(), pk=pk)
    return render(request, "committee/_paper_state.html", _state(request.actor, found))


def _state(actor: Actor, found: Paper) -> dict[str, Any]:
    job = found.job
    return {
        "paper": found,
        "meeting": found.meeting,
        "job": job,
        "over": job is None or job.is_over,
        "can_retry": rules.allows(actor, "paper.retry", found),
        "can_attach": rules.allows(actor, "paper.attach", found),
        "can_send": rules.allows(actor, "paper.send_out", found),
        "can_make": rules.allows(actor, "paper.make", found.meeting),
        "refusal": "" if found.is_out else rules.refusal(actor, "paper.send_out", found),
    }


def _trail(found: Paper, here: str = "") -> Any:
    label = found.get_kind_display()
    places: list[tuple[object, str]] = [(_("Official papers"), reverse("committee:papers", args=[found.meeting_id]))]
    places.append((label, reverse("committee:paper", args=[found.pk]) if here else ""))
    return meeting_trail(found.meeting, *places, *([(here, "")] if here else []))


@require_safe
def paper_file(request: PortalRequest, pk: int, form: str) -> FileResponse:
    found = get_object_or_404(Paper.objects.visible_to(request.actor).in_state(), pk=pk)
    stored = {"pdf": found.pdf, "docx": found.docx, "scan": found.scan}[form]
    if stored is None:
        raise Http404
    return files.response(stored, inline=form == "pdf")


@require_http_methods(["GET", "HEAD", "POST"])
def paper_attach(request: PortalRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Paper.objects.visible_to(request.actor).in_state(), pk=pk)
    rules.require(request.actor, "paper.attach", found)
    form = ScanForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        # Kept before the transaction of the service begins; without its paper it is a file like any other.
        kept = files.keep_upload(form.cleaned_data["scan"], user_id=request.actor.user_id)
        if form.send(attach_scan, request.actor, paper_id=pk, scan_id=kept.pk):
            messages.success(request, _("The signed paper is kept; it is the copy of record."))
            return redirect("committee:paper", pk=pk)
    return form_page(
        request, form, heading=_("Attach the signed paper"), button=_("Attach"), multipart=True,
        crumbs=_trail(found, _("Attach the signed paper")),
        lead=_("It becomes the copy of record and is shown first; the files made by the portal stay."),
    )  # fmt: skip


@require_POST
def paper_retry(request: PortalRequest, pk: int) -> HttpResponse:
    get_object_or_404(Paper.objects.visible_to(request.actor), pk=pk)
    retry_paper(request.actor, paper_id=pk)
    messages.success(request, _("The paper waits for a worker again."))
    return redirect("committee:paper", pk=pk)


@require_POST
def paper_send_out(request: PortalRequest, pk: int) -> HttpResponse:
    get_object_or_404(Paper.objects.visible_to(request.actor), pk=pk)
    send_out(request.actor, paper_id=pk)
    messages.success(request, _("The paper is marked as sent out; the members can open it now."))
    return redirect("committee:paper", pk=pk)
