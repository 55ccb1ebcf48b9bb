from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from committee.forms.orders import DayForm, OrderChangeForm, OrderForm
from committee.models import Order, Seat
from committee.services.orders import add_order, change_order
from committee.views.pages import Crumbs, form_page, trail
from ecotown.kernel import files, rules
from ecotown.kernel.http import PortalRequest


def orders_trail(*places: tuple[object, str]) -> Crumbs:
    return trail((_("Orders"), reverse("committee:orders")), *places)


def order_trail(order: Order, here: str) -> Crumbs:
    return orders_trail((order, reverse("committee:order", args=[order.pk])), (here, ""))


@require_safe
def orders(request: PortalRequest) -> HttpResponse:
    context = {
        "orders": Order.objects.visible_to(request.actor).for_list(),
        "may_add": rules.allows(request.actor, "order.add"),
        "today": request.actor.on,
        "crumbs": orders_trail(),
    }
    return render(request, "committee/orders_list.html", context)


def kept_scan(request: PortalRequest, form: OrderForm | OrderChangeForm) -> int | None:
    """The scan is kept before the transaction of the service begins; without its order it is a file like any other."""
    scan = form.cleaned_data["scan"]
    return files.keep_upload(scan, user_id=request.actor.user_id).pk if scan else None


@require_http_methods(["GET", "HEAD", "POST"])
def order_add(request: PortalRequest) -> HttpResponse:
    rules.require(request.actor, "order.add")
    form = OrderForm(request.POST or None, request.FILES or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        scan_id = kept_scan(request, form)
        if made := form.send(add_order, request.actor, scan_id=scan_id):
            messages.success(request, _("%(order)s is recorded. Next: its seats.") % {"order": made})
            return redirect("committee:order", pk=made.pk)
    return form_page(
        request, form, heading=_("Record an order"), button=_("Record"), crumbs=orders_trail((_("Record an order"), "")),
        multipart=True,
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def order_change(request: PortalRequest, pk: int) -> HttpResponse:
    order = get_object_or_404(Order.objects.visible_to(request.actor), pk=pk)
    rules.require(request.actor, "order.change", order)
    as_it_is = {"title": order.title, "proposer": order.proposer, "legal_basis": order.legal_basis}
    form = OrderChangeForm(request.POST or None, request.FILES or None, initial=as_it_is)
    if request.method == "POST" and form.is_valid():
        scan_id = kept_scan(request, form)
        if form.send(change_order, request.actor, order_id=pk, scan_id=scan_id):
            messages.success(request, _("The change has been saved."))
            return redirect("committee:order", pk=pk)
    return form_page(
        request, form, heading=_("Correct what is recorded of %(order)s") % {"order": order}, button=_("Save"),
        crumbs=order_trail(order, _("Correct")), multipart=True,
        lead=_("Number, dates and kind stay: seats and terms hang on them. The journal keeps what stood here before."),
    )  # fmt: skip


def day_of(order: Order, today: date) -> date:
    """The day whose list its page shows first: today, or the nearest day on which the order was in force."""
    if order.in_force_until is not None and today >= order.in_force_until:
        return order.in_force_until - timedelta(days=1)
    return max(today, order.in_force_from)


@require_safe
def order(request: PortalRequest, pk: int) -> HttpResponse:
    """The order, its duties, and who makes up its body on a day: the nearest to today, or the one typed."""
    order = get_object_or_404(Order.objects.visible_to(request.actor).for_page(), pk=pk)
    form = DayForm(request.GET if "on" in request.GET else None, initial={"on": day_of(order, request.actor.on)})
    day: date = form.cleaned_data["on"] if form.is_bound and form.is_valid() else form.initial["on"]
    seats: list[Any] = list(Seat.objects.visible_to(request.actor).on_body(order.body_id, day))
    context = {
        "order": order,
        "day": day,
        "day_form": form,
        "today": request.actor.on,
        "seats": seats,
        "filled": len([seat for seat in seats if seat.holders_today]),
        "may_seat": rules.allows(request.actor, "seat.add", order),
        "may_end": rules.allows(request.actor, "seat.end", order),
        "crumbs": orders_trail((order, "")),
        "example": any(seat.is_example for seat in seats),
    }
    return render(request, "committee/order_page.html", context, status=422 if form.is_bound and form.errors else 200)


@require_safe
def order_scan(request: PortalRequest, pk: int) -> FileResponse:
    order = get_object_or_404(Order.objects.visible_to(request.actor).for_page(), pk=pk)
    if order.scan is None:
        raise Http404
    return files.response(order.scan)
