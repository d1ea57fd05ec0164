"""Nothing is given to who is not logged in, to other sites, or under a wrong name."""

import base64
import os
import socket

import pytest
from flask import Blueprint
from hypothesis import given
from hypothesis import strategies as st

from makerkit.web import WebConfig, create_app, parts_of, public, start
from makerkit.web.access import is_public
from makerkit.web.headers import HEADERS
from makerkit.web.hosts import AllowedHosts, is_public_address, read_host, same_origin
from tests.makerkit.web.door_browser import PASSWORD, Browser

PUBLIC = {"web.asset", "web.login", "web.setup", "web.language", "web.language_shown"}
TRIES = {"name": "x", "key": "x", "version": "x"}


def routes_of(app):
    """Return (method, path, endpoint, is a socket) of every route that there is."""
    adapter = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        values = {name: TRIES.get(name, "x") for name in rule.arguments}
        path = adapter.build(rule.endpoint, values)
        path = path.removeprefix("ws://localhost")
        for method in sorted(rule.methods):
            yield method, path, rule.endpoint, rule.websocket


def test_only_these_routes_are_public(app):
    assert {
        rule.endpoint for rule in app.url_map.iter_rules() if is_public(app, rule.endpoint)
    } == (PUBLIC)


def test_every_other_route_is_refused_without_login_in_every_way(app):
    product = Blueprint("product", __name__, static_folder=".", static_url_path="/product-files")
    product.add_url_rule("/siren", "siren", lambda: "wail", methods=["GET", "POST", "DELETE"])
    app.register_blueprint(product)
    tried, given_out = 0, []
    for method, path, endpoint, is_socket in routes_of(app):
        if is_socket or endpoint in PUBLIC:
            continue
        for headers in ({}, {"Accept": "text/html"}, {"Authorization": "Basic eDp4"}):
            answer = app.test_client().open(path, method=method, headers=headers)
            at_door = answer.status_code == 303 and answer.location.startswith("/login")
            tried += 1
            if answer.status_code not in (401, 400) and not at_door:
                given_out.append((method, path, answer.status_code))
    assert given_out == []
    assert tried > 60


@pytest.mark.parametrize(
    "path", ["/nothing", "/video", "/files/", "/assets", "/..", "//", "/a%00b"]
)
def test_what_does_not_exist_is_refused_like_what_does(app, path):
    assert app.test_client().get(path).status_code in (401, 308)


@pytest.mark.parametrize("method", ["OPTIONS", "HEAD", "POST", "PUT", "PATCH", "DELETE", "BREW"])
def test_no_method_goes_round_the_guard(app, method):
    answer = app.test_client().open("/session", method=method)
    assert answer.status_code == 401 or (method != "HEAD" and answer.status_code == 400)
    assert b"mina" not in answer.data


def test_every_socket_is_refused_without_login(app):
    sockets = [(path, endpoint) for _, path, endpoint, is_socket in routes_of(app) if is_socket]
    assert {path for path, _ in sockets} == {"/live", "/video/x"}
    parts_of(app).video.add("x", None)
    with started(app) as running:
        for path, _ in sockets:
            for headers in ({}, {"Origin": "http://127.0.0.1"}, {"Cookie": "x=y"}):
                assert handshake(running, path, headers) in (401, 403)


def test_a_socket_is_opened_with_login_from_our_own_page_alone(app):
    browser = Browser(app)
    browser.log_in()
    cookie = f"{browser.cookie().key}={browser.cookie().value}"
    with started(app) as running:
        ours = f"http://127.0.0.1:{running.port}"
        origins = {
            ours: 101,
            None: 403,
            "null": 403,
            "http://evil.example": 403,
            f"http://127.0.0.1:{running.port + 1}": 403,
            f"https://127.0.0.1:{running.port}": 403,
            f"http://127.0.0.1:{running.port}@evil.example": 403,
            f"http://127.0.0.1:{running.port}.evil.example": 403,
            "file://": 403,
            "": 403,
        }
        seen = {}
        for origin in origins:
            headers = {"Cookie": cookie} | ({} if origin is None else {"Origin": origin})
            seen[origin] = handshake(running, "/live", headers)
    assert seen == origins


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-WebSocket-Version": "12"},
        {"Sec-WebSocket-Version": ""},
        {"Sec-WebSocket-Key": ""},
        {"Sec-WebSocket-Key": "x"},
        {"Connection": "close"},
        {"Sec-WebSocket-Extensions": 'permessage-deflate; x="', "Sec-WebSocket-Protocol": ",,"},
    ],
)
def test_a_handshake_that_is_none_is_refused_and_the_server_goes_on(headers):
    app = create_app(WebConfig(login=False, port=0))
    with start(app) as running:
        ours = f"http://127.0.0.1:{running.port}"
        assert handshake(running, "/live", {"Origin": ours, **headers}) in (400, 404, 101)
        assert handshake(running, "/live", {"Origin": ours}) == 101


def test_a_fetch_of_a_socket_is_no_socket(app):
    browser = Browser(app)
    browser.log_in()
    assert browser.get("/live").status_code == 400
    answer = browser.get("/live", headers={"Upgrade": "websocket", "Connection": "Upgrade"})
    assert answer.status_code in (400, 403)


def started(app):
    parts_of(app)
    object.__setattr__(parts_of(app).config, "host", "127.0.0.1")
    object.__setattr__(parts_of(app).config, "port", 0)
    return start(app)


def handshake(running, path, headers):
    """Return the status that a WebSocket's handshake gets."""
    lines = {
        "Host": f"127.0.0.1:{running.port}",
        "Upgrade": "websocket",
        "Connection": "Upgrade",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": base64.b64encode(os.urandom(16)).decode(),
        **headers,
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    with socket.create_connection(("127.0.0.1", running.port), 5) as sock:
        sock.sendall(f"GET {path} HTTP/1.1\r\n{head}\r\n".encode())
        return int(sock.recv(4096).split()[1])


# names


@pytest.mark.parametrize(
    ("header", "is_ours"),
    [
        ("localhost", True),
        ("LOCALHOST:8000", True),
        ("localhost.", True),
        ("127.0.0.1:8000", True),
        ("127.8.9.1", True),
        ("[::1]:8000", True),
        ("evil.example", False),
        ("localhost.evil.example", False),
        ("evil.example:8000", False),
        ("127.0.0.1.evil.example", False),
        ("192.168.1.5", False),
        ("", False),
        ("localhost:", False),
        ("localhost:99999", False),
        ("localhost:x", False),
        ("localhost/..", False),
        ("localhost#", False),
        ("localhost@evil.example", False),
        ("evil.example@localhost", False),
        ("localhost,evil.example", False),
        ("localhost evil", False),
        ("[::1", False),
        ("[::1%25x]", False),
        ("l\u00f6calhost", False),
        ("\u24db\u24de\u24d2\u24d0\u24db\u24d7\u24de\u24e2\u24e3", False),
    ],
)
def test_on_loopback_the_machine_has_only_loopback_names(header, is_ours):
    assert AllowedHosts(WebConfig(login=False)).allows(header) is is_ours


def test_wider_it_has_its_own_names_and_any_number(tmp_path, monkeypatch):
    monkeypatch.setattr("socket.gethostname", lambda: "Doorpi")
    config = WebConfig(folder=tmp_path, host="0.0.0.0", hosts=("Alarm.Lan",))
    allowed = AllowedHosts(config)
    yes = ["doorpi", "DOORPI.local:8000", "alarm.lan", "192.168.1.5:8000", "[fe80::1]", "localhost"]
    no = ["evil.example", "doorpi.evil.example", "alarm.lan.evil.example", "xdoorpi"]
    assert [name for name in yes if not allowed.allows(name)] == []
    assert [name for name in no if allowed.allows(name)] == []


def test_a_request_under_a_wrong_name_gets_plain_words_and_nothing_else(app):
    answer = app.test_client().get("/login", base_url="http://rebound.example")
    assert answer.status_code == 400
    assert answer.mimetype == "text/plain"
    assert "is not called by this name" in answer.get_data(as_text=True)
    assert "rebound" not in answer.get_data(as_text=True)


@given(st.text(max_size=30))
def test_no_host_header_breaks_the_guard(text):
    host = read_host(text)
    assert host is None or (host.name and host.name == host.name.lower())


@given(st.text(max_size=40), st.sampled_from(["localhost:8000", "[::1]", "x", ""]))
def test_no_origin_breaks_the_guard(origin, host):
    assert same_origin(origin, "http", host) in (True, False)


@pytest.mark.parametrize(
    ("origin", "scheme", "host", "is_same"),
    [
        ("http://localhost:8000", "http", "localhost:8000", True),
        ("http://LOCALHOST:8000", "http", "localhost:8000", True),
        ("http://localhost", "http", "localhost:80", True),
        ("https://localhost", "https", "localhost:443", True),
        ("http://[::1]:8000", "http", "[::1]:8000", True),
        ("http://localhost:8000/", "http", "localhost:8000", False),
        ("http://localhost:8001", "http", "localhost:8000", False),
        ("http://localhost", "https", "localhost", False),
        ("null", "http", "localhost", False),
        ("http://user@localhost:8000", "http", "localhost:8000", False),
    ],
)
def test_an_origin_is_scheme_name_and_port(origin, scheme, host, is_same):
    assert same_origin(origin, scheme, host) is is_same


@pytest.mark.parametrize(
    ("address", "is_public_one"),
    [("8.8.8.8", True), ("192.168.1.5", False), ("127.0.0.1", False), ("::ffff:8.8.8.8", True),
     ("2a00:1450::1", True), ("fe80::1", False), ("100.64.0.1", False), ("", False)],
)  # fmt: skip
def test_addresses_of_the_public_internet_are_known(address, is_public_one):
    assert is_public_address(address) is is_public_one


def test_who_is_reached_from_the_internet_is_warned_once_on_the_console(app, caplog):
    for _ in range(3):
        Browser(app, "8.8.8.8").get("/login")
    assert caplog.text.count("reached from the public internet, from 8.8.8.8") == 1


# other sites


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 303),
        ({"Origin": "http://localhost"}, 303),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://localhost:1"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
    ],
)
@pytest.mark.parametrize("path", ["/login", "/language", "/setup"])
def test_forms_of_other_sites_are_refused_with_the_right_token_too(app, path, headers, status):
    browser = Browser(app)
    form = {"name": "mina", "password": PASSWORD, "language": "ar"}
    answer = browser.post(path, form, headers=headers)
    if path == "/setup" and status == 303:
        status = 400  # the form is not complete, but it was looked at
    assert answer.status_code == status


@pytest.mark.parametrize("path", ["/login", "/logout", "/language", "/account/end-all"])
@pytest.mark.parametrize("token", [None, "", "x", "IjEi.x.y"])
def test_every_form_needs_its_token(browser, path, token):
    browser.log_in()
    form = {} if token is None else {"csrf_token": token}
    answer = browser.client.post(path, data=form)
    assert answer.status_code == 400
    assert browser.is_in()


def test_the_token_of_another_browser_is_none(app, browser):
    foreign = Browser(app).csrf()
    browser.log_in()
    assert browser.client.post("/logout", data={"csrf_token": foreign}).status_code == 400


def test_json_needs_the_token_in_a_header(app, browser):
    app.add_url_rule("/arm", "arm", lambda: {"armed": True}, methods=["POST"])
    browser.log_in()
    token = browser.csrf("/account")
    assert browser.client.post("/arm", json={}).status_code == 400
    answer = browser.client.post("/arm", json={}, headers={"X-CSRFToken": token})
    assert answer.json == {"armed": True}


@pytest.mark.parametrize(
    ("site", "mode", "destination", "status"),
    [
        ("cross-site", "no-cors", "image", 403),
        ("same-site", "cors", "empty", 403),
        ("cross-site", "navigate", "iframe", 403),
        ("cross-site", "navigate", "document", 200),
        ("same-origin", "cors", "empty", 200),
        ("none", "navigate", "document", 200),
    ],
)
def test_pages_of_other_sites_may_link_here_and_take_nothing(site, mode, destination, status):
    app = create_app(WebConfig(login=False))
    app.add_url_rule("/picture", "picture", lambda: "x")
    headers = {"Sec-Fetch-Site": site, "Sec-Fetch-Mode": mode, "Sec-Fetch-Dest": destination}
    assert app.test_client().get("/picture", headers=headers).status_code == status


def test_every_answer_has_the_headers_errors_too(app, browser):
    app.add_url_rule("/broken", "broken", lambda: 1 / 0)
    browser.log_in()
    paths = ["/", "/login", "/account", "/nothing", "/session", "/broken", "/live", "/logout"]
    answers = [browser.get(path) for path in paths]
    answers.append(app.test_client().get("/", base_url="http://wrong.example"))
    for answer in answers:
        assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
        assert answer.headers["Cache-Control"] == "no-store"
        assert "Werkzeug" not in answer.headers.get("Server", "")
    policy = HEADERS["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy


def test_our_own_pages_have_nothing_inline_which_the_policy_would_block(app, browser):
    pages = [browser.get("/login"), Browser(app).get("/setup")]
    browser.log_in()
    pages.append(browser.get("/account"))
    for page in pages:
        text = page.get_data(as_text=True)
        assert page.status_code == 200
        assert [
            sign for sign in ("<style", " style=", " onclick=", "javascript:") if sign in text
        ] == []
        scripts = [part.split(">")[0] for part in text.split("<script")[1:]]
        assert [s for s in scripts if "src=" not in s and "application/json" not in s] == []


@pytest.mark.parametrize("sent", [{"data": {"x": "x" * 1_000_001}}, {"json": "x" * 1_000_001}])
def test_a_body_too_large_is_refused(app, sent):
    assert app.test_client().post("/login", **sent).status_code == 413


def test_the_opener_policy_stands_where_browsers_heed_it(app):
    client = app.test_client()
    seen = [
        client.get("/login", base_url=url).headers.get("Cross-Origin-Opener-Policy")
        for url in ("http://localhost", "https://192.168.1.5", "http://192.168.1.5")
    ]
    assert seen == ["same-origin", "same-origin", None]


def test_a_route_that_is_public_says_so_itself(app):
    app.add_url_rule("/about", "about", public(lambda: "about"))
    assert app.test_client().get("/about").get_data(as_text=True) == "about"
