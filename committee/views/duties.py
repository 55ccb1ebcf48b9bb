"""Duties, and what the body has done under each."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from committee.forms.orders import DutyForm
from committee.models import Duty, Order, Resolution
from committee.services.duties import add_duty, change_duty
from committee.views.orders import order_trail, orders_trail
from committee.views.pages import Crumbs, form_page
from ecotown.kernel import rules
from ecotown.kernel.http import PortalRequest


def duties_trail(*places: tuple[object, str]) -> Crumbs:
    return orders_trail((_("Powers and duties"), reverse("committee:duties")), *places)


@require_safe
def duties(request: PortalRequest) -> HttpResponse:
    """Every duty of every order, and how much has been done under it."""
    found = list(Duty.objects.visible_to(request.actor).for_list())
    context = {
        "duties": found,
        "untouched": len([duty for duty in found if not duty.resolution_count]),  # type: ignore[attr-defined]
        "crumbs": duties_trail(),
    }
    return render(request, "committee/duties_list.html", context)


@require_safe
def duty(request: PortalRequest, pk: int) -> HttpResponse:
    duty = get_object_or_404(Duty.objects.visible_to(request.actor).select_related("order__body"), pk=pk)
    resolutions = list(Resolution.objects.visible_to(request.actor).under(duty, request.actor))
    tasks = [task for each in resolutions for task in each.follow_ups.all()]
    context = {
        "duty": duty,
        "resolutions": resolutions,
        "tasks": len(tasks),
        "late": {task.pk for task in tasks if task.is_overdue(request.actor.on)},
        "may_change": rules.allows(request.actor, "duty.change", duty),
        "crumbs": duties_trail((duty.code, "")),
    }
    return render(request, "committee/duty_page.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def duty_add(request: PortalRequest, pk: int) -> HttpResponse:
    order = get_object_or_404(Order.objects.visible_to(request.actor), pk=pk)
    rules.require(request.actor, "duty.add", order)
    form = DutyForm(request.POST or None)
    if request.method == "POST" and form.send(add_duty, request.actor, order_id=pk):
        messages.success(request, _("The duty has been added."))
        return redirect(f"{reverse('committee:order', args=[pk])}#duties")
    return form_page(
        request, form, heading=_("Add a duty of %(order)s") % {"order": order}, button=_("Add"),
        crumbs=order_trail(order, _("Add a duty")), lead=_("One clause at a time, in the words of the order."),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def duty_change(request: PortalRequest, pk: int) -> HttpResponse:
    duty = get_object_or_404(Duty.objects.visible_to(request.actor).select_related("order"), pk=pk)
    rules.require(request.actor, "duty.change", duty)
    as_it_is = {"code": duty.code, "text": duty.text, "is_announced": duty.is_announced}
    form = DutyForm(request.POST or None, initial=as_it_is)
    if request.method == "POST" and form.send(change_duty, request.actor, duty_id=pk):
        messages.success(request, _("The change has been saved."))
        return redirect("committee:duty", pk=pk)
    return form_page(
        request, form, heading=_("Reword the duty %(code)s") % {"code": duty.code}, button=_("Save"),
        crumbs=duties_trail((duty.code, reverse("committee:duty", args=[pk])), (_("Change"), "")),
        lead=_("Resolutions under it stay; adopted minutes keep the words they were sealed with."),
    )  # fmt: skip
