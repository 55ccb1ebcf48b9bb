from datetime import date
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from committee.forms.orders import DayForm, HolderForm, OrderForm, SeatForm
from committee.forms.people import EndOfTermForm
from committee.models import Holder, Order, Seat
from committee.services.orders import add_order
from committee.services.seats import add_seat, end_holder, seat_holder
from committee.views.pages import Crumbs, form_page, trail
from ecotown.kernel import files, rules, thai
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


@require_http_methods(["GET", "HEAD", "POST"])
def order_add(request: PortalRequest) -> HttpResponse:
    rules.require(request.actor, "order.add")
    form = OrderForm(request.POST or None, request.FILES or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        # The scan is kept before the transaction of the service begins; without its order it is a file like any other.
        scan = form.cleaned_data["scan"]
        kept = files.keep_upload(scan, user_id=request.actor.user_id) if scan else None
        if made := form.send(add_order, request.actor, scan_id=kept.pk if kept else None):
            messages.success(request, _("%(order)s is recorded. Next: its seats.") % {"order": made})
            return redirect("committee:order", pk=made.pk)
    return form_page(
        request, form, heading=_("Record an order"), button=_("Record"), crumbs=orders_trail((_("Record an order"), "")),
        multipart=True,
    )  # fmt: skip


@require_safe
def order(request: PortalRequest, pk: int) -> HttpResponse:
    """The order, its duties, and who makes up its body on a day: today, or the one typed."""
    order = get_object_or_404(Order.objects.visible_to(request.actor).for_page(), pk=pk)
    form = DayForm(request.GET if "on" in request.GET else None, initial={"on": request.actor.on})
    day: date = form.cleaned_data["on"] if form.is_bound and form.is_valid() else request.actor.on
    seats: list[Any] = list(Seat.objects.visible_to(request.actor).on_body(order.body_id, day))
    context = {
        "order": order,
        "day": day,
        "day_form": form,
        "seats": seats,
        "filled": len([seat for seat in seats if seat.holders_today]),
        "may_seat": rules.allows(request.actor, "seat.add", order),
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


@require_http_methods(["GET", "HEAD", "POST"])
def seat_add(request: PortalRequest, pk: int) -> HttpResponse:
    order = get_object_or_404(Order.objects.visible_to(request.actor), pk=pk)
    rules.require(request.actor, "seat.add", order)
    form = SeatForm(request.POST or None)
    if request.method == "POST" and (seat := form.send(add_seat, request.actor, order_id=pk)):
        messages.success(request, _("The seat %(seat)s has been added. Next: who holds it.") % {"seat": seat})
        return redirect("committee:order", pk=pk)
    return form_page(
        request, form, heading=_("Add a seat"), button=_("Add"), crumbs=order_trail(order, _("Add a seat")),
        lead=_("In the order of the list that belongs to %(order)s.") % {"order": order},
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def holder_seat(request: PortalRequest, pk: int) -> HttpResponse:
    seat = get_object_or_404(Seat.objects.visible_to(request.actor).select_related("order"), pk=pk)
    rules.require(request.actor, "holder.seat", seat)
    form = HolderForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and (holder := form.send(seat_holder, request.actor, seat_id=pk)):
        facts = {"person": holder.person, "day": thai.long_date(holder.since)}
        messages.success(request, _("%(person)s holds the seat from %(day)s on.") % facts)
        return redirect("committee:order", pk=seat.order_id)
    return form_page(
        request, form, heading=_("Who holds the seat %(seat)s") % {"seat": seat}, button=_("Seat a person"),
        crumbs=order_trail(seat.order, str(seat)),
        lead=_("The seat exists from %(day)s.") % {"day": thai.long_date(seat.since)},
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def holder_end(request: PortalRequest, pk: int) -> HttpResponse:
    holder = get_object_or_404(Holder.objects.visible_to(request.actor).for_page(), pk=pk)
    rules.require(request.actor, "holder.end", holder)
    form = EndOfTermForm(request.POST or None, initial={"until": request.actor.on})
    if request.method == "POST" and form.send(end_holder, request.actor, holder_id=pk):
        messages.success(request, _("The end of the term is recorded."))
        return redirect("committee:order", pk=holder.seat.order_id)
    return form_page(
        request, form, heading=_("End the term of %(person)s") % {"person": holder.person}, button=_("Record the end"),
        crumbs=order_trail(holder.seat.order, _("End of the term")),
        lead=_("%(seat)s, held since %(day)s.") % {"seat": holder.seat, "day": thai.long_date(holder.since)},
    )  # fmt: skip
