"""The real worker and a real mail server: sent without a request waiting for it; and a worker that dies in the middle."""

from collections.abc import Iterator

import pytest

from tests.smtp import Mailbox, mail_server
from tests.stack import Stack

# The server's port is known once it runs: see `wired`.
STACK_ENV = {"JOB_LEASE_SECONDS": "4", "MAIL_PATIENCE_SECONDS": "6", "MAIL_SWEEP_SECONDS": "1"}

TELL = """
from tests import build
from ecotown.kernel.notices import Recipient
numbers = (%(first)d, %(second)d)
build.mailing([Recipient(f"person:{each}", f"ผู้รับ {each}", email=f"{each}@example.go.th") for each in numbers])
"""


@pytest.fixture(scope="module")
def server() -> Iterator[Mailbox]:
    with mail_server() as mailbox:
        yield mailbox


@pytest.fixture(autouse=True)
def wired(server: Mailbox, stack: Stack) -> None:
    """The worker of this stack hands its mail to that server."""
    address = f"smtp://127.0.0.1:{server.port}"
    if stack.env.get("EMAIL_URL") != address:
        stack.env["EMAIL_URL"] = address
        stack.stop_worker()
        stack.start_worker()


def tell(stack: Stack, first: int, second: int) -> None:
    stack.manage("shell", "-c", TELL % {"first": first, "second": second})


def state(stack: Stack, number: int) -> str:
    ((said,),) = stack.rows("SELECT state FROM kernel_notice WHERE who = %s", f"person:{number}")
    return str(said)


def test_worker_sends_what_an_act_has_left_behind(stack: Stack, server: Mailbox):
    tell(stack, 1, 2)

    stack.wait_until(lambda: state(stack, 1) == state(stack, 2) == "sent", "both messages are sent", 60)

    assert sorted(server.addresses) == ["1@example.go.th", "2@example.go.th"]


def test_worker_killed_while_the_server_answers_sends_nothing_twice_and_says_what_nobody_knows(
    stack: Stack, server: Mailbox
):
    server.accepted.clear()
    server.hang = True
    tell(stack, 3, 4)
    assert server.holding.wait(60), "the message is with the server and unanswered"

    stack.kill_worker()
    server.hang = False
    server.release.set()
    stack.start_worker()

    stack.wait_until(lambda: state(stack, 4) == "sent", "the other worker sends the rest", 90)
    stack.wait_until(lambda: state(stack, 3) == "failed", "the first is given up", 60)
    assert server.addresses == ["3@example.go.th", "4@example.go.th"]
    ((error, tries),) = stack.rows("SELECT error, tries FROM kernel_notice WHERE who = 'person:3'")
    assert "อาจถึงผู้รับแล้ว" in error and tries == 1
