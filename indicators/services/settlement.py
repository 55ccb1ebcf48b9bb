"""From the spread of scores to what the committee settled."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from areas.models import Area
from committee.models import AgendaItem, Meeting, Minutes, Resolution
from committee.models.meeting import MeetingState
from committee.models.section import Section
from ecotown.kernel import rules
from ecotown.kernel.conflicts import Conflict
from ecotown.kernel.journal import record
from ecotown.kernel.rules import Actor
from indicators.models import Discussion, Indicator, Round, SettledScore
from indicators.models.settlement import UNDECIDED, SettledKind, Settlement
from indicators.results import proposals_of_area
from indicators.scoring import Proposal, plain

WIDEST = Decimal(10) ** 10


@transaction.atomic
def send_to_agenda(
    actor: Actor, *, round_id: int, area_id: int, meeting_id: int, codes: Sequence[str]
) -> AgendaItem:  # fmt: skip
    """Put one or several indicators of an area onto the agenda of a planned meeting, as one matter to consider."""
    meeting = Meeting.objects.select_for_update(of=("self",)).select_related("body").get(pk=meeting_id)
    round_ = Round.objects.select_related("framework", "body").get(pk=round_id)
    rules.require(actor, "discussion.send", round_)
    if meeting.state != MeetingState.PLANNED:
        raise Conflict(_("The meeting is over; choose one that is still to be held."))
    rules.require(actor, "agenda.add", meeting)
    if meeting.body_id != round_.body_id:
        raise Conflict(_("The meeting is of another body than the round."))
    area = round_.areas.get(pk=area_id)
    indicators = list(Indicator.objects.filter(framework=round_.framework, code__in=codes).order_by("sort"))
    if not indicators or len(indicators) != len(set(codes)):
        raise Conflict(_("Choose at least one indicator of this framework."))
    there = Discussion.objects.filter(round=round_, area=area, indicator__in=indicators, agenda_item__meeting=meeting)
    if there.exists():
        raise Conflict(_("These scores are on the agenda of that meeting already."))
    item = AgendaItem.objects.append(meeting, Section.CONSIDERATION, _title(round_, area, indicators))
    Discussion.objects.bulk_create(
        Discussion(round=round_, area=area, indicator=one, agenda_item=item) for one in indicators
    )
    record(
        actor, "discussion.send", item,
        after={"round": round_.pk, "area": area.code, "indicators": [one.code for one in indicators]},
    )  # fmt: skip
    return item


def _title(round_: Round, area: Area, indicators: Sequence[Indicator]) -> str:
    """The matter as the agenda prints it: Thai, because it becomes part of a statutory paper."""
    if len(indicators) == 1:
        return f"พิจารณาคะแนนตัวชี้วัดที่ {indicators[0].sort} {indicators[0].name} {area} ({round_})"[:300]
    return f"พิจารณาผลการให้คะแนน {len(indicators)} ตัวชี้วัด {area} ({round_})"[:300]


@transaction.atomic
def settle_scores(
    actor: Actor, *, round_id: int, area_id: int, rows: Sequence[Settlement], resolution_id: int
) -> list[SettledScore]:  # fmt: skip
    """Write down what a meeting settled. ValidationError names each row that cannot be taken, by indicator code.

    A value may differ from the median with a reason. One whose resolution is final is never changed.
    """
    round_ = Round.objects.select_for_update(of=("self",)).select_related("framework", "body").get(pk=round_id)
    rules.require(actor, "score.settle", round_)
    area = round_.areas.get(pk=area_id)
    resolution = Resolution.objects.with_standing().get(pk=resolution_id)
    _check_resolution(round_, resolution)
    indicators = {one.code: one for one in round_.framework.indicators.all()}
    proposed = proposals_of_area(round_, area)
    # Whoever adopts the minutes holds them; so do we, until we know that the old values are not final.
    list(Minutes.objects.select_for_update(of=("self",)).filter(
        meeting__agenda__resolutions__settled_scores__in=round_.settled_scores.filter(area=area)
    ).order_by("pk"))  # fmt: skip
    standing = {one.indicator.code: one for one in round_.settled_scores.filter(area=area).with_standing()}
    if not rows:
        raise Conflict(_("No value was entered."))
    faults = {row.code: fault for row in rows if (fault := _fault(round_, row, indicators, proposed, standing))}
    if faults:
        raise ValidationError(faults)
    changed = [row for row in rows if not _same(row, standing.get(row.code), resolution)]
    before = {row.code: _said(standing[row.code]) for row in changed if row.code in standing}
    settled = [_write(actor, round_, area, row, indicators, proposed, standing, resolution) for row in changed]
    if settled:
        record(
            actor, "score.settle", round_, before=before,
            after={"area": area.code, "resolution": resolution.pk} | {one.indicator.code: _said(one) for one in settled},
        )  # fmt: skip
    return settled


def _check_resolution(round_: Round, resolution: Resolution) -> None:
    meeting = resolution.agenda_item.meeting
    if meeting.body_id != round_.body_id:
        raise Conflict(_("The resolution is of another body than the round."))
    if meeting.state == MeetingState.CANCELLED:
        raise Conflict(_("That meeting was cancelled."))
    if resolution.kind in UNDECIDED:
        raise Conflict(_("This resolution decides nothing: it refuses, postpones or sends back."))


def _fault(
    round_: Round, row: Settlement, indicators: dict[str, Indicator], proposed: dict[str, Proposal],
    standing: dict[str, SettledScore],
) -> str:  # fmt: skip
    """Why this row cannot be taken; "" if it can."""
    indicator = indicators.get(row.code)
    if indicator is None:
        return _("This indicator is not in the framework of the round.")
    old = standing.get(row.code)
    if old is not None and old.resolution.final:
        same = (old.kind, old.value) == (row.kind, row.value)
        return "" if same else _("The minutes with this value have been adopted; it can no longer be changed.")
    if old is not None and (old.kind, old.value) != (row.kind, row.value) and not row.reason.strip():
        return _("A settled value is changed only with a reason.")
    if row.kind == SettledKind.NOT_APPLICABLE:
        if not indicator.may_be_not_applicable:
            return _("This indicator applies to every area.")
        return "" if row.reason.strip() else _("Say why the indicator does not apply.")
    if indicator.is_measured:
        return "" if row.kind == SettledKind.VALUE and _is_measure(row.value) else _("Give the measured number.")
    scale = round_.framework
    if row.kind != SettledKind.VALUE or row.value is None or row.value != int(row.value):
        return _("Choose a point of the scale.")
    if not scale.scale_min <= row.value <= scale.scale_max:
        return _("Choose a point of the scale.")
    median = proposed[row.code].median if row.code in proposed else None
    if median is not None and abs(row.value - median) >= 1 and not row.reason.strip():
        return _("The value differs from the median; say why.")
    return ""


def _is_measure(value: Decimal | None) -> bool:
    """A number that its column holds whole."""
    places = SettledScore._meta.get_field("value").decimal_places
    return value is not None and value.is_finite() and value.copy_abs() < WIDEST and value == round(value, places)


def _same(row: Settlement, old: SettledScore | None, resolution: Resolution) -> bool:
    if old is None:
        return False
    if old.resolution.final:
        return True
    return (old.kind, old.value, old.reason, old.resolution_id) == (row.kind, row.value, row.reason, resolution.pk)


def _write(
    actor: Actor, round_: Round, area: Area, row: Settlement, indicators: dict[str, Indicator],
    proposed: dict[str, Proposal], standing: dict[str, SettledScore], resolution: Resolution,
) -> SettledScore:  # fmt: skip
    one = standing.get(row.code) or SettledScore(round=round_, area=area, indicator=indicators[row.code])
    proposal = proposed.get(row.code)
    one.kind, one.value, one.reason = row.kind, row.value, row.reason
    one.resolution, one.settled_by_id = resolution, actor.user_id
    one.proposed = proposal.median if proposal else None
    one.counted = proposal.counted if proposal else 0
    one.distribution = {str(point): people for point, people in proposal.distribution.items()} if proposal else {}
    one.save()
    return one


def _said(one: SettledScore) -> dict[str, Any]:
    value = None if one.value is None else plain(one.value)
    return {"kind": one.kind, "value": value, "reason": one.reason, "resolution": one.resolution_id}
