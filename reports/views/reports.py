"""The desk of reports: list, make, watch, take away."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ecotown.kernel import files, rules
from ecotown.kernel.conflicts import Conflict
from ecotown.kernel.http import PortalRequest
from reports import services, telling
from reports.build import file_name
from reports.forms.releases import PrepareForm
from reports.forms.reports import ReportForm
from reports.models import Release, Report
from reports.views import parts


@require_safe
def report_list(request: PortalRequest) -> HttpResponse:
    page = Paginator(Report.objects.visible_to(request.actor).for_list(), 50).get_page(request.GET.get("page"))
    releases = Release.objects.visible_to(request.actor).for_list()[:10]
    context = {
        "crumbs": [parts.DESK, {"label": _("Reports")}],
        "page": page,
        "releases": releases,
        "refusal": rules.refusal(request.actor, "report.make"),
        "example": any(each.is_example for each in page) or any(each.is_example for each in releases),
    }
    return render(request, "reports/report_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def report_make(request: PortalRequest) -> HttpResponse:
    rules.require(request.actor, "report.make")
    form = ReportForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        report = services.make_report(request.actor, round_id=form.cleaned_data["round"])
        messages.success(request, _("The data has been frozen; a worker is making the report."))
        return redirect("reports:report", pk=report.pk)
    context = {"crumbs": [parts.DESK, parts.reports(), {"label": _("New report")}], "form": form}
    return render(request, "reports/report_make.html", context, status=422 if form.errors else 200)


@require_safe
def report_page(request: PortalRequest, pk: int) -> HttpResponse:
    report = get_object_or_404(Report.objects.visible_to(request.actor).for_page(), pk=pk)
    return page_of(request, report, PrepareForm())


def page_of(request: PortalRequest, report: Report, form: PrepareForm, status: int = 200) -> HttpResponse:
    context = {
        **parts.report_state(request.actor, report, form),
        "crumbs": [parts.DESK, parts.reports(), {"label": report.title}],
        "example": report.is_example,
        "finding": telling.finding(report.snapshot),
        "facts": parts.report_facts(report),
    }
    return render(request, "reports/report_page.html", context, status=status)


@require_safe
def report_state(request: PortalRequest, pk: int) -> HttpResponse:
    """The part of the page that is asked for while the job runs."""
    report = get_object_or_404(Report.objects.visible_to(request.actor).in_state(), pk=pk)
    return render(request, "reports/_report_state.html", parts.report_state(request.actor, report, PrepareForm()))


@require_safe
def report_file(request: PortalRequest, pk: int) -> FileResponse:
    report = get_object_or_404(Report.objects.visible_to(request.actor).in_state(), pk=pk)
    if report.file is None:
        raise Http404
    return files.response(report.file, name=file_name(report.title), inline=True)


@require_POST
def report_retry(request: PortalRequest, pk: int) -> HttpResponse:
    get_object_or_404(Report.objects.visible_to(request.actor).in_state(), pk=pk)
    services.retry_report(request.actor, report_id=pk)
    messages.success(request, _("The report waits for a worker again."))
    return redirect("reports:report", pk=pk)


@require_POST
def report_release(request: PortalRequest, pk: int) -> HttpResponse:
    """Propose the report for publication."""
    report = get_object_or_404(Report.objects.visible_to(request.actor).for_page(), pk=pk)
    form = PrepareForm(request.POST)
    if not form.is_valid():
        return page_of(request, report, form, status=422)
    try:
        release: Any = services.prepare_release(request.actor, report_id=pk, note=form.cleaned_data["note"])
    except Conflict as conflict:
        form.add_error(None, conflict.sentence)
        return page_of(request, report, form, status=409)
    messages.success(request, _("The release is prepared. Another person approves it."))
    return redirect(reverse("reports:release", args=[release.pk]))
