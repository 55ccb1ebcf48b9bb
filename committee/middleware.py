"""`request.actor`: who asks, from the seats and assignments held today. Lazy: a page that asks for nobody costs nothing."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.functional import SimpleLazyObject

from committee.models import Assignment, Holder, Person
from committee.models.seat import ROLES_OF_SEAT
from ecotown.kernel import context, thai
from ecotown.kernel.models import User
from ecotown.kernel.rules import Actor, Held, Role


def actor_of(user: User) -> Actor:
    """The actor behind an account today: three queries. Without a person or a term, an actor of no role."""
    on = thai.today()
    person = Person.objects.filter(user_id=user.pk).first()
    if person is None or not user.is_active:
        return Actor(kind="person", label=user.username, on=on, province=settings.PROVINCE, user_id=user.pk)
    held = [
        Held(role, holder.seat.body_id)
        for holder in Holder.objects.serving_on(on).filter(person=person).select_related("seat")
        if holder.seat.since <= on and (holder.seat.until is None or on < holder.seat.until)
        for role in ROLES_OF_SEAT[holder.seat.role]
    ]
    held += [
        Held(Role(each.role), None, each.organisation)
        for each in Assignment.objects.in_force_on(on).filter(person=person)
    ]
    return Actor(
        kind="person",
        label=str(person),
        on=on,
        province=person.province_id,
        user_id=user.pk,
        person_id=person.pk,
        seats=tuple(held),
    )


def actor(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    def find(request: HttpRequest) -> Actor:
        if not request.user.is_authenticated:
            return Actor.public(thai.today(), settings.PROVINCE)
        context.actor_id.set(str(request.user.pk))
        return actor_of(request.user)

    def middleware(request: HttpRequest) -> HttpResponseBase:
        request.actor = SimpleLazyObject(lambda: find(request))  # type: ignore[attr-defined]
        return get_response(request)

    return middleware
