"""A score sheet in a real browser: a round to score in, signing in, choosing, what is said to be saved."""

from playwright.sync_api import BrowserContext, Page, expect

from tests import build

PREPARE = """
from datetime import timedelta
from ecotown.kernel import thai
from ecotown.kernel.rules import Role
from indicators.exchange import SHIPPED, read_framework
from indicators.models import Sheet
from indicators.services import bring_into_force, import_framework, open_round, prepare_round
from tests import build

build.province()
secretary = build.seated("secretary", "secretary")
build.seated("member", "member")
build.seated("member", "neighbour")
draft = read_framework((SHIPPED / "eit-level-draft.yaml").read_text())
framework = bring_into_force(secretary, framework_id=import_framework(secretary, draft=draft).pk)
today = thai.today()
round_ = prepare_round(
    secretary, body_id=build.body().pk, framework_id=framework.pk, number=1, be_year=2569, title="รอบทดสอบ",
    opens_on=today, closes_on=today + timedelta(7), area_ids=[build.area().pk],
)
open_round(secretary, round_id=round_.pk)
print("SHEET", Sheet.objects.get(person__user__username="member").pk)
"""


def sign_in(page: Page, where: str, who: str = "member") -> None:
    page.fill(f"{where} #id_login", who)
    page.fill(f"{where} #id_password", build.PASSWORD)
    page.click(f"{where} [data-next]")
    expect(page.locator("dialog[open]")).to_have_count(0)
    page.wait_for_load_state()


def open_at(member: BrowserContext, sheet: str, number: int) -> Page:
    page = member.new_page()
    page.goto(f"{sheet}?i={number}")
    return page


def choose(page: Page, point: int) -> None:
    page.click(f"label[for=answer-{point}]")


def saved(page: Page) -> None:
    expect(page.locator("[data-saved=saved]")).to_be_visible()


def chosen(page: Page) -> str:
    return page.locator("[name=answer]:checked").get_attribute("value") or ""


def kept(page: Page) -> list[str]:
    """What stands in the browser for later, whoever's it is."""
    return page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('unsent:'))")
