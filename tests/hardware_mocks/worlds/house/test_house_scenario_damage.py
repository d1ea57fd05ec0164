"""Whatever stands in a scenario, the reader answers with a scenario or with one clear error."""

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hardware_mocks.worlds.house.acts import ACTS, HAPPENINGS
from hardware_mocks.worlds.house.house import House
from hardware_mocks.worlds.house.plan import read_plan
from hardware_mocks.worlds.house.scenario_file import (
    SCENARIOS,
    is_house_scenario,
    parse_house_scenario,
)
from makerkit.errors import BadInputError

PLAN = read_plan()
WHOLE = (SCENARIOS / "two_intruders.toml").read_text(encoding="utf-8")
HEAD = 'title = "A"\nstart = 2025-01-01T10:00:00\nlength_s = 10\n'
WORDS = sorted({word for form in (*ACTS, *HAPPENINGS) for word in form.strip("[]").split()})
words = st.sampled_from(
    [*WORDS, *PLAN.places, *PLAN.lamps, *PLAN.cameras, "3", "-1", "nan", "1e9", "7:40"]
)


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(WHOLE) - 1), st.integers(0, 12), st.text(max_size=4))
def test_a_damaged_file_is_read_or_refused_in_words(at, length, instead):
    text = WHOLE[:at] + instead + WHOLE[at + length :]
    with contextlib.suppress(BadInputError):
        parse_house_scenario(text)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_read_or_refused_in_words(text):
    with contextlib.suppress(BadInputError):
        parse_house_scenario(text)


@settings(max_examples=150, deadline=None)
@given(st.lists(words, min_size=1, max_size=6))
def test_any_sentence_of_known_words_is_acted_out_or_refused(sentence):
    line = " ".join(sentence)
    people = f'{HEAD}happens = ["at 3: {line}"]\n[people.bob]\nat = "sofa"\ndoes = ["{line}"]\n'
    alone = f'{HEAD}[people.bob]\nat = "sofa"\ndoes = ["{line}"]\n'
    for text in (people, alone):
        try:
            scenario = parse_house_scenario(text)
        except BadInputError:
            continue
        house = House(scenario, seed=1)
        house.truth(20.0)
        for t_s in (0, 3, 7, 19):
            house.state(t_s * 1_000_000_000)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_people_do_whatever_is_written_in_any_order(data):
    """Every verb after every other: sitting, lying, away, before the keypad."""
    acts = st.sampled_from(
        [
            "wait 2", "go sofa", "go kitchen quickly", "go tv creeping", "go hall crawling",
            "sit sofa", "sit dining_chair for 3", "lie bed for 2", "face tv", "leave",
            "wander hall for 4", "dance 3", "open front_door", "shut window", "draw window",
            "undraw window", "switch tv on", "type code#", "ring", "carry bag", "put down",
            "appear front_gate", "appear bed", "until 10:01", "go hall leaving doors open",
        ]
    )  # fmt: skip
    lines = data.draw(st.lists(acts, min_size=1, max_size=8))
    does = ", ".join(f'"{line}"' for line in lines)
    start = data.draw(st.sampled_from(["", 'at = "sofa"\n', 'at = "bed"\n', 'at = "car_park"\n']))
    try:
        scenario = parse_house_scenario(f"{HEAD}[people.bob]\n{start}does = [{does}]\n")
    except BadInputError as error:
        if "bob is not there then" not in str(error):
            raise
        return
    house = House(scenario, seed=1)
    house.truth(200.0)
    for t_s in range(0, 200, 9):
        house.state(t_s * 1_000_000_000)


@pytest.mark.parametrize(
    ("text", "is_house"),
    [
        ('world = "house"', True),
        ('world = "hous"', True),  # its reader says what is wrong
        ("length_s = 60\n[people.ali]", True),  # as `maker house` reads it
        ("[world]\nkind = 'garden'", False),
        ("[parts.lamp]", False),
        ("seed = 3", False),
        ('world = "house', False),
    ],
)
def test_a_file_that_is_meant_for_the_house_is_read_as_such(text, is_house):
    assert is_house_scenario(text) is is_house
