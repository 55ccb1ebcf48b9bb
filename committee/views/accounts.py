from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from committee.forms.people import ROLE_NAMES, AccountForm, AssignmentForm, EndForm, PasswordForm
from committee.models import Assignment, Person
from committee.services.accounts import give_account, restore_account, set_password, suspend_account
from committee.services.assignments import end_assignment, give_assignment
from committee.views.pages import PAGE_SIZE, Crumbs, form_page, trail
from committee.views.people import people_trail
from ecotown.kernel import rules, thai
from ecotown.kernel.http import PortalRequest


def person_trail(person: Person, here: str) -> Crumbs:
    return people_trail((person, reverse("committee:person", args=[person.pk])), (here, ""))


@require_safe
def accounts(request: PortalRequest) -> HttpResponse:
    rules.require(request.actor, "account.give")
    everybody = sorted(
        Person.objects.visible_to(request.actor).for_list(),
        key=lambda each: (each.user_id is None, thai.sort_key(f"{each.given} {each.family}")),
    )
    page = Paginator(everybody, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "with_account": sum(1 for each in everybody if each.user_id),
        "today": request.actor.on,
        "role_names": ROLE_NAMES,
        "crumbs": trail((_("Accounts"), "")),
    }
    return render(request, "committee/accounts_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def account_give(request: PortalRequest, pk: int) -> HttpResponse:
    person = get_object_or_404(Person.objects.visible_to(request.actor), pk=pk)
    rules.require(request.actor, "account.give", person)
    form = AccountForm(request.POST or None)
    if request.method == "POST" and (user := form.send(give_account, request.actor, person_id=pk)):
        messages.success(request, _("%(person)s can sign in as %(user)s.") % {"person": person, "user": user})
        return redirect("committee:person", pk=pk)
    return form_page(
        request, form, heading=_("Account for %(person)s") % {"person": person}, button=_("Give the account"),
        crumbs=person_trail(person, _("Account")),
        lead=_("An account carries no right by itself: rights come from seats and roles held on the day."),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def account_password(request: PortalRequest, pk: int) -> HttpResponse:
    person = get_object_or_404(Person.objects.visible_to(request.actor).exclude(user=None), pk=pk)
    rules.require(request.actor, "account.password", person)
    form = PasswordForm(request.POST or None)
    if request.method == "POST" and form.send(set_password, request.actor, person_id=pk):
        messages.success(request, _("The new first password is set. Every open session of this account has ended."))
        return redirect("committee:person", pk=pk)
    return form_page(
        request, form, heading=_("New first password for %(person)s") % {"person": person}, button=_("Set the password"),
        crumbs=person_trail(person, _("New first password")),
    )  # fmt: skip


@require_POST
def account_suspend(request: PortalRequest, pk: int) -> HttpResponse:
    person = get_object_or_404(Person.objects.visible_to(request.actor).exclude(user=None), pk=pk)
    suspend_account(request.actor, person_id=person.pk)
    messages.success(request, _("The account of %(person)s is suspended.") % {"person": person})
    return redirect("committee:person", pk=pk)


@require_POST
def account_restore(request: PortalRequest, pk: int) -> HttpResponse:
    person = get_object_or_404(Person.objects.visible_to(request.actor).exclude(user=None), pk=pk)
    restore_account(request.actor, person_id=person.pk)
    messages.success(request, _("%(person)s may sign in again.") % {"person": person})
    return redirect("committee:person", pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def assignment_give(request: PortalRequest, pk: int) -> HttpResponse:
    person = get_object_or_404(Person.objects.visible_to(request.actor), pk=pk)
    rules.require(request.actor, "assignment.give", person)
    form = AssignmentForm(request.POST or None, initial={"since": request.actor.on})
    if request.method == "POST" and (given := form.send(give_assignment, request.actor, person_id=pk)):
        role = ROLE_NAMES[given.role]
        messages.success(request, _("%(person)s holds the role: %(role)s.") % {"person": person, "role": role})
        return redirect("committee:person", pk=pk)
    return form_page(
        request, form, heading=_("Role for %(person)s") % {"person": person}, button=_("Give the role"),
        crumbs=person_trail(person, _("Role")),
        lead=_("Members, secretary and chair hold their roles by their seat in an order, not by an assignment."),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def assignment_end(request: PortalRequest, pk: int) -> HttpResponse:
    assignment = get_object_or_404(Assignment.objects.visible_to(request.actor).select_related("person"), pk=pk)
    rules.require(request.actor, "assignment.end", assignment)
    form = EndForm(request.POST or None, initial={"until": request.actor.on})
    if request.method == "POST" and form.send(end_assignment, request.actor, assignment_id=pk):
        messages.success(request, _("The end of the role is recorded."))
        return redirect("committee:person", pk=assignment.person_id)
    role = ROLE_NAMES[assignment.role]
    return form_page(
        request, form, heading=_("End the role %(role)s of %(person)s") % {"role": role, "person": assignment.person},
        button=_("Record the end"), crumbs=person_trail(assignment.person, _("End of the role")),
    )  # fmt: skip
