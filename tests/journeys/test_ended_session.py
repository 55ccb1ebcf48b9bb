"""A session that ends while somebody works: the page asks for a sign-in and then sends the request again."""

import pytest
from playwright.sync_api import Page, expect

from tests.stack import Stack

PASSWORD = "correct horse battery"
# One answer takes four requests (page, sign-in, page, answer); a busy machine needs longer than the usual five seconds.
expect.set_options(timeout=30_000)
ASK = """() => {
    document.querySelector("main").insertAdjacentHTML("beforeend", "<div id='asker'></div><div id='answer'></div>");
    window.htmx.ajax("GET", "/accounts/password/change/", { source: "#asker", target: "#answer" });
}"""


@pytest.fixture
def at_the_desk(stack: Stack, page: Page) -> Page:
    """Ann at the gallery, a desk page that sends nothing by itself; her session has ended there."""
    for name in ("ann", "bob"):
        stack.manage(
            "shell", "-c",
            f"from ecotown.kernel.models import User; "
            f"User.objects.filter(username='{name}').exists() or User.objects.create_user('{name}', '{PASSWORD}')",
        )  # fmt: skip
    page.goto(f"{stack.base_url}/accounts/login/?next=/desk/gallery/")
    page.fill("#id_login", "ann")
    page.fill("#id_password", PASSWORD)
    page.click("[data-next]")
    page.wait_for_url("**/desk/gallery/")
    page.context.clear_cookies(name="sessionid")
    return page


def sign_in_again(page: Page, name: str, password: str = PASSWORD) -> None:
    page.fill("dialog #id_login", name)
    page.fill("dialog #id_password", password)
    page.click("dialog [data-next]")


def test_the_request_is_sent_again_after_a_sign_in(at_the_desk: Page):
    page = at_the_desk
    page.evaluate(ASK)

    sign_in_again(page, "ann")

    expect(page.locator("#answer h1")).to_be_visible()
    expect(page.locator("dialog[data-sign-in]")).to_be_hidden()


def test_a_wrong_password_is_told_in_the_dialog(at_the_desk: Page):
    page = at_the_desk
    page.evaluate(ASK)

    sign_in_again(page, "ann", "not the password")

    expect(page.locator("[data-sign-in-problem]")).to_be_visible()
    expect(page.locator("#answer")).to_be_empty()


def test_another_person_gets_a_fresh_page_and_not_the_request(at_the_desk: Page):
    page = at_the_desk
    page.evaluate(ASK)

    with page.expect_navigation():
        sign_in_again(page, "bob")

    expect(page.locator("#answer")).to_have_count(0)
    expect(page.locator(".signed")).to_contain_text("bob")
