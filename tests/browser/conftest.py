"""A real browser for tests: Debian's Chromium, one for the session, a fresh profile for each page.

`page` is a desktop page, `phone` one of 390x844 with touch; `new_context()` makes further ones. At
the end of a test, what any of its pages complained about (errors on the console, violations of the
page's policy) fails it, unless the test took it with `complaints.take()`. Pictures go to the folder
that `MAKER_SCREENSHOTS` names, or to a temporary one.
"""

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from bench_run import Bench
from debian_chromium import CHROMIUM, FLAGS
from demo_server import DemoServer
from patience import PATIENCE_S
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

ROOT = Path(__file__).parents[2]
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
PATIENCE_MS = PATIENCE_S * 1000
LOOKS = [("en", "light"), ("en", "dark"), ("ckb", "light"), ("ckb", "dark")]
TOO_WIDE = """() => [...document.querySelectorAll("body *")]
    .filter(element => element.getBoundingClientRect().right > innerWidth + 1
        && !element.closest(".only-read, mk-video, mk-link, svg"))
    .slice(0, 3).map(element => element.outerHTML.slice(0, 120))"""
TARGETS = "button, summary, a, input:not([type=hidden]), select"
SMALL = """targets => [...document.querySelectorAll(targets)].filter(element => {
        const box = element.getBoundingClientRect();
        const isTarget = box.width > 2 && box.height > 2 && !element.closest(".skip-link, p");
        return isTarget && Math.max(box.height, element.labels?.[0]?.offsetHeight ?? 0) < 43.5;
    }).map(element => element.outerHTML.slice(0, 120))"""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium; a machine without it fails here, for a test that was not run proves nothing."""
    if not CHROMIUM.exists():
        pytest.fail(
            f"No Chromium at {CHROMIUM}. Install it (sudo apt-get install chromium), or name one "
            "with MAKER_CHROMIUM=/path/to/chrome.",
            pytrace=False,
        )
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session", autouse=True)
def built_pages() -> None:
    """Build the front end if its sources have changed."""
    sys.path.insert(0, str(ROOT))
    try:
        from hatch_build import build_front_end
    finally:
        sys.path.remove(str(ROOT))
    build_front_end(ROOT)


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoServer]:
    """The demo page without login."""
    server = DemoServer(tmp_path_factory.mktemp("demo"), "--no-login", "--viewers", "4")
    server.start()
    yield server
    server.stop()


class Complaints(list[str]):
    """What pages of a test have complained about."""

    def listen(self, page: Page) -> None:
        page.on("console", lambda said: self._take(page, said.type, said.text))
        page.on("pageerror", lambda error: self.append(f"{page.url}: {error}"))

    def _take(self, page: Page, kind: str, text: str) -> None:
        if kind in {"error", "warning"}:
            self.append(f"{page.url}: {text}")

    def take(self) -> list[str]:
        """Return them, and let the test pass."""
        taken = list(self)
        self.clear()
        return taken


@pytest.fixture
def complaints() -> Complaints:
    """What pages have complained about so far; `take()` forgives it."""
    return Complaints()


@pytest.fixture
def new_context(
    browser: Browser, complaints: Complaints, request: pytest.FixtureRequest
) -> Iterator[Callable[..., BrowserContext]]:
    """Make browser profiles, each with its own cookies: another person, another device."""
    if "new_server" in request.fixturenames:
        request.getfixturevalue("new_server")  # it ends after the pages, which would complain
    contexts = []

    def make(*, is_phone: bool = False, **options: Any) -> BrowserContext:
        size = {"viewport": PHONE, "has_touch": True, "is_mobile": True} if is_phone else {}
        context = browser.new_context(**{"viewport": DESKTOP, **size, **options})
        context.set_default_timeout(PATIENCE_MS)
        context.on("page", complaints.listen)
        contexts.append(context)
        return context

    yield make
    for context in contexts:
        context.close()
    assert complaints == [], "pages complained"


@pytest.fixture
def page(new_context: Callable[..., BrowserContext]) -> Page:
    """A page on a desktop."""
    return new_context().new_page()


@pytest.fixture
def phone(new_context: Callable[..., BrowserContext]) -> Page:
    """A page on a phone."""
    return new_context(is_phone=True).new_page()


@pytest.fixture
def axe() -> Callable[[Page], list[str]]:
    """Return what makes a page hard to use for people with a disability, each with its place."""

    def faults(page: Page) -> list[str]:
        found = Axe().run(page, options={"resultTypes": ["violations"]})
        return [
            f"{fault['id']}: {node['target']} {node['failureSummary']}"
            for fault in found.response["violations"]
            for node in fault["nodes"]
        ]

    return faults


@pytest.fixture(scope="session")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where pictures of pages are kept."""
    named = os.environ.get("MAKER_SCREENSHOTS")
    folder = Path(named) if named else tmp_path_factory.mktemp("screenshots")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture(params=LOOKS, ids=["-".join(look) for look in LOOKS])
def look(request):
    return request.param


@pytest.fixture
def check(axe, pictures):
    """Keep a picture of a page, and see that it fits, is easy to use and has room for a thumb."""

    def look_at(page, name):
        page.evaluate("document.fonts.ready")
        page.evaluate("scrollTo(0, 0)")
        page.screenshot(path=pictures / f"{name}.png", full_page=True)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth") or page.evaluate(
            TOO_WIDE
        ) == ["nothing is too wide"]
        assert axe(page) == []
        assert page.evaluate(SMALL, TARGETS) == [], "too small for a thumb"

    return look_at


@pytest.fixture
def run(tmp_path, page):
    benches = []

    def start(program, *options):
        benches.append(Bench(tmp_path, program, page, *options))
        return benches[-1]

    yield start
    for bench in benches:
        bench.end()


@pytest.fixture
def look_at(axe, pictures):
    """Turn a page, keep a picture of it, and hold it to what everybody needs."""

    def look(page, direction, name):
        page.evaluate("direction => { document.documentElement.dir = direction }", direction)
        page.screenshot(path=pictures / f"{name}.png", full_page=True)
        assert axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    return look
