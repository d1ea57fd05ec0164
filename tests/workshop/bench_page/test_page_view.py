"""What the page shows: messages and prints in, one plain state out."""

import json

from hardware_mocks.job import ExitCode, Outcome
from workshop.bench_page.view import KEPT_LINES, PageView, shown_parts

BUTTON = {
    "name": "button1",
    "label": "door bell",
    "kind": "button",
    "pins": ["GPIO2"],
    "look": {"pressed": False},
    "controls": [
        {"name": "pressed", "low": 0, "high": 1, "unit": "", "value": False, "is_switch": True},
        {"name": "bounce_ms", "low": 0, "high": 50, "unit": "ms", "value": 0, "is_switch": False},
    ],
}
LAMP = {
    "name": "led1",
    "label": "lamp",
    "kind": "led",
    "pins": ["GPIO17"],
    "look": {"brightness": 0.5, "color": "red"},
    "controls": [],
}


def test_before_the_first_message_the_program_is_starting():
    state = PageView("lamp.py").state()

    assert state["program"] == {
        "title": "lamp.py",
        "phase": "starting",
        "words": [],
        "reason": "",
        "run": 0,
        "wants_input": False,
    }
    assert (state["t_s"], state["parts"], state["prints"]["lines"]) == (0.0, [], [])


def test_parts_are_told_in_words_and_each_control_with_its_grip():
    view = PageView("lamp.py")
    view.begin()
    view.on_message({"state": {"t_s": 1.5, "parts": [BUTTON, LAMP]}})
    state = view.state()

    assert state["program"]["phase"] == "running"
    assert [(part["label"], part["words"]) for part in state["parts"]] == [
        ("door bell", "up"),
        ("lamp", "50%"),
    ]
    grips = [(c["name"], c["grip"]) for c in state["parts"][0]["controls"]]
    assert grips == [("pressed", "button"), ("bounce_ms", "slider")]
    json.dumps(state)


def test_the_keys_of_a_keypad_come_before_how_much_they_bounce():
    bounce = {"name": "bounce_ms", "low": 0, "high": 20, "unit": "ms", "value": 0}
    pad = {
        **BUTTON,
        "kind": "keypad",
        "look": {"keypad": "1 2 3", "held": []},
        "controls": [{**bounce, "is_switch": False}],
    }
    (shown,) = shown_parts([pad])

    assert [control["grip"] for control in shown["controls"]] == ["keys", "slider"]


def test_what_nobody_can_see_is_left_out():
    view = PageView("lamp.py")
    parts = [{**LAMP, "kind": "resistor"}, {**LAMP, "kind": "key", "name": "up"}, LAMP]
    view.on_message({"state": {"t_s": 0, "parts": parts}})

    assert [part["name"] for part in view.state()["parts"]] == ["led1"]


def test_what_goes_with_a_state_is_passed_on():
    view = PageView("lamp.py")
    screens = [{"id": "screen-1", "name": "door"}]
    view.on_message({"state": {"t_s": 1, "parts": [], "screens": screens}})

    assert view.state()["screens"] == screens


def test_a_line_that_comes_in_pieces_is_one_line():
    view = PageView("p.py")
    for piece in ("he", "llo\nwor", "ld\n", "\n", "end"):
        view.on_output(piece, "stdout")
    prints = view.state()["prints"]

    assert prints == {
        "count": 4,
        "lines": [("hello", "stdout"), ("world", "stdout"), ("", "stdout"), ("end", "stdout")],
    }


def test_errors_between_prints_are_lines_of_their_own():
    view = PageView("p.py")
    view.on_output("wait ", "stdout")
    view.on_output("oops\n", "stderr")
    view.on_output("done\n", "stdout")

    assert view.state()["prints"]["lines"] == [
        ("wait ", "stdout"),
        ("oops", "stderr"),
        ("done", "stdout"),
    ]


def test_only_the_last_lines_are_kept_but_all_are_counted():
    view = PageView("p.py")
    view.on_output("".join(f"{n}\n" for n in range(1000)), "stdout")
    prints = view.state()["prints"]

    assert prints["count"] == 1000
    assert len(prints["lines"]) == KEPT_LINES
    assert prints["lines"][-1] == ("999", "stdout")


def test_the_end_is_told_with_its_words():
    view = PageView("p.py")
    view.begin()
    view.on_message({"wants_input": True})
    view.end(Outcome("failed", ExitCode.FAILED, 2.0, "line 3: boom", "Look at line 3."))
    program = view.state()["program"]

    assert (program["phase"], program["reason"]) == ("crashed", "failed")
    assert program["words"] == ["line 3: boom", "Look at line 3."]
    assert program["wants_input"] is False


def test_a_new_run_begins_with_an_empty_page():
    view = PageView("p.py")
    view.begin()
    view.on_output("old\n", "stdout")
    view.end(Outcome("ended", ExitCode.ENDED))
    view.begin()
    state = view.state()

    assert state["prints"] == {"count": 0, "lines": []}
    assert (state["program"]["phase"], state["program"]["run"]) == ("starting", 2)
