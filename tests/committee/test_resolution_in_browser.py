"""Resolving in a real browser: one tap in the editor, and fields that show only where they are needed."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import build
from tests.stack import Stack

PREPARE = """
from ecotown.kernel import thai
from ecotown.kernel.rules import Role
from tests import build

build.province()
build.assigned(Role.STAFF, "staff")
build.area()
item = build.agenda_item(meeting=build.meeting(held_on=thai.today()))
build.entry(minutes=build.minutes(meeting=item.meeting), agenda_item=item, text="อภิปราย")
print("MATTER", item.meeting_id, item.pk)
"""


@pytest.fixture(scope="module")
def matter(stack: Stack) -> tuple[str, str]:
    """The addresses of the editor and of the form of one matter."""
    meeting, item = stack.manage("shell", "-c", PREPARE).split("MATTER")[1].split()
    return f"/desk/meetings/{meeting}/minutes/?item={item}", f"/desk/agenda/{item}/resolutions/add/"


@pytest.fixture
def page(browser: Browser, stack: Stack, matter: tuple[str, str]) -> Iterator[Page]:
    context = browser.new_context(
        base_url=stack.base_url, locale="th-TH", timezone_id="Asia/Bangkok", viewport={"width": 390, "height": 844}
    )
    page = context.new_page()
    page.goto("/accounts/login/")
    page.fill("main #id_login", "staff")
    page.fill("main #id_password", build.PASSWORD)
    with page.expect_navigation():
        page.click("main [data-next]")
    yield page
    context.close()


def test_tasks_and_counts_show_only_where_they_are_needed(page: Page, matter: tuple[str, str]):
    page.goto(matter[1])
    expect(page.locator(".charged")).to_be_hidden()
    expect(page.locator("[name=in_favour]")).to_be_hidden()

    page.click("label:has(input[value=assign])")
    page.click("details.counted > summary")

    expect(page.locator("[name=task_1]")).to_be_visible()
    expect(page.locator("[name=in_favour]")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_one_tap_in_the_editor_and_an_area_tied_on_the_page_without_leaving_it(page: Page, matter: tuple[str, str]):
    page.goto(matter[0])
    with page.expect_navigation():
        page.click(".tap button")

    expect(page.locator("#resolutions")).to_contain_text("เห็นชอบตามที่เสนอ")
    expect(page.locator("#resolutions")).to_contain_text("ไม่มีผู้คัดค้าน")
    with page.expect_navigation():
        page.click("#resolutions .resolved a[href^='/desk/resolutions/']:last-child")
    here = page.url
    page.select_option("#resolution-areas select", "830104")
    page.click("#resolution-areas .inline-form button")

    expect(page.locator("#resolution-areas a[href='/desk/areas/830104/']")).to_be_visible()
    assert page.url == here
