"""A meeting from plan to closing in a real browser: how many clicks it takes, and under a thumb."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from ecotown.kernel import thai
from tests import build
from tests.stack import Stack

PREPARE = """
from datetime import time, timedelta
from ecotown.kernel import thai
from ecotown.kernel.rules import Role
from tests import build

build.province()
build.assigned(Role.STAFF, "staff")
build.holder(seat=build.seat(role="chair", post="ผู้ว่าราชการจังหวัด"))
for _ in range(3):
    build.holder()
build.holder(seat=build.seat(kind="by_name"))
build.closed_meeting(
    number=1, held_on=thai.today().replace(month=1, day=1), venue="ห้องประชุมพระอร่ามสาครเขตร", begins_at=time(9, 30)
)
"""
MATTERS = ["แผนปฏิบัติการ", "ขยะอุตสาหกรรม", "คุณภาพน้ำ", "คุณภาพอากาศ", "ชุมชนสัมพันธ์", "งบประมาณ"]
TODAY = thai.today()
TITLES = """
    SELECT title FROM committee_agendaitem
    WHERE meeting_id = (SELECT max(id) FROM committee_meeting) AND section = 5 ORDER BY position
"""
KINDS = """
    SELECT kind, letter_number FROM committee_attendance
    WHERE meeting_id = (SELECT max(id) FROM committee_meeting) ORDER BY sort
"""


@pytest.fixture(scope="module")
def prepared(stack: Stack) -> Stack:
    stack.manage("shell", "-c", PREPARE)
    return stack


@dataclass
class Official:
    """Clicks are counted: each press, and each field that is gone to; typing is not."""

    page: Page
    clicks: int = 0

    def press(self, target: Locator | str) -> None:
        found = self.page.locator(target) if isinstance(target, str) else target
        found.click()
        self.clicks += 1

    def press_through(self, target: Locator | str) -> None:
        """To the page that follows."""
        with self.page.expect_navigation():
            self.press(target)

    def type(self, name: str, text: str) -> None:
        field = self.page.locator(f"[name='{name}']")
        self.press(field)
        field.fill(text)

    def tick(self, target: Locator) -> None:
        """What is ticked is saved at once."""
        with self.page.expect_response(lambda answer: "/attendance/" in answer.url and answer.status in (200, 422)):
            self.press(target)


@pytest.fixture
def official(browser: Browser, prepared: Stack, request: pytest.FixtureRequest) -> Iterator[Official]:
    width = getattr(request, "param", 1280)
    context = browser.new_context(
        base_url=prepared.base_url, locale="th-TH", timezone_id="Asia/Bangkok", viewport={"width": width, "height": 844}
    )
    context.set_default_timeout(8_000)
    page = context.new_page()
    page.goto("/accounts/login/?next=/desk/meetings/")
    page.fill("main [name=login]", "staff")
    page.fill("main [name=password]", build.PASSWORD)
    with page.expect_navigation():
        page.click("main [data-next]")
    yield Official(page)
    context.close()


def way(row: Locator, kind: str) -> Locator:
    """The words beside the names: came, substitute, did not come."""
    return row.locator(f"label:has([value='{kind}'])")


def plan(official: Official) -> None:
    """Everything but the day is proposed."""
    official.press_through("main [data-next]")
    official.type("held_on", thai.long_date(TODAY))
    official.press_through("main [data-next]")


def test_a_meeting_of_six_matters_is_planned_attended_and_closed_with_at_most_forty_clicks(
    official: Official, prepared: Stack
):
    page = official.page
    plan(official)
    expect(page.locator("h1")).to_contain_text(f"2/{thai.be_year(TODAY)}")
    expect(page.locator("main")).to_contain_text("พระอร่ามสาครเขตร")
    for matter in MATTERS:
        official.type("title", matter)
        official.press_through("#add-matter button")

    official.press_through("main [data-next]")
    official.press_through("button[form=the-rest]")
    row = page.locator("table.roll tbody tr").nth(1)
    official.tick(way(row, "absent"))
    field = row.locator("[name^='reason-']")
    official.press(field)
    field.fill("ติดราชการ")
    official.press_through("main [data-next]")
    official.press_through("main [data-next]")
    official.type("ended_at", "12.00")
    official.press_through("main [data-next]")

    expect(page.locator("main")).to_contain_text("แผนปฏิบัติการ")
    assert official.clicks <= 40, official.clicks
    assert prepared.rows(
        "SELECT state, quorum_needed, quorum_present, started_at::text FROM committee_meeting WHERE number = 2"
    ) == [("closed", 3, 4, "09:30:00")]
    assert prepared.rows("SELECT reason FROM committee_attendance WHERE kind = 'absent'") == [("ติดราชการ",)]
    titles = prepared.rows(TITLES)
    assert [title for (title,) in titles] == MATTERS


@pytest.mark.parametrize("official", [390], indirect=True)
def test_the_list_of_the_day_is_ticked_with_a_thumb(official: Official, prepared: Stack):
    """A substitute's particulars show once one is ticked, who came by name has none, and each tick is saved."""
    page = official.page
    plan(official)
    page.goto(f"{page.url}attendance/")
    rows = page.locator("table.roll tbody tr")
    chair, by_name = rows.nth(0), rows.nth(4)
    expect(way(by_name, "substitute")).to_have_count(0)
    expect(chair.locator(".standin")).to_be_hidden()

    official.tick(way(chair, "substitute"))
    expect(page.locator("#quorum")).to_contain_text("โปรดระบุชื่อผู้มาประชุมแทน")
    name = chair.locator("[name^='name-']")
    name.fill("นายผู้แทน ตัวอย่าง")
    with page.expect_response(lambda answer: "/attendance/" in answer.url and answer.ok):
        name.blur()
    expect(page.locator("#quorum")).to_contain_text("ยังไม่มีหนังสือมอบหมาย")
    letter = chair.locator("[name^='letter-']")
    letter.fill("ภก 0023/99")
    with page.expect_response(lambda answer: "/attendance/" in answer.url and answer.ok):
        letter.blur()
    expect(page.locator("#quorum .fig")).to_have_text("1")
    expect(page.locator("#quorum")).not_to_contain_text("ยังไม่มีหนังสือมอบหมาย")

    for row in (rows.nth(1), by_name):
        official.tick(way(row, "present"))
    expect(page.locator("#quorum .fig")).to_have_text("3")
    kinds = prepared.rows(KINDS)
    assert kinds == [("substitute", "ภก 0023/99"), ("present", ""), ("present", "")]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    heights = page.locator(".roll .kinds label").evaluate_all(
        "all => all.map(each => each.getBoundingClientRect().height)"
    )
    assert min(heights) >= 44


def test_another_body_changes_what_is_proposed(official: Official, prepared: Stack):
    prepared.manage(
        "shell", "-c", "from tests import build; build.meeting(number=6, body=build.body('คณะทำงาน'), venue='เทศบาล')"
    )
    page = official.page
    official.press_through("main [data-next]")
    field = page.locator("main [name=body]")
    expect(page.locator("main [name=venue]")).to_have_value("")

    field.select_option(label="คณะทำงาน")

    expect(page.locator("main [name=venue]")).to_have_value("เทศบาล")
    expect(page.locator("main [name=body]")).to_have_value(field.input_value())
