"""Route x actor -> answer: the access matrix.

`ok` let in, `in` sent to the login, 403 refused with a reason, 404 nothing there.

stranger   the secretary of another province          agency     focal person of an agency
suspended  a secretary whose account is suspended     auditor    reads the journal
former     a secretary whose term ended yesterday     admin      looks after the accounts, and nothing else

Where a right depends on the state of the object, the object stands in the state that lets the act happen, but for:
an order and an evidence without a file, minutes that are a draft, a paper that is neither out nor signed, a round that
is open (round) or revealed (revealed), a release that was prepared by `staff` and waits for approval.
an order, an evidence, a paper and a letter without a file, minutes that are a draft, a round that is open (round) or revealed (revealed),
a release that was prepared by `staff` and waits for approval.
an order, an evidence and a report on a follow-up without a file, minutes that are a draft, a round that is open (round)
or revealed (revealed), a release that was prepared by `staff` and waits for approval.
"""

from dataclasses import dataclass

ACTORS = [
    "public",
    "stranger",
    "suspended",
    "former",
    "member",
    "agency",
    "auditor",
    "admin",
    "staff",
    "secretary",
    "chair",
]


@dataclass(frozen=True)
class Row:
    route: str
    methods: frozenset[str]
    target: str
    answers: dict[str, str]


def read(table: str) -> list[Row]:
    """A line is: route, methods joined by +, answers in the order of ACTORS, then the target after a |."""
    rows = []
    for line in table.strip().splitlines():
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        said, _bar, target = line.partition("|")
        route, methods, *answers = said.split()
        assert len(answers) == len(ACTORS), line
        rows.append(Row(route, frozenset(methods.split("+")), target.strip(), dict(zip(ACTORS, answers, strict=True))))
    return rows


ROWS = read("""
# the public site
#                                 method publ stra susp form memb agen audi admi staf secr chai
public:releases                    GET   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
public:release                     GET   404  404  404  404  404  404  404  404  404  404  404  | number=published.number
public:release_pdf                 GET   404  404  404  404  404  404  404  404  404  404  404  | number=published.number
public:home                        GET   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
public:area                        GET   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   | /areas/830104/
public:page                        GET   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   | /about/
# the desk
#                                 method publ stra susp form memb agen audi admi staf secr chai
desk:home                          GET   in   ok   in   ok   ok   ok   ok   ok   ok   ok   ok
desk:levels                        GET   in   ok   in   ok   ok   ok   ok   ok   ok   ok   ok
desk:notices                       GET   in   ok   in   ok   ok   ok   ok   ok   ok   ok   ok
desk:read_notices                  POST  in   ok   in   ok   ok   ok   ok   ok   ok   ok   ok
desk:journal                       GET   in   ok   in   403  403  403  ok   403  403  ok   403
desk:gallery                       GET   in   ok   in   ok   ok   ok   ok   ok   ok   ok   ok
# people, orders, meetings, minutes
#                                 method publ stra susp form memb agen audi admi staf secr chai
committee:people                   GET   in   ok   in   403  403  403  403  ok   ok   ok   403
committee:person_add               GET   in   ok   in   403  403  403  403  ok   ok   ok   403
committee:person_add               POST  in   ok   in   403  403  403  403  ok   ok   ok   403
committee:person                   GET   in   404  in   403  403  403  403  ok   ok   ok   403  | pk=person
committee:person_change            GET   in   404  in   404  403  403  403  403  ok   ok   403  | pk=person
committee:person_change            POST  in   404  in   404  403  403  403  403  ok   ok   403  | pk=person
committee:account_give             GET   in   404  in   404  403  403  403  ok   403  403  403  | pk=person
committee:account_give             POST  in   404  in   404  403  403  403  ok   403  403  403  | pk=person
committee:account_password         GET   in   404  in   404  403  403  403  ok   403  403  403  | pk=person
committee:account_password         POST  in   404  in   404  403  403  403  ok   403  403  403  | pk=person
committee:account_suspend          POST  in   404  in   404  403  403  403  ok   403  403  403  | pk=person
committee:account_restore          POST  in   404  in   404  403  403  403  ok   403  403  403  | pk=person
committee:assignment_give          GET   in   404  in   404  403  403  403  ok   403  403  403  | pk=person
committee:assignment_give          POST  in   404  in   404  403  403  403  ok   403  403  403  | pk=person
committee:assignment_end           GET   in   404  in   404  403  403  403  ok   403  403  403  | pk=assignment
committee:assignment_end           POST  in   404  in   404  403  403  403  ok   403  403  403  | pk=assignment
committee:accounts                 GET   in   403  in   403  403  403  403  ok   403  403  403
committee:orders                   GET   in   ok   in   ok   ok   ok   ok   ok   ok   ok   ok
committee:order_add                GET   in   ok   in   403  403  403  403  403  ok   ok   403
committee:order_add                POST  in   ok   in   403  403  403  403  403  ok   ok   403
committee:order                    GET   in   404  in   404  ok   ok   ok   ok   ok   ok   ok   | pk=order
committee:order_scan               GET   in   404  in   404  404  404  404  404  404  404  404  | pk=order
committee:seat_add                 GET   in   404  in   404  403  403  403  403  ok   ok   403  | pk=order
committee:seat_add                 POST  in   404  in   404  403  403  403  403  ok   ok   403  | pk=order
committee:holder_seat              GET   in   404  in   404  403  403  403  403  ok   ok   403  | pk=seat
committee:holder_seat              POST  in   404  in   404  403  403  403  403  ok   ok   403  | pk=seat
committee:holder_end               GET   in   404  in   404  403  403  403  403  ok   ok   403  | pk=holder
committee:holder_end               POST  in   404  in   404  403  403  403  403  ok   ok   403  | pk=holder
committee:order_change             GET  in   404  in   404  403  403  403  403  ok   ok   403  | pk=order
committee:order_change             POST in   404  in   404  403  403  403  403  ok   ok   403  | pk=order
committee:duty_add                 GET  in   404  in   404  403  403  403  403  ok   ok   403  | pk=order
committee:duty_add                 POST in   404  in   404  403  403  403  403  ok   ok   403  | pk=order
committee:duties                   GET  in   ok   in   ok   ok   ok   ok   ok   ok   ok   ok
committee:duty                     GET  in   404  in   404  ok   ok   ok   ok   ok   ok   ok  | pk=duty
committee:duty_change              GET  in   404  in   404  403  403  403  403  ok   ok   403  | pk=duty
committee:duty_change              POST in   404  in   404  403  403  403  403  ok   ok   403  | pk=duty
committee:members_import           GET  in   404  in   404  403  403  403  403  ok   ok   403  | pk=order
committee:members_import           POST in   404  in   404  403  403  403  403  ok   ok   403  | pk=order
committee:seat_end                 GET  in   404  in   404  403  403  403  403  ok   ok   403  | pk=amending
committee:seat_end                 POST in   404  in   404  403  403  403  403  ok   ok   403  | pk=amending
committee:seat_change              GET  in   404  in   404  403  403  403  403  ok   ok   403  | pk=seat
committee:seat_change              POST in   404  in   404  403  403  403  403  ok   ok   403  | pk=seat
committee:seat_keep                POST  in   404  in   404  403  403  403  403  ok   ok   403  | pk=ended
committee:seat_move                POST in   404  in   404  403  403  403  403  ok   ok   403  | pk=seat
committee:bodies                   GET  in   ok   in   ok   ok   ok   ok   ok   ok   ok   ok
committee:network_add              GET  in   ok   in   403  403  403  403  403  ok   ok   403
committee:network_add              POST in   ok   in   403  403  403  403  403  ok   ok   403
committee:body                     GET  in   404  in   404  ok   ok   ok   ok   ok   ok   ok  | pk=body
committee:body_members             GET  in   404  in   404  ok   ok   ok   ok   ok   ok   ok  | pk=body
committee:body_change              GET  in   404  in   404  403  403  403  403  ok   ok   403  | pk=body
committee:body_change              POST in   404  in   404  403  403  403  403  ok   ok   403  | pk=body
committee:body_agenda              GET  in   404  in   404  403  403  403  403  ok   ok   403  | pk=body
committee:body_agenda              POST in   404  in   404  403  403  403  403  ok   ok   403  | pk=body
committee:partner_join             GET  in   404  in   404  403  403  403  403  ok   ok   403  | pk=network
committee:partner_join             POST in   404  in   404  403  403  403  403  ok   ok   403  | pk=network
committee:partner_leave            GET  in   404  in   404  403  403  403  403  ok   ok   403  | pk=partner
committee:partner_leave            POST in   404  in   404  403  403  403  403  ok   ok   403  | pk=partner
committee:meetings                 GET   in   ok   in   ok   ok   ok   ok   ok   ok   ok   ok
committee:meeting_plan             GET   in   ok   in   403  403  403  403  403  ok   ok   403
committee:meeting_plan             POST  in   ok   in   403  403  403  403  403  ok   ok   403
committee:meeting                  GET   in   404  in   404  ok   ok   ok   ok   ok   ok   ok   | pk=meeting
committee:meeting_change           GET   in   404  in   404  403  403  403  403  ok   ok   403  | pk=meeting
committee:meeting_change           POST  in   404  in   404  403  403  403  403  ok   ok   403  | pk=meeting
committee:meeting_cancel           GET   in   404  in   404  403  403  403  403  ok   ok   403  | pk=meeting
committee:meeting_cancel           POST  in   404  in   404  403  403  403  403  ok   ok   403  | pk=meeting
committee:attendance               GET   in   404  in   404  403  403  403  403  ok   ok   403  | pk=meeting
committee:attendance               POST  in   404  in   404  403  403  403  403  ok   ok   403  | pk=meeting
committee:attendance_rest          POST  in   404  in   404  403  403  403  403  ok   ok   403  | pk=meeting
committee:participants             GET   in   404  in   404  403  403  403  403  ok   ok   403  | pk=meeting
committee:participants             POST  in   404  in   404  403  403  403  403  ok   ok   403  | pk=meeting
committee:attendance_letter        GET   in   404  in   404  403  403  403  403  ok   ok   403  | pk=stand_in
committee:attendance_letter        POST  in   404  in   404  403  403  403  403  ok   ok   403  | pk=stand_in
committee:attendance_letter_file   GET   in   404  in   404  403  403  403  403  404  404  403  | pk=stand_in
committee:reply                    GET   in   404  in   404  ok   403  403  403  ok   ok   403  | pk=meeting seat=seat
committee:reply                    POST  in   404  in   404  ok   403  403  403  ok   ok   403  | pk=meeting seat=seat
committee:meeting_call             GET   in   404  in   404  403  403  403  403  ok   ok   403  | pk=meeting
committee:meeting_call             POST  in   404  in   404  403  403  403  403  ok   ok   403  | pk=meeting
committee:meeting_online           GET   in   404  in   404  403  403  403  403  ok   ok   403  | pk=meeting
committee:meeting_online           POST  in   404  in   404  403  403  403  403  ok   ok   403  | pk=meeting
committee:agenda_renew             POST  in   404  in   404  403  403  403  403  ok   ok   403  | pk=meeting
committee:agenda_shift             POST  in   404  in   404  403  403  403  403  ok   ok   403  | pk=item
committee:agenda_move              GET   in   404  in   404  403  403  403  403  ok   ok   403  | pk=item
committee:agenda_move              POST  in   404  in   404  403  403  403  403  ok   ok   403  | pk=item
committee:agenda_paper_add         GET   in   404  in   404  403  403  403  403  ok   ok   403  | pk=item
committee:agenda_paper_add         POST  in   404  in   404  403  403  403  403  ok   ok   403  | pk=item
committee:agenda_paper             GET   in   404  in   404  404  404  404  404  404  404  404  | pk=paper_elsewhere
committee:agenda_paper_remove      POST  in   404  in   404  403  403  403  403  ok   ok   403  | pk=paper_elsewhere
committee:meeting_close            GET   in   404  in   404  403  403  403  403  ok   ok   403  | pk=meeting
committee:meeting_close            POST  in   404  in   404  403  403  403  403  ok   ok   403  | pk=meeting
committee:agenda_add               GET   in   404  in   404  403  403  403  403  ok   ok   403  | pk=meeting
committee:agenda_add               POST  in   404  in   404  403  403  403  403  ok   ok   403  | pk=meeting
committee:agenda_change            GET   in   404  in   404  403  403  403  403  ok   ok   403  | pk=item
committee:agenda_change            POST  in   404  in   404  403  403  403  403  ok   ok   403  | pk=item
committee:agenda_remove            POST  in   404  in   404  403  403  403  403  ok   ok   403  | pk=item
committee:resolution_add           GET   in   404  in   404  403  403  403  403  ok   ok   403  | pk=item
committee:resolution_add           POST  in   404  in   404  403  403  403  403  ok   ok   403  | pk=item
committee:resolutions              GET   in   ok   in   ok   ok   ok   ok   ok   ok   ok   ok
committee:recusals                 GET   in   404  in   404  403  403  403  403  ok   ok   403  | pk=item
committee:recusals                 POST  in   404  in   404  403  403  403  403  ok   ok   403  | pk=item
committee:recusal_remove           POST  in   404  in   404  403  403  403  403  ok   ok   403  | pk=recusal
committee:resolutions_csv          GET   in   ok   in   ok   ok   ok   ok   ok   ok   ok   ok
committee:resolutions_xlsx         GET   in   ok   in   ok   ok   ok   ok   ok   ok   ok   ok
committee:resolution               GET   in   404  in   404  ok   ok   ok   ok   ok   ok   ok   | pk=resolution
committee:resolution_change        GET   in   404  in   404  403  403  403  403  ok   ok   403  | pk=resolution
committee:resolution_change        POST  in   404  in   404  403  403  403  403  ok   ok   403  | pk=resolution
committee:follow_up_open           GET   in   404  in   404  403  403  403  403  ok   ok   403  | pk=charging
committee:follow_up_open           POST  in   404  in   404  403  403  403  403  ok   ok   403  | pk=charging
committee:follow_ups               GET   in   ok   in   ok   ok   ok   ok   ok   ok   ok   ok
# an agency's focal person: `task` is of the own agency, `foreign` of another one
committee:follow_up                GET   in   404  in   404  ok   ok   ok   ok   ok   ok   ok   | pk=task
committee:follow_up                GET   in   404  in   404  ok   404  ok   ok   ok   ok   ok   | pk=foreign
committee:follow_up_report         GET   in   404  in   404  403  ok   403  403  ok   ok   403  | pk=task
committee:follow_up_report         POST  in   404  in   404  403  ok   403  403  ok   ok   403  | pk=task
committee:follow_up_report         GET   in   404  in   404  403  404  403  403  ok   ok   403  | pk=foreign
committee:follow_up_report         POST  in   404  in   404  403  404  403  403  ok   ok   403  | pk=foreign
committee:follow_up_change         GET   in   404  in   404  403  403  403  403  ok   ok   403  | pk=task
committee:follow_up_change         POST  in   404  in   404  403  403  403  403  ok   ok   403  | pk=task
committee:follow_up_close          GET   in   404  in   404  403  403  403  403  ok   ok   403  | pk=task
committee:follow_up_close          POST  in   404  in   404  403  403  403  403  ok   ok   403  | pk=task
committee:follow_up_reopen         GET   in   404  in   404  403  403  403  403  ok   ok   403  | pk=done
committee:follow_up_reopen         POST  in   404  in   404  403  403  403  403  ok   ok   403  | pk=done
committee:follow_up_evidence       GET   in   404  in   404  404  404  404  404  404  404  404  | pk=note
committee:minutes                  GET   in   404  in   404  ok   ok   ok   ok   ok   ok   ok   | pk=held
committee:minutes_paper            GET   in   404  in   404  404  404  404  404  ok   ok   404  | pk=held
committee:minutes_begin            POST  in   404  in   404  403  403  403  403  ok   ok   403  | pk=held
committee:minutes_signers          GET   in   404  in   404  404  404  404  404  ok   ok   404  | pk=held
committee:minutes_signers          POST  in   404  in   404  404  404  404  404  ok   ok   404  | pk=held
committee:minutes_circulate        GET   in   404  in   404  404  404  404  404  ok   ok   404  | pk=held
committee:minutes_circulate        POST  in   404  in   404  404  404  404  404  ok   ok   404  | pk=held
committee:minutes_take_back        GET   in   404  in   404  404  404  404  404  403  403  404  | pk=held
committee:minutes_take_back        POST  in   404  in   404  404  404  404  404  403  403  404  | pk=held
committee:minutes_adopt            GET   in   404  in   404  404  404  404  404  403  ok   404  | pk=held
committee:minutes_adopt            POST  in   404  in   404  404  404  404  404  403  ok   404  | pk=held
committee:minutes_lock             POST  in   404  in   404  404  404  404  404  403  403  404  | pk=held
committee:minutes_take_in          GET   in   404  in   404  404  404  404  404  ok   ok   404  | pk=held
committee:minutes_take_in          POST  in   404  in   404  404  404  404  404  ok   ok   404  | pk=held
committee:minutes_take_in_confirm  POST  in   404  in   404  404  404  404  404  ok   ok   404  | pk=held
committee:corrections              GET   in   404  in   404  404  404  404  404  ok   ok   404  | pk=held
committee:correction_file          GET   in   404  in   404  404  404  404  404  403  403  404  | pk=held
committee:correction_file          POST  in   404  in   404  404  404  404  404  403  403  404  | pk=held
committee:correction_take          POST  in   404  in   404  404  404  404  404  ok   ok   404  | pk=correction
committee:correction_decline       GET   in   404  in   404  404  404  404  404  ok   ok   404  | pk=correction
committee:correction_decline       POST  in   404  in   404  404  404  404  404  ok   ok   404  | pk=correction
committee:edition_make             GET   in   404  in   404  404  404  404  404  403  403  404  | pk=held
committee:edition_make             POST  in   404  in   404  404  404  404  404  403  403  404  | pk=held
committee:edition                  GET   in   404  in   404  ok   ok   ok   ok   ok   ok   ok   | pk=old number=old.number
committee:edition_file             GET   in   404  in   404  ok   ok   ok   ok   ok   ok   ok   | pk=old number=old.number
committee:minutes_scan             GET   in   404  in   404  ok   ok   ok   ok   ok   ok   ok   | pk=old
committee:old_meeting_enter        GET   in   ok   in   403  403  403  403  403  ok   ok   403
committee:old_meeting_enter        POST  in   ok   in   403  403  403  403  403  ok   ok   403
committee:papers                   GET   in   404  in   404  ok   ok   ok   ok   ok   ok   ok   | pk=meeting
committee:paper_make               GET   in   404  in   404  403  403  403  403  ok   ok   403  | pk=meeting kind=paper.kind
committee:paper_make               POST  in   404  in   404  403  403  403  403  ok   ok   403  | pk=meeting kind=paper.kind
committee:excerpt_make             GET   in   404  in   404  403  403  403  403  ok   ok   403  | pk=resolution
committee:excerpt_make             POST  in   404  in   404  403  403  403  403  ok   ok   403  | pk=resolution
committee:paper                    GET   in   404  in   404  404  404  404  404  ok   ok   404  | pk=paper
committee:paper_state              GET   in   404  in   404  404  404  404  404  ok   ok   404  | pk=paper
committee:paper_pdf                GET   in   404  in   404  404  404  404  404  ok   ok   404  | pk=paper
committee:paper_docx               GET   in   404  in   404  404  404  404  404  ok   ok   404  | pk=paper
committee:paper_scan               GET   in   404  in   404  404  404  404  404  404  404  404  | pk=paper
committee:paper_attach             GET   in   404  in   404  404  404  404  404  ok   ok   404  | pk=paper
committee:paper_attach             POST  in   404  in   404  404  404  404  404  ok   ok   404  | pk=paper
committee:paper_retry              POST  in   404  in   404  404  404  404  404  403  403  404  | pk=paper
committee:paper_send_out           POST  in   404  in   404  404  404  404  404  ok   ok   404  | pk=paper
committee:office                   GET   in   ok   in   403  403  403  403  403  ok   ok   403
committee:office                   POST  in   ok   in   403  403  403  403  403  ok   ok   403
committee:entry_write              POST  in   404  in   404  404  404  404  404  ok   ok   404  | pk=entry
committee:entry_paste              POST  in   404  in   404  404  404  404  404  ok   ok   404  | pk=entry
committee:entry_history            GET   in   404  in   404  404  404  404  404  ok   ok   404  | pk=entry
committee:entry_bring_back         POST  in   404  in   404  404  404  404  404  ok   ok   404  | pk=entry
# notices and calendar
#                                 method publ stra susp form memb agen audi admi staf secr chai
committee:meeting_notices          GET   in   404  in   404  ok   ok   ok   ok   ok   ok   ok   | pk=coming
committee:meeting_tell             GET   in   404  in   404  403  403  403  403  ok   ok   403  | pk=coming
committee:meeting_tell             POST  in   404  in   404  403  403  403  403  ok   ok   403  | pk=coming
committee:meeting_ics              GET   in   404  in   404  ok   ok   ok   ok   ok   ok   ok   | pk=coming
committee:follow_up_remind         GET   in   404  in   404  403  403  403  403  ok   ok   403  | pk=follow_up
committee:follow_up_remind         POST  in   404  in   404  403  403  403  403  ok   ok   403  | pk=follow_up
committee:mailings                 GET   in   ok   in   403  403  403  403  403  ok   ok   403
committee:mailing                  GET   in   404  in   404  404  404  404  404  ok   ok   404  | pk=mailing
committee:mailing_tell             POST  in   404  in   404  404  404  404  404  ok   ok   404  | pk=mailing
committee:mailing_retry            POST  in   404  in   404  404  404  404  404  ok   ok   404  | pk=mailing
committee:mailing_slips            GET   in   404  in   404  404  404  404  404  ok   ok   404  | pk=mailing
committee:calendar                 GET   in   ok   in   ok   ok   ok   ok   ok   ok   ok   ok
committee:calendar_make            POST  in   ok   in   403  ok   ok   ok   ok   ok   ok   ok
committee:calendar_revoke          POST  in   ok   in   403  ok   ok   ok   ok   ok   ok   ok
# Outside the login: whoever knows the address. Any other gives the same 404 (tests/committee/test_calendar.py).
calendar_feed                      GET   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   | token=feed.secret
# areas and evidence
#                                 method publ stra susp form memb agen audi admi staf secr chai
areas:list                         GET   in   ok   in   ok   ok   ok   ok   ok   ok   ok   ok
areas:area                         GET   in   404  in   404  ok   ok   ok   ok   ok   ok   ok   | code=area.code
areas:move                         GET   in   404  in   404  403  403  403  403  403  ok   403  | code=area.code
areas:move                         POST  in   404  in   404  403  403  403  403  403  ok   403  | code=area.code
areas:add_evidence                 GET   in   404  in   404  ok   ok   403  403  ok   ok   ok   | code=area.code
areas:add_evidence                 POST  in   404  in   404  ok   ok   403  403  ok   ok   ok   | code=area.code
areas:evidence_file                GET   in   404  in   404  404  404  404  404  404  404  404  | pk=evidence
areas:of_resolution                GET   in   404  in   404  ok   ok   ok   ok   ok   ok   ok   | pk=resolution
areas:tie                          POST  in   404  in   404  403  403  403  403  ok   ok   403  | pk=resolution
areas:untie                        POST  in   404  in   404  403  403  403  403  ok   ok   403  | pk=resolution code=area.code
# frameworks, rounds, sheets, settled scores
#                                 method publ stra susp form memb agen audi admi staf secr chai
indicators:frameworks              GET   in   ok   in   ok   ok   ok   ok   ok   ok   ok   ok
indicators:framework_import        GET   in   ok   in   403  403  403  403  403  ok   ok   403
indicators:framework_import        POST  in   ok   in   403  403  403  403  403  ok   ok   403
indicators:framework               GET   in   404  in   404  ok   ok   ok   ok   ok   ok   ok   | pk=framework
indicators:framework_enforce       POST  in   404  in   404  403  403  403  403  403  ok   403  | pk=framework
indicators:framework_export        GET   in   404  in   404  ok   ok   ok   ok   ok   ok   ok   | pk=framework
indicators:framework_workbook      GET   in   404  in   404  ok   ok   ok   ok   ok   ok   ok   | pk=framework
indicators:framework_compare       GET   in   404  in   404  ok   ok   ok   ok   ok   ok   ok   | pk=framework
indicators:framework_copy          GET   in   404  in   404  403  403  403  403  ok   ok   403  | pk=framework
indicators:framework_copy          POST  in   404  in   404  403  403  403  403  ok   ok   403  | pk=framework
indicators:framework_level         GET   in   404  in   404  403  403  403  403  ok   ok   403  | pk=framework number=level.number
indicators:framework_level         POST  in   404  in   404  403  403  403  403  ok   ok   403  | pk=framework number=level.number
indicators:framework_indicator     GET   in   404  in   404  403  403  403  403  ok   ok   403  | pk=framework code=drafted.code
indicators:framework_indicator     POST  in   404  in   404  403  403  403  403  ok   ok   403  | pk=framework code=drafted.code
indicators:framework_indicator_remove POST in 404  in   404  403  403  403  403  ok   ok   403  | pk=framework code=drafted.code
indicators:round_choosing          GET   in   404  in   404  ok   404  ok   404  ok   ok   ok   | pk=choosing
indicators:rounds                  GET   in   ok   in   ok   ok   ok   ok   ok   ok   ok   ok
indicators:round_add               GET   in   ok   in   403  403  403  403  403  ok   ok   403
indicators:round_add               POST  in   ok   in   403  403  403  403  403  ok   ok   403
indicators:round                   GET   in   404  in   404  ok   404  ok   404  ok   ok   ok   | pk=round
indicators:round_dates             GET   in   404  in   404  403  404  403  404  ok   ok   403  | pk=round
indicators:round_dates             POST  in   404  in   404  403  404  403  404  ok   ok   403  | pk=round
indicators:round_open              POST  in   404  in   404  403  404  403  404  403  403  403  | pk=round
indicators:round_reveal            GET   in   404  in   404  403  404  403  404  403  ok   403  | pk=round
indicators:round_reveal            POST  in   404  in   404  403  404  403  404  403  ok   403  | pk=round
indicators:round_finish            POST  in   404  in   404  403  404  403  404  403  ok   403  | pk=revealed
indicators:round_result            GET   in   404  in   404  ok   404  ok   404  ok   ok   ok   | pk=revealed
indicators:round_area              GET   in   404  in   404  ok   404  ok   404  ok   ok   ok   | pk=revealed code=area.code
indicators:round_area_agenda       POST  in   404  in   404  403  404  403  404  ok   ok   403  | pk=revealed code=area.code
indicators:round_area_settle       GET   in   404  in   404  403  404  403  404  403  ok   403  | pk=revealed code=area.code
indicators:round_area_settle       POST  in   404  in   404  403  404  403  404  403  ok   403  | pk=revealed code=area.code
indicators:round_seats             GET   in   404  in   404  403  404  403  404  403  403  403  | pk=round
indicators:round_seats             POST  in   404  in   404  403  404  403  404  403  403  403  | pk=round
indicators:round_interests         GET   in   404  in   404  ok   404  ok   404  ok   ok   ok   | pk=round
indicators:round_interests         POST  in   404  in   404  403  404  403  404  403  403  ok   | pk=round
indicators:sheet_reopen            GET   in   404  in   404  403  404  403  404  403  ok   403  | pk=round sheet=sheet
indicators:sheet_reopen            POST  in   404  in   404  403  404  403  404  403  ok   403  | pk=round sheet=sheet
indicators:interest_declare        GET   in   404  in   404  ok   404  404  404  404  404  404  | pk=sheet
indicators:interest_declare        POST  in   404  in   404  ok   404  404  404  404  404  404  | pk=sheet
indicators:sheet                   GET   in   404  in   404  ok   404  404  404  404  404  404  | pk=sheet
indicators:score                   GET   in   404  in   404  ok   404  404  404  404  404  404  | pk=sheet code=indicator.code
indicators:score                   POST  in   404  in   404  ok   404  404  404  404  404  404  | pk=sheet code=indicator.code
indicators:sheet_submit            POST  in   404  in   404  ok   404  404  404  404  404  404  | pk=sheet
indicators:sheet_take_back         POST  in   404  in   404  403  404  404  404  404  404  404  | pk=sheet
indicators:area_level              GET   in   404  in   404  ok   ok   ok   ok   ok   ok   ok   | code=area.code
indicators:resolution_settled      GET   in   404  in   404  ok   ok   ok   ok   ok   ok   ok   | pk=resolution
indicators:meeting_scores          GET   in   404  in   404  ok   ok   ok   ok   ok   ok   ok   | pk=meeting
# reports and releases
#                                 method publ stra susp form memb agen audi admi staf secr chai
reports:list                       GET   in   ok   in   ok   ok   ok   ok   ok   ok   ok   ok
reports:make                       GET   in   ok   in   403  403  403  403  403  ok   ok   403
reports:make                       POST  in   ok   in   403  403  403  403  403  ok   ok   403
reports:report                     GET   in   404  in   404  ok   ok   ok   ok   ok   ok   ok   | pk=report
reports:report_state               GET   in   404  in   404  ok   ok   ok   ok   ok   ok   ok   | pk=report
reports:file                       GET   in   404  in   404  ok   ok   ok   ok   ok   ok   ok   | pk=report
reports:report_retry               POST  in   404  in   404  403  403  403  403  403  403  403  | pk=report
reports:prepare                    POST  in   404  in   404  403  403  403  403  ok   ok   403  | pk=report
reports:release                    GET   in   404  in   404  404  404  404  404  ok   ok   ok   | pk=release
reports:release_state              GET   in   404  in   404  404  404  404  404  ok   ok   ok   | pk=release
reports:preview_home               GET   in   404  in   404  404  404  404  404  ok   ok   ok   | pk=release
reports:preview                    GET   in   404  in   404  404  404  404  404  ok   ok   ok   | pk=release address=page
reports:approve                    POST  in   404  in   404  404  404  404  404  403  403  ok   | pk=release
reports:record                     GET   in   404  in   404  404  404  404  404  403  ok   403  | pk=release
reports:record                     POST  in   404  in   404  404  404  404  404  403  ok   403  | pk=release
reports:memo                       GET   in   404  in   404  404  404  404  404  404  404  404  | pk=release
reports:retry                      POST  in   404  in   404  404  404  404  404  403  403  403  | pk=release
reports:drop                       POST  in   404  in   404  404  404  404  404  ok   ok   403  | pk=release
reports:withdraw                   POST  in   404  in   404  404  404  404  404  403  403  403  | pk=release
# the doorway; last, because logging out is among it
#                                 method publ stra susp form memb agen audi admi staf secr chai
account_change_password            GET   in   ok   in   ok   ok   ok   ok   ok   ok   ok   ok
account_change_password            POST  in   ok   in   ok   ok   ok   ok   ok   ok   ok   ok
account_inactive                   GET   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
account_login                      GET   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
account_login                      POST  ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
account_logout                     GET   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
account_logout                     POST  ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
livez                              GET   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
readyz                             GET   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
""")
