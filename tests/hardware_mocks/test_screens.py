"""Pictures that a program shows, and how a screen shows them."""

import numpy as np
import pytest

from hardware_mocks.screens import MOST_SCREENS, Screens, as_shown
from makerkit.errors import BadInputError


def test_a_kept_picture_does_not_change_with_the_programs_own():
    screens = Screens()
    picture = np.zeros((2, 3, 3), np.uint8)
    screens.show("door", picture, 5)
    picture[:] = 255

    screen = screens.latest("door")
    assert screen is not None
    assert (screen.name, screen.t_ns, screen.revision, screen.bgr().max()) == ("door", 5, 1, 0)


def test_windows_open_in_their_order_and_close():
    screens = Screens()
    changed = []
    screens.on_change = changed.append
    screens.open("a")
    screens.show("b", np.zeros((1, 1), np.uint8), 0)
    screens.close("a")
    screens.close("never there")

    assert screens.names() == ["b"]
    assert screens.latest("a") is None
    assert changed == ["a", "b", "a", "never there"]


def test_a_new_window_for_each_picture_does_not_fill_the_memory():
    screens = Screens()
    for number in range(100):
        screens.show(f"picture {number}", np.zeros((1, 1), np.uint8), 0)

    assert screens.names() == [f"picture {number}" for number in range(100 - MOST_SCREENS, 100)]


@pytest.mark.parametrize(
    ("image", "shown"),
    [
        (np.array([[7]], np.uint8), [7, 7, 7]),
        (np.array([[[1, 2, 3]]], np.uint8), [1, 2, 3]),
        (np.array([[[1, 2, 3, 9]]], np.uint8), [1, 2, 3]),
        (np.array([[-128]], np.int8), [0, 0, 0]),
        (np.array([[0x1234]], np.uint16), [0x12] * 3),
        (np.array([[0]], np.int16), [128] * 3),
        (np.array([[0.5]], np.float32), [128] * 3),
        (np.array([[2.0]], np.float64), [255] * 3),
        (np.array([[np.nan]]), [0, 0, 0]),
    ],
)
def test_every_type_that_imshow_takes_is_shown_as_opencv_does(image, shown):
    assert as_shown(image).tolist() == [[shown]]


@pytest.mark.parametrize(
    ("image", "why"),
    [
        (None, "it is None: no picture came"),
        ([[1, 2]], "it is a list, not a picture"),
        (np.zeros((0, 3, 3), np.uint8), "the picture is empty"),
        (np.zeros((2, 2, 2), np.uint8), r"not \(2, 2, 2\)"),
        (
            np.zeros((2, 2), bool),
            r"type bool cannot be shown. Try .*astype\('uint8'\) \* 255",
        ),
        (np.zeros((2, 2), np.int64), "type int64 cannot be shown"),
    ],
)
def test_what_is_no_picture_is_refused_with_the_reason(image, why):
    with pytest.raises(BadInputError, match=why):
        as_shown(image)
