"""Every part of the look in every state, on one page: what a designer, a tester and the next developer look at first.

All figures here are invented; the page says so.
"""

from datetime import date
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from ecotown.kernel.fields import ThaiDateField, ThaiTimeField

LEVELS = [
    (1, "การมีส่วนร่วม", 9),
    (2, "ยกระดับการจัดการสิ่งแวดล้อม", 10),
    (3, "ประสิทธิภาพการใช้ทรัพยากร", 9),
    (4, "การพึ่งพาอาศัย", 7),
    (5, "เมืองน่าอยู่คู่อุตสาหกรรม", 6),
]
DIMENSIONS = [("กายภาพ", 5, 7), ("เศรษฐกิจ", 5, 8), ("สิ่งแวดล้อม", 8, 12), ("สังคม", 5, 8), ("การบริหารจัดการ", 4, 6)]
RUBRIC = [
    "ไม่มีการดำเนินการหรือไม่มีหลักฐาน",
    "มีทะเบียนโรงงานที่ระบายน้ำทิ้งครบทุกแห่ง",
    "มีผลตรวจน้ำทิ้งไม่น้อยกว่าครึ่งหนึ่งของโรงงาน",
    "มีผลตรวจครบทุกโรงงาน และผ่านเกณฑ์ไม่น้อยกว่าร้อยละ 80",
    "ผ่านเกณฑ์ไม่น้อยกว่าร้อยละ 95 และมีแผนแก้ไขแห่งที่ไม่ผ่าน",
    "ผ่านเกณฑ์ทุกแห่งสองรอบติดต่อกัน และเปิดเผยผลต่อชุมชน",
]


class GalleryForm(forms.Form):
    """One field of each kind that the portal's forms use; never saved."""

    title = forms.CharField(label=_("Title"), max_length=120, help_text=_("As it stands on the paper."))
    held_on = ThaiDateField(label=_("Date"), help_text=_("Day, month and year of the Buddhist era."))
    starts_at = ThaiTimeField(label=_("Time"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=[("", "---------"), ("order", "คำสั่ง"), ("memo", "บันทึกข้อความ")])
    method = forms.ChoiceField(
        label=_("Method of adoption"), widget=forms.RadioSelect,
        choices=[("1", "รับรองในการประชุมครั้งเดียวกัน"), ("2", "รับรองในการประชุมครั้งต่อไป"), ("3", "รับรองโดยการแจ้งเวียน")],
    )  # fmt: skip
    agreed = forms.BooleanField(label=_("I have read the document"))
    text = forms.CharField(label=_("Text"), widget=forms.Textarea(attrs={"rows": 3}), required=False)
    scan = forms.FileField(label=_("Scan"), required=False, help_text=_("PDF, at most 25 MB."))


def ladder(reached: int, met: int, unsettled: int = 0, above: int = 0) -> list[dict[str, Any]]:
    """The steps of an area: `reached` done, the next with `met` courses, `above` met on each step after it."""
    steps = []
    for number, name, total in LEVELS:
        state = "done" if number <= reached else "now" if number == reached + 1 else "not"
        laid = {"done": total, "now": met, "not": above}[state]
        steps.append({"number": number, "name": name, "total": total, "met": laid, "state": state,
                      "unsettled": unsettled if state == "now" else 0})  # fmt: skip
    return steps


def heat() -> list[dict[str, Any]]:
    """41 invented scores, three of them not settled."""
    scores, rows, at = "4354334353433433533432332314321230122101011", [], 0
    for number, name, total in LEVELS:
        cells = []
        for _place in range(total):
            value = None if at in (35, 37, 40) else int(scores[at])
            cells.append({"number": at + 1, "value": value, "met": None if value is None else value >= 3})
            at += 1
        rows.append({"number": number, "name": name, "cells": cells})
    return rows


def areas() -> list[dict[str, Any]]:
    return [
        {
            "name": "รัษฎา",
            "href": "#",
            "place": "อำเภอเมืองภูเก็ต",
            "level": 2,
            "steps": ladder(2, 6, above=2),
            "example": True,
        },
        {
            "name": "ศรีสุนทร",
            "href": "#",
            "place": "อำเภอถลาง",
            "level": None,
            "word": "ยังสรุปไม่ได้",
            "steps": ladder(1, 6, 3),
        },
        {"name": "ฉลอง", "href": "#", "place": "อำเภอเมืองภูเก็ต", "level": 1, "steps": ladder(1, 9)},
    ]


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    typed = {"title": "", "held_on": "29/6/2020", "kind": "order", "text": "ข้อความที่พิมพ์ไว้"}
    wrong = GalleryForm(typed, auto_id="wrong_%s")
    context = {
        "example": True,
        "crumbs": [{"label": _("Desk"), "href": "/desk/"}, {"label": _("Parts and states")}],
        "levels": [{"number": number, "name": name} for number, name, _total in LEVELS],
        "areas": areas(),
        "ladders": [
            (_("No result yet"), ladder(0, 0)),
            (_("Not yet conclusive"), ladder(1, 6, 3)),
            (_("In progress"), ladder(2, 6, above=2)),
            (_("All levels reached"), ladder(5, 0)),
        ],
        "seven": [
            {
                "number": i + 1,
                "total": 4,
                "met": 4 if i < 3 else 2,
                "state": "done" if i < 3 else "now" if i == 3 else "not",
            }
            for i in range(7)
        ],
        "province_levels": [
            {"number": number, "name": name, "reached": max(0, 3 - number)} for number, name, _total in LEVELS
        ],
        "dimensions": [{"name": name, "met": met, "total": total} for name, met, total in DIMENSIONS],
        "heat": heat(),
        "counts": [[2, 5, 6, 3, 6, 1], [0, 0, 2, 12, 9, 2], [0, 0, 0, 0, 0, 0]],
        "options": [{"value": i, "text": text, "checked": i == 3} for i, text in enumerate(RUBRIC)],
        "rows": [
            {
                "when": "18 สิงหาคม 2569",
                "title": "เห็นชอบระดับของสามพื้นที่ รอบประเมินที่ 1/2569",
                "stamp": True,
                "note": "ครั้งที่ 2/2569 รับรองรายงานการประชุมแล้ว",
            },
            {
                "when": "29 มิถุนายน 2563",
                "title": "กำหนดเป้าหมายการพัฒนาพื้นที่ตำบลรัษฎา ตำบลศรีสุนทร และตำบลฉลอง",
                "href": "#",
                "action": "อ่านมติ",
                "note": "ครั้งที่ 1/2563 ห้องประชุมชั้น 3 สำนักงานอุตสาหกรรมจังหวัดภูเก็ต",
            },
        ],
        "facts": [
            {"label": "ประธานในที่ประชุม", "value": "นายวงศกร นุ่นชูคันธ์", "note": "รองผู้ว่าราชการจังหวัดภูเก็ต"},
            {"label": "องค์ประชุม", "value": None},
            {"label": "คำสั่ง", "value": "3528/2563", "href": "#"},
        ],
        "figures": [
            {"figure": "3528", "tail": "/2563", "text": "คำสั่งจังหวัดภูเก็ตแต่งตั้งคณะกรรมการ ลงวันที่ 26 มิถุนายน 2563"},
            {"figure": "1", "tail": "/2563", "text": "การประชุมครั้งแรก วันที่ 29 มิถุนายน 2563"},
            {"figure": "40", "text": "พื้นที่เป็นอย่างน้อย คือเป้าหมายของประเทศ"},
        ],
        "choice": [
            {"area": {"name": "รัษฎา"}, "standing": {"total": "81.80"}, "width": 490, "low": 480, "high": 502},
            {"area": {"name": "ฉลอง"}, "standing": {"total": None}, "width": 0, "low": 0, "high": 0},
        ],
        "reasons": [
            {"text": "ระบุผู้มาประชุม เพื่อคำนวณองค์ประชุม", "href": "#facts"},
            {"text": "ระบุเวลาเริ่มและเลิกประชุม", "href": "#facts"},
        ],
        "errors": [
            {"text": "วันที่ประชุม ปี 2020 ไม่ใช่ปีพุทธศักราช", "href": "#id_held_on"},
            {"text": "เวลาเริ่มประชุม ยังไม่ได้กรอก", "href": "#id_starts_at"},
        ],
        "path": [
            {"label": "ร่าง", "state": "done", "note": "29 มิ.ย. 2563"},
            {"label": "เวียน", "state": "now"},
            {"label": "รับรอง", "state": "next"},
            {"label": "ล็อก", "state": "next"},
        ],
        "jobs": [
            {"state": "queued", "done": 0, "total": 0, "step": ""},
            {"state": "running", "done": 3, "total": 5, "step": "วาดแผนภาพของสามพื้นที่"},
            {"state": "failed", "error": "ไม่พบแบบอักษร Sarabun ให้ผู้ดูแลระบบสร้างแบบอักษรแล้วลองใหม่", "retry": "#"},
            {
                "state": "done",
                "result": {"href": "#", "name": "รายงานความก้าวหน้า ไตรมาสที่ 4", "kind": "PDF", "size": 412_300},
            },
        ],
        "mine": "กำหนดตำบลรัษฎา ตำบลศรีสุนทร และตำบลฉลอง เป็นพื้นที่เป้าหมาย",
        "theirs": "กำหนดตำบลรัษฎา และตำบลฉลอง เป็นพื้นที่เป้าหมายของจังหวัด",
        "form": GalleryForm(),
        "wrong": wrong,
        "page": Paginator(range(95), 20).page(2),
        "day": date(2026, 9, 30),
        "hash": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",  # pragma: allowlist secret
    }
    return render(request, "desk/gallery.html", context)
