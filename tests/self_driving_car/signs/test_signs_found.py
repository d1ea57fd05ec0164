"""How well the kit's own net does, on a few pictures that it has not learnt from."""

import cv2
import numpy as np
import pytest

from benchmarks.signs import found
from self_driving_car.perception.onnx_net import OnnxNet
from self_driving_car.perception.sign_settings import SignSettings
from self_driving_car.perception.signs import MODEL, SignFinder, Verdict
from self_driving_car.training.cards import read_card
from self_driving_car.training.signs_labels import Label
from self_driving_car.training.signs_scores import Scores, column_of, overlap
from workshop.training.sign_pictures import pictures
from workshop.training.sign_track_pictures import track_pictures


@pytest.fixture(scope="module")
def on_the_track():
    cv2.setNumThreads(1)
    return found(track_pictures(80, 4300, unseen=True))


def test_signs_and_lights_are_found_on_roads_that_were_never_learnt(on_the_track):
    assert sum(on_the_track.there.values()) > 60
    assert on_the_track.recall() >= 0.85


def test_hardly_anything_else_on_the_track_is_taken_for_a_sign(on_the_track):
    assert on_the_track.precision() >= 0.93


def test_most_are_found_in_looks_that_were_never_learnt():
    scores = found(pictures(60, 4300, unseen=True))
    assert scores.recall() >= 0.7
    assert scores.precision() >= 0.72


def test_the_kit_s_net_is_small_and_has_a_card():
    card = read_card(MODEL)
    assert MODEL.stat().st_size < 300_000
    assert card["kind"] == "signs"
    assert card["scores"]["recall"] > 0.7
    assert card["scores_on_the_track"]["recall"] >= 0.9
    assert card["scores_on_the_track"]["precision"] >= 0.95
    assert card["classes"] == ["nothing", "stop", "red", "amber", "green"]


def test_the_net_answers_the_same_on_every_opencv():
    """Made with OpenCV 4.6; 4.6 to 5.0 must agree."""
    square = np.random.default_rng(1).random((1, 3, 32, 32)).astype(np.float32) - 0.5
    answer = OnnxNet(MODEL)(square).reshape(-1)
    assert answer.shape == (9,)
    assert np.isfinite(answer).all()
    assert (OnnxNet(MODEL)(square).reshape(-1) == answer).all()


def test_a_grey_wall_and_pure_noise_have_no_signs():
    finder = SignFinder(SignSettings())
    noise = np.random.default_rng(3).integers(0, 255, (240, 320, 3)).astype(np.uint8)
    for picture in (np.full((240, 320, 3), 120, np.uint8), noise):
        assert finder.look(picture) == ((), ())


def test_a_sign_found_twice_or_elsewhere_or_as_another_kind_counts_as_wrong():
    scores = Scores()
    there = Label("stop", (100, 50, 20, 20))
    shown = [
        Verdict("stop", 0.9, (101, 50, 20, 20)),
        Verdict("stop", 0.8, (99, 50, 20, 20)),
        Verdict("red", 0.8, (10, 50, 20, 20)),
    ]
    bad = scores.add([there, Label("green", (200, 50, 10, 24))], shown)
    assert scores.found == {("stop", 16): 1}
    assert scores.wrong == {"stop": 1, "red": 1}
    assert scores.recall() == 0.5
    assert len(bad) == 3


def test_what_is_unclear_or_tiny_is_neither_asked_for_nor_held_against():
    scores = Scores()
    labels = [Label("unclear", (100, 50, 20, 20)), Label("stop", (10, 10, 8, 8))]
    shown = [Verdict("red", 0.9, (100, 50, 20, 20)), Verdict("stop", 0.9, (10, 10, 8, 8))]
    assert scores.add(labels, shown) == []
    assert (scores.recall(), scores.precision()) == (1.0, 1.0)


def test_boxes_overlap_by_the_share_of_what_they_cover_together():
    assert overlap((0, 0, 10, 10), (5, 0, 10, 10)) == pytest.approx(1 / 3)
    assert overlap((0, 0, 10, 10), (10, 0, 10, 10)) == 0.0
    assert [column_of((0, 0, 5, px)) for px in (11, 12, 23, 24, 300)] == [0, 12, 16, 24, 96]
