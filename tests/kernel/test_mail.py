"""E-mails through a real SMTP server: one message for each recipient, at most once, and honest about what is unknown."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from ecotown.kernel import jobs, mail, notices
from ecotown.kernel.models import Job, JournalEntry, Mailing, Notice
from ecotown.kernel.notices import Recipient
from ecotown.kernel.rules import Role
from tests import build
from tests.smtp import Mailbox, mail_server

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_too]

SOMCHAI = Recipient("person:1", "นายสมชาย ใจดี", email="somchai@example.go.th")
SUDA = Recipient("person:2", "นางสาวสุดา รักไทย", email="suda@example.go.th")


@pytest.fixture
def server(settings: Any) -> Iterator[Mailbox]:
    with mail_server() as mailbox:
        for name, value in mailbox.settings.items():
            setattr(settings, name, value)
        yield mailbox


def work() -> None:
    """What the worker does with the jobs that wait."""
    for job in Job.objects.filter(kind="notices.mail", state="queued"):
        jobs.work(job.pk)


def states(mailing: Mailing) -> list[str]:
    return list(mailing.notices.order_by("pk").values_list("state", flat=True))


def test_each_recipient_gets_a_message_of_their_own(server: Mailbox, settings: Any):
    settings.SITE_URL = "https://portal.example.go.th"
    mailing = build.mailing([SOMCHAI, SUDA], reply_to="office@example.go.th")

    work()

    assert [to for to, _message in server.accepted] == [["somchai@example.go.th"], ["suda@example.go.th"]]
    _to, first = server.accepted[0]
    assert (first["To"], first["Cc"], first["Bcc"]) == ("somchai@example.go.th", None, None)
    assert first["Subject"].strip() == mailing.subject
    assert first["Reply-To"] == "office@example.go.th"
    assert first["Auto-Submitted"] == "auto-generated"
    assert first.get_content_type() == "text/plain"
    body = first.get_content().replace("\r\n", "\n")
    assert body.startswith("เรียน นายสมชาย ใจดี\n\nวันศุกร์ที่ 4 ธันวาคม พ.ศ. 2569")
    assert "https://portal.example.go.th/desk/meetings/1/" in body
    assert "suda" not in first.as_string() and "นางสาวสุดา" not in body
    assert states(mailing) == ["sent", "sent"]
    assert all(each.sent_at and each.tries == 1 for each in mailing.notices.all())


def test_what_was_sent_is_journalled_by_the_worker(server: Mailbox):
    build.mailing([SOMCHAI])

    work()

    line = JournalEntry.objects.get(act="notice.mail")
    assert (line.actor_kind, line.actor_label) == ("system", "worker")


def test_an_occasion_told_again_reaches_only_those_who_were_not_told(server: Mailbox):
    build.mailing([SOMCHAI], key="meeting:1")
    work()

    mailing = build.mailing([SOMCHAI, SUDA], key="meeting:1", text="ถ้อยคำอื่น")
    work()

    assert server.addresses == ["somchai@example.go.th", "suda@example.go.th"]
    assert mailing.text.startswith("วันศุกร์ที่ 4 ธันวาคม")


def test_two_workers_on_one_mailing_send_each_message_once(server: Mailbox):
    mailing = build.mailing([SOMCHAI, SUDA])
    notices.enqueue(mailing.pk)
    seen = list(mailing.notices.order_by("pk"))
    assert mail.claim(seen[0]) is not None

    work()

    assert server.addresses == ["suda@example.go.th"]
    assert mail.claim(Notice.objects.get(pk=seen[1].pk)) is None


def test_a_server_that_is_down_is_tried_again_later_and_later(settings: Any):
    with mail_server() as gone:
        pass
    for name, value in gone.settings.items():
        setattr(settings, name, value)
    mailing = build.mailing([SOMCHAI])

    waits = []
    for _try in range(4):
        before = timezone.now()
        work()
        notice = mailing.notices.get()
        assert (notice.state, notice.error[:30]) == ("ready", "ติดต่อเครื่องแม่ข่ายอีเมลไม่ได")
        waits.append(round((notice.next_try - before).total_seconds() / 60))
        mail.sweep(timezone.now())
        assert not Job.objects.filter(state="queued").exists(), "not before its time"
        mail.sweep(notice.next_try + timedelta(seconds=1))
        Notice.objects.update(next_try=timezone.now())
    work()

    assert waits == [1, 5, 30, 120]
    notice = mailing.notices.get()
    assert (notice.state, notice.tries) == ("failed", 5)
    assert "Connection refused" in notice.error


def test_what_failed_is_sent_by_the_retry(server: Mailbox):
    server.refuse["somchai@example.go.th"] = "550 no such user"
    mailing = build.mailing([SOMCHAI, SUDA])
    work()
    assert states(mailing) == ["failed", "sent"]
    assert "550 no such user" in mailing.notices.order_by("pk").first().error
    server.refuse.clear()

    assert notices.try_again(mailing, {SOMCHAI.who: "new@example.go.th"}) == 1
    work()

    assert server.addresses == ["suda@example.go.th", "new@example.go.th"]
    assert states(mailing) == ["sent", "sent"]
    assert notices.try_again(mailing, {}) == 0


def test_a_mailbox_that_is_full_for_now_is_tried_again(server: Mailbox):
    server.refuse["somchai@example.go.th"] = "452 mailbox full"
    mailing = build.mailing([SOMCHAI])

    work()

    notice = mailing.notices.get()
    assert notice.state == "ready" and notice.next_try is not None and "452" in notice.error


def test_a_line_that_breaks_after_the_message_leaves_it_unknown_and_is_not_tried_again(server: Mailbox):
    server.drop = True
    mailing = build.mailing([SOMCHAI])
    work()
    mail.sweep(timezone.now() + timedelta(days=1))
    work()

    assert server.addresses == ["somchai@example.go.th"]
    notice = mailing.notices.get()
    assert notice.state == "failed"
    assert "อาจถึงผู้รับแล้ว" in notice.error


def test_a_message_whose_worker_died_is_said_to_be_unknown(server: Mailbox, settings: Any):
    mailing = build.mailing([SOMCHAI, SUDA])
    mail.claim(mailing.notices.order_by("pk").first())

    mail.sweep(timezone.now() + timedelta(seconds=settings.MAIL_PATIENCE_SECONDS - 60))
    assert states(mailing) == ["sending", "ready"]
    mail.sweep(timezone.now() + timedelta(seconds=settings.MAIL_PATIENCE_SECONDS + 60))
    work()

    assert states(mailing) == ["failed", "sent"]
    assert "อาจถึงผู้รับแล้ว" in mailing.notices.order_by("pk").first().error
    assert server.addresses == ["suda@example.go.th"]


def test_a_sweep_rings_once_for_what_waits(server: Mailbox):
    mailing = build.mailing([SOMCHAI])
    Job.objects.all().delete()

    mail.sweep(timezone.now())
    mail.sweep(timezone.now())

    assert Job.objects.filter(kind="notices.mail").count() == 1
    work()
    assert states(mailing) == ["sent"]


def test_an_address_that_cannot_be_written_fails_with_its_reason_and_holds_up_nobody(server: Mailbox):
    broken = Recipient("person:3", "นายเสีย", email="somebody\r\nBcc: everybody@example.go.th@example.go.th")
    mailing = build.mailing([broken, SUDA])

    work()

    assert states(mailing) == ["failed", "sent"]
    assert server.addresses == ["suda@example.go.th"]


def test_without_a_mail_server_everybody_is_told_by_hand(settings: Any):
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"

    mailing = build.mailing([SOMCHAI])

    assert list(mailing.notices.values_list("state", "channel")) == [("ready", "hand")]
    assert not Job.objects.exists()


def test_a_server_taken_out_of_the_settings_leaves_nobody_marked_as_sent(server: Mailbox, settings: Any):
    mailing = build.mailing([SOMCHAI])
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"

    work()

    assert list(mailing.notices.values_list("state", "channel")) == [("ready", "hand")]


def test_a_slow_sender_that_was_given_up_is_believed_and_one_told_by_hand_meanwhile_stays_told(server: Mailbox):
    mailing, staff = build.mailing([SOMCHAI, SUDA]), build.assigned(Role.STAFF)
    first, second = mailing.notices.order_by("pk")
    claims = [mail.claim(first), mail.claim(second)]
    mail.sweep(timezone.now() + timedelta(hours=1))
    notices.told(mailing, [second.pk], channel="telephone", by=staff)

    for notice, claimed_at in zip((first, second), claims, strict=True):
        assert claimed_at is not None
        mail.outcome(notice, mailing, claimed_at)

    assert list(mailing.notices.order_by("pk").values_list("state", "channel")) == [
        ("sent", "email"), ("told", "telephone"),
    ]  # fmt: skip
