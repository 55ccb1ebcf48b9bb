"""Frameworks: reading them, taking them in, bringing them into force."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ecotown.kernel.conflicts import Conflict
from ecotown.kernel.http import PortalRequest
from ecotown.kernel.rules import allows, refusal, require
from indicators.exchange import (
    FrameworkFaulty,
    draft_of,
    read_framework,
    read_workbook,
    write_framework,
    write_workbook,
)
from indicators.exchange.as_workbook import MIME
from indicators.exchange.differences import compare
from indicators.forms.frameworks import ImportForm, shipped_files
from indicators.models import Framework
from indicators.results import rules_of
from indicators.services import bring_into_force, import_framework
from indicators.views.answers import bound, conflict, crumbs


def here(*rest: dict[str, Any]) -> list[dict[str, Any]]:
    return crumbs({"label": _("Frameworks"), "href": reverse("indicators:frameworks")}, *rest)


@require_safe
def list_frameworks(request: PortalRequest) -> HttpResponse:
    frameworks: list[Any] = list(Framework.objects.visible_to(request.actor).for_list())
    context = {
        "frameworks": frameworks,
        "in_force": [one for one in frameworks if one.state == "in_force" and one.indicator_count],
        "drafts": [one for one in frameworks if one.state == "draft"],
        "may_import": allows(request.actor, "framework.import"),
        "crumbs": here(),
    }
    return render(request, "indicators/framework_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def take_in(request: PortalRequest) -> HttpResponse:
    """First what the file holds and every fault in it; only then, confirmed, the import."""
    require(request.actor, "framework.import")
    form = ImportForm(*bound(request))
    context: dict[str, Any] = {
        "form": form,
        "shipped": shipped_files(),
        "crumbs": here({"label": _("Import a framework")}),
    }
    if not form.is_bound:
        return render(request, "indicators/framework_import.html", context)
    if not form.is_valid():
        return render(request, "indicators/framework_import.html", context, status=422)
    book = form.cleaned_data.get("book")
    try:
        draft = read_workbook(book) if book else read_framework(form.cleaned_data["content"])
    except FrameworkFaulty as faulty:
        found = {"faults": faulty.faults, "in_book": bool(book)}
        return render(request, "indicators/framework_import.html", context | found, status=422)
    if not form.cleaned_data["confirm"]:
        same = Framework.objects.visible_to(request.actor).named(draft.code, draft.version)
        beside = Framework.objects.visible_to(request.actor).whole().nearest(draft.code, draft.version)
        context |= {
            "draft": draft,
            "content": write_framework(draft) if book else form.cleaned_data["content"],
            "same": same,
            "unchanged": same and same.content_sha256 == draft.sha256,
            "beside": beside,
            "differences": compare(draft_of(beside), draft) if beside else None,
        }
        return render(request, "indicators/framework_import.html", context)
    try:
        framework = import_framework(request.actor, draft=draft)
    except Conflict as error:
        return conflict(request, error)
    messages.success(request, _("The framework was taken in as a draft: %(title)s") % {"title": framework})
    return redirect("indicators:framework", pk=framework.pk)


@require_safe
def show_framework(request: PortalRequest, pk: int) -> HttpResponse:
    framework = get_object_or_404(Framework.objects.visible_to(request.actor).whole(), pk=pk)
    indicators, rules = framework.indicators.all(), {rule["number"]: rule["text"] for rule in rules_of(framework)}
    parts = framework.dimensions.all() if framework.is_selection else framework.levels.all()
    context = {
        "framework": framework,
        "parts": [
            {
                "part": part,
                "rule": rules.get(part.number),
                "indicators": [one for one in indicators if one.part == part],
            }
            for part in parts
        ],
        "versions": Framework.objects.visible_to(request.actor).versions_of(framework),
        "may_copy": allows(request.actor, "framework.copy"),
        "may_edit": allows(request.actor, "framework.edit", framework),
        "count": len(framework.indicators.all()),
        "refusal": refusal(request.actor, "framework.bring_into_force", framework),
        "may_prepare": allows(request.actor, "round.prepare"),
        "crumbs": here({"label": str(framework)}),
    }
    return render(request, "indicators/framework_page.html", context)


@require_POST
def enforce(request: PortalRequest, pk: int) -> HttpResponse:
    framework = get_object_or_404(Framework.objects.visible_to(request.actor), pk=pk)
    try:
        bring_into_force(request.actor, framework_id=framework.pk)
    except Conflict as error:
        return conflict(request, error)
    messages.success(request, _("The framework is in force; rounds may use it."))
    return redirect("indicators:framework", pk=pk)


@require_safe
def export(request: PortalRequest, pk: int) -> HttpResponse:
    framework = get_object_or_404(Framework.objects.visible_to(request.actor).whole(), pk=pk)
    answer = HttpResponse(write_framework(draft_of(framework)), content_type="application/yaml; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="framework-{framework.pk}.yaml"'
    return answer


@require_safe
def export_book(request: PortalRequest, pk: int) -> HttpResponse:
    framework = get_object_or_404(Framework.objects.visible_to(request.actor).whole(), pk=pk)
    answer = HttpResponse(write_workbook(draft_of(framework)), content_type=MIME)
    answer["Content-Disposition"] = f'attachment; filename="framework-{framework.pk}.xlsx"'
    return answer
