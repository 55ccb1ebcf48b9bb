"""What is told to whom, once each. Who is told comes from the apps; how, and whether it arrived, is kept here.

`send` is called inside the transaction of an act and touches no network: a job takes the e-mails out (`mail.py`).
"""

import hashlib
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone

from ecotown.kernel import jobs
from ecotown.kernel.mailings import Channel, Mailing, Notice, NoticeState
from ecotown.kernel.rules import Actor

NO_MAIL = ("django.core.mail.backends.console.EmailBackend", "django.core.mail.backends.dummy.EmailBackend")


@dataclass(frozen=True)
class Recipient:
    """Somebody to be told: a stable key, a name to print, and what is known of account and address."""

    who: str
    label: str
    user_id: int | None = None
    email: str = ""

    @property
    def channel(self) -> Channel:
        return Channel.EMAIL if self.email and mail_goes_out() else Channel.HAND


@dataclass(frozen=True)
class Message:
    """What an app wants told, before it goes out: the same object is previewed and sent."""

    key: str
    kind: str
    about: str
    province: str
    subject: str
    text: str
    path: str
    recipients: tuple[Recipient, ...]
    reply_to: str = ""
    is_example: bool = False

    @property
    def link(self) -> str:
        return f"{settings.SITE_URL}{self.path}"

    @property
    def mark(self) -> str:
        """Of occasion and words: what somebody saw before sending is what stands still."""
        return hashlib.sha256(f"{self.key}\n{self.subject}\n{self.text}".encode()).hexdigest()

    def told_already(self) -> set[str]:
        """Those of whom there is a notice of this occasion."""
        return set(Notice.objects.filter(key=self.key).values_list("who", flat=True))


def mail_goes_out() -> bool:
    """Whether a mail server is set up. Without one everybody is told by hand, and nobody believes that a mail went."""
    return settings.EMAIL_BACKEND not in NO_MAIL


def send(message: Message, by: Actor) -> Mailing:
    """The mailing of this occasion, with a notice for each recipient who has none yet. The first words stay."""
    mailing, _made = Mailing.objects.get_or_create(
        key=message.key,
        defaults={
            "kind": message.kind, "about": message.about, "province": message.province, "subject": message.subject,
            "text": message.text, "path": message.path, "reply_to": message.reply_to, "made_by": by.label[:200],
            "is_example": message.is_example,
        },
    )  # fmt: skip
    Notice.objects.bulk_create(
        [
            Notice(
                mailing=mailing, who=each.who[:220], recipient=each.label[:300], user_id=each.user_id, email=each.email,
                key=mailing.key, subject=mailing.subject, path=mailing.path,
                state=NoticeState.READY, channel=each.channel,
            )
            for each in message.recipients
        ],
        ignore_conflicts=True,
    )  # fmt: skip
    if Notice.objects.to_mail(timezone.now()).filter(mailing=mailing).exists():
        enqueue(mailing.pk)
    return mailing


def enqueue(mailing_id: int) -> None:
    """A pass over the mailing's e-mails. Two at once do no harm: each notice is claimed by one."""
    jobs.enqueue("notices.mail", f"notices.mail:{mailing_id}:{uuid.uuid4().hex}", {"mailing": mailing_id})


def not_sent(mailing: Mailing) -> list[Notice]:
    """The e-mails that were given up, locked to the end of the transaction."""
    failed = Notice.objects.filter(mailing=mailing, state=NoticeState.FAILED, channel=Channel.EMAIL)
    return list(failed.select_for_update().order_by("pk"))


def try_again(mailing: Mailing, addresses: Mapping[str, str]) -> int:
    """Put what was not sent back into the queue, from the first try on, each to the address known now; how many."""
    again = not_sent(mailing)
    for notice in again:
        notice.email = addresses.get(notice.who) or notice.email
        notice.state, notice.tries, notice.next_try, notice.claimed_at, notice.error = (
            NoticeState.READY,
            0,
            None,
            None,
            "",
        )
    Notice.objects.bulk_update(again, ["email", "state", "tries", "next_try", "claimed_at", "error"])
    if again:
        enqueue(mailing.pk)
    return len(again)


def told(mailing: Mailing, notice_ids: Iterable[int], *, channel: str, by: Actor) -> list[str]:
    """Somebody of the office told these, by this channel; "" takes a wrong tick back. Who they are, by name."""
    may = [NoticeState.READY, NoticeState.FAILED, NoticeState.TOLD] if channel else [NoticeState.TOLD]
    found = Notice.objects.select_for_update().filter(mailing=mailing, pk__in=notice_ids, state__in=may)
    names = sorted(found.values_list("recipient", flat=True))
    changes = {"state": NoticeState.TOLD, "channel": channel, "sent_at": timezone.now(), "told_by_id": by.user_id}
    back = {"state": NoticeState.READY, "channel": Channel.HAND, "sent_at": None, "told_by_id": None}
    found.update(error="", **(changes if channel else back))
    return names


def notify(user_ids: Iterable[int | None], *, key: str, subject: str, path: str = "") -> None:
    """On the desk only: one notice per account for the occasion; those without an account are passed over."""
    now = timezone.now()
    Notice.objects.bulk_create(
        [
            Notice(who=f"user:{user_id}", user_id=user_id, key=key, subject=subject[:300], path=path, sent_at=now)
            for user_id in user_ids
            if user_id
        ],
        ignore_conflicts=True,
    )


def mark_read(user_id: int | None) -> int:
    """All notices of one person are read; how many were not."""
    if user_id is None:
        return 0
    return Notice.objects.filter(user_id=user_id).unread().update(read_at=timezone.now())
