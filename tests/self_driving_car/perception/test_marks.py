"""What counts as a mark of the road: streaks, not steps, of any colour."""

import numpy as np
import pytest
from numpy.typing import NDArray

from self_driving_car.perception.birds_eye import BirdsEye, Grid
from self_driving_car.perception.calibration import Calibration
from self_driving_car.perception.marks import MarkFinder, Streaks

GRID = Grid()
GREY, WHITE, BLACK = (90, 90, 90), (230, 230, 230), (25, 25, 25)
BLUE, YELLOW = (190, 90, 30), (40, 195, 230)
MIDDLE = GRID.shape[1] // 2


def floor(colour: tuple[int, int, int]) -> NDArray[np.uint8]:
    noise = np.random.default_rng(1).normal(0, 2, (*GRID.shape, 1))
    return np.clip(np.full((*GRID.shape, 3), colour) + noise, 0, 255).astype(np.uint8)


def found(seen: NDArray[np.uint8]) -> Streaks:
    return MarkFinder(BirdsEye(Calibration.nominal(), GRID), 5.0).find(seen)


@pytest.mark.parametrize(
    ("ground", "tape"),
    [
        (GREY, WHITE),
        (WHITE, BLACK),
        (GREY, YELLOW),
        ((180, 180, 180), BLUE),
        ((60, 90, 130), WHITE),
    ],
)
def test_tape_is_found_whatever_is_the_brighter(
    ground: tuple[int, int, int], tape: tuple[int, int, int]
) -> None:
    """donkeycar's fixed colour range also takes a wooden floor; DeepPiCar's knows blue alone."""
    seen = floor(ground)
    seen[:, MIDDLE : MIDDLE + 2] = tape

    streaks = found(seen)

    on_tape = np.abs(streaks.y_m + 0.005) < 0.012
    clear = streaks.strength > 2.5
    seen_colour, seen_ground = np.split(streaks.colour[on_tape & clear].mean(0), 2)
    assert on_tape[clear].mean() > 0.9
    assert (on_tape & clear).sum() > 60
    assert np.sign(seen_colour).tolist() == np.sign(np.subtract(tape, ground)).tolist()
    assert seen_ground == pytest.approx(ground, abs=6)


def test_the_border_of_a_shadow_is_no_mark() -> None:
    seen = floor(GREY)
    seen[:, MIDDLE:] //= 2

    streaks = found(seen)

    at_border, elsewhere = np.abs(streaks.y_m) < 0.03, np.abs(np.abs(streaks.y_m) - 0.1) < 0.03
    assert at_border.sum() < elsewhere.sum()  # which is twice the floor, with noise alone on it


def test_a_stop_line_is_said_to_lie_across() -> None:
    seen = floor(GREY)
    seen[50:53, MIDDLE - 17 : MIDDLE + 18] = WHITE

    streaks = found(seen)
    on_line = np.abs(streaks.x_m - (GRID.near_m + 0.51)) < 0.02

    clear = on_line & (streaks.strength > 2.5)
    assert clear.sum() > 25
    assert (streaks.lies_across[clear] > 0).mean() > 0.9


def test_faint_seams_do_not_count_beside_clear_marks() -> None:
    seen = floor(GREY)
    seen[:, MIDDLE - 17 : MIDDLE - 15] = WHITE
    seen[:, MIDDLE + 8] = (112, 112, 112)

    streaks = found(seen)

    assert (np.abs(streaks.y_m + 0.08) < 0.01).sum() < 10


def test_only_learned_colours_are_looked_for_once_they_are_known() -> None:
    seen = floor(GREY)
    seen[:, MIDDLE] = BLACK
    seen[:, MIDDLE - 17 : MIDDLE - 15] = WHITE
    finder = MarkFinder(BirdsEye(Calibration.nominal(), GRID), 5.0)

    streaks = finder.find(seen, np.array([[140.0, 140.0, 140.0]]))

    clear = streaks.y_m[streaks.strength > 2.0]
    assert (np.abs(clear) < 0.02).sum() == 0
    assert (np.abs(clear - 0.165) < 0.02).sum() > 40


def test_a_wide_mark_is_one_ridge_once_wide_ones_are_looked_for() -> None:
    seen = floor(GREY)
    seen[:, MIDDLE - 4 : MIDDLE + 5] = WHITE
    view = BirdsEye(Calibration.nominal(), GRID)

    narrow = MarkFinder(view, 5.0).find(seen)
    wide = MarkFinder(view, 5.0, widest_cells=13).find(seen)

    ahead = wide.lies_across == 0
    assert np.median(np.abs(narrow.y_m)) > 0.1
    assert np.abs(wide.y_m[ahead]).max() <= 0.02
