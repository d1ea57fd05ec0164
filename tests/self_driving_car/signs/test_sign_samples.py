import cv2
import numpy as np

from self_driving_car.perception.signs_candidates import Candidate
from self_driving_car.perception.signs_net import CLASSES
from self_driving_car.training.signs_labels import Label
from self_driving_car.training.signs_samples import UNCLEAR, joined, samples_of, verdict_on

PLATE = Label("stop", (100, 60, 20, 20))
LIGHT = Label("green", (200, 40, 12, 30))


def plate_square(x=110.0, y=70.0, side=30.0):
    return Candidate(x, y, side, False, 0.0)


def lamp_square(x=206.0, y=64.0, side=45.0):
    return Candidate(x, y, side, True, 0.0)


def test_a_square_round_a_sign_shows_it():
    assert verdict_on(plate_square(), (PLATE, LIGHT)) == (CLASSES.index("stop"), PLATE.box)


def test_a_square_round_a_lit_lamp_shows_its_light():
    assert verdict_on(lamp_square(), (PLATE, LIGHT)) == (CLASSES.index("green"), LIGHT.box)


def test_a_square_elsewhere_shows_nothing():
    assert verdict_on(plate_square(30.0, 30.0), (PLATE, LIGHT)) == (0, None)


def test_a_square_that_cuts_a_sign_off_is_neither_learnt_nor_held_against():
    assert verdict_on(plate_square(122.0), (PLATE,)) == (UNCLEAR, None)


def test_what_is_marked_unclear_is_neither_learnt_nor_held_against():
    assert verdict_on(plate_square(), (Label("unclear", PLATE.box),)) == (UNCLEAR, None)


def test_a_plate_s_square_on_a_lamp_is_not_learnt_as_a_sign():
    assert verdict_on(plate_square(206.0, 64.0, 12.0), (LIGHT,))[0] in {0, UNCLEAR}


def test_a_picture_gives_the_squares_of_the_search_and_a_few_beside_each_label():
    picture = np.full((240, 320, 3), 110, np.uint8)
    cv2.circle(picture, (110, 70), 10, (40, 40, 200), -1)
    cv2.circle(picture, (250, 180), 10, (40, 40, 200), -1)
    plain = samples_of(picture, (PLATE,), None)
    more = samples_of(picture, (PLATE,), np.random.default_rng(0))
    assert len(more.classes) == len(plain.classes) + 2
    assert {0, CLASSES.index("stop")} == set(plain.classes.tolist())
    assert (more.boxes[more.classes == 0] == 0).all()


def test_pictures_without_anything_can_be_joined_too():
    empty = samples_of(np.full((60, 80, 3), 110, np.uint8), (), None)
    assert joined([empty, empty]).squares.shape == (0, 3, 32, 32)
    assert joined([]).boxes.shape == (0, 4)
