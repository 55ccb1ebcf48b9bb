"""What waits for the one who asks."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from committee.models import FollowUp, Meeting
from ecotown.kernel import thai
from ecotown.kernel.models import Mailing
from ecotown.kernel.rules import Actor, Role
from ecotown.kernel.todo import Todo

OFFICE = {Role.STAFF, Role.SECRETARY}


DUE_SOON_DAYS = 30


def todo(actor: Actor) -> list[Todo]:
    return [*_of_meetings(actor), *_of_follow_ups(actor), *_to_be_told(actor)]


def _of_follow_ups(actor: Actor) -> list[Todo]:
    """One query. For the office those that are overdue or due soon; for a focal person every open one of the own agency."""
    mine = FollowUp.objects.visible_to(actor).for_list()
    if actor.roles & OFFICE:
        waiting, act = mine.due_within(DUE_SOON_DAYS, actor.on), _("Open the follow-up")
    elif Role.AGENCY in actor.roles:
        own = [held.organisation for held in actor.seats if held.role == Role.AGENCY]
        waiting, act = mine.still_open().filter(agency__in=own), _("Report what has been done")
    else:
        return []
    return [_of_follow_up(each, act) for each in waiting]


def _of_follow_up(follow_up: FollowUp, act: str) -> Todo:
    meeting = follow_up.resolution.agenda_item.meeting
    facts = {"agency": follow_up.agency, "number": meeting.display_number}
    why = _("%(agency)s, by resolution of meeting %(number)s") % facts
    title = thai.shorten(thai.normalize_name(follow_up.task), 120)
    return Todo(title, reverse("committee:follow_up", args=[follow_up.pk]), why, follow_up.due, act)


def _of_meetings(actor: Actor) -> list[Todo]:
    """Every meeting whose record is not sealed, with its minutes; and of a member the invitations without a reply."""
    if not actor.roles & {*OFFICE, Role.MEMBER}:
        return []
    meetings = Meeting.objects.visible_to(actor).unfinished()
    own = actor.office_bodies()
    found = (_of_office(actor, each) if own is None or each.body_id in own else _of_member(each) for each in meetings)
    asked = Meeting.objects.visible_to(actor).waiting_for_reply(actor) if Role.MEMBER in actor.roles else []
    return [*(_of_invited(each) for each in asked), *(one for one in found if one is not None)]


def _of_invited(meeting: Meeting) -> Todo:
    """`meeting` as `waiting_for_reply` finds it."""
    number = {"number": meeting.display_number}
    page = reverse("committee:reply", args=[meeting.pk, meeting.seat_asked])  # type: ignore[attr-defined]
    title = _("Say whether you will come to meeting %(number)s") % number
    return Todo(title, page, meeting.venue, meeting.held_on, _("Answer the invitation"))


def _to_be_told(actor: Actor) -> list[Todo]:
    """Notices that wait for somebody's hand: one query more for the office."""
    if not actor.roles & OFFICE:
        return []
    return [_by_hand(each) for each in Mailing.objects.visible_to(actor).waiting_for_a_hand(timezone.now())]


def _by_hand(mailing: Any) -> Todo:
    """Of a mailing with its counts."""
    count = mailing.by_hand + mailing.failed
    why = ngettext("%(count)s recipient to be told by hand", "%(count)s recipients to be told by hand", count)
    page = reverse("committee:mailing", args=[mailing.pk])
    return Todo(
        _("Tell: %(subject)s") % {"subject": mailing.subject}, page, why % {"count": count}, act=_("Tell them and tick")
    )


def _of_office(actor: Actor, meeting: Meeting) -> Todo | None:
    number, minutes = {"number": meeting.display_number}, getattr(meeting, "minutes", None)
    waiting: int = getattr(meeting, "open_corrections", 0)
    page, text = reverse("committee:meeting", args=[meeting.pk]), reverse("committee:minutes", args=[meeting.pk])
    if meeting.state == "planned":
        if meeting.held_on > actor.on:
            act = _("Open the meeting")
            return Todo(_("Prepare meeting %(number)s") % number, page, meeting.venue, meeting.held_on, act)
        title = _("Record attendance and resolutions of meeting %(number)s and close it") % number
        return Todo(title, page, meeting.venue, meeting.held_on, _("Open the meeting"))
    if minutes is None:
        return Todo(_("Begin the minutes of meeting %(number)s") % number, page, act=_("Open the meeting"))
    if minutes.state == "draft":
        title = _("Write the minutes of meeting %(number)s and circulate them") % number
        return Todo(title, text, act=_("Write the minutes"))
    if minutes.state == "circulated" and waiting:
        title = _("Answer the corrections to the minutes of meeting %(number)s") % number
        return Todo(
            title,
            reverse("committee:corrections", args=[meeting.pk]),
            due=minutes.closes_on,
            act=_("To the corrections"),
        )
    if not actor.holds(Role.SECRETARY, meeting.body_id):
        return None
    if minutes.state == "circulated":
        title = _("Record the adoption of the minutes of meeting %(number)s") % number
        return Todo(title, text, due=minutes.closes_on, act=_("To the minutes"))
    return Todo(_("Seal the adopted minutes of meeting %(number)s") % number, text, act=_("To the minutes"))


def _of_member(meeting: Meeting) -> Todo | None:
    minutes = getattr(meeting, "minutes", None)
    if minutes is None or minutes.state != "circulated":
        return None
    title = _("Read the minutes of meeting %(number)s") % {"number": meeting.display_number}
    why = _("Tell the office what to correct.")
    return Todo(title, reverse("committee:minutes", args=[meeting.pk]), why, minutes.closes_on, _("Read the minutes"))
