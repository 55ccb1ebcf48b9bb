"""Actors of the office, and browsers without JavaScript signed in as them."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from ecotown.kernel.models import User
from ecotown.kernel.rules import Actor, Role
from tests import build

SignIn = Callable[[Actor], Client]


def address(name: str, *args: object) -> str:
    return reverse(f"committee:{name}", args=args)


@pytest.fixture
def staff(db: None) -> Actor:
    return build.assigned(Role.STAFF)


@pytest.fixture
def secretary(db: None) -> Actor:
    return build.seated("secretary")


@pytest.fixture
def signed_in() -> SignIn:
    def sign_in(actor: Actor) -> Client:
        client = Client()
        client.force_login(User.objects.get(pk=actor.user_id))
        return client

    return sign_in


@pytest.fixture
def office(staff: Actor, signed_in: SignIn) -> Client:
    return signed_in(staff)


@pytest.fixture
def writer(secretary: Actor, signed_in: SignIn) -> Client:
    return signed_in(secretary)
