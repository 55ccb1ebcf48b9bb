from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from committee.forms.people import ROLE_NAMES, PersonForm
from committee.models import Person
from committee.services.people import add_person, change_person
from committee.views.pages import PAGE_SIZE, Crumbs, form_page, trail
from ecotown.kernel import rules, thai
from ecotown.kernel.http import PortalRequest


def people_trail(*places: tuple[object, str]) -> Crumbs:
    return trail((_("People"), reverse("committee:people")), *places)


@require_safe
def people(request: PortalRequest) -> HttpResponse:
    rules.require(request.actor, "person.add")
    everybody = sorted(
        Person.objects.visible_to(request.actor).for_list(),
        key=lambda each: thai.sort_key(f"{each.given} {each.family}"),
    )
    page = Paginator(everybody, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"page": page, "today": request.actor.on, "role_names": ROLE_NAMES, "crumbs": people_trail()}
    return render(request, "committee/people_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def person_add(request: PortalRequest) -> HttpResponse:
    rules.require(request.actor, "person.add")
    form = PersonForm(request.POST or None)
    if request.method == "POST" and (made := form.send(add_person, request.actor)):
        messages.success(request, _("%(person)s has been added.") % {"person": made})
        return redirect("committee:person", pk=made.pk)
    return form_page(
        request, form, heading=_("Add a person"), button=_("Add"), crumbs=people_trail((_("Add a person"), ""))
    )


@require_safe
def person(request: PortalRequest, pk: int) -> HttpResponse:
    rules.require(request.actor, "person.add")
    somebody = get_object_or_404(Person.objects.visible_to(request.actor).for_list(), pk=pk)
    context = {
        "person": somebody,
        "today": request.actor.on,
        "role_names": ROLE_NAMES,
        "crumbs": people_trail((somebody, "")),
        "example": somebody.is_example,
        "may_change": rules.allows(request.actor, "person.change", somebody),
        "may_give": rules.allows(request.actor, "account.give", somebody),
        "is_self": somebody.pk == request.actor.person_id,
    }
    return render(request, "committee/person_page.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def person_change(request: PortalRequest, pk: int) -> HttpResponse:
    somebody = get_object_or_404(Person.objects.visible_to(request.actor).for_choice(), pk=pk)
    rules.require(request.actor, "person.change", somebody)
    as_it_is = {
        "prefix": somebody.prefix, "given": somebody.given, "family": somebody.family, "post": somebody.latest_post,
        "email": somebody.email,
    }  # fmt: skip
    form = PersonForm(request.POST or None, initial=as_it_is)
    if request.method == "POST" and form.send(change_person, request.actor, person_id=pk):
        messages.success(request, _("The change has been saved."))
        return redirect("committee:person", pk=pk)
    crumbs = people_trail((somebody, reverse("committee:person", args=[pk])), (_("Change"), ""))
    return form_page(
        request, form, heading=_("Change %(person)s") % {"person": somebody}, button=_("Save"), crumbs=crumbs
    )
