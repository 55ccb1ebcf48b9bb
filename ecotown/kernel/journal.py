"""The append-only, chained record of every act. The last statement of each service."""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

import rfc8785
from django.db import models, transaction
from django.utils import timezone

from ecotown.kernel import context
from ecotown.kernel.models import JournalEntry, JournalHead
from ecotown.kernel.rules import Actor

COLUMNS = (
    "number", "act", "actor_kind", "actor_id", "actor_label", "actor_roles", "object_type", "object_id", "object_label",
    "request_id", "job_id",
)  # fmt: skip


def plain(value: Any) -> Any:
    """A value as JSON that every reader writes the same way: decimals, dates and labels become text."""
    if isinstance(value, dict):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(each) for each in value]
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, models.Model):
        return value.pk
    return str(value)


def record(
    actor: Actor,
    act: str,
    thing: models.Model,
    *,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    reason: str = "",
) -> JournalEntry:
    """Write one line, in the caller's transaction and as its last statement: the head row stays locked to its end."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("the journal is written in the transaction of the act")
    head = JournalHead.objects.select_for_update().get(one=True)
    number = head.number + 1
    at = timezone.now()
    said = {
        "number": number,
        "at": at.isoformat(),
        "act": act,
        "actor_kind": actor.kind,
        "actor_id": str(actor.user_id or ""),
        "actor_label": actor.label[:200],
        "actor_roles": " ".join(sorted(actor.roles)) if actor.kind == "person" else "",
        "object_type": thing._meta.label_lower,
        "object_id": str(thing.pk),
        "object_label": str(thing)[:300],
        "request_id": context.request_id.get(),
        "job_id": context.job_id.get(),
    }
    body = rfc8785.dumps(plain({**said, "before": before or {}, "after": after or {}, "reason": reason})).decode()
    entry = JournalEntry.objects.create(
        **{**said, "at": at}, body=body, previous=head.hash, hash=chain(head.hash, body)
    )
    JournalHead.objects.filter(one=True).update(number=number, hash=entry.hash)
    return entry


def chain(previous: str, body: str) -> str:
    return hashlib.sha256(f"{previous}{body}".encode()).hexdigest()


def head() -> tuple[int, str]:
    """Number and hash of the last line: what a release or adopted minutes are anchored to."""
    row = JournalHead.objects.get(one=True)
    return row.number, row.hash


def changed_columns(entry: JournalEntry) -> list[str]:
    """The columns are copies of what the body holds, for lists and filters; the hash is of the body alone."""
    said = json.loads(entry.body)
    shown = {name: getattr(entry, name) for name in COLUMNS} | {"at": entry.at.isoformat()}
    return [name for name, value in shown.items() if value != said.get(name)]


def broken_lines() -> Iterator[tuple[int, str]]:
    """Walk the chain; yield (number, what is wrong) for each bad line."""
    expected, previous = 1, "0" * 64
    for entry in JournalEntry.objects.order_by("number").iterator():
        if entry.number != expected:
            yield entry.number, f"expected line {expected}"
        if entry.previous != previous or entry.hash != chain(entry.previous, entry.body):
            yield entry.number, "hash does not follow from the line before"
        elif columns := changed_columns(entry):
            yield entry.number, f"columns do not say what the hashed body says: {', '.join(columns)}"
        expected, previous = entry.number + 1, entry.hash
    number, last = head()
    if (number, last) != (expected - 1, previous):
        yield expected, f"the head speaks of line {number}; the tail is missing"
