"""Whatever is sent to a route or as an order: no fault of ours, never somebody else's thing."""

import json
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from makerkit.web import parts_of
from security_system.dashboard.page import make_page
from tests.makerkit.web.door_browser import PASSWORD, Browser
from tests.security_system.dashboard.pretend_house import CODE

EXAMPLES = 250
NASTY = [
    "", " ", ".", "..", "../../etc/passwd", "..%2f..", "%00", "\x00", "\n", "a\r\nSet-Cookie: x=1",
    "'", '"', "<script>alert(1)</script>", "{{ 7 * 7 }}", "%s%n", "{0.__class__}", "\ud800",
    "\N{RIGHT-TO-LEFT OVERRIDE}", "٣٤٥٦", "-1", "0", "1e999", "NaN", "9" * 400, "a" * 5000,
    "true", "[]", "[[", "null", "/", "\\", "mina", "tom", "hall", "garden", "alarm", "zones.hall",
    "modes.away", "web", "clip", "snapshot", "2026-11-27", "0001-01-01", "9999-12-31", "mask",
    '[{"kind": "mask", "name": "x", "points": [[0, 0], [1, 0], [1, 1]]}]',
    '[{"kind": "area", "name": "x", "points": [[0, 0], [1, 0], [NaN, 1]]}]',
    "[" * 3000, '{"a": 1}', CODE, PASSWORD,
]  # fmt: skip
FIELDS = [
    "right", "code", "again", "duress", "password", "name", "areas", "verdict", "remedy", "on",
    "blur", "day", "show", "camera", "before", "done", "save", "entry_s", "exit_s", "siren_s",
    "when_lost", "arm_needs_code", "https", "viewers", "motion.sensitivity", "hold_s", "record",
]  # fmt: skip
ORDERS = [
    "arm", "disarm", "bypass", "panic", "chime", "walk_test", "test_siren", "clear_memory", "ping",
]  # fmt: skip
texts = st.sampled_from(NASTY) | st.text(max_size=40)
forms = st.dictionaries(st.sampled_from(FIELDS) | texts, texts, max_size=5)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=5,
)
hard = settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture
def app(house, monkeypatch):
    """The app, which lets one ask as often as a test does."""
    monkeypatch.setattr("makerkit.web.limits.LOOKING", "1000000 per minute")
    monkeypatch.setattr("makerkit.web.limits.TRYING", "1000000 per minute")
    made = make_page(house, house.settings.web)
    for name in ("mina", "guest"):
        parts_of(made).gate.users.set_password(name, PASSWORD)
        house.codes.set_rights(name, frozenset())
    parts_of(made).gate.on_set_up("mina")
    house.codes.set_code("mina", CODE)
    return made


def routes(app):
    """Return every rule of ours that is no socket."""
    return [
        rule
        for rule in app.url_map.iter_rules()
        if not rule.websocket and not rule.endpoint.startswith("web.")
    ]


def address(rule, pick):
    """Return the rule's address with something put into each of its holes."""
    parts = []
    for is_dynamic, part in rule._trace:
        parts.append(quote(pick(part), safe="") if is_dynamic else part.lstrip("|"))
    return "".join(parts)


def ask(browser, rule, data, event_id, token):
    """Send a request that a stranger made up; return the answer."""

    def pick(_name):
        text = data.draw(texts | st.just(event_id), label="part of the address")
        return text.encode("utf-8", "replace").decode() or "x"

    form = {
        key.encode("utf-8", "replace").decode(): text.encode("utf-8", "replace").decode()
        for key, text in data.draw(forms, label="form").items()
    }
    method = data.draw(st.sampled_from(sorted(rule.methods)), label="method")
    is_post = method == "POST"
    return browser.client.open(
        address(rule, pick),
        method=method,
        data={**form, "csrf_token": token} if is_post else None,
        query_string=None if is_post else form,
    )


@hard
@given(data=st.data())
def test_no_request_of_the_manager_breaks_a_page(app, mina, event, data):
    token = mina.csrf("/")
    rule = data.draw(st.sampled_from(routes(app)), label="route")
    answer = ask(mina, rule, data, event.id, token)
    assert answer.status_code < 500, (rule.endpoint, answer.status_code)
    assert b"Traceback" not in answer.data
    assert b"<script>alert(1)" not in answer.data
    answer.close()


def test_after_a_thousand_requests_the_manager_is_still_one(app, house, mina, event):
    token = mina.csrf("/")
    for form in ({"right": "arm"}, {}, {"right": ["clips", "manage"]}):
        mina.client.post("/users/mina/rights", data={**form, "csrf_token": token})
    mina.client.post("/users/mina/remove", data={"csrf_token": token})
    assert mina.get("/users").status_code == 200


@hard
@given(data=st.data())
def test_no_request_of_a_guest_changes_or_shows_what_is_not_theirs(app, house, event, data):
    guest = Browser(app, "127.0.0.1")
    guest.log_in("guest")
    before = (house.codes.kept(), dict(house.evidence.all), house.settings, house.told)
    rule = data.draw(st.sampled_from(routes(app)), label="route")
    answer = ask(guest, rule, data, event.id, guest.csrf("/"))
    assert answer.status_code < 500
    assert event.id.encode() not in answer.data
    assert (house.codes.kept(), dict(house.evidence.all), house.settings, house.told) == before
    assert (house.changes, house.evidence.begun) == ([], [])


@hard
@given(order=st.sampled_from(ORDERS) | texts, args=st.dictionaries(
    st.sampled_from(["mode", "code", "forced", "zone", "on", "silent"]) | texts, values, max_size=4
))  # fmt: skip
def test_no_order_breaks_the_link_and_none_disarms_without_the_code(
    app, house, caplog, order, args
):
    live = parts_of(app).live
    page = live.open_page("mina")
    house.panel.trigger()
    caplog.clear()
    text = json.dumps({"n": 1, "do": order, "with": args})
    live.obey(live.session(page), text, now_s=0.0)
    live.shut_page(page)
    knows_code = order == "disarm" and args.get("code") == CODE
    assert (house.panel.view.state.value == "disarmed") == knows_code
    assert [record for record in caplog.records if record.levelname == "ERROR"] == []


@hard
@given(text=texts | st.lists(values, max_size=4).map(json.dumps))
def test_no_drawing_becomes_settings_that_do_not_hold(app, house, mina, text):
    before = house.settings
    data = {"areas": text.encode("utf-8", "replace").decode(), "csrf_token": mina.csrf("/")}
    answer = mina.client.post("/cameras/hall/areas", data=data)
    assert answer.status_code in (303, 400)
    for polygon in house.settings.cameras["hall"].motion.masks:
        assert all(0 <= side <= 1 for point in polygon for side in point)
    assert answer.status_code == 303 or house.settings == before
