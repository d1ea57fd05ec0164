"""Measure the web kit's pages in a real browser: `python -m benchmarks.page NAME` prints one.

The demo runs in a process of its own, as a person starts it; the browser is Debian's Chromium.
"""

import gzip
import json
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, Response, sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "browser"))
from demo_server import DemoServer

CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
CLICKS = 60
WATCH_S = 5.0

CLICK_TO_PAINT = """async clicks => {
    const lamp = document.createElement("mk-lamp");
    lamp.setAttribute("from", "siren");
    document.querySelector("main").prepend(lamp);
    const bare = document.createElement("p");
    document.querySelector("main").prepend(bare);
    const input = document.querySelector("mk-switch input");
    const painted = () => new Promise(resolve => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => resolve(performance.now());
        channel.port2.postMessage(0);
    });
    const changed = element => new Promise(resolve => {
        const eye = new MutationObserver(() => { eye.disconnect(); resolve(); });
        eye.observe(element, {attributes: true});
    });
    const pause = () => new Promise(resolve => setTimeout(resolve, 40 + 60 * Math.random()));
    const took = {kit: [], bare: []};
    for (let click = 0; click < clicks; click += 1) {
        await pause();
        let begin = performance.now();
        const seen = changed(lamp);
        input.click();
        await seen;
        took.kit.push(await painted() - begin);
        await pause();
        begin = performance.now();
        const drawn = changed(bare);
        requestAnimationFrame(() => bare.setAttribute("data-click", click));
        await drawn;
        took.bare.push(await painted() - begin);
    }
    return took;
}"""
RATES = """async seconds => {
    const video = document.querySelector("mk-video");
    let heard = 0;
    const url = new URL("/video/camera", location.href);
    url.protocol = "ws:";
    const socket = new WebSocket(url);
    socket.onmessage = event => { heard += event.data instanceof Blob ? 1 : 0; };
    await new Promise(resolve => { socket.onopen = resolve; });
    await new Promise(resolve => setTimeout(resolve, 500));
    const before = [video.painted, heard];
    await new Promise(resolve => setTimeout(resolve, seconds * 1000));
    return [(video.painted - before[0]) / seconds, (heard - before[1]) / seconds];
}"""


@contextmanager
def demo_page(*options: str) -> Iterator[tuple[Page, DemoServer]]:
    """Yield an empty page of a fresh browser, and the demo."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        server = DemoServer(Path(folder), *options)
        server.start()
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        try:
            yield browser.new_page(viewport={"width": 1280, "height": 900}), server
        finally:
            browser.close()
            server.stop()


def click_to_paint() -> tuple[float, float, float]:
    """Return milliseconds: the median and worst of a click, and the median of a bare change."""
    with demo_page("--no-login") as (page, server):
        page.goto(server.url)
        page.locator('mk-link[state="live"]').wait_for()
        took = page.evaluate(CLICK_TO_PAINT, CLICKS)
    return statistics.median(took["kit"]), max(took["kit"]), statistics.median(took["bare"])


def weight() -> tuple[float, float, float]:
    """Return what a first visit brings, in kB gzipped: the demo, the login, its HTML alone."""
    with demo_page("--no-login") as (page, server):
        demo_kb, _ = _visit(page, server.url)
    with demo_page() as (page, server):
        login_kb, html_kb = _visit(page, f"{server.url}/setup")
    return demo_kb, login_kb, html_kb


def _visit(page: Page, url: str) -> tuple[float, float]:
    answers: list[Response] = []

    def keep(answer: Response) -> None:
        answers.append(answer)

    page.on("response", keep)
    page.goto(url, wait_until="load")
    page.wait_for_timeout(1000)  # scripts fetch what they need for what is in view
    wanted = [answer for answer in answers if "/files/" not in answer.url and answer.ok]
    sizes = {answer.url: _gzipped_kb(answer) for answer in wanted}
    return sum(sizes.values()), sizes[page.url]


def _gzipped_kb(answer: Response) -> float:
    body = answer.body()
    is_packed = answer.headers.get("content-type", "").startswith("font/")
    return len(body if is_packed else gzip.compress(body, 6)) / 1000


def paint_rate() -> tuple[float, float]:
    """Return pictures a second: those painted, and those that a bare socket beside it hears."""
    with demo_page("--no-login") as (page, server):
        page.goto(server.url)
        page.wait_for_function("() => document.querySelector('mk-video').painted > 5")
        painted, heard = page.evaluate(RATES, WATCH_S)
    return painted, heard


MEASURES: dict[str, Callable[[], tuple[float, ...]]] = {
    "click_to_paint": click_to_paint,
    "weight": weight,
    "paint_rate": paint_rate,
}

if __name__ == "__main__":
    print(json.dumps(MEASURES[sys.argv[1]]()))
