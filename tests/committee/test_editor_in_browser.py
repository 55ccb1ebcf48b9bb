"""The editor of minutes in a real browser: nothing typed is lost, Word's clipboard is read, buttons type the markup."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests import build
from tests.committee.word_samples import AS_TEXT, CLIPBOARD
from tests.stack import Stack

PREPARE = """
from committee.models import MinutesEntry
from ecotown.kernel.rules import Role
from tests import build

build.province()
build.seated("secretary", "secretary")
build.assigned(Role.STAFF, "staff")
meeting = build.closed_meeting()
minutes = build.minutes(meeting=meeting)
items = [build.agenda_item(meeting=meeting, title=f"เรื่องที่ {number}") for number in range(1, 9)]
print("PLACES", meeting.pk, *(item.pk for item in items))
"""
# What is waited for is an answer, not a speed: a busy machine needs longer than the usual five seconds.
expect.set_options(timeout=30_000)
STORED = "() => Object.keys(localStorage).filter((key) => key.startsWith('ecotown.minutes.')).length"
PASTE = """([markup, plain]) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/html", markup);
    clipboardData.setData("text/plain", plain);
    const field = document.getElementById("id_text");
    field.focus();
    field.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}"""


class Places:
    """Addresses of the matters, numbered from 1."""

    def __init__(self, said: str) -> None:
        self.meeting, *self.items = said.split("PLACES")[1].split()

    def of(self, number: int) -> str:
        return f"/desk/meetings/{self.meeting}/minutes/?item={self.items[number - 1]}"


@pytest.fixture(scope="module")
def places(stack: Stack) -> Places:
    return Places(stack.manage("shell", "-c", PREPARE))


def sign_in(page: Page, where: str, name: str = "staff") -> None:
    page.fill(f"{where} #id_login", name)
    page.fill(f"{where} #id_password", build.PASSWORD)
    page.click(f"{where} [data-next]")
    expect(page.locator("dialog[open]")).to_have_count(0)
    page.wait_for_load_state()


@pytest.fixture
def desk(browser: Browser, stack: Stack, places: Places) -> Iterator[BrowserContext]:
    context = browser.new_context(base_url=stack.base_url, locale="th-TH", timezone_id="Asia/Bangkok")
    page = context.new_page()
    page.goto("/accounts/login/?next=/desk/")
    sign_in(page, "main")
    page.wait_for_url("**/desk/")
    page.close()
    yield context
    context.close()


def open_at(desk: BrowserContext, address: str) -> Page:
    page = desk.new_page()
    page.goto(address)
    return page


def saved(page: Page) -> None:
    expect(page.locator("[data-saved=saved]")).to_be_visible()


def crash(page: Page) -> None:
    """The browser is gone before the text was sent; what it keeps by itself it has."""
    page.wait_for_function(STORED)
    page.close(run_before_unload=False)


def text_of(page: Page) -> str:
    return page.input_value("#id_text")


def test_text_of_a_crashed_browser_is_offered_on_return_and_erased_once_saved(desk: BrowserContext, places: Places):
    page = open_at(desk, places.of(1))
    page.route("**/desk/entries/**", lambda route: route.abort())  # not one save reaches the server
    page.type("#id_text", "พิมพ์ไว้ก่อนเครื่องดับ")
    crash(page)

    page = open_at(desk, places.of(1))
    offer = page.locator("[data-kept-offer]")
    expect(offer).to_be_visible()
    expect(offer).to_contain_text("พิมพ์ไว้ก่อนเครื่องดับ")
    assert text_of(page) == ""
    page.click("[data-kept-use]")

    saved(page)
    expect(offer).to_be_hidden()
    assert page.evaluate(STORED) == 0
    page.reload()
    assert text_of(page) == "พิมพ์ไว้ก่อนเครื่องดับ"
    expect(offer).to_be_hidden()


def test_what_is_dropped_is_gone(desk: BrowserContext, places: Places):
    page = open_at(desk, places.of(2))
    page.route("**/desk/entries/**", lambda route: route.abort())
    page.type("#id_text", "ไม่ต้องการแล้ว")
    crash(page)

    page = open_at(desk, places.of(2))
    page.click("[data-kept-drop]")

    expect(page.locator("[data-kept-offer]")).to_be_hidden()
    assert (page.evaluate(STORED), text_of(page)) == (0, "")


def test_without_a_connection_the_text_waits_and_is_sent_when_it_is_back(desk: BrowserContext, places: Places):
    page = open_at(desk, places.of(3))
    desk.set_offline(True)
    page.type("#id_text", "เขียนตอนเน็ตหลุด")
    page.locator("#id_text").blur()
    expect(page.locator("[data-saved=offline]")).to_be_visible()
    assert page.evaluate(STORED) == 1

    desk.set_offline(False)

    saved(page)
    assert page.evaluate(STORED) == 0
    page.reload()
    assert text_of(page) == "เขียนตอนเน็ตหลุด"


def test_what_was_kept_from_an_older_text_meets_the_newer_one_and_neither_is_lost(desk: BrowserContext, places: Places):
    mine, other = open_at(desk, places.of(4)), open_at(desk, places.of(4))
    mine.route("**/desk/entries/**", lambda route: route.abort())
    mine.type("#id_text", "ของผู้ที่เครื่องดับ")
    crash(mine)
    other.evaluate("localStorage.clear()")  # the other one writes at a machine of their own
    kept = '{"text": "ของผู้ที่เครื่องดับ", "version": "1", "at": 0}'
    other.fill("#id_text", "ของผู้ที่บันทึกก่อน")
    other.locator("#id_text").blur()
    saved(other)
    key = other.evaluate(
        "`ecotown.minutes.${document.body.dataset.actor}.${document.getElementById('id_text').dataset.kept}`"
    )
    other.evaluate("([key, kept]) => localStorage.setItem(key, kept)", [key, kept])

    page = open_at(desk, places.of(4))
    page.click("[data-kept-use]")

    expect(page.locator("#entry-problem .conflict")).to_contain_text("ของผู้ที่บันทึกก่อน")
    assert text_of(page) == "ของผู้ที่เครื่องดับ"
    assert page.evaluate(STORED) == 1


def test_another_account_is_shown_nothing_of_it(desk: BrowserContext, places: Places):
    page = open_at(desk, places.of(5))
    page.route("**/desk/entries/**", lambda route: route.abort())
    page.type("#id_text", "ของเจ้าหน้าที่")
    crash(page)
    desk.clear_cookies(name="sessionid")

    page = open_at(desk, f"/accounts/login/?next={places.of(5)}")
    sign_in(page, "main", "secretary")
    expect(page.locator("#id_text")).to_be_visible()
    expect(page.locator("[data-kept-offer]")).to_be_hidden()
    assert "ของเจ้าหน้าที่" not in page.content()

    desk.clear_cookies(name="sessionid")
    page.goto(f"/accounts/login/?next={places.of(5)}")
    sign_in(page, "main")
    expect(page.locator("[data-kept-offer]")).to_contain_text("ของเจ้าหน้าที่")


def test_text_typed_after_the_session_ended_is_saved_after_the_sign_in(desk: BrowserContext, places: Places):
    page = open_at(desk, places.of(6))
    desk.clear_cookies(name="sessionid")

    page.fill("#id_text", "พิมพ์หลังหมดเวลา")
    page.locator("#id_text").blur()
    sign_in(page, "dialog")

    saved(page)
    assert page.evaluate(STORED) == 0
    page.reload()
    assert text_of(page) == "พิมพ์หลังหมดเวลา"


def test_the_clipboard_of_word_lands_as_the_text_of_minutes_and_is_saved(desk: BrowserContext, places: Places):
    page = open_at(desk, places.of(7))

    page.evaluate(PASTE, [CLIPBOARD, "ข้อความล้วน"])

    saved(page)
    assert text_of(page) == AS_TEXT
    expect(page.locator("#paste-note")).not_to_be_empty()
    page.goto(f"/desk/meetings/{places.meeting}/minutes/paper/")
    expect(page.locator(".prose table th").first).to_have_text("พื้นที่")
    expect(page.locator(".prose b", has_text="มติที่ประชุม")).to_be_visible()
    expect(page.locator(".prose .numbered .no").first).to_have_text("๑.")


def test_where_the_server_does_not_answer_the_plain_text_is_pasted(desk: BrowserContext, places: Places):
    page = open_at(desk, places.of(8))
    page.route("**/paste/", lambda route: route.abort())

    page.evaluate(PASTE, ["<p><b>ก</b></p>", "ข้อความล้วน"])

    saved(page)
    assert text_of(page) == "ข้อความล้วน"


def test_buttons_type_bold_numbers_and_tables_and_take_them_away_again(desk: BrowserContext, places: Places):
    page = open_at(desk, places.of(8))
    page.fill("#id_text", "หนึ่ง\nสอง")
    page.evaluate("document.getElementById('id_text').select()")

    page.click("[data-markup=number]")
    assert text_of(page) == "1. หนึ่ง\n2. สอง"
    page.evaluate("document.getElementById('id_text').select()")
    page.click("[data-markup=number]")
    page.evaluate("document.getElementById('id_text').setSelectionRange(0, 5)")
    page.click("[data-markup=bold]")
    assert text_of(page) == "**หนึ่ง**\nสอง"
    page.click("[data-markup=bold]")
    page.evaluate("document.getElementById('id_text').setSelectionRange(99, 99)")
    page.click("[data-markup=table]")
    assert text_of(page) == "หนึ่ง\nสอง\n| หัวข้อ | รายละเอียด |\n|  |  |"
    saved(page)


def test_without_javascript_the_field_and_its_button_are_all_one_needs(
    browser: Browser, stack: Stack, desk: BrowserContext, places: Places
):
    plain = browser.new_context(base_url=stack.base_url, java_script_enabled=False, storage_state=desk.storage_state())
    page = plain.new_page()
    page.goto(places.of(2))
    expect(page.locator(".tools")).to_be_hidden()

    page.fill("#id_text", "พิมพ์โดยไม่มีสคริปต์")
    page.click("#entry-form button[type=submit]")

    assert text_of(page) == "พิมพ์โดยไม่มีสคริปต์"
    plain.close()
