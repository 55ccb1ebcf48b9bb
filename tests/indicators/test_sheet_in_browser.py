"""The score sheet under a thumb, by keyboard, in two windows and after the session has ended."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.indicators.browsing import PREPARE, choose, chosen, open_at, saved, sign_in
from tests.stack import Stack


@pytest.fixture(scope="module")
def sheet(stack: Stack) -> str:
    said = stack.manage("shell", "-c", PREPARE)
    return f"/desk/sheets/{said.split('SHEET')[1].strip()}/"


@pytest.fixture
def member(browser: Browser, stack: Stack, sheet: str) -> Iterator[BrowserContext]:
    context = browser.new_context(
        base_url=stack.base_url, locale="th-TH", timezone_id="Asia/Bangkok", viewport={"width": 390, "height": 844}
    )
    page = context.new_page()
    page.goto("/accounts/login/")
    sign_in(page, "main")
    page.close()
    yield context
    context.close()


def test_each_choice_is_saved_said_to_be_saved_and_there_after_a_reload(member: BrowserContext, sheet: str):
    page = open_at(member, sheet, 1)

    choose(page, 4)
    saved(page)

    expect(page.locator("#sheet-progress")).to_contain_text("1")
    page.reload()
    assert chosen(page) == "4"


def test_digits_choose_and_enter_goes_on(member: BrowserContext, sheet: str):
    page = open_at(member, sheet, 2)

    page.keyboard.press("5")
    page.keyboard.press("2")
    page.keyboard.press("Enter")

    page.wait_for_url("**?i=3")
    page.goto(f"{sheet}?i=2")
    assert chosen(page) == "2"


def test_going_on_at_once_loses_nothing(member: BrowserContext, sheet: str):
    page = open_at(member, sheet, 4)

    for number in range(4, 9):
        choose(page, number % 6)
        page.click("a[rel=next]")
        page.wait_for_url(f"**?i={number + 1}")

    for number in range(4, 9):
        page.goto(f"{sheet}?i={number}")
        assert chosen(page) == str(number % 6)


def test_not_applicable_waits_for_its_reason(member: BrowserContext, sheet: str):
    page = open_at(member, sheet, 10)

    page.click("label:has(#answer-na)")
    expect(page.locator("[data-saved=refused]")).to_be_visible()
    expect(page.locator("#score-problem .errs")).to_be_visible()
    page.fill("#score-reason", "ไม่มีกิจการประเภทนี้ในพื้นที่")
    page.locator("#score-reason").blur()

    saved(page)
    expect(page.locator("#score-problem .errs")).to_have_count(0)
    page.reload()
    assert chosen(page) == "na"


def test_second_window_shows_both_answers_and_one_tap_decides(member: BrowserContext, sheet: str):
    first, second = open_at(member, sheet, 11), open_at(member, sheet, 11)
    choose(first, 5)
    saved(first)

    choose(second, 1)

    conflict = second.locator("#score-problem .conflict")
    expect(conflict).to_contain_text("5")
    expect(conflict).to_contain_text("1")
    conflict.locator("button").click()
    saved(second)
    expect(conflict).to_have_count(0)
    first.reload()
    assert chosen(first) == "1"


def test_choice_made_after_the_session_ended_is_saved_after_the_sign_in(member: BrowserContext, sheet: str):
    page = open_at(member, sheet, 12)
    member.clear_cookies(name="sessionid")

    choose(page, 3)
    sign_in(page, "dialog")

    saved(page)
    page.reload()
    assert chosen(page) == "3"


def test_all_answers_of_every_indicator_fit_above_the_thumb(member: BrowserContext, sheet: str):
    page = open_at(member, sheet, 1)
    end, thumb = (f"document.querySelector('{each}').getBoundingClientRect()" for each in (".choices", ".thumb"))
    hidden = []

    for number in range(1, 42):
        page.goto(f"{sheet}?i={number}")
        if page.evaluate(f"{end}.bottom > {thumb}.top"):
            hidden.append(number)

    assert hidden == []


def test_without_javascript_a_button_saves_and_goes_on(
    browser: Browser, stack: Stack, member: BrowserContext, sheet: str
):
    plain = browser.new_context(
        base_url=stack.base_url, java_script_enabled=False, storage_state=member.storage_state()
    )
    page = plain.new_page()
    page.goto(f"{sheet}?i=13")

    page.locator("#answer-3").check(force=True)
    page.click("button[name=then]")

    assert page.url.endswith("?i=14")
    page.goto(f"{sheet}?i=13")
    assert chosen(page) == "3"
    plain.close()


def test_whole_sheet_is_scored_by_keyboard_alone(member: BrowserContext, sheet: str):
    page = open_at(member, sheet, 20)

    page.keyboard.press("a")
    saved(page)
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**?i=21")
    page.keyboard.press("n")
    page.keyboard.type("ไม่มีกิจการประเภทนี้ n a 3 ?")
    page.keyboard.press("Tab")
    saved(page)
    page.keyboard.press("k")
    page.wait_for_url("**?i=20")
    page.keyboard.press("s")
    page.wait_for_url("**?i=22")
    page.keyboard.press("?")
    expect(page.locator("dialog[data-help]")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("dialog[data-help]")).to_be_hidden()

    page.goto(sheet)
    expect(page.locator(".sum")).to_contain_text("ไม่มีกิจการประเภทนี้ n a 3 ?")


def test_keys_can_be_switched_off_and_the_text_made_larger_on_this_device(member: BrowserContext, sheet: str):
    page = open_at(member, sheet, 22)
    size = "getComputedStyle(document.querySelector('.choice label')).fontSize"
    assert page.evaluate(size) == "18px"

    page.click("[data-size=large]")
    page.click("[data-open-help]")
    page.check("[data-keys-off]")
    page.keyboard.press("Escape")
    page.reload()

    assert page.evaluate(size) == "21px"
    page.keyboard.press("5")
    page.keyboard.press("j")
    assert (page.locator("[name=answer]:checked").count(), page.url.endswith("?i=22")) == (0, True)
    page.evaluate("localStorage.clear()")
