"""The access matrix: every route x actor, from one table that a lawyer can read (tests/access_table.py).

A route of the URLconf without a row fails, and a row without a route. For each row every actor asks once; whoever is
denied leaves no trace in the database. What a stranger gets for an object of ours is what he gets for one that is not.
"""

import re
from collections.abc import Iterator

import pytest
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from reports.views.public import facts_as_of
from tests import access_world
from tests.access_table import ACTORS, ROWS, Row

METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"}
# Tables that any visit may write to: they say who came, not what happened to the committee's records.
OF_EVERY_VISIT = re.compile(r'"(django_session|kernel_cache)"')
WRITES = re.compile(r"^\s*(INSERT|UPDATE|DELETE)", re.IGNORECASE)


def routes(resolver: URLResolver | None = None, namespace: str = "") -> Iterator[str]:
    for each in (resolver or get_resolver()).url_patterns:
        if isinstance(each, URLResolver):
            inside = f"{namespace}{each.namespace}:" if each.namespace else namespace
            yield from routes(each, inside)
        elif isinstance(each, URLPattern):
            yield f"{namespace}{each.name}"


def test_every_route_has_a_row_and_every_row_a_route():
    named, told = set(routes()), {row.route for row in ROWS}

    assert sorted(named - told) == [], "routes without a row"
    assert sorted(told - named) == [], "rows without a route"


def test_no_route_takes_a_method_that_the_table_does_not_name():
    assert [row.route for row in ROWS if not row.methods <= METHODS] == []


@pytest.fixture
def world(db: None, settings, tmp_path) -> access_world.World:
    settings.SITE_DIR = tmp_path / "site"
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}},
    }
    # Facts are kept per line of the journal; another test's journal has the same numbers.
    facts_as_of.cache_clear()
    return access_world.build_world()


def address(world: access_world.World, row: Row) -> str:
    """A target that begins with a slash is the address itself."""
    return row.target if row.target.startswith("/") else reverse(row.route, kwargs=world.target(row.target))


def answer_of(response: HttpResponse) -> str:
    """The answer in the table's words."""
    if response.status_code == 302 and response["Location"].startswith("/accounts/login/"):
        return "in"
    # A form that lacks its fields, a step that is not possible now: the actor was let in.
    if response.status_code in (200, 302, 303, 409, 422):
        return "ok"
    return str(response.status_code)


def ask(client: Client, row: Row, method: str, url: str) -> tuple[HttpResponse, list[str]]:
    """The answer and the writes it made; everything is rolled back."""
    client.raise_request_exception = False
    with CaptureQueriesContext(connection) as queries, transaction.atomic():
        response = client.generic(method, url, content_type="application/x-www-form-urlencoded")
        if not getattr(response, "streaming", False):
            response.content  # noqa: B018  (a lazy page is drawn now)
        transaction.set_rollback(True)
    wrote = [
        query["sql"][:120]
        for query in queries
        if WRITES.match(query["sql"]) and not OF_EVERY_VISIT.search(query["sql"])
    ]
    return response, wrote


@pytest.mark.parametrize("name", ACTORS)
def test_each_actor_gets_what_the_table_says(name: str, world: access_world.World):
    client, told, found = world.client(name), {}, {}
    for row in ROWS:
        url = address(world, row)
        for method in sorted(row.methods):
            response, wrote = ask(client, row, method, url)
            told[row.route, method] = row.answers[name]
            found[row.route, method] = answer_of(response)
            if row.answers[name] != "ok":
                assert wrote == [], f"{name} {method} {row.route} was denied and wrote"
            assert "unsafe-inline" not in response["Content-Security-Policy"], row.route
            assert response["X-Content-Type-Options"] == "nosniff", row.route
            if row.answers["public"] == "in":
                assert "no-store" in response["Cache-Control"], row.route
            is_file = getattr(response, "streaming", False) or response.content.startswith(b"PK")
            body = b"" if is_file else response.content
            assert b"{{" not in body, f"{row.route} shows a template's braces"
            assert b"{%" not in body, f"{row.route} shows a template's braces"

    assert {key: found[key] for key in found if found[key] != told[key]} == {
        key: told[key] for key in found if found[key] != told[key]
    }


@pytest.mark.parametrize("name", ["public", "member", "secretary"])
def test_methods_not_in_the_table_are_refused(name: str, world: access_world.World):
    client, odd = world.client(name), []
    named: dict[str, set[str]] = {}
    for row in ROWS:
        named.setdefault(row.route, {"OPTIONS"}).update(row.methods, {"HEAD"} if "GET" in row.methods else ())
    for row in {row.route: row for row in ROWS}.values():
        url = address(world, row)
        for method in sorted(METHODS - named[row.route]):
            response, wrote = ask(client, row, method, url)
            if answer_of(response) not in ("in", "403", "404", "405") or wrote:
                odd.append((method, row.route, response.status_code, wrote))

    assert odd == []


@pytest.mark.parametrize("name", ["public", "stranger", "former"])
def test_an_object_one_may_not_know_of_answers_like_one_that_is_missing(name: str, world: access_world.World):
    client, odd = world.client(name), []
    for row in ROWS:
        if not row.target or row.target.startswith("/") or row.answers[name] not in ("404", "in"):
            continue
        for method in sorted(row.methods):
            ours, _wrote = ask(client, row, method, address(world, row))
            none, _wrote = ask(client, row, method, reverse(row.route, kwargs=world.missing(row.target)))
            if (ours.status_code, len(ours.content)) != (none.status_code, len(none.content)) and answer_of(
                none
            ) != "in":
                odd.append((method, row.route, ours.status_code, none.status_code))

    assert odd == []


def test_a_right_taken_away_is_gone_at_the_next_request(world: access_world.World):
    client = world.client("staff")
    assert client.get(reverse("committee:meetings")).status_code == 200

    world.end_assignment("staff")

    assert client.post(reverse("committee:meetings"), {}).status_code in (403, 404, 405)
    assert client.get(reverse("desk:journal")).status_code in (403, 404)
