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

from tests.access_committee import COMMITTEE

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


ROWS = read(COMMITTEE) + read("""
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
