"""Route x actor -> answer of the committee's routes; how to read it stands in `access_table.py`."""

COMMITTEE = """
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
committee:corrections              GET   in   404  in   404  ok   404  404  404  ok   ok   404  | pk=held
committee:correction_file          GET   in   404  in   404  404  404  404  404  403  403  404  | pk=held
committee:correction_file          POST  in   404  in   404  404  404  404  404  403  403  404  | pk=held
committee:correction_take          POST  in   404  in   404  403  404  404  404  ok   ok   404  | pk=correction
committee:correction_decline       GET   in   404  in   404  403  404  404  404  ok   ok   404  | pk=correction
committee:correction_decline       POST  in   404  in   404  403  404  404  404  ok   ok   404  | pk=correction
committee:edition_make             GET   in   404  in   404  404  404  404  404  403  403  404  | pk=held
committee:edition_make             POST  in   404  in   404  404  404  404  404  403  403  404  | pk=held
committee:edition                  GET   in   404  in   404  ok   ok   ok   ok   ok   ok   ok   | pk=old number=old.number
committee:edition_file             GET   in   404  in   404  ok   ok   ok   ok   ok   ok   ok   | pk=old number=old.number
committee:minutes_scan             GET   in   404  in   404  ok   ok   ok   ok   ok   ok   ok   | pk=old
committee:old_meeting_enter        GET   in   ok   in   403  403  403  403  403  403  ok   403
committee:old_meeting_enter        POST  in   ok   in   403  403  403  403  403  403  ok   403
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
"""
