"""Who has an interest in an area that is scored: the member says so, the chair may decide it."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from committee.models import Holder
from ecotown.kernel import rules
from ecotown.kernel.journal import record
from ecotown.kernel.rules import Actor
from indicators.models import Interest, Round, Sheet
from indicators.models.interest import Standing


@transaction.atomic
def declare_interest(actor: Actor, *, sheet_id: int, has: bool, reason: str = "") -> Interest:
    """Say for one's own sheet whether one has an interest in its area; with one, which."""
    sheet = Sheet.objects.hold(sheet_id)
    rules.require(actor, "interest.declare", sheet)
    standing = Standing.DECLARED if has else Standing.DENIED
    return _say(actor, "interest.declare", sheet.round, sheet.area_id, sheet.person_id, sheet.seat_id, standing, reason)


@transaction.atomic
def pin_interest(actor: Actor, *, round_id: int, area_id: int, seat_id: int, has: bool, reason: str) -> Interest:
    """Decide it for a member, who cannot undo it; also before anybody has a sheet."""
    round_ = Round.objects.select_for_update(of=("self",), no_key=True).get(pk=round_id)
    rules.require(actor, "interest.pin", round_)
    area = round_.areas.get(pk=area_id)
    holder = Holder.objects.of_body_on(round_.body_id, actor.on).get(seat_id=seat_id)
    # Whoever is submitting holds their sheet: they are through before this line, or find that they stand aside.
    list(Sheet.objects.select_for_update(of=("self",)).filter(round=round_, area=area, person=holder.person_id))
    standing = Standing.PINNED if has else Standing.DENIED
    return _say(actor, "interest.pin", round_, area.pk, holder.person_id, seat_id, standing, reason)


def _say(
    actor: Actor, act: str, round_: Round, area_id: int, person_id: int, seat_id: int, standing: str, reason: str
) -> Interest:  # fmt: skip
    if standing != Standing.DENIED and not reason.strip():
        raise ValidationError({"reason": _("Say what the interest is.")})
    known = {"round": round_, "area_id": area_id, "person_id": person_id}
    one = Interest.objects.filter(**known).first() or Interest(**known, seat_id=seat_id)
    before = {"standing": one.standing if one.pk else "", "reason": one.reason}
    if one.pk and (one.standing, one.reason) == (standing, reason):
        return one
    one.standing, one.reason = standing, reason
    one.said_by_id, one.said_at = actor.user_id, timezone.now()
    one.save()
    record(actor, act, one, before=before, after={"standing": standing, "reason": reason})
    return one
