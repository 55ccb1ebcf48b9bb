"""The minutes of 1/2563, written by hand in a real browser from the facts of the source, and their paper from the worker."""

import io

import pytest
from docx import Document
from playwright.sync_api import Browser, expect

from committee.paper import HEADINGS
from tests.committee.paper_words import WRONG
from tests.journeys.people import PASSWORD, Person
from tests.reports.pdf_readers import READERS, squeezed
from tests.stack import Stack

STACK_ENV = {"ADMIN_PASSWORD": PASSWORD}
STAFF = f"""
from committee.models import Assignment, Meeting, Person, Province
from ecotown.kernel.models import User
user = User.objects.create_user("staff1", "{PASSWORD}")
person = Person.objects.create(province_id="83", prefix="นางสาว", given="น้ำทิพย์", family="ผู้จด", user=user)
Assignment.objects.create(person=person, role="staff", since="2020-01-01")
print("MEETING", Meeting.objects.get(number=1, be_year=2563).pk)
"""
WRITTEN = [
    "นายพิทักษ์ บุญคงแก้ว อุตสาหกรรมจังหวัดภูเก็ต ชี้แจงระดับของเมืองอุตสาหกรรมเชิงนิเวศ\n1. น้ำเสียและน้ำใช้ซ้ำ\n2. กากของเสีย",
    "ที่ประชุมร่วมพิจารณาพื้นที่ **ตำบลรัษฎา** ตำบลศรีสุนทร และตำบลฉลอง",
]


@pytest.fixture(scope="module")
def meeting(stack: Stack) -> str:
    stack.manage("seed_phuket")
    return stack.manage("shell", "-c", STAFF).split("MEETING")[1].split()[0]


def in_order(wanted: list[str], text: str) -> bool:
    places, start = [], 0
    for each in map(squeezed, wanted):
        start = text.find(each, start)
        places.append(start)
        start += len(each)
    return -1 not in places and places == sorted(places)


def texts(stack: Stack) -> set[str]:
    return {text for (text,) in stack.rows("SELECT text FROM committee_minutesentry")}


def test_minutes_of_the_first_meeting_are_written_and_printed(browser: Browser, stack: Stack, meeting: str):
    staff = Person(browser, stack.base_url, "staff1")
    page = staff.page

    staff.press_at(f"/desk/meetings/{meeting}/", "/minutes/begin/")
    items = page.locator("nav a[href*='?item='], .agenda a[href*='?item=']").evaluate_all(
        "links => [...new Set(links.map((link) => link.getAttribute('href')))]"
    )
    for address, text in zip(items, WRITTEN, strict=True):
        page.goto(f"/desk/meetings/{meeting}/minutes/{address[address.index('?') :]}")
        page.fill("#id_text", text)
        page.click("#entry-form button[type=submit]")
        stack.wait_until(lambda text=text: text in texts(stack), "the text is saved")

    page.goto(f"/desk/meetings/{meeting}/papers/minutes/")
    page.click("button[data-next]")
    expect(page.locator("a[href$='paper.pdf']")).to_have_count(1, timeout=60_000)
    here = page.url
    pdf = staff.context.request.get(f"{here}paper.pdf").body()
    word = Document(io.BytesIO(staff.context.request.get(f"{here}paper.docx").body()))
    staff.leave()

    wanted = [
        HEADINGS["title"], "ครั้งที่ ๑/๒๕๖๓", "เมื่อวันที่ ๒๙ มิถุนายน ๒๕๖๓", "ณ ห้องประชุมชั้น ๓ สำนักงานอุตสาหกรรมจังหวัดภูเก็ต",
        "ผู้มาประชุม", "ผู้ไม่มาประชุม", "ผู้เข้าร่วมประชุม", "เริ่มประชุมเวลา", "นายวงศกร นุ่นชูคันธ์", "ระเบียบวาระที่ ๑",
        "ระเบียบวาระที่ ๒ เรื่องรับรองรายงานการประชุม", "– ไม่มี –", "ระเบียบวาระที่ ๕ เรื่องเสนอเพื่อพิจารณา", "๑. น้ำเสียและน้ำใช้ซ้ำ",
        "มติที่ประชุม", "ตำบลรัษฎา", "มติที่ประชุม", "ระเบียบวาระที่ ๖", "เลิกประชุมเวลา", "นางสาวน้ำทิพย์ ผู้จด", "ผู้จดรายงานการประชุม",
    ]  # fmt: skip
    for name, read in READERS.items():
        text = squeezed(read(pdf))
        assert in_order(wanted, text), name
        assert WRONG.findall(text) == []
    said = [paragraph.text.replace("\xa0", " ") for paragraph in word.paragraphs]
    assert said[said.index("ระเบียบวาระที่ ๒ เรื่องรับรองรายงานการประชุม") + 1] == "– ไม่มี –"
    assert ("List", "๑. น้ำเสียและน้ำใช้ซ้ำ") in {
        (each.style.name, each.text) for each in word.paragraphs if each.style is not None
    }
