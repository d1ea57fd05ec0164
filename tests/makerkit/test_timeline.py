"""The drawings, in text and as pictures."""

import struct
import sys
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from makerkit.errors import BadInputError, UnsupportedHereError
from makerkit.timeline import Window, axis, excerpt
from makerkit.timeline_png import draw_png
from makerkit.timeline_svg import draw_svg
from makerkit.timeline_text import can_show, draw_text
from makerkit.trace import Trace

S = 1_000_000_000
MS = 1_000_000


def make_trace(*events):
    trace = Trace()
    for t_s, kind, data in events:
        trace.add(round(t_s * S), kind, **data)
    return trace


def opened(pin, level=0, way="output"):
    return (0, "edge", {"pin": pin, "level": level, "opened": way})


def edge(t_s, pin, level):
    return (t_s, "edge", {"pin": pin, "level": level})


def pwm(t_s, pin, duty):
    return (t_s, "pwm", {"pin": pin, "duty": duty, "frequency_hz": 100})


END = (4, "note", {"id": "end", "text": "time limit reached"})


@pytest.fixture
def blink():
    ticks = [edge(t_s, "GPIO17", 1 - t_s % 2) for t_s in range(4)]
    return make_trace(opened("GPIO17"), *ticks, END)


def drawn(trace, **how):
    return draw_text(trace, **how).splitlines()


def test_a_blink_in_text(blink):
    assert drawn(blink, width=40, labels={"GPIO17": "LED"}) == [
        "GPIO17 LED │▔▔▔▔▔▔│▁▁▁▁▁▁│▔▔▔▔▔▔│▁▁▁▁▁▁▁",
        "seconds    ├─────────────┼─────────────┼",
        "           0             2             4",
    ]


def test_a_blink_in_ascii(blink):
    assert drawn(blink, width=40, labels={"GPIO17": "LED"}, ascii_only=True) == [
        "GPIO17 LED |------|______|------|_______",
        "seconds    +-------------+-------------+",
        "           0             2             4",
    ]


def test_pwm_in_text_is_as_high_as_its_duty():
    duties = [pwm(t_s, "GPIO18", duty) for t_s, duty in enumerate((0, 0.05, 0.5, 1))]
    trace = make_trace(*duties, END)
    assert drawn(trace, width=31) == [
        "GPIO18 PWM ▁▁▁▁▁▂▂▂▂▂▅▅▅▅▅█████",
        "seconds    ├─────────┼────────┼",
        "           0         2        4",
        "  ▁▅█ PWM: a duty of 0, 50 and…",
    ]
    assert drawn(trace, width=31, ascii_only=True)[0] == "GPIO18 PWM 00000111115555599999"


def test_many_edges_in_a_column_are_a_block():
    edges = [edge(t_ms / 1000, "GPIO4", 1 - t_ms % 2) for t_ms in range(1, 1000)]
    trace = make_trace(opened("GPIO4"), *edges, edge(3.0, "GPIO4", 1), END)
    assert drawn(trace, width=48)[0] == "GPIO4   ▒▒▒▒▒▒▒▒▒▒▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁│▔▔▔▔▔▔▔▔▔"
    assert "too fast for one column" in drawn(trace, width=60)[-1]


def test_a_pin_is_blank_until_it_is_opened():
    trace = make_trace((2, "edge", {"pin": "GPIO2", "level": 1, "opened": "input"}), END)
    assert drawn(trace, width=28)[0] == "GPIO2             ▔▔▔▔▔▔▔▔▔▔"


def test_prints_and_the_world_are_marks_with_a_legend(blink):
    for t_s, action in ((1, "press"), (2, "release"), (3, "press")):
        blink.add(t_s * S, "world", part="A", action=action)
    blink.add(2 * S, "print", text="hello")
    blink.add(3 * S, "note", id="floating", text="GPIO4 floats")
    assert drawn(blink, width=40)[1:] == [
        "print                   •",
        "world           a       b       a",
        "note                            !",
        "seconds ├───────────────┼──────────────┼",
        "        0               2              4",
        "  a A press",
        "  b A release",
        "  ! 3.000 s  GPIO4 floats",
    ]


def test_which_sketch_runs_is_no_remark_but_a_restart_is(blink):
    blink.add(0, "note", id="arduino", text="uno runs pong.ino")
    blink.add(2 * S, "note", id="reset", text="uno restarts: its supply dipped")
    assert drawn(blink, width=40)[-1] == "  ! 2.000 s  uno restarts: its supply d…"
    assert len([line for line in drawn(blink, width=40) if "!" in line]) == 2


def test_lines_of_a_serial_line_are_arrows(blink):
    for t_s, way in ((1, "to_arduino"), (2, "to_pi"), (3, "to_pi")):
        blink.add(t_s * S, "serial", port="/dev/ttyACM0", direction=way, text="hello\n")
    assert drawn(blink, width=40)[1:] == [
        "serial          >       <       <",
        "seconds ├───────────────┼──────────────┼",
        "        0               2              4",
        "  < to the Pi, > to the Arduino",
    ]


def test_marks_of_different_kinds_in_one_column_are_a_plus(blink):
    blink.add(S, "world", part="A", action="press")
    blink.add(S + MS, "world", part="A", action="release")
    assert drawn(blink, width=40)[1] == "world           +"


def test_a_window_shows_a_part(blink):
    window = Window.of(blink, 0.9, 1.1)
    assert drawn(blink, width=48, window=window) == [
        "GPIO17  ▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔│▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁",
        "seconds ├─────────┼─────────┼─────────┼────────┼",
        "        0.90      0.95      1.00      1.05  1.10",
    ]


def test_only_the_pins_asked_for_are_drawn_in_their_order():
    trace = make_trace(opened("GPIO4"), opened("GPIO17"), opened("GPIO22"), END)
    names = [line.split()[0] for line in drawn(trace, pins=["GPIO22", "GPIO4"])]
    assert names[:2] == ["GPIO22", "GPIO4"]
    assert "GPIO17" not in names


def test_a_pin_that_is_not_there_is_refused(blink):
    with pytest.raises(BadInputError, match=r"The trace has no pin GPIO4\. It has GPIO17\."):
        draw_text(blink, pins=["GPIO4"])


def test_an_empty_trace_says_so():
    assert draw_text(Trace()) == "The trace is empty: nothing happened."
    assert "Nothing happened." in draw_svg(Trace())


@pytest.mark.parametrize(("start_s", "end_s"), [(2, 1), (1, 1), (-1, 1), (0, float("inf"))])
def test_a_window_that_is_none_is_refused(blink, start_s, end_s):
    with pytest.raises(BadInputError, match="must start at 0 s or later"):
        Window.of(blink, start_s, end_s)


def test_a_window_after_the_end_is_refused(blink):
    with pytest.raises(BadInputError, match="The trace ends at 4 s"):
        Window.of(blink, 9)


def test_an_excerpt_starts_with_what_was_in_force(blink):
    blink.add(S, "pwm", pin="GPIO18", duty=0.5, frequency_hz=50)
    part = excerpt(blink, Window.of(blink, 2.5, 3.5))
    assert part.level_at("GPIO17", 2.5) == 1
    assert part.edges("GPIO17") == [(3.0, 0)]
    assert part.pwm("GPIO18") == [(2.5, 0.5, 50)]


def test_an_excerpt_of_a_pin_keeps_what_is_about_no_pin(blink):
    blink.add(S, "edge", pin="GPIO4", level=1)
    blink.add(S, "print", text="hello")
    part = excerpt(blink, Window.of(blink), ["GPIO4"])
    assert part.pins() == ["GPIO4"]
    assert part.prints() == ["hello"]


@pytest.mark.parametrize(
    ("start_s", "end_s", "unit", "numbers"),
    [
        (0, 5, "s", ["0", "1", "2", "3", "4", "5"]),
        (0, 600, "s", ["0", "200", "400", "600"]),
        (0, 0.9, "ms", ["0", "200", "400", "600", "800"]),
        (1.4, 1.6, "s", ["1.40", "1.45", "1.50", "1.55", "1.60"]),
        (0, 0.00001, "µs", ["0", "2", "4", "6", "8", "10"]),
        (86_400, 86_401, "s", ["86400.0", "86400.2", "86400.4", "86400.6", "86400.8", "86401.0"]),
    ],
)
def test_the_axis_has_round_numbers(start_s, end_s, unit, numbers):
    scale = axis(Window.of(Trace(), start_s, end_s), 6)
    assert scale.unit == unit
    assert [number for _, number in scale.ticks] == numbers


TIMES = st.floats(0, 1000)
ANY_EVENTS = st.lists(
    st.one_of(
        st.tuples(
            TIMES,
            st.just("edge"),
            st.fixed_dictionaries(
                {"pin": st.sampled_from(["GPIO2", "GPIO17"]), "level": st.sampled_from([0, 1])}
            ),
        ),
        st.tuples(
            TIMES,
            st.just("pwm"),
            st.fixed_dictionaries(
                {
                    "pin": st.just("GPIO2"),
                    "duty": st.floats(0, 1),
                    "frequency_hz": st.integers(1, 9),
                }
            ),
        ),
        st.tuples(TIMES, st.just("print"), st.fixed_dictionaries({"text": st.text()})),
        st.tuples(
            TIMES,
            st.just("world"),
            st.fixed_dictionaries({"part": st.text(), "action": st.text()}),
        ),
    ),
    max_size=30,
)


@settings(deadline=None)
@given(ANY_EVENTS, st.integers(1, 120), st.booleans())
def test_any_trace_fits_any_width(events, width, ascii_only):
    trace = make_trace(*events)
    lines = draw_text(trace, width=width, ascii_only=ascii_only).split("\n")
    assert not trace.events or max(map(len, lines)) <= width
    assert not ascii_only or "".join(lines).isascii()


@settings(deadline=None)
@given(ANY_EVENTS, TIMES, st.floats(1e-9, 1000))
def test_any_part_of_any_trace_is_a_picture(events, start_s, length_s):
    trace = make_trace(*events)
    window = Window.of(trace, start_s, start_s + length_s)
    root = ElementTree.fromstring(draw_svg(trace, window=window, labels={"GPIO2": "<&>"}))
    tags = {element.tag.removeprefix("{http://www.w3.org/2000/svg}") for element in root.iter()}
    assert {"title", "desc", "rect"} <= tags <= {"svg", "title", "desc", "rect", "path", "text"}


def test_the_wave_of_a_blink_is_drawn_like_this(blink):
    svg = draw_svg(blink, width=600)
    wave = next(line for line in svg.splitlines() if 'stroke-width="2"' in line)
    assert 'd="M84 78H207V112H330V78H453V112H576"' in wave


def test_a_picture_names_its_parts(blink):
    blink.add(S, "world", part="A", action="press")
    blink.add(S, "print", text="a < b")
    svg = draw_svg(blink, labels={"GPIO17": "red LED"}, title="Blink & co")
    for text in ("Blink &amp; co", "GPIO17", "red LED", "A press", "a &lt; b", "4.0 s"):
        assert f">{text}</text>" in svg
    assert "<desc>Timeline from 0 s to 4 s of GPIO17.</desc>" in svg


def test_a_picture_writes_the_duty_where_there_is_room():
    trace = make_trace(pwm(0, "GPIO18", 0.075), pwm(2, "GPIO18", 0.5), END)
    svg = draw_svg(trace)
    assert "7.5 %</text>" in svg
    assert "PWM 100 Hz</text>" in svg


def test_a_picture_of_a_hundred_thousand_edges_stays_small():
    trace = Trace()
    for number in range(100_000):
        trace.add(number * 77_777, "edge", pin="GPIO17", level=number % 2)
    svg = draw_svg(trace)
    assert len(svg) < 3000
    assert "A solid block" in svg


def test_a_png_is_twice_the_size_of_the_picture(blink):
    png = draw_png(draw_svg(blink, width=500))
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">I", png[16:20]) == (1000,)


def test_without_its_library_a_png_is_refused_with_a_way_out(blink, monkeypatch):
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    with pytest.raises(UnsupportedHereError, match=r"resvg-py.*or take --svg"):
        draw_png(draw_svg(blink))


def test_without_a_font_a_png_is_refused_with_a_way_out(blink, mocker):
    mocker.patch("resvg_py.svg_to_bytes", return_value=b"nothing drawn")
    with pytest.raises(UnsupportedHereError, match=r"no font.*fonts-dejavu-core"):
        draw_png(draw_svg(blink))


@pytest.mark.parametrize(
    ("encoding", "it_can"),
    [("utf-8", True), ("ascii", False), ("iso-8859-1", False), (None, False), ("nonsense", False)],
)
def test_a_terminal_shows_blocks_when_its_encoding_knows_them(encoding, it_can):
    assert can_show(encoding) is it_can


def test_a_camera_has_a_row_of_its_own_with_a_dot_for_each_frame_taken():
    trace = Trace()
    for t_s, what in ((0.0, "started"), (0.5, "frame"), (0.9, "frame"), (1.0, "stopped")):
        trace.add(round(t_s * 1e9), "camera", camera=0, what=what)
    (row,) = [line for line in draw_text(trace, width=48).splitlines() if "camera" in line]
    assert row.count("•") == 2
    assert row.count("#") == 2


def test_pages_that_browsers_asked_for_have_a_row_and_show_what_failed():
    trace = Trace()
    for t_s, status in ((0.1, 200), (0.5, 404), (1.0, 200)):
        trace.add(round(t_s * 1e9), "http", text=f"GET / {status}", status=status)
    (row,) = [line for line in draw_text(trace, width=48).splitlines() if "http" in line]
    assert (row.count("#"), row.count("x")) == (2, 1)
