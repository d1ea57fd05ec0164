from types import SimpleNamespace

import cv2
import numpy as np
import pytest

from makerkit.errors import NotThereError
from self_driving_car.perception.calibration import Calibration
from self_driving_car.perception.seen import LightColour, SignKind
from self_driving_car.perception.sign_settings import SignSettings
from self_driving_car.perception.signs import SignFinder, Verdict, _are_same, verdicts_of
from self_driving_car.perception.signs_candidates import Candidate, candidates_of, square_round
from self_driving_car.perception.signs_distance import BLURRED, Place, place_of
from self_driving_car.perception.signs_net import CLASSES, box_of, crop_of, wish_of
from self_driving_car.training.signs_labels import Label
from self_driving_car.training.signs_samples import verdict_on

SETTINGS = SignSettings()


class SaysAlways:
    """A net that takes everything for the same thing, and counts how often it was asked."""

    def __init__(self, name, *, sure=5.0, box=(0.0, 0.0, -0.4, -0.4)):
        self.asked = 0
        self.answer = np.zeros((1, 9), np.float32)
        self.answer[0, CLASSES.index(name)] = sure
        self.answer[0, 5:] = box

    def __call__(self, blob):
        assert blob.shape == (1, 3, 32, 32)
        self.asked += 1
        return self.answer


def red_spots(*places):
    picture = np.full((240, 320, 3), 110, np.uint8)
    for x, y in places:
        cv2.circle(picture, (x, y), 12, (40, 40, 200), -1)
    return picture


def test_what_the_net_calls_a_stop_sign_is_one_sign_however_often_it_was_shown():
    net = SaysAlways("stop")
    signs, lights = SignFinder(SETTINGS, net).look(red_spots((100, 80), (220, 80)))
    assert net.asked >= 2
    assert [one.kind for one in signs] == [SignKind.STOP] * 2
    assert lights == ()


@pytest.mark.parametrize(
    ("names", "x", "are_two"),
    [(("stop", "green"), 94, True), (("stop", "green"), 103, False), (("red", "green"), 94, False)],
)
def test_a_light_that_hides_a_part_of_a_sign_is_another_thing(names, x, are_two):
    one = Verdict(names[0], 0.9, (100, 40, 30, 30))
    other = Verdict(names[1], 0.8, (x, 45, 11, 22))
    assert _are_same(one, other) is not are_two


def test_what_the_net_calls_red_is_a_red_light():
    _, lights = SignFinder(SETTINGS, SaysAlways("red")).look(red_spots((100, 80)))
    assert [one.colour for one in lights] == [LightColour.RED]


def test_what_the_net_is_not_sure_of_does_not_count():
    unsure = SaysAlways("stop", sure=1.0)  # 0.4 of five
    assert SignFinder(SETTINGS, unsure).look(red_spots((100, 80))) == ((), ())


class SaysInTurn(SaysAlways):
    """A net that changes its mind with each question; its last answer stays."""

    def __init__(self, *scores):
        super().__init__("stop")
        self.scores = list(scores)
        self.squares = []

    def __call__(self, blob):
        self.squares.append(blob)
        scores = self.scores
        share = scores.pop(0) if len(scores) > 1 else scores[0]
        self.answer[0, :5] = np.log([1 - share - 0.03, share, 0.01, 0.01, 0.01])
        return super().__call__(blob)


def one_candidate(picture):
    return len(candidates_of(picture, 1).candidates) == 1


def test_where_the_net_is_unsure_it_looks_again_and_at_the_mirror_image():
    picture = red_spots((100, 80))
    assert one_candidate(picture)
    net = SaysInTurn(0.4, 0.8, 0.9)
    (found,) = verdicts_of(picture, net, 1, 0.6)
    assert net.asked == 3
    assert np.array_equal(net.squares[2], net.squares[1][..., ::-1])
    assert found.score == pytest.approx((0.4 + 0.8 + 0.9) / 3, abs=0.01)


@pytest.mark.parametrize(("share", "name"), [(0.93, ["stop"]), (0.1, [])])
def test_where_the_net_is_sure_it_is_asked_once(share, name):
    net = SaysInTurn(share)
    assert [one.name for one in verdicts_of(red_spots((100, 80)), net, 1, 0.6)] == name
    assert net.asked == 1


def test_inside_of_what_the_net_is_sure_of_nothing_more_is_asked():
    picture = red_spots((100, 80))
    shown = len(candidates_of(picture, 20).candidates)
    net = SaysAlways("stop", sure=9.0, box=(0.0, 0.0, 0.9, 0.9))
    verdicts_of(picture, net, 10, 0.6)
    assert shown > 1
    assert net.asked == 1


def test_a_picture_without_candidates_never_asks_the_net():
    net = SaysAlways("stop")
    assert SignFinder(SETTINGS, net).look(red_spots()) == ((), ())
    assert net.asked == 0


def test_a_box_never_leaves_the_picture():
    net = SaysAlways("stop", box=(0.4, -0.4, 0.5, 0.5))
    signs, _ = SignFinder(SETTINGS, net).look(red_spots((310, 5)))
    for one in signs:
        x, y, width, height = one.box
        assert x >= 0
        assert y >= 0
        assert x + width <= 320
        assert y + height <= 240


def test_without_a_calibration_nothing_has_a_distance():
    signs, _ = SignFinder(SETTINGS, SaysAlways("stop")).look(red_spots((100, 80)))
    assert (signs[0].distance_m, signs[0].side_m) == (None, None)


def test_the_distance_follows_from_the_size_and_the_side_from_the_place():
    lens = SimpleNamespace(
        focal_px=265.0, middle_px=(160.0, 120.0), forward_m=0.05, horizon_px=40.0, height_m=0.12
    )
    place = place_of((200, 60, 20, 21), SignSettings(plate_m=0.08, front_m=0.12), lens)
    away_m = 265.0 * 0.08 / 21 * BLURRED
    assert place.ahead_m == pytest.approx(away_m + 0.05 - 0.12)
    assert place.left_m == pytest.approx(-50 / 265.0 * away_m)
    assert place_of((200, 60, 20, 21), SETTINGS, None) == Place()


def test_the_car_s_own_calibration_is_understood():
    place = place_of((150, 60, 20, 20), SETTINGS, Calibration.nominal())
    assert 0.9 < place.ahead_m < 1.2
    assert abs(place.left_m) < 0.02


def test_a_red_spot_on_the_floor_is_not_what_stands_beside_the_road():
    """lane_48: the car stopped for the red tape of its own lane, where the picture cuts it."""
    nominal = Calibration.nominal()
    tape = [(0, 81, 17, 19), (0, 77, 30, 41), (0, 84, 16, 51), (142, 103, 55, 59)]
    plates = [(173, 39, 19, 20), (227, 38, 32, 34), (303, 43, 17, 48), (312, 52, 8, 36)]
    assert all(place_of(box, SETTINGS, nominal).lies for box in tape)
    assert not any(place_of(box, SETTINGS, nominal).lies for box in plates)
    assert not place_of(tape[0], SETTINGS, None).lies


def test_a_model_that_is_not_there_is_told_by_its_name(tmp_path):
    finder = SignFinder(SignSettings(model=str(tmp_path / "mine.onnx")))
    with pytest.raises(NotThereError, match=r"mine\.onnx"):
        finder.look(red_spots((100, 80)))


def test_a_square_that_reaches_over_the_edge_sees_the_edge_again():
    picture = np.zeros((40, 60, 3), np.uint8)
    picture[:, :2] = (0, 0, 255)
    crop = crop_of(picture, Candidate(0.0, 20.0, 32.0, False, 0.0), (1.0, 1.0, 1.0))
    assert crop.shape == (1, 3, 32, 32)
    assert crop[0, 2, :, :16].min() == 0.5
    assert crop[0, 2, :, 20:].max() == -0.5


@pytest.mark.parametrize("place", [(-50.0, -50.0), (500.0, 20.0), (20.0, 500.0)])
def test_a_square_wholly_outside_of_the_picture_is_no_error(place):
    picture = np.full((40, 60, 3), 7, np.uint8)
    one = Candidate(*place, 20.0, False, 0.0)
    assert crop_of(picture, one, (1.0, 1.0, 1.0)).shape == (1, 3, 32, 32)


def test_the_net_s_box_and_the_wish_for_it_are_each_other_s_reverse():
    one = Candidate(100.0, 60.0, 40.0, True, 0.0)
    for box in ((90, 40, 20, 50), (100, 60, 33, 12)):
        answer = np.array([0, 0, 0, 0, 0, *wish_of(box, one)], np.float32)
        assert box_of(answer, one) == box


@pytest.mark.parametrize("name", CLASSES[1:])
@pytest.mark.parametrize("box", [(90, 40, 20, 52), (90, 40, 52, 20), (90, 40, 24, 24)])
def test_the_square_round_a_sign_shows_what_the_net_learns_it_by(name, box):
    assert verdict_on(square_round(name, box), (Label(name, box),)) == (CLASSES.index(name), box)
