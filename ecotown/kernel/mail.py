"""Takes notices out by e-mail: one message for each recipient, at most once.

A notice is claimed before its message is sent and outside any transaction. What the server refused is tried again or
given up with the reason. What nobody knows the end of (the line broke, the worker died) is never tried again by
itself: it says so, and a person decides.
"""

import logging
import smtplib
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ecotown.kernel import notices, thai
from ecotown.kernel.jobs import Progress
from ecotown.kernel.journal import record
from ecotown.kernel.mailings import Channel, Mailing, Notice, NoticeState
from ecotown.kernel.models import Job, JobState
from ecotown.kernel.rules import Actor

log = logging.getLogger(__name__)

# After the first, second … try in vain; then it is given up.
BACK_OFF = [timedelta(minutes=minutes) for minutes in (1, 5, 30, 120)]


class NotNow(Exception):
    """Certainly not sent; trying later may help."""


class Never(Exception):
    """Certainly not sent, and trying again by itself is of no use."""


class Unknown(Exception):
    """It may have been sent."""


def letter(notice: Notice, mailing: Mailing) -> EmailMessage:
    """To one address, in plain Thai; the link leads to the portal, where one signs in."""
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    to = _("To: %(name)s") % {"name": notice.recipient}
    more = _("Read it in the portal, after signing in: %(link)s") % {"link": mailing.link}
    return EmailMessage(
        subject=mailing.subject,
        body=f"{to}\n\n{mailing.text}\n\n{more}\n",
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[notice.email],
        reply_to=[mailing.reply_to] if mailing.reply_to else None,
        headers={"Message-ID": f"<notice-{notice.pk}@{host}>", "Auto-Submitted": "auto-generated"},
    )


def carry(message: EmailMessage) -> None:
    """Hand one message to the mail server, over a connection of its own."""
    connection = get_connection()
    try:
        connection.open()
    except (OSError, smtplib.SMTPException) as error:
        told = _("The mail server does not let us in: %(error)s") % {"error": answer_of(error)}
        raise NotNow(told) from error
    try:
        connection.send_messages([message])
    except (smtplib.SMTPRecipientsRefused, smtplib.SMTPSenderRefused, smtplib.SMTPDataError) as error:
        told = _("The mail server refused the message: %(error)s") % {"error": answer_of(error)}
        raise (NotNow if answer_of(error).startswith("4") else Never)(told) from error
    except ValueError as error:  # an address that cannot be written
        raise Never(_("The message cannot be sent: %(error)s") % {"error": error}) from error
    except (OSError, smtplib.SMTPException) as error:
        told = _("The line to the mail server broke while sending; it may have arrived. Ask before sending it again.")
        raise Unknown(told) from error
    finally:
        try:
            connection.close()
        except (OSError, smtplib.SMTPException) as error:
            log.info("the mail server did not say goodbye: %s", error)


def answer_of(error: Exception) -> str:
    """Code and words of the server, or what happened on the way there."""
    code: int
    said: bytes | str
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, said = next(iter(error.recipients.values()))
    elif isinstance(error, smtplib.SMTPResponseException):
        code, said = error.smtp_code, error.smtp_error
    else:
        return str(error)
    return f"{code} {said.decode(errors='replace') if isinstance(said, bytes) else said}"


def deliver(progress: Progress) -> dict[str, Any]:
    """The job: each notice of the mailing whose turn it is. The worker may be killed at any point of it."""
    mailing = Mailing.objects.filter(pk=progress.payload["mailing"]).first()
    if mailing is None:
        return {}
    if not notices.mail_goes_out():  # the server was taken out of the settings meanwhile
        waiting = Notice.objects.filter(mailing=mailing, state=NoticeState.READY, channel=Channel.EMAIL)
        return {"by_hand": waiting.update(channel=Channel.HAND, next_try=None)}
    counts = {"sent": 0, "failed": 0, "put_off": 0}
    for notice in Notice.objects.to_mail(timezone.now()).filter(mailing=mailing):
        progress.alive()
        if (claimed_at := claim(notice)) is not None:
            counts[outcome(notice, mailing, claimed_at)] += 1
    if counts["sent"] or counts["failed"]:
        with transaction.atomic():
            record(Actor.system("worker", thai.today(), mailing.province), "notice.mail", mailing, after=counts)
    return counts


def claim(notice: Notice) -> datetime | None:
    """The moment of claiming, which is also the claim's name; None where somebody else has it."""
    now = timezone.now()
    won = Notice.objects.filter(pk=notice.pk, state=NoticeState.READY, tries=notice.tries).update(
        state=NoticeState.SENDING, tries=notice.tries + 1, claimed_at=now, error=""
    )
    notice.tries += 1
    return now if won else None


def outcome(notice: Notice, mailing: Mailing, claimed_at: datetime) -> str:
    """Kept only while the claim is ours: who was told by hand meanwhile stays told."""
    claimed = Notice.objects.filter(pk=notice.pk, claimed_at=claimed_at)
    ours = claimed.filter(state=NoticeState.SENDING)
    try:
        carry(letter(notice, mailing))
    except NotNow as error:
        if notice.tries <= len(BACK_OFF):
            later = timezone.now() + BACK_OFF[notice.tries - 1]
            ours.update(state=NoticeState.READY, next_try=later, error=str(error)[:300])
            return "put_off"
        ours.update(state=NoticeState.FAILED, error=str(error)[:300])
    except (Never, Unknown) as error:
        ours.update(state=NoticeState.FAILED, error=str(error)[:300])
    else:
        # A sender so slow that it was given up has sent it all the same.
        late = claimed.filter(state__in=[NoticeState.SENDING, NoticeState.FAILED])
        late.update(state=NoticeState.SENT, sent_at=timezone.now(), next_try=None, error="")
        return "sent"
    return "failed"


def sweep(now: datetime) -> None:
    """Ring again for what has become due, and say of what was given up that nobody knows its end."""
    with transaction.atomic():
        told = _("The worker stopped while sending; it may have arrived. Ask before sending it again.")
        patience = timedelta(seconds=settings.MAIL_PATIENCE_SECONDS)
        Notice.objects.given_up(now - patience).update(state=NoticeState.FAILED, error=told)
        waiting = set(Notice.objects.to_mail(now).values_list("mailing_id", flat=True))
        running = Job.objects.filter(kind="notices.mail", state__in=[JobState.QUEUED, JobState.RUNNING])
        for mailing_id in sorted(waiting - {job.payload["mailing"] for job in running}):
            notices.enqueue(mailing_id)
