"""The plan of the track on the bench page: its road, and what a person may do there."""

import json

import pytest

from makerkit.web import parts_of
from workshop.bench_page.page import BenchPage
from workshop.bench_page.view import PageView


class Process:
    def __init__(self):
        self.orders = []

    def order(self, **order):
        if order["do"] != "watch":
            self.orders.append(order)


class Desk:
    def __init__(self):
        self.view = PageView("car.py")
        self.page = BenchPage(self.view, on_stop=lambda: None, on_restart=lambda: None)
        self.process = Process()
        self.page.begin(self.process)

    def says(self, do, **values):
        live = parts_of(self.page._app).live
        page = live.open_page()
        message = json.dumps({"n": 1, "do": do, "with": values})
        (answer, *_) = live.session(page).on_message(message, 0.0)
        live.shut_page(page)
        return answer

    def road(self):
        client = self.page._app.test_client()
        client.get(f"/?key={self.page._key.value}")
        return client.get("/road.json")


@pytest.fixture
def desk():
    return Desk()


@pytest.mark.parametrize(
    ("do", "values", "order"),
    [
        ("track_car", {"x": 1, "y": 2}, {"action": "move_car", "x_m": 1, "y_m": 2}),
        (
            "track_car",
            {"x": 1, "y": 2, "heading": 0.5},
            {"action": "move_car", "x_m": 1, "y_m": 2, "heading_rad": 0.5},
        ),
        (
            "track_move",
            {"name": "box 1", "x": 1, "y": 2},
            {"action": "move", "name": "box 1", "x_m": 1, "y_m": 2},
        ),
        (
            "track_put",
            {"kind": "box", "x": 1, "y": 2},
            {"action": "put", "kind": "box", "x_m": 1, "y_m": 2},
        ),
        ("track_take", {"name": "box 1"}, {"action": "take", "name": "box 1"}),
        (
            "track_switch",
            {"name": "light", "colour": "green"},
            {"action": "set_light", "name": "light", "colour": "green"},
        ),
        ("track_light", {"share": 0.5}, {"action": "set_room_light", "share": 0.5}),
    ],
)
def test_what_a_person_does_there_reaches_the_track(desk, do, values, order):
    desk.says(do, **values)
    assert desk.process.orders == [{"do": "track", **order}]


@pytest.mark.parametrize(
    ("do", "values"),
    [
        ("track_car", {"x": 1}),
        ("track_car", {"x": "far", "y": 2}),
        ("track_put", {"kind": "dragon", "x": 1, "y": 2}),
        ("track_switch", {"name": "light", "colour": "blue"}),
        ("track_light", {"share": 99}),
        ("track_take", {}),
    ],
)
def test_what_makes_no_sense_is_refused_and_goes_nowhere(desk, do, values):
    assert "refused" in desk.says(do, **values)
    assert desk.process.orders == []


def test_the_road_comes_once_and_stays_until_the_next_run(desk):
    assert desk.road().status_code == 404
    desk.view.on_message({"state": {"t_s": 0.0, "parts": [], "road": {"name": "oval"}}})
    desk.view.on_message({"state": {"t_s": 0.1, "parts": []}})
    assert desk.road().get_json() == {"name": "oval"}
    assert "road" not in desk.view.state()
    desk.view.begin()
    assert desk.road().status_code == 404
