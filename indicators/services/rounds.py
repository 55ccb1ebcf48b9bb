"""A round from its preparation to its end."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, time
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from areas.models import Area
from committee.models import Body, Holder, Seat
from ecotown.kernel import notices, rules
from ecotown.kernel.conflicts import Conflict
from ecotown.kernel.journal import record
from ecotown.kernel.rules import Actor
from indicators.messages import of_opening
from indicators.models import Framework, Interest, Round, RoundArea, RoundSeat, SettledScore, Sheet
from indicators.models.framework import FrameworkState
from indicators.models.interest import is_suggested
from indicators.models.round import InterestPolicy
from indicators.states import ROUND_FLOW


@transaction.atomic
def prepare_round(
    actor: Actor, *, body_id: int, framework_id: int, number: int, be_year: int, title: str,
    opens_on: date, closes_on: date, area_ids: Sequence[int], is_example: bool = False,
    closes_time: time | None = None, interest_policy: str = InterestPolicy.DISCLOSE,
) -> Round:  # fmt: skip
    """Set up a round: one framework in force, at least one area, two dates."""
    body = Body.objects.select_for_update(of=("self",)).get(pk=body_id, province_id=actor.province)
    rules.require(actor, "round.prepare", body)
    framework = Framework.objects.get(pk=framework_id, province_id=body.province_id)
    if framework.state != FrameworkState.IN_FORCE or not framework.indicators.exists():
        raise Conflict(_("A round needs a framework that is in force and holds indicators."))
    areas = list(Area.objects.filter(pk__in=area_ids, province_id=body.province_id))
    if not areas or len(areas) != len(set(area_ids)):
        raise Conflict(_("A round needs at least one area of this province."))
    if Round.objects.filter(body=body, number=number, be_year=be_year).exists():
        raise Conflict(_("Round %(number)s exists already.") % {"number": f"{number}/{be_year}"})
    round_ = Round.objects.create(
        province_id=body.province_id, body=body, framework=framework, number=number, be_year=be_year, title=title,
        opens_on=opens_on, closes_on=closes_on, is_example=is_example, closes_time=closes_time,
        interest_policy=interest_policy,
    )  # fmt: skip
    RoundArea.objects.bulk_create(RoundArea(round=round_, area=area) for area in areas)
    said = {"framework": str(framework), "areas": [area.code for area in areas], **_dates(round_)}
    said["interest_policy"] = round_.interest_policy
    suggest_interests(round_, Holder.objects.of_body_on(body.pk, actor.on))
    record(actor, "round.prepare", round_, after=said)
    return round_


@transaction.atomic
def put_off_round(
    actor: Actor, *, round_id: int, closes_on: date, opens_on: date | None = None, closes_time: time | None = None,
) -> Round:  # fmt: skip
    """Change the last day for answers; and the first, while the round has not been opened."""
    round_ = _locked(round_id)
    rules.require(actor, "round.put_off", round_)
    before = _dates(round_)
    # Whoever is saving an answer holds their sheet: they are through before this line, or meet the new dates.
    list(Sheet.objects.select_for_update(of=("self",)).filter(round=round_).order_by("pk"))
    if opens_on is not None and round_.state == "preparing":
        round_.opens_on = opens_on
    round_.closes_on, round_.closes_time = closes_on, closes_time
    if round_.closes_on < round_.opens_on:
        raise Conflict(_("The last day for answers lies before the day on which the round opens."))
    round_.save(update_fields=["opens_on", "closes_on", "closes_time"])
    record(actor, "round.put_off", round_, before=before, after=_dates(round_))
    return round_


@transaction.atomic
def open_round(actor: Actor, *, round_id: int) -> Round:
    """Give a sheet for each area to each person who holds a seat of the body today, and tell them."""
    round_ = _locked(round_id)
    rules.require(actor, "round.open", round_)
    first_seat: dict[int, Holder] = {}
    tasks, asked = RoundSeat.objects.filter(round=round_), dict[int, set[int]]()
    for seat_id, dimension_id in tasks.values_list("seat_id", "dimension_id"):
        asked.setdefault(seat_id, set()).add(dimension_id)
    dimensions: dict[int, set[int]] = {}
    for holder in Holder.objects.of_body_on(round_.body_id, actor.on).select_related("seat", "person__user"):
        if not asked or holder.seat_id in asked:
            first_seat.setdefault(holder.person_id, holder)
            dimensions.setdefault(holder.person_id, set()).update(asked.get(holder.seat_id, ()))
    if not first_seat:
        raise Conflict(_("No seat of the body is filled today, so nobody could give a score."))
    if asked and (nobody := _unasked(round_, dimensions)):
        raise Conflict(_("Nobody who sits today scores: %(dimensions)s") % {"dimensions": ", ".join(nobody)})
    round_.state = ROUND_FLOW.after(round_.state, "open")
    round_.save(update_fields=["state"])
    suggest_interests(round_, first_seat.values())
    aside = set(Interest.objects.held().filter(round=round_).values_list("area_id", "person_id"))
    sheets = Sheet.objects.bulk_create(
        Sheet(round=round_, area=area, person=holder.person, seat=holder.seat)
        for area in round_.areas.all()
        for holder in first_seat.values()
        if not round_.recuses or (area.pk, holder.person_id) not in aside
    )
    of_sheet = Sheet.dimensions.through
    of_sheet.objects.bulk_create(
        of_sheet(sheet_id=sheet.pk, dimension_id=each)
        for sheet in sheets
        for each in sorted(dimensions[sheet.person_id])
    )
    notices.send(of_opening(round_, (holder.person.recipient for holder in first_seat.values())), actor)
    record(actor, "round.open", round_, after={"state": round_.state, "members": len(first_seat)})
    return round_


@transaction.atomic
def reveal_round(actor: Actor, *, round_id: int) -> Round:
    """End the scoring and show how the scores are spread. Sheets not submitted are left out and stay unseen."""
    round_ = _locked(round_id)
    rules.require(actor, "round.reveal", round_)
    # Whoever is submitting holds their sheet: they are either through before this line, or find the round revealed.
    # Who stands aside is asked only then: an interest said meanwhile is seen by a new statement, not by one that waited.
    list(Sheet.objects.select_for_update(of=("self",)).filter(round=round_).order_by("pk"))
    sheets = list(Sheet.objects.filter(round=round_).that_count().select_related("person").order_by("pk"))
    missing = sorted({str(sheet.person) for sheet in sheets if sheet.state != "submitted"})
    submitted = [sheet for sheet in sheets if sheet.state == "submitted"]
    if not submitted:
        raise Conflict(_("Nobody has submitted a sheet yet; there is nothing to reveal."))
    round_.state = ROUND_FLOW.after(round_.state, "reveal")
    round_.revealed_at = timezone.now()
    round_.save(update_fields=["state", "revealed_at"])
    notices.notify(
        {sheet.person.user_id for sheet in sheets},
        key=f"round.reveal:{round_.pk}",
        subject=_("The scores of %(round)s have been revealed") % {"round": round_},
        path=f"/desk/rounds/{round_.pk}/",
    )
    record(
        actor, "round.reveal", round_,
        after={"state": round_.state, "sheets_submitted": len(submitted), "not_submitted": missing},
    )  # fmt: skip
    return round_


@transaction.atomic
def finish_round(actor: Actor, *, round_id: int) -> Round:
    """Close the round once every indicator of every area has a settled value in effect."""
    round_ = _locked(round_id)
    rules.require(actor, "round.settle", round_)
    settled = SettledScore.objects.filter(round=round_).with_standing()
    in_effect = sum(one.resolution.in_effect for one in settled)
    awaited = round_.areas.count() * round_.framework.indicators.count() - in_effect
    if awaited:
        raise Conflict(
            _("%(count)s indicators have no settled value in effect yet; the round cannot be closed.")
            % {"count": awaited}
        )
    round_.state = ROUND_FLOW.after(round_.state, "settle")
    round_.save(update_fields=["state"])
    record(actor, "round.settle", round_, after={"state": round_.state})
    return round_


@transaction.atomic
def assign_seats(actor: Actor, *, round_id: int, pairs: Collection[tuple[int, int]]) -> Round:
    """Say which seat scores which dimension: pairs of both ids. None at all: every seat scores everything."""
    round_ = _locked(round_id)
    rules.require(actor, "round.assign", round_)
    seats = dict(Seat.objects.on_body(round_.body_id, actor.on).values_list("pk", "post"))
    dimensions = dict(round_.framework.dimensions.values_list("pk", "code"))
    known = sorted({(seat, dimension) for seat, dimension in pairs if seat in seats and dimension in dimensions})
    if len(known) != len(set(pairs)):
        raise Conflict(_("A seat or a dimension is no longer there; look at the table again."))
    round_.round_seats.all().delete()
    RoundSeat.objects.bulk_create(
        RoundSeat(round=round_, seat_id=seat, dimension_id=dimension) for seat, dimension in known
    )
    after = [f"{seats[seat]}: {dimensions[dimension]}" for seat, dimension in known]
    record(actor, "round.assign", round_, after={"seats": after})
    return round_


def _unasked(round_: Round, dimensions: dict[int, set[int]]) -> list[str]:
    """The names of those dimensions with indicators that nobody was given."""
    given = set[int]().union(*dimensions.values())
    of_use = round_.framework.dimensions.filter(aspects__indicators__isnull=False).distinct()
    return list(of_use.exclude(pk__in=given).order_by("sort").values_list("name", flat=True))


def _locked(round_id: int) -> Round:
    # Not its key: whoever holds a sheet and says an interest writes a row of this round, and would wait for us for ever.
    mine = Round.objects.select_for_update(of=("self",), no_key=True)
    return mine.select_related("framework", "body").get(pk=round_id)


def _dates(round_: Round) -> dict[str, Any]:
    return {"opens_on": round_.opens_on, "closes_on": round_.closes_on, "closes_time": round_.closes_time}


def suggest_interests(round_: Round, holders: Iterable[Holder]) -> None:
    """Ask those whose seat belongs to the local government of an area that is scored; what was said stays."""
    Interest.objects.bulk_create(
        [
            Interest(round=round_, area=area, seat=holder.seat, person=holder.person)
            for holder in holders
            for area in round_.areas.all()
            if is_suggested(holder.seat, area)
        ],
        ignore_conflicts=True,
    )
