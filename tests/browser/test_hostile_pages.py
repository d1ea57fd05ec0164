"""A page of somebody else, open in the same browser, tries what such pages try, in vain."""

import http.server
import threading

import pytest
from demo_server import DemoServer
from playwright.sync_api import expect

from makerkit.web import WebConfig
from makerkit.web.access import is_public
from makerkit.web.demo.app import Demo

LIVE = 'mk-link[state="live"]'
TRY_SOCKET = """url => new Promise(resolve => {
    const socket = new WebSocket(url);
    socket.onmessage = event => resolve("heard " + event.data);
    socket.onclose = event => resolve("closed");
    socket.onopen = () => socket.send('{"n":1,"do":"siren","with":{"on":true}}');
})"""
TRY_FETCH = """([url, options]) => fetch(url, options)
    .then(answer => `${answer.type} ${answer.status}`, () => "refused")"""
TRY_LOAD = """([tag, url]) => new Promise(resolve => {
    const element = document.createElement(tag);
    element.onload = () => resolve("loaded");
    element.onerror = () => resolve("refused");
    element.src = url;
    document.body.append(element);
})"""
TRY_FORM = """([url, fields]) => {
    const form = document.createElement("form");
    form.method = "post";
    form.action = url;
    for (const [name, value] of Object.entries(fields)) {
        const input = document.createElement("input");
        [input.name, input.value] = [name, value];
        form.append(input);
    }
    document.body.append(form);
    form.submit();
}"""


class QuietHandler(http.server.BaseHTTPRequestHandler):
    """Serves one empty page."""

    def do_GET(self) -> None:
        body = b"<!doctype html><title>Win a phone</title><link rel=icon href=data:,><body>"
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def hostile(page, complaints):
    """A page on another port of this machine: another origin, and not another site."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), QuietHandler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    page.goto(f"http://127.0.0.1:{server.server_port}/")
    yield page
    complaints.take()  # the browser says what it refused
    page.goto("about:blank")
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def victim(new_context, demo):
    """The demo page itself, in another profile, to see that nothing has happened there."""
    page = new_context().new_page()
    page.goto(demo.url)
    expect(page.locator(LIVE)).to_be_visible()
    return page


@pytest.mark.parametrize("path", ["/live", "/video/camera"])
def test_a_socket_from_elsewhere_hears_nothing_and_steers_nothing(hostile, victim, demo, path):
    url = demo.url.replace("http", "ws") + path
    assert hostile.evaluate(TRY_SOCKET, url) == "closed"
    expect(victim.get_by_role("switch", name="Siren")).not_to_be_checked()


@pytest.mark.parametrize("path", ["/", "/session", "/video/camera.jpg"])
def test_what_the_page_shows_cannot_be_read_from_elsewhere(hostile, demo, path):
    options = {"credentials": "include"}
    assert hostile.evaluate(TRY_FETCH, [demo.url + path, options]) == "refused"
    assert hostile.evaluate(TRY_LOAD, ["img", f"{demo.url}{path}"]) == "refused"


def test_the_page_cannot_be_put_into_a_frame(hostile, demo):
    hostile.evaluate(TRY_LOAD, ["iframe", demo.url])
    assert hostile.frames[1].url.startswith("chrome-error:")


def test_a_form_from_elsewhere_is_refused_in_plain_words(hostile, demo):
    hostile.evaluate(TRY_FORM, [f"{demo.url}/language", {"language": "ckb"}])
    expect(hostile.get_by_role("heading", name="Not from there")).to_be_visible()
    hostile.goto(demo.url)
    assert hostile.evaluate("document.documentElement.lang") == "en"


def test_a_form_without_the_page_s_own_token_is_refused(page, demo, complaints):
    page.goto(demo.url)
    page.evaluate(TRY_FORM, [f"{demo.url}/language", {"language": "ckb"}])
    page.wait_for_url("**/language")
    page.goto(demo.url)
    assert page.evaluate("document.documentElement.lang") == "en"
    complaints.take()


def test_a_name_that_somebody_else_points_at_this_machine_is_refused(page, demo, complaints):
    page.goto(demo.url.replace("127.0.0.1", "rebound.test"))
    assert page.locator("mk-video").count() == 0
    expect(page.get_by_text("not called by this name")).to_be_visible()
    complaints.take()


def test_every_route_is_refused_without_login(page, tmp_path, complaints):
    app = Demo(WebConfig(folder=tmp_path / "other")).app
    server = DemoServer(tmp_path / "demo")
    server.start()
    try:
        page.goto(f"{server.url}/setup")
        answers = {}
        for rule in app.url_map.iter_rules():
            if is_public(app, rule.endpoint):
                continue
            _, path = rule.build(dict.fromkeys(rule.arguments, "camera"), append_unknown=False)
            for method in sorted(rule.methods - {"HEAD", "OPTIONS"}):
                options = {"method": method, "redirect": "manual"}
                answers[method, path] = page.evaluate(TRY_FETCH, [path, options])
        assert len(answers) > 8
        assert set(answers.values()) == {"basic 401"}, answers
        for path in ("/live", "/video/camera"):
            assert page.evaluate(TRY_SOCKET, server.url.replace("http", "ws") + path) == "closed"
    finally:
        server.stop()
        complaints.take()
