"""The `committed_db` fixture: commits are real, seen by other threads, and gone for the next test."""

import threading

import pytest
from django.db import DatabaseError, connection

from ecotown.kernel.models import User

pytestmark = pytest.mark.sqlite_too


@pytest.mark.parametrize("turn", [1, 2])
@pytest.mark.usefixtures("committed_db")
def test_another_thread_sees_what_was_committed_and_the_next_test_does_not(turn: int) -> None:
    seen = []
    User.objects.create_user(f"somchai{turn}")

    def look() -> None:
        seen.extend(User.objects.values_list("username", flat=True))
        connection.close()

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()

    assert seen == [f"somchai{turn}"]


@pytest.mark.usefixtures("committed_db")
def test_the_clone_keeps_the_append_only_triggers() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO kernel_journalentry (number, at, act, actor_kind, actor_id, actor_label, actor_roles, "
            "object_type, object_id, object_label, request_id, job_id, body, previous, hash) "
            "VALUES (1, '2020-06-29', 'a', 'b', '', '', '', 'c', '1', '', '', '', '{}', '', 'h')"
        )

        with pytest.raises(DatabaseError, match="append-only"):
            cursor.execute("DELETE FROM kernel_journalentry")
