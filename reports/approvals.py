"""Which resolutions may stand for the chair's signature."""

from committee.models import Resolution
from committee.models.body import BodyKind
from committee.models.meeting import MeetingState
from committee.models.resolution import ResolutionKind

KINDS = [ResolutionKind.AGREE, ResolutionKind.APPROVE, ResolutionKind.ASSIGN]


def approving_resolutions(province_id: str) -> list[Resolution]:
    """Those of the committee that agree to something and are in effect; the newest fifty, newest first."""
    found = Resolution.objects.filter(
        kind__in=KINDS,
        agenda_item__meeting__body__province_id=province_id,
        agenda_item__meeting__body__kind=BodyKind.COMMITTEE,
        agenda_item__meeting__state=MeetingState.CLOSED,
    ).with_standing()
    newest = found.order_by("-agenda_item__meeting__held_on", "-pk")[:50]
    return [each for each in newest if each.in_effect]
