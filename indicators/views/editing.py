"""Versions of a framework: a new one, two side by side, and the rows of a draft."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ecotown.kernel.conflicts import Conflict
from ecotown.kernel.http import PortalRequest
from ecotown.kernel.rules import require
from indicators.exchange import draft_of
from indicators.exchange.differences import compare
from indicators.forms.editing import IndicatorForm, LevelForm, RowForm, VersionForm
from indicators.models import Framework
from indicators.services import change_indicator, change_level, copy_framework, remove_indicator
from indicators.views.answers import bound, conflict
from indicators.views.frameworks import here


@require_http_methods(["GET", "HEAD", "POST"])
def new_version(request: PortalRequest, pk: int) -> HttpResponse:
    framework = get_object_or_404(Framework.objects.visible_to(request.actor), pk=pk)
    require(request.actor, "framework.copy", framework)
    form = VersionForm(bound(request)[0])
    if form.is_valid():
        try:
            made = copy_framework(request.actor, framework_id=pk, version=form.cleaned_data["version"])
        except Conflict as error:
            return conflict(request, error)
        messages.success(request, _("The new version is a draft; change it, then bring it into force."))
        return redirect("indicators:framework", pk=made.pk)
    context = {"framework": framework, "form": form, "crumbs": inside(framework, _("New version"))}
    return render(request, "indicators/framework_copy.html", context, status=422 if form.is_bound else 200)


@require_safe
def side_by_side(request: PortalRequest, pk: int) -> HttpResponse:
    """What this version says otherwise than another of its code: the one asked for, or the one before it."""
    framework = get_object_or_404(Framework.objects.visible_to(request.actor).whole(), pk=pk)
    versions = list(Framework.objects.visible_to(request.actor).versions_of(framework))
    earlier = [one for one in versions if one.pk < framework.pk]
    asked = [one for one in versions if str(one.pk) == request.GET.get("with")]
    other = next(iter([*asked, *earlier, *versions]), None)
    old = Framework.objects.visible_to(request.actor).whole().get(pk=other.pk) if other else None
    context = {
        "framework": framework,
        "other": other,
        "versions": versions,
        "differences": compare(draft_of(old), draft_of(framework)) if old else None,
        "crumbs": inside(framework, _("Compare versions")),
    }
    return render(request, "indicators/framework_compare.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_indicator(request: PortalRequest, pk: int, code: str) -> HttpResponse:
    framework = get_object_or_404(Framework.objects.visible_to(request.actor).whole(), pk=pk)
    require(request.actor, "framework.edit", framework)
    draft = draft_of(framework)
    indicator = next((one for one in draft.indicators if one.code == code), None)
    if indicator is None:
        raise Http404
    form = IndicatorForm(bound(request)[0], framework=draft, indicator=indicator)
    if form.is_valid():
        try:
            change_indicator(
                request.actor, framework_id=pk, code=code, seen=form.cleaned_data["seen"], said=form.said()
            )
            return saved(request, pk, code)
        except Conflict as error:
            return conflict(request, error)
        except ValidationError as error:
            form.blame(error)
    return row_page(request, framework, form, f"{code} {indicator.name}", removable=code)


@require_POST
def drop_indicator(request: PortalRequest, pk: int, code: str) -> HttpResponse:
    framework = get_object_or_404(Framework.objects.visible_to(request.actor), pk=pk)
    try:
        remove_indicator(request.actor, framework_id=framework.pk, code=code, seen=request.POST.get("seen", ""))
    except Conflict as error:
        return conflict(request, error)
    messages.success(request, _("The indicator %(code)s was taken out of the draft.") % {"code": code})
    return redirect("indicators:framework", pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_level(request: PortalRequest, pk: int, number: int) -> HttpResponse:
    framework = get_object_or_404(Framework.objects.visible_to(request.actor).whole(), pk=pk)
    require(request.actor, "framework.edit", framework)
    level = next((one for one in draft_of(framework).levels if one.number == number), None)
    if level is None:
        raise Http404
    form = LevelForm(bound(request)[0], level=level)
    if form.is_valid():
        try:
            change_level(
                request.actor, framework_id=pk, number=number, seen=form.cleaned_data["seen"], said=form.said()
            )
            return saved(request, pk, f"level-{number}")
        except Conflict as error:
            return conflict(request, error)
        except ValidationError as error:
            form.blame(error)
    return row_page(request, framework, form, level.name)


def saved(request: PortalRequest, pk: int, anchor: str) -> HttpResponse:
    messages.success(request, _("The draft was saved."))
    return redirect(f"{reverse('indicators:framework', args=[pk])}#{anchor}")


def row_page(
    request: PortalRequest, framework: Framework, form: RowForm, heading: str, removable: str = ""
) -> HttpResponse:  # fmt: skip
    context = {
        "framework": framework,
        "form": form,
        "heading": heading,
        "removable": removable,
        "crumbs": inside(framework, heading),
    }
    return render(request, "indicators/framework_row.html", context, status=422 if form.is_bound else 200)


def inside(framework: Framework, label: str) -> list[dict[str, Any]]:
    return here(
        {"label": str(framework), "href": reverse("indicators:framework", args=[framework.pk])}, {"label": label}
    )
