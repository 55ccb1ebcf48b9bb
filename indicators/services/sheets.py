"""A member's own sheet: each choice is saved by itself; submitting only says that one has finished."""

from collections.abc import Collection
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from areas.models import Evidence
from ecotown.kernel import rules, thai
from ecotown.kernel.conflicts import Conflict
from ecotown.kernel.journal import record
from ecotown.kernel.notices import notify
from ecotown.kernel.rules import Actor
from indicators.models import Indicator, Score, Sheet
from indicators.models.interest import Standing
from indicators.models.sheet import ScoreKind, SheetState
from indicators.states import SHEET_FLOW


def seal(score: Score) -> str:
    """A fingerprint of what was given: the journal can prove it later, and nobody reads the value from it."""
    said = f"{score.sheet_id}|{score.indicator_id}|{score.version}|{score.kind}|{score.value}|{score.reason}"
    return salted_hmac("indicators.score", said, algorithm="sha256").hexdigest()


@transaction.atomic
def save_score(
    actor: Actor, *, sheet_id: int, code: str, kind: str, value: int | None = None, reason: str = "",
    evidence_ids: Collection[int] | None = None, version: int = 0,
) -> Score:  # fmt: skip
    """Keep one answer. `version` is the one that the page showed, 0 for none: who was second gets a Conflict.

    The same answer sent twice is one answer. `evidence_ids` None leaves the evidence cited as it is.
    """
    sheet = Sheet.objects.hold(sheet_id)
    rules.require(actor, "score.save", sheet)
    indicator = sheet.indicators.get(code=code)
    _check(sheet, indicator, kind, value, reason)
    old = Score.objects.filter(sheet=sheet, indicator=indicator).first()
    score = old or Score(version=0)
    score.sheet, score.indicator = sheet, indicator
    mine = (kind, value if kind == ScoreKind.VALUE else None, reason)
    if old is not None and (old.kind, old.value, old.reason) == mine:
        return _cite(actor, score, evidence_ids)
    if score.version != version:
        raise Conflict(
            _("This answer was changed in another window."),
            mine=spoken(*mine), theirs=spoken(score.kind, score.value, score.reason) if old else "",
            version=score.version,
        )  # fmt: skip
    score.kind, score.value, score.reason = mine
    score.version += 1
    score.saved_at = _now(sheet)
    score.save()
    if evidence_ids or (evidence_ids is not None and old is not None):
        score.evidence.set(_evidence(sheet, evidence_ids))
    _journal(actor, score)
    return score


def _check(sheet: Sheet, indicator: Indicator, kind: str, value: int | None, reason: str) -> None:
    framework = sheet.round.framework
    if kind not in ScoreKind.values:
        raise ValueError(kind)
    if kind == ScoreKind.VALUE and not (value is not None and framework.scale_min <= value <= framework.scale_max):
        raise Conflict(_("This point is not on the scale."))
    if kind == ScoreKind.NOT_APPLICABLE and not indicator.may_be_not_applicable:
        raise Conflict(_("This indicator applies to every area."))
    if kind == ScoreKind.NOT_APPLICABLE and not reason.strip():
        raise Conflict(_("Say why the indicator does not apply."))


def _evidence(sheet: Sheet, evidence_ids: Collection[int]) -> list[Evidence]:
    """Only evidence of the sheet's own area can be cited."""
    return list(Evidence.objects.filter(area_id=sheet.area_id, pk__in=evidence_ids))


def _cite(actor: Actor, score: Score, evidence_ids: Collection[int] | None) -> Score:
    if evidence_ids is None or set(score.evidence.values_list("pk", flat=True)) == set(evidence_ids):
        return score
    score.evidence.set(_evidence(score.sheet, evidence_ids))
    _journal(actor, score)
    return score


def _journal(actor: Actor, score: Score) -> None:
    # Neither value nor kind nor reason: the journal is read before the round is revealed.
    record(actor, "score.save", score.sheet, after={"indicator": score.indicator.code, "sealed": seal(score)})


def spoken(kind: str, value: int | None, reason: str) -> str:
    """An answer in words, for the one who gave it."""
    said = {
        ScoreKind.VALUE: _("Point %(value)s") % {"value": value},
        ScoreKind.NOT_APPLICABLE: _("Not applicable"),
        ScoreKind.ABSTAIN: _("Abstention"),
    }[ScoreKind(kind)]
    return f"{said} {reason}".strip()


@transaction.atomic
def submit_sheet(actor: Actor, *, sheet_id: int) -> Sheet:
    """Say that one has finished: every indicator is answered. It can be taken back until the round is revealed."""
    sheet = Sheet.objects.hold(sheet_id)
    rules.require(actor, "sheet.submit", sheet)
    if sheet.interest_standing == Standing.SUGGESTED:
        raise Conflict(_("Say first whether you have an interest in this area."))
    answered = sheet.scores.values_list("indicator_id", flat=True)
    open_ = list(sheet.indicators.exclude(pk__in=answered).values_list("sort", flat=True))
    if open_:
        raise Conflict(_("These indicators have no answer yet: %(numbers)s") % {"numbers": ", ".join(map(str, open_))})
    sheet.state = SHEET_FLOW.after(sheet.state, "submit")
    sheet.submitted_at = _now(sheet)
    sheet.save(update_fields=["state", "submitted_at"])
    record(actor, "sheet.submit", sheet, after={"state": sheet.state})
    return sheet


@transaction.atomic
def take_back_sheet(actor: Actor, *, sheet_id: int) -> Sheet:
    """Open a submitted sheet again, to change it."""
    sheet = Sheet.objects.hold(sheet_id)
    rules.require(actor, "sheet.take_back", sheet)
    sheet.state = SHEET_FLOW.after(sheet.state, "take_back")
    sheet.submitted_at = None
    sheet.save(update_fields=["state", "submitted_at"])
    record(actor, "sheet.take_back", sheet, before={"state": SheetState.SUBMITTED}, after={"state": sheet.state})
    return sheet


@transaction.atomic
def reopen_sheet(actor: Actor, *, sheet_id: int, until: date, reason: str) -> Sheet:
    """Open one sheet again before the reveal, or let a late one in, to the end of a day; the member is told why."""
    sheet = Sheet.objects.hold(sheet_id)
    rules.require(actor, "sheet.reopen", sheet)
    if until < actor.on:
        raise ValidationError({"until": _("This day has passed already.")})
    if not reason.strip():
        raise ValidationError({"reason": _("Say why the sheet is opened again.")})
    before = {"state": sheet.state, "until": sheet.reopened_until}
    sheet.state = SHEET_FLOW.after(sheet.state, "reopen")
    sheet.submitted_at = None
    sheet.reopened_until, sheet.reopened_reason = until, reason
    sheet.save(update_fields=["state", "submitted_at", "reopened_until", "reopened_reason"])
    notify(
        [sheet.person.user_id],
        key=f"sheet.reopen:{sheet.pk}:{_now(sheet).isoformat()}",
        subject=_("Your sheet for %(area)s is open again until %(day)s: %(reason)s")
        % {"area": sheet.area, "day": thai.long_date(until), "reason": thai.shorten(reason, 80)},
        path=f"/desk/sheets/{sheet.pk}/",
    )
    record(actor, "sheet.reopen", sheet, before=before, after={"state": sheet.state, "until": until}, reason=reason)
    return sheet


def _now(sheet: Sheet) -> datetime:
    """The time that let the answer in is the time written on it."""
    return sheet.as_of or timezone.now()
