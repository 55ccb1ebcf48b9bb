"""Accounts are given to people by the office, never taken."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from committee.models import Person
from ecotown.kernel import rules
from ecotown.kernel.journal import record
from ecotown.kernel.models import User
from ecotown.kernel.rules import Actor


def give_account(actor: Actor, *, person_id: int, username: str, password: str, is_example: bool = False) -> User:
    """An account of that login name for somebody who has none. It carries no right by itself.

    The password is hashed before the transaction begins: that takes a third of a second.
    """
    user = User(username=username, is_example=is_example)
    user.set_password(password)
    with transaction.atomic():
        person = Person.objects.visible_to(actor).select_for_update().get(pk=person_id)
        rules.require(actor, "account.give", person)
        if person.user_id is not None:
            raise ValidationError(_("%(person)s has an account already.") % {"person": person})
        user.full_clean(exclude=["password"])
        _save_new(user)
        person.user = user
        person.save(update_fields=["user"])
        record(actor, "account.give", person, after={"username": username})
    return user


def _save_new(user: User) -> None:
    """Between the check and the save somebody else may have taken the name."""
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError as taken:
        raise ValidationError({"username": _("This login name is taken.")}) from taken


def set_password(actor: Actor, *, person_id: int, password: str) -> User:
    """A new first password for somebody who has lost theirs; every session they have ends."""
    hashed = User()
    hashed.set_password(password)
    with transaction.atomic():
        user = _account_of(actor, person_id)
        rules.require(actor, "account.password", user)
        user.password = hashed.password
        user.save(update_fields=["password"])
        record(actor, "account.password", user)
    return user


@transaction.atomic
def suspend_account(actor: Actor, *, person_id: int, reason: str = "") -> User:
    """No login and no open session any more; seats, texts and journal stay as they are."""
    user = _account_of(actor, person_id)
    rules.require(actor, "account.suspend", user)
    user.is_active = False
    user.save(update_fields=["is_active"])
    record(actor, "account.suspend", user, reason=reason)
    return user


@transaction.atomic
def restore_account(actor: Actor, *, person_id: int) -> User:
    user = _account_of(actor, person_id)
    rules.require(actor, "account.restore", user)
    user.is_active = True
    user.save(update_fields=["is_active"])
    record(actor, "account.restore", user)
    return user


def _account_of(actor: Actor, person_id: int) -> User:
    """Locked. Only through a person of the actor's own province."""
    return User.objects.select_for_update(of=("self",)).get(
        person__in=Person.objects.visible_to(actor).filter(pk=person_id)
    )
