"""The judge of this folder sees what is missing, too much, too late or unsaid."""

from makerkit.trace import Trace

from .judge import Run, differences, sequence_differences
from .vocabulary import At, Example, Flicker, lit, pulse, square

S = 1_000_000_000


def _run(*edges: tuple[float, int], end: str = "time limit") -> Run:
    trace = Trace()
    trace.add(0, "edge", pin="GPIO17", level=0, opened="output")
    for t_s, level in edges:
        trace.add(round(t_s * S), "edge", pin="GPIO17", level=level)
    trace.add(10 * S, "note", id="end", text=end)
    return Run(trace, end, "")


def _example(**what: object) -> Example:
    return Example("any", page="", says="", **what)  # type: ignore[arg-type]


BLINK = _example(levels={17: lit((1, 2))})


def test_a_run_that_is_as_said_has_no_differences() -> None:
    assert differences(BLINK, _run((1, 1), (2, 0))) == []


def test_a_lamp_that_was_never_lit_is_missed() -> None:
    assert differences(BLINK, _run()) == ["GPIO17 missing: [(1, 1), (2, 0)]"]


def test_a_lamp_that_is_lit_once_more_is_too_much() -> None:
    found = differences(BLINK, _run((1, 1), (2, 0), (3, 1)))
    assert found == ["GPIO17 too much: [(3.0, 1)]"]


def test_two_microseconds_are_too_late() -> None:
    found = differences(BLINK, _run((1, 1), (2.000002, 0)))
    assert found == ["GPIO17 [1] (2.000002, 0), not (2, 0)"]


def test_a_moment_may_be_as_late_as_it_says() -> None:
    patient = _example(levels={17: [At(1, 1, 0.1), (2, 0)]})
    assert differences(patient, _run((1.1, 1), (2, 0))) == []


def test_a_pin_of_which_nothing_is_said_must_not_move() -> None:
    found = differences(_example(), _run((1, 1)))
    assert found == ["GPIO17 moves, of which nothing is said: [0.0, 1.0]"]


def test_another_end_is_a_difference() -> None:
    assert differences(BLINK, _run((1, 1), (2, 0), end="ended")) == [
        "it ends by 'ended', not by 'time limit'"
    ]


def test_a_line_that_was_not_printed_is_missed() -> None:
    found = differences(_example(prints=[(1, "hello")]), _run())
    assert found == ["it prints missing: [(1, 'hello')]"]


def test_a_complaint_on_stderr_is_a_difference() -> None:
    run = _run()
    run.trace.events.insert(1, run.trace.events[0]._replace(kind="print", data={
        "text": "Traceback", "stream": "stderr",
    }))  # fmt: skip
    assert differences(_example(), run) == ["it complains on stderr: ['Traceback']"]


def test_a_lamp_that_chance_should_move_must_move_often_enough() -> None:
    candle = _example(flickers={17: Flicker(0.5, 2)})
    assert differences(candle, _run((0.5, 1), (1, 0))) == []
    assert differences(candle, _run((0.5, 1))) == ["GPIO17 changes 1 times, not 2"]
    assert differences(candle, _run((0.5, 1), (0.7, 0))) == [
        "GPIO17 changes at 0.7 s, which is no multiple of 0.5"
    ]


def test_on_a_real_clock_a_run_may_stop_early_but_not_begin_otherwise() -> None:
    assert sequence_differences(BLINK, _run((1.02, 1)).trace) == []
    twice = _example(levels={17: lit((1, 2), (3, 4))}, prints=["hello"])
    assert sequence_differences(twice, _run((1.02, 1), (2.1, 0), (2.9, 1)).trace) == []
    assert sequence_differences(BLINK, _run().trace) == ["GPIO17: nothing happens"]
    assert sequence_differences(BLINK, _run((1, 1), (2, 0), (3, 1)).trace) == [
        "GPIO17: [1, 0, 1] is no beginning of [1, 0]"
    ]


def test_a_square_wave_alternates() -> None:
    assert square(1, 0.5, until_s=2) == [(0, 1, 0), (1, 0, 0), (1.5, 1, 0)]


def test_a_pulse_rises_and_falls_in_steps_of_a_twenty_fifth() -> None:
    moments = pulse(until_s=2.0)
    assert len(moments) == 50
    assert moments[1] == At(0.04, 0.04)
    assert moments[25] == At(1.0, 1.0)
