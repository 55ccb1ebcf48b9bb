"""Post boxes and clockwork of the kernel's own jobs, one function each. Running twice is harmless."""

from typing import Any

from celery import shared_task
from django.conf import settings
from django.utils import timezone
from django.utils.translation import override

from ecotown.kernel import mail, reminders
from ecotown.kernel.jobs import Progress


def deliver_mail(progress: Progress) -> dict[str, Any]:
    return mail.deliver(progress)


def remind(progress: Progress) -> dict[str, Any]:
    return reminders.remind(progress)


@shared_task(name="kernel.sweep_mail", ignore_result=True, expires=30)
def sweep_mail(**_kwargs: Any) -> None:
    with override(settings.LANGUAGE_CODE):
        mail.sweep(timezone.now())


@shared_task(name="kernel.begin_reminders", ignore_result=True, expires=300)
def begin_reminders(**_kwargs: Any) -> None:
    reminders.begin(timezone.now())
