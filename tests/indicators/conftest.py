"""Who acts in the tests of scoring."""

import pytest

from ecotown.kernel.rules import Actor
from tests import build


@pytest.fixture
def secretary() -> Actor:
    return build.seated("secretary")


@pytest.fixture
def member() -> Actor:
    return build.seated()
