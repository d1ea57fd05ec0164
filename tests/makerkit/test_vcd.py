"""The dump, read back by a parser that is not ours."""

import io
import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from vcd.reader import (
    RealChange,
    ScalarChange,
    ScopeDecl,
    StringChange,
    Timescale,
    VarDecl,
    tokenize,
)

from makerkit.trace import Trace
from makerkit.vcd import to_vcd

S = 1_000_000_000
UNITS_NS = {"ms": 1_000_000, "us": 1_000, "ns": 1}


def read(dump):
    """Return the changes of each variable, as (t_ns, value)."""
    names, changes = {}, {}
    scope, unit_ns, t_ns = "", 1, 0
    for token in tokenize(io.BytesIO(dump.encode())):
        match token.data:
            case Timescale(magnitude, unit):
                unit_ns = magnitude * UNITS_NS[unit.value]
            case ScopeDecl(_, name):
                scope = name
            case VarDecl(id_code=code, reference=name):
                names[code] = f"{scope}.{name}"
            case ScalarChange(code, value) | RealChange(code, value) | StringChange(code, value):
                changes.setdefault(names[code], []).append((t_ns, value))
            case int(time):
                t_ns = time * unit_ns
    return changes


@pytest.fixture
def trace():
    trace = Trace()
    trace.add(0, "edge", pin="GPIO17", level=0, opened="output")
    trace.add(S // 2, "edge", pin="GPIO17", level=1)
    trace.add(S, "edge", pin="GPIO17", level=0)
    return trace


def test_a_blink_is_written_like_this(trace):
    assert to_vcd(trace).splitlines() == [
        "$timescale 1 ms $end",
        "$version makerkit $end",
        "$scope module bench $end",
        "$var wire 1 $ GPIO17 $end",
        "$upscope $end",
        "$scope module told $end",
        "$var string 1 ! print $end",
        '$var string 1 " world $end',
        "$var string 1 # note $end",
        "$upscope $end",
        "$enddefinitions $end",
        "#0",
        "$dumpvars",
        "s !",
        's "',
        "s #",
        "0$",
        "$end",
        "#500",
        "1$",
        "#1000",
        "0$",
    ]


def test_a_pin_is_unknown_until_it_is_opened():
    trace = Trace()
    trace.add(S, "edge", pin="GPIO2", level=1, opened="input")
    assert read(to_vcd(trace))["bench.GPIO2"] == [(0, "x"), (S, "1")]


def test_pwm_becomes_duty_and_frequency_and_an_unknown_level(trace):
    trace.add(2 * S, "pwm", pin="GPIO17", duty=0.25, frequency_hz=100)
    trace.add(3 * S, "pwm", pin="GPIO17", duty=1, frequency_hz=100)
    trace.add(4 * S, "edge", pin="GPIO17", level=0)
    changes = read(to_vcd(trace))
    assert changes["bench.GPIO17"][3:] == [(2 * S, "x"), (3 * S, "1"), (4 * S, "0")]
    assert changes["bench.GPIO17_duty"] == [
        (0, 0),
        (S // 2, 1),
        (S, 0),
        (2 * S, 0.25),
        (3 * S, 1),
        (4 * S, 0),
    ]
    assert changes["bench.GPIO17_frequency_hz"] == [(0, 0), (2 * S, 100), (4 * S, 0)]


def test_lines_of_one_instant_stand_together_and_a_line_printed_again_is_news(trace):
    for t_s, text in ((0, "a b"), (1, "tick"), (1, "tock"), (2, "tock"), (3, "tock")):
        trace.add(t_s * S, "print", text=text)
    said = [line for line in to_vcd(trace).splitlines() if line.startswith("s") and "!" in line]
    assert said == [r"sa\x20b !", r"stick\ntock !", "stock !", "stock !"]


def test_what_the_world_did_is_told(trace):
    trace.add(S, "world", part="A", action="press")
    trace.add(S, "note", id="floating", text="GPIO4")
    dump = to_vcd(trace)
    assert r'sA\x20press "' in dump
    assert "sGPIO4 #" in dump


def test_serial_lines_are_told_where_there_are_any(trace):
    before = to_vcd(trace)
    trace.add(S, "serial", port="p", direction="to_pi", text="READY\n")

    assert "serial" not in before
    assert r"s<-\x20READY $" in to_vcd(trace)


def test_labels_are_appended_without_marks_that_mean_something(trace):
    trace.add(0, "edge", pin="GPIO18", level=0)
    labels = {"GPIO17": "led.red [1]", "GPIO18": "…"}
    wires = [line.split()[4] for line in to_vcd(trace, labels).splitlines() if "wire" in line]
    assert wires == ["GPIO17_led_red_1_", "GPIO18_"]


def test_names_that_look_alike_stay_apart():
    trace = Trace()
    for pin in ("A.1", "A-1", "A 1"):
        trace.add(0, "edge", pin=pin, level=0)
    names = {name for name in read(to_vcd(trace)) if name.startswith("bench")}
    assert names == {"bench.A_1", "bench.A_1_2", "bench.A_1_3"}


@pytest.mark.parametrize(
    ("t_ns", "unit"),
    [
        (3 * S, "1 ms"),
        (1_700_000, "100 us"),
        (20_000, "10 us"),
        (7_000, "1 us"),
        (250, "10 ns"),
        (7, "1 ns"),
    ],
)
def test_the_unit_of_time_loses_nothing(t_ns, unit):
    trace = Trace()
    trace.add(t_ns, "edge", pin="GPIO17", level=1)
    assert f"$timescale {unit} $end" in to_vcd(trace)
    assert read(to_vcd(trace))["bench.GPIO17"] == [(0, "x"), (t_ns, "1")]


def test_an_empty_trace_still_makes_a_dump():
    assert "$enddefinitions" in to_vcd(Trace())


def test_events_out_of_order_are_put_in_order(trace):
    trace.events.reverse()
    assert read(to_vcd(trace))["bench.GPIO17"] == [(0, "0"), (S // 2, "1"), (S, "0")]


@settings(deadline=None)
@given(st.text())
def test_any_text_is_one_word_between_the_changes_around_it(text):
    trace = Trace()
    trace.add(0, "edge", pin="GPIO17", level=0)
    trace.add(S, "print", text=text)
    trace.add(2 * S, "edge", pin="GPIO17", level=1)
    before, word, *after = to_vcd(trace).splitlines()[-4:]
    assert [before, *after] == ["#1000", "#2000", "1$"]
    said, code = word.split(maxsplit=1)
    assert said.startswith("s")
    assert code == "!"


@settings(deadline=None)
@given(st.text(st.characters(min_codepoint=32, max_codepoint=126)))
def test_text_reads_back_as_it_was_printed(text):
    trace = Trace()
    trace.add(S, "print", text=text)
    said = read(to_vcd(trace))["told.print"][-1][1]
    assert re.sub(r"\\(x20|\\)", _unescaped, said) == text


def _unescaped(found):
    return {"x20": " ", "\\": "\\"}[found.group(1)]


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(
            st.integers(1, 10 * S),
            st.sampled_from(["GPIO2", "GPIO17"]),
            st.sampled_from([0, 1]),
        ),
        unique_by=lambda change: change[:2],
    )
)
def test_the_dump_says_what_the_trace_says(changes):
    trace = Trace()
    for pin in ("GPIO2", "GPIO17"):
        trace.add(0, "edge", pin=pin, level=0, opened="output")
    for t_ns, pin, level in sorted(changes):
        trace.add(t_ns, "edge", pin=pin, level=level)
    dumped = read(to_vcd(trace))
    for pin in ("GPIO2", "GPIO17"):
        edges = [(t_ns / S, int(value)) for t_ns, value in dumped[f"bench.{pin}"]]
        assert edges[1:] == trace.edges(pin)
        assert all(before[1] != after[1] for before, after in pairwise(edges))
