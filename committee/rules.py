"""Who may do what to people, orders, meetings and minutes, and why not now."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ecotown.kernel.rules import Actor, Role, Row

OFFICE = (Role.STAFF, Role.SECRETARY)
# Whoever holds something today, each for themselves.
ANYBODY = tuple(role for role in Role if role is not Role.PUBLIC)


def _meeting_is_planned(actor: Actor, meeting: Any) -> str | Promise:
    return (
        "" if meeting.state == "planned" else _("The meeting is over; its record is changed through the minutes only.")
    )


def _meeting_may_be_told(actor: Actor, meeting: Any) -> str | Promise:
    if meeting.state == "closed" or meeting.held_on < actor.on:
        return _("The meeting is over; there is nothing more to tell of it.")
    return ""


def _meeting_may_close(actor: Actor, meeting: Any) -> str | Promise:
    if meeting.state != "planned":
        return _("The meeting is already closed or cancelled.")
    if meeting.held_on > actor.on:
        return _("The day of the meeting has not come yet.")
    return ""


def _meeting_is_not_cancelled(actor: Actor, meeting: Any) -> str | Promise:
    return _("The meeting was cancelled.") if meeting.state == "cancelled" else ""


def _record_is_open(actor: Actor, meeting: Any) -> str | Promise:
    """Open until closing; and afterwards where the source was silent, until somebody enters what the papers say."""
    if meeting.is_old:
        return _("The meeting was entered from its adopted paper; that is its record.")
    if meeting.state == "cancelled":
        return _("The meeting was cancelled.")
    if meeting.state == "closed" and meeting.quorum_needed is not None:
        return _("The meeting is over; its record is changed through the minutes only.")
    return ""


def _record_has_a_gap(actor: Actor, meeting: Any) -> str | Promise:
    if meeting.state == "closed" and meeting.quorum_needed is None and not meeting.is_old:
        return ""
    return _("Nothing is missing in the record of this meeting, or it is not closed yet.")


def _particulars_are_open(actor: Actor, meeting: Any) -> str | Promise:
    """The recording of an online meeting is often at hand only after closing; adopted minutes end that."""
    return _meeting_is_not_cancelled(actor, meeting) or _minutes_are_draft(actor, getattr(meeting, "minutes", None))


def _matter_may_move(actor: Actor, agenda_item: Any) -> str | Promise:
    """Of an item `with_text().with_papers()`."""
    return "" if agenda_item.goes_on else _("This matter has been resolved on or moved already.")


def _resolutions_are_open(actor: Actor, agenda_item: Any) -> str | Promise:
    return _meeting_is_not_cancelled(actor, agenda_item.meeting) or _minutes_are_draft(
        actor, getattr(agenda_item.meeting, "minutes", None)
    )


def _minutes_are_draft(actor: Actor, minutes: Any) -> str | Promise:
    if minutes is None or minutes.state == "draft":
        return ""
    if minutes.state == "circulated":
        return _("The minutes have been circulated. Take them back to a draft first.")
    return _("The minutes have been adopted and can no longer be changed.")


def _minutes_may_circulate(actor: Actor, minutes: Any) -> str | Promise:
    if minutes.state != "draft":
        return _("Only a draft can be circulated.")
    return _attendance_is_known(minutes)


def _attendance_is_known(minutes: Any) -> str | Promise:
    if minutes.meeting.state != "closed":
        return _("Close the meeting first: its attendance is part of the minutes.")
    if minutes.meeting.quorum_needed is None:
        return _("Record who came and when the meeting began and ended: they are part of the minutes.")
    return ""


def _minutes_are_circulated(actor: Actor, minutes: Any) -> str | Promise:
    return "" if minutes.state == "circulated" else _("The minutes are not in circulation.")


def _correction_may_be_filed(actor: Actor, minutes: Any) -> str | Promise:
    if minutes.state != "circulated":
        return _("The minutes are not in circulation.")
    if not minutes.attended(actor.person_id):
        return _("Corrections are asked for by those who attended the meeting.")
    if minutes.closes_on is not None and minutes.closes_on < actor.on:
        return _("The last day for answers has passed already.")
    return ""


def _correction_is_open(actor: Actor, correction: Any) -> str | Promise:
    return "" if correction.state == "open" else _("This correction has been answered already.")


def _correction_may_be_taken(actor: Actor, correction: Any) -> str | Promise:
    if correction.minutes.state != "draft":
        return _("Take the minutes back to a draft and change the text first.")
    return _correction_is_open(actor, correction)


def _minutes_may_be_adopted(actor: Actor, minutes: Any) -> str | Promise:
    if minutes.state not in ("draft", "circulated"):
        return _("The minutes have been adopted already.")
    return _attendance_is_known(minutes)


def _minutes_are_adopted(actor: Actor, minutes: Any) -> str | Promise:
    return "" if minutes.state == "adopted" else _("Only adopted minutes can be locked.")


def _minutes_are_locked(actor: Actor, minutes: Any) -> str | Promise:
    return "" if minutes.state == "locked" else _("Only sealed minutes get a further edition.")


def _holder_still_serves(actor: Actor, holder: Any) -> str | Promise:
    """An end that lies ahead may still be brought forward: who serves until 30 September may leave in June."""
    if holder.until is None or holder.until > actor.on:
        return ""
    return _("The end of this term is already recorded.")


def _order_takes_seats_away(actor: Actor, order: Any) -> str | Promise:
    return "" if order.takes_away else _("Only an order that amends another or cancels a part of it ends single seats.")


def _body_is_a_network(actor: Actor, body: Any) -> str | Promise:
    return "" if body.is_network else _("Only a network has partners; the members of a body come from its order.")


def _body_is_appointed(actor: Actor, body: Any) -> str | Promise:
    return _("A network has no seats, no quorum and no agenda.") if getattr(body, "is_network", False) else ""


def _account_is_not_ones_own(actor: Actor, user: Any) -> str | Promise:
    return _("Nobody suspends their own account.") if user.pk == actor.user_id else ""


def _assignment_may_end(actor: Actor, assignment: Any) -> str | Promise:
    if assignment.until is not None:
        return _("The end of this assignment is already recorded.")
    if assignment.role == Role.ADMIN and assignment.person_id == actor.person_id:
        return _("Nobody ends their own assignment to look after the accounts.")
    return ""


# -- papers and the office


def _paper_failed(actor: Actor, paper: Any) -> str | Promise:
    return "" if paper.job and paper.job.state == "failed" else _("Only a failed paper can be tried again.")


def _paper_is_made(actor: Actor, paper: Any) -> str | Promise:
    return "" if paper.pdf_id is not None else _("The files are not ready yet.")


def _paper_may_go_out(actor: Actor, paper: Any) -> str | Promise:
    if paper.is_out:
        return _("This paper has gone out already.")
    if paper.kind in ("invitation", "excerpt") and not (paper.number and paper.dated and paper.signer_id):
        return _("A paper that goes out has a number, a date and a signer. Make it anew with them.")
    return _paper_is_made(actor, paper)


def _resolution_charges(actor: Actor, resolution: Any) -> str | Promise:
    if resolution.kind != "assign":
        return _("Only a resolution of the kind มอบหมาย charges somebody with a task.")
    return _meeting_is_not_cancelled(actor, resolution.agenda_item.meeting)


def _follow_up_is_open(actor: Actor, follow_up: Any) -> str | Promise:
    return "" if follow_up.state == "open" else _("This follow-up is closed. Reopen it first, with a reason.")


def _may_report(actor: Actor, follow_up: Any) -> str | Promise:
    """The office reports for everybody, naming the letter or call; a focal person for the own organisation only."""
    in_office = any(actor.holds(role, follow_up.body_id) for role in OFFICE)
    own = {held.organisation for held in actor.seats if held.role == Role.AGENCY}
    if not in_office and follow_up.agency not in own:
        return _("This task lies with another agency.")
    return _follow_up_is_open(actor, follow_up)


def _follow_up_is_closed(actor: Actor, follow_up: Any) -> str | Promise:
    return "" if follow_up.state == "closed" else _("This follow-up is open already.")


def _follow_up_is_to_be_done(actor: Actor, follow_up: Any) -> str | Promise:
    return _("The task is done; nobody is reminded of it.") if follow_up.state == "closed" else ""


# fmt: off
RULES: dict[str, Row] = {
    # act                   who may ever            why not now
    "account.give":        ((Role.ADMIN,),          None),
    "account.password":    ((Role.ADMIN,),          None),
    "account.suspend":     ((Role.ADMIN,),          _account_is_not_ones_own),
    "account.restore":     ((Role.ADMIN,),          None),
    "assignment.give":     ((Role.ADMIN,),          None),
    "assignment.end":      ((Role.ADMIN,),          _assignment_may_end),
    "person.add":          ((*OFFICE, Role.ADMIN),  None),
    "person.change":       (OFFICE,                 None),
    "body.add":            (OFFICE,                 None),
    "body.change":         (OFFICE,                 None),
    "body.set_agenda":     (OFFICE,                 _body_is_appointed),
    "partner.join":        (OFFICE,                 _body_is_a_network),
    "partner.leave":       (OFFICE,                 _body_is_a_network),
    "order.add":           (OFFICE,                 None),
    "order.change":        (OFFICE,                 None),
    "duty.add":            (OFFICE,                 None),
    "duty.change":         (OFFICE,                 None),
    "members.import":      (OFFICE,                 None),
    "seat.add":            (OFFICE,                 None),
    "seat.change":         (OFFICE,                 None),
    "seat.move":           (OFFICE,                 None),
    "seat.end":            (OFFICE,                 _order_takes_seats_away),
    "seat.keep":           (OFFICE,                 _order_takes_seats_away),
    "holder.seat":         (OFFICE,                 None),
    "holder.end":          (OFFICE,                 _holder_still_serves),
    "meeting.plan":        (OFFICE,                 _body_is_appointed),
    "meeting.change":      (OFFICE,                 _meeting_is_planned),
    "meeting.cancel":      (OFFICE,                 _meeting_is_planned),
    "meeting.call":        (OFFICE,                 _meeting_is_planned),
    "meeting.online":      (OFFICE,                 _particulars_are_open),
    "meeting.close":       (OFFICE,                 _meeting_may_close),
    "meeting.complete":    (OFFICE,                 _record_has_a_gap),
    "meeting.enter_old":   ((Role.SECRETARY,),      None),
    "agenda.add":          (OFFICE,                 _record_is_open),
    "agenda.change":       (OFFICE,                 _record_is_open),
    "agenda.remove":       (OFFICE,                 _record_is_open),
    "agenda.arrange":      (OFFICE,                 _record_is_open),
    "agenda.renew":        (OFFICE,                 _meeting_is_planned),
    "agenda.move":         (OFFICE,                 _matter_may_move),
    "agenda_paper.add":    (OFFICE,                 _meeting_is_planned),
    "agenda_paper.remove": (OFFICE,                 _meeting_is_planned),
    "reply.give":          ((Role.MEMBER,),         _meeting_is_planned),
    "reply.enter":         (OFFICE,                 _meeting_is_planned),
    "attendance.record":   (OFFICE,                 _record_is_open),
    "attendance.letter":   (OFFICE,                 _record_is_open),
    "attendance.read_letter": (OFFICE,              None),
    "attendance.import":   (OFFICE,                 _record_is_open),
    "resolution.record":   (OFFICE,                 _resolutions_are_open),
    "resolution.change":   (OFFICE,                 _resolutions_are_open),
    "recusal.record":      (OFFICE,                 _resolutions_are_open),
    "recusal.remove":      (OFFICE,                 _resolutions_are_open),
    "followup.open":       (OFFICE,                 _resolution_charges),
    "followup.change":     (OFFICE,                 _follow_up_is_open),
    "followup.report":     ((*OFFICE, Role.AGENCY), _may_report),
    "followup.close":      (OFFICE,                 _follow_up_is_open),
    "followup.reopen":     (OFFICE,                 _follow_up_is_closed),
    "minutes.begin":       (OFFICE,                 _meeting_is_not_cancelled),
    "minutes.write":       (OFFICE,                 _minutes_are_draft),
    "minutes.history":     (OFFICE,                 None),
    "minutes.take_in":     (OFFICE,                 _minutes_are_draft),
    "minutes.sign":        (OFFICE,                 _minutes_are_draft),
    "minutes.circulate":   (OFFICE,                 _minutes_may_circulate),
    "minutes.take_back":   (OFFICE,                 _minutes_are_circulated),
    "correction.file":     ((Role.MEMBER,),         _correction_may_be_filed),
    "correction.take":     (OFFICE,                 _correction_may_be_taken),
    "correction.decline":  (OFFICE,                 _correction_is_open),
    "minutes.adopt":       ((Role.SECRETARY,),      _minutes_may_be_adopted),
    "minutes.lock":        ((Role.SECRETARY,),      _minutes_are_adopted),
    "minutes.edition":     ((Role.SECRETARY,),      _minutes_are_locked),
    "paper.make":          (OFFICE,                 _meeting_is_not_cancelled),
    "paper.retry":         (OFFICE,                 _paper_failed),
    "paper.send_out":      (OFFICE,                 _paper_may_go_out),
    "paper.attach":        (OFFICE,                 _paper_is_made),
    "office.change":       (OFFICE,                 None),
    "meeting.tell":        (OFFICE,                 _meeting_may_be_told),
    "follow_up.remind":    (OFFICE,                 _follow_up_is_to_be_done),
    "notice.tell":         (OFFICE,                 None),
    "notice.retry":        (OFFICE,                 None),
    "calendar.make":       (ANYBODY,                None),
    "calendar.revoke":     (ANYBODY,                None),
}
# fmt: on
