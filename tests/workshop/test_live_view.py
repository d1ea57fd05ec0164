"""The live bench: what each part looks like, what each key does, and the terminal given back."""

import io
import itertools
import os
import re
import select
import signal
import struct
import subprocess
import sys
import time
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from hardware_mocks.bench import Bench
from hardware_mocks.clock import WallClock
from hardware_mocks.parts import all_parts
from workshop import live_view
from workshop.hands import Hands, handles_of, step_of
from workshop.keys import split_keys
from workshop.live_parts import note_name, picture_of
from workshop.live_pen import ASCII, BLOCKS, colour_name
from workshop.live_screen import Scene, draw
from workshop.live_view import LiveView, Prints, can_show_live, pen_for

NEVER_S = 30.0


def control(name, value, low=0.0, high=1.0, unit="", *, is_switch=False):
    return {
        "name": name,
        "value": value,
        "low": low,
        "high": high,
        "unit": unit,
        "is_switch": is_switch,
    }


def part(kind, label, pins, look, *controls):
    return {
        "name": f"{kind}-{label}",
        "label": label,
        "kind": kind,
        "pins": [f"GPIO{pin}" for pin in pins],
        "look": look,
        "controls": list(controls),
    }


def led(label="red", pin=17, brightness=1.0):
    return part("led", label, [pin], {"brightness": brightness, "color": "red"})


def button(label="button", pin=2, *, pressed=False):
    bounce = control("bounce_ms", 0.0, 0.0, 20.0, "ms")
    down = control("pressed", pressed, is_switch=True)
    return part("button", label, [pin], {"pressed": pressed}, down, bounce)


def sonar(distance_m=0.5, label="sonar"):
    distance = control("distance_m", distance_m, 0.0, 10.0, "m")
    temperature = control("temperature_c", 20.0, -20.0, 60.0, "°C")
    return part("sonar", label, [23, 24], {"distance_m": distance_m}, distance, temperature)


def switch(label="switch", *, on=False):
    return part("switch", label, [6], {"on": on}, control("on", on, is_switch=True))


def pir(*, motion=False):
    return part("pir", "pir", [4], {"motion": motion}, control("motion", motion, is_switch=True))


def lines_of(parts, *, columns=80, rows=24, pen=BLOCKS, **scene):
    chosen = Hands().chosen(handles_of(parts or []))
    drawn = draw(Scene("blink.py", parts=parts, chosen=chosen, **scene), columns, rows, pen)
    console = Console(file=io.StringIO(), record=True, width=columns, height=rows)
    for line in drawn:
        console.print(line, no_wrap=True, overflow="ignore", crop=False)
    return [line.rstrip() for line in console.export_text().split("\n")][:-1]


# -- each kind of part


@pytest.mark.parametrize(
    ("look", "row"),
    [
        ({"brightness": 1.0, "color": "red"}, " ● x ██████████████ on"),
        ({"brightness": 0.42, "color": "red"}, " ● x ██████░░░░░░░░ 42%"),
        ({"brightness": 0.001, "color": "#00ff00"}, " ● x █░░░░░░░░░░░░░ 1%"),
        ({"brightness": 0.0, "color": "tomato"}, " ○ x ░░░░░░░░░░░░░░ off"),
        ({"red": 1.0, "green": 0.5, "blue": 0.0}, " ● x ███ ██░ ░░░    orange #ff8000"),
        ({"red": 0.0, "green": 0.0, "blue": 0.0}, " ○ x ░░░ ░░░ ░░░    off"),
        ({"brightness": [1.0, 0.5, 0.0], "lit": 2}, " ● x ██░            2 of 3 on"),
        ({"angle_deg": 0.0}, " ↔ x ├──────●─────┤ 0°"),
        ({"angle_deg": -90.0}, " ↔ x ├●─────┼─────┤ -90°"),
        ({"angle_deg": 35.0, "jitters": True}, " ↔ x ├──────┼─●───┤ +35° jitters"),
        ({"angle_deg": 35.0, "min_deg": 0, "max_deg": 180}, " ↔ x ├──●───┼─────┤ 35°"),
        ({"angle_deg": 170.0}, " ↔ x ├──────┼───●─┤ 170°"),
        ({"speed": 0.7, "braking": False}, " ► x ░░░░░░┼████░░  70% forward"),
        ({"speed": -1.0, "rpm": -200.0}, " ◄ x ██████┼░░░░░░  100% back"),
        ({"speed": 0.0, "braking": True}, " ○ x ░░░░░░┼░░░░░░  brakes"),
        ({"speed": 0.0, "rpm": 0.0}, " ○ x ░░░░░░┼░░░░░░  stopped"),
        ({"tone_hz": 440.0}, " ♪ x ├──────♪─────┤ 440 Hz A4"),
        ({"tone_hz": None}, " ○ x ├────────────┤ silent"),
        ({"tone_hz": None, "clicks_hz": 5.0}, " ♪ x ├────────────┤ clicks 5/s"),
        ({"on": True, "click_count": 3}, " ● x [ ██]          on, COM to NO"),
        ({"on": False, "click_count": 4}, " ○ x [██ ]          off, COM to NC"),
        ({"pressed": True}, " ● x [███]          pressed"),
        ({"pressed": False}, " ○ x [   ]          up"),
        ({"motion": True, "output": False}, " ● x [ ██]          moving"),
        ({"line": True}, " ● x [ ██]          on the line"),
        ({"closed": False}, " ○ x [██ ]          open"),
        ({"on": True}, " ● x [ ██]          on"),
        ({"steps": -4, "pressed": True}, " ↔ x ├───────●──┤ -4 steps, pushed"),
        (
            {"arduino": "pong", "is_powered": True, "led": 1.0, "to_pi": "", "to_arduino": ""},
            " ● x pong",
        ),
        (
            {
                "arduino": "pong",
                "is_powered": True,
                "led": 0,
                "to_pi": "OK",
                "to_arduino": "GO\x01",
            },
            " ○ x pong  ◄ OK  ► GO·",
        ),
        (
            {
                "arduino": "pong",
                "is_powered": True,
                "led": 0.0,
                "to_pi": "",
                "to_arduino": "",
                "pins": {"D4": 1.0, "D6": 0.25},
            },
            " ○ x pong  D4 high  D6 25%",
        ),
        (
            {"arduino": "", "is_powered": True, "led": 0.0, "to_pi": "", "to_arduino": ""},
            " ○ x no sketch",
        ),
        (
            {"arduino": "pong", "is_powered": False, "led": 0.0, "to_pi": "", "to_arduino": ""},
            " ○ x no power",
        ),
        ({"edge_hz": 80.0}, "   x edge 80 Hz"),
        ({"keypad": "5 #", "held": "5 #"}, " ● x 5 # pressed"),
        ({"keypad": "5 #", "held": ""}, " ○ x no key pressed"),
        ({"A": "forward", "B": "brake"}, "   x A forward · B brake"),
        ({"taps": 3, "gain_v": 0.25, "is_warm": True}, "   x taps 3, gain 0.25 V, is warm…"),
    ],
)
def test_a_part_is_drawn_and_said_in_words(look, row):
    assert lines_of([part("x", "x", [], look)], columns=34, rows=12)[1] == row


def test_a_display_is_drawn_in_three_rows():
    look = {"segments": ["abged.", "bc"], "text": "2.1"}

    assert lines_of([part("digits", "x", [], look)], columns=34)[2:5] == [
        ' ● x  _       shows "2.1"',
        "      _|   |",
        "     |_ .  |",
    ]


def test_where_three_rows_are_too_many_a_display_is_said_in_words():
    look = {"segments": "abged", "text": "2"}

    assert lines_of([part("digits", "x", [], look)], columns=34, rows=4)[1:3] == [
        ' ● x shows "2"',
        "",
    ]


def test_a_slider_shows_its_scale_its_value_and_which_keys_move_it():
    lux = part("ldr", "light", [], {"lux": 500.0}, control("lux", 500.0, 0.0, 1e5, "lx"))
    channels = {"ch0": 0.25, "ch1": 0.0}
    chip = part("mcp3002", "adc", [8], channels, *(control(*pair) for pair in channels.items()))

    assert lines_of([sonar(), sonar(4.0, "far"), lux, chip], columns=80, rows=14)[1:8:2] == SLIDERS


SLIDERS = [
    "►↔ sonar GPIO23 24 ├────────────●───────────┤ 1 m ◄ 0.50 m ►               [← →]",
    " ↔ far   GPIO23 24 ├─────────●─────────────┤ 10 m ◄ 4.00 m ►               [Tab]",
    " ↔ light           ├──────────●─────────┤ 100k lx ◄ 500 lx ►               [Tab]",
    " ↔ adc   GPIO8     ├───────●────────────────────┤ ch0 ◄ 25% ►              [Tab]",
]


def test_without_the_symbols_everything_is_ascii():
    parts = [led(brightness=0.3), sonar(), button(pressed=True), pir()]

    assert lines_of(parts, columns=80, rows=9, pen=ASCII) == [
        " blink.py                                                      00:00.0   q quit",
        " @ red    GPIO17    #######................ 30%",
        ">= sonar  GPIO23 24 |--------@--------| 1 m < 0.50 m >     [<- ->]",
        " @ button GPIO2     [###]                   pressed        [a] press  [A] let go",
        " o pir    GPIO4     [## ]                   still          [s] change",
        "",
        "",
        "",
        " Tab choose - <- -> move - ? help",
    ]


# -- the whole picture


PARTS = [led(), led("amber", 27, 0.4), button(), sonar(), switch(), pir(motion=True)]


def test_eighty_columns():
    prints = [("Hello", "stdout"), ("Oh no", "stderr")]

    assert lines_of(PARTS, t_s=72.3, prints=prints, rows=16) == [
        " blink.py                                                      01:12.3   q quit",
        "",
        " ● red    GPIO17    █████████████████████████ on",
        " ● amber  GPIO27    ██████████░░░░░░░░░░░░░░░ 40%",
        " ○ button GPIO2     [   ]                     up             [a] press  [A] hold",
        "►↔ sonar  GPIO23 24 ├─────────●─────────┤ 1 m ◄ 0.50 m ►     [← →]",
        " ○ switch GPIO6     [██ ]                     off            [s] change",
        " ● pir    GPIO4     [ ██]                     moving         [t] change",
        "",
        "",
        "",
        "",
        "── prints ──────────────────────────────────────────────────────────────────────",
        "  Hello",
        "! Oh no",
        " Tab choose · ← → move · ? help",
    ]


def test_forty_columns():
    assert lines_of(PARTS, t_s=3600, columns=40, rows=10) == [
        " blink.py              60:00.0   q quit",
        " ● red    GPIO17 █████████ on",
        " ● amber  GPIO27 ████░░░░░ 40%",
        " ○ button GPIO2  [   ]     up        [a]",
        "►↔ sonar  23 24  ◄ 0.50 m ►",
        " ○ switch GPIO6  [██ ]     off       [s]",
        " ● pir    GPIO4  [ ██]     moving    [t]",
        "",
        "",
        " Tab choose · ← → move · ? help",
    ]


def test_a_hundred_and_twenty_columns_have_cards_side_by_side():
    lines = lines_of(PARTS, columns=120, rows=14)[1:9]

    assert [line[:39] for line in lines] == [
        "┌ ● red ────────────────────── GPIO17 ┐",
        "│ ████████████████████ on             │",
        "│                                     │",
        "└─────────────────────────────────────┘",
        "┌►↔ sonar ───────────────── GPIO23 24 ┐",
        "│ ├──────●───────┤ 1 m ◄ 0.50 m ►     │",
        "│ [← →]                               │",
        "└─────────────────────────────────────┘",
    ]
    assert [line[80:] for line in lines] == [
        "┌ ○ button ──────────────────── GPIO2 ┐",
        "│ [   ]                up             │",
        "│ [a] press  [A] hold                 │",
        "└─────────────────────────────────────┘",
        "┌ ● pir ─────────────────────── GPIO4 ┐",
        "│ [ ██]                moving         │",
        "│ [t] change                          │",
        "└─────────────────────────────────────┘",
    ]


def test_where_there_is_room_the_rows_stand_apart():
    rows = lines_of([led(), led("amber", 27, 0.4)])

    assert [row[3:8].strip() for row in rows[2:7]] == ["red", "", "amber", "", ""]


@given(
    columns=st.integers(1, 200),
    rows=st.integers(1, 60),
    count=st.integers(0, 40),
    prints=st.lists(st.tuples(st.text(max_size=300), st.just("stderr")), max_size=9),
    shows_help=st.booleans(),
)
def test_the_picture_never_grows_over_the_edges(columns, rows, count, prints, shows_help):
    parts = list(itertools.islice(itertools.cycle(PARTS), count))
    scene = Scene("a" * 50, parts=parts, prints=prints, shows_help=shows_help)

    drawn = draw(scene, columns, rows, BLOCKS)

    assert len(drawn) <= rows
    assert all(line.cell_len <= columns for line in drawn)


def test_a_low_window_says_how_many_parts_it_hides_and_keeps_the_chosen_one():
    parts = [led(f"led{number}", number) for number in range(9)] + [sonar()]

    body = lines_of(parts, columns=60, rows=6)[1:-1]

    assert [line[:8].rstrip() for line in body] == [" ● led7", " ● led8", "►↔ sonar", "   and 7"]


def test_what_only_carries_current_is_not_shown():
    resistor = part("resistor", "r1", [17], {"resistance_ohm": 330.0})

    assert [row[3:6] for row in lines_of([resistor, led()], rows=12)[1:2]] == ["red"]


def test_before_the_first_device_there_is_a_word():
    assert lines_of(None, rows=5)[1:2] == ["  The program is starting."]
    assert lines_of([], rows=5)[1:2] == ["  No parts yet: the program has made no device."]


def test_a_remark_and_a_line_being_typed_stand_at_the_foot():
    assert lines_of([], rows=5, remark="No such part.")[-1] == " No such part."
    assert lines_of([], rows=5, typed="Za")[-1] == (
        " type: Za█  Enter sends it, Esc: back to the keys"
    )


def test_every_part_the_bench_has_can_be_drawn():
    bench = Bench(WallClock())
    try:
        for kind in all_parts():
            nets = {pin: bench.net(f"{kind.kind} {pin}") for pin in kind.pins}
            bench.add_part(kind, f"{kind.__name__} {len(bench.parts)}", nets)
        parts = bench.snapshot()
    finally:
        bench.clock.stop()

    pictures = [picture_of(one, None, BLOCKS) for one in parts if one["look"]]

    assert len(pictures) > 20
    assert all(picture.words for picture in pictures)
    assert len(lines_of(parts, columns=120, rows=200)) == 200


def test_notes_and_colours_have_names():
    assert [note_name(hz) for hz in (440, 261.63, 466.16, 27.5)] == ["A4", "C4", "A#4", "A0"]
    names = [colour_name(*rgb) for rgb in ((255, 0, 0), (0, 9, 0), (200, 200, 190), (255, 0, 255))]
    assert names == ["red", "green", "white", "pink"]


# -- keys


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ("aQ?", ["a", "Q", "?"]),
        ("\t\x1b[Z", ["tab", "shift+tab"]),
        ("\x1b[D\x1bOC\x1b[A\x1b[B", ["left", "right", "up", "down"]),
        ("\x1b[1;2D\x1b[1;5C", ["shift+left", "shift+right"]),
        ("\x1b[5~\x1b[6~\x1b[H\x1b[4~", ["page up", "page down", "home", "end"]),
        ("\x1bOP\x1b[15~\x1b[[A\x1ba", []),  # F1, F5, F1 without a desktop, Alt+A
        ("\r\x7fé", ["enter", "backspace", "é"]),
    ],
)
def test_what_a_terminal_sends_is_split_into_keys(typed, keys):
    assert split_keys(typed) == (keys, "")


def test_an_arrow_that_has_only_half_arrived_is_waited_for():
    assert split_keys("a\x1b") == (["a"], "\x1b")
    assert split_keys("\x1b[1;") == ([], "\x1b[1;")


@given(st.text(alphabet="\x1b[O;~0129ADZax\t\r", max_size=30), st.data())
def test_keys_do_not_depend_on_how_they_arrive(typed, data):
    whole, rest = split_keys(typed)
    at = data.draw(st.integers(0, len(typed)))
    first, waiting = split_keys(typed[:at])
    second, other_rest = split_keys(waiting + typed[at:])

    assert (first + second, other_rest) == (whole, rest)


def press(keys, parts, *, now_s=0.0, hands=None):
    """Return what the bench is told when these keys are typed."""
    hands = hands or Hands()
    orders = (hands.take(key, handles_of(parts), now_s) for key in keys)
    return [order for order in orders if order is not None]


def test_buttons_have_letters_in_order_of_appearance_and_the_rest_has_others():
    parts = [switch(), button("left"), led(), pir(), button("right")]

    letters = {handle.part: handle.letter for handle in handles_of(parts) if handle.letter}

    assert letters == {
        "switch-switch": "s",
        "button-left": "a",
        "pir-pir": "t",
        "button-right": "b",
    }


def test_the_letter_of_the_seventeenth_button_stays_with_quit():
    buttons = [button(str(number)) for number in range(17)]

    assert [handle.letter for handle in handles_of(buttons) if handle.is_main][-2:] == ["p", ""]


def test_a_letter_presses_and_its_capital_holds_and_lets_go():
    assert press("aA", [button()]) == [
        {"do": "press", "part": "button-button"},
        {"do": "hold", "part": "button-button"},
    ]
    assert press("A", [button(pressed=True)]) == [{"do": "release", "part": "button-button"}]


def test_a_keypad_has_its_own_keys_but_for_its_letters():
    pad = part("keypad", "pad", [], {"keypad": "1 2 3 A * 0 #", "held": ""})

    assert press("1#a", [pad]) == [
        {"do": "press", "part": "keypad-pad", "key": "1"},
        {"do": "press", "part": "keypad-pad", "key": "#"},
    ]
    assert "[1 ... #] press" in lines_of([pad])[2]


def test_a_switch_goes_over():
    assert press("s", [switch()]) == [{"do": "set", "part": "switch-switch", "on": True}]
    assert press("S", [switch(on=True)]) == [{"do": "set", "part": "switch-switch", "on": False}]


def test_a_key_that_nothing_hangs_on_does_nothing():
    assert press(["b", "z", "left", "enter", "tab"], [led()]) == []


@pytest.mark.parametrize(
    ("key", "distance_m"),
    [
        ("right", 0.55),
        ("left", 0.45),
        ("page up", 1.0),
        ("shift+left", 0.0),
        ("home", 0.0),
        ("end", 10.0),
    ],
)
def test_arrows_move_the_first_slider(key, distance_m):
    assert press([key], [button(), sonar()]) == [
        {"do": "set", "part": "sonar-sonar", "distance_m": distance_m}
    ]


def test_a_key_held_down_counts_though_the_bench_has_not_answered_yet():
    moved = press(["right"] * 3, [sonar()])

    assert [order["distance_m"] for order in moved] == [0.55, 0.6, 0.65]


def test_after_a_while_the_bench_s_own_value_counts_again():
    hands = Hands()
    press(["right"], [sonar()], hands=hands)

    assert press(["right"], [sonar(2.0)], now_s=5.0, hands=hands)[0]["distance_m"] == 2.05


def test_tab_chooses_sliders_that_matter_before_settings():
    hands = Hands()
    parts = [button(), sonar(), sonar(label="far")]

    chosen = []
    for key in ("", "tab", "tab", "tab", "tab", "tab", "shift+tab"):
        press([key], parts, hands=hands)
        now = hands.chosen(handles_of(parts))
        chosen.append((now.part.partition("-")[2], now.control))

    assert chosen == [
        ("sonar", "distance_m"),
        ("far", "distance_m"),
        ("button", "bounce_ms"),
        ("sonar", "temperature_c"),
        ("far", "temperature_c"),
        ("sonar", "distance_m"),
        ("far", "temperature_c"),
    ]


def test_arrows_turn_an_encoder():
    knob = part("rotary_encoder", "knob", [2, 3], {"steps": 0, "pressed": False})

    assert press(["right", "page down", "home"], [knob]) == [
        {"do": "turn", "part": "rotary_encoder-knob", "steps": 1},
        {"do": "turn", "part": "rotary_encoder-knob", "steps": -10},
    ]


def test_light_moves_by_shares_of_itself():
    hands, values = Hands(), []
    for key in ("right", "page up", "end", "home", "right", "left"):
        lux = part("ldr", "x", [], {}, control("lux", 500.0, 0.0, 1e5, "lx"))
        values.append(press([key], [lux], hands=hands)[0]["lux"])

    assert values == [630.0, 6300.0, 100_000.0, 0.0, 1.0, 0.0]


def test_steps_are_round_numbers():
    spans = ((0.0, 10.0), (0.0, 1.0), (-20.0, 60.0), (0.0, 20.0), (0.0, 120.0))
    handles = [handles_of([part("x", "x", [], {}, control("c", 0, *s))])[0] for s in spans]

    assert [round(step_of(handle), 9) for handle in handles] == [0.05, 0.005, 0.5, 0.1, 1.0]


# -- prints


def printed(*pieces):
    prints = Prints()
    for piece in pieces:
        prints.add(*piece)
    return prints.lines()


def test_a_line_may_come_in_pieces():
    out, err = "stdout", "stderr"

    assert printed(("He", out), ("llo\nWor", out), ("!\n", err), ("ld", out)) == [
        ("Hello", out),
        ("Wor", out),
        ("!", err),
        ("ld", out),
    ]


def test_colours_and_cursor_movements_are_taken_out_and_a_rewritten_line_counts_once():
    assert printed(("\x1b[31mred\x1b[0m\t|\x07\n 1 %\r 50 %\r100 %\r\n", "stdout")) == [
        ("red     |", "stdout"),
        ("100 %", "stdout"),
    ]


def test_a_flood_is_forgotten_but_for_its_end():
    prints = Prints()
    prints.add("".join(f"{number}\n" for number in range(100_000)), "stdout")
    prints.add("." * 1_000_000, "stdout")

    assert prints.lines(2)[0] == ("99999", "stdout")
    assert len(prints.lines(2)[1][0]) == live_view.LONGEST_LINE
    assert prints.forgotten == 100_001 - live_view.KEPT_PRINTS


# -- terminals


@pytest.mark.parametrize(
    ("encoding", "environment", "pen"),
    [
        ("utf-8", {"LANG": "en_GB.UTF-8"}, BLOCKS),
        ("utf-8", {}, BLOCKS),
        ("utf-8", {"LANG": "C"}, ASCII),
        ("utf-8", {"LANG": "C", "LC_CTYPE": "C.UTF-8"}, ASCII),  # as Python coerces it
        ("utf-8", {"LANG": "C.UTF-8", "LC_CTYPE": "C.UTF-8"}, BLOCKS),
        ("utf-8", {"LANG": "en_GB.UTF-8", "LC_ALL": "POSIX"}, ASCII),
        ("iso-8859-1", {"LANG": "de_DE"}, ASCII),
        (None, {}, ASCII),
    ],
)
def test_symbols_are_drawn_only_where_they_can_be_shown(encoding, environment, pen):
    assert pen_for(encoding, environment) is pen


def test_without_a_terminal_nothing_is_shown_live(monkeypatch):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(isatty=lambda: False))

    assert not can_show_live()


# -- the view as a whole


class Hand:
    """Notes what a view asks for."""

    def __init__(self, **how):
        self.orders, self.lines, self.quits = [], [], 0
        console = Console(file=io.StringIO(), force_terminal=True, width=60, height=12)
        self.view = LiveView(
            "x.py",
            order=lambda **order: self.orders.append(order),
            type_line=self.lines.append,
            quit=self._quit,
            console=console,
            **how,
        )

    def _quit(self):
        self.quits += 1

    def type(self, *keys):
        for key in keys:
            self.view._take_key(key)

    def foot(self):
        return draw(self.view._scene(), 60, 12, BLOCKS)[-1].plain.strip()


def state(*parts):
    return {"state": {"t_s": 1.0, "parts": list(parts)}}


def test_keys_become_orders_and_q_quits():
    hand = Hand()
    hand.view.on_message(state(button(), sonar()))

    hand.type("a", "right", "?", "a", "q")

    assert [order["do"] for order in hand.orders] == ["press", "set"]
    assert hand.quits == 1


def test_while_the_program_waits_for_a_line_letters_are_typed():
    hand = Hand()
    hand.view.on_message(state(button()))
    hand.view.on_output("Name? ", "stdout")
    hand.view.on_message({"wants_input": True})

    hand.type("q", "a", "b", "backspace", "enter")

    assert hand.lines == ["qa"]
    assert hand.orders == []
    assert hand.view._prints.lines() == [("Name? qa", "stdout")]


def test_escape_leads_from_typing_to_the_keys_and_back():
    hand = Hand()
    hand.view.on_message(state(button()))
    hand.view.on_message({"wants_input": True})

    hand.type("escape", "a", "escape", "b", "enter")
    hand.view.on_message({"wants_input": False})
    hand.type("a")

    assert [order["do"] for order in hand.orders] == ["press", "press"]
    assert hand.lines == ["b"]


def test_what_the_bench_refuses_is_told_for_three_seconds(monkeypatch):
    now_s = 100.0
    monkeypatch.setattr(live_view.time, "monotonic", lambda: now_s)
    hand = Hand()
    hand.view.on_message({"refused": "There is no part 'Z'."})

    told = [hand.foot()]
    now_s += 3.1
    told.append(hand.foot())

    assert told == ["There is no part 'Z'.", "? help"]


# -- in a real terminal of its own, with a real program

PROGRAM = """
from signal import pause
from gpiozero import LED, Button

led = LED(17)
button = Button(2)

def shine():
    led.on()
    print("it shines")

button.when_pressed = shine
pause()
"""
INSIDE = """
import fcntl, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
from workshop.cli import main
main()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo terminals")
class TestInATerminal:
    """`maker run` with the live view, as a person has it before them."""

    @pytest.fixture
    def terminal(self, tmp_path):
        terminal = Terminal(tmp_path)
        yield terminal
        terminal.close()

    def test_a_led_a_button_and_q(self, terminal):
        terminal.start(PROGRAM)
        terminal.wait_for(r"led +GPIO17 ░+ off")

        terminal.type("a")
        terminal.wait_for(r"led +GPIO17 █+ on.*it shines")
        terminal.type("q")

        assert terminal.exit_code() == 0
        assert terminal.is_as_before()
        assert terminal.everybody_has_gone()
        assert "it shines" in terminal.text_after_the_view()

    def test_ctrl_c_stops_the_program_and_gives_the_terminal_back(self, terminal):
        terminal.start(PROGRAM)
        terminal.wait_for("led +GPIO17")

        terminal.type("\x03")

        assert terminal.exit_code() == 0
        assert terminal.is_as_before()
        assert terminal.everybody_has_gone()

    @pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
    def test_a_signal_gives_the_terminal_back(self, terminal, number):
        terminal.start(PROGRAM)
        terminal.wait_for("led +GPIO17")

        terminal.process.send_signal(number)

        assert terminal.exit_code() == 128 + number
        assert terminal.is_as_before()
        assert terminal.everybody_has_gone()

    def test_a_program_that_fails_leaves_its_traceback_on_the_ordinary_screen(self, terminal):
        terminal.start("from gpiozero import LED\nled = LED(17)\n1 / 0\n")

        assert terminal.exit_code() == 1
        assert terminal.is_as_before()
        assert "ZeroDivisionError" in terminal.text_after_the_view()

    def test_a_narrow_terminal_that_knows_only_ascii(self, terminal):
        terminal.start(PROGRAM, columns=40, rows=12, LC_ALL="C")

        terminal.wait_for(r"led +GPIO17 \.+ off.*button GPIO2 +\[ +\] +up +\[a\]")

        assert "█" not in terminal.seen


class Terminal:
    """A pseudo terminal with `maker run` in it."""

    def __init__(self, folder):
        import pty

        self._folder = folder
        self._ours, self._theirs = pty.openpty()
        self.seen = ""

    def start(self, program, *, columns=80, rows=24, **environment):
        import fcntl
        import termios

        (self._folder / "program.py").write_text(program)
        fcntl.ioctl(self._ours, termios.TIOCSWINSZ, struct.pack("4H", rows, columns, 0, 0))
        self._before = termios.tcgetattr(self._theirs)
        names = ("LINES", "COLUMNS", "LC_ALL", "LC_CTYPE", "NO_COLOR")
        kept = {name: value for name, value in os.environ.items() if name not in names}
        self.process = subprocess.Popen(
            [sys.executable, "-c", INSIDE, "run", "--simulate", "program.py"],
            cwd=self._folder,
            env={**kept, "TERM": "xterm-256color", "LANG": "C.UTF-8", **environment},
            stdin=self._theirs,
            stdout=self._theirs,
            stderr=self._theirs,
            start_new_session=True,
        )

    def type(self, text):
        os.write(self._ours, text.encode())
        self.seen = ""

    def wait_for(self, pattern):
        """Read on until the pattern has been drawn, colours and lines left aside."""
        wanted = re.compile(pattern, re.DOTALL)
        end_s = time.monotonic() + NEVER_S
        while not wanted.search(self._plain(self.seen)):
            assert self._read(end_s - time.monotonic()), self._plain(self.seen)

    def exit_code(self):
        """Read until the program has ended, and return its exit code."""
        end_s = time.monotonic() + NEVER_S
        while self.process.poll() is None:
            self._read(0.05)
            assert time.monotonic() < end_s, self._plain(self.seen)
        while self._read(0):
            pass
        return self.process.returncode

    def is_as_before(self):
        """Tell whether keys, screen and cursor are what they were."""
        import termios

        last = [self.seen.rfind(mode) for mode in ("\x1b[?1049h", "\x1b[?1049l", "\x1b[?25h")]
        assert -1 < last[0] < last[1] or last[0] == -1 < last[1]
        assert last[2] > self.seen.rfind("\x1b[?25l")
        return termios.tcgetattr(self._theirs) == self._before

    def text_after_the_view(self):
        return self._plain(self.seen.rpartition("\x1b[?1049l")[2])

    def everybody_has_gone(self):
        try:
            os.killpg(self.process.pid, 0)
        except ProcessLookupError:
            return True
        return False

    def close(self):
        if hasattr(self, "process") and self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        os.close(self._ours)
        os.close(self._theirs)

    def _read(self, timeout_s):
        ready, _, _ = select.select([self._ours], [], [], max(timeout_s, 0))
        if ready:
            self.seen += os.read(self._ours, 65536).decode("utf-8", "replace")
        return bool(ready)

    @staticmethod
    def _plain(text):
        return re.sub(r"\x1b\[[0-?]*[ -/]*[@-~]", "", text)
