"""What is told to whom: one mailing for one occasion, one notice for each recipient."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from ecotown.kernel.fields import NormalizedCharField, NormalizedTextField
from ecotown.kernel.rules import Actor, Role

OFFICE = {Role.STAFF, Role.SECRETARY}
# As long as this it is worth telling somebody.
NEWS = timedelta(days=30)


class NoticeState(models.TextChoices):
    READY = "ready", _("waiting")
    SENDING = "sending", _("being sent")
    SENT = "sent", _("sent")
    FAILED = "failed", _("not sent")
    TOLD = "told", _("told by hand")


class Channel(models.TextChoices):
    DESK = "desk", _("on the desk only")
    EMAIL = "email", _("e-mail")
    HAND = "hand", _("to be told by hand")
    LINE = "line", _("LINE")
    TELEPHONE = "telephone", _("telephone")
    PAPER = "paper", _("paper")
    IN_PERSON = "in_person", _("in person")


# What somebody of the office may tick; the portal itself uses the others.
BY_HAND = (Channel.LINE, Channel.TELEPHONE, Channel.PAPER, Channel.IN_PERSON)


class MailingQuerySet(models.QuerySet["Mailing"]):
    def visible_to(self, actor: Actor) -> "MailingQuerySet":
        """Who was told, and how, is the office's business."""
        return self.filter(province=actor.province) if OFFICE & actor.roles else self.none()

    def hold(self, actor: Actor, mailing_id: int) -> "Mailing":
        """Its row, locked to the end of the transaction."""
        return self.visible_to(actor).select_for_update().get(pk=mailing_id)

    def about(self, subject: str) -> "MailingQuerySet":
        """All that was told about one thing, the newest first, counted."""
        return self.filter(about=subject).counted()

    def counted(self) -> "MailingQuerySet":
        """With `.recipients`, how many were reached, how many wait to be told by hand, and how many failed."""
        waiting = Q(notices__state=NoticeState.READY)
        return self.annotate(
            recipients=Count("notices"),
            reached=Count("notices", filter=Q(notices__state__in=[NoticeState.SENT, NoticeState.TOLD])),
            by_hand=Count("notices", filter=waiting & Q(notices__channel=Channel.HAND)),
            failed=Count("notices", filter=Q(notices__state=NoticeState.FAILED)),
        ).order_by("-created_at", "-pk")

    def waiting_for_a_hand(self, now: datetime) -> list[Any]:
        """Counted, the oldest first: those of the last weeks in which somebody still has to be told.

        A later one of its kind about the same thing takes the place of an earlier: the change that of the invitation,
        this week's reminder that of last week's.
        """
        recent = self.counted().filter(created_at__gte=now - NEWS).order_by("created_at", "pk")
        newest: dict[tuple[str, str], Any] = {}
        for each in recent:
            newest[each.about, each.kind.partition(".")[0]] = each
        return [each for each in newest.values() if each.by_hand or each.failed]


class Mailing(models.Model):
    """One occasion that people are told of, in the words that went out. `key` names it: nobody is told twice."""

    key = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=40)
    # What it speaks of, as "meeting:12"; no foreign key, since the kernel knows no app.
    about = models.CharField(max_length=60, db_index=True)
    province = models.CharField(max_length=2)
    subject = NormalizedCharField(_("subject"), max_length=300)
    text = NormalizedTextField(_("text"))
    path = models.CharField(max_length=200)
    reply_to = models.EmailField(blank=True)
    made_by = models.CharField(max_length=200)
    created_at = models.DateTimeField(auto_now_add=True)
    is_example = models.BooleanField(default=False)

    objects = MailingQuerySet.as_manager()

    class Meta:
        verbose_name = _("mailing")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.subject

    @property
    def link(self) -> str:
        return f"{settings.SITE_URL}{self.path}"

    @property
    def short_text(self) -> str:
        """For LINE: the words and the link."""
        return f"{self.subject}\n{self.text}\n{self.link}"


class NoticeQuerySet(models.QuerySet["Notice"]):
    def visible_to(self, actor: Actor) -> "NoticeQuerySet":
        """One's own."""
        return self.none() if actor.user_id is None else self.filter(user_id=actor.user_id)

    def unread(self) -> "NoticeQuerySet":
        return self.filter(read_at__isnull=True)

    def to_mail(self, now: datetime) -> "NoticeQuerySet":
        """Whose turn to be sent by e-mail has come."""
        due = Q(next_try__isnull=True) | Q(next_try__lte=now)
        return self.filter(due, state=NoticeState.READY, channel=Channel.EMAIL).order_by("pk")

    def given_up(self, before: datetime) -> "NoticeQuerySet":
        """Taken for sending and never heard of again: the worker died, or the server never answered."""
        return self.filter(state=NoticeState.SENDING, claimed_at__lt=before)


class Notice(models.Model):
    """What one recipient is told, once: on the desk of who has an account, by e-mail, or by somebody of the office."""

    mailing = models.ForeignKey(Mailing, null=True, blank=True, on_delete=models.CASCADE, related_name="notices")
    # Who, in words that stay the same: "person:7", "user:3", "agency:…".
    who = models.CharField(max_length=220)
    recipient = NormalizedCharField(_("recipient"), max_length=300, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="notices"
    )
    email = models.EmailField(_("e-mail"), blank=True)
    key = models.CharField(max_length=120)
    subject = models.CharField(max_length=300)
    path = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=8, choices=NoticeState.choices, default=NoticeState.SENT)
    channel = models.CharField(max_length=10, choices=Channel.choices, default=Channel.DESK)
    tries = models.PositiveSmallIntegerField(default=0)
    claimed_at = models.DateTimeField(null=True, blank=True)
    next_try = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=300, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    told_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        ordering = ["-created_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["who", "key"], name="notice_once"),
            models.CheckConstraint(condition=~Q(state="failed") | ~Q(error=""), name="notice_failed_says_why"),
            models.CheckConstraint(
                condition=~Q(state="sending") | Q(claimed_at__isnull=False, channel="email"),
                name="notice_sending_has_time",
            ),
            models.CheckConstraint(
                condition=~Q(state="told") | Q(channel__in=[each.value for each in BY_HAND], sent_at__isnull=False),
                name="notice_told_says_how_and_when",
            ),
        ]
        indexes = [models.Index(fields=["state", "channel"], name="notice_state_channel")]

    def __str__(self) -> str:
        return self.subject

    @property
    def is_reached(self) -> bool:
        return self.state in (NoticeState.SENT, NoticeState.TOLD)

    @property
    def waits_for_a_hand(self) -> bool:
        return self.state == NoticeState.FAILED or (self.state == NoticeState.READY and self.channel == Channel.HAND)

    @property
    def may_be_told(self) -> bool:
        """By hand: where nothing has reached the recipient, or to correct what was ticked."""
        return self.state in (NoticeState.READY, NoticeState.FAILED, NoticeState.TOLD)
