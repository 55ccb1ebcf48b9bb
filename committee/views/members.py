"""Member lists as workbooks: out for any day, in by a dry run first."""

from io import BytesIO
from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from committee.exchange.columns import write_members
from committee.exchange.members import read_members
from committee.exchange.plan import make_plan
from committee.exchange.state import state_of
from committee.exchange.workbook import MIME
from committee.forms.members import MembersForm
from committee.forms.orders import DayForm
from committee.models import Body, Order, Seat
from committee.services.members import take_members
from committee.views.orders import day_of, order_trail
from ecotown.kernel import rules, thai
from ecotown.kernel.conflicts import Conflict
from ecotown.kernel.http import PortalRequest


@require_safe
def body_members(request: PortalRequest, pk: int) -> FileResponse:
    """The seats and holders of a day, today where none is given, in the shape that is taken in again."""
    body = get_object_or_404(Body.objects.visible_to(request.actor), pk=pk)
    form = DayForm(request.GET)
    day = form.cleaned_data["on"] if form.is_valid() else request.actor.on
    seats = Seat.objects.visible_to(request.actor).on_body(pk, day)
    answer = FileResponse(BytesIO(write_members(body, day, seats)), content_type=MIME)
    name = quote(f"บัญชีรายชื่อ {body.name} {thai.short_date(day)}.xlsx")
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    answer["Cache-Control"] = "private, no-store"
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
def members_import(request: PortalRequest, pk: int) -> HttpResponse:
    """First what the file would add, change and end, and every fault in it; only then, confirmed, the import."""
    order = get_object_or_404(Order.objects.visible_to(request.actor).select_related("body"), pk=pk)
    rules.require(request.actor, "members.import", order)
    on = day_of(order, request.actor.on)
    form = MembersForm(request.POST or None, request.FILES or None, initial={"on": on})
    context: dict[str, Any] = {"form": form, "order": order, "crumbs": order_trail(order, _("Take in a member list"))}
    if not form.is_bound:
        return render(request, "committee/members_import.html", context)
    if not form.is_valid():
        return render(request, "committee/members_import.html", context, status=422)
    table, on, ends_missing = (form.cleaned_data[name] for name in ("table", "on", "ends_missing"))
    rows, faults = read_members(table)
    plan = make_plan(state_of(request.actor, order, on), rows, ends_missing=ends_missing)
    if faults := faults or table.with_letters(plan.faults):
        return render(request, "committee/members_import.html", context | {"faults": faults}, status=422)
    context |= {"plan": plan, "text": table.dump(), "on": thai.long_date(on), "ends_missing": ends_missing}
    context |= {"groups": [(kind, plan.of_kind(kind)) for kind in ("added", "changed", "ended")]}
    if not form.is_confirmed or not plan.steps:
        return render(request, "committee/members_import.html", context)
    return _take(request, order, context, rows=rows, on=on, seen=form.cleaned_data["seen"], ends_missing=ends_missing)


def _take(request: PortalRequest, order: Order, context: dict[str, Any], **facts: Any) -> HttpResponse:
    try:
        plan = take_members(request.actor, order_id=order.pk, **facts)
    except Conflict as conflict:
        return render(request, "committee/members_import.html", context | {"conflict": conflict}, status=409)
    except ValidationError as refused:
        return render(request, "committee/members_import.html", context | {"refused": refused.messages}, status=422)
    count = len(plan.steps)
    messages.success(request, _("The member list was taken in: %(count)s changes.") % {"count": count})
    return redirect("committee:order", pk=order.pk)
