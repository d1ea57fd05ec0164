"""Nobody drives, stops, sees or changes anything without login: every route, every socket.

donkeycar #1126: anyone on the Wi-Fi can drive.
"""

from makerkit.web import parts_of
from makerkit.web.access import is_public
from tests.makerkit.web.door_browser import PASSWORD, Browser
from tests.makerkit.web.test_web_guard import PUBLIC, handshake, started

VALUES = {"name": "lane", "section": "drive", "what": "choose", "version": "1", "key": "x"}
OURS = {
    "drive.front", "drive.stop", "drive.back_from_stop", "drive.more",
    "calibration.show", "calibration.sheet", "calibration.find", "calibration.corners",
    "calibration.set_corners", "calibration.picture", "calibration.keep", "calibration.forget",
    "calibration.steering", "calibration.back",
    "models.overview", "models.upload", "models.choose", "models.throw_away", "models.back",
    "health.show", "settings.show", "settings.save", "settings.back",
}  # fmt: skip
ORDERS = {
    "here", "awake", "steer", "present", "let_go", "stop", "record", "take", "mode", "arm",
    "disarm", "release", "cap", "manoeuvre", "erase",
}  # fmt: skip


def routes_of(app):
    """Return (method, path, endpoint, is a socket) of every route that there is."""
    adapter = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        values = {name: VALUES.get(name, "1") for name in rule.arguments}
        path = adapter.build(rule.endpoint, values).removeprefix("ws://localhost")
        for method in sorted(rule.methods):
            yield method, path, rule.endpoint, rule.websocket


def test_the_routes_of_the_car_are_these_and_none_is_public(app):
    rules = list(app.url_map.iter_rules())
    data = {rule.endpoint for rule in rules if rule.endpoint.startswith("data.")}
    kit = {rule.endpoint for rule in rules if rule.endpoint.startswith("web.")}
    assert {rule.endpoint for rule in rules} - data - kit == OURS
    assert {rule.endpoint for rule in rules if is_public(app, rule.endpoint)} == PUBLIC


def test_every_route_is_refused_without_login_by_every_method(app, car):
    """donkeycar #1126."""
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
    assert tried > 150
    assert car.orders == []


def test_every_socket_is_refused_without_login(app):
    sockets = {path for _, path, _, is_socket in routes_of(app) if is_socket}
    assert sockets == {"/live", "/video/lane"}
    with started(app) as running:
        for path in (*sockets, "/video/raw", "/video/above"):
            for headers in ({}, {"Origin": "http://127.0.0.1"}, {"Cookie": "x=y"}):
                assert handshake(running, path, headers) in (401, 403)


def test_the_orders_are_these(app):
    assert set(parts_of(app).live.handlers) == ORDERS


def test_the_emergency_stop_stands_on_every_page_and_on_those_of_the_kit(mina):
    """donkeycar #974: an emergency stop that cannot be reached is none."""
    for path in ("/", "/more", "/calibration", "/models", "/health", "/settings", "/account",
                 "/no-such-page"):  # fmt: skip
        page = mina.get(path, headers={"Accept": "text/html"}).get_data(as_text=True)
        assert page.count('id="estop"') == 1, path
        assert "car_stop.js" in page
    assert 'id="estop"' not in Browser(mina.app, "127.0.0.1").get("/login").get_data(as_text=True)


def test_the_emergency_stop_works_without_script_and_without_the_live_link(mina, car):
    answer = mina.post("/stop", csrf_from="/", headers={"Accept": "text/html"})
    assert answer.status_code == 303
    quick = mina.post("/stop", csrf_from="/", headers={"Sec-Fetch-Mode": "cors"})
    assert quick.status_code == 204
    assert [type(order).__name__ for order in car.orders] == ["Stop", "Stop"]
    assert car.orders[0].by == "mina"


def test_looking_at_the_address_of_the_stop_stops_nothing(mina, car):
    assert mina.get("/stop").status_code == 303
    assert car.orders == []


def test_another_site_can_neither_stop_nor_drive(mina, car):
    answer = mina.client.post("/stop", headers={"Origin": "http://evil.example"})
    assert answer.status_code in (400, 403)
    assert mina.client.post("/stop").status_code == 400  # without the form's token
    assert car.orders == []


def test_the_first_login_is_by_the_code_of_the_terminal(car):
    from self_driving_car.dashboard.page import make_page

    app = make_page(car, car.settings.web)
    form = {"name": "mina", "password": PASSWORD, "again": PASSWORD}
    browser = Browser(app, "127.0.0.1")
    wrong = {"code": "AAAA-AAAA", **form}
    assert browser.post("/setup", wrong, csrf_from="/setup").status_code != 303
    right = {"code": parts_of(app).gate.code.make(), **form}
    assert browser.post("/setup", right, csrf_from="/setup").status_code == 303
    assert browser.get("/").status_code == 200
