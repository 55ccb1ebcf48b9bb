"""The public page with the example data, as a visitor sees it; `make shots` keeps its pictures for the README."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.journeys.people import Visitor
from tests.stack import Stack

STACK_ENV = {"DEMO": "1"}


@pytest.fixture(scope="module", autouse=True)
def example(stack: Stack) -> None:
    stack.manage("seed_phuket")
    stack.manage("seed_demo")


@pytest.fixture
def shots(tmp_path: Path) -> Path:
    """Where pictures go: a folder that is thrown away, or the one that `make shots` names."""
    return Path(os.environ.get("SHOTS") or tmp_path)


@pytest.mark.parametrize("width", [1280, 390])
def test_the_progress_page_fits_and_says_that_it_shows_examples(
    browser: Browser, stack: Stack, shots: Path, width: int
):
    visitor = Visitor(browser, stack.base_url, width=width)
    page = visitor.open("/").page

    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.title().startswith("ข้อมูลตัวอย่าง")
    assert page.locator(".ltable tbody tr").count() == 3
    page.screenshot(path=shots / f"home-{width}.png")
    visitor.leave()


def test_on_a_phone_three_areas_level_whose_and_when_stand_on_the_first_screen(browser: Browser, stack: Stack):
    visitor = Visitor(browser, stack.base_url, width=390)
    page = visitor.open("/").page

    ends = [
        place.bounding_box()
        for place in (*page.locator(".ltable tbody tr").all(), page.locator(".dateline"), page.locator("h1"))
    ]

    assert [box for box in ends if box is None or box["y"] + box["height"] > 844] == []
    assert "ผลการประเมินของคณะกรรมการ" in page.locator(".dateline").inner_text()
    visitor.leave()


def test_the_first_visit_is_light_and_goes_to_no_other_host(browser: Browser, stack: Stack):
    visitor = Visitor(browser, stack.base_url, width=390)
    seen: list[tuple[str, int]] = []
    visitor.page.on("requestfinished", lambda request: seen.append((request.url, request.sizes()["responseBodySize"])))

    visitor.open("/").page.wait_for_load_state("networkidle")

    assert {url.startswith((stack.base_url, "data:")) for url, _size in seen} == {True}
    assert sum(size for _url, size in seen) <= 160_000
    visitor.leave()
