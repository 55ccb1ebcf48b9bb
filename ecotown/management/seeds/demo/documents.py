"""Evidence of the example: one short PDF that says it is an example, under several titles."""

from datetime import date

from areas.models import Area, Evidence
from areas.services.evidence import add_evidence
from ecotown.kernel.files import keep
from ecotown.management.seeds.demo.cast import Cast
from ecotown.management.seeds.demo.days import Calendar
from ecotown.management.seeds.demo.plan import PLANS
from reports import pdf

TITLES = [
    (20, "คำสั่งแต่งตั้งคณะทำงานระดับพื้นที่ (ตัวอย่าง)"),
    (90, "รายงานผลตรวจคุณภาพน้ำทิ้งของโรงงาน (ตัวอย่าง)"),
    (110, "รายงานการรับฟังความคิดเห็นของชุมชน (ตัวอย่าง)"),
    (130, "บันทึกการซ้อมแผนเหตุฉุกเฉินร่วมกัน (ตัวอย่าง)"),
]
PAGE = """<!doctype html><html lang="th"><head><meta charset="utf-8"><title>เอกสารตัวอย่าง</title>
<link rel="stylesheet" href="asset:fonts.css"></head>
<body><h1>เอกสารตัวอย่าง</h1><p>เอกสารนี้เป็นข้อมูลตัวอย่าง จัดทำขึ้นเพื่อแสดงการทำงานของระบบ ไม่ใช่หลักฐานจริง</p></body></html>"""


def paper() -> bytes:
    """The same bytes each time: the store keeps them once."""
    return pdf.render(PAGE, assets=pdf.font_assets(), title="เอกสารตัวอย่าง", dated=date(2026, 1, 1)).pdf


def add_evidence_of_areas(cast: Cast, calendar: Calendar, content: bytes) -> None:
    stored = keep(content, name="เอกสารตัวอย่าง.pdf", mime="application/pdf")
    for code in PLANS:
        area = Area.objects.get(code=code)
        if Evidence.objects.filter(area=area, is_example=True).exists():
            continue
        for place, (days, title) in enumerate(TITLES):
            add_evidence(
                cast.actors["agency" if place % 2 else "staff"],
                area_id=area.pk,
                title=title,
                dated=calendar.before(days),
                file_id=stored.pk,
                is_example=True,
            )
