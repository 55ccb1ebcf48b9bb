"""A mail server for tests: real SMTP over a real socket. It keeps what it accepts and can misbehave on purpose."""

import email
import email.policy
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage


@dataclass
class Mailbox:
    """What the server has taken, and how it is to behave."""

    port: int = 0
    accepted: list[tuple[list[str], EmailMessage]] = field(default_factory=list)
    # Answers to RCPT by address; "hang" and "drop" are what happens once the whole message is there, before the answer.
    refuse: dict[str, str] = field(default_factory=dict)
    drop: bool = False
    hang: bool = False
    # Set while a message has been taken in full and its sender still waits for the answer.
    holding: threading.Event = field(default_factory=threading.Event)
    release: threading.Event = field(default_factory=threading.Event)

    @property
    def addresses(self) -> list[str]:
        return [address for to, _message in self.accepted for address in to]

    @property
    def settings(self) -> dict[str, object]:
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": self.port, "EMAIL_HOST_USER": "", "EMAIL_HOST_PASSWORD": "",
            "EMAIL_USE_TLS": False, "EMAIL_USE_SSL": False,
        }  # fmt: skip


@contextmanager
def mail_server() -> Iterator[Mailbox]:
    mailbox = Mailbox()

    class Session(socketserver.StreamRequestHandler):
        def say(self, line: str) -> None:
            self.wfile.write(f"{line}\r\n".encode())

        def handle(self) -> None:
            self.say("220 test ESMTP")
            to: list[str] = []
            while line := self.rfile.readline().decode().strip():
                verb = line.split(":")[0].split()[0].upper()
                if verb == "RCPT":
                    address = line[line.index("<") + 1 : line.index(">")]
                    to += [] if address in mailbox.refuse else [address]
                    self.say(mailbox.refuse.get(address, "250 ok"))
                elif verb == "DATA":
                    if not self.take(to):
                        return
                    to = []
                elif verb == "QUIT":
                    self.say("221 bye")
                    return
                else:
                    self.say("250 ok")

        def take(self, to: list[str]) -> bool:
            self.say("354 go on")
            lines = []
            while (line := self.rfile.readline()) not in (b".\r\n", b""):
                lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
            mailbox.accepted.append((list(to), parse(b"".join(lines))))
            if mailbox.drop:
                return False
            if mailbox.hang:
                mailbox.holding.set()
                mailbox.release.wait(120)
            self.say("250 taken")
            return True

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Session) as server:
        server.daemon_threads = True
        mailbox.port = server.server_address[1]
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield mailbox
        finally:
            mailbox.release.set()
            server.shutdown()


def parse(content: bytes) -> EmailMessage:
    message = email.message_from_bytes(content, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return message
