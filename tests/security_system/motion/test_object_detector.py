import numpy as np
import pytest

from makerkit.errors import BadInputError, NotThereError
from security_system.motion.objects import ObjectDetector
from security_system.motion.settings import ObjectSettings
from security_system.motion.sight import Box
from tests.security_system.motion.onnx_files import write_net

SIZE = 32
WHITE = np.full((240, 320, 3), 255, np.uint8)
BLACK = np.zeros((240, 320, 3), np.uint8)
SQUARE = (Box(100, 60, 80, 80),)
# with room around, 136 pixels are looked at from (72, 32) on: 4.25 of them for one of the model's
WHERE = Box(106, 66, 34, 68)


def detector(tmp_path, *outputs, **more):
    file = write_net(tmp_path / "net.onnx", outputs, SIZE)
    return ObjectDetector(ObjectSettings(model=str(file), size=SIZE, **more))


def v5(person=0.9, car=0.05):
    fixed, bright = np.zeros((1, 9, 7)), np.zeros((1, 9, 7))
    fixed[0, :2, :4] = [12, 16, 8, 16], [12.2, 16, 8, 16]
    bright[0, :2, 4] = 1.0, 0.8
    fixed[0, :2, 5:] = person, car
    return fixed, bright


def v8():
    fixed, bright = np.zeros((1, 6, 9)), np.zeros((1, 6, 9))
    fixed[0, :4, 0] = 12, 16, 8, 16
    bright[0, 4, 0] = 0.9
    return fixed, bright


def v10():
    fixed, bright = np.zeros((1, 9, 6)), np.zeros((1, 9, 6))
    fixed[0, 0, :4] = 8, 8, 16, 24
    bright[0, 0, 4] = 0.9
    return fixed, bright


def ssd():
    fixed, bright = np.zeros((1, 1, 3, 7)), np.zeros((1, 1, 3, 7))
    fixed[0, 0, 0, 3:] = 0.25, 0.25, 0.5, 0.75
    bright[0, 0, 0, 2] = 0.9
    return fixed, bright


@pytest.mark.parametrize("layout", [v5, v8, v10, ssd])
def test_each_layout_is_read(tmp_path, layout):
    (found,) = detector(tmp_path, layout()).look(WHITE, SQUARE)
    assert (found.name, found.score) == ("person", pytest.approx(0.9, abs=0.01))
    assert found.box == pytest.approx(WHERE, abs=2)


@pytest.mark.parametrize("layout", [v5, v8, v10, ssd])
def test_what_the_model_is_not_sure_of_is_left_out(tmp_path, layout):
    assert detector(tmp_path, layout()).look(BLACK, SQUARE) == ()


def test_an_ssd_in_two_parts_is_read(tmp_path):
    boxes, none = np.zeros((1, 5, 4)), np.zeros((1, 5, 4))
    boxes[0, 0] = 0.25, 0.25, 0.5, 0.75
    chances = np.zeros((1, 5, 3))
    chances[0, 0, 1] = 0.9
    (found,) = detector(tmp_path, (boxes, none), (np.zeros((1, 5, 3)), chances)).look(WHITE, SQUARE)
    assert found.box == pytest.approx(WHERE, abs=2)


def test_two_boxes_around_one_thing_are_one(tmp_path):
    assert len(detector(tmp_path, v5()).look(WHITE, SQUARE)) == 1


def test_only_wanted_classes_are_told(tmp_path):
    names = tmp_path / "names.txt"
    names.write_text("cat\nperson\n")
    assert detector(tmp_path, v5(), classes=str(names)).look(WHITE, SQUARE) == ()
    (found,) = detector(tmp_path, v5(0.1, 0.8), classes=str(names)).look(WHITE, SQUARE)
    assert found.name == "person"


def test_it_is_asked_only_where_something_moves(tmp_path):
    halves = BLACK.copy()
    halves[:, 160:] = 255
    asked = detector(tmp_path, v8())
    assert asked.look(halves, ()) == ()
    assert asked.look(halves, (Box(0, 100, 40, 40),)) == ()
    assert len(asked.look(halves, (Box(240, 100, 40, 40),))) == 1


@pytest.mark.parametrize("box", [Box(0, 0, 5, 5), Box(300, 230, 60, 60), Box(-50, -50, 500, 500)])
def test_boxes_at_the_edge_do_no_harm(tmp_path, box):
    assert len(detector(tmp_path, v8()).look(WHITE, (box,))) == 1


def test_a_model_that_is_not_there_is_told_with_what_to_do():
    with pytest.raises(NotThereError, match="leave `objects` out"):
        ObjectDetector(ObjectSettings(model="/nowhere/net.onnx"))


def test_a_file_that_is_no_model_is_told(tmp_path):
    file = tmp_path / "net.onnx"
    file.write_bytes(b"not a model at all")
    with pytest.raises(BadInputError, match="Is it an ONNX file"):
        ObjectDetector(ObjectSettings(model=str(file)))


def test_a_model_that_finds_no_objects_is_told(tmp_path):
    net = detector(tmp_path, (np.zeros((1, 3)), np.zeros((1, 3))))
    with pytest.raises(BadInputError, match="none of the layouts"):
        net.look(WHITE, SQUARE)


def test_a_list_of_classes_that_is_not_there_is_told(tmp_path):
    with pytest.raises(NotThereError, match="list of classes"):
        detector(tmp_path, v8(), classes=str(tmp_path / "none.txt"))
