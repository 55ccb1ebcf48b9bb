"""Later editions of sealed minutes: what was sealed stays; what is corrected stands beside it, with its reason."""

import hashlib
from collections.abc import Mapping
from copy import deepcopy
from typing import Any

import rfc8785
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from committee.models import Meeting, Minutes, MinutesVersion
from committee.paper import paper
from ecotown.kernel import journal, rules, thai
from ecotown.kernel.conflicts import Conflict
from ecotown.kernel.journal import record
from ecotown.kernel.rules import Actor


@transaction.atomic
def make_edition(
    actor: Actor,
    *,
    minutes_id: int,
    seen: int,
    reason: str,
    texts: Mapping[str, str],
    resolved_in_id: int | None = None,
) -> MinutesVersion:
    """`seen`: the edition that the new one was written from; `texts`: number of a matter -> its text.

    Resolutions are not changed by an edition: a later meeting resolves otherwise. A Conflict where another edition was
    made meanwhile.
    """
    Minutes.objects.hold(actor, minutes_id)
    minutes = Minutes.objects.for_page().get(pk=minutes_id)
    rules.require(actor, "minutes.edition", minutes)
    before, number = paper(minutes), minutes.edition + 1
    said = _with_texts(before, {key: thai.normalize(text) for key, text in texts.items()})
    if seen != minutes.edition:
        raise Conflict(
            _("Another edition was made while you were writing."),
            mine=_as_text(said), theirs=_as_text(before), version=minutes.edition,
        )  # fmt: skip
    if said["sections"] == before["sections"]:
        raise ValidationError(_("Nothing has been changed."))
    meeting = _resolving_meeting(actor, minutes, resolved_in_id)
    line, head = journal.head()
    said["edition"] = {
        "number": number, "reason": reason, "made_on": actor.on.isoformat(), "made_on_text": thai.long_date(actor.on),
        "resolved_in": meeting.display_number if meeting else "",
    }  # fmt: skip
    said["journal"] = {"number": line, "hash": head}
    version = MinutesVersion.objects.create(
        minutes=minutes, number=number, reason=reason, resolved_in=meeting, frozen=said, made_by_id=actor.user_id,
        frozen_sha256=hashlib.sha256(rfc8785.dumps(said)).hexdigest(),
    )  # fmt: skip
    record(
        actor, "minutes.edition", minutes, reason=reason,
        after={"number": number, "sha256": version.frozen_sha256, "resolved_in": meeting},
    )  # fmt: skip
    return version


def _with_texts(said: dict[str, Any], texts: Mapping[str, str]) -> dict[str, Any]:
    changed = deepcopy(said)
    for section in changed["sections"]:
        for item in section["items"]:
            item["text"] = texts.get(item["number"], item["text"])
    return changed


def _as_text(said: dict[str, Any]) -> str:
    items = [item for section in said["sections"] for item in section["items"]]
    return "\n".join(f"{item['number']} {item['title']}\n{item['text']}" for item in items)


def _resolving_meeting(actor: Actor, minutes: Minutes, meeting_id: int | None) -> Meeting | None:
    """Where a meeting resolved to correct them, a later one of the same body, with a quorum."""
    if meeting_id is None:
        return None
    later = Meeting.objects.visible_to(actor).closed_after(minutes.meeting).filter(pk=meeting_id).first()
    if later is None or later.had_quorum is not True:
        raise ValidationError({"resolved_in": _("Choose a later meeting of the same body that had a quorum.")})
    return later
