"""Names of the code in words that people read."""

from collections.abc import Iterable

from django import template

from ecotown.desk.acts import ROLES
from ecotown.kernel.rules import Role

register = template.Library()


@register.filter
def role_list(roles: Iterable[Role]) -> list[str]:
    """The roles of an actor in the order in which the rules name them."""
    held = set(roles)
    return [str(ROLES[role]) for role in Role if role in held]
