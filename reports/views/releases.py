"""A release on its way to the public: look, approve, publish, withdraw."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ecotown.kernel import files, rules
from ecotown.kernel.http import PortalRequest
from reports import pages, services, site
from reports.forms.releases import ApprovalForm, WithdrawForm
from reports.models import Release
from reports.views import parts


@require_safe
def release_page(request: PortalRequest, pk: int) -> HttpResponse:
    release = get_object_or_404(Release.objects.visible_to(request.actor).for_page(), pk=pk)
    return page_of(request, release, WithdrawForm())


def page_of(request: PortalRequest, release: Release, form: WithdrawForm, status: int = 200) -> HttpResponse:
    context = {
        **parts.release_state(request.actor, release),
        "crumbs": [parts.DESK, parts.reports(), {"label": _("Release")}],
        "example": release.is_example,
        "facts": parts.release_facts(release),
        "form": form,
    }
    return render(request, "reports/release_page.html", context, status=status)


@require_safe
def release_state(request: PortalRequest, pk: int) -> HttpResponse:
    """The part of the page that is asked for while the pages are being written."""
    release = get_object_or_404(Release.objects.visible_to(request.actor).for_page(), pk=pk)
    return render(request, "reports/_release_state.html", parts.release_state(request.actor, release))


@require_safe
def release_preview(request: PortalRequest, pk: int, address: str = "") -> HttpResponse:
    """The real page, with its links leading to the other previews."""
    release = get_object_or_404(Release.objects.visible_to(request.actor).for_page(), pk=pk)
    edition = site.edition_of(
        release,
        number=release.number or 0,
        root=parts.preview_root(pk),
        preview=reverse("reports:release", args=[pk]),
        pdf=reverse("reports:file", args=[release.report_id]),
    )
    try:
        return HttpResponse(pages.page(f"/{address.strip('/')}/" if address else "/", release.report.snapshot, edition))
    except KeyError:
        raise Http404 from None


@require_POST
def release_approve(request: PortalRequest, pk: int) -> HttpResponse:
    get_object_or_404(Release.objects.visible_to(request.actor), pk=pk)
    services.approve_release(request.actor, release_id=pk)
    messages.success(request, _("Approved. The pages are being written."))
    return redirect("reports:release", pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def release_record(request: PortalRequest, pk: int) -> HttpResponse:
    """What the chair signed on paper, or what the committee resolved, entered by a second officer."""
    release = get_object_or_404(Release.objects.visible_to(request.actor).for_page(), pk=pk)
    rules.require(request.actor, "release.record_approval", release)
    form = ApprovalForm(request.POST or None, request.FILES or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        try:
            record(request, pk, form)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The approval is recorded. The pages are being written."))
            return redirect("reports:release", pk=pk)
    context = {
        "crumbs": [
            parts.DESK,
            parts.reports(),
            {"label": _("Release"), "href": reverse("reports:release", args=[pk])},
            {"label": _("Record the approval")},
        ],
        "release": release,
        "example": release.is_example,
        "form": form,
    }
    return render(request, "reports/release_record.html", context, status=422 if form.errors else 200)


def record(request: PortalRequest, pk: int, form: ApprovalForm) -> Release:
    given = form.cleaned_data
    if given["basis"] == "resolution":
        return services.record_approval(request.actor, release_id=pk, resolution_id=given["resolution"])
    scan = files.keep_upload(given["memo_scan"], user_id=request.actor.user_id)
    return services.record_approval(
        request.actor,
        release_id=pk,
        memo_number=given["memo_number"],
        memo_dated=given["memo_dated"],
        memo_scan_id=scan.pk,
    )


@require_safe
def release_memo(request: PortalRequest, pk: int) -> FileResponse:
    release = get_object_or_404(Release.objects.visible_to(request.actor).for_page(), pk=pk)
    if release.memo_scan is None or not {"staff", "secretary", "chair"} & request.actor.roles:
        raise Http404
    return files.response(release.memo_scan)


@require_POST
def release_retry(request: PortalRequest, pk: int) -> HttpResponse:
    get_object_or_404(Release.objects.visible_to(request.actor), pk=pk)
    services.retry_publishing(request.actor, release_id=pk)
    messages.success(request, _("The publication waits for a worker again."))
    return redirect("reports:release", pk=pk)


@require_POST
def release_drop(request: PortalRequest, pk: int) -> HttpResponse:
    get_object_or_404(Release.objects.visible_to(request.actor), pk=pk)
    release = services.drop_release(request.actor, release_id=pk)
    messages.success(request, _("The proposal has been taken back."))
    return redirect("reports:report", pk=release.report_id)


@require_POST
def release_withdraw(request: PortalRequest, pk: int) -> HttpResponse:
    release = get_object_or_404(Release.objects.visible_to(request.actor).for_page(), pk=pk)
    rules.require(request.actor, "release.withdraw", release)
    form = WithdrawForm(request.POST)
    if not form.is_valid():
        return page_of(request, release, form, status=422)
    services.withdraw_release(request.actor, release_id=pk, reason=form.cleaned_data["reason"])
    messages.success(request, _("Withdrawn. The public sees it no more."))
    return redirect("reports:release", pk=pk)
