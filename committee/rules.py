"""Who may do what to people, orders, meetings and minutes, and why not now."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ecotown.kernel.rules import Actor, Role, Row

OFFICE = (Role.STAFF, Role.SECRETARY)


def _meeting_is_planned(actor: Actor, meeting: Any) -> str | Promise:
    return "" if meeting.state == "planned" else _("The meeting is over; its record is changed through the minutes only.")


def _meeting_may_close(actor: Actor, meeting: Any) -> str | Promise:
    if meeting.state != "planned":
        return _("The meeting is already closed or cancelled.")
    if meeting.held_on > actor.on:
        return _("The day of the meeting has not come yet.")
    return ""


def _minutes_are_draft(actor: Actor, minutes: Any) -> str | Promise:
    if minutes is None or minutes.state == "draft":
        return ""
    if minutes.state == "circulated":
        return _("The minutes have been circulated. Take them back to a draft first.")
    return _("The minutes have been adopted and can no longer be changed.")


def _minutes_may_circulate(actor: Actor, minutes: Any) -> str | Promise:
    if minutes.state != "draft":
        return _("Only a draft can be circulated.")
    return "" if minutes.meeting.state == "closed" else _("Close the meeting first: its attendance is part of the minutes.")


def _minutes_are_circulated(actor: Actor, minutes: Any) -> str | Promise:
    return "" if minutes.state == "circulated" else _("The minutes are not in circulation.")


def _minutes_may_be_adopted(actor: Actor, minutes: Any) -> str | Promise:
    if minutes.state not in ("draft", "circulated"):
        return _("The minutes have been adopted already.")
    return "" if minutes.meeting.state == "closed" else _("Close the meeting first: its attendance is part of the minutes.")


def _minutes_are_adopted(actor: Actor, minutes: Any) -> str | Promise:
    return "" if minutes.state == "adopted" else _("Only adopted minutes can be locked.")


def _holder_still_serves(actor: Actor, holder: Any) -> str | Promise:
    return "" if holder.until is None else _("The end of this term is already recorded.")


RULES: dict[str, Row] = {
    # act                   who may ever            why not now
    "account.give":        ((Role.ADMIN,),          None),
    "account.suspend":     ((Role.ADMIN,),          None),
    "assignment.give":     ((Role.ADMIN,),          None),
    "person.add":          ((*OFFICE, Role.ADMIN),  None),
    "person.change":       (OFFICE,                 None),
    "order.add":           (OFFICE,                 None),
    "seat.add":            (OFFICE,                 None),
    "holder.seat":         (OFFICE,                 None),
    "holder.end":          (OFFICE,                 _holder_still_serves),
    "meeting.plan":        (OFFICE,                 None),
    "meeting.change":      (OFFICE,                 _meeting_is_planned),
    "meeting.close":       (OFFICE,                 _meeting_may_close),
    "agenda.add":          (OFFICE,                 _meeting_is_planned),
    "attendance.record":   (OFFICE,                 _meeting_is_planned),
    "resolution.record":   (OFFICE,                 None),
    "minutes.write":       (OFFICE,                 _minutes_are_draft),
    "minutes.circulate":   (OFFICE,                 _minutes_may_circulate),
    "minutes.take_back":   (OFFICE,                 _minutes_are_circulated),
    "minutes.adopt":       ((Role.SECRETARY,),      _minutes_may_be_adopted),
    "minutes.lock":        ((Role.SECRETARY,),      _minutes_are_adopted),
}
