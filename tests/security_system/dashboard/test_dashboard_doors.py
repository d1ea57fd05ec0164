"""Nobody gets anything without login, and nobody more than their rights: every route and order.

Names worth matching (Frigate's): ws auth, media auth, stream auth, output auth, camera access.
"""

import pytest
from flask import Blueprint

from makerkit.web import RefusedError, parts_of
from makerkit.web.access import is_public
from security_system.alarm.states import Right
from security_system.dashboard.rights import LOOK, right_of
from tests.makerkit.web.door_browser import PASSWORD, Browser
from tests.makerkit.web.test_web_guard import PUBLIC, handshake, started
from tests.security_system.dashboard.pretend_house import CODE

CSRF = {"name": "mina", "what": "rights", "slug": "hall", "section": "alarm", "version": "1"}
LOOKING = {
    "alarm.front", "alarm.more", "alarm.notice", "health.show", "log.show", "log.chain",
}  # fmt: skip
SEEING = {
    "events.day", "events.media", "event.show", "event.protect", "event.export", "event.back",
    "cameras.overview", "cameras.show", "cameras.picture", "cameras.sights", "cameras.record",
    "cameras.back",
}  # fmt: skip
MANAGING = {
    "event.delete", "event.judge", "cameras.save_areas", "cameras.save_settings", "log.download",
    "users.overview", "users.add", "users.show", "users.rights", "users.code", "users.password",
    "users.remove", "users.back", "settings.show", "settings.save", "settings.back",
    "settings.add_service", "settings.set_address",
    "settings.back_from_service",
}  # fmt: skip
TESTING = {"settings.test_message"}
ORDERS = {
    "arm": Right.ARM, "disarm": Right.DISARM, "bypass": Right.BYPASS, "panic": LOOK,
    "chime": Right.TEST, "walk_test": Right.TEST, "test_siren": Right.TEST,
    "clear_memory": Right.CLEAR,
}  # fmt: skip


def routes_of(app, key):
    """Return (method, path, endpoint, is a socket) of every route that there is."""
    adapter = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        values = {name: CSRF.get(name, key) for name in rule.arguments}
        if "part" in values:
            values["part"] = "clip"
        if rule.endpoint in ("event.back", "cameras.back"):
            values["what"] = "export" if rule.endpoint == "event.back" else "areas"
        if rule.endpoint.startswith("web.") and "name" in values:
            values["name"] = "hall"
        path = adapter.build(rule.endpoint, values).removeprefix("ws://localhost")
        for method in sorted(rule.methods):
            yield method, path, rule.endpoint, rule.websocket


def test_every_route_of_the_alarm_names_its_right_and_no_other_is_there(app):
    ours = {
        rule.endpoint for rule in app.url_map.iter_rules() if not rule.endpoint.startswith("web.")
    }
    assert ours == LOOKING | SEEING | MANAGING | TESTING
    named = {endpoint: right_of(app, endpoint) for endpoint in ours}
    assert {e for e, right in named.items() if right == LOOK} == LOOKING
    assert {e for e, right in named.items() if right is Right.CLIPS} == SEEING
    assert {e for e, right in named.items() if right is Right.MANAGE} == MANAGING
    assert {e for e, right in named.items() if right is Right.TEST} == TESTING


def test_no_page_of_the_alarm_is_public(app):
    """motioneye #695, #2292, #2843: pictures and settings that anybody could load."""
    public = {rule.endpoint for rule in app.url_map.iter_rules() if is_public(app, rule.endpoint)}
    assert public == PUBLIC


def test_media_auth_every_route_is_refused_without_login_by_every_method(app, house, event):
    tried, given_out = 0, []
    for method, path, endpoint, is_socket in routes_of(app, event.id):
        if is_socket or endpoint in PUBLIC:
            continue
        for headers in ({}, {"Accept": "text/html"}, {"Authorization": "Basic eDp4"}):
            answer = app.test_client().open(path, method=method, headers=headers)
            at_door = answer.status_code == 303 and answer.location.startswith("/login")
            tried += 1
            if answer.status_code not in (401, 400) and not at_door:
                given_out.append((method, path, answer.status_code))
    assert given_out == []
    assert tried > 300
    assert event.id in house.evidence.all


def test_ws_auth_and_stream_auth_every_socket_is_refused_without_login(app):
    sockets = [path for _, path, _, is_socket in routes_of(app, "hall") if is_socket]
    assert sorted(set(sockets)) == ["/live", "/video/hall"]
    with started(app) as running:
        for path in sockets:
            for headers in ({}, {"Origin": "http://127.0.0.1"}, {"Cookie": "x=y"}):
                assert handshake(running, path, headers) in (401, 403)


def test_camera_access_the_stream_is_refused_to_who_may_not_see_pictures(app, log_in):
    answers = {}
    with started(app) as running:
        for name in ("guest", "tom"):
            cookie = log_in(name).cookie()
            headers = {
                "Cookie": f"{cookie.key}={cookie.value}",
                "Origin": f"http://127.0.0.1:{running.port}",
            }
            answers[name] = handshake(running, "/video/hall", headers)
    assert answers == {"guest": 403, "tom": 101}


@pytest.mark.parametrize("path", ["/video/hall.jpg", "/video/hall.mjpg", "/files/x"])
def test_output_auth_pictures_and_files_are_refused_to_who_may_not_see_them(log_in, path):
    assert log_in("guest").get(path).status_code == 403
    assert log_in("mina").get("/video/hall.jpg").status_code == 404  # none has come yet


def test_who_may_only_look_gets_the_state_and_nothing_else(app, log_in, event):
    guest, given_out = log_in("guest"), []
    token = guest.csrf("/")
    for method, path, endpoint, is_socket in routes_of(app, event.id):
        if is_socket or endpoint in PUBLIC or endpoint.startswith("web."):
            continue
        data = {"csrf_token": token} if method == "POST" else None
        status = guest.client.open(path, method=method, data=data).status_code
        is_let_in = status < 400
        if method != "OPTIONS" and is_let_in != (endpoint in LOOKING):
            given_out.append((method, path, status))
    assert given_out == []


def test_a_route_that_forgets_its_right_is_refused_to_everybody(app, log_in):
    careless = Blueprint("careless", __name__)
    careless.add_url_rule("/careless", "view", lambda: "everything")
    app.register_blueprint(careless)
    assert log_in().get("/careless").status_code == 403


def test_orders_are_those_and_each_is_refused_without_its_right(app, house):
    live = parts_of(app).live
    assert set(live.handlers) == set(ORDERS)
    for order, right in ORDERS.items():
        for name, rights in (("mina", frozenset(Right)), ("guest", frozenset())):
            page = live.open_page(name)
            asked = len(house.panel.asked)
            args = {"mode": "away", "code": CODE, "zone": "hall", "on": True}
            if right == LOOK or right in rights:
                live.handlers[order](args, page)
                assert len(house.panel.asked) == asked + 1
            else:
                with pytest.raises(RefusedError, match="You may not do this"):
                    live.handlers[order](args, page)
                assert len(house.panel.asked) == asked
            live.shut_page(page)


def test_a_right_that_is_taken_away_counts_at_once_on_an_open_page(app, house, mina):
    live = parts_of(app).live
    page = live.open_page("tom")
    live.handlers["arm"]({"mode": "away"}, page)
    form = {"right": ["clips"]}
    assert mina.post("/users/tom/rights", form, csrf_from="/users/tom").status_code == 303
    with pytest.raises(RefusedError, match="You may not do this"):
        live.handlers["disarm"]({"code": CODE}, page)
    assert page.closed is not None


def test_the_first_login_by_the_code_of_the_terminal_owns_the_alarm(house, tmp_path):
    from security_system.dashboard.page import make_page

    app = make_page(house, house.settings.web)
    browser = Browser(app, "127.0.0.1")
    form = {"code": parts_of(app).gate.code.make(), "name": "Mina"}
    form |= {"password": PASSWORD, "again": PASSWORD}
    assert browser.post("/setup", form, csrf_from="/setup").status_code == 303
    assert [(person.name, person.rights) for person in house.codes.people()] == [
        ("mina", frozenset(Right))
    ]
    assert house.saved == 1
    assert browser.get("/users").status_code == 200


def test_who_forgot_the_password_is_told_the_command_with_this_folder(app, house):
    """motioneyeos #501, #1361: a forgotten password cost a new SD card."""
    page = Browser(app, "127.0.0.1").get("/login").get_data(as_text=True)
    assert f"python -m makerkit.web reset --folder {house.folder / 'secrets'}" in page


def test_from_the_public_internet_the_page_says_so_and_the_health_too(app, house):
    from makerkit.app.edge import Level
    from security_system.dashboard.page import Page

    browser = Browser(app, "8.8.8.8")
    assert b"whole internet" in browser.get("/login").data
    page = Page(house, house.settings.web)
    Browser(page.app, "8.8.8.8").get("/login")
    page.start()
    try:
        assert page.health().level is Level.WARNING
    finally:
        page.stop()
