"""Before the reveal nobody but its author learns what stands on a sheet: not from a page, a part of one, a header, the
number of queries, the journal or a log.

One value is changed, everything is asked again by everybody else, and nothing may differ.
"""

import logging
import re
import zipfile
from copy import copy
from io import BytesIO
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ecotown.kernel.models import JournalEntry
from indicators.models import Score
from indicators.services import save_score
from reports.views.public import facts_as_of
from tests import access_world
from tests.access_table import ACTORS, ROWS
from tests.indicators.asking import HTMX, signed_in
from tests.test_access_matrix import address

AUTHOR = "member"
SECRET = "เหตุผลที่ไม่มีผู้ใดควรทราบ"
# What differs from one answer to the next for reasons of its own.
OF_EACH_ANSWER = {"x-request-id", "set-cookie", "content-length", "expires"}
# Tells of the machine, its disk and its clock.
OF_THE_MACHINE = {"readyz", "committee:calendar_make"}  # the second draws a new secret each time
TOKEN = re.compile(r'(X-CSRFToken": "|csrfmiddlewaretoken" value=")[^"]+|\b[0-9a-f]{32}\b|\b\d\d[.:]\d\d\b')


@pytest.fixture
def world(db: None, settings: Any, tmp_path: Any) -> access_world.World:
    settings.SITE_DIR = tmp_path / "site"
    files = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": files}
    facts_as_of.cache_clear()
    return access_world.build_world()


@pytest.fixture
def scored(world: access_world.World) -> Score:
    author = world.actors[AUTHOR]
    assert author is not None
    code = world.things["indicator"].code
    return save_score(author, sheet_id=world.things["sheet"].pk, code=code, kind="value", value=2, reason="ก่อน")


def seen(client: Client, method: str, url: str, headers: dict[str, Any]) -> tuple[Any, ...]:
    """All that one may learn from an answer; what it wrote is taken back, in the database and in the browser."""
    cookies = copy(client.cookies)
    connection.queries_log.clear()  # it keeps 9,000 at most, and then counts nothing any more
    with CaptureQueriesContext(connection) as queries, transaction.atomic():
        answer = client.generic(method, url, content_type="application/x-www-form-urlencoded", **headers)
        body = b"" if getattr(answer, "streaming", False) else answer.content
        transaction.set_rollback(True)
    client.cookies = cookies
    said = {key: value for key, value in answer.headers.items() if key.lower() not in OF_EACH_ANSWER}
    if "Location" in said:  # what was made and taken back again had a number of its own
        said["Location"] = re.sub(r"\d+", "", said["Location"])
    return answer.status_code, said, TOKEN.sub("", unpacked(body).decode(errors="replace")), len(queries)


def unpacked(body: bytes) -> bytes:
    """A workbook by its parts: packed, it differs with the second in which it is made."""
    if not body.startswith(b"PK"):
        return body
    with zipfile.ZipFile(BytesIO(body)) as parts:
        return b"\n".join(parts.read(name) for name in sorted(parts.namelist()) if name != "docProps/core.xml")


def what_differs(key: tuple[str, str, bool], before: tuple[Any, ...], after: tuple[Any, ...]) -> tuple[Any, ...]:
    """The address, status and queries of both, the headers and the lines that only one of them has."""
    lines = set(before[2].splitlines()) ^ set(after[2].splitlines())
    headers = set(before[1].items()) ^ set(after[1].items())
    return key, before[0], after[0], before[3], after[3], headers, [line.strip()[:200] for line in lines]


@pytest.mark.django_db
@pytest.mark.parametrize("name", [name for name in ACTORS if name != AUTHOR])
def test_nothing_that_others_are_shown_depends_on_a_value(name: str, world: access_world.World, scored: Score):
    client = world.client(name)
    asked = [
        (method, address(world, row), headers)
        for row in ROWS
        if row.route not in OF_THE_MACHINE
        for method in sorted(row.methods)
        for headers in ([{}, HTMX] if method == "GET" else [{}])
    ]

    def all_of_it() -> dict[tuple[str, str, bool], tuple[Any, ...]]:
        return {(method, url, bool(head)): seen(client, method, url, head) for method, url, head in asked}

    for method, url, head in asked:  # what is kept after a first visit is kept now
        if (method, head) == ("GET", {}):
            seen(client, method, url, head)
    before = all_of_it()
    Score.objects.filter(pk=scored.pk).update(kind="na", value=None, reason=SECRET)
    after = all_of_it()

    assert [what_differs(key, before[key], after[key]) for key in before if before[key] != after[key]] == []
    assert [key for key in after if SECRET in after[key][2]] == []


@pytest.mark.django_db
def test_author_alone_sees_the_change(world: access_world.World, scored: Score):
    """The test above would pass for any page that shows nothing: this one shows."""
    client = world.client(AUTHOR)
    path = f"/desk/sheets/{scored.sheet_id}/?i={scored.indicator.sort}"
    before = seen(client, "GET", path, {})

    Score.objects.filter(pk=scored.pk).update(reason=SECRET)

    assert SECRET in seen(client, "GET", path, {})[2]
    assert before != seen(client, "GET", path, {})


@pytest.mark.django_db
def test_journal_and_logs_tell_that_an_answer_was_saved_and_not_which(
    world: access_world.World,
    scored: Score,
    caplog: pytest.LogCaptureFixture,
):
    author = world.actors[AUTHOR]
    assert author is not None
    path = f"/desk/sheets/{scored.sheet_id}/scores/{scored.indicator.code}/"
    lines = []

    for value, reason in (("4", SECRET), ("na", SECRET * 2)):
        caplog.clear()
        with caplog.at_level(logging.DEBUG), transaction.atomic():
            answer = signed_in(author).post(path, {"answer": value, "reason": reason, "version": "1"}, **HTMX)
            entry = JournalEntry.objects.order_by("number").last()
            transaction.set_rollback(True)
        assert answer.status_code == 200
        told = [record.getMessage() for record in caplog.records if record.name != "django.db.backends"]
        assert SECRET not in " ".join(told)
        assert SECRET not in entry.body
        lines.append((sorted(re.sub(r"[0-9a-f-]{32,64}|\d\d:\d\d:\d\d\.\d+", "", line) for line in told), shape(entry)))

    assert lines[0][1] == lines[1][1]


def shape(entry: JournalEntry) -> str:
    """A line of the journal without time, request and the sealed mark."""
    return re.sub(r'"(at|request_id|sealed)":"[^"]*"', "", entry.body)
