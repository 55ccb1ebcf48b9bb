"""The register of resolutions: asked by its address, and taken away as a table of exactly what was asked for."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from committee import register
from committee.forms.register import RegisterFilter
from committee.models import Body, Duty, Resolution
from committee.views.pages import PAGE_SIZE, trail
from ecotown.kernel import thai
from ecotown.kernel.http import PortalRequest

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def asked(request: PortalRequest) -> RegisterFilter:
    """Bodies, years and duties to choose from: three queries."""
    duties = Duty.objects.visible_to(request.actor).order_by("order__be_year", "order__number", "sort")
    form = RegisterFilter(
        request.GET,
        bodies=[(body.pk, body) for body in Body.objects.visible_to(request.actor).that_meet().order_by("pk")],
        years=Resolution.objects.visible_to(request.actor).years(),
        duties=[(duty.pk, f"{duty.code} {thai.shorten(thai.normalize_name(duty.text), 60)}") for duty in duties],
    )
    form.is_valid()
    return form


@require_safe
def resolutions(request: PortalRequest) -> HttpResponse:
    form = asked(request)
    rows = form.of(Resolution.objects.visible_to(request.actor).for_list())
    context = {
        "form": form,
        "page": Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page")),
        "filtered": bool(form.asked or form.errors),
        "crumbs": trail((_("Resolutions"), "")),
    }
    return render(request, "committee/resolutions_list.html", context, status=422 if form.errors else 200)


@require_safe
def resolutions_csv(request: PortalRequest) -> HttpResponse:
    rows = asked(request).of(Resolution.objects.visible_to(request.actor).for_list())
    return _taken_away(register.to_csv(rows), "text/csv; charset=utf-8", "resolutions.csv")


@require_safe
def resolutions_xlsx(request: PortalRequest) -> HttpResponse:
    rows = asked(request).of(Resolution.objects.visible_to(request.actor).for_list())
    return _taken_away(register.to_xlsx(rows), XLSX, "resolutions.xlsx")


def _taken_away(content: bytes, mime: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=mime)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "private, no-store"
    return answer
