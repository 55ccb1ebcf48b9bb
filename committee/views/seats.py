from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from committee.forms.people import EndOfTermForm
from committee.forms.seats import HolderForm, SeatChangeForm, SeatEndForm, SeatForm
from committee.models import Holder, Order, Seat
from committee.services.holders import end_holder, seat_holder
from committee.services.seats import add_seat, change_seat, end_seats, keep_seat, move_seat
from committee.views.orders import order_trail
from committee.views.pages import form_page
from ecotown.kernel import rules, thai
from ecotown.kernel.http import PortalRequest


def to_the_list(order_id: int) -> HttpResponse:
    return redirect(f"{reverse('committee:order', args=[order_id])}#seats")


@require_http_methods(["GET", "HEAD", "POST"])
def seat_add(request: PortalRequest, pk: int) -> HttpResponse:
    order = get_object_or_404(Order.objects.visible_to(request.actor), pk=pk)
    rules.require(request.actor, "seat.add", order)
    form = SeatForm(request.POST or None)
    if request.method == "POST" and (seat := form.send(add_seat, request.actor, order_id=pk)):
        messages.success(request, _("The seat %(seat)s has been added. Next: who holds it.") % {"seat": seat})
        return to_the_list(pk)
    return form_page(
        request, form, heading=_("Add a seat"), button=_("Add"), crumbs=order_trail(order, _("Add a seat")),
        lead=_("In the order of the list that belongs to %(order)s.") % {"order": order},
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def seat_change(request: PortalRequest, pk: int) -> HttpResponse:
    seat = get_object_or_404(Seat.objects.visible_to(request.actor).select_related("order"), pk=pk)
    rules.require(request.actor, "seat.change", seat)
    as_it_is = {name: getattr(seat, name) for name in ("post", "role", "kind", "organisation", "sector")}
    form = SeatChangeForm(request.POST or None, initial=as_it_is)
    if request.method == "POST" and form.send(change_seat, request.actor, seat_id=pk):
        messages.success(request, _("The change has been saved."))
        return to_the_list(seat.order_id)
    return form_page(
        request, form, heading=_("Correct the seat %(seat)s") % {"seat": seat}, button=_("Save"),
        crumbs=order_trail(seat.order, str(seat)),
        lead=_("To correct what was entered. Meetings keep their words; what an order changes is ended and added by it."),
    )  # fmt: skip


@require_POST
def seat_move(request: PortalRequest, pk: int) -> HttpResponse:
    seat = get_object_or_404(Seat.objects.visible_to(request.actor), pk=pk)
    move_seat(request.actor, seat_id=pk, up=request.POST.get("to") != "down")
    asked = request.POST.get("order", "")
    return to_the_list(int(asked) if asked.isdecimal() and len(asked) < 10 else seat.order_id)


@require_http_methods(["GET", "HEAD", "POST"])
def seat_end(request: PortalRequest, pk: int) -> HttpResponse:
    """Which seats of the body an amending order takes away, all of them ticked on one page."""
    order = get_object_or_404(Order.objects.visible_to(request.actor), pk=pk)
    rules.require(request.actor, "seat.end", order)
    form = SeatEndForm(request.POST or None, seats=list(Seat.objects.visible_to(request.actor).on_day_of(order)))
    if request.method == "POST" and (ended := form.send(end_seats, request.actor, order_id=pk)):
        facts = {"count": len(ended), "day": thai.long_date(order.in_force_from)}
        messages.success(request, _("%(count)s seats end on %(day)s, with the terms in them.") % facts)
        return redirect("committee:order", pk=pk)
    return form_page(
        request, form, heading=_("Seats that %(order)s takes away") % {"order": order}, button=_("End these seats"),
        crumbs=order_trail(order, _("End seats")),
        lead=_("They and the terms in them end on %(day)s, the day the order comes into force. Earlier meetings keep their list.")
        % {"day": thai.long_date(order.in_force_from)},
    )  # fmt: skip


@require_POST
def seat_keep(request: PortalRequest, pk: int) -> HttpResponse:
    seat = get_object_or_404(Seat.objects.visible_to(request.actor).ended(), pk=pk)
    order_id = seat.ended_by_id
    keep_seat(request.actor, seat_id=pk)
    messages.success(
        request, _("The seat %(seat)s runs on, and the term in it. Look at its end once more.") % {"seat": seat}
    )
    return redirect("committee:order", pk=order_id)


@require_http_methods(["GET", "HEAD", "POST"])
def holder_seat(request: PortalRequest, pk: int) -> HttpResponse:
    seat = get_object_or_404(Seat.objects.visible_to(request.actor).select_related("order"), pk=pk)
    rules.require(request.actor, "holder.seat", seat)
    taken = Holder.objects.visible_to(request.actor).serving_on(request.actor.on).filter(seat=seat).exists()
    form = HolderForm(request.POST or None, actor=request.actor, initial={"succeeds": taken})
    if request.method == "POST" and (holder := form.send(seat_holder, request.actor, seat_id=pk)):
        facts = {"person": holder.person, "day": thai.long_date(holder.since)}
        messages.success(request, _("%(person)s holds the seat from %(day)s on.") % facts)
        return to_the_list(seat.order_id)
    return form_page(
        request, form, heading=_("Who holds the seat %(seat)s") % {"seat": seat}, button=_("Seat a person"),
        crumbs=order_trail(seat.order, str(seat)),
        lead=_("The seat exists from %(day)s.") % {"day": thai.long_date(seat.since)},
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def holder_end(request: PortalRequest, pk: int) -> HttpResponse:
    holder = get_object_or_404(Holder.objects.visible_to(request.actor).for_page(), pk=pk)
    rules.require(request.actor, "holder.end", holder)
    form = EndOfTermForm(request.POST or None, initial={"until": holder.until or request.actor.on})
    if request.method == "POST" and form.send(end_holder, request.actor, holder_id=pk):
        messages.success(request, _("The end of the term is recorded."))
        return to_the_list(holder.seat.order_id)
    return form_page(
        request, form, heading=_("End the term of %(person)s") % {"person": holder.person}, button=_("Record the end"),
        crumbs=order_trail(holder.seat.order, _("End of the term")),
        lead=_("%(seat)s, held since %(day)s.") % {"seat": holder.seat, "day": thai.long_date(holder.since)},
    )  # fmt: skip
