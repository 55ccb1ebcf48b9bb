"""Answers given while the portal could not be reached: kept on the device, sent on return, never by somebody else."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.indicators.browsing import PREPARE, choose, chosen, kept, open_at, saved, sign_in
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


def test_answers_given_without_a_connection_arrive_when_it_is_back(member: BrowserContext, sheet: str):
    page = open_at(member, sheet, 23)
    member.set_offline(True)

    choose(page, 2)
    expect(page.locator("[data-unsent]")).to_be_visible()
    choose(page, 5)
    page.click("a[rel=next]")
    assert (len(kept(page)), page.url.endswith("?i=23")) == (1, True)
    member.set_offline(False)

    saved(page)
    expect(page.locator("[data-unsent]")).to_be_hidden()
    assert kept(page) == []
    page.reload()
    assert chosen(page) == "5"


def test_answer_kept_when_the_window_was_closed_is_sent_on_the_next_visit(member: BrowserContext, sheet: str):
    page = open_at(member, sheet, 24)
    member.set_offline(True)
    choose(page, 4)
    expect(page.locator("[data-unsent]")).to_be_visible()
    page.close()
    member.set_offline(False)

    page = open_at(member, sheet, 25)

    expect(page.locator("[data-unsent-count]")).to_have_text("0")
    page.goto(f"{sheet}?i=24")
    assert chosen(page) == "4"


def test_answer_sent_on_return_is_shown_so_that_a_note_does_not_overwrite_it(member: BrowserContext, sheet: str):
    page = open_at(member, sheet, 28)
    choose(page, 1)
    saved(page)
    member.set_offline(True)
    choose(page, 4)
    expect(page.locator("[data-unsent]")).to_be_visible()
    page.close()
    member.set_offline(False)

    page = open_at(member, sheet, 28)
    expect(page.locator("#answer-4")).to_be_checked()
    page.fill("#score-reason", "ตามรายงานผลตรวจ")
    page.locator("#score-reason").blur()
    saved(page)

    page.reload()
    assert (chosen(page), page.input_value("#score-reason")) == ("4", "ตามรายงานผลตรวจ")


@pytest.mark.parametrize(("number", "status"), [(29, 503), (30, 429)])
def test_answer_that_the_portal_could_not_take_now_is_sent_again(
    member: BrowserContext, sheet: str, number: int, status: int
):
    page = open_at(member, sheet, number)
    page.route("**/scores/**", lambda route: route.fulfill(status=status))
    choose(page, 2)
    expect(page.locator("[data-unsent]")).to_be_visible()
    page.unroute("**/scores/**")

    page.evaluate("window.dispatchEvent(new Event('online'))")

    expect(page.locator("[data-unsent]")).to_be_hidden()
    assert kept(page) == []
    page.reload()
    assert chosen(page) == "2"


def test_browser_that_keeps_rubbish_saves_all_the_same(member: BrowserContext, sheet: str):
    page = open_at(member, sheet, 31)
    page.evaluate(f"localStorage.setItem(`unsent:${{document.body.dataset.actor}}:{sheet}`, '{{')")
    page.reload()

    choose(page, 3)
    saved(page)

    assert kept(page) == []


def test_kept_answer_is_never_sent_for_the_next_person_on_the_device(member: BrowserContext, sheet: str):
    page = open_at(member, sheet, 26)
    member.set_offline(True)
    choose(page, 1)
    expect(page.locator("[data-unsent]")).to_be_visible()
    page.close()
    member.clear_cookies()
    member.set_offline(False)
    page = member.new_page()
    page.goto("/accounts/login/")
    sign_in(page, "main", "neighbour")

    page.goto("/desk/rounds/")
    page.click("main a[href^='/desk/rounds/']:not([href$='/add/'])")
    page.click("main a[href^='/desk/sheets/']")
    page.goto(f"{page.url.split('?')[0]}?i=26")
    page.wait_for_load_state("networkidle")

    assert page.url.split("/sheets/")[1] != f"{sheet.split('/sheets/')[1]}?i=26"
    assert page.locator("[name=answer]:checked").count() == 0
    expect(page.locator("[data-unsent]")).to_be_hidden()
    assert len(kept(page)) == 1
    page.evaluate("localStorage.clear()")


def test_answer_that_comes_after_the_sheet_was_closed_stays_on_the_device_and_says_so(
    member: BrowserContext, sheet: str, stack: Stack
):
    page = open_at(member, sheet, 27)
    member.set_offline(True)
    choose(page, 3)
    expect(page.locator("[data-unsent]")).to_be_visible()
    shut = "from indicators.models import Round; Round.objects.update(closes_on={!r}, opens_on='2020-01-01')"
    stack.manage("shell", "-c", shut.format("2020-01-02"))
    member.set_offline(False)

    expect(page.locator("[data-unsent] li")).to_contain_text("27")
    assert len(kept(page)) == 1
    stack.manage("shell", "-c", shut.format("2099-01-02"))
    page.click("[data-unsent] li button")
    assert kept(page) == []
    page.reload()
    assert page.locator("[name=answer]:checked").count() == 0
