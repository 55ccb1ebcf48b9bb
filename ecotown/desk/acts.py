"""The acts of the rules tables, the roles and the objects in words that people read."""

from django.apps import apps
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ecotown.kernel.rules import Role

ROLES: dict[str, str | Promise] = {
    Role.PUBLIC: _("public"),
    Role.MEMBER: _("member"),
    Role.AGENCY: _("focal person of an agency"),
    Role.STAFF: _("secretariat staff"),
    Role.SECRETARY: _("secretary"),
    Role.CHAIR: _("chair"),
    Role.VERIFIER: _("verifier"),
    Role.AUDITOR: _("auditor"),
    Role.ADMIN: _("administrator"),
}

ACTS: dict[str, str | Promise] = {
    "account.give": _("Give an account"),
    "account.password": _("Set a new password for an account"),
    "account.restore": _("Restore an account"),
    "account.suspend": _("Suspend an account"),
    "agenda.add": _("Add an agenda item"),
    "agenda.arrange": _("Put matters in order"),
    "agenda.change": _("Change an agenda item"),
    "agenda.move": _("Move a matter to a later meeting"),
    "agenda.remove": _("Remove an agenda item"),
    "agenda.renew": _("Bring the agenda up to date"),
    "agenda_paper.add": _("Add a paper"),
    "agenda_paper.remove": _("Take a paper away"),
    "area.move": _("Change the status of an area"),
    "area.tie": _("Tie an area to a resolution"),
    "area.untie": _("Untie an area from a resolution"),
    "assignment.end": _("End an assignment"),
    "assignment.give": _("Assign a role"),
    "attendance.import": _("Take in the list of participants"),
    "attendance.letter": _("Record a letter of delegation"),
    "attendance.read_letter": _("Read a letter of delegation"),
    "attendance.record": _("Record attendance"),
    "correction.decline": _("Decline a correction"),
    "correction.file": _("Ask for a correction"),
    "correction.take": _("Mark a correction as made"),
    "calendar.make": _("Make a calendar address"),
    "calendar.revoke": _("Revoke a calendar address"),
    "body.add": _("Add a network"),
    "body.change": _("Change the settings of a body"),
    "body.set_agenda": _("Change the agenda template of a body"),
    "discussion.send": _("Send a matter to the agenda"),
    "duty.add": _("Add a duty"),
    "duty.change": _("Reword a duty"),
    "evidence.add": _("Add evidence"),
    "example.remove": _("Remove the example data"),
    "facts.load": _("Load the facts of a source"),
    "followup.change": _("Change a follow-up"),
    "followup.close": _("Close a follow-up"),
    "followup.open": _("Open a follow-up"),
    "followup.reopen": _("Reopen a follow-up"),
    "followup.report": _("Report on a follow-up"),
    "follow_up.remind": _("Remind an agency"),
    "framework.bring_into_force": _("Bring a framework into force"),
    "framework.copy": _("Make a new version of a framework"),
    "framework.edit": _("Edit a draft framework"),
    "framework.import": _("Import a framework"),
    "holder.end": _("End a term"),
    "holder.seat": _("Seat a holder"),
    "journal.read": _("Read the journal"),
    "meeting.call": _("Record the invitation"),
    "meeting.cancel": _("Cancel a meeting"),
    "meeting.change": _("Change a planned meeting"),
    "meeting.close": _("Close a meeting"),
    "meeting.complete": _("Complete the record of a meeting"),
    "meeting.enter_old": _("Enter a meeting from before the portal"),
    "meeting.online": _("Record of the online meeting"),
    "meeting.plan": _("Plan a meeting"),
    "meeting.tell": _("Tell the members of a meeting"),
    "members.import": _("Import a member list"),
    "minutes.adopt": _("Adopt the minutes"),
    "minutes.begin": _("Begin the minutes"),
    "minutes.circulate": _("Circulate the minutes"),
    "minutes.edition": _("Correct sealed minutes by a further edition"),
    "minutes.history": _("Read the history of minutes"),
    "minutes.lock": _("Seal the minutes"),
    "minutes.sign": _("Name who took and checked the minutes"),
    "minutes.take_back": _("Take the minutes back to a draft"),
    "minutes.take_in": _("Take in the minutes from Word"),
    "minutes.write": _("Write the minutes"),
    "notice.retry": _("Send notices again"),
    "notice.tell": _("Record what was told by hand"),
    "paper.make": _("Make an official paper"),
    "paper.retry": _("Make an official paper again after a fault"),
    "paper.send_out": _("Mark an official paper as sent out"),
    "paper.attach": _("Attach the scan of a signed paper"),
    "office.change": _("Change the settings of the office"),
    "order.add": _("Add an order"),
    "order.change": _("Change an order"),
    "partner.join": _("Take a partner into a network"),
    "partner.leave": _("Record that a partner left"),
    "person.add": _("Add a person"),
    "person.change": _("Change a person"),
    "recusal.record": _("Record a recusal"),
    "recusal.remove": _("Remove a recusal"),
    "release.approve": _("Approve a release"),
    "release.drop": _("Drop a request for release"),
    "release.prepare": _("Prepare a release"),
    "release.record_approval": _("Record the approval of a release"),
    "release.retry": _("Publish again after a fault"),
    "release.withdraw": _("Withdraw a release"),
    "reply.enter": _("Answer an invitation on behalf"),
    "reply.give": _("Answer the invitation"),
    "report.make": _("Make a report"),
    "report.retry": _("Make a report again after a fault"),
    "resolution.change": _("Change a resolution"),
    "resolution.record": _("Record a resolution"),
    "round.open": _("Open a round for scoring"),
    "round.prepare": _("Prepare a round"),
    "round.put_off": _("Change the dates of a round"),
    "round.reveal": _("Reveal the scores of a round"),
    "round.settle": _("Finish a round"),
    "score.save": _("Save a score"),
    "score.settle": _("Settle a score"),
    "seat.add": _("Add a seat"),
    "seat.change": _("Change a seat"),
    "seat.end": _("End a seat by an order"),
    "seat.keep": _("Take back the end of a seat"),
    "seat.move": _("Move a seat in the list"),
    "sheet.submit": _("Submit a score sheet"),
    "sheet.take_back": _("Take back a score sheet"),
    "round.assign": _("Say who scores what"),
    "sheet.reopen": _("Open one score sheet again"),
    "interest.declare": _("Declare an interest in an area"),
    "interest.pin": _("Decide on an interest in an area"),
}

# Also journalled, by the portal itself; nobody is asked whether they may.
OWN_ACTS: dict[str, str | Promise] = {
    "notice.mail": _("Send notices by e-mail"),
    "notice.remind": _("Remind by itself"),
    "release.publish": _("Publish a release"),
    "report.render": _("Finish the PDF of a report"),
    "paper.render": _("Finish the files of an official paper"),
}


def act_words(act: str) -> str:
    return str(ACTS.get(act) or OWN_ACTS.get(act) or act)


def role_words(roles: str) -> list[str]:
    """The roles of a journal line, which keeps them as their names in code."""
    return [str(ROLES.get(role, role)) for role in roles.split()]


def object_words(object_type: str) -> str:
    try:
        return str(apps.get_model(object_type)._meta.verbose_name)
    except (LookupError, ValueError):
        return object_type
