"""Browsers without JavaScript, each signed in as somebody."""

from collections.abc import Callable

import pytest
from django.test import Client

from ecotown.kernel.models import User
from ecotown.kernel.rules import Actor

SignIn = Callable[[Actor], Client]


@pytest.fixture
def signed_in() -> SignIn:
    def sign_in(actor: Actor) -> Client:
        client = Client()
        client.force_login(User.objects.get(pk=actor.user_id))
        return client

    return sign_in
