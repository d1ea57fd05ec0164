"""A model of the user's says what moves; without it, or with a broken one, motion is motion."""

from types import SimpleNamespace

import numpy as np

from makerkit.camera.frame import Frame
from makerkit.errors import NotThereError
from security_system.eyes.recogniser import Recogniser
from security_system.motion.settings import ObjectSettings
from security_system.motion.sight import Box, Sight

SETTINGS = ObjectSettings(model="people.onnx")
FRAME = Frame.from_bgr(1, 1, np.zeros((480, 640, 3), np.uint8))
LUMA = (320, 240)


class Model:
    def __init__(self, *names):
        self.names, self.asked = names, []

    def look(self, picture, boxes):
        self.asked.append((picture.shape, boxes))
        return tuple(SimpleNamespace(name=name, score=0.9) for name in self.names)


def sight(t_s, *, is_motion=True):
    return Sight(t_s=t_s, is_motion=is_motion, boxes=(Box(10, 20, 30, 40),))


def test_it_is_asked_where_something_moves_in_the_large_picture():
    model = Model("person", "dog", "person")
    recogniser = Recogniser(SETTINGS, lambda _: model)
    assert recogniser.look(FRAME, sight(0), LUMA) == ("person", "dog")
    assert model.asked == [((480, 640, 3), (Box(20, 40, 60, 80),))]


def test_it_is_asked_once_a_second_and_never_without_motion():
    model = Model("person")
    recogniser = Recogniser(SETTINGS, lambda _: model)
    for tenth in range(25):
        recogniser.look(FRAME, sight(tenth / 10, is_motion=tenth != 10), LUMA)
    assert len(model.asked) == 3


def test_without_a_model_nothing_is_asked():
    assert Recogniser(None).look(FRAME, sight(0), LUMA) == ()


def test_a_model_that_is_not_there_is_said_once_and_lived_with():
    def make(_):
        raise NotThereError("There is no model people.onnx.")

    recogniser = Recogniser(SETTINGS, make)
    assert recogniser.look(FRAME, sight(0), LUMA) == ()
    assert recogniser.look(FRAME, sight(5), LUMA) == ()
    assert recogniser.problem == "There is no model people.onnx."
