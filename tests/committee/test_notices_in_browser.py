"""Copying the text for LINE in a real browser, and without JavaScript; the pages hold no breach of the policy header."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests import build
from tests.stack import Stack

PREPARE = """
from ecotown.kernel.rules import Role
from tests import build
build.province()
build.assigned(Role.STAFF, "staff")
print("MAILING", build.mailing([build.person().recipient]).pk)
"""


@pytest.fixture(scope="module")
def page_of_mailing(stack: Stack) -> str:
    return f"/desk/mailings/{stack.manage('shell', '-c', PREPARE).split('MAILING')[1].strip()}/"


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without"])
def staff(request: pytest.FixtureRequest, browser: Browser, stack: Stack) -> Iterator[BrowserContext]:
    context = browser.new_context(
        base_url=stack.base_url, locale="th-TH", viewport={"width": 390, "height": 844},
        java_script_enabled=request.param, permissions=["clipboard-read", "clipboard-write"],
    )  # fmt: skip
    page = context.new_page()
    page.goto("/accounts/login/")
    page.fill("main #id_login", "staff")
    page.fill("main #id_password", build.PASSWORD)
    page.click("main [data-next]")
    page.wait_for_load_state()
    yield context
    context.close()


def test_text_for_line_is_copied_by_one_touch_or_selected(
    request: pytest.FixtureRequest, staff: BrowserContext, page_of_mailing: str, stack: Stack
):
    scripted, page, violations = "without" not in request.node.name, staff.new_page(), []
    page.on("console", lambda said: violations.append(said.text) if "Security Policy" in said.text else None)
    page.goto(page_of_mailing)
    text, button = page.locator("#line-text"), page.locator("[data-copy]")

    expect(text).to_be_visible()
    shown = text.input_value()
    assert shown.startswith("ขอเชิญประชุมคณะกรรมการ ครั้งที่ 3/2569\n") and shown.endswith("/desk/meetings/1/")
    if scripted:
        button.click()
        expect(page.locator("[data-copied]")).to_be_visible()
        assert page.evaluate("navigator.clipboard.readText()") == shown
    else:
        expect(button).to_be_hidden()
    assert page.locator(".qr").bounding_box()["width"] >= 120
    assert violations == []


def test_recipients_are_ticked_with_or_without_javascript(staff: BrowserContext, page_of_mailing: str, stack: Stack):
    page = staff.new_page()
    page.goto(page_of_mailing)

    page.locator("input[name=notice_ids]").first.check()
    page.locator("label:has(input[value=telephone])").click()
    page.get_by_role("button", name="บันทึกการแจ้ง").click()

    expect(page.locator("tbody .state").first).to_contain_text("ส่งแล้ว")
    assert stack.rows("SELECT state, channel FROM kernel_notice") == [("told", "telephone")]
