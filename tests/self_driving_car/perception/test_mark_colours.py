"""What is learned of the marks' looks, and what is taken for one then."""

import numpy as np
import pytest
from numpy.typing import NDArray

from self_driving_car.perception.colours import SURE, MarkColours

Look = tuple[float, float, float, float, float, float]

WHITE_ON_GREY = (120.0, 120.0, 120.0, 90.0, 90.0, 90.0)
ONE_SIDE = np.zeros(20, np.intp)


def streaks(*looks: Look, times: int = 20) -> NDArray[np.float64]:
    return np.repeat(np.array(looks), times, axis=0)


def taught(look: Look = WHITE_ON_GREY, times: int = 20) -> MarkColours:
    colours = MarkColours(1)
    for _ in range(times):
        colours.learn(streaks(look), ONE_SIDE, np.ones(20))
    return colours


def likely(look: Look, learned: Look = WHITE_ON_GREY) -> float:
    """Return how likely a look is after another one was learned."""
    return float(taught(learned).likelihood(np.array([look]))[0, 0])


def test_what_was_learned_is_likely() -> None:
    assert likely(WHITE_ON_GREY) == pytest.approx(1.0)


@pytest.mark.parametrize(
    "look",
    [
        pytest.param((48, 48, 48, 36, 36, 36), id="in the shade"),
        pytest.param((120, 120, 120, 130, 130, 130), id="in the glare"),
        pytest.param((180, 180, 180, 140, 140, 140), id="in the sun"),
        pytest.param((84, 84, 84, 90, 90, 90), id="worn"),
    ],
)
def test_a_mark_in_other_light_is_still_one(look: Look) -> None:
    assert likely(look) > 0.5


@pytest.mark.parametrize(
    "look",
    [
        pytest.param((48, 48, 48, 90, 90, 90), id="a seam"),
        pytest.param((20, 20, 20, 36, 36, 36), id="a seam in the shade"),
        pytest.param((-120, -120, -120, 200, 200, 200), id="a dark one"),
        pytest.param((120, 20, -20, 90, 90, 90), id="blue"),
    ],
)
def test_what_differs_less_or_otherwise_is_none(look: Look) -> None:
    assert likely(look) < 0.2


IN_THE_GLARE = (140.0, 45.0, 18.0, 80.0, 205.0, 237.0)
"""White on a brown floor: green and red are clipped."""
IN_THE_SHADE = (124.0, 114.0, 108.0, 34.0, 88.0, 110.0)


def test_a_mark_whose_colours_were_clipped_in_the_glare_is_one_in_the_shade_and_back() -> None:
    assert likely(IN_THE_SHADE, IN_THE_GLARE) > 0.5
    assert likely(IN_THE_GLARE, IN_THE_SHADE) > 0.5


@pytest.mark.parametrize(
    "look",
    [
        pytest.param((20.0, 19.0, 18.0, 34.0, 88.0, 110.0), id="a seam"),
        pytest.param((-20.0, 60.0, 90.0, 34.0, 88.0, 110.0), id="yellow"),
    ],
)
def test_what_a_clipped_mark_cannot_be_is_none(look: Look) -> None:
    assert likely(look, IN_THE_GLARE) < 0.2


def test_everything_is_likely_while_nothing_is_known() -> None:
    colours = MarkColours(2)

    assert colours.likelihood(streaks(WHITE_ON_GREY)).tolist() == [[1.0] * 20] * 2
    assert colours.all is None


def test_it_is_sure_after_some_lessons_and_no_sooner() -> None:
    assert not taught(times=SURE - 1).are_sure
    assert taught(times=SURE).are_sure


def test_few_streaks_or_faint_ones_teach_nothing() -> None:
    colours = MarkColours(1)
    colours.learn(streaks(WHITE_ON_GREY, times=11), ONE_SIDE[:11], np.ones(11))
    colours.learn(streaks((3.0, 3.0, 3.0, 90.0, 90.0, 90.0)), ONE_SIDE, np.ones(20))
    colours.learn(streaks(WHITE_ON_GREY), ONE_SIDE, np.full(20, 0.2))

    assert colours.known == [None]


def test_a_look_that_changes_is_learned_slowly() -> None:
    colours = taught()
    colours.learn(streaks((220.0, 220.0, 220.0, 90.0, 90.0, 90.0)), ONE_SIDE, np.ones(20))

    assert colours.known[0] is not None
    assert colours.known[0].tolist() == pytest.approx([128.0] * 3 + [90.0] * 3)


def test_two_marks_alike_are_looked_for_as_one_colour() -> None:
    colours = MarkColours(2)
    sides = np.repeat([0, 1], 20)
    white_and_yellow = streaks(WHITE_ON_GREY, (-50.0, 100.0, 120.0, 90.0, 90.0, 90.0))
    colours.learn(streaks(WHITE_ON_GREY, WHITE_ON_GREY), sides, np.ones(40))
    others = MarkColours(2)
    others.learn(white_and_yellow, sides, np.ones(40))

    assert colours.all is not None
    assert others.all is not None
    assert (colours.all.shape, others.all.shape) == ((1, 3), (2, 3))
