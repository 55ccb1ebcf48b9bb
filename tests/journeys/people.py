"""People at their browsers: what journeys are told in."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Locator, Page

PASSWORD = "ภูเก็ต-เมืองน่าอยู่-2569"


class Visitor:
    """Somebody with a browser of their own, and no session."""

    def __init__(self, browser: Browser, base_url: str, *, width: int = 1280) -> None:
        self.context: BrowserContext = browser.new_context(
            base_url=base_url, locale="th-TH", timezone_id="Asia/Bangkok", viewport={"width": width, "height": 900}
        )
        self.context.set_default_timeout(8_000)
        self.page: Page = self.context.new_page()
        self.violations: list[str] = []
        self.page.on("console", self._listen)

    def _listen(self, message: Any) -> None:
        if "Content Security Policy" in message.text or "Refused to" in message.text:
            self.violations.append(message.text)

    def open(self, path: str) -> "Visitor":
        answer = self.page.goto(path)
        assert answer is not None and answer.status == 200, f"{path}: {answer and answer.status}"
        return self

    def leave(self) -> None:
        self.context.close()
        assert self.violations == []


class Person(Visitor):
    """Somebody who signs in and then only clicks and types."""

    def __init__(self, browser: Browser, base_url: str, username: str, *, width: int = 1280) -> None:
        super().__init__(browser, base_url, width=width)
        self.username = username
        self.page.goto("/accounts/login/?next=/desk/")
        self.page.locator("[name=login]").fill(username)
        self.page.locator("[name=password]").fill(PASSWORD)
        self.press(self.page.locator("main form:has([name=password])"))
        assert self.page.url.endswith("/desk/"), f"{username} could not sign in: {self.page.url}"

    def form(self, field: str) -> Locator:
        """The form of the page that has this field."""
        return self.page.locator(f"main form:has([name='{field}'])").first

    def fill(self, **values: Any) -> Locator:
        """Type or choose each value in the form that has the first field; `more__x` stands for the field `more-x`."""
        named = {name.replace("__", "-"): value for name, value in values.items()}
        form = self.form(next(iter(named)))
        for name, value in named.items():
            give(form.locator(f"[name='{name}']"), value)
        return form

    def send(self, path: str, **values: Any) -> str:
        """Open the page, fill its form, send it; the address one is at then."""
        self.open(path)
        self.press(self.fill(**values))
        assert self.page.locator(".errs, .invalid-feedback:visible").count() == 0, self.page.locator(
            "main"
        ).inner_text()
        return self.page.url

    def press(self, form: Locator) -> None:
        """Press the form's button and wait for the page that follows."""
        with self.page.expect_navigation():
            self.button_of(form).last.click()

    def press_at(self, path: str, target: str) -> str:
        """Open the page and press the button of the form that goes to an address ending in `target`."""
        self.open(path)
        form = self.page.locator(f"main form[action$='{target}']").first
        with self.page.expect_navigation():
            self.button_of(form).first.click()
        return self.page.url

    def button_of(self, form: Locator) -> Locator:
        """The form's buttons: those that stand elsewhere and name it, or those inside."""
        name = form.get_attribute("id")
        outside = self.page.locator(f"button[form='{name}']")
        return outside if name and outside.count() else form.locator("button:not([type=button]), input[type=submit]")


def give(field: Locator, value: Any) -> None:
    kind = field.first.evaluate("each => each.type || each.tagName.toLowerCase()")
    if kind in ("radio", "checkbox"):
        field.locator(f"xpath=self::*[@value='{value}']").first.check(force=True)
    elif kind.startswith("select"):
        exact = field.locator(f"option[value='{value}']")
        option = exact if exact.count() else field.locator("option", has_text=value)
        field.select_option(value=option.first.get_attribute("value"))
    elif isinstance(value, Path):
        field.set_input_files(value)
    else:
        field.fill(str(value))
