"""A scenario file is read; a bad one is refused with the place and a way out."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from makerkit.errors import BadInputError, NotThereError
from makerkit.wiring import BadFileError, Scenario, WorldEvent, parse_press, read_scenario
from makerkit.wiring.scenario import parse_scenario

DATA = Path(__file__).parent / "data"
MS = 1_000_000


def test_a_scenario_is_read_with_its_events_in_order() -> None:
    assert read_scenario(DATA / "scene.toml") == Scenario(
        seed=7,
        start=datetime(2026, 11, 22, 8),
        initial={"A": {"pressed": False}, "sonar": {"distance_m": 0.5}},
        events=(
            WorldEvent(1500 * MS, "A", "press", for_ns=200 * MS),
            WorldEvent(3000 * MS, "sonar", "set", {"distance_m": 0.1}, over_ns=2000 * MS),
        ),
    )


def test_an_event_remembers_its_place_in_the_file() -> None:
    scenario = read_scenario(DATA / "scene.toml")

    assert [event.place for event in scenario.events] == ["event[1]", "event[0]"]


def test_events_at_one_time_keep_the_order_of_the_file() -> None:
    events = [(2, "C"), (1, "A"), (2, "B"), (1, "D")]
    text = "".join(
        f'[[event]]\nat_s = {at_s}\npart = "{part}"\naction = "press"\n' for at_s, part in events
    )

    assert [event.part for event in parse_scenario(text).events] == ["A", "D", "C", "B"]


def test_a_scenario_may_say_nothing_but_a_comment() -> None:
    assert parse_scenario("# later") == Scenario()


def test_a_start_may_have_a_time_zone() -> None:
    start = parse_scenario("start = 2026-11-22T08:00:00+03:00").start

    assert start is not None
    assert start.utcoffset() is not None


def test_a_scenario_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotThereError, match=r"There is no file .*scene\.toml"):
        read_scenario(tmp_path / "scene.toml")


def test_broken_toml_is_shown_with_its_line() -> None:
    with pytest.raises(BadInputError) as caught:
        parse_scenario('seed = 7\n[[event]]\nat_s = 1.5s\npart = "A"\n')

    message, shown, arrow = str(caught.value).split("\n")
    assert message.startswith("scene.toml, line 3, column ")
    assert shown.strip() == "at_s = 1.5s"
    assert shown[arrow.index("^")] == "s"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("seed = [1,", "line 1, column 11: "),
        ("seed = now", 'line 1, column 8: a value must stand here: "text" in quotes'),
        ("seed 7", "line 1, column 6: a = is missing after the name"),
        ("a = " + "[" * 20_000, "too deep"),
        ("seed = " + "9" * 5000, "scene.toml: "),
        ("seed = 1\nseed = 2", "line 2, column 9: this name has a value already"),
    ],
)
def test_toml_that_cannot_be_read_is_refused_with_a_word(text: str, message: str) -> None:
    with pytest.raises(BadInputError, match=message):
        parse_scenario(text)


_EVENT = '[[event]]\nat_s = 1\npart = "A"\naction = "press"\n'
_SET = '[[event]]\nat_s = 1\npart = "A"\naction = "set"\nvalues = {x = 1}\n'


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("sed = 7", 'sed: no such entry is known here. Did you mean "seed"?'),
        ("seed = 1.5", "seed: must be a whole number from 0 up, not 1.5."),
        ("seed = -1", "seed: must be a whole number from 0 up, not -1."),
        ("seed = true", "seed: must be a whole number from 0 up, not true."),
        (
            'start = "8:00"',
            'start: must be a day and a time, 2026-11-22T08:00:00 without quotes, not "8:00".',
        ),
        (
            "start = 2026-11-22",
            "start: must be a day and a time, 2026-11-22T08:00:00 without quotes, not 2026-11-22.",
        ),
        ("parts = 3", "parts: must be a table of names and values, not 3."),
        ("[parts]\nA = 3", "parts.A: must be a table of names and values, not 3."),
        (
            "[parts.A]\nx = [1]",
            "parts.A.x: must be a number, true, false or a text, not [...].",
        ),
        ("[parts.A]\nx = nan", "parts.A.x: must be a number, true, false or a text, not nan."),
        ("[event]\nat_s = 1", "event: events are written with double brackets: [[event]]."),
        ("event = [1]", "event[0]: must be a table of names and values, not 1."),
        (_EVENT + "fr_s = 1", 'event[0].fr_s: no such entry is known here. Did you mean "for_s"?'),
        (_EVENT.replace("1", "-1"), "event[0].at_s: must be seconds, 0 or more, not -1."),
        (_EVENT.replace("1", "inf"), "event[0].at_s: must be seconds, 0 or more, not inf."),
        (_EVENT.replace("1", "nan"), "event[0].at_s: must be seconds, 0 or more, not nan."),
        (_EVENT.replace("1", '"1"'), 'event[0].at_s: must be seconds, 0 or more, not "1".'),
        (
            _EVENT.replace("at_s = 1\n", ""),
            "event[0].at_s: must be seconds, 0 or more, but it is left out.",
        ),
        (_EVENT + "for_s = 0", "event[0].for_s: must be seconds, more than 0, not 0."),
        (_EVENT + "over_s = 1", 'event[0].over_s: belongs to action = "set" only.'),
        (_SET + "for_s = 1", 'event[0].for_s: belongs to action = "press" only.'),
        (_EVENT.replace('"A"', '""'), 'event[0].part: must be the name of a part, not "".'),
        (
            _EVENT.replace('"press"', '"pres"'),
            "event[0].action: must be one of press, release, set, turn, unplug, plug_in, "
            "press_reset, brown_out, damage, drop, split, noise, "
            'not "pres". Did you mean "press"?',
        ),
        (
            _EVENT.replace('"press"', '"set"'),
            "event[0].values: is missing, such as values = {distance_m = 0.1}.",
        ),
        (
            _EVENT.replace('"press"', '"turn"'),
            "event[0].values: is missing, such as values = {steps = 2}.",
        ),
        (
            _EVENT + "values = {x = 1}",
            'event[0].values: nothing can be set by action = "press".',
        ),
        (
            _SET.replace("x = 1", 'x = "far"') + "over_s = 1",
            "event[0].over_s: only numbers can change little by little.",
        ),
    ],
)
def test_a_fault_of_a_scenario_is_named(text: str, fault: str) -> None:
    with pytest.raises(BadFileError) as caught:
        parse_scenario(text)

    assert f"{caught.value.faults[0].place}: {caught.value.faults[0].text}" == fault
    assert len(caught.value.faults) == 1 or text == "event = [1]"


def test_all_faults_of_a_scenario_are_told_at_once() -> None:
    with pytest.raises(BadFileError, match=r"scene\.toml: 3 things are wrong"):
        parse_scenario(_EVENT.replace("1", "-1") + 'colour = "red"\n[x]')


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("A@1.5s", [(1500, "A", None)]),
        ("A@1.5s+0.3s", [(1500, "A", 300)]),
        ("GPIO2@1500ms", [(1500, "GPIO2", None)]),
        ("A@2s, B@1s+20ms", [(1000, "B", 20), (2000, "A", None)]),
        ("front door@0s", [(0, "front door", None)]),
        ("A@1 s", [(1000, "A", None)]),
    ],
)
def test_a_press_is_read(text: str, events: list[tuple[int, str, int | None]]) -> None:
    assert parse_press(text) == tuple(
        WorldEvent(t_ms * MS, part, "press", for_ns=None if held is None else held * MS)
        for t_ms, part, held in events
    )


@pytest.mark.parametrize(
    "text", ["", "A", "A@", "@1s", "A@1", "A@-1s", "A@1.5s+", "A@1m", "A@1s,", "A@1s+1", "A@٣s"]
)
def test_a_press_that_cannot_be_read_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(BadInputError, match=r"is no press\. Write who and when, such as A@1\.5s"):
        parse_press(text)


def test_a_press_held_for_no_time_is_refused() -> None:
    with pytest.raises(BadInputError, match="holds for no time at all"):
        parse_press("A@1s+0s")
