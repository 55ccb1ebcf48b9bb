"""What is told to whom, once each."""

from collections.abc import Iterable

from django.utils import timezone

from ecotown.kernel.models import Notice


def notify(user_ids: Iterable[int | None], *, key: str, subject: str, path: str = "") -> None:
    """One notice per person for the occasion named by `key`; those without an account are passed over."""
    Notice.objects.bulk_create(
        [Notice(user_id=user_id, key=key, subject=subject[:300], path=path) for user_id in user_ids if user_id],
        ignore_conflicts=True,
    )


def mark_read(user_id: int | None) -> int:
    """All notices of one person are read; how many were not."""
    if user_id is None:
        return 0
    return Notice.objects.filter(user_id=user_id).unread().update(read_at=timezone.now())
