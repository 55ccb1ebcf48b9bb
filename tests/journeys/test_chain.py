"""The whole chain in a real browser, from the facts of the source and one account alone.

Everything else is clicked and typed: no row is written by the test, no service called, no command run. At the end the
journal tells each act by the account that did it.
"""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser, expect

from ecotown.kernel import thai
from tests.databases import BASE_DIR
from tests.journeys.people import PASSWORD, Person, Visitor
from tests.stack import Stack

STACK_ENV = {"ADMIN_PASSWORD": PASSWORD, "JOB_LEASE_SECONDS": "15"}
TODAY = thai.today()
BE_YEAR = TODAY.year + 543

# Prefix, given name, family name, post, login, role of the seat (none: staff of the office).
PEOPLE = [
    ("นาย", "ก้าว", "ตัวอย่าง", "ประธานตัวอย่าง", "chair1", "ประธานกรรมการ"),
    ("นาง", "น้ำ", "ตัวอย่าง", "อุตสาหกรรมจังหวัดตัวอย่าง", "secretary1", "กรรมการและเลขานุการ"),
    ("นาย", "ชำนาญ", "ตัวอย่าง", "ท้องถิ่นจังหวัดตัวอย่าง", "member1", "กรรมการ"),
    ("นางสาว", "ปู่", "ตัวอย่าง", "ผู้แทนภาคเอกชนตัวอย่าง", "member2", "กรรมการ"),
    ("นาย", "เกื้อ", "ตัวอย่าง", "นักวิชาการตัวอย่าง", "staff1", ""),
]
# What each member gives to the three indicators: agreement on the first, none on the second, below the pass on the third.
SCORES = {"chair1": "312", "secretary1": "442", "member1": "412", "member2": "551"}


@pytest.fixture(scope="module")
def framework(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three indicators of the framework that ships: two of level 1, one of level 2."""
    whole = yaml.safe_load((BASE_DIR / "indicators/data/eit-level-draft.yaml").read_text(encoding="utf-8"))
    first = [each for each in whole["indicators"] if each["level"] == 1 and each["kind"] == "scored"][:2]
    second = [each for each in whole["indicators"] if each["level"] == 2 and each["kind"] == "scored"][:1]
    whole.update(code="EIT-JOURNEY", version="1", indicators=[*first, *second])
    path = tmp_path_factory.mktemp("framework") / "framework.yaml"
    path.write_text(yaml.safe_dump(whole, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def evidence(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("evidence") / "รายงานการประชุมร่วมชุมชน.pdf"
    path.write_bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n")
    return path


@pytest.fixture
def office(browser: Browser, stack: Stack) -> Iterator["Office"]:
    office = Office(browser, stack)
    yield office
    office.close()


class Office:
    """Each person signs in once and keeps the browser open."""

    def __init__(self, browser: Browser, stack: Stack) -> None:
        self.browser, self.stack = browser, stack
        self.signed_in: dict[str, Person] = {}

    def __getitem__(self, username: str) -> Person:
        if username not in self.signed_in:
            self.signed_in[username] = Person(self.browser, self.stack.base_url, username)
        return self.signed_in[username]

    def close(self) -> None:
        for person in self.signed_in.values():
            person.leave()


def test_from_the_order_to_the_public_page(
    office: Office, stack: Stack, browser: Browser, framework: Path, evidence: Path, tmp_path: Path
):
    stack.manage("seed_phuket")
    stack.manage("create_admin", "admin1", "--prefix", "นาย", "--given", "ดูแล", "--family", "ตัวอย่าง")

    appoint(office)
    round_path = open_round(office, framework, evidence)
    score(office, stack)
    meeting_path = reveal_and_put_on_the_agenda(office, round_path)
    resolve_and_settle(office, round_path, meeting_path)
    circulate_and_adopt(office, meeting_path)
    release(office, stack)

    visit(browser, stack, tmp_path)
    the_journal_tells_it(stack)
    the_worker_made_it(stack)


def appoint(office: Office) -> None:
    """The admin gives people and accounts; the staff fills the seats of order 3528/2563."""
    admin = office["admin1"]
    for prefix, given, family, post, username, _role in PEOPLE:
        page = admin.send("/desk/people/add/", prefix=prefix, given=given, family=family, post=post)
        admin.send(f"{page}account/", username=username, password=PASSWORD)
        if username == "staff1":
            admin.send(f"{page}roles/add/", role="staff", since=thai.long_date(TODAY))
    staff = office["staff1"]
    staff.open("/desk/orders/").page.locator("main a[href^='/desk/orders/']", has_text="3528").first.click()
    order = staff.page.url
    for _prefix, given, _family, post, _username, role in PEOPLE[:-1]:
        staff.send(f"{order}seats/add/", post=post, role=role, kind="โดยตำแหน่ง", sector="ส่วนราชการ")
        staff.open(order).page.locator("tr", has_text=post).get_by_role("link").last.click()
        staff.press(staff.fill(person=given, since="1 ก.ค. 2563"))
    expect(staff.page.locator("main")).to_contain_text("น้ำ ตัวอย่าง")


def open_round(office: Office, framework: Path, evidence: Path) -> str:
    staff, secretary = office["staff1"], office["secretary1"]
    staff.send("/desk/frameworks/import/", file=framework)
    with staff.page.expect_navigation():
        staff.page.locator("button[form=take-in]").click()
    secretary.press_at(staff.page.url, "/bring-into-force/")
    staff.send("/desk/areas/830104/evidence/add/", title="รายงานการประชุมร่วมชุมชน", dated="๑ ต.ค. ๒๕๖๙", file=evidence)
    area = staff.open("/desk/rounds/add/").page.locator("label", has_text="รัษฎา").get_attribute("for")
    staff.page.locator(f"#{area}").check()
    staff.press(staff.fill(number_of_year=f"1/{BE_YEAR}", closes_on=thai.long_date(TODAY)))
    page = staff.page.url
    secretary.press_at(page, "/open/")
    return page


def score(office: Office, stack: Stack) -> None:
    """Each choice is saved at once; the second member sees nothing of the first."""
    for username, points in SCORES.items():
        member = office[username]
        member.open("/desk/")
        member.page.locator("main a[href^='/desk/sheets/']").first.click()
        sheet = member.page.url.split("?")[0]
        for number, point in enumerate(points, start=1):
            member.open(f"{sheet}?i={number}")
            with member.page.expect_response(lambda answer: "/scores/" in answer.url and answer.ok):
                member.page.locator(f"label[for='answer-{point}']").click()
        member.open(f"{sheet}?i=2")
        expect(member.page.locator(f"#answer-{points[1]}")).to_be_checked()
        member.press_at(sheet, "/submit/")
    assert stack.rows("SELECT count(*) FROM indicators_score") == [(12,)]


def reveal_and_put_on_the_agenda(office: Office, round_path: str) -> str:
    staff, secretary = office["staff1"], office["secretary1"]
    meeting = staff.send(
        "/desk/meetings/add/", number=f"1/{BE_YEAR}", held_on=thai.long_date(TODAY), venue="ห้องประชุมชั้น 3"
    )
    secretary.open(f"{round_path}reveal/")
    secretary.press(secretary.page.locator("main form").last)
    staff.open(f"{round_path}areas/830104/")
    row = staff.page.locator("#indicator-2")
    expect(row).to_contain_text("ความเห็นตรงกันน้อย")
    row.locator("summary").click()
    with staff.page.expect_navigation():
        row.locator("form button").click()
    return meeting


def resolve_and_settle(office: Office, round_path: str, meeting: str) -> None:
    staff, secretary = office["staff1"], office["secretary1"]
    staff.open(f"{meeting}attendance/")
    for field in staff.page.locator("[name^='came-'][value=present]").all():
        field.check(force=True)
    staff.press(staff.form("guests"))
    staff.open(meeting).page.locator("a[href*='/resolutions/add/']").last.click()
    staff.press(staff.fill(kind="agree", text="เห็นชอบคะแนนของตำบลรัษฎาตามที่เสนอ"))
    staff.send(f"{meeting}close/", started_at="09.30", ended_at="12.00", presided_by="ก้าว")
    secretary.open(f"{round_path}areas/830104/settle/")
    values = secretary.page.locator("select[name^='value-']")
    for field in values.all():
        if not field.input_value():
            field.select_option("3")
    secretary.press(secretary.fill(resolution="เห็นชอบคะแนน"))
    expect(secretary.page.locator("main")).to_contain_text("ผ่านระดับที่ 1")


def circulate_and_adopt(office: Office, meeting: str) -> None:
    staff, secretary = office["staff1"], office["secretary1"]
    staff.press_at(meeting, "/minutes/begin/")
    for address in item_pages(staff, f"{meeting}minutes/"):
        staff.open(address)
        if staff.page.locator("main textarea[name=text]").count():
            staff.press(staff.fill(text="ที่ประชุมพิจารณาแล้ว ไม่มีผู้คัดค้าน"))
    staff.send(f"{meeting}minutes/circulate/", closes_on=thai.long_date(TODAY))
    assert office["member1"].open(f"{meeting}minutes/paper/")
    secretary.send(f"{meeting}minutes/adopt/", method=3, adopted_on=thai.long_date(TODAY))


def item_pages(person: Person, page: str) -> list[str]:
    person.open(page)
    links = person.page.locator("main .agenda a[href*='?item=']").evaluate_all("all => all.map(each => each.href)")
    return list(dict.fromkeys(links)) or [page]


def release(office: Office, stack: Stack) -> None:
    staff, chair = office["staff1"], office["chair1"]
    report = staff.send("/desk/reports/new/", round=f"1/{BE_YEAR}")
    stack.wait_until(
        lambda: stack.rows("SELECT 1 FROM reports_report WHERE file_id IS NOT NULL"), "the PDF is made", 90
    )
    staff.open(report)
    staff.press(staff.fill(note="ฉบับแรก"))
    chair.press_at(staff.page.url, "/approve/")
    stack.wait_until(lambda: stack.rows("SELECT 1 FROM reports_release WHERE state = 'published'"), "it is public", 60)


def visit(browser: Browser, stack: Stack, tmp_path: Path) -> None:
    """A visitor without a session reads the level and takes the PDF home."""
    visitor = Visitor(browser, stack.base_url, width=390)
    visitor.open("/")
    expect(visitor.page.locator("h1")).to_contain_text("รัษฎา")
    expect(visitor.page.locator("main")).to_contain_text("ผลการประเมินของคณะกรรมการ")
    expect(visitor.page.locator("body")).to_contain_text("เกณฑ์ฉบับร่าง")
    with visitor.page.expect_download() as download:
        visitor.page.locator("a[href$='.pdf']").first.evaluate(
            "each => { each.setAttribute('download', ''); each.click() }"
        )
    assert visitor.context.cookies() == []
    download.value.save_as(tmp_path / "report.pdf")
    text = subprocess.run(
        ["pdftotext", str(tmp_path / "report.pdf"), "-"], capture_output=True, text=True, check=True
    ).stdout
    squeezed = re.sub(r"\s+", "", text)
    for words in ("รายงานความก้าวหน้า", "ตำบลรัษฎา", "ตำบลศรีสุนทร", "ตำบลฉลอง", "สำนักงานอุตสาหกรรมจังหวัดภูเก็ต"):
        assert words in squeezed
    visitor.leave()


def the_journal_tells_it(stack: Stack) -> None:
    rows = stack.rows(
        "SELECT act, actor_label, actor_id, request_id FROM kernel_journalentry WHERE actor_kind = 'person'"
    )
    acts = {act for act, *_rest in rows}
    assert acts >= {
        "person.add",
        "account.give",
        "assignment.give",
        "seat.add",
        "holder.seat",
        "framework.import",
        "framework.bring_into_force",
        "evidence.add",
        "round.prepare",
        "round.open",
        "score.save",
        "sheet.submit",
        "meeting.plan",
        "round.reveal",
        "discussion.send",
        "attendance.record",
        "resolution.record",
        "meeting.close",
        "score.settle",
        "minutes.begin",
        "minutes.write",
        "minutes.circulate",
        "minutes.adopt",
        "report.make",
        "release.prepare",
        "release.approve",
    }
    assert len({actor for _act, actor, *_rest in rows}) >= 4
    by = {act: actor for act, actor, *_rest in rows}
    assert by["release.prepare"] != by["release.approve"]
    log = stack.web_log.read_text(encoding="utf-8")
    assert [row for row in rows if not row[3] or row[3] not in log] == []
    assert (
        stack.rows("SELECT body FROM kernel_journalentry WHERE act = 'score.save' AND body LIKE '%%\"value\"%%'") == []
    )
    # The command ends with 1 at the first bad line, and then this fails.
    assert "The journal holds" in stack.manage("verify_journal")


def the_worker_made_it(stack: Stack) -> None:
    assert stack.worker is not None
    assert stack.web is not None
    for pid, parent, message, host in stack.rows("SELECT pid, parent_pid, broker_message, host FROM kernel_job"):
        assert parent == stack.worker.pid
        assert stack.web.pid not in (pid, parent)
        assert message
        assert host
