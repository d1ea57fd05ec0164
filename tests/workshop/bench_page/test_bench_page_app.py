"""The page's app: its key, its orders, its pictures, without a browser."""

import re
import threading

import pytest

from hardware_mocks.job import ExitCode, Outcome
from makerkit.web import parts_of
from workshop.bench_page.page import BenchPage
from workshop.bench_page.view import PageView


class Process:
    """A program that remembers what it is told."""

    def __init__(self):
        self.orders = []
        self.typed = []

    def order(self, **order):
        self.orders.append(order)

    def type_line(self, line):
        self.typed.append(line)


class Desk:
    """A page, its program, and who looks at it."""

    def __init__(self):
        self.calls = []
        self.view = PageView("lamp.py")
        self.page = BenchPage(
            self.view,
            on_stop=lambda: self.calls.append("stop"),
            on_restart=lambda: self.calls.append("restart"),
            on_opened=lambda: self.calls.append("opened"),
        )
        self.app = self.page._app
        self.live = parts_of(self.app).live
        self.process = Process()
        self.page.begin(self.process)

    def says(self, do, **values):
        """Let a person at a page do something; return the answer."""
        page = self.live.open_page()
        session = self.live.session(page)
        message = {"n": 1, "do": do, "with": values}
        import json

        answers = session.on_message(json.dumps(message), 0.0)
        self.live.shut_page(page)
        return answers[0]

    @property
    def orders(self):
        return [order for order in self.process.orders if order["do"] != "watch"]


@pytest.fixture
def desk():
    return Desk()


def test_nothing_is_shown_without_the_key(desk):
    client = desk.app.test_client()

    for path in ("/", "/plan.json", "/video/screen-1.jpg", "/live", "/files/x"):
        assert client.get(path).status_code == 401, path
    views = desk.app.view_functions
    for rule in desk.app.url_map.iter_rules():
        if not getattr(views[rule.endpoint], "is_public", False) and "GET" in rule.methods:
            path = re.sub(r"<[^>]+>", "x", rule.rule)
            assert desk.app.test_client().get(path).status_code == 401, path


def test_the_key_opens_the_page_once(desk):
    key = desk.page._key.value
    client, late = desk.app.test_client(), desk.app.test_client()

    first = client.get(f"/?key={key}")
    assert (first.status_code, first.headers["Location"]) == (302, "/")
    assert "HttpOnly" in first.headers["Set-Cookie"]
    assert client.get("/").status_code == 200
    assert late.get(f"/?key={key}").status_code == 401
    assert late.get("/").status_code == 401
    told = late.get(f"/?key={key}", headers={"Accept": "text/html"})
    assert b"This address has been used" in told.data
    assert desk.page._key.value != key
    assert desk.calls == ["opened"]  # the terminal shows the next one


def test_other_users_of_this_computer_get_nothing_though_they_have_read_the_key(desk, monkeypatch):
    mine = desk.app.test_client()
    key = desk.page._key.value
    asked = []

    def is_somebody_else(*where):
        asked.append(where)
        return where[1] == 4001

    monkeypatch.setattr("workshop.bench_page.access.is_somebody_else", is_somebody_else)
    theirs = {"REMOTE_PORT": 4001}
    assert mine.get(f"/?key={key}", environ_base=theirs).status_code == 401
    assert asked == [("127.0.0.1", 4001, 80)]
    assert mine.get(f"/?key={key}").status_code == 302
    assert mine.get("/").status_code == 200
    assert mine.get("/", environ_base=theirs).status_code == 401


@pytest.mark.parametrize("key", ["", "x", "é", "a" * 10_000])
def test_a_wrong_key_opens_nothing_and_is_no_error(desk, key):
    assert desk.app.test_client().get("/", query_string={"key": key}).status_code == 401


def test_tabs_are_told_apart_by_the_programs_name(desk):
    page = desk.app.test_client().get(f"/?key={desk.page._key.value}", follow_redirects=True)

    assert "<title>lamp.py " in page.text


def test_a_key_that_never_was_one_is_not_called_used(desk):
    told = desk.app.test_client().get("/?key=typo", headers={"Accept": "text/html"})

    assert "This key does not fit" in told.text
    assert "has been used" not in told.text


@pytest.mark.parametrize(
    ("do", "values", "order"),
    [
        ("hold", {"part": "button1"}, {"do": "hold", "part": "button1"}),
        ("release", {"part": "button1"}, {"do": "release", "part": "button1"}),
        ("press", {"part": "pad", "key": "7"}, {"do": "press", "part": "pad", "key": "7"}),
        (
            "switch",
            {"part": "pir", "control": "motion", "on": True},
            {"do": "set", "part": "pir", "motion": True},
        ),
        (
            "slide",
            {"part": "eye", "control": "distance_m", "value": 0.5},
            {"do": "set", "part": "eye", "distance_m": 0.5},
        ),
        ("turn", {"part": "knob", "steps": -2}, {"do": "turn", "part": "knob", "steps": -2}),
        ("key", {"key": "q"}, {"do": "key", "key": "q"}),
        (
            "mouse",
            {"window": "screen-1", "event": "down", "x": 5, "y": 6, "held": True},
            {"do": "mouse", "window": "screen-1", "event": 1, "x_px": 5, "y_px": 6, "flags": 1},
        ),
        (
            "person",
            {"name": "mina", "x": 1.5, "y": 2},
            {"do": "house", "action": "move", "name": "mina", "x_m": 1.5, "y_m": 2.0},
        ),
        (
            "door",
            {"name": "front_door", "on": True},
            {"do": "house", "action": "set_door", "name": "front_door", "share": 1.0},
        ),
        (
            "appear",
            {"name": "ali", "kind": "visitor"},
            {"do": "house", "action": "add_person", "name": "ali", "kind": "visitor"},
        ),
        (
            "leave",
            {"name": "ali"},
            {"do": "house", "action": "remove_person", "name": "ali"},
        ),
        ("power", {"on": False}, {"do": "house", "action": "set_power", "is_on": False}),
        (
            "weather",
            {"what": "rain", "value": 0.5},
            {"do": "house", "action": "set_weather", "rain": 0.5},
        ),
        (
            "lamp",
            {"name": "hall", "share": 0.5},
            {"do": "house", "action": "set_lamp", "name": "hall", "share": 0.5},
        ),
    ],
)
def test_what_a_person_does_reaches_the_bench(desk, do, values, order):
    assert desk.says(do, **values) == {"done": 1}
    assert desk.orders == [order]


@pytest.mark.parametrize(
    ("do", "values"),
    [
        ("hold", {}),
        ("hold", {"part": 7}),
        ("switch", {"part": "pir", "control": "motion", "on": 1}),
        ("slide", {"part": "eye", "control": "do", "value": 1}),
        ("slide", {"part": "eye", "control": "part", "value": 1}),
        ("slide", {"part": "eye", "control": "a b", "value": 1}),
        ("slide", {"part": "eye", "control": "distance_m", "value": "1"}),
        ("turn", {"part": "knob", "steps": 1e9}),
        ("key", {"key": ""}),
        ("mouse", {"window": "screen-1", "event": "explode", "x": 0, "y": 0}),
        ("person", {"name": "mina", "x": None, "y": 0}),
        ("door", {"name": "front_door", "share": 2}),
        ("type", {"line": "a\nb"}),
        ("appear", {"name": "rex", "kind": "dragon"}),
        ("weather", {"what": "action", "value": 1}),
    ],
)
def test_what_makes_no_sense_is_refused_and_reaches_nobody(desk, do, values):
    assert desk.says(do, **values)["refused"] == 1
    assert (desk.orders, desk.process.typed) == ([], [])


def test_a_line_is_typed_and_shown_as_such(desk):
    desk.says("type", line="Rojîn")

    assert desk.process.typed == ["Rojîn"]
    assert desk.view.state()["prints"]["lines"] == [("Rojîn", "typed")]


def test_stop_and_restart_are_passed_on(desk):
    desk.says("stop")
    desk.says("restart")

    assert desk.calls == ["stop", "restart"]


def test_after_the_end_nothing_is_touched_but_the_program_can_be_started_again(desk):
    desk.view.end(Outcome("ended", ExitCode.ENDED))
    desk.page.end()

    assert desk.says("hold", part="button1")["why"].startswith("The program has ended")
    assert desk.says("restart") == {"done": 1}


def test_the_program_is_told_what_somebody_looks_at_and_only_that(desk):
    page = desk.live.open_page()
    state = {"t_s": 0, "parts": [], "screens": [{"id": "screen-1", "name": "door"}]}
    desk.view.on_message({"state": state})
    desk.page.refresh({"state": state})
    source = parts_of(desk.app).video.get("screen-1")
    assert source is not None
    viewer = source.subscribe()
    desk.page.on_picture("screen-1", 5_000_000, b"jpeg")
    part = viewer.next(1.0)
    viewer.close()
    desk.live.shut_page(page)

    assert part is not None
    assert (part.data, part.t_us) == (b"jpeg", 5_000_000)
    assert [(o["is_open"], o["names"]) for o in desk.process.orders if o["do"] == "watch"] == [
        (True, []),
        (True, ["screen-1"]),
        (True, []),
        (False, []),
    ]


def test_a_picture_that_stands_still_is_given_again(desk):
    state = {"t_s": 0, "parts": [], "cameras": [{"id": "camera-0", "name": "camera"}]}
    desk.view.on_message({"state": state})
    desk.page.refresh()
    source = parts_of(desk.app).video.get("camera-0")
    desk.page.on_picture("camera-0", 1, b"first")
    viewer = source.subscribe()

    assert [viewer.next(0.01).data for _ in range(3)] == [b"first"] * 3
    assert source.picture() == b"first"
    viewer.close()


def test_a_refusal_of_the_bench_is_said_on_the_page(desk):
    page = desk.live.open_page()
    desk.page.refresh({"refused": "There is no part 'x'."})
    texts = []
    while (text := page.take(0.0)[0]) is not None:
        texts.append(text)
    desk.live.shut_page(page)

    assert any("There is no part 'x'." in text and '"warning"' in text for text in texts)


def test_two_benches_beside_one_another_take_two_ports_and_two_cookies():
    before = set(threading.enumerate())
    desks = [Desk(), Desk()]
    addresses = [desk.page.start() for desk in desks]
    try:
        assert addresses[0].partition("?")[0] != addresses[1].partition("?")[0]
        names = {desk.app.config["SESSION_COOKIE_NAME"] for desk in desks}
        assert len(names) == 2
    finally:
        for desk in desks:
            desk.page.stop()
    new = set(threading.enumerate()) - before
    assert not [thread for thread in new if thread.name == "web-server"]
