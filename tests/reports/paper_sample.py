"""One of each paper, of the meeting in which everything happened."""

from datetime import date

from committee import papers
from committee.models import Minutes, OfficeSetting, Person, Resolution
from tests import build

KINDS = ["minutes", "invitation", "each", "agenda", "attendance", "excerpt"]


def contents() -> dict[str, papers.Content]:
    minutes = build.full_minutes(is_example=True)
    meeting, signer = minutes.meeting, Person.objects.get(given="วีระ")
    OfficeSetting.objects.create(
        province_id="83", name="สำนักงานอุตสาหกรรมจังหวัดภูเก็ต", address="ศาลากลางจังหวัดภูเก็ต ถนนนริศร\nอำเภอเมืองภูเก็ต 83000",
        telephone="0 7621 2345", email="phuket@industry.go.th",
    )  # fmt: skip
    out = papers.Outgoing(
        "ภก 0033/ว 123", date(2026, 8, 3), signer, "อุตสาหกรรมจังหวัดภูเก็ต", note="ในการนี้ ขอให้นำข้อมูลน้ำเสียมาด้วย"
    )
    each = papers.Outgoing("ภก 0033/ว 123", date(2026, 8, 3), signer, "อุตสาหกรรมจังหวัดภูเก็ต", to_each=True)
    carried = Resolution.objects.with_standing().get(text__contains="รัษฎา")
    return {
        "minutes": papers.minutes(Minutes.objects.for_page().get(pk=minutes.pk)),
        "invitation": papers.invitation(meeting, out),
        "each": papers.invitation(meeting, each),
        "agenda": papers.agenda(meeting),
        "attendance": papers.attendance(meeting),
        "excerpt": papers.excerpt(carried, out),
    }
