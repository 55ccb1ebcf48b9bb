"""The `stack` fixture is what it says: real servers, a database of its own, a worker whose life tests can end."""

import urllib.request

from ecotown.supervisor import descendants
from tests.stack import Stack


def test_the_stack_answers_over_http_and_shows_its_rows(stack: Stack) -> None:
    with urllib.request.urlopen(f"{stack.base_url}/livez", timeout=5) as answer:
        status = answer.status

    assert status == 200
    assert stack.rows("SELECT count(*) FROM kernel_job WHERE kind = %s", "report.render") == [(0,)]
    assert stack.rows("SELECT version() LIKE 'PostgreSQL%%' AND %s", True) == [(True,)]


def test_the_worker_can_be_stopped_killed_and_started_again(stack: Stack) -> None:
    assert stack.worker is not None
    pool = descendants(stack.worker.pid)

    stack.kill_worker()
    stack.start_worker()
    stack.stop_worker()
    stack.start_worker()

    assert len(pool) >= 3  # two that work and the clock
    assert not set(pool) & set(descendants(stack.worker.pid))


def test_commands_see_the_stacks_own_database(stack: Stack) -> None:
    stack.manage("shell", "-c", "from ecotown.kernel.models import User; User.objects.create_user('somchai')")

    assert stack.rows("SELECT username FROM kernel_user") == [("somchai",)]
